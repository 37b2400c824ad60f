"""Why, in words: what a border guard reads and what can be read out in court."""

from collections.abc import Sequence
from typing import Final

from comity.screening.aligning import Alignment, Pair
from comity.screening.lexicon import given_relation
from comity.screening.naming import parse
from comity.screening.profile import Profile

_ALIKE: Final = 0.9
_SETTLING: Final = (
    ("births", "the full date of birth"),
    ("documents", "the number of a travel document"),
    ("nationalities", "the nationality"),
)


def name_detail(asked: str, filed: str, found: Alignment) -> str:
    """Return in words how two names agree and what is left over on either side."""
    same = [pair for pair in found.pairs if pair.one == pair.other]
    alike = [pair for pair in found.pairs if pair.one != pair.other]
    said = _generations(asked, filed)
    if not said and not alike and not found.left and not found.left_other:
        return "the same words"
    if same:
        said.append(f"the same: {_listed([pair.one for pair in same])}")
    said += [_said(pair) for pair in alike]
    if found.left:
        said.append(f"asked and not on file: {_listed(found.left)}")
    if found.left_other:
        said.append(f"on file and not asked: {_listed(found.left_other)}")
    return "; ".join(said)


def _generations(asked: str, filed: str) -> list[str]:
    """Say where one name is that of a junior and the other that of a senior."""
    one, other = ({each.generation for each in parse(text) if each.generation} for text in (asked, filed))
    return (
        [f"another generation: {_listed(sorted(one))} and {_listed(sorted(other))}"]
        if one and other and one != other
        else []
    )


def _said(pair: Pair) -> str:
    how = "is written or said much as" if pair.likeness >= _ALIKE else "is near to"
    if given_relation(pair.one, pair.other):
        how = "may be a form of"
    if 1 in (len(pair.one), len(pair.other)):
        how = "may be the initial of" if len(pair.one) == 1 else "may be shortened to"
    return f"“{pair.one}” {how} “{pair.other}”"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{each}”" for each in words)


def to_settle(asked: Profile, filed: Profile) -> tuple[str, ...]:
    """Return what would settle it, in words: first what is on file and was not asked."""
    found = []
    for field, what in _SETTLING:
        mine, theirs = getattr(asked, field), getattr(filed, field)
        if theirs and not mine:
            found.append(f"Ask for {what}: it is on file.")
    if asked.births and filed.births and not _full(asked, filed):
        found.append("Ask for the full date of birth: only a part of it could be compared.")
    found.append("Compare the face with the photograph of the notice, or fingerprints.")
    return tuple(found)


def _full(asked: Profile, filed: Profile) -> bool:
    """Say whether one full date of birth stands on both sides; only then would more of it tell nothing."""
    return all(any(len(each) == len("1971-05-04") for each in side.births) for side in (asked, filed))
