"""Opening a data folder for a command, and as whom the command acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from comity.kernel.errors import CommandRefused, Fault, Unauthenticated, UnusableInput

if TYPE_CHECKING:
    from comity.app.comity import Comity
    from comity.app.look import Found, Look
    from comity.app.ports.surroundings import Clock
    from comity.governance.gate import Principal
    from comity.governance.offices import Office
    from comity.kernel.decider import Command
    from comity.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def data_option(command: F) -> F:
    """Give a command `--data DIR`."""
    text = "The data folder (default: ./comity-data, or COMITY_DATA)."
    return click.option("--data", metavar="DIR", help=text)(command)


class Who(NamedTuple):
    """As whom a command is to act: a login believed on this machine, or a token."""

    login: str | None
    token: str | None


def as_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that acts `--as LOGIN` and the token in COMITY_TOKEN, as its parameter `who`."""

    @wraps(command)
    def told(*args: Any, as_login: str | None, as_token: str | None, **kwargs: Any) -> Any:
        return command(*args, who=Who(as_login, as_token), **kwargs)

    token = click.option("--token", "as_token", envvar="COMITY_TOKEN", hidden=True)
    text = "Act with the offices of this person; otherwise as the holder of the token in COMITY_TOKEN."
    return click.option("--as", "as_login", metavar="LOGIN", help=text)(token(told))


@contextmanager
def opened(data: str | None, clock: "Clock | None" = None, settings: "Settings | None" = None) -> Iterator["Comity"]:
    """Yield the organisation in a data folder; the log is signed as the command leaves it."""
    from sqlalchemy.exc import SQLAlchemyError

    from comity.app import ledgering
    from comity.bootstrap import close, open_comity
    from comity.cli.logs import to_stderr
    from comity.kernel.errors import Unavailable
    from comity.settings import read_settings

    to_stderr()
    try:
        comity = open_comity(settings or read_settings(data), clock)
    except SQLAlchemyError as error:
        raise Unavailable("The database cannot be opened, or is not one of Comity.") from error
    try:
        yield comity
    finally:
        ledgering.sign_off(comity)
        close(comity)


@contextmanager
def only_read(data: str | None) -> Iterator["Comity"]:
    """Yield the organisation in a data folder to be read: nothing is written, and a hub may serve meanwhile."""
    from sqlalchemy.exc import SQLAlchemyError

    from comity.bootstrap import read_only
    from comity.cli.logs import to_stderr
    from comity.kernel.errors import Unavailable
    from comity.settings import read_settings

    to_stderr()
    try:
        with read_only(read_settings(data)) as comity:
            yield comity
    except SQLAlchemyError as error:
        raise Unavailable("The database cannot be read: it is damaged, or not one of Comity.") from error


def acting(comity: "Comity", who: Who, office: "Office") -> "Principal":
    """Return as whom a command acts.

    Whoever can read the data folder and the master key is the operator of the host. The operator acts with the
    offices of the person that `--as LOGIN` names, and the act says that it was the operator. Otherwise the token says
    who it is. With neither, the operator acts with the offices of the first administrator, or of the one holder of
    another office.
    """
    from comity.governance.gate import operator

    with comity.look() as look:
        if who.login is None and who.token is not None:
            return _by_token(look, who.token)
        person = person_named(look, who.login).id if who.login is not None else _holder(look, office)
        holder = look.principal(person)
    return operator(holder.offices, holder.member, holder.ties)


def propose_if_needed(comity: "Comity", by: "Principal", one: "Command", two: "Command") -> bool:
    """Give a command, or propose it where it takes two; return True if it now waits for a second person."""
    try:
        comity.order(by, one)
    except CommandRefused as error:
        if error.type != "second-person-required":
            raise
        comity.order(by, two)
        return True
    return False


def person_named(look: "Look", login: str) -> "Found":
    """Return the active person with a login; raises `UnusableInput`."""
    for found, profile in people_of(look):
        if profile.login == login:
            return found
    message = f"no one here has the login {login}; `comity people list` shows who is there"
    raise UnusableInput(f"The person cannot be found: {message}.", [Fault("LOGIN", message)])


def people_of(look: "Look") -> Iterator[tuple["Found", Any]]:
    """Yield the active people with their profiles, in the order in which they were added."""
    from comity.governance.commands import PersonProfile

    for registered in look.reader.registers("person"):
        found = look.typed(registered)
        if found.state.profile is not None:
            profile = look.if_opened(found.state.profile, PersonProfile)
            yield found, profile or PersonProfile(name="(cannot be read)", login=found.id)


def _by_token(look: "Look", token: str) -> "Principal":
    from comity.app.founding import token_digest
    from comity.governance.gate import through

    found = look.token(token_digest(token))
    if found is None:
        raise Unauthenticated("The token in COMITY_TOKEN is unknown, expired or revoked.")
    return through(look.principal(found[0].id), found[1].id)


def _holder(look: "Look", office: "Office") -> str:
    from comity.governance.offices import Office

    holders = [found.id for found, _ in people_of(look) if office in found.state.offices]
    if not holders:
        raise UnusableInput(f"No one holds the office {office.value}; fill it with `comity offices fill`.")
    if len(holders) > 1 and office is not Office.ADMINISTRATOR:
        raise UnusableInput(f"Several people hold the office {office.value}: say which one acts, with --as LOGIN.")
    return holders[0]
