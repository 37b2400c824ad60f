"""Changing credentials: each change ends every session, goes on in a new one, and leaves one way in at least."""

import pytest
from tests.app.entering import DEVICE, REMOTE, Person, by_key, with_passkey, with_password
from tests.authenticator import Authenticator
from tests.house import House

from comity.app import changing, proving, sessions
from comity.app.ports.proofs import ProofRefused
from comity.app.proving import Kept
from comity.app.replaying import differences
from comity.governance import credentials as c
from comity.governance import totp
from comity.kernel.errors import CommandRefused, Stale, UnusableInput

NEW = "willow-saffron-marble-3"


@pytest.fixture
def ilva(home: House) -> Person:
    """A case officer who signs in by password and code."""
    return with_password(home, home.officer)


def kept(person: Person) -> Kept:
    with person.home.comity.look() as look:
        return proving.kept(look, person.by.id)


def code_of(home: House, secret: str) -> str:
    return totp.code_at(secret, int(home.clock.at.timestamp()) // 30)


def test_a_new_password_signs_in_and_the_old_one_does_not(ilva: Person) -> None:
    """The session of the change has a new secret; every other is over."""
    comity = ilva.home.comity
    elsewhere, _ = sessions.open_session(comity, ilva.by.id, DEVICE, "sample")
    secret, session = changing.set_password(comity, kept(ilva), ilva.session, ilva.offered.profile, NEW)
    assert sessions.resume(comity, secret) == session
    assert session.id != ilva.session.id
    assert session.device == ilva.session.device
    for old in (ilva.secret, elsewhere):
        assert isinstance(sessions.resume(comity, old), sessions.Ended)
    with pytest.raises(ProofRefused):
        ilva.sign_in()
    assert ilva.sign_in(password=NEW)


@pytest.mark.parametrize("password", ["", "short", "password1234", "x" * 129])
def test_a_password_that_is_guessed_first_is_not_taken(ilva: Person, password: str) -> None:
    """The old one goes on, and so does the session."""
    with pytest.raises(UnusableInput) as refused:
        changing.set_password(ilva.home.comity, kept(ilva), ilva.session, ilva.offered.profile, password)
    assert [fault.path for fault in refused.value.errors] == ["password"]
    assert isinstance(sessions.resume(ilva.home.comity, ilva.secret), sessions.Session)


def test_a_new_second_factor_takes_the_place_of_app_and_recovery_codes(ilva: Person) -> None:
    """Only with a code of the new app; codes of the old one are worthless then."""
    comity, home = ilva.home.comity, ilva.home
    secret, codes = changing.second_factor(comity, ilva.session)
    assert changing.second_factor(comity, ilva.session) == (secret, codes)
    for wrong in ("", "000000", ilva.code):
        with pytest.raises(UnusableInput):
            changing.set_second_factor(comity, kept(ilva), ilva.session, ilva.offered.profile, wrong)
    opened = changing.set_second_factor(comity, kept(ilva), ilva.session, ilva.offered.profile, code_of(home, secret))[
        1
    ]
    assert changing.second_factor(comity, opened) != (secret, codes)
    home.later(seconds=30)
    for old in (ilva.code, ilva.offered.recovery_codes[0]):
        with pytest.raises(ProofRefused):
            ilva.sign_in(code=old)
    assert ilva.sign_in(code=code_of(home, secret))
    assert ilva.sign_in(code=codes[0])


def test_new_recovery_codes_end_the_old_ones(ilva: Person) -> None:
    """The app goes on as it was."""
    comity = ilva.home.comity
    _, codes = changing.second_factor(comity, ilva.session)
    changing.renew_recovery_codes(comity, kept(ilva), ilva.session)
    with pytest.raises(ProofRefused):
        ilva.sign_in(code=ilva.offered.recovery_codes[0])
    assert ilva.sign_in(code=codes[7])
    ilva.home.later(seconds=30)
    assert ilva.sign_in()


def made(person: Person, key: Authenticator, session: sessions.Session) -> str:
    known = kept(person).credentials.passkeys
    asked = changing.passkey_invitation(person.home.comity, person.by.id, person.offered.profile, known, session.id)
    return key.make(asked)


def test_a_passkey_is_added_and_removed(ilva: Person) -> None:
    """It signs in beside the password, and no longer once it is gone."""
    home, key = ilva.home, Authenticator()
    comity = home.comity
    _, session = changing.add_passkey(comity, kept(ilva), ilva.session, made(ilva, key, ilva.session), "Blue key")
    (passkey,) = kept(ilva).credentials.passkeys
    assert passkey.name == "Blue key"
    assert by_key(home, key).person == ilva.by.id
    changing.remove_passkey(comity, kept(ilva), session, passkey.id)
    home.later(seconds=1)
    with pytest.raises(ProofRefused):
        by_key(home, key)
    assert ilva.sign_in()


def test_a_passkey_made_in_another_session_is_not_added(ilva: Person) -> None:
    """The question was that session's, which ended with the last change."""
    answer = made(ilva, Authenticator(), ilva.session)
    opened = changing.set_password(ilva.home.comity, kept(ilva), ilva.session, ilva.offered.profile, NEW)[1]
    with pytest.raises(ProofRefused):
        changing.add_passkey(ilva.home.comity, kept(ilva), opened, answer, "")


def test_there_are_ten_passkeys_at_most_and_none_twice(ilva: Person) -> None:
    """The refusal names what to do."""
    session, key = ilva.session, Authenticator()
    for number in range(changing.MOST_PASSKEYS):
        key = Authenticator()
        answer = made(ilva, key, session)
        _, session = changing.add_passkey(ilva.home.comity, kept(ilva), session, answer, f"Key {number}")
        if number == 0:
            with pytest.raises(UnusableInput, match="cannot be used"):
                changing.add_passkey(ilva.home.comity, kept(ilva), session, made(ilva, key, session), "Again")
    with pytest.raises(UnusableInput):
        changing.add_passkey(ilva.home.comity, kept(ilva), session, made(ilva, Authenticator(), session), "One more")
    assert len(kept(ilva).credentials.passkeys) == changing.MOST_PASSKEYS


def test_the_last_way_in_is_not_removed(home: House) -> None:
    """Who has a passkey alone first sets a password, or adds another."""
    key = Authenticator()
    person = with_passkey(home, home.auditor, key)
    (passkey,) = kept(person).credentials.passkeys
    with pytest.raises(CommandRefused) as refused:
        changing.remove_passkey(home.comity, kept(person), person.session, passkey.id)
    assert refused.value.type == "no-way-in"
    secret, _ = changing.second_factor(home.comity, person.session)
    with pytest.raises(UnusableInput) as lacking:
        changing.set_second_factor(home.comity, kept(person), person.session, person.offered.profile, "")
    assert [fault.path for fault in lacking.value.errors] == ["password", "code"]
    code = code_of(home, secret)
    _, session = changing.set_second_factor(
        home.comity, kept(person), person.session, person.offered.profile, code, NEW
    )
    changing.remove_passkey(home.comity, kept(person), session, passkey.id)
    home.later(seconds=30)
    assert person.sign_in(password=NEW, code=code_of(home, secret))


def test_two_changes_at_once_do_not_undo_each_other(ilva: Person) -> None:
    """The second saw credentials that are no longer there, in a session that is over."""
    seen = kept(ilva)
    opened = changing.set_password(ilva.home.comity, seen, ilva.session, ilva.offered.profile, NEW)[1]
    with pytest.raises(ProofRefused):
        changing.renew_recovery_codes(ilva.home.comity, seen, ilva.session)
    with pytest.raises(Stale):
        changing.renew_recovery_codes(ilva.home.comity, seen, opened)
    assert ilva.sign_in(password=NEW)


def test_each_change_is_an_act_and_the_old_content_is_erased(ilva: Person) -> None:
    """The acts say what of the credentials changed, and nothing of them."""
    comity = ilva.home.comity
    _, session = changing.set_password(comity, kept(ilva), ilva.session, ilva.offered.profile, NEW)
    changing.renew_recovery_codes(comity, kept(ilva), session)
    with comity.look() as look:
        acts = [act.event for act in look.history("person", ilva.by.id)]
        assert [each.change for each in acts if isinstance(each, c.CredentialsChanged)] == [
            c.Change.PASSWORD,
            c.Change.RECOVERY_CODES,
        ]
        assert look.reader.content_ids() == set(comity.vault.ids())
        assert list(differences(look)) == []
    assert proving.again(comity, ilva.by.id, NEW, "", REMOTE).person == ilva.by.id


def test_passkeys_work_nowhere_under_a_bare_number(home: House) -> None:
    """A site without a name has none; one on loopback is called localhost."""
    from comity.adapters.passkeys import WebAuthnPasskeys

    addresses = {
        "http://127.0.0.1:8000": "http://localhost:8000",
        "http://[::1]:8000": "http://localhost:8000",
        "http://localhost:8000": "http://localhost:8000",
        "https://comity.example": "https://comity.example",
        "https://comity.example:8443/": "https://comity.example:8443",
        "https://192.0.2.7": "",
        "": "",
    }
    assert {each: WebAuthnPasskeys(each, "Test").address for each in addresses} == addresses
