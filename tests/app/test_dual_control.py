"""Making or reviving a reviewer takes two, and no administrator becomes another by any way in."""

from datetime import timedelta

import pytest
from tests.app.entering import PASSWORD, with_password
from tests.house import House

from comity.app import sessions, welcoming
from comity.app.founding import issue_token
from comity.app.ports.proofs import ProofRefused
from comity.governance import commands as g
from comity.governance import credentials as k
from comity.governance import dual_control as d
from comity.governance import totp
from comity.governance.gate import Principal, operator, proved, through
from comity.governance.offices import BY_TWO, Office
from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused, Forbidden
from comity.notices import commands as c

HOST = operator(frozenset({Office.ADMINISTRATOR}))
CHANGE = "chg_0000000000000001"
XA = Country("XA")


@pytest.fixture
def second(home: House) -> Principal:
    """Another administrator, who can sign in; from then on the operator is not alone."""
    by = home.person("XA", Office.ADMINISTRATOR)
    with_password(home, by)
    return by


def refused(home: House, by: Principal, command: Command) -> str:
    """Return the code of the refusal, or the policy that forbids."""
    with pytest.raises((CommandRefused, Forbidden)) as found:
        home.do(by, command)
    error = found.value
    return error.policy if isinstance(error, Forbidden) else error.type


def direct(home: House) -> dict[str, Command]:
    """What makes or revives a reviewer, or who can confirm one, as one person would do it."""
    clerk, judge, expires = home.bureau["XA"], home.reviewers[0], home.clock.at + timedelta(days=1)
    spare = home.person("XC")
    asked = {"invitation": "inv_0000000000000001", "digest": "0" * 64, "expires": expires}
    return {
        "an appointment": g.FillOffice(id=spare.id, office=Office.REVIEWER),
        "another administrator": g.FillOffice(id=spare.id, office=Office.ADMINISTRATOR),
        "a Secretary General": g.FillOffice(id=spare.id, office=Office.SECRETARY_GENERAL),
        "ties": g.AmendTies(id=judge.id, nationalities=(XA,)),
        "an invitation": k.InvitePerson(id=judge.id, **asked),
        "an administrator's invitation": k.InvitePerson(id=home.secretary.id, **asked),
        "and not": g.AmendTies(id=clerk.id, nationalities=(XA,)),
    }


def test_one_person_alone_makes_and_revives_no_reviewer(home: House, second: Principal) -> None:
    """Neither an administrator, nor the Secretary General, nor the operator once there is someone who could confirm."""
    for what, command in direct(home).items():
        for by in (home.admin, second, HOST):
            if what == "and not":
                home.do(by, command)
            else:
                assert refused(home, by, command) == "second-person-required", what
        if what != "and not":
            assert refused(home, home.secretary, command) in {"NOTHING-PERMITS", "NO-SELF-APPOINTMENT"}


def test_the_operator_founds_while_there_is_no_one_who_could_confirm(home: House) -> None:
    """A new organisation has one administrator; as soon as another has a way in, it takes two."""
    spare = home.person("XC")
    home.do(HOST, g.FillOffice(id=spare.id, office=Office.REVIEWER))
    assert refused(home, home.admin, g.AmendTies(id=spare.id, nationalities=(XA,))) == "second-person-required"
    with_password(home, home.secretary)
    assert refused(home, HOST, g.AmendTies(id=spare.id, nationalities=(XA,))) == "second-person-required"


@pytest.mark.parametrize("who", ["second", "secretary"])
def test_a_second_person_confirms(home: House, second: Principal, who: str) -> None:
    """Both names stand in the acts, and what was proposed is what happens."""
    by = second if who == "second" else home.secretary
    spare = home.person("XC")
    home.do(home.admin, d.ProposeOffice(id=spare.id, change=CHANGE, office=Office.REVIEWER, on_duty=True))
    assert home.state("person", spare.id).offices == frozenset()
    home.do(by, d.ConfirmChange(id=spare.id, change=CHANGE))
    state = home.state("person", spare.id)
    assert (state.offices, state.on_duty, state.changes) == ({Office.REVIEWER}, True, ())
    with home.comity.look() as look:
        acts = [(type(act.event).__name__, act.actor) for act in look.history("person", spare.id)][-3:]
    assert acts == [("OfficeProposed", home.admin.id), ("ChangeConfirmed", by.id), ("OfficeFilled", by.id)]


def test_the_first_to_ask_cannot_confirm_nor_can_the_operator_the_person_or_a_stranger(
    home: House, second: Principal
) -> None:
    """Also not with another token, as another office, or a day later."""
    spare = home.person("XC")
    home.do(home.admin, d.ProposeOffice(id=spare.id, change=CHANGE, office=Office.ADMINISTRATOR))
    confirm = d.ConfirmChange(id=spare.id, change=CHANGE)
    assert refused(home, home.admin, confirm) == "same-person"
    assert refused(home, through(home.admin, "tok_0000000000000009"), confirm) == "same-person"
    assert refused(home, HOST, confirm) == "no-person"
    judge = home.reviewers[0]
    home.do(home.admin, d.ProposeTies(id=judge.id, change=CHANGE, nationalities=(XA,)))
    with pytest.raises(Forbidden):
        home.do(judge, d.ConfirmChange(id=judge.id, change=CHANGE))
    home.do(home.admin, d.ProposeInvitation(id=second.id, change=CHANGE, code="0" * 64))
    assert refused(home, second, d.ConfirmChange(id=second.id, change=CHANGE)) == "NO-SELF-APPOINTMENT"
    assert refused(home, second, d.ProposeOffice(id=second.id, change=CHANGE, office=Office.REVIEWER)) in {
        "NO-SELF-APPOINTMENT",
        "incompatible-office",
    }
    home.later(days=8)
    assert refused(home, second, confirm) == "no-such-change"


