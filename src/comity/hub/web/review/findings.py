"""What the checks found, rule by rule, the gravest first: reason, remedy, facts, question, law and reading."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, assert_never

import msgspec

from comity.compliance.catalogue import rule_by_code
from comity.compliance.check import Report
from comity.compliance.rule import Audience, Effect, Fact, Finding, Outcome, Question
from comity.hub.web.review.anchors import place
from comity.hub.web.review.filing import Filed, path_words, stated
from comity.law.citations import Citation

GRADES: Final[Mapping[Effect, str]] = {
    Effect.REFUSE: "Bars publication",
    Effect.RETURN: "For the bureau to mend",
    Effect.REVIEW: "For you to judge",
}
_LONGEST: Final = 120


class Law(msgspec.Struct, frozen=True):
    """A citation, what the article is about, and where it is listed with all that rests on it."""

    citation: str
    title: str
    href: str


class Shown(msgspec.Struct, frozen=True):
    """A fact that a finding relies on, and where it stands on the page."""

    label: str
    value: str
    anchor: str | None


class Card(msgspec.Struct, frozen=True):
    """A rule with all that it found in a case. `shape` is the name of its look; questions are answered once a rule."""

    code: str
    title: str
    shape: str
    grade: str
    private: bool
    reasons: tuple[str, ...]
    remedies: tuple[str, ...]
    facts: tuple[Shown, ...]
    questions: tuple[str, ...]
    law: tuple[Law, ...]
    reading: tuple[str, ...]


class Cards(msgspec.Struct, frozen=True):
    """`raised` have an effect or a question; the others are folded away."""

    raised: tuple[Card, ...]
    passed: tuple[Card, ...]
    not_applicable: tuple[Card, ...]


def cards(report: Report, filed: Filed) -> Cards:
    """Return the findings of a report as cards; facts lead to where `filed` shows them."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    asked: dict[str, list[Question]] = {}
    for question in report.questions:
        asked.setdefault(question.rule, []).append(question)
    found = [_card(code, some, asked.get(code, ()), filed) for code, some in by_rule.items()]
    order = [*GRADES.values()]
    return Cards(
        raised=tuple(sorted((c for c in found if c.grade in order), key=lambda c: (order.index(c.grade), c.code))),
        passed=tuple(card for card in found if card.shape == "pass"),
        not_applicable=tuple(card for card in found if card.shape == "not-applicable"),
    )


def _card(code: str, found: Sequence[Finding], asked: Sequence[Question], filed: Filed) -> Card:
    effects = [each.effect for each in found if each.effect]
    gravest = min(effects, key=list(Effect).index) if effects else None
    telling = [each for each in found if each.effect] or list(found)
    rule = rule_by_code(code)
    return Card(
        code=code,
        title=rule.title if rule else code,
        shape=_shape(gravest, found),
        grade=GRADES[gravest] if gravest else "",
        private=any(each.audience is Audience.SECRETARIAT for each in telling),
        reasons=_once(each.reason for each in telling),
        remedies=_once(each.remedy for each in telling if each.remedy),
        facts=tuple(dict.fromkeys(_fact(fact, filed) for each in telling for fact in each.facts)),
        questions=_once(each.question for each in asked),
        law=tuple(map(law, _once(place for each in telling for place in each.citations))),
        reading=_reading(type(rule).__doc__ if rule else None),
    )


def _shape(gravest: Effect | None, found: Sequence[Finding]) -> str:
    match gravest:
        case Effect.REFUSE | Effect.RETURN | Effect.REVIEW:
            return gravest.value
        case None:
            return "pass" if any(each.outcome is Outcome.PASS for each in found) else "not-applicable"
        case _:
            assert_never(gravest)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _fact(fact: Fact, filed: Filed) -> Shown:
    found = place(fact, filed.shown)
    said = stated(fact.value)
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    if found is None:
        return Shown(path_words(fact.path), short, None)
    return Shown(filed.labels.get(found[0], path_words(fact.path.partition("[")[0])), short, found[1])


def law(citation: str) -> Law:
    """Return a citation with the title of its article; the address is that of the public list of the law."""
    parsed = Citation.parse(citation)
    article = parsed.heading
    where = f"{parsed.instrument}-{parsed.article}" if parsed.article else parsed.instrument
    return Law(citation, article.title if article else parsed.source.title, f"/en/law/articles#{where}")


def _reading(doc: str | None) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in (doc or "").strip().split("\n\n") if part.strip())
