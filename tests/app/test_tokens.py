"""Tokens: whose they are, who made them through what, and how each ends with what it rests on."""

from datetime import timedelta

import pytest
from tests.house import House

from comity.app import welcoming
from comity.app.acts import ActReader
from comity.app.founding import Issued, found_token, issue_token, token_digest
from comity.app.ports.store import ActRow
from comity.app.registry import DECIDERS
from comity.governance import commands as g
from comity.governance.commands import TokenPurpose
from comity.governance.credentials import VoidCredentials
from comity.governance.events import TokenIssued
from comity.governance.gate import Principal, operator, proved, through
from comity.governance.offices import Office
from comity.governance.people import PERSON
from comity.governance.tokens import standing
from comity.kernel.errors import CommandRefused, Forbidden

SESSION = "ses_0000000000000001"


def signed_in(by: Principal) -> Principal:
    """Return someone who has just shown password and code in a session."""
    return proved(through(by, SESSION))


def holds(home: House, issued: Issued) -> bool:
    with home.comity.look() as look:
        return look.token(token_digest(issued.secret)) is not None


def made_with(home: House, issued: Issued) -> Principal:
    """Return who comes with a token and has shown a fresh proof as well."""
    with home.comity.look() as look:
        found = look.token(token_digest(issued.secret))
        assert found is not None
        return proved(through(look.principal(found[0].id), found[1].id))


@pytest.fixture
def gate_xb(home: House) -> Principal:
    """A border service."""
    return home.person("XB", Office.BORDER_SERVICE, member="XB")


def test_no_one_makes_a_token_for_another_person(home: House) -> None:
    """Neither an administrator with every proof, nor the operator of the host, nor the holder without one."""
    person = home.reviewers[0]
    attempts = {
        "an administrator": signed_in(home.admin),
        "another administrator": signed_in(home.person("XA", Office.ADMINISTRATOR)),
        "the Secretary General": signed_in(home.secretary),
        "the operator": operator(frozenset({Office.ADMINISTRATOR})),
        "the holder without proof": through(person, SESSION),
        "the holder with a token alone": through(person, found_token(home.comity, person.id, 5).token),
    }
    for who, by in attempts.items():
        for purpose in TokenPurpose:
            with pytest.raises(Forbidden):
                issue_token(home.comity, by, person.id, 5, purpose)
            assert [each.maker for each in home.state("person", person.id).tokens] == ["process"], who


def test_a_founding_ends_with_the_making_of_a_sample(home: House) -> None:
    """Afterwards, and in every organisation that is no sample, Comity itself hands out none either."""
    home.comity.path._founding = False
    with pytest.raises(CommandRefused, match="while a sample is made"):
        found_token(home.comity, home.reviewers[0].id, 5)


def test_a_token_ends_with_the_token_that_made_it(home: House) -> None:
    """And with each before that one; a token made in a session stays when the session is over."""
    officer = home.officer
    first = issue_token(home.comity, signed_in(officer), officer.id, 30)
    second = issue_token(home.comity, made_with(home, first), officer.id, 30)
    third = issue_token(home.comity, made_with(home, second), officer.id, 20)
    assert [holds(home, each) for each in (first, second, third)] == [True, True, True]
    home.do(officer, g.RevokeToken(id=officer.id, token=first.token))
    assert [holds(home, each) for each in (first, second, third)] == [False, False, False]


def test_a_token_is_not_made_to_outlive_its_maker(home: House) -> None:
    """The refusal says until when it could be."""
    first = issue_token(home.comity, signed_in(home.officer), home.officer.id, 2)
    with pytest.raises(CommandRefused, match="ends no later than the one that it is made with"):
        issue_token(home.comity, made_with(home, first), home.officer.id, 3)


def test_the_tokens_of_machines_end_with_the_account_that_made_them(home: House, gate_xb: Principal) -> None:
    """Removing an administrator ends what they made; what the operator and others made goes on."""
    other = home.person("XA", Office.ADMINISTRATOR)
    mine = issue_token(home.comity, signed_in(other), gate_xb.id, 30, TokenPurpose.SERVICE)
    own = issue_token(home.comity, signed_in(other), other.id, 30)
    by_mine = issue_token(home.comity, made_with(home, own), gate_xb.id, 20, TokenPurpose.SERVICE)
    hosts = issue_token(home.comity, operator(frozenset({Office.ADMINISTRATOR})), gate_xb.id, 30, TokenPurpose.SERVICE)
    assert all(holds(home, each) for each in (mine, own, by_mine, hosts))
    home.do(home.admin, g.RevokeToken(id=other.id, token=own.token))
    assert [holds(home, each) for each in (mine, by_mine)] == [True, False]
    home.do(home.admin, g.RemovePerson(id=other.id))
    assert [holds(home, each) for each in (mine, hosts)] == [False, True]


