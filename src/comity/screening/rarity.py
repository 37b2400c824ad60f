"""How rare a word of a name is among persons, by its sound."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final
from zlib import crc32

import numpy as np

RAREST: Final = 13.0
"""Weight of a word that no table knows, in nats."""
_STEP: Final = 0.06
"""Nats a step of a weight as it is kept in one byte."""


def weight_of(sound: str) -> float:
    """Return -ln of the share of persons who bear a word of this sound, at most `RAREST`."""
    return _table("sounds").get(crc32(sound.encode()), RAREST)


def weight_of_spelling(latin: str) -> float:
    """Return -ln of the share of persons who bear a word so spelt, at most `RAREST`."""
    return _table("spellings").get(crc32(latin.encode()), RAREST)


def packed(sounds: dict[str, float], spellings: dict[str, float]) -> bytes:
    """Return the tables of weights as they are kept: checksums in order, a byte of weight each."""
    out = BytesIO()
    tables: dict[str, Any] = {}
    for name, weights in (("sounds", sounds), ("spellings", spellings)):
        rows = sorted((crc32(each.encode()), round(weight / _STEP)) for each, weight in weights.items())
        tables[name] = np.array([row[0] for row in rows], dtype=np.uint32)
        tables[f"{name}_weights"] = np.array([row[1] for row in rows], dtype=np.uint8)
    np.savez_compressed(out, **tables)
    return out.getvalue()


@cache
def _table(name: str) -> dict[int, float]:
    with np.load(BytesIO((files(__package__) / "data" / "rarity.npz").read_bytes())) as kept:
        return dict(zip(kept[name].tolist(), (kept[f"{name}_weights"] * _STEP).tolist(), strict=True))
