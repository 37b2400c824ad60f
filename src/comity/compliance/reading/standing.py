"""How words are meant: stated of the person, denied, content of what was said, or done by the authorities.

An article about killings is not a killing; a march without violence is not violent; police who fire on a
crowd are not the person. Each test looks at a few words near the span within one sentence, and each kind of
word it looks for is a list in `lexica/`.
"""

from enum import StrEnum
from typing import NamedTuple

from comity.compliance.reading.concepts import EXPRESSIVE, JUDGED, Concept
from comity.compliance.reading.lexicon import Lexicon
from comity.compliance.reading.words import Break, Words

NEAR, FAR, AUXILIARIES = 4, 8, 5
"""Words back in which a plain denial counts, in which a word such as `without` counts, and before a verb."""

Mark = tuple[int, int, Concept]


class Standing(StrEnum):
    """How a span is meant."""

    STATED = "stated"
    DENIED = "denied"
    REPORTED = "reported"
    OTHERS = "others"


class _Near(NamedTuple):
    """The breaks of a text, and for each of its words the small lists that it stands in."""

    breaks: list[Break]
    roles: list[frozenset[str]]

    def has(self, place: int, role: str) -> bool:
        return role in self.roles[place]


def standing(cut: Words, lists: Lexicon, marks: list[Mark]) -> list[Standing]:
    """Return for each mark, in order, how its words are meant."""
    near = _Near(cut.breaks, lists.roles(cut.folded))
    means: list[Standing] = []
    content_until = 0
    for first, last, concept in marks:
        if _denied(near, first, last, concept):
            means.append(Standing.DENIED)
        elif concept in JUDGED and first < content_until:
            means.append(Standing.REPORTED)
        elif concept in JUDGED and _by_others(near, first, last):
            means.append(Standing.OTHERS)
        else:
            means.append(Standing.STATED)
            if concept in EXPRESSIVE:
                content_until = max(content_until, _content_end(near, last, concept))
    return means


def _denied(near: _Near, first: int, last: int, concept: Concept) -> bool:
    """Look back for a denial, nearer for a plain one than for `without`, and just after for `was not used`."""
    broken = False
    for back in range(1, min(FAR, first) + 1):
        place = first - back
        gap = near.breaks[place + 1]
        broken = broken or gap is Break.CLAUSE
        roles = near.roles[place]
        if gap is Break.SENTENCE or "turn" in roles:
            break
        if roles and not broken and back <= NEAR and "negation" in roles:
            return True
        if concept in JUDGED and "absence" in roles:
            return True
    if last + 1 >= len(near.roles) or near.breaks[last] or near.breaks[last + 1]:
        return False
    return near.has(last, "was") and near.has(last + 1, "negation")


def _content_end(near: _Near, last: int, concept: Concept) -> int:
    """Return where the content of something said ends; it begins at a word such as `about`, `that`, `accusing`.

    Criticism needs no such word: what is denounced is content.
    """
    opened = concept is Concept.CRITICISM
    place = last
    while place < len(near.roles) and near.breaks[place] is not Break.SENTENCE:
        if opened and near.has(place, "turn"):
            break
        opened = opened or near.has(place, "about")
        place += 1
    return place if opened else last


def _by_others(near: _Near, first: int, last: int) -> bool:
    """Say whether the authorities stand as the doer: `police fired on`, `beaten by soldiers`."""
    for back in range(1, min(AUXILIARIES + 1, first) + 1):
        place = first - back
        if near.breaks[place + 1] is not Break.NONE:
            break
        if near.has(place, "agents"):
            # `fraud against the police killed ...`: after such a word the authorities are not the doer.
            return not any(near.has(p, "onto") for p in range(max(0, place - 2), place))
        if not near.has(place, "auxiliary"):
            break
    count = len(near.roles)
    return any(
        near.has(place, "by") and any(near.has(p, "agents") for p in range(place + 1, min(place + 4, count)))
        for place in range(last, min(last + 2, count))
    )
