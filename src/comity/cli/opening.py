"""Opening a data folder for a command, and as whom the command acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from comity.kernel.errors import Fault, Unauthenticated, UnusableInput

if TYPE_CHECKING:
    from comity.app.comity import Comity
    from comity.app.look import Found, Look
    from comity.app.ports.surroundings import Clock
    from comity.governance.gate import Principal
    from comity.governance.offices import Office
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
    text = "Act as this person; otherwise as the holder of the token in COMITY_TOKEN."
    return click.option("--as", "as_login", metavar="LOGIN", help=text)(token(told))


@contextmanager
def opened(data: str | None, clock: "Clock | None" = None, settings: "Settings | None" = None) -> Iterator["Comity"]:
    """Yield the organisation in a data folder."""
    from sqlalchemy.exc import SQLAlchemyError

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
        close(comity)


def acting(comity: "Comity", who: Who, office: "Office") -> "Principal":
    """Return as whom a command acts.

    Who says `--as LOGIN` on this machine is believed: whoever can read the data folder and the master key
    is the operator, and the act names the person. Otherwise the token says who it is. With neither,
    administration acts as the first administrator, and another office as its holder where there is one alone.
    """
    with comity.look() as look:
        if who.login is not None:
            return look.principal(person_named(look, who.login).id)
        if who.token is not None:
            return _by_token(look, who.token)
        return look.principal(_holder(look, office))


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
            yield found, look.opened(found.state.profile, PersonProfile)


def _by_token(look: "Look", token: str) -> "Principal":
    from comity.app.founding import token_digest

    row = look.reader.token(token_digest(token))
    found = look.find("person", row.person) if row else None
    if row is None or found is None or not found.state.token_holds(row.token, look.at):
        raise Unauthenticated("The token in COMITY_TOKEN is unknown, expired or revoked.")
    return look.principal(row.person)


def _holder(look: "Look", office: "Office") -> str:
    from comity.governance.offices import Office

    holders = [found.id for found, _ in people_of(look) if office in found.state.offices]
    if not holders:
        raise UnusableInput(f"No one holds the office {office.value}; fill it with `comity offices fill`.")
    if len(holders) > 1 and office is not Office.ADMINISTRATOR:
        raise UnusableInput(f"Several people hold the office {office.value}: say which one acts, with --as LOGIN.")
    return holders[0]
