"""The vault over a key store and a master key (port: `comity.app.ports.vault`)."""

from collections.abc import Callable, Iterable, Iterator
from hmac import compare_digest
from itertools import chain
from pathlib import Path

from comity.adapters.vault import archive, envelope
from comity.adapters.vault.keystore import KeyRow, KeyStore, destroy_all
from comity.adapters.vault.master import MasterFile, MasterKey, Masters
from comity.app.ports.vault import MAX_CONTENT, Anchor, KeyDestroyed, KeyMissing, Sealed, WrongMaster
from comity.kernel.errors import TooLarge, UnusableInput

_ID_LENGTH = 200
_BATCH = 500


class FileVault:
    """Seals contents, keeps their keys in `keys.sqlite` and destroys them there.

    No opened key or content is kept in memory, so that what another process destroys is gone here too.
    """

    def __init__(self, path: Path, masters: Masters, patience: float = 30.0) -> None:
        """Open or make the key store at `path`.

        Raises `WrongMaster` where the store stands under a master key that `masters` does not have.
        """
        self._masters = masters
        self._ring: dict[str, MasterKey] = {}
        self._store = KeyStore(path, patience)
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

    def commit_keys(self, sealed: Iterable[Sealed]) -> None:
        """Write the keys of these contents, durably and all together; call before the act that needs them."""
        rows = [KeyRow(each.id, each.master, each.wrapped) for each in sealed]
        with self._store.writing():
            current = self._master(self._store.master())
            for row in rows:
                self._store.add(self._under(current, row))

    def open(self, content_id: str, blob: bytes) -> bytes:
        """Return the plaintext. Raises `KeyDestroyed`, `KeyMissing` or `SealBroken`."""
        return envelope.unseal(self._secret(content_id), content_id, blob)

    def salt(self, content_id: str) -> bytes:
        """Return the 32-byte salt of the content's digest, with which others can check a commitment."""
        return envelope.salt_of(self._secret(content_id))

    def verify(self, content_id: str, plaintext: bytes, digest: str) -> bool:
        """Say whether `digest` commits to `plaintext`."""
        return compare_digest(envelope.commitment(self.salt(content_id), plaintext), digest)

    def destroy(self, content_ids: Iterable[str]) -> None:
        """Destroy key and salt so that no file of the key store holds a byte of them; repeating does no harm.

        Raises `Unavailable` where the keys are destroyed but a reader elsewhere keeps the store's log
        from being emptied; the next `destroy` or `sweep` finishes it.
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

    def set_anchor(self, anchor: Anchor) -> None:
        """Note the last act that the database holds now."""
        with self._store.writing():
            self._store.set_anchor(anchor.act, anchor.leaf)

    def sweep(self, known: Callable[[str], bool], erased: Iterable[str] = ()) -> list[str]:
        """Finish what a crash left, and return the ids whose keys were destroyed.

        Destroys the key of each content that no act knows, and of each that an act says is erased.
        Call while no one else writes: a key whose act is still being written would be taken for an orphan.
        """
        doomed = set(erased)
        done = set(self.erased()) if doomed else set()
        lost = [each for each in self.ids() if each in doomed or not known(each)]
        destroy_all(self._store, chain(lost, sorted(doomed.difference(lost, done))))
        return lost

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
        """Rotate to a new key in the master file, or finish a rotation that was begun; return the key."""
        new = masters.begin_rotation()
        self.rotate(new)
        masters.finish_rotation()
        self._ring = {new.id: new}
        return new

    def export(self, path: Path, beside: bytes = b"") -> None:
        """Write the key archive to `path`, whole; its predecessor is replaced and overwritten.

        `beside` is another secret, of at most 400 bytes, that is kept with the keys: the one with which the
        ledger signs. An erasure is final when no archive made before it is left.
        """
        with self._store.writing():
            master = self._master(self._store.master())
            archive.write(path, chain.from_iterable(self._store.pages()), master, beside)

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
        row = self._store.get(content_id)
        if row is None:
            raise KeyMissing(content_id)
        if row.destroyed:
            raise KeyDestroyed(content_id)
        return envelope.unwrap(self._master(row.master), content_id, row.wrapped)

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
