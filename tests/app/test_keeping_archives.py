"""Two archives bring an organisation back, whole or not at all, on either engine, and revive nothing erased."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import msgspec
import psycopg
import pytest
from tests.app.entering import PASSWORD, with_password
from tests.house import House, house

from comity import bootstrap, keeping
from comity.adapters.storage import migrating
from comity.app import changing, ledgering, proving
from comity.app.endings import Reapplied
from comity.app.founding import found_token, token_digest
from comity.app.keeping import Swept
from comity.app.ports.proofs import ProofRefused
from comity.app.ports.vault import KeyDestroyed, KeyMissing
from comity.app.replaying import differences
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.errors import ComityError, Unavailable, VerificationFailed
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Ground, State, Treatment
from comity.settings import Settings


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """An empty place to restore to, on each engine in turn; the master key is the one of the first folder."""
    settings = Settings(data=tmp_path / "restored", master_key=tmp_path / "data" / "master.key")
    if request.param == "sqlite":
        yield settings
        return
    dsn, name = request.getfixturevalue("postgres_dsn"), f"comity_restored_{os.getpid()}"
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    address = f"{dsn.rpartition('/')[0]}/{name}".replace("postgresql://", "postgresql+psycopg://")
    yield msgspec.structs.replace(settings, database=address)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def settings_of(found: House) -> Settings:
    url = found.comity.store.engine.url  # type: ignore[attr-defined]
    database = None if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=False)
    return Settings(data=found.comity.vault._store.path.parent, database=database)  # type: ignore[attr-defined]


def lived_in(found: House) -> str:
    """Let something happen of every kind that a table keeps; return a notice in force."""
    notice = found.published()
    found.do(found.bureau["XC"], c.RecordTreatment(notice=notice, member=Country("XC"), treatment=Treatment.ENTERED))
    found.do(found.bureau["XA"], c.AuthoriseExtract(id=notice))
    upload = ReceiveUpload(id=found.comity.chance.id("upl"), member=Country("XA"), data=b"\x00\xffpicture")
    found.do(found.bureau["XA"], upload, key="once")
    found.draft()
    ledgering.checkpoint(found.comity)
    return notice


def archived(found: House, folder: Path, name: str = "data.zip") -> tuple[Path, Path]:
    file, keys = folder / name, folder / "keys.archive"
    keeping.backup(settings_of(found), file, keys)
    return file, keys


def tables(file: Path) -> dict[str, bytes]:
    """Return an archive's tables but for those that say from where on a restore numbers."""
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.startswith("tables/") and "/number_floors" not in name]
        return {name: archive.read(name) for name in names if "/public_numbers" not in name}


def opened(settings: Settings, found: House) -> House:
    """Return the same house in the restored organisation."""
    bootstrap.close(found.comity)
    found.comity = bootstrap.open_comity(settings, found.clock)
    return found


def test_an_organisation_comes_back_whole_on_either_engine(both: House, target: Settings, tmp_path: Path) -> None:
    """Acts, register, contents, feeds, public changes, tokens, uploads; and the same archive comes out again."""
    notice = lived_in(both)
    token = found_token(both.comity, both.admin.id, 30)
    file, keys = archived(both, tmp_path)
    with both.comity.look() as look:
        feed, changes = look.reader.feed("XC", 0, 100), look.reader.public_changes(0, 100, None)
    restored = keeping.restore(target, file, keys)
    assert restored.swept == Swept()
    again = opened(target, both)
    with again.comity.look() as look:
        assert list(differences(look)) == []
        assert (look.reader.feed("XC", 0, 100), look.reader.public_changes(0, 100, None)) == (feed, changes)
        state = again.state("notice", notice)
        assert look.opened(state.body, NoticeRequest).subject.family_name == "Marek"
        row = look.reader.token(token_digest(token.secret))
        assert row is not None
        assert row.person == both.admin.id
    assert ledgering.verify(again.comity, [restored.manifest.checkpoint]).faults == ()
    keeping.backup(target, tmp_path / "again.zip", tmp_path / "keys2.archive")
    assert tables(tmp_path / "again.zip") == tables(file)
    again.do(again.bureau["XA"], c.AchievePurpose(id=notice))


