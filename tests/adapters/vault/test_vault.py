"""What is sealed opens only where it belongs, and what is destroyed is in no file any more."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.adapters.vault import FileVault, MasterFile, MasterKey, envelope
from comity.app.ports.vault import MAX_CONTENT, KeyDestroyed, KeyMissing, SealBroken, Sealed, Vault, WrongMaster
from comity.kernel.errors import CommandRefused, TooLarge, Unavailable, UnusableInput

PLAINTEXT = b"Ilya Petr Marek, Veld, scar on left hand"


class Ring:
    """Master keys held in memory, as a key service would give them."""

    def __init__(self, *keys: MasterKey) -> None:
        self.keys = list(keys)

    def ring(self) -> list[MasterKey]:
        return self.keys


MASTER = MasterKey(bytes(range(32)))


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[FileVault]:
    opened = FileVault(tmp_path / "keys.sqlite", Ring(MASTER), patience=0.2)
    yield opened
    opened.close()


def kept(vault: FileVault, content_id: str, plaintext: bytes = PLAINTEXT) -> Sealed:
    sealed = vault.seal(content_id, plaintext)
    vault.commit_keys([sealed])
    return sealed


def bytes_of(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def secrets_of(sealed: Sealed) -> list[bytes]:
    secret = envelope.unwrap(MASTER, sealed.id, sealed.wrapped)
    return [secret[:32], secret[32:], sealed.wrapped, sealed.wrapped[:40], sealed.wrapped[-40:]]


def test_the_vault_fits_its_port(vault: FileVault) -> None:
    """The adapter can be used wherever the application asks for a vault."""
    port: Vault = vault
    assert list(port.ids()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.binary(max_size=2000))
def test_what_is_sealed_opens_and_its_digest_commits_to_it(vault: FileVault, plaintext: bytes) -> None:
    """Any bytes come back, their digest verifies, and that of other bytes does not."""
    content_id = os.urandom(8).hex()
    sealed = kept(vault, content_id, plaintext)
    assert vault.open(content_id, sealed.blob) == plaintext
    assert vault.verify(content_id, plaintext, sealed.digest)
    assert not vault.verify(content_id, plaintext + b" ", sealed.digest)
    assert envelope.commitment(vault.salt(content_id), plaintext) == sealed.digest


def test_equal_contents_have_nothing_in_common(vault: FileVault) -> None:
    """The same words sealed twice give other blobs and other digests: no one can compare."""
    one, two = kept(vault, "one"), kept(vault, "two")
    assert one.digest != two.digest
    assert one.blob[13:] != two.blob[13:]
    assert vault.salt("one") != vault.salt("two")


def test_a_photograph_of_the_largest_size_is_sealed_and_one_byte_more_is_not(vault: FileVault) -> None:
    """Files are contents like any other, up to their bound."""
    photograph = os.urandom(1024) * (MAX_CONTENT // 1024)
    assert vault.open("photo", kept(vault, "photo", photograph).blob) == photograph
    with pytest.raises(TooLarge):
        vault.seal("photo-2", photograph + b"x")


@pytest.mark.parametrize("content_id", ["", "x" * 201, "line\nbreak", "näme", "nul\0"])
def test_an_id_that_could_be_anything_else_is_refused(vault: FileVault, content_id: str) -> None:
    """Content ids are short printable ASCII; nothing known of a person fits in by mistake."""
    with pytest.raises(UnusableInput):
        vault.seal(content_id, b"")


def test_nothing_is_written_until_keys_are_committed(vault: FileVault) -> None:
    """A content whose key was never committed has no key, and the error says that it was not erased."""
    sealed = vault.seal("draft", PLAINTEXT)
    assert list(vault.ids()) == []
    with pytest.raises(KeyMissing, match="not erased"):
        vault.open("draft", sealed.blob)


def test_neither_plaintext_nor_bare_key_nor_salt_is_ever_in_a_file(vault: FileVault, tmp_path: Path) -> None:
    """While the content lives, only the wrapped key is on disk."""
    sealed = kept(vault, "one")
    key, salt, wrapped, *_ = secrets_of(sealed)
    found = bytes_of(tmp_path)
    assert wrapped in found
    assert not any(secret in found for secret in (key, salt, PLAINTEXT, MASTER.key))


def test_a_destroyed_content_is_in_no_byte_of_any_file(vault: FileVault, tmp_path: Path) -> None:
    """Among many others, added and destroyed in between, no destroyed key, salt or wrapped key remains."""
    living, gone = dict[str, Sealed](), list[Sealed]()
    for turn in range(60):
        batch = [vault.seal(f"{os.urandom(6).hex()}-{turn}", PLAINTEXT) for _ in range(25)]
        vault.commit_keys(batch)
        living |= {each.id: each for each in batch}
        doomed = [living.pop(each) for each in sorted(living)[: turn % 40]]
        vault.destroy([each.id for each in doomed])
        gone += doomed
    found = bytes_of(tmp_path)
    assert len(gone) > 900
    assert not [each.id for each in gone if any(secret in found for secret in secrets_of(each))]
    assert all(each.wrapped in found for each in living.values())
    assert {each.id for each in gone} == set(vault.erased())
    assert set(living) == set(vault.ids())


def test_an_erased_content_says_so_and_stays_erased(vault: FileVault) -> None:
    """Opening, its salt and verifying raise `KeyDestroyed`; repeating the erasure does no harm; no new key."""
    sealed = kept(vault, "one")
    vault.destroy(["one", "one", "never-there"])
    vault.destroy(["one"])
    for ask in (
        lambda: vault.open("one", sealed.blob),
        lambda: vault.salt("one"),
        lambda: vault.verify("one", PLAINTEXT, sealed.digest),
    ):
        with pytest.raises(KeyDestroyed):
            ask()
    for again in (sealed, vault.seal("one", PLAINTEXT), vault.seal("never-there", PLAINTEXT)):
        with pytest.raises(CommandRefused, match="was erased"):
            vault.commit_keys([again])
    assert sorted(vault.erased()) == ["never-there", "one"]


def test_committing_the_same_key_again_does_nothing_and_another_is_refused(vault: FileVault) -> None:
    """A retry is harmless; a second key under one id would lose the first content."""
    sealed = kept(vault, "one")
    vault.commit_keys([sealed])
    with pytest.raises(CommandRefused, match="key already"):
        vault.commit_keys([vault.seal("two", b""), vault.seal("one", PLAINTEXT)])
    assert list(vault.ids()) == ["one"]
    assert vault.open("one", sealed.blob) == PLAINTEXT


@pytest.mark.parametrize("at", [0, 1, 12, 13, 30, -1])
def test_a_changed_blob_does_not_open(vault: FileVault, at: int) -> None:
    """One flipped bit in version, nonce, text or tag breaks the seal."""
    blob = bytearray(kept(vault, "one").blob)
    blob[at] ^= 1
    with pytest.raises(SealBroken):
        vault.open("one", bytes(blob))


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x01" * 28])
def test_a_blob_cut_short_does_not_open(vault: FileVault, blob: bytes) -> None:
    """What is too short to be a seal is refused as broken, not as a programming error."""
    kept(vault, "one")
    with pytest.raises(SealBroken):
        vault.open("one", blob)


def test_a_blob_or_key_moved_to_another_id_does_not_open(vault: FileVault, tmp_path: Path) -> None:
    """Someone who swaps two rows, of blobs or of keys, shows no one the wrong person's file."""
    one, two = kept(vault, "one"), kept(vault, "two")
    with pytest.raises(SealBroken):
        vault.open("one", two.blob)
    with sqlite3.connect(tmp_path / "keys.sqlite") as thief:
        thief.execute("UPDATE key SET wrapped = ? WHERE content_id = 'one'", (two.wrapped,))
    thief.close()
    with pytest.raises(SealBroken):
        vault.open("one", two.blob)
    with pytest.raises(SealBroken):
        vault.open("one", one.blob)


