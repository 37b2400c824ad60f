"""The vault over a key store and a master key (port: `comity.app.ports.vault`)."""

from collections.abc import Callable, Iterable, Iterator, Set
from hmac import compare_digest
from itertools import chain
from pathlib import Path

import msgspec
import structlog

from comity.adapters.sqlite_file import ReadOnlyFile
from comity.adapters.vault import archive, envelope
from comity.adapters.vault.keystore import KeyRow, KeyStore, destroy_all
from comity.adapters.vault.master import MasterFile, MasterKey, Masters
from comity.app.ports.vault import (
    MAX_CONTENT,
    Anchor,
    Findings,
    KeyDestroyed,
    KeyMissing,
    Loss,
    SealBroken,
    Sealed,
    WrongMaster,
)
from comity.kernel import wire
from comity.kernel.errors import TooLarge, Unavailable, UnusableInput

_log = structlog.get_logger()
_ID_LENGTH = 200
_BATCH = 500


def _nothing(opened: Set[str]) -> Set[str]:
    return frozenset()


def _loss(content: str, file: str, document: str) -> Loss:
    """Return a loss as it was noted, or what is known of it where the note is damaged."""
    try:
        return wire.trusted(document.encode(), Loss)
    except msgspec.MsgspecError:
        return Loss(content, "content", "of an unreadable note", file, "row and key")