def test_what_was_erased_after_the_backup_is_ended_again_before_anyone_is_served(
    both: House, target: Settings, tmp_path: Path
) -> None:
    """A notice that ended, a draft that was discarded, a person who was removed: none comes back."""
    notice, kept, draft = lived_in(both), both.published(), both.draft()
    body = both.state("notice", notice).body
    file, keys = archived(both, tmp_path)
    both.do(both.bureau["XA"], c.AchievePurpose(id=notice))
    both.do(both.bureau["XA"], c.DiscardDraft(id=draft))
    keeping.archive_keys(settings_of(both), keys)
    restored = keeping.restore(target, file, keys)
    assert set(restored.swept.reapplied) == {
        Reapplied("notice", notice, "CancelNotice"),
        Reapplied("request", draft, "DiscardDraft"),
    }
    again = opened(target, both)
    assert (again.state("notice", notice).state, again.state("notice", notice).ground) == (
        State.CANCELLED,
        Ground.OTHER,
    )
    assert again.state("notice", kept).state is State.PUBLISHED
    with again.comity.look() as look:
        assert look.reader.feed("XC", 0, 100)[-1].kind == "recall"
        assert look.reader.public_changes(0, 100, None)[-1].kind == "removed"
        with pytest.raises(KeyDestroyed):
            look.bytes_of(body, b"\x01" + bytes(40))
        assert list(differences(look)) == []
        assert look.reader.content_ids() == set(again.comity.vault.ids())
    assert ledgering.verify(again.comity, [restored.manifest.checkpoint]).faults == ()


def test_a_restored_folder_keeps_the_checkpoint_of_its_archive(both: House, target: Settings, tmp_path: Path) -> None:
    """Acts cut from the new folder are told from the checkpoint that the archive bore, without any other."""
    lived_in(both)
    both.draft()
    file, keys = archived(both, tmp_path)
    restored = keeping.restore(target, file, keys)
    with opened(target, both).comity.look() as look:
        assert look.reader.checkpoint() == restored.manifest.checkpoint


def test_equal_data_make_equal_archives(home: House, tmp_path: Path) -> None:
    """Nothing but the data is in the file: no time of making, no place, no order of chance."""
    lived_in(home)
    first, _ = archived(home, tmp_path)
    second, _ = archived(home, tmp_path, "second.zip")
    assert first.read_bytes() == second.read_bytes()


def test_an_archive_holds_no_word_of_its_contents_and_no_key(home: House, tmp_path: Path) -> None:
    """Contents stay sealed, no wrapped key and no signing key is with them, and the key archive has no content."""
    lived_in(home)
    file, keys = archived(home, tmp_path)
    with ZipFile(file) as archive:
        told = b"\0".join(archive.read(name) for name in archive.namelist())
    assert b"Marek" not in told
    assert b"Officer" not in told
    assert b"PRIVATE" not in told
    rows = list(home.comity.vault._store.pages())  # type: ignore[attr-defined]
    assert rows
    assert not any(wire.encode(row.wrapped)[1:-1] in told or row.wrapped in told for page in rows for row in page)
    assert b"Marek" not in keys.read_bytes()
    assert keys.stat().st_mode & 0o077 == file.stat().st_mode & 0o077 == 0


