"""The verdict on one pair, a person asked about and one on file: score, band, reasons, and what would settle it.

1. A name alone makes a `review` at most, whatever its score.
2. A document by number and country hits; under another name it is a finding of its own, not an agreement of names. By
   number alone, or of another kind, it does not hit against what else is known.
3. Name and day of birth together hit where the name is not so common that chance would do, or more agrees, and neither
   sex nor nationality speaks against it.
4. What one side alone knows leaves room for doubt, the more the commoner the name.
"""

from collections.abc import Callable, Iterable
from math import exp, prod
from typing import Final, NamedTuple

from comity.screening.aligning import NOTHING, Alignment
from comity.screening.evidence import Evidence, applied, compared, unsettled
from comity.screening.namelist import LOW
from comity.screening.names import laid_beside
from comity.screening.profile import Name, Paper, Profile
from comity.screening.query import Band, Feature, Hit, Reason
from comity.screening.telling import name_detail, to_settle
from comity.screening.words import Word, word

SURE_NAME: Final = 0.82
"""The least name score at which the same day of birth makes a hit."""
_ENOUGH: Final = 10.5
"""Nats that a name must tell for the day of birth alone to settle it: Mohammed Ali tells 9.3, Wang Wei 9.6."""
_COMMON: Final = 7.0
"""Nats of a name that thousands bear; each `_RARER` more make it less than half as common."""
_RARER: Final = 5.0
FOREIGN_NUMBER: Final = 0.75
OTHER_NAME: Final = 0.93
_NAME_AGREES: Final = 0.6
_SETTLES: Final = 0.9
"""From this share on a document settles it, unless something else speaks against it."""
_NUMBER_AND_COUNTRY: Final = 0.95
"""From this share on it does so whatever else is known: number and country are one document."""
_ON_PAPER: Final = 0.3
"""The share of what else takes from a score that it takes from that of a document."""


class BestName(NamedTuple):
    """The two names that agree best, as written, and how."""

    asked: str
    filed: str
    found: Alignment


def best_name(pairs: Iterable[tuple[Name, Name]], filed: Callable[[str], Word] = word) -> BestName | None:
    """Return of pairs of names, one asked and one on file, the one that agrees best; None where none does.

    `filed` gives the words of the names on file.
    """
    best: BestName | None = None
    for one, other in pairs:
        low = LOW if one.low or other.low else 1.0
        if best is None or best.found.score <= low:
            found = laid_beside(one.text, other.text, filed)
            # Of two names that agree as well the rarer one tells more.
            if found.score and (best is None or (found.score * low, found.nats) > (best.found.score, best.found.nats)):
                best = BestName(one.text, other.text, found._replace(score=found.score * low))
    return best


def judge(subject: str, asked: Profile, filed: Profile, name: BestName | None) -> Hit:
    """Return how far the person asked about may be the one on file under the id `subject`."""
    found = name.found if name else NOTHING
    named = bool(asked.names and filed.names)
    paper = _paper(asked, filed, found.score if named else None)
    evidence = list(compared(asked, filed)) if name or paper else []
    common = exp(-max(0.0, found.nats - _COMMON) / _RARER)
    left = unsettled(asked, filed, common)
    score = applied(found.score, evidence) * left
    sure = _joint(found, evidence)
    against = [each for each in evidence if not each.agrees and each.reason.score == 0]
    if paper:
        kept = prod([1 - _ON_PAPER * (1 - each) for each in (left, *(each.kept for each in evidence))])
        score = max(paper.reason.score * kept, score + (1 - score) * paper.raised * kept)
        sure = sure or (paper.raised >= _SETTLES and not (against and paper.raised < _NUMBER_AND_COUNTRY))
    reasons = [each.reason for each in [paper, *evidence] if each]
    if name:
        detail = name_detail(name.asked, name.filed, found)
        reasons.insert(1 if paper else 0, Reason(Feature.NAME, round(found.score, 4), name.asked, name.filed, detail))
    elif paper and named:
        reasons.insert(1, Reason(Feature.NAME, 0.0, asked.names[0].text, filed.names[0].text, "another name"))
    settled = paper and sure and not against and (not named or found.score >= _NAME_AGREES)
    settle = () if settled else to_settle(asked, filed)
    return Hit(subject, round(min(1.0, score), 4), Band.HIT if sure else Band.REVIEW, tuple(reasons), settle)


def _joint(found: Alignment, evidence: list[Evidence]) -> bool:
    """Say whether name and what else is known settle it together."""
    by = {each.reason.feature: each for each in evidence}
    day = by.get(Feature.BIRTH_DATE)
    if found.score < SURE_NAME or day is None or day.reason.score < 1:
        return False
    if any(not by[each].agrees for each in (Feature.SEX, Feature.NATIONALITY) if each in by):
        return False
    more = any(by[each].agrees for each in (Feature.NATIONALITY, Feature.BIRTH_PLACE) if each in by)
    return found.nats >= _ENOUGH or more


def _paper(asked: Profile, filed: Profile, name: float | None) -> Evidence | None:
    """Return the document in common that tells most; `name` is the score of the names, None where one side has none."""
    found = [
        _number(one, other, name) for one in asked.documents for other in filed.documents if one.folded == other.folded
    ]
    return max(found, key=lambda each: (each.raised, each.reason.score), default=None)


def _number(one: Paper, other: Paper, name: float | None) -> Evidence:
    known = bool(one.country and other.country)
    agrees = name is None or name >= _NAME_AGREES
    if known and one.country != other.country:
        detail, score, weight = "the same number, of another country", FOREIGN_NUMBER, 0.4
    elif one.number != other.number:
        detail = "numbers that read alike (0 and O, 1 and I, 5 and S …)"
        score, weight = (0.95, 0.9) if name is not None and agrees else (0.8, 0.5)
    elif agrees and one.type and other.type and one.type != other.type:
        detail, score, weight = f"the same number, of a {one.type} and of a {other.type}", 0.8, 0.6
    elif agrees:
        detail, score, weight = "the same number", 1.0, 0.98 if known else 0.94
    elif known:
        detail, score, weight = "the same number under another name", OTHER_NAME, 0.95
    else:
        detail, score, weight = "the same number under another name, its country not known", FOREIGN_NUMBER, 0.6
    return Evidence(Reason(Feature.DOCUMENT, score, one.written, other.written, detail), weight)
