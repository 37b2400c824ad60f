"""What anyone can verify of a release without the acts behind it: that it is whole and adds up."""

from collections.abc import Iterator

from comity.kernel.errors import Fault, UnusableInput, VerificationFailed
from comity.kernel.wire import decode
from comity.statistics.measures import By
from comity.statistics.release import FORMATS, Release, Table, bytes_of


def verify(body: bytes) -> Release:
    """Return the release in `body`; raises `VerificationFailed` naming what does not hold.

    The signature over `body` is the caller's to check. Who holds the acts compares `bytes_of(quarterly(...))`.
    """
    try:
        release = decode(body, Release, "release")
    except UnusableInput as error:
        raise VerificationFailed(error.detail, error.errors) from error
    faults = [*_form(release, body), *_figures(release)]
    if faults:
        raise VerificationFailed(f"The release of {release.quarter[:20]} does not hold.", faults)
    return release


def _form(release: Release, body: bytes) -> Iterator[Fault]:
    if release.format not in FORMATS.values():
        yield Fault("$.format", f"must be {' or '.join(FORMATS.values())}")
    if bytes_of(release) != body:
        yield Fault("$", "the bytes are not in canonical form")
    expected = [
        (measure.id, by)
        for measure in release.measures
        for by in (By.TOTAL.value, *measure.also, *(row.value for row in measure.rows))
    ]
    if [(table.measure, table.by) for table in release.tables] != expected:
        yield Fault("$.tables", "are not the fixed list, each once and in order")


def _figures(release: Release) -> Iterator[Fault]:
    totals = {table.measure: sum(line.total for line in table.rows) for table in release.tables if table.by == By.TOTAL}
    for place, table in enumerate(release.tables):
        yield from _table(table, f"$.tables[{place}]", release.base, totals.get(table.measure))
    yield from _table(release.in_force, "$.in_force", release.base, None)


def _table(table: Table, path: str, base: int, total: int | None) -> Iterator[Fault]:
    for place, line in enumerate(table.rows):
        where = f"{path}.rows[{place}]"
        if len(line.counts) != len(table.columns):
            yield Fault(where, "has not one count for each column")
        if any(count < 0 or count % base for count in line.counts):
            yield Fault(where, f"has a count that is not a multiple of {base}")
        if line.total != sum(line.counts):
            yield Fault(where, "does not add up to its total")
    if total is not None and sum(line.total for line in table.rows) != total:
        yield Fault(path, "does not add up to the total of its measure")