def _rewritten(file: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    with ZipFile(file) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    with ZipFile(file, "w") as archive:
        for info, body in parts:
            if (changed := change(info.filename, body)) is not None:
                archive.writestr(info, changed)


def _act_changed(file: Path) -> None:
    _rewritten(file, lambda name, body: body.replace(b"T12:", b"T13:", 1) if name == "tables/acts.jsonl" else body)


def _row_dropped(file: Path) -> None:
    def change(name: str, body: bytes) -> bytes:
        return body[body.index(b"\n") + 1 :] if name == "tables/feed.jsonl" else body

    _rewritten(file, change)


def _table_left_out(file: Path) -> None:
    _rewritten(file, lambda name, body: None if name == "tables/tokens.jsonl" else body)


def _manifest_forged(file: Path) -> None:
    _rewritten(file, lambda name, body: body.replace(b'"acts": ', b'"acts": 1') if name == "manifest.json" else body)


def _organisation_renamed(file: Path) -> None:
    def change(name: str, body: bytes) -> bytes:
        return body.replace(b'"Test"', b'"Best"') if name == "organisation.json" else body

    _rewritten(file, change)


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def _of_another_kind(file: Path) -> None:
    file.write_bytes(b"not an archive\n")


def _flipped(file: Path) -> None:
    body = bytearray(file.read_bytes())
    body[len(body) // 3] ^= 1
    file.write_bytes(bytes(body))


DAMAGE = [
    _act_changed,
    _row_dropped,
    _table_left_out,
    _manifest_forged,
    _organisation_renamed,
    _cut_short,
    _of_another_kind,
    _flipped,
]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda each: each.__name__)
def test_an_archive_that_was_changed_restores_nothing(
    home: House, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """Each is refused as a verification that failed, and the target is as it was."""
    lived_in(home)
    file, keys = archived(home, tmp_path)
    damage(file)
    target = Settings(data=tmp_path / "restored", master_key=tmp_path / "data" / "master.key")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(VerificationFailed):
        keeping.restore(target, file, keys)
    assert sorted(tmp_path.iterdir()) == before


def test_a_key_archive_that_is_older_than_the_data_restores_nothing(
    home: House, target: Settings, tmp_path: Path
) -> None:
    """A content without a key is no erasure: the newest key archive is asked for."""
    _, keys = archived(home, tmp_path)
    older = tmp_path / "older.archive"
    older.write_bytes(keys.read_bytes())
    older.chmod(0o600)
    lived_in(home)
    file, _ = archived(home, tmp_path, "newer.zip")
    with pytest.raises(KeyMissing):
        keeping.restore(target, file, older)
    assert not target.data.exists()
    assert target.database is None or migrating.is_empty(target.database)
    keeping.restore(target, file, keys)


def test_archives_of_two_organisations_do_not_mix(home: House, tmp_path: Path) -> None:
    """The keys of one do not vouch for the data of another."""
    file, _ = archived(home, tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    with house(other) as stranger:
        _, keys = archived(stranger, other)
    target = Settings(data=tmp_path / "restored", master_key=other / "data" / "master.key")
    with pytest.raises(ComityError):
        keeping.restore(target, file, keys)
    own_master = msgspec.structs.replace(target, master_key=tmp_path / "data" / "master.key")
    with pytest.raises(ComityError):
        keeping.restore(own_master, file, keys)
    assert not target.data.exists()


def test_a_restore_never_writes_over_anything(both: House, tmp_path: Path) -> None:
    """A folder or a database that holds something stays as it is."""
    file, keys = archived(both, tmp_path)
    used = settings_of(both)
    with pytest.raises(Unavailable, match="never writes over"):
        keeping.restore(msgspec.structs.replace(used, master_key=used.data / "master.key"), file, keys)
    if used.database:
        elsewhere = Settings(data=tmp_path / "new", database=used.database, master_key=used.data / "master.key")
        with pytest.raises(Unavailable, match="never writes over"):
            keeping.restore(elsewhere, file, keys)
    both.published()


def test_a_log_that_lost_acts_is_told_from_a_checkpoint_kept_elsewhere(home: House, tmp_path: Path) -> None:
    """Whoever offers an older archive as the newest is found out by a later checkpoint."""
    file, keys = archived(home, tmp_path)
    home.published()
    later = ledgering.checkpoint(home.comity)
    target = Settings(data=tmp_path / "restored", master_key=tmp_path / "data" / "master.key")
    with pytest.raises(VerificationFailed):
        keeping.restore(target, file, keys, [later])
    assert not target.data.exists()


def test_a_backup_is_not_overwritten_and_keys_never_lie_with_the_data(home: House, tmp_path: Path) -> None:
    """Outside a sample the two archives have two places."""
    file, keys = archived(home, tmp_path)
    with pytest.raises(Unavailable, match="not overwritten"):
        keeping.backup(settings_of(home), file, keys)
    settings = settings_of(home)
    about = msgspec.structs.replace(bootstrap.read_organisation(settings), sample=False)
    for place in (tmp_path / "k", settings.data / "k"):
        with pytest.raises(Unavailable, match="beside the data"):
            keeping._apart(settings, about, tmp_path / "new.zip", place)
    keeping._apart(settings, about, tmp_path / "new.zip", tmp_path / "keys" / "k")


def test_the_key_archive_follows_a_rotation(home: House, tmp_path: Path) -> None:
    """The data archive of before restores with the key archive of after, and the old master key opens nothing."""
    notice = lived_in(home)
    file, keys = archived(home, tmp_path)
    settings = settings_of(home)
    old = (settings.data / "master.key").read_bytes()
    home.draft()
    keeping.rotate(settings, keys)
    assert home.state("notice", notice).state is State.PUBLISHED
    kept = tmp_path / "old.key"
    kept.write_bytes(old)
    kept.chmod(0o600)
    with pytest.raises(ComityError):
        keeping.restore(Settings(data=tmp_path / "restored", master_key=kept), file, keys)
    target = Settings(data=tmp_path / "restored", master_key=settings.data / "master.key")
    restored = keeping.restore(target, file, keys)
    assert restored.swept.contents == 0
    assert restored.swept.keys == 1


def test_a_worker_serves_on_while_the_master_key_is_rotated(both: House, tmp_path: Path) -> None:
    """What was opened before reads and writes after, without a restart."""
    notice = lived_in(both)
    keeping.rotate(settings_of(both), tmp_path / "keys.archive")
    with both.comity.look() as look:
        assert look.opened(both.state("notice", notice).body, NoticeRequest)
    another = both.published()
    keeping.rotate(settings_of(both), tmp_path / "keys.archive")
    both.do(both.bureau["XA"], c.AchievePurpose(id=another))
    fresh = bootstrap.open_comity(settings_of(both), both.clock)
    with fresh.look() as look:
        assert look.reader.content_ids() == set(fresh.vault.ids())
    bootstrap.close(fresh)


def test_credentials_that_were_changed_after_the_backup_are_void(both: House, target: Settings, tmp_path: Path) -> None:
    """The older ones were erased and open nothing; the person is invited anew, and marks of used codes came back."""
    person = with_password(both, both.officer)
    untouched = with_password(both, both.secretary)
    code = untouched.code
    assert untouched.sign_in(code=code)
    file, keys = archived(both, tmp_path)
    with both.comity.look() as look:
        kept = proving.kept(look, both.officer.id)
    changing.set_password(both.comity, kept, person.session, person.offered.profile, "willow-saffron-marble-3")
    keeping.archive_keys(settings_of(both), keys)
    restored = keeping.restore(target, file, keys)
    assert restored.swept.reapplied == (Reapplied("person", both.officer.id, "VoidCredentials"),)
    again = opened(target, both)
    for password in ("willow-saffron-marble-3", PASSWORD):
        with pytest.raises(ProofRefused):
            person.sign_in(password=password)
    with pytest.raises(ProofRefused):
        untouched.sign_in(code=code)
    again.later(seconds=60)
    assert untouched.sign_in()
    assert with_password(again, again.officer).sign_in()
    with again.comity.look() as look:
        assert list(differences(look)) == []
