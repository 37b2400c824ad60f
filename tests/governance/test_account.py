"""Accounts: what an invitation, a change of credentials and a session do, what is refused, and what a change ends."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.governance import account as a
from comity.governance import commands as g
from comity.governance import credentials as c
from comity.governance.gate import Principal, Resource, gate
from comity.governance.offices import APPOINTABLE, OF_A_MEMBER, Office
from comity.governance.people import PERSON, PeopleFacts, PersonState
from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Event, Refusal, Row

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
SOON = AT + timedelta(hours=12)
ID, INVITATION, OTHER = "per_0000000000000001", "inv_0000000000000001", "inv_0000000000000002"
ONE, TWO = "ses_0000000000000001", "ses_0000000000000002"
DIGEST = "2" * 64
PROFILE, OLD, NEW = (ContentRef(f"cnt_000000000000000{n}", str(n) * 64) for n in range(3))
WAYS = c.Credentials(password="$argon2id$", totp_secret="A" * 32)
XA = Country("XA")

ADDED = g.AddPerson(id=ID, profile=g.PersonProfile(name="Ilva Maren", login="ilva"), nationalities=(XA,))
INVITED = c.InvitePerson(id=ID, invitation=INVITATION, digest=DIGEST, expires=SOON)
ACCEPTED = c.AcceptInvitation(id=ID, invitation=INVITATION, credentials=WAYS)


def opened(session: str, expires: datetime = SOON) -> c.OpenSession:
    return c.OpenSession(id=ID, session=session, digest=DIGEST, expires=expires, factor=c.Factor.PASSKEY)


def changed(credentials: c.Credentials = WAYS) -> c.ChangeCredentials:
    return c.ChangeCredentials(id=ID, credentials=credentials, change=c.Change.PASSWORD)


def decided(
    state: PersonState, command: Command, new: ContentRef = OLD, at: datetime = AT
) -> Sequence[Event] | Refusal:
    refs = {"profile": PROFILE, "credentials": new}
    return PERSON.decide(state, command, PeopleFacts(actor=ID, refs=refs), at)


def after(state: PersonState, command: Command, new: ContentRef = OLD, at: datetime = AT) -> PersonState:
    events = decided(state, command, new, at)
    assert not isinstance(events, Refusal), events
    for event in events:
        state = PERSON.evolve(state, event, at)
    return state


def person(*commands: Command) -> PersonState:
    state = PERSON.initial
    for command in commands:
        state = after(state, command)
    return state


SIGNED_IN = person(ADDED, INVITED, ACCEPTED, opened(ONE), opened(TWO))


def test_an_invitation_leads_to_credentials_once() -> None:
    """It is used up by being accepted."""
    state = person(ADDED, INVITED, ACCEPTED)
    assert state.account.credentials == OLD
    refusal = decided(state, ACCEPTED)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "no-such-invitation"


def test_a_new_invitation_ends_what_held_before() -> None:
    """Credentials are erased and every session is over: whoever had them is out."""
    events = decided(SIGNED_IN, INVITED)
    assert isinstance(events, list)
    assert events[0].erased == (OLD.id,)
    account = after(SIGNED_IN, INVITED).account
    assert (account.credentials, account.sessions) == (None, ())
    assert account.invited(INVITATION, AT)
    assert not account.invited(OTHER, AT)
    assert not account.invited(INVITATION, SOON)


def test_a_change_of_credentials_erases_the_old_and_ends_every_session() -> None:
    """The person goes on in a new session, whose id no one knew before."""
    events = decided(SIGNED_IN, changed(), NEW)
    assert isinstance(events, list)
    assert (events[0].credentials, events[0].erased) == (NEW, (OLD.id,))
    account = after(SIGNED_IN, changed(), NEW).account
    assert (account.credentials, account.sessions) == (NEW, ())


def test_a_session_stands_until_it_expires_or_is_ended() -> None:
    """Ending one leaves the others; ending all may leave the one in which it was asked."""
    account = SIGNED_IN.account
    assert account.session(ONE, AT)
    assert account.session(ONE, SOON) is None
    assert [each.id for each in after(SIGNED_IN, c.EndSession(id=ID, session=ONE)).account.sessions] == [TWO]
    assert [each.id for each in after(SIGNED_IN, c.EndSessions(id=ID, but=ONE)).account.sessions] == [ONE]
    assert after(SIGNED_IN, c.EndSessions(id=ID)).account.sessions == ()


def test_ending_what_is_over_changes_nothing() -> None:
    """A sign-out sent twice is one act."""
    state = after(SIGNED_IN, c.EndSessions(id=ID))
    assert decided(state, c.EndSession(id=ID, session=ONE)) == []
    assert decided(state, c.EndSessions(id=ID)) == []


def test_sessions_that_expired_are_dropped_and_there_are_never_many() -> None:
    """A person's state does not grow with the times of signing in."""
    later = after(SIGNED_IN, opened("ses_0000000000000003", SOON + timedelta(days=1)), at=SOON)
    assert [each.id for each in later.account.sessions] == ["ses_0000000000000003"]
    state = SIGNED_IN
    for number in range(3 * a.MOST_SESSIONS):
        state = after(state, opened(f"ses_9{number:015d}"))
    assert len(state.account.sessions) == a.MOST_SESSIONS


