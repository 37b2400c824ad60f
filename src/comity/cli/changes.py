"""`comity changes`: what one administrator proposed, and a second person confirms."""

import click

from comity.cli.opening import Who, acting, as_options, data_option, opened, person_named
from comity.governance.offices import Office


@click.group()
def changes() -> None:
    """Changes that take two: to reviewers, administrators and the Secretary General.

    `offices fill`, `people ties` and `people invite` propose them. A second administrator or the Secretary General
    confirms with the own token in COMITY_TOKEN; the operator of the host confirms nothing.
    """


@changes.command("list")
@data_option
def list_(data: str | None) -> None:
    """List the changes that wait, who proposed them and until when they can be confirmed."""
    from comity.app.views.changes import of_person

    with opened(data) as comity, comity.look() as look:
        for registered in look.reader.registers("person"):
            for each in of_person(look, look.typed(registered)):
                what = each.office.value if each.office else " ".join((each.kind, *each.nationalities))
                click.echo(f"{each.id}  {each.name:32} {what:24} by {each.by} until {each.until:%Y-%m-%d %H:%M}")


@changes.command("confirm")
@click.argument("login")
@click.argument("change")
@as_options
@data_option
def confirm(login: str, change: str, who: Who, data: str | None) -> None:
    """Confirm a change; of an invitation print the link, shown only now."""
    from comity.app import welcoming

    with opened(data) as comity:
        with comity.look() as look:
            person = person_named(look, login).id
        made = welcoming.confirm(comity, acting(comity, who, Office.ADMINISTRATOR), person, change)
    if made is None:
        click.echo(f"{change} is done.")
        return
    click.echo(f"{login} opens this address within {welcoming.DAYS} days, with the code of who proposed it:", err=True)
    click.echo(made.address)


@changes.command("drop")
@click.argument("login")
@click.argument("change")
@as_options
@data_option
def drop(login: str, change: str, who: Who, data: str | None) -> None:
    """Drop a change that waits."""
    from comity.governance.dual_control import DropChange

    with opened(data) as comity:
        with comity.look() as look:
            person = person_named(look, login).id
        comity.order(acting(comity, who, Office.ADMINISTRATOR), DropChange(id=person, change=change))
    click.echo(f"{change} does not wait any more.")
