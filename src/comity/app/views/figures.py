"""The released figures for who reads them: one quarter, those before it, and whether its signature holds."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final

import msgspec

from comity.app.figures import SignedRelease, verify_release
from comity.app.look import Look
from comity.app.views import records
from comity.governance.gate import Principal
from comity.kernel import wire
from comity.kernel.errors import NotFound, VerificationFailed
from comity.ledger.note import NoteKey
from comity.statistics.measures import By
from comity.statistics.release import Release

BACK: Final = 12
"""Quarters shown as a line: three years."""
YEAR: Final = 4
_KEPT: Final = 64


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """A released quarter: `document` is the release as it was signed, `run` the quarters that end with it."""

    quarter: str
    published: datetime
    document: bytes
    key: str
    signature: str
    run: tuple[Release, ...]
    quarters: tuple[str, ...]
    """All that were released, the newest first."""

    @property
    def release(self) -> Release:
        return self.run[-1]

    @property
    def before(self) -> Release | None:
        """The quarter before, where it was released."""
        return self.run[-2] if len(self.run) > 1 else None

    @property
    def year(self) -> tuple[Release, ...]:
        """The four quarters that end with this one, or as many as were released."""
        return self.run[-YEAR:]

    def totals(self, measure: str, group: str | None = None) -> tuple[int, ...]:
        """Return the count of a measure in each quarter of the run: its total, or that of one group of columns."""
        return tuple(counted(release, measure, group) for release in self.run)


def figures(look: Look, by: Principal, quarter: str | None = None, back: int = BACK) -> Figures:
    """Return a released quarter with those before it, `back` in all, the newest where none is named.

    Raises `NotFound` for a quarter that was not released.
    """
    lines = records.releases(look, by).releases
    names = tuple(line.quarter for line in lines)
    if quarter is None and names:
        quarter = names[0]
    if quarter not in names:
        raise NotFound
    place = names.index(quarter)
    wanted = names[place : place + back]
    documents = [records.release(look, by, name) for name in reversed(wanted)]
    signed = [_read(document) for document in documents]
    return Figures(
        quarter=quarter,
        published=lines[place].published,
        document=documents[-1],
        key=signed[-1].key,
        signature=signed[-1].signature,
        run=tuple(each.release for each in signed),
        quarters=names,
    )


def counted(release: Release, measure: str, group: str | None = None) -> int:
    """Return the released total of a measure, or of the columns of one group, for the whole organisation."""
    table = release.table(measure, By.TOTAL)
    counts = table.rows[0].counts
    return sum(
        count
        for column, count in zip(table.columns, counts, strict=True)
        if group in (None, column, column.partition(":")[0])
    )


def all_releases(look: Look, by: Principal) -> Sequence[Release]:
    """Return every release in order, for those who take them all."""
    names = sorted(line.quarter for line in records.releases(look, by).releases)
    return [_read(records.release(look, by, name)).release for name in names]


def fault_of(document: bytes, key: NoteKey) -> str | None:
    """Return what is wrong with a signed release: its signature, or that it does not add up; None where it holds."""
    return _checked(document, key)


# A release never changes, so that each worker reads and checks it once.
@lru_cache(maxsize=_KEPT)
def _read(document: bytes) -> SignedRelease:
    return wire.trusted(document, SignedRelease)


@lru_cache(maxsize=_KEPT)
def _checked(document: bytes, key: NoteKey) -> str | None:
    try:
        verify_release(document, key)
    except VerificationFailed as error:
        return error.detail
    return None
