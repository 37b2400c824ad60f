"""How words are meant: stated of the person, denied, content of what was said, or done by the authorities.

An article about killings is not a killing; a march without violence is not violent; police who fire on a
crowd are not the person. Each test looks at a few words near the span within one sentence, and each kind of
word it looks for is a list in `lexica/`.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from comity.compliance.reading.concepts import EXPRESSIVE, JUDGED, SELF_DENIED, Concept
from comity.compliance.reading.lexicon import Lexicon
from comity.compliance.reading.words import Break, Words

NEAR, FAR, AUXILIARIES = 4, 9, 5
"""Words back in which a plain denial counts, in which a word such as `without` counts, and before a verb."""
NEAR_ARABIC = 2
"""An Arabic denial stands before its verb, or before one that carries it."""

Mark = tuple[int, int, Concept]


class Standing(StrEnum):
    """How a span is meant."""

    STATED = "stated"
    DENIED = "denied"
    REPORTED = "reported"
    OTHERS = "others"


@dataclass(frozen=True)
class _Near:
    """The breaks of a text, and for each of its words the small lists that it stands in."""

    breaks: list[Break]
    roles: list[frozenset[str]]
    denial: int

    def has(self, place: int, role: str) -> bool:
        return role in self.roles[place]

    @cached_property
    def ends(self) -> list[int]:
        """For each place the first one from it on where the sentence, or what it says of the same subject, ends."""
        found = [len(self.roles)] * (len(self.roles) + 1)
        for place in reversed(range(len(self.roles))):
            ended = self.breaks[place] is Break.SENTENCE or self.has(place, "turn")
            found[place] = place if ended else found[place + 1]
        return found

    @cached_property
    def contents(self) -> list[int | None]:
        """For each place the first one from it on, in its sentence, where the content of something said begins."""
        found: list[int | None] = [None] * (len(self.roles) + 1)
        for place in reversed(range(len(self.roles))):
            if self.breaks[place] is not Break.SENTENCE:
                found[place] = place if self.has(place, "about") else found[place + 1]
        return found


def standing(cut: Words, lists: Lexicon, marks: list[Mark], used: AbstractSet[int]) -> list[Standing]:
    """Return for each mark, in order, how its words are meant; a denial used up by a mark denies nothing else."""
    roles = lists.roles(cut.folded)
    for place in used:
        if "negation" in roles[place]:
            roles[place] = roles[place] - {"negation"}
    near = _Near(cut.breaks, roles, NEAR_ARABIC if lists.arabic else NEAR)
    means: list[Standing] = []
    content, others = range(0), range(0)
    for first, last, concept in marks:
        if concept not in SELF_DENIED and _denied(near, first, last, concept):
            means.append(Standing.DENIED)
        elif concept in JUDGED and first in content and concept is not Concept.INCITEMENT:
            means.append(Standing.REPORTED)
        elif concept in JUDGED and (first in others or _done_to(near, last)):
            means.append(Standing.OTHERS)
        elif concept in JUDGED and _done_by(near, first):
            means.append(Standing.OTHERS)
            others = range(first, near.ends[last])
        else:
            means.append(Standing.STATED)
            if concept in EXPRESSIVE:
                content = _content(near, first, last, concept) or content
            elif concept is Concept.MEMBERSHIP:
                others = _told_of_group(near, last) or others
    return means


def _denied(near: _Near, first: int, last: int, concept: Concept) -> bool:
    """Look back for a denial, nearer for a plain one than for `without`, and just after for `was not used`."""
    broken = False
    for back in range(1, min(FAR, first) + 1):
        place = first - back
        gap = near.breaks[place + 1]
        broken = broken or gap is Break.CLAUSE
        roles = near.roles[place]
        if gap is Break.SENTENCE or ("turn" in roles and not near.has(max(0, place - 1), "about")):
            # `nothing shows that he took money`: after such a word he is no new subject.
            break
        if "and" in roles:
            # `he did not stop and hit ...`, `without supper and was beaten`: what follows is told anew.
            broken = True
            if near.has(place + 1, "was"):
                break
        if roles and not broken and back <= near.denial and "negation" in roles:
            return True
        if concept in JUDGED and "absence" in roles:
            return True
    if last + 1 >= len(near.roles) or near.breaks[last] or near.breaks[last + 1]:
        return False
    return near.has(last, "was") and near.has(last + 1, "negation")


def _content(near: _Near, first: int, last: int, concept: Concept) -> range:
    """Return the content of something said; it begins at a word such as `about`, `that`, `accusing`.

    Criticism needs no such word: what is denounced is content.
    """
    if concept is Concept.CRITICISM:
        return range(last, near.ends[last])
    place = near.contents[first]
    return range(0) if place is None else range(place, near.ends[place])


def _told_of_group(near: _Near, last: int) -> range:
    """Return what is told of a group right after its member: `of an organisation which killed` is the group's act."""
    end = near.ends[last]
    for place in range(last, min(last + NEAR, end)):
        if near.has(place, "which"):
            return range(place, end)
    return range(0)


def _done_by(near: _Near, first: int) -> bool:
    """Say whether the authorities stand before an act as its doer: `police fired on`."""
    for back in range(1, min(AUXILIARIES + 1, first) + 1):
        place = first - back
        if near.breaks[place + 1] is not Break.NONE:
            break
        if near.has(place, "agents"):
            # `fraud against the police killed ...`: after such a word the authorities are not the doer.
            return not any(near.has(p, "onto") for p in range(max(0, place - 2), place))
        if not near.has(place, "auxiliary"):
            break
    return False


def _done_to(near: _Near, last: int) -> bool:
    """Say whether the authorities stand after an act as its doer: `beaten by soldiers`."""
    count = len(near.roles)
    return any(
        near.has(place, "by") and any(near.has(p, "agents") for p in range(place + 1, min(place + 4, count)))
        for place in range(last, min(last + 2, count))
    )
