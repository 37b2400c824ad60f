"""The figures at work: each closed quarter is released once, signed, by the clock; and read and verified again."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime

import msgspec
import structlog

from comity.app.clock import ClockInDoubt, believed
from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.path import Order
from comity.app.ports.vault import NotOpened
from comity.governance.gate import CLOCK, Principal
from comity.kernel import wire
from comity.kernel.errors import NotFound, VerificationFailed
from comity.ledger.note import NoteKey, decode64
from comity.statistics.cases import Happened
from comity.statistics.grounds import Edition
from comity.statistics.quarter import Quarter, due_quarters
from comity.statistics.release import FORMATS, Release, bytes_of, quarterly
from comity.statistics.releasing import PublishRelease, Reply
from comity.statistics.verify import verify

_log = structlog.get_logger()


class SignedRelease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A release with the log's signature over its canonical bytes; `key` is the C2SP verifier key."""

    release: Release
    key: str
    signature: str


def happened(look: Look) -> Iterator[Happened]:
    """Yield all acts as the figures read them."""
    for act in look.all_acts():
        yield Happened(act.seq, act.at, act.stream_type, act.stream_id, act.event)


def quarters_due(look: Look, at: datetime) -> tuple[Quarter, ...]:
    """Return the quarters closed at a time that are still to be released, the earliest first."""
    first = look.reader.act(1)
    released = [Quarter.parse(row.stream_id) for row in look.reader.registers("figures")]
    return due_quarters(first.at if first else None, at, released)


def release_due(comity: Comity, at: datetime, by: Principal = CLOCK) -> tuple[str, ...]:
    """Release every quarter due at a time, and return their names.

    Raises `Forbidden` for who may not, and `ClockInDoubt` at a time that is not believed: a release is never restated.
    """
    with comity.look() as look:
        if not (belief := believed(look.reader, at)).holds:
            raise ClockInDoubt(belief.says)
        due = quarters_due(look, at)
        acts = list(happened(look)) if due else []
        second_from = _second_from(look) if due else None
        replies = dict(_replies(look)) if due else {}
    for quarter in due:
        release = quarterly(acts, quarter, replies=replies, second_from=second_from)
        signature = b64encode(comity.signer.sign(bytes_of(release))).decode()
        signed = wire.canonical(SignedRelease(release, comity.log_key.vkey, signature))
        comity.path.execute(Order(by=by, command=PublishRelease(id=str(quarter), release=signed)))
    return tuple(map(str, due))


class _Format(msgspec.Struct, frozen=True):
    format: str


class _Released(msgspec.Struct, frozen=True):
    release: _Format


def _second_from(look: Look) -> Quarter | None:
    """Return the quarter after the last one released in the first edition; None where none was."""
    first = []
    for row in look.reader.registers("figures"):
        released = msgspec.json.decode(read_release(look, row.stream_id), type=_Released)
        if released.release.format == FORMATS[Edition.FIRST]:
            first.append(Quarter.parse(row.stream_id))
    return Quarter(max(first).index + 1) if first else None


def _replies(look: Look) -> Iterator[tuple[str, str]]:
    """Yield what members say beside their figures; a reply that cannot be opened is left out, and logged."""
    for row in look.reader.registers("reply"):
        state: Reply = look.typed(row).state
        try:
            if state.text:
                yield state.member, look.opened(state.text, str)
        except NotOpened as error:
            _log.error("reply_left_out", member=state.member, why=error.detail)


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
