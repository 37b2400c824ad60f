"""Giving a command for a caller: with the version it saw as it sees versions, and nothing told beyond that."""

import hmac
from base64 import b32encode
from hashlib import sha256
from typing import Final

from comity.app.comity import Comity
from comity.app.look import Found, Look
from comity.app.path import Done, Order
from comity.app.streams import KINDS_BY_PREFIX
from comity.app.views import reviews
from comity.app.views.sides import version_of
from comity.governance.gate import Principal
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.kernel.errors import Stale
from comity.notices.access import OpenFile

_STALE: Final = "It has changed since the version that you named. Look again and repeat."
_NOT_SEEN: Final = -1
"""A version that no stream has: the path refuses it, unless the idempotency key says that all was done before."""
_TRIES: Final = 3
_NEW: Final = "the identifier that an idempotency key leads to"


def tag_of(look: Look, by: Principal, what: str, found: Found) -> str:
    """Return the version of a thing as `by` sees it: the ETag of programs, the `seen` field of forms."""
    return reviews.tag_of(look, found) if what == "review" else str(version_of(look, by, what, found))


def give(
    comity: Comity,
    by: Principal,
    what: str,
    stream: str,
    command: Command,
    seen: str | None = None,
    key: str | None = None,
    listed: bool = False,
) -> Done:
    """Run a command on a thing that `by` may see; raises `NotFound`, `Stale` and whatever the path raises.

    `seen` is the version as `tag_of` gave it, None where anything will do. `listed` is for cases that one acts on
    from the queue, without having opened the file. Acts of which the caller may not know move the stream and not what
    it saw: then the command is tried again on the stream as it is.
    """
    for _ in range(_TRIES):
        version = None if listed else _version(comity, by, what, stream, seen, key)
        try:
            return comity.order(by, command, version, key)
        except Stale:
            if version == _NOT_SEEN:
                break
    raise Stale(_STALE)


def _version(comity: Comity, by: Principal, what: str, stream: str, seen: str | None, key: str | None) -> int | None:
    with comity.look() as look:
        if key and look.reader.remembered(by.id, key):
            return _NOT_SEEN  # the path answers what came of it, though the thing may be out of sight since
        found = look.see(by, what, stream)
        if seen is None:
            return None
        if tag_of(look, by, what, found) != seen:
            return _NOT_SEEN
        return None if what == "review" else found.version


def opening(comity: Comity, by: Principal, *files: OpenFile) -> None:
    """Record that `by` opens files, before anything of them is given out."""
    if files:
        with comity.path.batch() as run:
            for file in files:
                run(Order(by=by, command=file))


def done_before(comity: Comity, by: Principal, key: str | None) -> Done | None:
    """Return what came of the command that `by` gave with this idempotency key; None where none was given."""
    if not key:
        return None
    with comity.look() as look:
        known = look.reader.remembered(by.id, key)
    return wire.trusted(known.outcome, Done) if known else None


def new_id(comity: Comity, by: Principal, key: str | None, prefix: str) -> str:
    """Return a new identifier, or the one that the same idempotency key leads to.

    It follows from the key, so that repetitions at once, in whatever process, are one command and come to one thing.
    A key that was forgotten, after a day, leads to a new one.
    """
    if not key:
        return comity.chance.id(prefix)
    name = f"{prefix}_{_letters(hmac.digest(comity.secret, wire.canonical([_NEW, by.id, prefix, key]), sha256))}"
    with comity.look() as look:
        if (known := look.reader.remembered(by.id, key)) is not None:
            done = wire.trusted(known.outcome, Done).stream_id
            return done if done.startswith(f"{prefix}_") else name
        what = KINDS_BY_PREFIX.get(prefix)  # None where it names a part of a stream
        taken = what is not None and look.reader.register(what, name) is not None
    return comity.chance.id(prefix) if taken else name


def _letters(digest: bytes) -> str:
    """Return 16 letters and digits of a digest, as an identifier has them."""
    return b32encode(digest[:10]).decode().lower()
