"""People, their ties and offices, and their tokens: what is done, what is refused, and what stays for ever."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.governance import commands as c
from comity.governance import events as e
from comity.governance.conflicts import ties, unconflicted
from comity.governance.offices import APPOINTABLE, OF_A_MEMBER, Office, conflict
from comity.governance.people import ACTIONS, PERSON, PeopleFacts, PersonState
from comity.governance.tokens import standing
from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Event, Refusal

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
ID, TOKEN = "per_0000000000000001", "tok_0000000000000001"
DIGEST = "2" * 64
REF = ContentRef("cnt_0000000000000001", "0" * 64)
NEW_REF = ContentRef("cnt_0000000000000002", "1" * 64)
FACTS = PeopleFacts(actor="per_0000000000000009", refs={"profile": REF}, alone=True)
PROFILE = c.PersonProfile(name="Ilva Maren", login="ilva.maren")
XA, XB, XC = Country("XA"), Country("XB"), Country("XC")


def person(*commands: Command) -> PersonState:
    """Run `commands` one after the other; each must be accepted."""
    state = PERSON.initial
    for command in commands:
        state = after(state, done(state, command))
    return state


def done(state: PersonState, command: Command, facts: PeopleFacts = FACTS) -> Sequence[Event]:
    outcome = PERSON.decide(state, command, facts, AT)
    assert not isinstance(outcome, Refusal), outcome
    return outcome


def after(state: PersonState, events: Sequence[Event]) -> PersonState:
    for event in events:
        state = PERSON.evolve(state, event, AT)
    return state


ADDED = c.AddPerson(id=ID, profile=PROFILE, nationalities=(XA,))
OF_XB = c.AddPerson(id=ID, profile=PROFILE, nationalities=(XB,), member=XB)
REVIEWER = c.FillOffice(id=ID, office=Office.REVIEWER)
ISSUED = c.IssueToken(id=ID, token=TOKEN, digest=DIGEST, expires=AT + timedelta(days=30))


def test_a_person_is_added_with_ties_and_without_office() -> None:
    """Being known here permits nothing yet."""
    state = person(ADDED)
    assert state.offices == frozenset()
    assert ties(state) == {"XA"}
    assert PERSON.row(state).assigned == ID


def test_the_founding_act_makes_one_administrator() -> None:
    """A new organisation has no one who could appoint; one command does both, and only for a new person."""
    found = c.AppointFirstAdministrator(id=ID, profile=PROFILE, nationalities=(XA,))
    assert person(found).offices == {Office.ADMINISTRATOR}
    assert isinstance(PERSON.decide(person(ADDED), found, FACTS, AT), Refusal)


def test_ties_count_every_office_and_secondment_ever_held() -> None:
    """Who left a bureau or came back from a secondment still does not review that state's requests."""
    past = person(
        OF_XB,
        c.FillOffice(id=ID, office=Office.BUREAU_OFFICER, member=XB),
        c.LeaveOffice(id=ID, office=Office.BUREAU_OFFICER),
        c.AmendTies(id=ID, nationalities=(XA,), seconded_by=(XC,)),
        c.AmendTies(id=ID, nationalities=(XA,)),
    )
    assert past.offices == frozenset()
    assert ties(past) == {"XA", "XB", "XC"}


def test_only_who_has_no_tie_to_any_state_concerned_may_review() -> None:
    """Second nationalities count as the first does."""
    people = {"per_a": frozenset({"XA", "XB"}), "per_b": frozenset({"XC"}), "per_c": frozenset({"XD"})}
    assert unconflicted(people, ("XB", "XD")) == ("per_b",)
    assert unconflicted(people, ()) == ("per_a", "per_b", "per_c")


def test_leaving_an_office_takes_the_reviewer_off_the_duty_list() -> None:
    """No one is called who no longer reviews."""
    on_duty = person(ADDED, REVIEWER, c.SetDuty(id=ID, on=True))
    assert on_duty.on_duty
    assert not after(on_duty, done(on_duty, c.LeaveOffice(id=ID, office=Office.REVIEWER))).on_duty


def test_a_token_holds_until_it_expires_or_is_revoked_or_its_person_removed() -> None:
    """A read checks the date for itself; no clock need have run."""
    added = person(ADDED)
    state = after(added, done(added, ISSUED, PeopleFacts(actor=ID)))

    def holds(state: PersonState, token: str = TOKEN, at: datetime = AT) -> bool:
        return standing(token, state, lambda _: state, at, False) is not None

    assert holds(state)
    assert not holds(state, at=AT + timedelta(days=30))
    assert not holds(state, "tok_0000000000000002")
    assert not holds(after(state, done(state, c.RevokeToken(id=ID, token=TOKEN))))
    assert not holds(after(state, done(state, c.RemovePerson(id=ID))))


def test_removing_a_person_erases_the_profile_and_keeps_the_ties() -> None:
    """Offices and tokens end; who reviewed what can still be tested for conflict years later."""
    state = person(ADDED, REVIEWER, ISSUED)
    facts = PeopleFacts(actor=ID, contents=(REF.id, NEW_REF.id))
    events = done(state, c.RemovePerson(id=ID), facts)
    assert events == [e.PersonRemoved(erased=(REF.id, NEW_REF.id))]
    gone = after(state, events)
    assert (gone.state, gone.profile, gone.offices, gone.tokens) == ("removed", None, frozenset(), ())
    assert ties(gone) == {"XA"}


