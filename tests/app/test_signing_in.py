"""Signing in by password and code, recovery code or passkey: each once, counted, without telling what was wrong."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text
from tests.app.entering import DEVICE, PASSWORD, REMOTE, Person, by_key, invited, question, with_passkey, with_password
from tests.app.test_keeping import reopened
from tests.authenticator import PRESENT, Authenticator, b64, unb64
from tests.house import House

from comity.app import proving, sessions, signing_in, welcoming
from comity.app.ports.proofs import ProofRefused
from comity.governance import credentials as c
from comity.governance import totp
from comity.kernel.errors import ComityError, CommandRefused, TooManyRequests


@pytest.fixture
def ilva(home: House) -> Person:
    """A case officer who signs in by password and code."""
    return with_password(home, home.officer)


@pytest.fixture
def key(home: House) -> Authenticator:
    """The passkey of the auditor."""
    found = Authenticator()
    with_passkey(home, home.auditor, found)
    return found


def factors(home: House, person: str) -> list[c.Factor]:
    with home.comity.look() as look:
        return [act.event.factor for act in look.history("person", person) if isinstance(act.event, c.SessionOpened)]


def test_login_password_and_code_open_a_session(ilva: Person) -> None:
    """A new one, and the act says by what."""
    session = ilva.sign_in()
    assert (session.person, session.device) == (ilva.by.id, DEVICE)
    assert session.id != ilva.session.id
    assert factors(ilva.home, ilva.by.id) == [c.Factor.INVITATION, c.Factor.PASSWORD_AND_CODE]


def test_the_login_is_taken_however_it_is_typed(ilva: Person) -> None:
    """Case and spaces around it do not matter; those of a password do."""
    assert ilva.sign_in(login=f" {ilva.login.upper()} ").person == ilva.by.id
    ilva.home.later(seconds=30)
    with pytest.raises(ProofRefused):
        ilva.sign_in(password=PASSWORD.upper())


WRONG: dict[str, Callable[[Person], tuple[str, str, str]]] = {
    "the password": lambda p: (p.login, "another-password-9", p.code),
    "an empty password": lambda p: (p.login, "", p.code),
    "an endless password": lambda p: (p.login, PASSWORD * 50_000, p.code),
    "the code": lambda p: (p.login, PASSWORD, "000000" if p.code != "000000" else "000001"),
    "no code": lambda p: (p.login, PASSWORD, ""),
    "a code that is none": lambda p: (p.login, PASSWORD, "9" * 5_000),
    "a recovery code that is none": lambda p: (p.login, PASSWORD, "aaaaa-aaaaa"),
    "the login": lambda p: ("nobody", PASSWORD, p.code),
    "an empty login": lambda p: ("", PASSWORD, p.code),
    "a colleague without credentials": lambda p: (_login(p), PASSWORD, p.code),
    "everything": lambda p: ("\ud800", "\ud800", "\ud800"),
}


def _login(person: Person) -> str:
    """The tests' people have their id as login."""
    return person.home.secretary.id


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_whatever_is_wrong_the_answer_is_the_same(
    ilva: Person, wrong: Callable[[Person], tuple[str, str, str]]
) -> None:
    """Neither the words nor the status tell which part it was; the right ones still sign in afterwards."""
    with pytest.raises(ProofRefused) as refused:
        signing_in.by_password(ilva.home.comity, *wrong(ilva), REMOTE, DEVICE)
    assert refused.value.detail == proving.WRONG
    assert ilva.sign_in()


def test_a_code_signs_in_once(ilva: Person) -> None:
    """Not again within its minute and a half, nor an older one after a newer, nor after a restart."""
    older = ilva.code
    ilva.home.later(seconds=30)
    assert ilva.sign_in(code=ilva.code)
    for used in (ilva.code, older):
        with pytest.raises(ProofRefused):
            ilva.sign_in(code=used)
    reopened(ilva.home)
    with pytest.raises(ProofRefused):
        ilva.sign_in()
    ilva.home.later(seconds=30)
    assert ilva.sign_in()


def test_the_code_that_set_up_the_app_does_not_sign_in(home: House) -> None:
    """Who looked over a shoulder at the set-up has nothing of it."""
    person = with_password(home, home.officer)
    home.clock.at -= timedelta(seconds=30)
    with pytest.raises(ProofRefused):
        person.sign_in()


