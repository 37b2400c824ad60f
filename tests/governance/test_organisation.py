"""The organisation: founded once, its members, and corrective measures with their ground."""

from datetime import UTC, datetime

import pytest

from comity.governance import commands as c
from comity.governance.organisation import ACTIONS, ORGANISATION, OrganisationState
from comity.governance.people import PeopleFacts
from comity.kernel.codes import Country
from comity.kernel.decider import Command, Refusal
from comity.kernel.errors import UnusableInput
from comity.kernel.wire import convert

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
FACTS = PeopleFacts(actor="per_0000000000000009")
XA, XB, XC = Country("XA"), Country("XB"), Country("XC")
FOUND = c.CreateOrganisation(members=(XA, XB))
SUSPENDED = c.ImposeMeasure(member=XB, measure=c.Measure.SUSPEND_REQUESTS, ground="RPD 131")


def organisation(*commands: Command) -> OrganisationState:
    state = ORGANISATION.initial
    for command in commands:
        outcome = ORGANISATION.decide(state, command, FACTS, AT)
        assert not isinstance(outcome, Refusal), outcome
        for event in outcome:
            state = ORGANISATION.evolve(state, event, AT)
    return state


def test_members_are_admitted_once_and_in_order() -> None:
    """Admitting a member again changes nothing."""
    state = organisation(FOUND, c.AdmitMember(member=XC), c.AdmitMember(member=XC))
    assert state.members == (XA, XB, XC)


def test_a_measure_is_in_force_from_its_imposing_to_its_lifting() -> None:
    """Measures add up, one of each kind, and each is lifted by itself."""
    warn = c.ImposeMeasure(member=XB, measure=c.Measure.WARN, ground="RPD 34(3)")
    state = organisation(FOUND, warn, SUSPENDED, SUSPENDED)
    assert state.measures_on("XB") == (c.Measure.WARN, c.Measure.SUSPEND_REQUESTS)
    assert state.measures_on("XA") == ()
    assert state.measures[0].since == AT
    lifted = organisation(FOUND, warn, SUSPENDED, c.LiftMeasure(member=XB, measure=c.Measure.WARN))
    assert lifted.measures_on("XB") == (c.Measure.SUSPEND_REQUESTS,)


REFUSED = {
    "founded twice": (organisation(FOUND), FOUND, "wrong-state"),
    "a member before the founding": (OrganisationState(), c.AdmitMember(member=XA), "wrong-state"),
    "founded by no one": (OrganisationState(), c.CreateOrganisation(members=()), "bad-members"),
    "founded by one twice": (OrganisationState(), c.CreateOrganisation(members=(XA, XA)), "bad-members"),
    "a measure on no member": (
        organisation(FOUND), c.ImposeMeasure(member=XC, measure=c.Measure.WARN, ground="RPD 131"), "not-a-member"),
    "a measure on no ground in the law": (
        organisation(FOUND), c.ImposeMeasure(member=XB, measure=c.Measure.WARN, ground="RPD 999"), "bad-citation"),
    "lifting what is not in force": (
        organisation(FOUND), c.LiftMeasure(member=XB, measure=c.Measure.WARN), "no-such-measure"),
}  # fmt: skip


@pytest.mark.parametrize(("state", "command", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_is_refused(state: OrganisationState, command: Command, code: str) -> None:
    """The refusal has a code of its own and nothing happens."""
    refusal = ORGANISATION.decide(state, command, FACTS, AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


@pytest.mark.parametrize("ground", ["because they are difficult", "", "RPD 131; and more", "RPD" * 30])
def test_a_ground_is_a_citation_and_never_a_sentence(ground: str) -> None:
    """Words cannot come into an act by way of a ground."""
    with pytest.raises(UnusableInput):
        convert({"type": "ImposeMeasure", "member": "XB", "measure": "warn", "ground": ground}, c.ImposeMeasure)


def test_every_command_has_an_act() -> None:
    """No command is left without a policy to ask."""
    assert set(ORGANISATION.commands) == set(ACTIONS)
