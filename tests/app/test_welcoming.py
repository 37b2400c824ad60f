"""Invitations: one way to new credentials, for a week, once; and the end of what the person had before."""

import pytest
from tests.app.entering import DEVICE, PASSWORD, Person, by_key, invited, with_passkey, with_password
from tests.authenticator import Authenticator
from tests.house import House

from comity.app import proving, sessions, welcoming
from comity.app.ports.proofs import ProofRefused
from comity.app.replaying import differences
from comity.governance import commands as g
from comity.governance import totp
from comity.governance.offices import Office
from comity.kernel.errors import CommandRefused, Forbidden, NotFound, UnusableInput


def code_of(home: House, secret: str) -> str:
    return totp.code_at(secret, int(home.clock.at.timestamp()) // 30)


def test_an_invitation_shows_who_one_is_and_the_same_proposal_each_time(home: House) -> None:
    """Loading the page again does not make the picture that the phone took worthless."""
    made = welcoming.invite(home.comity, home.admin, home.officer.id)
    first, second = (welcoming.welcome(home.comity, made.secret) for _ in range(2))
    assert first == second
    assert first is not None
    assert made.address == f"http://127.0.0.1:8000/welcome/{made.secret}"
    assert first.person == home.officer.id
    assert len(set(first.recovery_codes)) == 8
    other = invited(home, home.secretary)
    assert other.totp_secret != first.totp_secret
    assert not set(other.recovery_codes) & set(first.recovery_codes)


def test_it_leads_in_once(home: House) -> None:
    """The second time there is nothing under this address."""
    made = welcoming.invite(home.comity, home.admin, home.officer.id)
    offered = welcoming.welcome(home.comity, made.secret)
    assert offered is not None
    code = code_of(home, offered.totp_secret)
    secret, session = welcoming.accept_by_password(home.comity, offered, PASSWORD, code, DEVICE)
    assert sessions.resume(home.comity, secret) == session
    assert welcoming.welcome(home.comity, made.secret) is None
    with pytest.raises(CommandRefused, match="used"):
        welcoming.accept_by_password(home.comity, offered, "another-password-9", code, DEVICE)


@pytest.mark.parametrize("secret", ["", "x", "x" * 100_000, "\x00", "../../", "é"])
def test_nothing_is_shown_for_what_is_no_invitation(home: House, secret: str) -> None:
    """Neither for a session's secret, which is another thing."""
    invited(home, home.officer)
    assert welcoming.welcome(home.comity, secret) is None
    opened, _ = sessions.open_session(home.comity, home.officer.id, DEVICE, "sample")
    assert welcoming.welcome(home.comity, opened) is None


def test_it_stands_for_a_week(home: House) -> None:
    """And not longer, even for who opened it in time."""
    made = welcoming.invite(home.comity, home.admin, home.officer.id)
    home.later(days=6, hours=23)
    offered = welcoming.welcome(home.comity, made.secret)
    assert offered is not None
    home.later(hours=1)
    assert welcoming.welcome(home.comity, made.secret) is None
    with pytest.raises(CommandRefused):
        welcoming.accept_by_password(home.comity, offered, PASSWORD, code_of(home, offered.totp_secret), DEVICE)


def test_a_new_one_takes_the_place_of_the_one_before(home: House) -> None:
    """A link that went astray is ended by making another."""
    first = welcoming.invite(home.comity, home.admin, home.officer.id)
    second = welcoming.invite(home.comity, home.admin, home.officer.id)
    assert welcoming.welcome(home.comity, first.secret) is None
    assert welcoming.welcome(home.comity, second.secret) is not None


def test_recovery_ends_what_the_person_had(home: House) -> None:
    """Password, codes, passkey and sessions: whoever holds them now is out, and their content is erased."""
    ilva = with_password(home, home.officer)
    invited(home, home.officer)
    assert isinstance(sessions.resume(home.comity, ilva.secret), sessions.Ended)
    for code in (ilva.code, ilva.offered.recovery_codes[0]):
        with pytest.raises(ProofRefused):
            ilva.sign_in(code=code)
    key = Authenticator()
    with_passkey(home, home.auditor, key)
    invited(home, home.auditor)
    with pytest.raises(ProofRefused):
        by_key(home, key)
    with home.comity.look() as look:
        assert look.reader.content_ids() == set(home.comity.vault.ids())
        assert list(differences(look)) == []


def test_only_who_keeps_the_accounts_invites(home: House) -> None:
    """Not a bureau its own, nor anyone themselves; a machine is not invited, nor who was removed."""
    bureau, head = home.bureau["XA"], home.person("XA", Office.BUREAU_HEAD, member="XA")
    for by, error in ((head, Forbidden), (home.secretary, NotFound), (bureau, Forbidden)):
        with pytest.raises(error):
            welcoming.invite(home.comity, by, bureau.id)
    border = home.person("XA", Office.BORDER_SERVICE, member="XA")
    with pytest.raises(CommandRefused, match="machine"):
        welcoming.invite(home.comity, home.admin, border.id)
    home.do(home.admin, g.RemovePerson(id=bureau.id))
    with pytest.raises(CommandRefused):
        welcoming.invite(home.comity, home.admin, bureau.id)


def test_who_was_removed_after_the_invitation_comes_to_nothing(home: House) -> None:
    """The address shows what an unknown one does."""
    made = welcoming.invite(home.comity, home.admin, home.officer.id)
    home.do(home.admin, g.RemovePerson(id=home.officer.id))
    assert welcoming.welcome(home.comity, made.secret) is None


FAULTY = {
    "a short password": ("short", None, ["password"]),
    "no password": ("", None, ["password"]),
    "the login as password": ("login", None, ["password"]),
    "a wrong code": (PASSWORD, "000000", ["code"]),
    "no code": (PASSWORD, "", ["code"]),
    "both": ("x", "x", ["password", "code"]),
}


@pytest.mark.parametrize(("password", "code", "fields"), FAULTY.values(), ids=FAULTY.keys())
def test_what_cannot_be_used_is_named_with_its_field(
    home: House, password: str, code: str | None, fields: list[str]
) -> None:
    """All at once; the invitation still stands, and nothing was kept."""
    offered = invited(home, home.officer)
    password = offered.profile.login * 2 if password == "login" else password
    code = code_of(home, offered.totp_secret) if code is None else code
    with pytest.raises(UnusableInput) as refused:
        welcoming.accept_by_password(home.comity, offered, password, code, DEVICE)
    assert [fault.path for fault in refused.value.errors] == fields
    assert not proving_ways(home)
    assert (
        welcoming.accept_by_password(home.comity, offered, PASSWORD, code_of(home, offered.totp_secret), DEVICE)[
            1
        ].person
        == home.officer.id
    )


def proving_ways(home: House) -> bool:
    with home.comity.look() as look:
        return proving.kept(look, home.officer.id).credentials.usable


def test_a_passkey_of_another_invitation_is_refused(home: House) -> None:
    """A question asked of one person is not answered for another."""
    mine, theirs = invited(home, home.officer), invited(home, home.secretary)
    answer = Authenticator().make(welcoming.passkey_invitation(home.comity, theirs))
    with pytest.raises(ProofRefused):
        welcoming.accept_by_passkey(home.comity, mine, answer, "", DEVICE)


def test_a_passkey_has_a_name_of_its_owner_s_or_of_its_day(home: House) -> None:
    """So that one can tell them apart."""
    for by, typed, shown in (
        (home.officer, "  My \n  blue key ", "My blue key"),
        (home.secretary, "", "Passkey of 21 November 2026"),
        (home.auditor, "x" * 500, "x" * 60),
    ):
        offered = invited(home, by)
        answer = Authenticator().make(welcoming.passkey_invitation(home.comity, offered))
        welcoming.accept_by_passkey(home.comity, offered, answer, typed, DEVICE)
        with home.comity.look() as look:
            assert [each.name for each in proving.kept(look, by.id).credentials.passkeys] == [shown]


def test_no_act_of_it_holds_a_secret(home: House) -> None:
    """Nothing that one signs in with is in the ledger, in the register or in a table, in the clear."""
    person: Person = with_password(home, home.officer)
    with home.comity.look() as look:
        told = b"".join(row.document for row in look.reader.acts(0, 10_000))
        rows = b"".join(row.state for row in look.reader.registers("person"))
    hash_ = kept_password(home)
    for secret in (person.offered.totp_secret, person.secret, PASSWORD, hash_, *person.offered.recovery_codes):
        assert secret.encode() not in told + rows


def kept_password(home: House) -> str:
    with home.comity.look() as look:
        return str(proving.kept(look, home.officer.id).credentials.password)
