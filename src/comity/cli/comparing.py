"""`comity compare`: how alike two names are, for each pair of a table."""

import csv
from pathlib import Path

import click

from comity.cli.opening import data_option

PATH = click.Path(path_type=Path)


@click.command()
@click.option("--pairs", metavar="FILE.csv", type=PATH, required=True, help="A table with the columns a and b.")
@click.option("--out", metavar="FILE.csv", type=PATH, required=True, help="Where a, b and score go, in the same order.")
@data_option
def compare(pairs: Path, out: Path, data: str | None) -> None:
    """Score how alike the two names of each row are, from 0 to 1, by the names alone.

    A row that cannot be used is named on standard error with its line, and the status is 2; all others are scored.
    """
    from comity.adapters.batches.batch import Faults
    from comity.cli import asking
    from comity.screening import name_score
    from comity.screening.reading import Problem
    from comity.screening.reading.table import rows

    asking.writable(out, [pairs])
    faults, count = Faults(), 0
    with asking.opened(pairs) as stream:
        found, _ = rows(stream, ("a", "b"))
    part = out.with_name(out.name + ".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(("a", "b", "score"))
        for row in found:
            if isinstance(row, Problem):
                faults.add(row.faults)
                continue
            one, other = row.fields["a"], row.fields["b"]
            written.writerow((one, other, repr(float(name_score(one, other)))))
            count += 1
    part.replace(out)
    click.echo(f"Pairs scored: {count}.")
    asking.report(faults, out)
