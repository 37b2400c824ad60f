"""The check: runs the catalogue on a request and says what was found; it changes and decides nothing."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import assert_never

import msgspec

from comity.compliance.catalogue import VERSION, rules
from comity.compliance.rule import (
    Audience,
    Case,
    Effect,
    Finding,
    NeedsReview,
    Outcome,
    Question,
    Rule,
    finding,
    not_applicable,
)
from comity.kernel.errors import UnusableInput
from comity.notices.context import CaseContext
from comity.notices.request import NoticeRequest


class Disposition(StrEnum):
    """What the checks come to; the gravest effect decides. `clear` is not an approval: two people still confirm."""

    CLEAR = "clear"
    REVIEW = "review"
    RETURN = "return"
    REFUSE = "refuse"

    @property
    def exit_code(self) -> int:
        """The exit status of `comity check`."""
        match self:
            case Disposition.CLEAR:
                return 0
            case Disposition.REVIEW:
                return 10
            case Disposition.RETURN:
                return 11
            case Disposition.REFUSE:
                return 12
            case _:
                assert_never(self)


_BY_EFFECT = {Effect.REFUSE: Disposition.REFUSE, Effect.RETURN: Disposition.RETURN, Effect.REVIEW: Disposition.REVIEW}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What `comity check` prints. `findings` holds every rule's outcome, `questions` what reviewers must answer."""

    disposition: Disposition
    catalogue: str
    at: date
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]

    @property
    def raised(self) -> tuple[Finding, ...]:
        """The findings with an effect, gravest first, then by code."""
        order = list(Effect)
        found = [(order.index(each.effect), each.rule, each) for each in self.findings if each.effect]
        return tuple(each for _, _, each in sorted(found, key=lambda item: item[:2]))

    def count(self, outcome: Outcome) -> int:
        """Return how many findings have `outcome`."""
        return sum(each.outcome is outcome for each in self.findings)

    def for_requester(self) -> "Report":
        """Return the report as the requester may read it, its disposition computed anew.

        Passes and rules that do not arise are left out too: one that is missing where another stands
        would tell that the secretariat found something there.
        """
        shown = tuple(each for each in self.findings if each.effect and each.audience is Audience.REQUESTER)
        return Report(
            disposition=disposition(shown), catalogue=self.catalogue, at=self.at, findings=shown, questions=()
        )


def disposition(findings: Sequence[Finding]) -> Disposition:
    """Return what `findings` come to: refuse over return over review over clear."""
    effects = {each.effect for each in findings}
    return next((_BY_EFFECT[effect] for effect in Effect if effect in effects), Disposition.CLEAR)


def check(
    request: NoticeRequest, context: CaseContext | None, at: date, catalogue: Sequence[Rule] | None = None
) -> Report:
    """Return the report on `request` as it stands on `at`.

    Without a context the secretariat holds nothing. `catalogue` replaces the rules in force on `at`,
    for trying changed rules; an empty one raises `UnusableInput`, a rule that finds nothing at all `RuntimeError`.
    """
    case = Case(request, context or CaseContext(), at)
    found: list[Finding] = []
    questions: list[Question] = []
    applied = rules(at) if catalogue is None else catalogue
    if not applied:
        raise UnusableInput(f"No edition of the rules was in force on {at}; nothing can be checked for that day.")
    for rule in applied:
        for item, question in _run(rule, case):
            found.append(item)
            if question is not None:
                questions.append(question)
    return Report(
        disposition=disposition(found), catalogue=VERSION, at=at, findings=tuple(found), questions=tuple(questions)
    )


def _run(rule: Rule, case: Case) -> Iterator[tuple[Finding, Question | None]]:
    if not rule.applies(case):
        yield not_applicable(type(rule)), None
        return
    silent = True
    for result in rule.check(case):
        silent = False
        item = finding(type(rule), result)
        if isinstance(result, NeedsReview):
            yield item, Question(item.rule, result.question, item.citations, item.audience)
        else:
            yield item, None
    if silent:
        raise RuntimeError(f"{rule.code} applied and found nothing at all, not even that all is well")