def test_a_machine_that_becomes_a_person_loses_its_tokens(home: House, gate_xb: Principal) -> None:
    """Otherwise its maker would hold a key to an officer's account."""
    token = issue_token(home.comity, signed_in(home.admin), gate_xb.id, 30, TokenPurpose.SERVICE)
    assert holds(home, token)
    home.do(home.admin, g.LeaveOffice(id=gate_xb.id, office=Office.BORDER_SERVICE))
    assert not holds(home, token)
    home.do(home.admin, g.FillOffice(id=gate_xb.id, office=Office.BUREAU_OFFICER, member="XB"))
    assert not holds(home, token)


def test_a_token_of_an_earlier_version_holds_for_machines_and_in_a_sample_alone(
    home: House, gate_xb: Principal
) -> None:
    """It does not say who made it, and an administrator could then make one for anyone."""
    at = home.clock.at
    old = TokenIssued(
        token="tok_0000000000000001", digest="0" * 64, expires=at + timedelta(days=1), purpose=TokenPurpose.PERSON
    )
    for by, real in ((home.reviewers[0], False), (gate_xb, True)):
        state = PERSON.evolve(home.state("person", by.id), old, at)
        held = [
            standing(old.token, state, lambda person: home.state("person", person), at, sample)
            for sample in (False, True)
        ]
        found = [each is not None for each in held]
        assert found == [real, True]


def test_a_token_says_who_made_it_through_what(home: House) -> None:
    """In the act, for the auditor, and in what the holder sees."""
    issue_token(home.comity, signed_in(home.officer), home.officer.id, 5)
    with home.comity.look() as look:
        act = look.history("person", home.officer.id)[-1]
    assert (act.actor, act.via) == (home.officer.id, SESSION)
    assert (act.event.maker, act.event.through) == (home.officer.id, SESSION)


def test_what_ends_credentials_ends_the_tokens_made_with_them(home: House, gate_xb: Principal) -> None:
    """Whoever had the old credentials is out, programs too; a machine's tokens do not hang on an administrator's."""
    admin = home.person("XA", Office.ADMINISTRATOR)
    machine = issue_token(home.comity, signed_in(admin), gate_xb.id, 30, TokenPurpose.SERVICE)
    for end in (welcoming.invite, lambda comity, by, person: comity.order(by, VoidCredentials(id=person))):
        own = issue_token(home.comity, signed_in(admin), admin.id, 30)
        assert holds(home, own)
        end(home.comity, operator(frozenset({Office.ADMINISTRATOR})), admin.id)
        assert [holds(home, each) for each in (own, machine)] == [False, True]


def test_every_act_of_a_person_says_through_what_it_was_done(home: House) -> None:
    """Outside a sample an act that does not is refused, whoever asks and whatever it is."""
    home.comity.path._sample = False
    with pytest.raises(Forbidden, match="through what"):
        home.do(home.admin, g.SetDuty(id=home.reviewers[0].id, on=True))
    home.do(through(home.admin, SESSION), g.SetDuty(id=home.reviewers[0].id, on=True))
    with home.comity.look() as look:
        act = look.history("person", home.reviewers[0].id)[-1]
    assert (act.actor, act.via) == (home.admin.id, SESSION)


def test_an_act_written_before_keeps_its_bytes(home: House) -> None:
    """What came to acts and events since is left out where it is not known."""
    lines = (
        b'{"actor":"per_0000000000000001","at":"2026-11-21T12:00:00Z","event":{"digest":"' + b"0" * 64,
        b'","expires":"2026-11-22T12:00:00Z","purpose":"person","token":"tok_0000000000000001",',
        b'"type":"TokenIssued"},"nonce":"n","policy":"ACCOUNTS","seq":7,"stream_id":"per_0000000000000002",',
        b'"stream_type":"person","version":2}',
    )
    old = b"".join(lines)
    row = ActRow(7, home.clock.at, "person", "per_0000000000000002", 2, "TokenIssued", old)
    assert ActReader(DECIDERS.values()).read(row).row.document == old
