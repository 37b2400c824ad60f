"""`comity tick`: the clock's round, for a scheduler where no hub is serving, and the word that a clock is right."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from comity.cli.opening import Who, acting, as_options, data_option, opened
from comity.kernel.errors import Fault, UnusableInput, VerificationFailed

if TYPE_CHECKING:
    from comity.app.comity import Comity


@click.command()
@click.option(
    "--at",
    metavar="TIME",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="Run the round of a time since the last act, in UTC (default: now).",
)
@click.option("--confirm-clock", is_flag=True, help="Say that this time is right; an act records who said it.")
@as_options
@data_option
def tick(at: datetime | None, confirm_clock: bool, who: Who, data: str | None) -> None:
    """Do what dates bring: expiry, limits, reminders, silence. Repeating does nothing.

    A round more than a day after the last act or round, or before it, is held: it does nothing by date, says what
    waits, and ends with status 1. Where the clock is right (a hub that stood still, a restored archive), confirm it
    once with --confirm-clock. A confirmation holds for its own time and no other.
    """
    from comity.adapters.surroundings import SetClock
    from comity.app.clock import confirm
    from comity.app.notifying import notify
    from comity.app.ticking import tick as run
    from comity.governance.offices import Office

    when = _read(at, data) if at else None
    with opened(data, SetClock(when) if when else None) as comity:
        if confirm_clock and not confirm(comity, acting(comity, who, Office.ADMINISTRATOR)):
            click.echo("The clock is believed: there is nothing to confirm.", err=True)
        ticked = run(comity)
        if ticked.held is not None:
            raise VerificationFailed(f"{ticked.held.says} {_waiting(comity)}")
        if when is None:
            notify(comity)
        click.echo(_told(ticked.done) or "Nothing was due.")


def _read(at: datetime, data: str | None) -> datetime:
    """Return the time of a round that is run after the event; raises `UnusableInput`."""
    when = at.replace(tzinfo=UTC)
    with opened(data) as comity, comity.look() as look:
        last = look.reader.acts(look.reader.last_seq() - 1, 1)
        if when > look.at or (last and when < last[0].at):
            message = "a time after the last act and not after now: acts are recorded in order"
            raise UnusableInput(f"The round of {when:%Y-%m-%d %H:%M} cannot be run.", [Fault("--at", message)])
    return when


def _waiting(comity: "Comity") -> str:
    from comity.app.ticking import waiting

    found = _told(waiting(comity))
    return f"By this clock a round would begin with {found}." if found else "By this clock nothing is due."


def _told(done: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(done.items()))
