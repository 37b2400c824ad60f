"""`comity init`, `members`, `measures`: an organisation, its members and the measures on them."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.opening import Who, acting, as_options, data_option, opened
from comity.governance.commands import Measure
from comity.kernel.codes import Country
from comity.kernel.errors import ComityError, Fault, Unavailable, UnusableInput

if TYPE_CHECKING:
    from comity.bootstrap import OrganisationFile
    from comity.settings import Settings


def countries(text: str, path: str) -> tuple[Country, ...]:
    """Return a comma list of codes, or raise `UnusableInput`."""
    try:
        return tuple(Country.parse(code.strip()) for code in text.split(",") if code.strip())
    except ValueError as error:
        raise UnusableInput(f"{path}: {error}.", [Fault(path, str(error))]) from None


@click.command()
@click.argument("name")
@click.option("--members", required=True, metavar="XA,XB", help="The members, by their country codes.")
@click.option("--master-key", required=True, metavar="FILE", help="Where the master key lies, outside the data folder.")
@click.option("--database", metavar="DSN", help="A PostgreSQL database (later commands read it from COMITY_DATABASE).")
@click.option("--admin", required=True, metavar="NAME", help="The first administrator.")
@click.option("--admin-login", required=True, metavar="LOGIN")
@click.option("--nationality", metavar="XA,XB", default="", help="The administrator's nationalities.")
@click.option("--origin", metavar="NAME", help="The name under which the ledger signs (default: made from NAME).")
@click.option("--base-url", metavar="URL", help="The address under which the hub will be reached.")
@data_option
def init(
    name: str,
    members: str,
    master_key: str,
    database: str | None,
    admin: str,
    admin_login: str,
    nationality: str,
    origin: str | None,
    base_url: str | None,
    data: str | None,
) -> None:
    """Make an organisation with its first administrator, whose invitation is printed once.

    The master key is made where FILE names none yet. Keep a copy of it: without it nothing can be read.
    """
    from comity.app import welcoming
    from comity.app.founding import found
    from comity.app.ledgering import checkpoint
    from comity.bootstrap import DEFAULT_BASE_URL, OrganisationFile, create
    from comity.governance.commands import PersonProfile
    from comity.governance.gate import operator
    from comity.settings import read_settings

    codes, nations = countries(members, "--members"), countries(nationality, "--nationality")
    _distinct(codes)
    settings = read_settings(data, str(Path(master_key).resolve()), database)
    about = OrganisationFile(name=name, origin=origin or _origin(name), base_url=base_url or DEFAULT_BASE_URL)
    with _whole_or_not(settings.data):
        create(settings, about)
        with opened(data, settings=settings) as comity:
            first = found(comity, codes, PersonProfile(name=admin, login=admin_login), nations)
            invited = welcoming.invite(comity, operator(first.offices), first.id)
            checkpoint(comity)
    _tell(name, admin, settings, about, len(codes))
    click.echo(invited.address)


def _tell(name: str, admin: str, settings: "Settings", about: "OrganisationFile", members: int) -> None:
    from comity.app import welcoming

    click.echo(f"{name} stands in {settings.data}, with {members} members.")
    click.echo(f"Its ledger signs as {about.origin}. The master key is {settings.master_key}: keep a copy apart.")
    click.echo(f"{admin} is the administrator, and opens this address once, within {welcoming.DAYS} days, to sign in.")
    click.echo("It is shown only now; `comity people invite LOGIN` makes another:")


@contextmanager
def _whole_or_not(folder: Path) -> Iterator[None]:
    """Leave no half of an organisation behind where its making fails, in a folder that was not there before."""
    from sqlalchemy.exc import SQLAlchemyError

    there = folder.exists() and any(folder.iterdir())
    try:
        yield
    except (ComityError, SQLAlchemyError, OSError) as error:
        if not there:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, SQLAlchemyError):
            raise Unavailable("The database cannot be reached or made; nothing was founded.") from error
        raise


def _distinct(codes: Sequence[Country]) -> None:
    if not codes or len(set(codes)) < len(codes):
        raise UnusableInput("--members: name each member once, and at least one.", [Fault("--members", "not distinct")])


def _origin(name: str) -> str:
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.lower())
    return f"{letters.strip('-') or 'comity'}/ledger"


@click.group()
def members() -> None:
    """The members of the organisation."""


@members.command("admit")
@click.argument("member", metavar="XA")
@as_options
@data_option
def admit(member: str, who: Who, data: str | None) -> None:
    """Admit a member; it receives the notices in force that are meant for it."""
    from comity.governance.commands import AdmitMember
    from comity.governance.offices import Office

    (code,) = countries(member, "XA") or (None,)
    if code is None:
        raise UnusableInput("Name the member by its country code.")
    with opened(data) as comity:
        done = comity.order(acting(comity, who, Office.ADMINISTRATOR), AdmitMember(member=code))
    click.echo(f"{code} is a member." if done.acts else f"{code} is a member already.")


@members.command("list")
@data_option
def members_list(data: str | None) -> None:
    """List the members and the measures in force on them."""
    with opened(data) as comity, comity.look() as look:
        organisation = look.organisation()
    for member in organisation.members:
        measures = ", ".join(measure.value for measure in organisation.measures_on(member))
        click.echo(f"{member}  {measures}".rstrip())


@click.group()
def measures() -> None:
    """Corrective measures on a bureau (RPD 131), by the Secretary General."""


_MEASURE = click.Choice([measure.value for measure in Measure])


@measures.command("impose")
@click.argument("member", metavar="XA")
@click.argument("measure", type=_MEASURE)
@click.option("--ground", required=True, metavar="CITATION", help='The rule that was not kept, such as "RPD 131".')
@as_options
@data_option
def impose(member: str, measure: str, ground: str, who: Who, data: str | None) -> None:
    """Impose a measure on a member."""
    from comity.governance.commands import ImposeMeasure
    from comity.governance.offices import Office

    with opened(data) as comity:
        by = acting(comity, who, Office.SECRETARY_GENERAL)
        for code in countries(member, "XA"):
            comity.order(by, ImposeMeasure(member=code, measure=Measure(measure), ground=ground))
            click.echo(f"{measure} is in force on {code} ({ground}).")


@measures.command("lift")
@click.argument("member", metavar="XA")
@click.argument("measure", type=_MEASURE)
@as_options
@data_option
def lift(member: str, measure: str, who: Who, data: str | None) -> None:
    """Lift a measure."""
    from comity.governance.commands import LiftMeasure
    from comity.governance.offices import Office

    with opened(data) as comity:
        by = acting(comity, who, Office.SECRETARY_GENERAL)
        for code in countries(member, "XA"):
            comity.order(by, LiftMeasure(member=code, measure=Measure(measure)))
            click.echo(f"{measure} is lifted from {code}.")
