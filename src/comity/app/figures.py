"""The figures at work: each closed quarter is released once, signed, by the clock; and read and verified again."""

from base64 import b64encode
from collections.abc import Iterator

import msgspec

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.path import Order
from comity.governance.gate import CLOCK, Principal
from comity.kernel import wire
from comity.kernel.errors import NotFound, VerificationFailed
from comity.ledger.note import NoteKey, decode64
from comity.statistics.cases import Happened
from comity.statistics.quarter import Quarter, due_quarters
from comity.statistics.release import Release, bytes_of, quarterly
from comity.statistics.releasing import PublishRelease, Reply
from comity.statistics.verify import verify


class SignedRelease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A release with the log's signature over its canonical bytes; `key` is the C2SP verifier key."""

    release: Release
    key: str
    signature: str


def happened(look: Look) -> Iterator[Happened]:
    """Yield all acts as the figures read them."""
    for act in look.all_acts():
        yield Happened(act.seq, act.at, act.stream_type, act.stream_id, act.event)


def quarters_due(look: Look) -> tuple[Quarter, ...]:
    """Return the closed quarters that are still to be released, the earliest first."""
    first = look.reader.act(1)
    released = [Quarter.parse(row.stream_id) for row in look.reader.registers("figures")]
    return due_quarters(first.at if first else None, look.at, released)


def release_due(comity: Comity, by: Principal = CLOCK) -> tuple[str, ...]:
    """Release every closed quarter that is due, and return their names; raises `Forbidden` for who may not."""
    with comity.look() as look:
        due = quarters_due(look)
        acts = list(happened(look)) if due else []
        replies = {state.member: look.opened(state.text, str) for state in _replies(look) if state.text}
    for quarter in due:
        release = quarterly(acts, quarter, replies=replies)
        signature = b64encode(comity.signer.sign(bytes_of(release))).decode()
        signed = wire.canonical(SignedRelease(release, comity.log_key.vkey, signature))
        comity.path.execute(Order(by=by, command=PublishRelease(id=str(quarter), release=signed)))
    return tuple(map(str, due))


def _replies(look: Look) -> Iterator[Reply]:
    for row in look.reader.registers("reply"):
        state: Reply = look.typed(row).state
        yield state


def read_release(look: Look, quarter: str) -> bytes:
    """Return a release as it was signed; raises `NotFound` for a quarter that was not released."""
    found = look.find("figures", quarter)
    if found is None or found.state.release is None:
        raise NotFound
    return look.bytes_of(found.state.release)


def verify_release(document: bytes, key: NoteKey) -> Release:
    """Return the release in a signed document after checking that it adds up and that `key` signed it."""
    signed = wire.decode(document, SignedRelease, "release")
    if signed.key != key.vkey:
        raise VerificationFailed("The release was signed by another key.")
    key.verify(bytes_of(signed.release), decode64(signed.signature, "signature of the release"))
    return verify(bytes_of(signed.release))
