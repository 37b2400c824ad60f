"""The port of the vault: what is known of persons is sealed, each content under a key of its own."""

from collections.abc import Iterable, Iterator
from typing import Literal, Protocol

import msgspec

from comity.kernel.errors import ComityError, Unavailable

MAX_CONTENT = 20 * 1024 * 1024
"""The largest content, in bytes: a photograph or an attachment (CONTRACTS `PUT /files`)."""


class NotOpened(ComityError):
    """A content cannot be opened: who shows many things leaves this one out and goes on."""


class KeyDestroyed(NotOpened):
    """The content was erased: its key is gone, and no one can open it again."""

    type, title, status = "content-erased", "The content was erased", 410

    def __init__(self, content_id: str) -> None:
        super().__init__(f"The content {content_id} was erased; its key was destroyed.")


class KeyMissing(NotOpened, Unavailable):
    """There is no key for this content, though it was not erased: data and keys do not belong together."""

    type, title, status = "key-missing", "The key of a content is missing", 503

    def __init__(self, content_id: str) -> None:
        super().__init__(
            f"There is no key for the content {content_id}, and it was not erased: the key store is not "
            "the one that belongs to this data. Restore the latest key archive."
        )


class ContentLost(NotOpened, Unavailable):
    """A content in force has no row or no key, and no act erased it: nothing is destroyed, and no act may erase it."""

    type, title, status = "content-lost", "A content is lost", 503

    def __init__(self, content_id: str) -> None:
        super().__init__(
            f"The content {content_id} is missing and no act erased it. Its key is kept, and no act may erase "
            "anything of its file until the operators have put it back or given it up. The rest is served."
        )


class SealBroken(NotOpened, Unavailable):
    """A sealed content, a key or a key archive was changed, or stands under an id that is not its own."""

    type, title, status = "seal-broken", "What is sealed cannot be opened", 503


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


class Loss(msgspec.Struct, frozen=True):
    """A content that an act points at and none erased, and that has no row or no key: where it was and what lacks."""

    content: str
    what: str
    stream: str
    file: str
    lacks: Literal["row", "key", "row and key"]

    def __str__(self) -> str:
        return f"{self.content} of {self.what} {self.stream} has no {self.lacks}"


class Findings(msgspec.Struct, frozen=True):
    """What the last comparison of acts, contents and keys found; `held` keys wait for an operator to destroy them."""

    losses: tuple[Loss, ...] = ()
    held: int = 0


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
    A crash between leaves a key without an act, or an act whose key still stands: both are orphans, which
    `app/keeping.py` tells from losses by the acts.
    """

    def seal(self, content_id: str, plaintext: bytes) -> Sealed:
        """Return `plaintext` sealed under a new key; nothing is written. Raises `TooLarge`."""

    def commit_keys(self, sealed: Iterable[Sealed], acts: tuple[int, int] | None = None) -> None:
        """Write the keys of these contents, durably and all together; call before the acts that need them.

        `acts` are the numbers of the first and the last of these acts: the last is noted as promised. Raises
        `Unavailable` where several batches were promised from the first on: the database lost them.
        """

    def promised(self) -> tuple[int, ...]:
        """Return the last act of each batch that keys were written for, after the anchor.

        The database lacks one of them after a crash; it lacks two or more if it lost what it had recorded.
        """

    def awaited(self, beyond: int) -> frozenset[str]:
        """Return the contents whose keys were written for acts promised after number `beyond`."""

    def open(self, content_id: str, blob: bytes) -> bytes:
        """Return the plaintext. Raises `KeyDestroyed`, `KeyMissing` or `SealBroken`."""

    def damaged(self) -> frozenset[str]:
        """Return the contents, not erased since, that this process could not open when it last tried."""

    def salt(self, content_id: str) -> bytes:
        """Return the 32-byte salt of the content's digest, with which others can check a commitment."""

    def verify(self, content_id: str, plaintext: bytes, digest: str) -> bool:
        """Say whether `digest` commits to `plaintext`."""

    def destroy(self, content_ids: Iterable[str]) -> None:
        """Destroy key and salt so that no file of the key store holds a byte of them; repeating does no harm.

        Raises `Unavailable` where the keys are destroyed but a reader elsewhere keeps the store's log
        from being emptied; the next `destroy` finishes it.
        """

    def ids(self) -> Iterator[str]:
        """Yield the ids that have a key."""

    def count(self) -> int:
        """Return how many ids have a key."""

    def erased(self) -> Iterator[str]:
        """Yield the ids that were destroyed."""

    def anchor(self) -> Anchor | None:
        """Return the last act that the database was seen to hold, if any was noted."""

    def set_anchor(self, anchor: Anchor, *, forget: bool = False) -> None:
        """Note the last act that the database holds now; with `forget`, acts promised after it are given up too."""

    def holds(self, content_id: str) -> bool | None:
        """Return True if there is a key, False if it was destroyed, None if there never was one."""

    def broken(self, content_id: str) -> bool:
        """Return True if there is a key, and the master key does not open it: it was damaged."""

    def findings(self) -> Findings:
        """Return what was last noted of losses and of keys that wait, by whichever process."""

    def set_findings(self, findings: Findings) -> None:
        """Note what was found, in place of what was noted before."""

    def lost(self, content_id: str) -> bool:
        """Return True if this content is noted as lost."""

    def lost_in(self, file: str) -> str | None:
        """Return a content of this file that is noted as lost, if there is one."""

    def writable(self) -> bool:
        """Return False if nothing can be written: tried at the first call, and at each one after a failure."""

    def close(self) -> None:
        """Let go of the key store."""
