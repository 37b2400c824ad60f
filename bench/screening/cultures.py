"""How people are named, by culture: the frequent words, which of them belong together, and what is put before them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

SHARE = dict(  # noqa: C408
    western=30, russian=14, arabic=18, chinese=10, spanish=9, korean=4, japanese=4, indian=5, turkish=4, hebrew=2
)
"""Of a hundred made-up persons so many are of each culture."""

NATIVE_SCRIPTS = {"russian": "russian", "arabic": "arabic", "hebrew": "hebrew"}
"""Cultures whose words are looked up in their script; Chinese, Korean and Japanese words bring their own."""

TITLES = "dr mr prof sheikh haji general colonel mullah sir eng sayyid mrs captain imam".split()  # noqa: SIM905

_LISTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
MALE: dict[str, str] = _LISTED["male"]
FEMALE: dict[str, str] = _LISTED["female"]
FAMILY: dict[str, str] = _LISTED["family"]
PATRONYMICS: list[tuple[str, str]] = list(_LISTED["patronymics"].items())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: in Latin letters, in its own script where that is known, and what it is in the name."""

    latin: str
    native: str | None
    role: str
    """`given`, `middle`, `patronymic`, `particle`, `family` or `family2`."""


def own(culture: str, role: str) -> list[Word]:
    """Return the words of a culture that are listed in both scripts, the most frequent first."""
    found = []
    for each in _LISTED["own"].get(f"{culture}_{role}", "").split():
        latin = "".join(sign for sign in each if sign.isascii())
        found.append(Word(latin, each[len(latin) :], role))
    return found


def short_forms() -> dict[str, list[str]]:
    """Return the short forms of each given name."""
    return {name: forms for name, *forms in (each.split("/") for each in _LISTED["nicknames"].split())}
