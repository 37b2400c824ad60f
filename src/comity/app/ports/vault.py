"""The port of the vault: what is known of persons is sealed, each content under a key of its own."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import msgspec

from comity.kernel.errors import ComityError

MAX_CONTENT = 20 * 1024 * 1024
"""The largest content, in bytes: a photograph or an attachment (CONTRACTS `PUT /files`)."""


class KeyDestroyed(ComityError):
    """The content was erased: its key is gone, and no one can open it again."""

    type, title, status = "content-erased", "The content was erased", 410

    def __init__(self, content_id: str) -> None:
        super().__init__(f"The content {content_id} was erased; its key was destroyed.")


class KeyMissing(ComityError):
    """There is no key for this content, though it was not erased: data and keys do not belong together."""

    type, title, status = "key-missing", "The key of a content is missing", 500

    def __init__(self, content_id: str) -> None:
        super().__init__(
            f"There is no key for the content {content_id}, and it was not erased: the key store is not "
            "the one that belongs to this data. Restore the latest key archive."
        )


class SealBroken(ComityError):
    """A sealed content, a key or a key archive was changed, or stands under an id that is not its own."""

    type, title, status = "seal-broken", "A seal does not hold", 500


class WrongMaster(ComityError):
    """The master key at hand is not the one under which the key store stands."""

    type, title, status = "wrong-master-key", "The master key does not fit", 503


class Sealed(msgspec.Struct, frozen=True):
    """A content under seal.

    `blob` is what the data store keeps; `digest` (hex HMAC-SHA-256 under a salt of its own) is what the act
    commits to. `wrapped` and `master` are the data key and the salt under the master key with that
    id, on their way to the key store: they are of no use elsewhere.
    """

    id: str
    blob: bytes
    digest: str
    wrapped: bytes
    master: str


class Anchor(msgspec.Struct, frozen=True):
    """An act that the database was seen to hold: its number and the hex hash of its leaf.

    Noted beside the keys, it tells a database that is older, or another, before its lack of a content is
    taken for an erasure.
    """

    act: int
    leaf: str


class Vault(Protocol):
    """Seals contents and destroys keys. Safe for threads and for several processes on one key store.

    The order that makes erasure certain: `seal`, `commit_keys`, then the transaction that writes the act and
    the blob; and to erase, the transaction with the act that erases, then `destroy`.
    A crash between leaves a key without an act, or an act whose key still stands: `sweep` ends both.
    """

    def seal(self, content_id: str, plaintext: bytes) -> Sealed:
        """Return `plaintext` sealed under a new key; nothing is written. Raises `TooLarge`."""

    def commit_keys(self, sealed: Iterable[Sealed]) -> None:
        """Write the keys of these contents, durably and all together; call before the act that needs them."""

    def open(self, content_id: str, blob: bytes) -> bytes:
        """Return the plaintext. Raises `KeyDestroyed`, `KeyMissing` or `SealBroken`."""

    def salt(self, content_id: str) -> bytes:
        """Return the 32-byte salt of the content's digest, with which others can check a commitment."""

    def verify(self, content_id: str, plaintext: bytes, digest: str) -> bool:
        """Say whether `digest` commits to `plaintext`."""

    def destroy(self, content_ids: Iterable[str]) -> None:
        """Destroy key and salt so that no file of the key store holds a byte of them; repeating does no harm.

        Raises `Unavailable` where the keys are destroyed but a reader elsewhere keeps the store's log
        from being emptied; the next `destroy` or `sweep` finishes it.
        """

    def ids(self) -> Iterator[str]:
        """Yield the ids that have a key."""

    def count(self) -> int:
        """Return how many ids have a key."""

    def erased(self) -> Iterator[str]:
        """Yield the ids that were destroyed."""

    def anchor(self) -> Anchor | None:
        """Return the last act that the database was seen to hold, if any was noted."""

    def set_anchor(self, anchor: Anchor) -> None:
        """Note the last act that the database holds now."""

    def sweep(self, known: Callable[[str], bool], erased: Iterable[str] = ()) -> list[str]:
        """Finish what a crash left, and return the ids whose keys were destroyed.

        Destroys the key of each content that no act knows, and of each that an act says is erased.
        Call while no one else writes: a key whose act is still being written would be taken for an orphan.
        """

    def close(self) -> None:
        """Let go of the key store."""
