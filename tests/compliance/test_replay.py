"""Replay: a changed rule shows which notices in force it would stop, and changes none of them."""

from collections.abc import Iterator

import pytest

from comity.compliance.catalogue import rule_by_code
from comity.compliance.check import Disposition
from comity.compliance.replay import InForce, by_rule, replay
from comity.compliance.rule import Breach, Case, Effect, Pass, Result, Rule
from comity.kernel.errors import UnusableInput
from comity.notices.vocabulary import Ground

from .example import AT, changed, plain, request


class _FourYears(Rule):
    """A changed threshold made for these tests: a red notice would need four years instead of two at the least."""

    code, title, citations, ground = "TST-03", "Four years", ("RPD 83(1)(a)(ii)",), Ground.PENALTY_THRESHOLD

    def check(self, case: Case) -> Iterator[Result]:
        if max(charge.max_penalty_months or 0 for charge in case.request.charges) < 48:
            yield Breach(reason="below four years", effect=Effect.REFUSE)
        else:
            yield Pass("four years or more")


def _in_force() -> list[InForce]:
    months = {"N-1": 120, "N-2": 36, "N-3": 12}
    return [
        InForce(notice=n, request=request(changed(plain(), {"judicial.charges[0].max_penalty_months": m})))
        for n, m in months.items()
    ]


def test_todays_rules_stop_what_they_would_not_publish_today() -> None:
    """Of three notices one has a penalty below the threshold."""
    assert [(each.notice, each.disposition) for each in replay(_in_force(), AT)] == [("N-3", Disposition.REFUSE)]


def test_a_changed_rule_shows_whom_it_would_stop() -> None:
    """Under four years two of the three would fall, by that rule and no other."""
    failing = list(replay(_in_force(), AT, [_FourYears()]))
    assert [each.notice for each in failing] == ["N-2", "N-3"]
    assert by_rule(failing) == {"TST-03": 2}


def test_questions_count_only_where_they_are_asked_for() -> None:
    """What reviewers once answered is no failure, unless one wants to see what would be asked."""
    child = InForce(notice="N-4", request=request(changed(plain(), {"subject.birth.date": "2008"})))
    assert list(replay([child], AT)) == []
    (asked,) = replay([child], AT, questions=True)
    assert asked.disposition is Disposition.REVIEW
    assert by_rule([asked]) == {"PER-01": 1}


def test_a_single_rule_can_be_replayed() -> None:
    """One rule of the catalogue finds what it finds and nothing of the others."""
    rule = rule_by_code("SER-01")
    assert rule is not None
    assert by_rule(replay(_in_force(), AT, [rule])) == {"SER-01": 1}


def test_no_rules_are_not_a_clean_bill() -> None:
    """An empty catalogue is refused, or a replay of nothing would look like success."""
    with pytest.raises(UnusableInput):
        list(replay(_in_force(), AT, []))
