"""Laws that hold for every request and every context, whatever is in them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.compliance.check import Disposition, Report
from comity.compliance.rule import Audience, Outcome
from comity.kernel import wire
from comity.kernel.subject import Capacity
from comity.notices.vocabulary import (
    AnswerGround,
    Category,
    Concern,
    EarlierRuling,
    Ground,
    Kind,
    PositionView,
    ProtectedStatus,
)

from .example import report

GRAVITY = list(Disposition)
REMOVABLE = [
    "urgency", "requesting_authority", "bureau_contact", "validated_by", "judicial", "particulars", "assurances",
    "international_interest", "cautions", "attachments", "circulation", "public_extract", "handling",
    "answers_to_earlier_rulings", "subject.family_name", "subject.forenames", "subject.names_in_original_script",
    "subject.aliases", "subject.sex", "subject.birth", "subject.birth.date", "subject.other_births",
    "subject.nationalities", "subject.languages", "subject.documents", "subject.description", "subject.photographs",
    "subject.biometrics", "subject.last_known", "subject.capacities", "judicial.stage", "judicial.facts",
    "judicial.facts_place", "judicial.facts_country", "judicial.facts_period", "judicial.facts_period.from",
    "judicial.charges", "judicial.charges[0].title", "judicial.charges[0].law", "judicial.charges[0].category",
    "judicial.charges[0].max_penalty_months", "judicial.charges[0].max_penalty_kind",
    "judicial.charges[0].death_penalty", "judicial.loss", "judicial.warrant", "judicial.warrant.reference",
    "judicial.warrant.issued_by", "judicial.warrant.issued_on", "judicial.warrant.authority_is_judicial",
    "assurances.extradition_will_be_sought", "assurances.coordinated_with_extradition_authority",
    "attachments[0].language", "attachments[0].type",
]  # fmt: skip

DAYS = ["1850", "1971-05", "1965~", "1960/1965", "2008-02-29", "2023", "2026-11-21", "2026-11", "2031", "9999-12-31"]
TEXTS = [
    "", " ", "n/a", "\u202eevil\u202c", "x" * 5_000, "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "He published an article about the minister.",
    "بين آذار وحزيران باع المتهم أسهماً", "Il a été acquitté", "ella disparó contra la policía", "0", "\u0000",
]  # fmt: skip
MONTHS = [0, 1, 6, 23, 24, 12_000]
VALUES: dict[str, list[Any]] = {
    "kind": [k.value for k in Kind],
    "channel": ["notice", "diffusion"],
    "language": ["ar", "en", "fr", "es", "de"],
    "subject.type": ["person", "entity", "object", "event", "method", "unidentified"],
    "subject.birth.date": DAYS,
    "subject.capacities": [[c.value] for c in Capacity] + [[c.value for c in Capacity]],
    "subject.last_known[0].on": DAYS,
    "judicial.stage": ["prosecution", "sentence"],
    "judicial.facts": TEXTS,
    "judicial.facts_period": [{"from": a, "to": b} for a in DAYS for b in DAYS[::3]],
    "judicial.charges[0].category": [c.value for c in Category],
    "judicial.charges[0].max_penalty_months": MONTHS,
    "judicial.charges[0].max_penalty_kind": ["term", "life", "death", "indeterminate"],
    "judicial.charges[0].death_penalty": [True, False],
    "judicial.sentence_months": MONTHS,
    "judicial.sentence_remaining_months": MONTHS,
    "judicial.in_absentia": [True, False],
    "judicial.retrial_right": [True, False],
    "judicial.cheques": [{"count": 0}, {"count": 4}],
    "judicial.loss": [{"currency": "TRY", "amount": "9999999"}, {"currency": "LBP", "amount": "0"}],
    "judicial.prosecution_barred_on": DAYS,
    "judicial.warrant.issued_on": DAYS,
    "judicial.warrant.valid_until": DAYS,
    "judicial.warrant.authority_is_judicial": [True, False],
    "judicial.warrant.appeal_to_judicial_authority": [True, False],
    "assurances.extradition_sought_from": [[], ["XA"], ["XC", "XC"]],
    "circulation": [{"mode": m, "members": n} for m in ("all", "only", "except") for n in ([], ["XA"], ["XC", "XC"])],
    "public_extract": [{"authorised": True, "fields": f, "until": d} for f in (None, [], ["name"]) for d in DAYS[::2]],
    "particulars": [{"role": r, "missing_since": d, "assets": [{}]} for r in ("victim", "boss") for d in DAYS[::3]],
    "cautions": [["medical"], ["armed", "self_harm"]],
    "attachments": [[], [{"sha256": "0" * 64, "type": t} for t in TEXTS]],
    "urgency": [{"level": "imminent", "reason": t} for t in TEXTS[:3]],
    "international_interest": TEXTS,
    "handling": ["official", "restricted", "confidential"],
    "answers_to_earlier_rulings": [[{"case": "R-1", "answer": t}] for t in TEXTS[:4]],
}  # fmt: skip


def _apart(paths: list[str]) -> list[str]:
    """Return the paths of which no other holds them: what is left out as a whole has no parts to leave out."""
    return [
        path
        for path in paths
        if not any(path != other and path.startswith((f"{other}.", f"{other}[")) for other in paths)
    ]


removed = st.lists(st.sampled_from(REMOVABLE), unique=True, max_size=12).map(_apart)
odd = st.fixed_dictionaries({}, optional={path: st.sampled_from(values) for path, values in VALUES.items()})
members = st.sampled_from(["XA", "XB", "XC"])
dates = st.none() | st.sampled_from(DAYS)
protected = st.fixed_dictionaries(
    {
        "subject_status": st.lists(
            st.fixed_dictionaries(
                {
                    "status": st.sampled_from([s.value for s in ProtectedStatus]),
                    "confirmed_by": st.none() | members,
                    "from_member": st.none() | members,
                    "on": dates,
                    "by_name_only": st.booleans(),
                }
            ),
            max_size=2,
        ),
        "positions": st.lists(
            st.fixed_dictionaries(
                {
                    "view": st.sampled_from([v.value for v in PositionView]),
                    "member": st.none() | members,
                    "ground": st.none() | st.sampled_from([g.value for g in AnswerGround]),
                    "on": dates,
                    "by_name_only": st.booleans(),
                }
            ),
            max_size=2,
        ),
        "human_rights": st.lists(
            st.fixed_dictionaries(
                {
                    "source": st.just("A body"),
                    "concern": st.sampled_from([c.value for c in Concern]),
                    "individual": st.booleans(),
                    "on": dates,
                    "by_name_only": st.booleans(),
                }
            ),
            max_size=2,
        ),
        "minority": st.none() | st.just("A minority of which the person is one"),
        "open_redress": st.booleans(),
        "duplicates": st.lists(st.just("N-2025-0001"), max_size=1),
    }
)
rulings = st.lists(
    st.fixed_dictionaries({"case": st.just("R-1"), "ruling": st.sampled_from([r.value for r in EarlierRuling])}),
    max_size=2,
)
grounds = st.none() | st.sampled_from([g.value for g in Ground])
measures = st.lists(st.fixed_dictionaries({"member": members, "measure": st.just("pre_clear_diffusions")}), max_size=1)


def _without(paths: list[str]) -> Report:
    """Return the report on the example without these fields."""
    return report(dict.fromkeys(paths))


def _gravity(found: Report) -> int:
    return GRAVITY.index(found.disposition)


@settings(max_examples=150, deadline=None)
@given(removed)
def test_what_is_not_known_never_passes(paths: list[str]) -> None:
    """No pass rests on facts none of which is known."""
    for each in _without(paths).findings:
        if each.outcome is Outcome.PASS and each.facts:
            assert any(fact.value is not None for fact in each.facts), each


@settings(max_examples=150, deadline=None)
@given(removed.filter(bool), st.data())
def test_giving_what_was_missing_never_makes_it_worse(paths: list[str], data: st.DataObject) -> None:
    """A requester that answers truthfully what it was asked is never further from publication."""
    given_back = data.draw(st.sampled_from(paths))
    assert _gravity(_without([path for path in paths if path != given_back])) <= _gravity(_without(paths))


@settings(max_examples=200, deadline=None)
@given(odd, protected)
def test_the_check_answers_whatever_it_is_given(changes: dict[str, Any], context: dict[str, Any]) -> None:
    """Every readable request gets a report whose parts agree with each other and that can be written as JSON."""
    found = report(changes, context)
    effects = [each.effect for each in found.findings if each.effect]
    assert (found.disposition is Disposition.CLEAR) is (not effects)
    assert len(found.questions) == found.count(Outcome.NEEDS_REVIEW)
    assert all(each.citations and each.reason for each in found.findings)
    assert wire.encode(found)


@settings(max_examples=200, deadline=None)
@given(odd, rulings, measures, grounds, protected, protected)
def test_a_requester_cannot_tell_two_cases_apart_that_differ_in_protected_facts(
    changes: dict[str, Any],
    earlier: list[dict[str, Any]],
    against: list[dict[str, Any]],
    ground: str | None,
    one: dict[str, Any],
    other: dict[str, Any],
) -> None:
    """Protection, objections, refusals, concerns, applications and the ground of a ruling leave no trace."""
    known = {"earlier_rulings": earlier, "corrective_measures": against}
    grounded = {**known, "earlier_rulings": [each | {"ground": ground} for each in earlier]}
    first, second = report(changes, one | known), report(changes, other | grounded)
    assert wire.encode(first.for_requester()) == wire.encode(second.for_requester())


@settings(max_examples=100, deadline=None)
@given(odd, protected)
def test_the_requesters_report_holds_nothing_of_the_secretariats(
    changes: dict[str, Any], context: dict[str, Any]
) -> None:
    """No secretariat finding, no question, no path into the context that is protected; and it is its own projection."""
    shown = report(changes, context).for_requester()
    assert all(each.audience is Audience.REQUESTER and each.effect for each in shown.findings)
    assert shown.questions == ()
    text = wire.encode(shown).decode()
    secrets = ("subject_status", "positions", "human_rights", "minority", "open_redress", "duplicates")
    assert not any(f"context.{part}" in text for part in secrets)
    assert shown.for_requester() == shown


@pytest.mark.parametrize("member", ["XA", "XB"])
def test_measures_against_another_member_are_not_told(member: str) -> None:
    """A requester reads of its own corrective measures and never of another's."""
    shown = report({}, {"corrective_measures": [{"member": member, "measure": "pre_clear"}]}).for_requester()
    assert (shown.disposition is Disposition.REVIEW) is (member == "XA")


def test_withdrawing_before_a_ruling_is_not_told() -> None:
    """That someone applied to the commission is confidential, whether or not it had ruled."""
    known = {"earlier_rulings": [{"case": "R-1", "ruling": "withdrawn_before_ruling"}], "open_redress": True}
    assert wire.encode(report({}, known).for_requester()) == wire.encode(report({}).for_requester())
