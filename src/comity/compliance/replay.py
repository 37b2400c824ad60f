"""Replay: which notices in force would today's rules, or changed ones, no longer let pass."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from comity.compliance.check import Disposition, check, disposition
from comity.compliance.rule import Finding, Outcome, Rule
from comity.notices.context import CaseContext
from comity.notices.request import NoticeRequest


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """A notice in force: its id, the request as published, and what the secretariat knows today."""

    notice: str
    request: NoticeRequest
    context: CaseContext | None = None


class Failing(msgspec.Struct, frozen=True, kw_only=True):
    """A notice that would not pass, and why; questions are counted as failing only where they were asked for."""

    notice: str
    disposition: Disposition
    findings: tuple[Finding, ...]


def replay(
    items: Iterable[InForce], at: date, catalogue: Sequence[Rule] | None = None, *, questions: bool = False
) -> Iterator[Failing]:
    """Yield each of `items` that `catalogue` (default: the rules in force on `at`) finds in breach on `at`.

    With `questions`, findings that only a person can decide count as well: reviewers answered those of their
    day, and a changed rule may ask new ones. Nothing is changed; what follows is for people to decide.
    """
    counted = {Outcome.BREACH, Outcome.NEEDS_REVIEW} if questions else {Outcome.BREACH}
    for item in items:
        report = check(item.request, item.context, at, catalogue)
        found = tuple(each for each in report.raised if each.outcome in counted)
        if found:
            yield Failing(notice=item.notice, disposition=disposition(found), findings=found)


def by_rule(failing: Iterable[Failing]) -> Mapping[str, int]:
    """Return how many notices fail under each rule, most first."""
    counts = Counter(code for each in failing for code in {finding.rule for finding in each.findings})
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
