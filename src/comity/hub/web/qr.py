"""QR codes as pictures that a page draws itself: one path, no style, no picture from elsewhere."""

from typing import Final, Literal

import msgspec
import segno

_BORDER: Final = 4
"""Squares left white around a code, which readers need (ISO/IEC 18004)."""


class Picture(msgspec.Struct, frozen=True):
    """A QR code: how many squares wide with its border, and the path that draws the dark ones."""

    size: int
    path: str


def picture(text: str, error: Literal["l", "m", "q", "h"] = "m", mask: int | None = None) -> Picture:
    """Return `text` as a QR code; `error` is how much of it may be lost. Raises `ValueError` for more than it holds.

    The best of eight masks is found by trying all, which takes long for a large code; hashes are as good as
    random, so that any `mask` will do for them.
    """
    code = segno.make(text, error=error, mask=mask, micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=_BORDER)]
    return Picture(len(rows), "".join(_runs(rows)))


def _runs(rows: list[bytes]) -> list[str]:
    """Return one stroke for each run of dark squares in a row: a third of the path that single squares take."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                found.append(f"M{start} {y}h{x - start}v1h{start - x}z")
            x += 1
    return found
