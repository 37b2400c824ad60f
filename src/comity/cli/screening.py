"""`comity screen`: many questions asked of lists, their answers in a file."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from comity.cli.opening import Who, as_options, data_option

if TYPE_CHECKING:
    from comity.adapters.batches.batch import Live
    from comity.adapters.lists.sources import Source

FORMATS: Final = ("auto", "jsonl", "csv", "mrz", "paxlst", "ftm")
PURPOSES: Final = ("border", "visa", "airline_list", "investigation", "custody", "other", "unspecified")
PATH: Final = click.Path(path_type=Path)


def number(context: click.Context, option: click.Parameter, value: float) -> float:
    """Refuse `nan`, which is in every range and which no score reaches: it would clear everyone."""
    if isnan(value):
        raise click.BadParameter("nan is no number.", context, option)
    return value


@click.command()
@click.option("--list", "named", metavar="SOURCE", multiple=True, required=True, help="A list to ask; give any number.")
@click.option("--queries", metavar="FILE", type=PATH, required=True, help="The questions.")
@click.option("--out", metavar="FILE", type=PATH, required=True, help="Where the answers go, a line of JSON each.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=0.7,
    show_default=True,
    callback=number,
    help="The least score of a hit.",
)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="The most hits of an answer."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="auto", show_default=True)
@click.option("--resume", is_flag=True, help="Go on with a batch that was broken off.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", metavar="ADDRESS", help="With --engine dask: its scheduler, such as tls://host:8786.")
@click.option("--purpose", type=click.Choice(PURPOSES), default="unspecified", help="With comity:DIR: why you ask.")
@as_options
@data_option
def screen(
    named: tuple[str, ...],
    queries: Path,
    out: Path,
    threshold: float,
    limit: int,
    form: str,
    resume: bool,
    engine: str,
    scheduler: str | None,
    purpose: str,
    who: Who,
    data: str | None,
) -> None:
    """Ask lists about every person in a file: who on them it may be, why, and how strong that is.

    SOURCE is un:FILE.xml (the consolidated list of the UN Security Council), ofac:DIR (sdn.csv, alt.csv and add.csv
    of OFAC), jsonl:FILE (lines of a subject and its id), or comity:DIR (the notices in force of a data folder, as far
    as the asker may find them; each question then stands in the trail, for which --purpose says why it is asked).

    The questions are JSON Lines, CSV with a header, machine-readable zones, UN/EDIFACT PAXLST or FollowTheMoney
    entities, told by what the file holds. A record that cannot be used, there or on a list, is named on standard
    error with its line or segment, and the status is 2; everyone else is asked about, and their answers stand.
    """
    from comity import __version__
    from comity.adapters.batches.batch import Faults, ask
    from comity.adapters.batches.outcome import Outcome, Run
    from comity.cli import asking
    from comity.cli.checking import today
    from comity.cli.progress import progress
    from comity.screening.lists import Terms
    from comity.screening.reading import read

    sources = asking.sources(named, engine, scheduler, queries, out)
    faults = Faults()
    with asking.opened(queries) as stream, ExitStack() as stack:
        (digest, lines), kind = asking.digest(stream), asking.form_of(stream, form)
        lists = asking.lists(sources, faults, _notices(stack, len(sources) > 1, who, purpose))
        run = Run(lists.version, digest, kind.value, threshold, limit, __version__, today())
        outcome = stack.enter_context(closing(Outcome(out, run, resume)))
        terms = Terms(threshold, limit, outcome.run.at)
        answering = stack.enter_context(asking.engine(scheduler, lists, terms))
        with progress("Questions asked") as told:
            ask(read(stream, kind, terms.at), answering, outcome, faults, asking.teller(told, kind, lines))
    click.echo(f"Questions asked: {outcome.done}; answers with a hit: {outcome.found}; lists: {lists.version}")
    asking.report(faults, out)


def _notices(stack: ExitStack, several: bool, who: Who, purpose: str) -> Callable[["Source"], "Live"]:
    """Return what opens the notices of a data folder, until the end of `stack`."""

    def open_notices(source: "Source") -> "Live":
        from comity.cli.noticed import notices

        return stack.enter_context(notices(source, several, who, purpose))

    return open_notices
