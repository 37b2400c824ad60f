"""The key archive brings back every living key and never one that was erased."""

import stat
from pathlib import Path

import pytest

from comity.adapters.vault import FileVault, MasterKey
from comity.app.ports.vault import KeyDestroyed, SealBroken, WrongMaster
from comity.kernel.errors import ComityError, Unavailable

PLAINTEXT = b"Ilya Petr Marek"


class Ring:
    """Master keys held in memory."""

    def __init__(self, *keys: MasterKey) -> None:
        self.keys = list(keys)

    def ring(self) -> list[MasterKey]:
        return self.keys


OLD, NEW = MasterKey(bytes(range(32))), MasterKey(bytes(range(1, 33)))


def vault_at(folder: Path, *keys: MasterKey) -> FileVault:
    folder.mkdir(exist_ok=True)
    return FileVault(folder / "keys.sqlite", Ring(*(keys or (OLD,))))


def test_an_archive_restores_keys_and_erasures(tmp_path: Path) -> None:
    """In an empty folder the living contents open again and the erased stay erased."""
    source = vault_at(tmp_path / "a")
    sealed = [source.seal(f"c{n}", PLAINTEXT) for n in range(2500)]
    source.commit_keys(sealed)
    source.destroy(["c3"])
    source.export(tmp_path / "keys.archive")
    target = vault_at(tmp_path / "b")
    target.import_(tmp_path / "keys.archive")
    assert all(target.open(each.id, each.blob) == PLAINTEXT for each in sealed if each.id != "c3")
    with pytest.raises(KeyDestroyed):
        target.open("c3", sealed[3].blob)
    assert list(target.ids()) == list(source.ids())


def test_an_old_archive_revives_nothing(tmp_path: Path) -> None:
    """A key archived before its erasure does not come back, whichever side knows of the erasure."""
    vault = vault_at(tmp_path / "a")
    sealed = [vault.seal("one", PLAINTEXT), vault.seal("two", PLAINTEXT)]
    vault.commit_keys(sealed)
    vault.export(tmp_path / "old.archive")
    vault.destroy(["one"])
    vault.export(tmp_path / "new.archive")
    vault.import_(tmp_path / "old.archive")
    assert list(vault.ids()) == ["two"]
    restored = vault_at(tmp_path / "b")
    restored.import_(tmp_path / "old.archive")
    restored.import_(tmp_path / "new.archive")
    assert list(restored.ids()) == ["two"]
    assert list(restored.erased()) == ["one"]
    store = b"".join(path.read_bytes() for path in (tmp_path / "b").iterdir())
    assert sealed[0].wrapped not in store


def test_the_predecessor_is_overwritten(tmp_path: Path) -> None:
    """Even through another name for the old archive, its keys cannot be read once there is a new one."""
    vault = vault_at(tmp_path / "a")
    sealed = vault.seal("one", PLAINTEXT)
    vault.commit_keys([sealed])
    path, other_name = tmp_path / "keys.archive", tmp_path / "kept-aside"
    vault.export(path)
    assert b'"id":"one","master"' in path.read_bytes()
    other_name.hardlink_to(path)
    vault.destroy(["one"])
    vault.export(path)
    assert set(other_name.read_bytes()) == {0}
    assert b'"master":"' + OLD.id.encode() + b'","wrapped"' not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "kept-aside", "keys.archive"]


def test_an_archive_under_the_old_master_is_taken_over_under_the_new(tmp_path: Path) -> None:
    """After a rotation an archive made before it can still be read while the old key is at hand."""
    source = vault_at(tmp_path / "a")
    sealed = source.seal("one", PLAINTEXT)
    source.commit_keys([sealed])
    source.export(tmp_path / "keys.archive")
    target = vault_at(tmp_path / "b", NEW, OLD)
    target.import_(tmp_path / "keys.archive")
    target.close()
    assert vault_at(tmp_path / "b", NEW).open("one", sealed.blob) == PLAINTEXT
    with pytest.raises(WrongMaster):
        vault_at(tmp_path / "c", NEW).import_(tmp_path / "keys.archive")


def archived(tmp_path: Path) -> bytes:
    vault = vault_at(tmp_path / "a")
    vault.commit_keys([vault.seal(f"c{n}", PLAINTEXT) for n in range(5)])
    vault.destroy(["c1"])
    vault.export(tmp_path / "keys.archive")
    return (tmp_path / "keys.archive").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[:-70],
        lambda body: body[: len(body) // 2],
        lambda body: body.replace(b'{"id":"c1"}\n', b""),
        lambda body: body.replace(b'{"id":"c1"}\n', b'{"id":"c2"}\n'),
        lambda body: body.replace(b"c3", b"c9"),
        lambda body: body + b'{"id":"c4"}\n',
        lambda body: body.replace(b"comity-keys-1", b"comity-keys-2"),
        lambda body: b"\n".join(reversed(body.split(b"\n"))),
        lambda body: b"",
        lambda body: b"\x00" * 5000,
        lambda body: body.split(b"\n")[0] + b"\n",
    ],
)
def test_a_changed_archive_is_refused_as_a_whole(tmp_path: Path, change: object) -> None:
    """Cut, reordered, with an erasure taken out or put in: nothing of it is taken."""
    assert callable(change)
    body = archived(tmp_path)
    changed = change(body)
    assert changed != body
    (tmp_path / "keys.archive").write_bytes(changed)
    target = vault_at(tmp_path / "b")
    with pytest.raises(ComityError) as caught:
        target.import_(tmp_path / "keys.archive")
    assert caught.value.status < 500 or isinstance(caught.value, SealBroken)
    assert list(target.ids()) == []
    assert list(target.erased()) == []


def test_an_archive_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """An archive left open to the group is not used without a word."""
    archived(tmp_path)
    (tmp_path / "keys.archive").chmod(0o640)
    with pytest.raises(Unavailable, match="0640"):
        vault_at(tmp_path / "b").import_(tmp_path / "keys.archive")
