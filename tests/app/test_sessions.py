"""Sessions: opened by proof, over when they should be, in every worker at once, and never a token of the API."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.test_keeping_archives import settings_of
from tests.house import House

from comity import bootstrap, keeping
from comity.app import sessions
from comity.app.founding import found_token
from comity.app.replaying import differences
from comity.app.sessions import Ended, Session
from comity.governance import commands as g
from comity.governance import credentials as c
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.auth import identify
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused, Forbidden, NotFound, Unauthenticated
from comity.settings import Settings

DEVICE = "Firefox on Linux"


def signed_in(home: House, by: Principal) -> tuple[str, Session]:
    return sessions.open_session(home.comity, by.id, DEVICE, "passkey")


def used_until(home: House, secret: str, minutes: int) -> None:
    """Use a session every ten minutes."""
    for _ in range(minutes // 10):
        home.later(minutes=10)
        sessions.resume(home.comity, secret)


def test_a_session_is_resumed_by_its_secret_alone(both: House) -> None:
    """On either engine; its id, another secret, an empty or endless one open nothing."""
    secret, session = signed_in(both, both.officer)
    assert sessions.resume(both.comity, secret) == session
    assert (session.person, session.device) == (both.officer.id, DEVICE)
    assert session.expires - session.opened == timedelta(hours=12)
    for wrong in (session.id, secret[:-1], f"{secret} ", "", "x" * 100_000, "\x00", "é"):
        assert sessions.resume(both.comity, wrong) is None


def test_no_two_sessions_share_a_secret(home: House) -> None:
    """Who signs in gets a new one each time."""
    assert len({signed_in(home, home.officer)[0] for _ in range(5)}) == 5


def test_a_session_ends_after_half_an_hour_without_use_and_after_twelve_hours_of_it(home: House) -> None:
    """Whose it was is still known, so that what they typed is kept for them alone."""
    secret, _ = signed_in(home, home.officer)
    home.later(minutes=29, seconds=59)
    assert isinstance(sessions.resume(home.comity, secret), Session)
    home.later(minutes=30)
    assert sessions.resume(home.comity, secret) == Ended(home.officer.id)
    secret, _ = signed_in(home, home.officer)
    used_until(home, secret, 12 * 60 - 10)
    assert isinstance(sessions.resume(home.comity, secret), Session)
    home.later(minutes=10)
    assert sessions.resume(home.comity, secret) == Ended(home.officer.id)


def test_use_is_noted_at_most_once_a_minute_and_is_no_act(home: House) -> None:
    """Reading pages writes nothing into the ledger."""
    secret, session = signed_in(home, home.officer)
    with home.comity.look() as look:
        before = look.reader.last_seq()
    for seconds, noted in ((30, 0), (29, 0), (1, 60), (59, 60), (1, 120)):
        home.later(seconds=seconds)
        sessions.resume(home.comity, secret)
        with home.comity.look() as look:
            seen = look.reader.seen_sessions([session.id])[session.id].seen
        assert seen - session.opened == timedelta(seconds=noted)
    with home.comity.look() as look:
        assert look.reader.last_seq() == before


def test_signing_out_holds_at_once_and_everywhere(home: House) -> None:
    """One session, the others, or all; a second sign-out of the same does no harm."""
    (one, first), (two, second), (three, _) = (signed_in(home, home.officer) for _ in range(3))
    sessions.end(home.comity, home.officer, first.id)
    sessions.end(home.comity, home.officer, first.id)
    assert isinstance(sessions.resume(home.comity, one), Ended)
    sessions.end_all(home.comity, home.officer, but=second.id)
    assert isinstance(sessions.resume(home.comity, two), Session)
    assert isinstance(sessions.resume(home.comity, three), Ended)
    sessions.end_all(home.comity, home.officer)
    assert isinstance(sessions.resume(home.comity, two), Ended)


def test_no_one_ends_another_s_session_but_who_keeps_the_accounts(home: House) -> None:
    """For a colleague there is no such person to sign out; an administrator can."""
    secret, session = signed_in(home, home.officer)
    with pytest.raises(NotFound):
        home.do(home.secretary, c.EndSession(id=home.bureau["XA"].id, session=session.id))
    with pytest.raises(Forbidden):
        sessions.end_all(home.comity, home.secretary, of=home.officer.id)
    sessions.end(home.comity, home.bureau["XA"], session.id)
    assert isinstance(sessions.resume(home.comity, secret), Session)
    sessions.end_all(home.comity, home.admin, of=home.officer.id)
    assert isinstance(sessions.resume(home.comity, secret), Ended)


def test_no_one_opens_a_session_for_another(home: House) -> None:
    """Not even who keeps the accounts: the command is the person's own."""
    command = c.OpenSession(
        id=home.officer.id, session="ses_0000000000000001", digest="0" * 64,
        expires=home.clock.at + timedelta(hours=1), factor=c.Factor.PASSKEY,
    )  # fmt: skip
    with pytest.raises(Forbidden):
        home.do(home.admin, command)


