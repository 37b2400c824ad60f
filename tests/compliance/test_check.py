"""The check: what it comes to, what it shows to whom, and the laws that hold for every request."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import pytest

from comity.compliance.check import Disposition, check, disposition
from comity.compliance.rule import (
    Audience,
    Breach,
    Case,
    Effect,
    Fact,
    NeedsReview,
    Outcome,
    Pass,
    Result,
    Rule,
    finding,
)
from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.notices.vocabulary import Ground

from .example import AT, plain, report, request


def test_the_example_of_the_contract_is_clear() -> None:
    """The request that the contract prints, written out in full, raises nothing."""
    found = report({})
    assert found.raised == ()
    assert found.disposition is Disposition.CLEAR
    assert found.disposition.exit_code == 0


def test_a_clear_report_still_says_all_that_was_checked() -> None:
    """Passes and rules that do not arise are listed, so that a reader sees what was looked at."""
    found = report({})
    assert found.count(Outcome.PASS) >= 20
    assert found.count(Outcome.NOT_APPLICABLE) >= 10
    assert all(each.effect is None for each in found.findings)


def test_the_report_has_the_shape_of_the_contract() -> None:
    """The keys of a report, a finding and a question are those that other programs read."""
    data: dict[str, Any] = wire.builtins(
        report({"judicial.charges[0].max_penalty_months": 12, "judicial.charges[0].death_penalty": True})
    )
    assert {"disposition", "catalogue", "at", "findings", "questions"} <= set(data)
    keys = {"rule", "outcome", "effect", "audience", "citations", "reason", "facts", "remedy"}
    assert all(keys <= set(each) for each in data["findings"])
    assert all({"rule", "question", "citations"} <= set(each) for each in data["questions"])
    assert data["questions"]


def test_a_penalty_below_two_years_is_refused_as_the_contract_prints_it() -> None:
    """The contract's own finding: rule, effect, citation, fact and remedy."""
    found = report({"judicial.charges[0].max_penalty_months": 12})
    assert found.disposition is Disposition.REFUSE
    assert found.disposition.exit_code == 12
    (item,) = found.raised
    assert (item.rule, item.outcome, item.effect, item.audience) == ("SER-01", "breach", "refuse", "requester")
    assert item.citations == ("RPD 83(1)(a)(ii)",)
    assert item.facts == (Fact("judicial.charges[0].max_penalty_months", 12),)
    assert item.remedy is not None
    assert "A blue notice has no such threshold" in item.remedy


@pytest.mark.parametrize(
    ("changes", "expected", "status"),
    [
        ({}, "clear", 0),
        ({"cautions": ["medical"]}, "review", 10),
        ({"international_interest": None}, "return", 11),
        ({"judicial.charges[0].max_penalty_months": 6}, "refuse", 12),
        ({"cautions": ["medical"], "international_interest": " "}, "return", 11),
        ({"international_interest": None, "judicial.charges[0].max_penalty_months": 6}, "refuse", 12),
    ],
)
def test_the_gravest_effect_decides(changes: dict[str, Any], expected: str, status: int) -> None:
    """Refuse over return over review over clear, with the exit status of each."""
    found = report(changes)
    assert (found.disposition, found.disposition.exit_code) == (expected, status)


def test_a_day_before_any_edition_of_the_rules_is_not_clear_but_unusable() -> None:
    """No rules in force means that nothing was checked, which must not look like nothing was found."""
    with pytest.raises(UnusableInput, match="No edition of the rules"):
        report({}, at=date(2011, 1, 1))


class _Silent(Rule):
    """A rule made for these tests that applies and then yields no result at all, against its contract."""

    code, title, citations, ground = "TST-01", "Silent", ("RPD 83",), Ground.OTHER

    def check(self, case: Case) -> Iterator[Result]:
        yield from ()


class _Twofold(Rule):
    """A rule made for these tests that finds one thing for the requester and another for the secretariat alone."""

    code, title, citations, ground = "TST-02", "Twofold", ("RPD 83",), Ground.OTHER
    results: ClassVar[tuple[Result, ...]] = (
        NeedsReview(reason="known to all", question="what now?"),
        Breach(reason="secret", effect=Effect.REFUSE, audience=Audience.SECRETARIAT),
        Pass("fine"),
    )

    def check(self, case: Case) -> Iterator[Result]:
        yield from self.results


def test_a_rule_that_finds_nothing_at_all_is_an_error() -> None:
    """Silence is never taken for a pass."""
    with pytest.raises(RuntimeError, match="TST-01"):
        check(request(plain()), None, AT, [_Silent()])


def test_the_requester_reads_neither_secrets_nor_questions_and_another_disposition() -> None:
    """What is for the secretariat drops out and no longer weighs; nor do passes tell by their absence."""
    full = check(request(plain()), None, AT, [_Twofold()])
    assert full.disposition is Disposition.REFUSE
    shown = full.for_requester()
    assert shown.disposition is Disposition.REVIEW
    assert [each.reason for each in shown.findings] == ["known to all"]
    assert shown.questions == ()


def test_findings_are_read_gravest_first() -> None:
    """The order of `raised` is refuse, return, review."""
    found = report(
        {"international_interest": None, "judicial.charges[0].max_penalty_months": 6, "cautions": ["medical"]}
    )
    assert [each.effect for each in found.raised] == [Effect.REFUSE, Effect.RETURN, Effect.REVIEW]


def test_a_finding_without_citations_of_its_own_takes_those_of_its_rule() -> None:
    """No finding is without law."""
    item = finding(_Twofold, Pass("fine"))
    assert item.citations == ("RPD 83",)
    assert disposition([item]) is Disposition.CLEAR


def test_the_same_request_gives_the_same_bytes() -> None:
    """A report depends on the request, the context, the day and the catalogue, and on nothing else."""
    assert wire.encode(report({})) == wire.encode(report({}))
