"""`comity people`: who works for the organisation and its bureaus."""

from typing import TYPE_CHECKING

import click

from comity.cli.founding import countries
from comity.cli.opening import Who, acting, as_options, data_option, opened, people_of, person_named, propose_if_needed
from comity.kernel.errors import CommandRefused, Fault, UnusableInput

if TYPE_CHECKING:
    from comity.app.comity import Comity
    from comity.governance.people import PersonState

_NATIONS = click.option(
    "--nationality", metavar="XA,XB", default="", help="All nationalities; a reviewer's must be known."
)
_SECONDED = click.option("--seconded-by", metavar="XA,XB", default="", help="States that lent the person.")


@click.group()
def people() -> None:
    """The people: add, list, remove, and the ties that keep them from a case.

    On this machine the first administrator acts, unless --as or COMITY_TOKEN says otherwise.
    """


@people.command("add")
@click.argument("name")
@click.argument("login")
@_NATIONS
@_SECONDED
@click.option("--member", metavar="XA", default="", help="The member, for a bureau's people and border services.")
@click.option("--email", metavar="ADDRESS")
@as_options
@data_option
def add(
    name: str,
    login: str,
    nationality: str,
    seconded_by: str,
    member: str,
    email: str | None,
    who: Who,
    data: str | None,
) -> None:
    """Add a person under a login of their own."""
    from comity.governance.commands import AddPerson, PersonProfile
    from comity.governance.offices import Office

    homes = countries(member, "--member")
    with opened(data) as comity:
        _free(comity, login)
        command = AddPerson(
            id=comity.chance.id("per"),
            profile=PersonProfile(name=name, login=login, email=email),
            nationalities=countries(nationality, "--nationality"),
            member=homes[0] if homes else None,
            seconded_by=countries(seconded_by, "--seconded-by"),
        )
        comity.order(acting(comity, who, Office.ADMINISTRATOR), command)
    click.echo(f"{name} is added as {login}. Fill an office with `comity offices fill {login} OFFICE`,")
    click.echo(f"and let {login} sign in with `comity people invite {login}`.")


def _free(comity: "Comity", login: str) -> None:
    from comity.app.logins import login_key

    with comity.look() as look:
        if any(login_key(profile.login) == login_key(login) for _, profile in people_of(look)):
            message = f"the login {login} is taken"
            raise UnusableInput(f"The person cannot be added: {message}.", [Fault("LOGIN", message)])


@people.command("appoint")
@click.argument("name")
@click.argument("login")
@_NATIONS
@data_option
def appoint(name: str, login: str, nationality: str, data: str | None) -> None:
    """Appoint an administrator where there is none: after the last one was removed, or lost in a restore."""
    from comity.governance.commands import AppointFirstAdministrator, PersonProfile
    from comity.governance.gate import OPERATOR, PROCESS, through
    from comity.governance.offices import Office

    nations = countries(nationality, "--nationality")
    with opened(data) as comity:
        _free(comity, login)
        with comity.look() as look:
            if any(Office.ADMINISTRATOR in found.state.offices for found, _ in people_of(look)):
                raise UnusableInput("There is an administrator, who adds people with `comity people add`.")
        profile = PersonProfile(name=name, login=login)
        command = AppointFirstAdministrator(id=comity.chance.id("per"), profile=profile, nationalities=nations)
        comity.order(through(PROCESS, OPERATOR), command)
    click.echo(f"{name} is the administrator, as {login}.")


@people.command("invite")
@click.argument("login")
@as_options
@data_option
def invite(login: str, who: Who, data: str | None) -> None:
    """Invite a person to sign in, or to sign in anew after losing the keys: print the address, shown only now.

    What the person signed in with until now holds no longer, and every session of theirs ends. A reviewer, an
    administrator and the Secretary General are invited by two: a code is printed, and who confirms gets the address.
    """
    from comity.app import welcoming
    from comity.governance.offices import Office

    with opened(data) as comity:
        with comity.look() as look:
            person = person_named(look, login).id
        by = acting(comity, who, Office.ADMINISTRATOR)
        try:
            invited = welcoming.invite(comity, by, person)
        except CommandRefused as error:
            if error.type != "second-person-required":
                raise
            half = welcoming.propose(comity, by, person)
            click.echo(f"It waits for a second person: comity changes confirm {login} {half.change}", err=True)
            click.echo(f"{login} needs this code beside the link of who confirms; it is shown only now:", err=True)
            click.echo(half.code)
            return
    click.echo(f"{login} opens this address once, within {welcoming.DAYS} days, to set how to sign in:", err=True)
    click.echo(invited.address)


@people.command("list")
@data_option
def list_(data: str | None) -> None:
    """List the people with their logins, offices and ties."""
    with opened(data) as comity, comity.look() as look:
        for found, profile in people_of(look):
            click.echo(f"{profile.login:20} {profile.name:32} {_offices(found.state)}")


def _offices(state: "PersonState") -> str:
    held = [f"{held.office.value}{f' of {held.member}' if held.member else ''}" for held in state.held if not held.left]
    ties = sorted({*state.nationalities, *state.seconded_by})
    return (", ".join(held) or "no office") + (f" ({', '.join(ties)})" if ties else "")


@people.command("remove")
@click.argument("login")
@as_options
@data_option
def remove(login: str, who: Who, data: str | None) -> None:
    """Remove a person: offices are left, tokens revoked, the profile destroyed; what they did stays."""
    from comity.governance.commands import RemovePerson
    from comity.governance.offices import Office

    with opened(data) as comity:
        with comity.look() as look:
            person = person_named(look, login).id
        comity.order(acting(comity, who, Office.ADMINISTRATOR), RemovePerson(id=person))
    click.echo(f"{login} is removed.")


@people.command("ties")
@click.argument("login")
@_NATIONS
@_SECONDED
@as_options
@data_option
def ties(login: str, nationality: str, seconded_by: str, who: Who, data: str | None) -> None:
    """Put down the nationalities as they are now, and secondments; a past one stays a conflict."""
    from comity.governance.commands import AmendTies
    from comity.governance.dual_control import ProposeTies
    from comity.governance.offices import Office

    with opened(data) as comity:
        with comity.look() as look:
            found = person_named(look, login)
        nations = countries(nationality, "--nationality") or found.state.nationalities
        lent = countries(seconded_by, "--seconded-by")
        by, change = acting(comity, who, Office.ADMINISTRATOR), comity.chance.id("chg")
        one = AmendTies(id=found.id, nationalities=nations, seconded_by=lent)
        two = ProposeTies(id=found.id, change=change, nationalities=nations, seconded_by=lent)
        if propose_if_needed(comity, by, one, two):
            click.echo(f"It waits for a second person: comity changes confirm {login} {change}")
            return
        with comity.look() as look:
            state = person_named(look, login).state
    click.echo(f"{login}: {_offices(state)}")