def test_a_session_opens_no_door_of_the_api_and_a_token_no_page(home: House) -> None:
    """The two are never taken for each other."""
    secret, _ = signed_in(home, home.officer)
    token = found_token(home.comity, home.officer.id, 5)
    with home.comity.look() as look:
        with pytest.raises(Unauthenticated):
            identify(look, f"Bearer {secret}")
        assert identify(look, f"Bearer {token.secret}").by.id == home.officer.id
    assert sessions.resume(home.comity, token.secret) is None


def test_a_machine_never_signs_in(home: House) -> None:
    """A border service has tokens."""
    border = home.person("XA", Office.BORDER_SERVICE, member="XA")
    with pytest.raises((Forbidden, CommandRefused)):
        signed_in(home, border)


def test_supervision_and_control_sign_in_and_out(home: House) -> None:
    """Who may see next to nothing still has an account."""
    for by in (home.president, home.committee, home.commissioner, home.auditor):
        secret, session = signed_in(home, by)
        assert isinstance(sessions.resume(home.comity, secret), Session)
        sessions.end(home.comity, by, session.id)


def test_an_office_more_or_less_ends_the_sessions(home: House) -> None:
    """And a person who was removed has none, nor had any."""
    by = home.person("XB", Office.CASE_OFFICER)
    secret, _ = signed_in(home, by)
    home.do(home.admin, g.LeaveOffice(id=by.id, office=Office.CASE_OFFICER))
    assert sessions.resume(home.comity, secret) == Ended(by.id)
    secret, _ = signed_in(home, by)
    home.do(home.admin, g.AmendTies(id=by.id, nationalities=(Country("XB"), Country("XC"))))
    assert isinstance(sessions.resume(home.comity, secret), Session)
    home.do(home.admin, g.RemovePerson(id=by.id))
    assert sessions.resume(home.comity, secret) is None
    with pytest.raises(NotFound):
        signed_in(home, by)


def test_the_door_without_proof_is_in_a_sample_alone(home: House) -> None:
    """Elsewhere it is refused, whoever asks."""
    secret, _ = sessions.open_session(home.comity, home.officer.id, DEVICE, "sample")
    assert isinstance(sessions.resume(home.comity, secret), Session)
    elsewhere = replace(home.comity, sample=False)
    with pytest.raises(CommandRefused, match="sample"):
        sessions.open_session(elsewhere, home.officer.id, DEVICE, "sample")
    assert isinstance(sessions.open_session(elsewhere, home.officer.id, DEVICE, "passkey")[1], Session)


def test_a_list_shows_the_sessions_that_stand_with_their_devices(home: House) -> None:
    """The one used last stands first; one that lay idle is over and left out."""
    signed_in(home, home.officer)
    home.later(minutes=20)
    _, second = sessions.open_session(home.comity, home.officer.id, "Safari on macOS", "passkey")
    third_secret, third = sessions.open_session(home.comity, home.officer.id, "x" * 500, "passkey")
    home.later(minutes=15)
    sessions.resume(home.comity, third_secret)
    with home.comity.look() as look:
        found = sessions.listed(look, home.officer)
    assert [each.session.id for each in found] == [third.id, second.id]
    assert found[1].session.device == "Safari on macOS"
    assert len(found[0].session.device) == 60
    assert found[0].factor is c.Factor.PASSKEY


def test_no_act_of_signing_in_names_a_device_or_a_secret(home: House) -> None:
    """The ledger holds who, when and by what; the register and the acts agree."""
    secret, session = signed_in(home, home.officer)
    sessions.end(home.comity, home.officer, session.id)
    with home.comity.look() as look:
        documents = b"".join(row.document for row in look.reader.acts(0, 10_000))
        kinds = [type(act.event).__name__ for act in look.history("person", home.officer.id)]
        assert list(differences(look)) == []
    assert kinds[-2:] == ["SessionOpened", "SessionEnded"]
    assert b"Firefox" not in documents
    assert secret.encode() not in documents


def test_rows_of_sessions_that_are_over_are_forgotten(home: House) -> None:
    """A day after, nothing but the acts tells of them."""
    secret, session = signed_in(home, home.officer)
    home.later(days=2)
    home.round()
    with home.comity.look() as look:
        assert look.reader.seen_sessions([session.id]) == {}
        assert look.reader.token_holder(session.id) is None
    assert sessions.resume(home.comity, secret) is None


def test_a_restore_ends_every_session(home: House, tmp_path: Path) -> None:
    """What ended since the backup must not come back, so none does; signing in anew works."""
    secret, _ = signed_in(home, home.officer)
    keeping.backup(settings_of(home), tmp_path / "data.zip", tmp_path / "keys.archive")
    target = Settings(data=tmp_path / "restored", master_key=tmp_path / "data" / "master.key")
    keeping.restore(target, tmp_path / "data.zip", tmp_path / "keys.archive")
    bootstrap.close(home.comity)
    home.comity = bootstrap.open_comity(target, home.clock)
    assert sessions.resume(home.comity, secret) == Ended(home.officer.id)
    secret, _ = signed_in(home, home.officer)
    assert isinstance(sessions.resume(home.comity, secret), Session)