@pytest.mark.parametrize(
    "change",
    [g.FillOffice(id=ID, office=Office.AUDITOR), g.LeaveOffice(id=ID, office=Office.CASE_OFFICER)],
    ids=["gained", "left"],
)
def test_who_gains_or_leaves_an_office_signs_in_anew(change: Command) -> None:
    """No session goes on with other rights than it began with."""
    state = person(ADDED)
    if isinstance(change, g.LeaveOffice):
        state = after(state, g.FillOffice(id=ID, office=change.office))
    for command in (INVITED, ACCEPTED, opened(ONE)):
        state = after(state, command)
    account = after(state, change).account
    assert (account.sessions, account.credentials) == ((), OLD)


def test_removing_a_person_takes_the_account_along() -> None:
    """Nothing of it stands, and the sealed credentials are among what is erased."""
    events = decided(SIGNED_IN, g.RemovePerson(id=ID))
    assert isinstance(events, list)
    assert events[0].erased == (PROFILE.id, OLD.id)
    assert after(SIGNED_IN, g.RemovePerson(id=ID)).account == a.Account()


def test_voided_credentials_leave_no_way_in() -> None:
    """Sessions, invitation and credentials end; repeating does nothing."""
    state = after(SIGNED_IN, c.VoidCredentials(id=ID))
    assert state.account == a.Account()
    assert decided(state, c.VoidCredentials(id=ID)) == []


MACHINE = person(
    g.AddPerson(id=ID, profile=g.PersonProfile(name="Gate 4", login="gate"), member=XA),
    g.FillOffice(id=ID, office=Office.BORDER_SERVICE, member=XA),
)
REFUSED = {
    "an invitation that was not made": (person(ADDED), ACCEPTED, "no-such-invitation"),
    "the one before the newest": (
        person(ADDED, INVITED, c.InvitePerson(id=ID, invitation=OTHER, digest=DIGEST, expires=SOON)), ACCEPTED,
        "no-such-invitation"),
    "an invitation in the past": (
        person(ADDED), c.InvitePerson(id=ID, invitation=OTHER, digest=DIGEST, expires=AT), "bad-date"),
    "an invitation in no time zone": (
        person(ADDED),
        c.InvitePerson(id=ID, invitation=OTHER, digest=DIGEST, expires=SOON.replace(tzinfo=None)), "bad-date"),
    "nothing to sign in with": (
        person(ADDED, INVITED), c.AcceptInvitation(id=ID, invitation=INVITATION, credentials=c.Credentials()),
        "no-way-in"),
    "a password without a second factor": (
        person(ADDED, INVITED),
        c.AcceptInvitation(id=ID, invitation=INVITATION, credentials=c.Credentials(password="$argon2id$")),
        "no-way-in"),
    "taking the last way in away": (SIGNED_IN, changed(c.Credentials(totp_secret="A" * 32)), "no-way-in"),
    "changing what is not there": (person(ADDED), changed(), "no-credentials"),
    "the same session twice": (SIGNED_IN, opened(ONE), "session-exists"),
    "a session in the past": (SIGNED_IN, opened("ses_0000000000000009", AT), "bad-date"),
    "a session in no time zone": (
        SIGNED_IN, opened("ses_0000000000000009", SOON.replace(tzinfo=None)), "bad-date"),
    "a machine invited": (MACHINE, INVITED, "machine"),
    "a machine signing in": (MACHINE, opened(ONE), "machine"),
    "a person who was removed": (after(SIGNED_IN, g.RemovePerson(id=ID)), INVITED, "wrong-state"),
    "a person who was never added": (PERSON.initial, INVITED, "wrong-state"),
}  # fmt: skip