def test_another_master_key_opens_nothing(vault: FileVault, tmp_path: Path) -> None:
    """A store under one master key is refused with another, before anything is written under it."""
    kept(vault, "one")
    with pytest.raises(WrongMaster, match=MASTER.id):
        FileVault(tmp_path / "keys.sqlite", Ring(MasterKey(bytes(32))))


def test_what_is_destroyed_is_in_no_file_and_what_lives_opens(vault: FileVault, tmp_path: Path) -> None:
    """An id that never had a key is noted as destroyed too, and others stay."""
    orphan, erased, living = kept(vault, "orphan"), kept(vault, "erased"), kept(vault, "living")
    vault.destroy(["orphan", "erased", "long-gone"])
    found = bytes_of(tmp_path)
    assert not any(secret in found for each in (orphan, erased) for secret in secrets_of(each))
    assert vault.open("living", living.blob) == PLAINTEXT
    assert set(vault.erased()) == {"orphan", "erased", "long-gone"}
    assert [vault.holds(each) for each in ("living", "erased", "long-gone", "never")] == [True, False, False, None]


def test_a_reader_that_never_ends_is_reported_and_the_next_time_finishes(vault: FileVault, tmp_path: Path) -> None:
    """The key is unusable at once; that its old bytes still stand in the log is said, not hidden."""
    sealed = kept(vault, "one")
    reader = sqlite3.connect(tmp_path / "keys.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM key").fetchall() == [(1,)]
    with pytest.raises(Unavailable, match="sweep again"):
        vault.destroy(["one"])
    with pytest.raises(KeyDestroyed):
        vault.open("one", sealed.blob)
    reader.close()
    vault.destroy([])
    assert sealed.wrapped not in bytes_of(tmp_path)


