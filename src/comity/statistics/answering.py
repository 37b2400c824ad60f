"""How often each member says what it does with the notices that it receives, from released figures only."""

from collections.abc import Sequence
from typing import Final

import msgspec

from comity.kernel.codes import Country
from comity.statistics.measures import By
from comity.statistics.release import Release
from comity.statistics.shares import percent

MEASURE: Final = "treatment"
SILENT: Final = "silent"


class Answering(msgspec.Struct, frozen=True):
    """Of the notices that a member received, those on which it spoke before the mark; None is too few to say."""

    member: Country
    received: int
    answered: int
    percent: int | None


def answering(releases: Sequence[Release]) -> tuple[Answering, ...]:
    """Return the members of the last of `releases` (at least one, in order) by code, counted over all of them.

    Several quarters are added up, because one is too short for most members; released counts stay near the
    truth when they are added, since what each part is owed for rounding is kept.
    """
    received: dict[str, int] = {}
    silent: dict[str, int] = {}
    for release in releases:
        table = release.table(MEASURE, By.RECIPIENT)
        place = table.columns.index(SILENT)
        for line in table.rows:
            received[line.row] = received.get(line.row, 0) + line.total
            silent[line.row] = silent.get(line.row, 0) + line.counts[place]
    return tuple(_of(member, received[member], silent[member]) for member in releases[-1].members)


def _of(member: Country, received: int, silent: int) -> Answering:
    answered = received - silent
    return Answering(member, received, answered, percent(answered, received))
