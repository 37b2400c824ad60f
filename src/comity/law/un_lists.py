"""The lists of the United Nations Security Council: on which resolution each rests and which measures it brings."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache

import msgspec

from comity.kernel.errors import Fault, UnusableInput
from comity.law.instruments import law_data

_RESOLUTION = re.compile(r"(\d{1,4}) \((\d{4})\)")


class Measure(StrEnum):
    """What a listing asks of states; the value is what a reader sees."""

    ASSETS_FREEZE = "assets freeze"
    TRAVEL_BAN = "travel ban"
    ARMS_EMBARGO = "arms embargo"


class NameOrder(StrEnum):
    """Where a list puts the family name of a person."""

    FAMILY_LAST = "family_last"
    FAMILY_FIRST = "family_first"


class UnListLaw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list, the committee that keeps it and the resolution that established that committee.

    `prefix` begins the reference numbers of the list; `measures` gives for each the paragraph that imposes it.
    """

    prefix: str
    resolution: int
    adopted: date
    committee: str
    measures: dict[Measure, str]
    names: NameOrder = NameOrder.FAMILY_LAST
    by_entry: bool = False

    @property
    def title(self) -> str:
        """The resolution as the United Nations cites it, such as `1267 (1999)`."""
        return f"{self.resolution} ({self.adopted.year})"


@cache
def un_lists() -> Mapping[str, UnListLaw]:
    """Return the law of every list, by the name that the consolidated list gives it."""
    return msgspec.convert(law_data("un_lists.yaml"), dict[str, UnListLaw])


def un_list(name: str, path: str = "$.list") -> UnListLaw:
    """Return the law of the list called `name`; one that is not in the law data raises `UnusableInput`.

    A list we hold no law for is never published on another's basis: `path` says where it was met.
    """
    law = un_lists().get(name)
    if law is None:
        message = f"'{name[:80]}' is not a list in the law data; add it with its resolution before importing it"
        raise UnusableInput(f"The law of a list is not known: {message}.", [Fault(path, message)])
    return law


def measures_in_words(law: UnListLaw, measures: Iterable[Measure]) -> str:
    """Return the measures with the paragraphs that impose them; `measures_in` reads them again."""
    return "; ".join(f"{measure} under {law.measures[measure]}" for measure in measures)


def measures_in(words: str) -> tuple[Measure, ...]:
    """Return the measures that `measures_in_words` wrote; what it did not write raises `ValueError`."""
    return tuple(Measure(part.partition(" under ")[0]) for part in words.split("; ") if part)


def resolution_number(text: str) -> int:
    """Return 1267 from `1267 (1999)`; what is not such a title raises `ValueError`."""
    match = _RESOLUTION.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text[:40]}' is not a resolution; write it as 1267 (1999)")
    return int(match[1])