def test_rotation_puts_every_key_under_the_new_master_and_leaves_none_under_the_old(
    vault: FileVault, tmp_path: Path
) -> None:
    """Contents open as before, with the new key alone; the old wrapping is in no file; erasures stand."""
    sealed = [vault.seal(f"c{n}", PLAINTEXT) for n in range(1200)]
    vault.commit_keys(sealed)
    vault.destroy(["c7"])
    new = MasterKey(bytes([7]) * 32)
    vault.rotate(new)
    vault.rotate(new)
    vault.close()
    again = FileVault(tmp_path / "keys.sqlite", Ring(new))
    assert all(again.open(each.id, each.blob) == PLAINTEXT for each in sealed if each.id != "c7")
    assert list(again.erased()) == ["c7"]
    again.close()
    found = bytes_of(tmp_path)
    assert not [each.id for each in sealed if each.wrapped in found]


def test_a_process_with_the_old_ring_follows_a_rotation(tmp_path: Path) -> None:
    """Another worker reads and writes on while and after the master key is rotated in the file."""
    masters = MasterFile(tmp_path / "master.key", tmp_path / "data")
    (tmp_path / "data").mkdir()
    old = masters.create()
    one, other = (FileVault(tmp_path / "data" / "keys.sqlite", masters) for _ in range(2))
    early = other.seal("early", PLAINTEXT)
    new = one.rotate_file(masters)
    other.commit_keys([early, other.seal("late", PLAINTEXT)])
    assert other.open("early", early.blob) == PLAINTEXT
    assert masters.ring() == [new]
    assert new != old
    one.close()
    other.close()
    fresh = FileVault(tmp_path / "data" / "keys.sqlite", masters)
    assert fresh.open("early", early.blob) == PLAINTEXT
    fresh.close()


def test_a_sealed_content_shows_no_bare_secret(vault: FileVault) -> None:
    """What goes to a log by mistake is of no use without the master key."""
    sealed = vault.seal("one", PLAINTEXT)
    key, salt, *_ = secrets_of(sealed)
    written = repr(sealed).encode() + msgspec.json.encode(sealed)
    assert not any(secret in written for secret in (key, salt, PLAINTEXT))
    assert MASTER.key.hex() not in repr(MASTER)
    assert repr(MASTER) == f"MasterKey({MASTER.id})"


@pytest.mark.parametrize("damage", [b"\xff" * 16, b"\xff" * 4096])
def test_a_damaged_key_store_is_said_to_be_damaged(tmp_path: Path, damage: bytes) -> None:
    """Its first bytes are overwritten: the error names the file, and is no defect."""
    path = tmp_path / "keys.sqlite"
    FileVault(path, Ring(MASTER)).close()
    with path.open("r+b") as file:
        file.write(damage)
    with pytest.raises(Unavailable, match="is damaged"):
        FileVault(path, Ring(MASTER))


def test_a_note_of_a_loss_that_cannot_be_read_is_a_loss_all_the_same(vault: FileVault, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "keys.sqlite")) as connection:
        connection.execute("INSERT INTO loss VALUES ('cnt_1', 'req_1', 'no JSON')")
        connection.commit()
    assert [(each.content, each.file) for each in vault.findings().losses] == [("cnt_1", "req_1")]
