"""The catalogue polices itself: codes, law, reading, and for every rule a clean case, a finding and an unknown."""

from collections import Counter
from datetime import date

import pytest

from comity.compliance.catalogue import MODULES, VERSION, catalogue, rule_by_code, rules
from comity.compliance.check import check
from comity.compliance.rule import Outcome, Rule
from comity.law.citations import Citation
from comity.notices.vocabulary import Kind

from .cases import Case, base, cases
from .example import AT, request

CASES = cases()
RULES = [pytest.param(rule, id=rule.code) for rule in catalogue()]


def test_the_catalogue_holds_thirty_rules_or_more_in_the_order_of_unique_codes() -> None:
    """A code is never used twice and the order never depends on who imported what first."""
    codes = [rule.code for rule in catalogue()]
    assert len(codes) >= 30
    assert codes == sorted(set(codes))
    assert len(set(MODULES)) == len(MODULES)


def test_the_edition_is_named_by_year_and_month() -> None:
    """Every report prints the edition that it was made with."""
    assert date.fromisoformat(f"{VERSION}-01") <= AT


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_cites_law_that_resolves(rule: Rule) -> None:
    """No rule without a place in the law data, down to the article."""
    assert rule.citations
    assert [str(Citation.parse(text)) for text in rule.citations] == list(rule.citations)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_the_article_asks_and_what_is_left_to_people(rule: Rule) -> None:
    """The docstring is the reading of the law that the documentation prints."""
    text = " ".join((type(rule).__doc__ or "").split())
    assert len(text.split(". ")) >= 2, text
    assert rule.title


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_clean_case_a_finding_and_an_unknown(rule: Rule) -> None:
    """A rule that was never seen to pass, to find and to lack a fact is not finished."""
    mine = [case for code, case in CASES if code == rule.code]
    assert [case.sentence for case in mine if case.clean], f"{rule.code} has no clean case"
    assert [case.sentence for case in mine if case.found], f"{rule.code} has no finding"
    assert [case.sentence for case in mine if case.unknown], f"{rule.code} has no unknown"


def test_no_case_names_a_rule_that_is_not_there() -> None:
    """Cases outlive a misspelt or removed code only by mistake."""
    assert {code for code, _ in CASES} <= {rule.code for rule in catalogue()}


def test_a_sentence_describes_one_case() -> None:
    """Each case is under exactly one of the three words and no rule tells one sentence twice."""
    assert all(len([w for w in (c.clean, c.found, c.unknown) if w]) == 1 for _, c in CASES)
    assert max(Counter((code, case.sentence) for code, case in CASES).values()) == 1


@pytest.mark.parametrize(("code", "case"), [pytest.param(c, k, id=f"{c}: {k.sentence}") for c, k in CASES])
def test_the_rule_comes_to_what_the_case_says(code: str, case: Case) -> None:
    """Clean cases raise nothing under the rule, findings have their effect, unknowns never pass."""
    mine = [each for each in case.report().findings if each.rule == code]
    reached = [each for each in mine if case.outcome in (each.effect, each.outcome)]
    assert reached, mine
    assert case.clean is None or all(each.effect is None for each in mine)
    assert case.clean is None or case.outcome in ("pass", "not_applicable")
    assert case.found is None or case.outcome in ("refuse", "return", "review")
    assert case.unknown is None or all(each.outcome is not Outcome.PASS for each in mine)
    assert case.variant is None or case.variant in {each.variant for each in reached}
    assert set(case.facts) <= {fact.path for each in reached for fact in each.facts}
    assert case.audience is None or {each.audience for each in reached} == {case.audience}


@pytest.mark.parametrize("kind", Kind)
def test_a_complete_request_of_each_kind_is_clear(kind: Kind) -> None:
    """Nothing in the catalogue stands against an ordinary, complete request of any kind."""
    report = check(request(base(kind)), None, AT)
    assert report.raised == ()


def test_a_rule_is_in_force_within_its_dates_only() -> None:
    """Rules have dates as parameters do."""
    assert rules(AT) == catalogue()
    assert rules(date(2011, 1, 1)) == ()


def test_a_rule_is_found_by_its_code() -> None:
    """`comity rules CODE` finds what there is and nothing else."""
    found = rule_by_code("SER-01")
    assert found is not None
    assert found.code == "SER-01"
    assert rule_by_code("XXX-99") is None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"title": "T", "citations": ("RPD 83",), "ground": "OTHER"}, "has no code"),
        ({"code": "TST-90", "citations": ("RPD 83",), "ground": "OTHER"}, "has no title"),
        ({"code": "TST-91", "title": "T", "citations": (), "ground": "OTHER"}, "has no citations"),
        ({"code": "T-1", "title": "T", "citations": ("RPD 83",), "ground": "OTHER"}, "form ABC-01"),
        ({"code": "SER-01", "title": "T", "citations": ("RPD 83",), "ground": "OTHER"}, "is taken"),
        ({"code": "TST-92", "title": "T", "citations": ("RPD 83",), "ground": "OTHER"}, "docstring"),
    ],
)
def test_a_rule_without_law_or_reading_cannot_be_defined(fields: dict[str, object], problem: str) -> None:
    """What a rule must have is checked when it is written, not when it is used."""
    with pytest.raises(TypeError, match=problem):
        type("Incomplete", (Rule,), fields)


def test_a_rule_that_cites_what_is_not_law_cannot_be_defined() -> None:
    """A citation that leads nowhere is refused at the definition."""
    fields = {"code": "TST-93", "title": "T", "citations": ("RPD 94",), "ground": "OTHER", "__doc__": "word " * 20}
    with pytest.raises(ValueError, match="no article 94"):
        type("Unlawful", (Rule,), fields)