def test_a_wrong_password_does_not_use_up_the_code(ilva: Person) -> None:
    """A person who mistypes one can correct it with the same code."""
    code = ilva.code
    with pytest.raises(ProofRefused):
        ilva.sign_in(password="another-password-9", code=code)
    assert ilva.sign_in(code=code)


def test_a_recovery_code_signs_in_once_and_ends_other_sessions(ilva: Person) -> None:
    """In capitals or with spaces too; seven are left, and whoever was signed in is out."""
    code = ilva.offered.recovery_codes[3]
    assert ilva.sign_in(code=code.upper().replace("-", " ")).person == ilva.by.id
    assert factors(ilva.home, ilva.by.id)[-1] is c.Factor.PASSWORD_AND_RECOVERY_CODE
    assert isinstance(sessions.resume(ilva.home.comity, ilva.secret), sessions.Ended)
    with pytest.raises(ProofRefused):
        ilva.sign_in(code=code)
    with ilva.home.comity.look() as look:
        assert len(proving.kept(look, ilva.by.id).credentials.recovery_codes) == 7
    assert ilva.sign_in(code=ilva.offered.recovery_codes[0])


def test_a_recovery_code_without_the_password_is_nothing(ilva: Person) -> None:
    """It stands for the second factor only, and is not used up by the try."""
    code = ilva.offered.recovery_codes[0]
    with pytest.raises(ProofRefused):
        ilva.sign_in(password="another-password-9", code=code)
    assert ilva.sign_in(code=code)


def test_five_wrong_tries_hold_up_a_login_and_no_other(ilva: Person) -> None:
    """The right password waits as well; after a minute it signs in, and all is forgiven."""
    other = with_password(ilva.home, ilva.home.secretary)
    for _ in range(5):
        with pytest.raises(ProofRefused):
            ilva.sign_in(password="another-password-9")
    with pytest.raises(TooManyRequests, match="login"):
        ilva.sign_in()
    assert other.sign_in()
    ilva.home.later(minutes=1)
    assert ilva.sign_in()
    ilva.home.later(seconds=30)
    assert ilva.sign_in()


def test_a_login_that_no_one_has_is_held_up_like_any_other(home: House) -> None:
    """A hold does not tell whether there is such a login."""
    for _ in range(5):
        with pytest.raises(ProofRefused):
            signing_in.by_password(home.comity, "nobody", PASSWORD, "000000", REMOTE, DEVICE)
    with pytest.raises(TooManyRequests):
        signing_in.by_password(home.comity, "Nobody", PASSWORD, "000000", REMOTE, DEVICE)


def test_one_address_cannot_try_many_logins(home: House) -> None:
    """Thirty wrong tries from one place, whatever the logins, hold it up; another place goes on."""
    for number in range(30):
        with pytest.raises(ProofRefused):
            signing_in.by_password(home.comity, f"nobody{number}", PASSWORD, "000000", REMOTE, DEVICE)
    with pytest.raises(TooManyRequests, match="where you are"):
        signing_in.by_password(home.comity, "nobody31", PASSWORD, "000000", REMOTE, DEVICE)
    with pytest.raises(ProofRefused):
        signing_in.by_password(home.comity, "nobody31", PASSWORD, "000000", "198.51.100.1", DEVICE)


def test_a_held_login_still_has_its_passkey(home: House, key: Authenticator) -> None:
    """What cannot be guessed need not wait: no one can shut a person with a passkey out."""
    for _ in range(5):
        with pytest.raises(ProofRefused):
            signing_in.by_password(home.comity, home.auditor.id, PASSWORD, "000000", REMOTE, DEVICE)
    assert by_key(home, key).person == home.auditor.id


def test_a_passkey_signs_in_alone(home: House, key: Authenticator) -> None:
    """Its owner unlocked it; no login is typed, and no password helps."""
    assert by_key(home, key).person == home.auditor.id
    assert factors(home, home.auditor.id)[-1] is c.Factor.PASSKEY
    with pytest.raises(ProofRefused):
        signing_in.by_password(home.comity, home.auditor.id, "", "", REMOTE, DEVICE)


def test_a_synced_passkey_keeps_no_count_and_signs_in_as_often(home: House) -> None:
    """Zero always is what such authenticators say."""
    key = Authenticator(counting=False)
    with_passkey(home, home.auditor, key)
    for _ in range(3):
        home.later(seconds=1)
        assert by_key(home, key)


