"""What each charge is: by the claim, by its own title, by the facts, and whether it counts."""

from typing import Any

import pytest

from comity.compliance.reading.character import Excluded
from comity.compliance.reading.charges import CLAIMED, Charged, charges, loss_usd, small_cheques
from comity.compliance.rule import Case
from comity.kernel import wire
from comity.notices.context import CaseContext
from comity.notices.vocabulary import Category

from ..example import AT, changed, plain, request  # noqa: TID252


def case(given: dict[str, Any]) -> Case:
    """Return the contract's example with changes, as rules see it."""
    return Case(request(changed(plain(), given)), wire.convert({}, CaseContext, "context"), AT)


def first(given: dict[str, Any]) -> Charged:
    """Return the first charge of the example with changes."""
    return charges(case(given))[0]


@pytest.mark.parametrize("category", Category)
def test_a_category_is_excluded_or_ordinary_and_the_claim_is_shown(category: Category) -> None:
    """Each category has its kind, and an ordinary one is never barred."""
    charge = first({"judicial.charges[0].category": category.value})
    assert charge.kind is CLAIMED.get(category) or category is Category.UNFUNDED_CHEQUE
    assert charge.facts[0].value == category
    assert charge.kind is not None or not charge.barred


@pytest.mark.parametrize(
    ("category", "title", "kind"),
    [
        (None, "Insulting the Head of State", Excluded.INSULT),
        ("other", "Desertion", Excluded.MILITARY),
        ("other", "Appartenance à une association interdite", Excluded.MEMBERSHIP),
        ("other", "Adulterio", Excluded.BEHAVIOUR),
        ("other", "ازدراء الأديان", Excluded.RELIGIOUS),
        ("other", "Robbery of a church", None),
        ("other", "Murder", None),
        ("fraud", "Insulting the Head of State", None),
        (None, None, None),
    ],
)
def test_a_title_tells_the_kind_where_the_category_does_not(
    category: str | None, title: str | None, kind: Excluded | None
) -> None:
    """Without a category, or under `other`, a charge is what it is called; a claimed category stands and is tested."""
    assert first({"judicial.charges[0].category": category, "judicial.charges[0].title": title}).kind is kind


@pytest.mark.parametrize(
    ("given", "grave"),
    [
        ({"judicial.charges[0].max_penalty_months": 24}, True),
        ({"judicial.charges[0].max_penalty_months": 23}, False),
        ({"judicial.charges[0].max_penalty_months": None}, None),
        ({"judicial.stage": "sentence"}, None),
    ],
)
def test_a_charge_counts_from_the_threshold_and_a_sentence_is_not_divided(
    given: dict[str, Any], grave: bool | None
) -> None:
    """Which part of a sentence is for which charge is not known."""
    assert first(given).grave is grave


@pytest.mark.parametrize(
    ("loss", "count", "small"),
    [
        ({"currency": "USD", "amount": "9999.99"}, 1, True),
        ({"currency": "USD", "amount": "10000"}, 1, False),
        ({"currency": "USD", "amount": "10"}, 2, False),
        ({"currency": "USD", "amount": "10"}, None, None),
        ({"currency": "AED", "amount": "36000"}, 1, True),
        ({"currency": "AED", "amount": "37000"}, 1, False),
        ({"currency": "MNT", "amount": "37000"}, 1, None),
        (None, 1, None),
        (None, None, None),
    ],
)
def test_cheques_are_small_below_the_threshold_unless_there_are_several(
    loss: dict[str, str] | None, count: int | None, small: bool | None
) -> None:
    """At the rate of the day; what is not known is never small and never large."""
    cheques = None if count is None else {"count": count}
    file = case({"judicial.loss": loss, "judicial.cheques": cheques})
    assert small_cheques(file) is small
    assert loss is not None or loss_usd(file) is None


def test_what_was_worked_out_is_kept_with_the_case_and_no_longer() -> None:
    """A case is read once, and another case of the same request has a reading of its own."""
    one, other = case({}), case({})
    assert charges(one) is charges(one)
    assert charges(one) == charges(other)
    assert one.memo is not other.memo