def test_a_change_is_dropped_replaced_and_confirmed_once(home: House, second: Principal) -> None:
    """What no longer waits cannot be confirmed."""
    judge, other = home.reviewers[0], "chg_0000000000000002"
    for change, nation in ((CHANGE, "XA"), (other, "XB")):
        home.do(home.admin, d.ProposeTies(id=judge.id, change=change, nationalities=(Country(nation),)))
    assert refused(home, second, d.ConfirmChange(id=judge.id, change=CHANGE)) == "no-such-change"
    home.do(second, d.ConfirmChange(id=judge.id, change=other))
    assert home.state("person", judge.id).nationalities == ("XB",)
    assert refused(home, second, d.ConfirmChange(id=judge.id, change=other)) == "no-such-change"
    home.do(home.admin, d.ProposeTies(id=judge.id, change=CHANGE, nationalities=(XA,)))
    home.do(home.secretary, d.DropChange(id=judge.id, change=CHANGE))
    assert refused(home, second, d.ConfirmChange(id=judge.id, change=CHANGE)) == "no-such-change"


def test_an_existing_reviewer_cannot_be_entered_as_by_either_of_the_two_alone(home: House, second: Principal) -> None:
    """The one has the code, the other the link; without the code nothing of the second factor is shown."""
    judge = with_password(home, home.reviewers[0])
    half = welcoming.propose(home.comity, home.admin, judge.by.id)
    assert judge.sign_in().person == judge.by.id
    made = welcoming.confirm(home.comity, second, judge.by.id, half.change)
    assert made is not None
    for code in ("", "k3m9p-2x4v6-k3m9p-2x4v6", half.code[:-1], half.change):
        locked = welcoming.welcome(home.comity, made.secret, code)
        assert locked is not None
        assert (locked.locked, locked.totp_secret, locked.recovery_codes) == (True, "", ())
        accept = k.AcceptInvitation(
            id=judge.by.id, invitation=made.invitation, credentials=k.Credentials(password="x", totp_secret="A" * 32)
        )
        with pytest.raises(CommandRefused, match="code does not belong"):
            home.do(through(judge.by, made.invitation), accept)
    home.later(seconds=30)
    with pytest.raises(ProofRefused):
        judge.sign_in()
    offered = welcoming.welcome(home.comity, made.secret, half.code.upper().replace("-", " "))
    assert offered is not None
    code = totp.code_at(offered.totp_secret, int(home.clock.at.timestamp()) // 30)
    welcoming.accept_by_password(home.comity, offered, PASSWORD, code, "a test")
    assert home.state("person", judge.by.id).account.by_two


def test_an_account_that_one_person_opened_brings_no_way_in_into_the_office(home: House, second: Principal) -> None:
    """An administrator's puppet with password and token becomes a reviewer only with a new invitation, by two."""
    puppet = with_password(home, home.person("XC"))
    issue_token(home.comity, proved(through(puppet.by, puppet.session.id)), puppet.by.id, 30)
    home.do(home.admin, d.ProposeOffice(id=puppet.by.id, change=CHANGE, office=Office.REVIEWER))
    home.do(second, d.ConfirmChange(id=puppet.by.id, change=CHANGE))
    state = home.state("person", puppet.by.id)
    assert (state.account.credentials, state.account.sessions, state.tokens) == (None, (), ())
    assert not isinstance(sessions.resume(home.comity, puppet.secret), sessions.Session)
    with pytest.raises(ProofRefused):
        puppet.sign_in()


def test_an_administrator_cannot_publish_alone(home: House, second: Principal) -> None:
    """Every way to become a reviewer, tried by one person with all that the office of administrator gives."""
    by, spare = home.admin, home.person("XC")
    for office in sorted(BY_TWO):
        assert refused(home, by, g.FillOffice(id=spare.id, office=office)) == "second-person-required"
    for office in (Office.REVIEWER, Office.CASE_OFFICER):
        assert refused(home, by, g.FillOffice(id=by.id, office=office)) == "NO-SELF-APPOINTMENT"
    for judge in home.reviewers:
        asked = k.OpenSession(
            id=judge.id, session="ses_0000000000000009", digest="0" * 64,
            expires=home.clock.at + timedelta(hours=1), factor=k.Factor.PASSKEY,
        )  # fmt: skip
        with pytest.raises(Forbidden):
            home.do(by, asked)
        with pytest.raises(Forbidden):
            issue_token(home.comity, proved(by), judge.id, 30)
        with pytest.raises(CommandRefused):
            welcoming.invite(home.comity, by, judge.id)
        change = k.ChangeCredentials(id=judge.id, credentials=k.Credentials(), change=k.Change.PASSWORD)
        with pytest.raises(Forbidden):
            home.do(by, change)


def test_who_is_case_officer_and_reviewer_from_an_earlier_time_judges_nothing(home: House) -> None:
    """No one becomes both; who is both can claim nothing until one office ends."""
    spare = home.person("XC", Office.CASE_OFFICER)
    assert refused(home, HOST, g.FillOffice(id=spare.id, office=Office.REVIEWER)) == "incompatible-office"
    case = home.submitted()
    both = Principal(spare.id, frozenset({Office.REVIEWER, Office.CASE_OFFICER}), None, spare.ties)
    assert refused(home, both, c.ClaimReview(id=case)) == "CASE-OFFICERS-JUDGE-NOTHING"
    home.do(Principal(spare.id, frozenset({Office.REVIEWER}), None, spare.ties), c.ClaimReview(id=case))