@pytest.mark.parametrize(("state", "command", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_is_refused_with_its_reason(state: PersonState, command: Command, code: str) -> None:
    """A refusal is a sentence, and nothing happens."""
    refusal = decided(state, command)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert refusal.detail.endswith(".")


OWN = ("account:session:open", "account:session:end", "account:credentials:change", "account:invitation:accept")
KEPT = ("admin:person:invite", "admin:credentials:void", "account:session:end")


def _may(office: Office, action: str, whose: str) -> bool:
    by = Principal(ID, frozenset({office}), "XA" if office in OF_A_MEMBER else None, frozenset({"XA"}))
    return gate().check(by, action, Resource("per_x", "person", Row(state="active", assigned=whose))).allowed


@pytest.mark.parametrize("office", sorted(APPOINTABLE))
def test_everyone_keeps_their_own_account_and_no_other_s(office: Office) -> None:
    """President, committee, commissioner and auditor too; a machine does not sign in."""
    machine = office is Office.BORDER_SERVICE
    mine = {action for action in OWN if _may(office, action, ID)}
    assert mine == (set(OWN) - ({"account:session:open", "account:invitation:accept"} if machine else set()))
    theirs = {action for action in {*OWN, *KEPT} if _may(office, action, "per_0000000000000002")}
    assert theirs == (set(KEPT) if office is Office.ADMINISTRATOR else set())


_ENDING = c.PersonInvited | c.CredentialsChanged | c.CredentialsVoided | c.InvitationAccepted
IDS = st.sampled_from([f"ses_{number:016d}" for number in range(4)])
INVITATIONS = st.sampled_from([INVITATION, OTHER])
WAYS_IN = st.sampled_from([WAYS, c.Credentials(), c.Credentials(password="$argon2id$")])
TIMES = st.sampled_from([AT + timedelta(hours=hours) for hours in (-1, 1, 12)])
asked = st.one_of(
    st.builds(lambda session, expires: opened(session, expires), IDS, TIMES),
    st.builds(lambda session: c.EndSession(id=ID, session=session), IDS),
    st.builds(lambda but: c.EndSessions(id=ID, but=but), st.none() | IDS),
    st.builds(
        lambda new, until: c.InvitePerson(id=ID, invitation=new, digest=DIGEST, expires=until), INVITATIONS, TIMES
    ),
    st.builds(lambda new, ways: c.AcceptInvitation(id=ID, invitation=new, credentials=ways), INVITATIONS, WAYS_IN),
    st.builds(changed, WAYS_IN),
    st.just(c.VoidCredentials(id=ID)),
)


@given(st.lists(st.tuples(asked, st.integers(0, 13)), max_size=30))
def test_no_sequence_leaves_a_way_in_that_was_ended(steps: list[tuple[Command, int]]) -> None:
    """An invitation and credentials never stand together, and what ends credentials leaves no session."""
    state = person(ADDED)
    for number, (command, hours) in enumerate(steps):
        at, new = AT + timedelta(hours=hours), ContentRef(f"cnt_{number:016d}", "f" * 64)
        outcome = decided(state, command, new, at)
        for event in () if isinstance(outcome, Refusal) else outcome:
            state = PERSON.evolve(state, event, at)
            assert not (isinstance(event, _ENDING) and state.account.sessions), event
        account = state.account
        assert account.invitation is None or account.credentials is None
        assert len({each.id for each in account.sessions}) == len(account.sessions) <= a.MOST_SESSIONS
        if isinstance(command, c.EndSessions) and not isinstance(outcome, Refusal):
            assert [each.id for each in account.sessions if account.session(each.id, at)] in ([], [command.but])