def test_a_revised_profile_erases_the_one_before() -> None:
    """A correction leaves no copy of what was wrong."""
    state = person(ADDED)
    facts = PeopleFacts(actor=ID, refs={"profile": NEW_REF})
    events = done(state, c.ReviseProfile(id=ID, profile=PROFILE), facts)
    assert events == [e.ProfileRevised(profile=NEW_REF, erased=(REF.id,))]
    assert after(state, events).profile == NEW_REF


REFUSED = {
    "added twice": (person(ADDED), ADDED, "wrong-state", None),
    "filled before added": (PersonState(), REVIEWER, "wrong-state", None),
    "removed and changed": (person(ADDED, c.RemovePerson(id=ID)), REVIEWER, "wrong-state", None),
    "added again after removal": (person(ADDED, c.RemovePerson(id=ID)), ADDED, "wrong-state", None),
    "an office of the system": (person(ADDED), c.FillOffice(id=ID, office=Office.CLOCK), "bad-office", "$.office"),
    "the same office twice": (person(ADDED, REVIEWER), REVIEWER, "office-held", "$.office"),
    "a bureau without its member": (
        person(ADDED), c.FillOffice(id=ID, office=Office.BUREAU_OFFICER), "member-required", "$.member"),
    "a reviewer of a member": (
        person(ADDED), c.FillOffice(id=ID, office=Office.REVIEWER, member=XA), "bad-member", "$.member"),
    "a bureau that is not the person's": (
        person(OF_XB), c.FillOffice(id=ID, office=Office.BUREAU_OFFICER, member=XA), "bad-member", "$.member"),
    "two bureaus at once": (
        person(ADDED, c.FillOffice(id=ID, office=Office.BUREAU_OFFICER, member=XA)),
        c.FillOffice(id=ID, office=Office.BUREAU_HEAD, member=XB), "bad-member", "$.member"),
    "Secretary General and reviewer": (
        person(ADDED, REVIEWER), c.FillOffice(id=ID, office=Office.SECRETARY_GENERAL),
        "incompatible-office", "$.office"),
    "a reviewer whose nationality is not known": (
        person(c.AddPerson(id=ID, profile=PROFILE)), REVIEWER, "ties-unknown", "$.office"),
    "a reviewer's nationality taken away": (
        person(ADDED, REVIEWER), c.AmendTies(id=ID, nationalities=()), "ties-unknown", "$.nationalities"),
    "a case officer on the duty list": (
        person(ADDED), c.FillOffice(id=ID, office=Office.CASE_OFFICER, on_duty=True), "not-a-reviewer", "$.on_duty"),
    "duty without the office": (person(ADDED), c.SetDuty(id=ID, on=True), "not-a-reviewer", "$.on"),
    "leaving what is not held": (
        person(ADDED), c.LeaveOffice(id=ID, office=Office.AUDITOR), "no-such-office", "$.office"),
    "a token that has expired": (
        person(ADDED), c.IssueToken(id=ID, token=TOKEN, digest=DIGEST, expires=AT), "bad-date", "$.expires"),
    "a token in no time zone": (
        person(ADDED), c.IssueToken(id=ID, token=TOKEN, digest=DIGEST, expires=AT.replace(year=2027, tzinfo=None)),
        "bad-date", "$.expires"),
    "the same token twice": (person(ADDED, ISSUED), ISSUED, "token-exists", "$.token"),
    "a token that was never issued": (
        person(ADDED), c.RevokeToken(id=ID, token=TOKEN), "no-such-token", "$.token"),
    "a machine with a person's token": (
        person(ADDED, c.FillOffice(id=ID, office=Office.BORDER_SERVICE, member=XA)), ISSUED,
        "bad-purpose", "$.purpose"),
}  # fmt: skip


@pytest.mark.parametrize(("state", "command", "code", "path"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_is_refused_with_its_place_and_reason(
    state: PersonState, command: Command, code: str, path: str | None
) -> None:
    """A refusal says what is wrong and where, and nothing happens."""
    refusal = PERSON.decide(state, command, FACTS, AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert [fault.path for fault in refusal.errors] == ([path] if path else [])
    assert refusal.detail.endswith(".")


fills = st.builds(lambda office, leave: (office, leave), st.sampled_from(sorted(APPOINTABLE)), st.booleans())


@given(st.lists(fills, max_size=12))
def test_no_sequence_of_appointments_joins_what_the_law_keeps_apart(steps: list[tuple[Office, bool]]) -> None:
    """Whatever is tried in whatever order, the offices held at any time are compatible and of one member."""
    state = person(ADDED)
    for office, leave in steps:
        fill = c.FillOffice(id=ID, office=office, member=XA if office in OF_A_MEMBER else None)
        outcome = PERSON.decide(state, c.LeaveOffice(id=ID, office=office) if leave else fill, FACTS, AT)
        state = state if isinstance(outcome, Refusal) else after(state, outcome)
        assert not any(conflict(one, other) for one in state.offices for other in state.offices)
        assert len({held.member for held in state.held if held.member and not held.left}) <= 1


def test_every_command_has_an_act_and_no_event_holds_words() -> None:
    """What is known of a person is sealed; an event holds ids, codes, dates and commitments."""
    assert set(PERSON.commands) == set(ACTIONS)
    for event in PERSON.events:
        for field in msgspec.structs.fields(event):
            assert "Line" not in str(field.type), (event, field.name)
            assert field.type is not str, (event, field.name)