class FileVault:
    """Seals contents, keeps their keys in `keys.sqlite` and destroys them there.

    No opened key or content is kept in memory, so that what another process destroys is gone here too.
    """

    def __init__(
        self, path: Path, masters: Masters, patience: float = 30.0, read_only: ReadOnlyFile | None = None
    ) -> None:
        """Open or make the key store at `path`; with `read_only`, nothing is made and nothing written.

        Raises `WrongMaster` where the store stands under a master key that `masters` does not have.
        """
        self._masters = masters
        self._ring: dict[str, MasterKey] = {}
        self._damaged: set[str] = set()
        self._only_reads = read_only is not None
        self._store = KeyStore(path, patience, read_only)
        if read_only is None:
            with self._store.writing():
                if self._store.master() is None:
                    self._store.set_master(masters.ring()[0].id)
        self._master(self._store.master())

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def seal(self, content_id: str, plaintext: bytes) -> Sealed:
        """Return `plaintext` sealed under a new key; nothing is written. Raises `TooLarge`."""
        if not 0 < len(content_id) <= _ID_LENGTH or not content_id.isascii() or not content_id.isprintable():
            raise UnusableInput(f"A content id has 1 to {_ID_LENGTH} printable ASCII characters.")
        if len(plaintext) > MAX_CONTENT:
            raise TooLarge(f"A content holds at most {MAX_CONTENT} bytes; this one has {len(plaintext)}.")
        secret = envelope.new_secret()
        master = self._master(self._store.master())
        return Sealed(
            id=content_id,
            blob=envelope.seal(secret, content_id, plaintext),
            digest=envelope.commitment(envelope.salt_of(secret), plaintext),
            wrapped=envelope.wrap(master, content_id, secret),
            master=master.id,
        )

    def commit_keys(self, sealed: Iterable[Sealed], acts: tuple[int, int] | None = None) -> None:
        """Write the keys of these contents, durably and all together; call before the acts that need them.

        `acts` are the numbers of the first and the last of these acts: the last is noted as promised. Raises
        `Unavailable` where several batches were promised from the first on: the database lost them.
        """
        rows = [KeyRow(each.id, each.master, each.wrapped) for each in sealed]
        with self._store.writing():
            if acts:
                self._store.promise(*acts)
            current = self._master(self._store.master())
            for row in rows:
                self._store.add(self._under(current, row))

    def open(self, content_id: str, blob: bytes) -> bytes:
        """Return the plaintext. Raises `KeyDestroyed`, `KeyMissing` or `SealBroken`.

        What cannot be opened, and was not erased, is logged once by its id.
        """
        try:
            found = envelope.unseal(self._secret(content_id), content_id, blob)
        except (KeyMissing, SealBroken) as error:
            if content_id not in self._damaged:
                self._damaged.add(content_id)
                if not self._only_reads:  # who verifies is told of each fault once
                    _log.error("content_damaged", content=content_id, why=error.detail)
            raise
        self._damaged.discard(content_id)
        return found

    def damaged(self) -> frozenset[str]:
        """Return the contents, not erased since, that this process could not open when it last tried."""
        return frozenset(each for each in tuple(self._damaged) if self.holds(each) is not False)

    def salt(self, content_id: str) -> bytes:
        """Return the 32-byte salt of the content's digest, with which others can check a commitment."""
        return envelope.salt_of(self._secret(content_id))

    def verify(self, content_id: str, plaintext: bytes, digest: str) -> bool:
        """Say whether `digest` commits to `plaintext`."""
        return compare_digest(envelope.commitment(self.salt(content_id), plaintext), digest)

    def destroy(self, content_ids: Iterable[str]) -> None:
        """Destroy key and salt so that no file of the key store holds a byte of them; repeating does no harm.

        Raises `Unavailable` where the keys are destroyed but a reader elsewhere keeps the store's log
        from being emptied; the next `destroy` finishes it.
        """
        destroy_all(self._store, content_ids)

    def ids(self) -> Iterator[str]:
        """Yield the ids that have a key."""
        return self._store.ids(destroyed=False)

    def count(self) -> int:
        """Return how many ids have a key."""
        return self._store.count()

    def erased(self) -> Iterator[str]:
        """Yield the ids that were destroyed."""
        return self._store.ids(destroyed=True)

    def anchor(self) -> Anchor | None:
        """Return the last act that the database was seen to hold, if any was noted."""
        found = self._store.anchor()
        return Anchor(*found) if found else None

    def set_anchor(self, anchor: Anchor, *, forget: bool = False) -> None:
        """Note the last act that the database holds now; with `forget`, acts promised after it are given up too."""
        with self._store.writing():
            self._store.set_anchor(anchor.act, anchor.leaf, forget)

    def promised(self) -> tuple[int, ...]:
        """Return the last act of each batch that keys were written for, after the anchor."""
        return self._store.promised()

    def awaited(self, beyond: int) -> frozenset[str]:
        """Return the contents whose keys were written for acts promised after number `beyond`."""
        return self._store.awaited(beyond)

    def holds(self, content_id: str) -> bool | None:
        """Return True if there is a key, False if it was destroyed, None if there never was one."""
        row = self._store.get(content_id)
        return None if row is None else not row.destroyed

    def broken(self, content_id: str) -> bool:
        """Return True if there is a key, and the master key does not open it: it was damaged."""
        row = self._store.get(content_id)
        return row is not None and not row.destroyed and not self._opens(row)

    def findings(self) -> Findings:
        """Return what was last noted of losses and of keys that wait, by whichever process."""
        losses, held = self._store.findings()
        return Findings(tuple(_loss(*each) for each in losses), held)

    def set_findings(self, findings: Findings) -> None:
        """Note what was found, in place of what was noted before."""
        losses = [(each.content, each.file, wire.encode(each).decode()) for each in findings.losses]
        with self._store.writing():
            self._store.set_findings(losses, findings.held)

    def lost(self, content_id: str) -> bool:
        """Return True if this content is noted as lost."""
        return self._store.lost("content_id", content_id) is not None

    def lost_in(self, file: str) -> str | None:
        """Return a content of this file that is noted as lost, if there is one."""
        return self._store.lost("file", file)

    def writable(self) -> bool:
        """Return False if nothing can be written: tried at the first call, and at each one after a failure."""
        return self._store.writable()

    def rotate(self, new: MasterKey) -> None:
        """Put every key under the master key `new`; after a crash, calling again goes on where it stopped.

        Both master keys must be in the ring meanwhile, as `rotate_file` sees to: other processes read on.
        """
        self._ring[new.id] = new
        with self._store.writing():
            self._store.set_master(new.id)
        pending = [row.content_id for row in self._all() if row.master != new.id and not row.destroyed]
        for start in range(0, len(pending), _BATCH):
            with self._store.writing():
                for content_id in pending[start : start + _BATCH]:
                    row = self._store.get(content_id)
                    if row is not None and not row.destroyed:
                        self._store.replace(self._under(new, row))
        self._store.empty_log()

    def rotate_file(self, masters: MasterFile) -> MasterKey:
        """Rotate to a new key in the master file, or finish a rotation that was begun; return the key.

        Raises `SealBroken` where a key is damaged, before anything is begun.
        """
        if damaged := [row.content_id for row in self._all() if not row.destroyed and not self._opens(row)]:
            raise SealBroken(
                f"{len(damaged)} keys are damaged, that of the content {damaged[0]} first. No rotation was begun. "
                "`comity vault check` names those in force; `comity vault sweep` destroys the others."
            )
        new = masters.begin_rotation()
        self.rotate(new)
        masters.finish_rotation()
        self._ring = {new.id: new}
        return new

    def export(self, path: Path, beside: bytes = b"", lacking: Callable[[Set[str]], Set[str]] = _nothing) -> None:
        """Write the key archive to `path`, whole; its predecessor is replaced and overwritten.

        `beside` is another secret, of at most 400 bytes, that is kept with the keys: the one with which the
        ledger signs. `lacking` is told which contents the new archive opens, read back from the disk, and
        returns those that it should open too: with any, `Unavailable` is raised and the predecessor stays.
        No key is written or destroyed meanwhile. An erasure is final when no archive made before it is left.
        """

        def proves(rows: Iterable[KeyRow]) -> None:
            opens = {row.content_id for row in rows if not row.destroyed and self._opens(row)}
            if missing := lacking(opens):
                raise Unavailable(
                    f"The new key archive would not open {len(missing)} contents in force, {min(missing)} first; "
                    "the archive before it stays. `comity vault check` names them."
                )

        with self._store.writing():
            master = self._master(self._store.master())
            archive.write(path, chain.from_iterable(self._store.pages()), master, beside, proves)

    def _opens(self, row: KeyRow) -> bool:
        """Return True if a wrapped key is whole."""
        try:
            envelope.unwrap(self._master(row.master), row.content_id, row.wrapped)
        except (SealBroken, WrongMaster):
            return False
        return True

    def beside(self, path: Path) -> bytes:
        """Return the other secret that an archive keeps. Raises `SealBroken`, as `import_`."""
        return archive.beside(path, self._master)

    def import_(self, path: Path) -> None:
        """Take over the keys of an archive; what either side erased is erased, and no key is revived.

        Raises `SealBroken` where the archive was changed or cut short, before anything is done.
        """
        rows = archive.read(path, self._master)
        with self._store.writing():
            current = self._master(self._store.master())
            for row in rows:
                if row.destroyed:
                    self._store.destroy(row.content_id)
                elif self._store.get(row.content_id) is None:
                    self._store.add(self._under(current, row))
        self._store.empty_log()

    def _all(self) -> Iterator[KeyRow]:
        return chain.from_iterable(self._store.pages())

    def _secret(self, content_id: str) -> bytes:
        row = self._store.committed(content_id)
        if row is None:
            raise KeyMissing(content_id)
        if row.destroyed:
            raise KeyDestroyed(content_id)
        try:
            master = self._master(row.master)
        except WrongMaster as error:
            raise SealBroken(f"The key of the content {content_id} was changed: {error.detail}") from error
        return envelope.unwrap(master, content_id, row.wrapped)

    def _under(self, master: MasterKey, row: KeyRow) -> KeyRow:
        """Return the same key under `master`."""
        if row.master == master.id:
            return row
        secret = envelope.unwrap(self._master(row.master), row.content_id, row.wrapped)
        return KeyRow(row.content_id, master.id, envelope.wrap(master, row.content_id, secret))

    def _master(self, master_id: str | None) -> MasterKey:
        """Return a master key by its id, asking again where it is new: another process may be rotating."""
        if master_id not in self._ring:
            self._ring |= {each.id: each for each in self._masters.ring()}
        if master_id is None or master_id not in self._ring:
            raise WrongMaster(f"The key store stands under the master key {master_id}, which is not at hand.")
        return self._ring[master_id]
