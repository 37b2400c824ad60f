"""`comity offices`: who holds which office."""

import click

from comity.cli.founding import countries
from comity.cli.opening import Who, acting, as_options, data_option, opened, people_of, person_named, propose_if_needed
from comity.governance.offices import APPOINTABLE, Office

_OFFICE = click.Choice([office.value for office in Office if office in APPOINTABLE])


@click.group()
def offices() -> None:
    """The offices: fill, leave, list. No one fills an office for themselves."""


@offices.command("fill")
@click.argument("login")
@click.argument("office", type=_OFFICE)
@click.option("--member", metavar="XA", default="", help="The member, for offices of a bureau.")
@click.option("--on-duty", is_flag=True, help="Put a reviewer on the duty list for urgent requests.")
@as_options
@data_option
def fill(login: str, office: str, member: str, on_duty: bool, who: Who, data: str | None) -> None:
    """Fill an office; offices that no one person may hold together are refused.

    Of a reviewer, an administrator and the Secretary General it is proposed, and a second person confirms it.
    """
    from comity.governance.commands import FillOffice
    from comity.governance.dual_control import ProposeOffice

    homes = countries(member, "--member")
    with opened(data) as comity:
        with comity.look() as look:
            person = person_named(look, login).id
        command = FillOffice(id=person, office=Office(office), member=homes[0] if homes else None, on_duty=on_duty)
        by, change = acting(comity, who, Office.ADMINISTRATOR), comity.chance.id("chg")
        two = ProposeOffice(id=person, change=change, office=Office(office), on_duty=on_duty)
        if propose_if_needed(comity, by, command, two):
            click.echo(f"It waits for a second person: comity changes confirm {login} {change}")
            return
    click.echo(f"{login} is {office.replace('_', ' ')}{f' of {member}' if member else ''}.")


@offices.command("leave")
@click.argument("login")
@click.argument("office", type=_OFFICE)
@as_options
@data_option
def leave(login: str, office: str, who: Who, data: str | None) -> None:
    """Leave an office; what it tied the person to stays a conflict."""
    from comity.governance.commands import LeaveOffice

    with opened(data) as comity:
        with comity.look() as look:
            person = person_named(look, login).id
        comity.order(acting(comity, who, Office.ADMINISTRATOR), LeaveOffice(id=person, office=Office(office)))
    click.echo(f"{login} is no longer {office.replace('_', ' ')}.")


@offices.command("list")
@data_option
def list_(data: str | None) -> None:
    """List the offices of the organisation and of each member, and who holds them."""
    with opened(data) as comity, comity.look() as look:
        held = [
            (each.office, each.member or "", profile.login)
            for found, profile in people_of(look)
            for each in found.state.held
            if not each.left
        ]
    order = list(Office)
    for office, member, login in sorted(held, key=lambda each: (order.index(each[0]), each[1], each[2])):
        click.echo(f"{office.value:22} {member:3} {login}")
