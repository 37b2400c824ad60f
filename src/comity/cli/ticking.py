"""`comity tick`: the clock's round, for a scheduler where no hub is serving."""

from datetime import UTC, datetime

import click

from comity.cli.opening import data_option, opened
from comity.kernel.errors import Fault, UnusableInput


@click.command()
@click.option(
    "--at",
    metavar="TIME",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="Run the round of a time since the last act, in UTC (default: now).",
)
@data_option
def tick(at: datetime | None, data: str | None) -> None:
    """Do what dates bring: expiry, limits, reminders, silence. Repeating does nothing."""
    from comity.adapters.surroundings import SetClock
    from comity.app.notifying import notify
    from comity.app.ticking import tick as run

    with opened(data) as comity:
        if at is None:
            done = run(comity).done
            notify(comity)
            return _tell(done)
        when = at.replace(tzinfo=UTC)
        with comity.look() as look:
            last = look.reader.acts(look.reader.last_seq() - 1, 1)
        if when > comity.clock.now() or (last and when < last[0].at):
            message = "a time after the last act and not after now: acts are recorded in order"
            raise UnusableInput(f"The round of {when:%Y-%m-%d %H:%M} cannot be run.", [Fault("--at", message)])
    with opened(data, SetClock(when)) as comity:
        return _tell(run(comity).done)


def _tell(done: dict[str, int]) -> None:
    told = ", ".join(f"{count} {name}" for name, count in sorted(done.items()))
    click.echo(told or "Nothing was due.")