def test_an_answer_signs_in_once(home: House, key: Authenticator) -> None:
    """Sent again, or after a newer one, it is refused."""
    older, newer = question(home), None
    home.later(seconds=1)
    newer = key.answer(question(home))
    assert signing_in.by_passkey(home.comity, newer, REMOTE, DEVICE)
    for again in (newer, key.answer(older)):
        with pytest.raises(ProofRefused):
            signing_in.by_passkey(home.comity, again, REMOTE, DEVICE)


def test_a_copied_passkey_is_found_out(home: House, key: Authenticator) -> None:
    """Its count does not rise above the one that was seen."""
    for _ in range(3):
        home.later(seconds=1)
        by_key(home, key)
    home.later(seconds=1)
    key.count = 1
    with pytest.raises(ProofRefused):
        by_key(home, key)


FORGED: dict[str, Callable[[Authenticator], object]] = {
    "another site's page": lambda key: setattr(key, "origin", "https://comity.evil.example"),
    "another port": lambda key: setattr(key, "origin", "http://localhost:9000"),
    "another site": lambda key: setattr(key, "site", "evil.example"),
    "not unlocked by its owner": lambda key: setattr(key, "flags", PRESENT),
    "another's key": lambda key: setattr(key, "key", Authenticator().key),
    "another person's": lambda key: setattr(key, "person", b"per_0000000000000000"),
    "no one's": lambda key: setattr(key, "person", b"\xff\x00"),
    "another passkey of the person": lambda key: setattr(key, "id", bytes(32)),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_an_answer_that_is_not_the_passkey_s_to_this_site_is_refused(
    home: House, key: Authenticator, forge: Callable[[Authenticator], object]
) -> None:
    """Phishing, replay elsewhere, a locked key, a foreign key."""
    forge(key)
    with pytest.raises(ProofRefused):
        by_key(home, key)


def test_only_a_question_of_ours_that_is_fresh_is_answered(home: House, key: Authenticator) -> None:
    """Not one made up, not one for another purpose, not one older than an hour."""
    made_up = json.dumps({"challenge": b64(bytes(56))})
    stale = question(home)
    other = question(home, "again per_0000000000000001")
    changed = json.loads(question(home))
    raw = bytearray(unb64(changed["challenge"]))
    raw[7] ^= 1
    home.later(hours=1, seconds=1)
    for asked in (made_up, stale, other, json.dumps({"challenge": b64(bytes(raw))}), json.dumps({"challenge": ""})):
        with pytest.raises(ProofRefused):
            signing_in.by_passkey(home.comity, key.answer(asked), REMOTE, DEVICE)


BROKEN = [
    "", "null", "[]", "{}", "{", '"x"', "1", '{"id": "x"}', '{"id": 1, "response": 2}', '{"id": "x", "response": {}}',
    '{"id":"x","response":{"userHandle":"!"}}', '{"id":"x","response":{"userHandle":null}}',
    '{"id":"x","response":{"userHandle":"cGVyXzAwMDAwMDAwMDAwMDAwMDE"}}', "[" * 50_000, "é\x00", '{"id":"\\ud800"}',
    "x" * 1_000_000,
]  # fmt: skip


@pytest.mark.parametrize("answer", BROKEN, ids=[each[:30] for each in BROKEN])
def test_what_is_no_answer_is_refused_and_nothing_else_happens(home: House, answer: str) -> None:
    """A browser may send anything."""
    with pytest.raises(ProofRefused):
        signing_in.by_passkey(home.comity, answer, REMOTE, DEVICE)


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
@pytest.mark.parametrize("with_", ["", "AA", "!!!!", None, 5, {}, "A" * 9000, "é"], ids=repr)
def test_an_answer_with_a_broken_part_is_refused(home: House, key: Authenticator, part: str, with_: object) -> None:
    """Each part in turn, replaced by what does not belong there."""
    answer = json.loads(key.answer(question(home)))
    answer["response"][part] = with_
    with pytest.raises(ProofRefused):
        signing_in.by_passkey(home.comity, json.dumps(answer), REMOTE, DEVICE)


def test_proving_again_takes_the_own_password_or_passkey_only(home: House, ilva: Person, key: Authenticator) -> None:
    """Wrong passwords are counted as at the sign-in; another's passkey proves nothing."""
    assert proving.again(home.comity, ilva.by.id, PASSWORD, "", REMOTE).person == ilva.by.id
    foreign = key.answer(question(home, f"again {ilva.by.id}"))
    with pytest.raises(ProofRefused):
        proving.again(home.comity, ilva.by.id, "", foreign, REMOTE)
    home.later(seconds=1)
    own = key.answer(question(home, f"again {home.auditor.id}"))
    assert proving.again(home.comity, home.auditor.id, "", own, REMOTE).person == home.auditor.id
    for _ in range(5):
        with pytest.raises(ProofRefused):
            proving.again(home.comity, ilva.by.id, "another-password-9", "", REMOTE)
    with pytest.raises(TooManyRequests):
        proving.again(home.comity, ilva.by.id, PASSWORD, "", REMOTE)


def test_a_lost_table_shuts_everyone_out(home: House, ilva: Person, key: Authenticator) -> None:
    """What cannot be marked as used is not taken."""
    with home.comity.store.writing(lambda: None) as writer:
        writer.connection.execute(text("DROP TABLE proof_marks"))  # type: ignore[attr-defined]
    with pytest.raises(ComityError):
        ilva.sign_in()
    with pytest.raises(ComityError):
        by_key(home, key)


AT_ONCE = 8


def at_once(*tries: Callable[[], object]) -> list[object]:
    """Run tries side by side; return what each came to, or the type of its error."""

    def outcome(trial: Callable[[], object]) -> object:
        try:
            return trial()
        except ComityError as error:
            return type(error)

    with ThreadPoolExecutor(len(tries)) as threads:
        return list(threads.map(outcome, tries))


def came_in(outcomes: list[object]) -> int:
    return sum(isinstance(each, sessions.Session) for each in outcomes)


def test_of_many_with_the_same_code_at_once_one_comes_in(both: House) -> None:
    """On either engine, whoever is first; the others are refused as for a used code, or held up."""
    ilva = with_password(both, both.officer)
    code = ilva.code
    outcomes = at_once(*[lambda: ilva.sign_in(code=code)] * AT_ONCE)
    assert came_in(outcomes) == 1
    assert {each for each in outcomes if isinstance(each, type)} <= {ProofRefused, TooManyRequests}


def test_of_many_with_the_same_recovery_code_at_once_one_comes_in(both: House) -> None:
    """And seven codes are left, not fewer."""
    ilva = with_password(both, both.officer)
    code = ilva.offered.recovery_codes[0]
    assert came_in(at_once(*[lambda: ilva.sign_in(code=code)] * AT_ONCE)) == 1
    with both.comity.look() as look:
        assert len(proving.kept(look, ilva.by.id).credentials.recovery_codes) == 7


def test_of_many_with_the_same_answer_of_a_passkey_at_once_one_comes_in(both: House) -> None:
    """A copied answer is worthless even in the same moment."""
    key = Authenticator()
    with_passkey(both, both.auditor, key)
    answer = key.answer(question(both))
    outcomes = at_once(*[lambda: signing_in.by_passkey(both.comity, answer, REMOTE, DEVICE)[1]] * AT_ONCE)
    assert came_in(outcomes) == 1
    assert {each for each in outcomes if isinstance(each, type)} == {ProofRefused}


def test_guesses_at_once_are_no_more_than_guesses_one_by_one(both: House) -> None:
    """Five are looked at; the rest wait, the right one among them."""
    ilva = with_password(both, both.officer)
    guesses = [lambda: ilva.sign_in(password="another-password-9")] * 12
    outcomes = at_once(*guesses)
    assert outcomes.count(ProofRefused) == 5
    assert outcomes.count(TooManyRequests) == 7
    with pytest.raises(TooManyRequests):
        ilva.sign_in()


def test_one_invitation_accepted_twice_at_once_opens_one_account(both: House) -> None:
    """Whoever comes second finds that it was used."""
    offered = invited(both, both.officer)
    code = totp.code_at(offered.totp_secret, int(both.clock.at.timestamp()) // 30)
    passwords = [f"lantern-cobble-thistle-{number}" for number in range(4)]
    accepting = [
        partial(welcoming.accept_by_password, both.comity, offered, password, code, DEVICE) for password in passwords
    ]
    outcomes = at_once(*accepting)
    assert sum(isinstance(each, tuple) for each in outcomes) == 1
    assert outcomes.count(CommandRefused) == 3


@pytest.mark.parametrize("around", [" " * 300, "\u2003" * 200, "\u00a0" * 128])
def test_a_login_is_sought_as_it_is_counted(ilva: Person, around: str) -> None:
    """Space before it, more than is counted, does not lead to its person past the tries that count for it."""
    with pytest.raises(ProofRefused):
        ilva.sign_in(login=around + ilva.login)
