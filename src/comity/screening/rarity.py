"""How rare a word of a name is among persons, by its sound."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final
from zlib import crc32

import numpy as np

RAREST: Final = 13.0
"""Weight of a word that no table knows, in nats."""
_STEP: Final = 0.06
"""Nats a step of a weight as it is kept in one byte."""


def weight_of(sound: str) -> float:
    """Return -ln of the share of persons who bear a word of this sound, at most `RAREST`."""
    return _table().get(crc32(sound.encode()), RAREST)


def packed(weights: dict[str, float]) -> bytes:
    """Return the table of weights as it is kept: checksums of sounds in order, a byte of weight each."""
    rows = sorted((crc32(sound.encode()), round(weight / _STEP)) for sound, weight in weights.items())
    out = BytesIO()
    np.savez_compressed(
        out,
        sounds=np.array([row[0] for row in rows], dtype=np.uint32),
        weights=np.array([row[1] for row in rows], dtype=np.uint8),
    )
    return out.getvalue()


@cache
def _table() -> dict[int, float]:
    with np.load(BytesIO((files(__package__) / "data" / "rarity.npz").read_bytes())) as kept:
        return dict(zip(kept["sounds"].tolist(), (kept["weights"] * _STEP).tolist(), strict=True))
