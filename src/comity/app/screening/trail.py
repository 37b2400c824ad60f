"""The trail of screening: a question is noted in memory as it is answered, and written in batches beside answering.

1. The answer carries a receipt: the batch that its question will stand in, and the question's own nonce.
2. Each second, and when a batch is full, questions and answers become commitments, and the batch one act on the path.
3. A batch that cannot be written waits; when too much waits, questions are refused: nothing is answered without trail.
What a process had not written when it was killed is lost, at most `EVERY` and what stood waiting; a stop writes all.
"""

import hmac
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Event, Lock
from typing import Final

import msgspec
import structlog

from comity.app.comity import Comity
from comity.app.path import Order
from comity.app.ports.surroundings import Chance
from comity.governance.gate import PROCESS, Principal
from comity.governance.offices import OF_A_MEMBER
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.errors import ComityError, CommandRefused, Unavailable
from comity.ledger.merkle import Coordinate, extend, leaf_hash, root
from comity.notices.questions import Kept, KeptOf, Line, Lines, Purpose, RecordQuestions

EVERY: Final = 1.0
"""Seconds between two writings."""
LARGEST: Final = 2_000
"""Questions in one batch: some 600 kB of lines."""
MOST_WAITING: Final = 50_000
"""Questions that may wait to be written, two minutes at the full load of one process."""
_FULL: Final = (
    "The trail of questions cannot be written now, and nothing is answered without it; ask again in a moment."
)
_log = structlog.get_logger()


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it was answered: what it asked and what was answered are the bytes of their JSON.

    `act` is the last act that the list had followed, `signed` the size of the last checkpoint among these acts.
    """

    nonce: str
    at: datetime
    by: Principal
    purpose: Purpose
    threshold: float
    limit: int
    list_version: str
    act: int
    signed: int
    hits: int
    silenced: int
    question: bytes
    answer: bytes
    keep: bool = False


class Nodes:
    """The inner hashes of one batch's tree, in memory."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._nodes: dict[Coordinate, bytes] = {}
        self._nodes = extend(leaves, 0, self)

    def get(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        return {each: self._nodes[each] for each in coordinates if each in self._nodes}

    def put(self, nodes: Mapping[Coordinate, bytes]) -> None:
        self._nodes |= nodes


class _Open:
    """A batch that still takes questions."""

    def __init__(self, batch: str) -> None:
        self.id = batch
        self.noted: list[Noted] = []
        self.promised = 0


class Trail:
    """The questions of one process; safe for threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._writing = Lock()
        self._open: _Open | None = None
        self._closed: deque[_Open] = deque()
        self._waiting = 0
        self._stopped = Event()

    def promise(self, chance: Chance) -> tuple[str, str]:
        """Return the batch and the nonce that a question will stand under; raises `Unavailable` where too many wait."""
        nonce = chance.id("ask").partition("_")[2]
        with self._turn:
            if self._waiting >= MOST_WAITING:
                raise Unavailable(_FULL)
            if self._open is None or self._open.promised >= LARGEST:
                if self._open is not None:
                    self._closed.append(self._open)
                self._open = _Open(chance.id("qst"))
            self._open.promised += 1
            self._waiting += 1
            return self._open.id, nonce

    def note(self, batch: str, noted: Noted | None) -> None:
        """Keep what was promised, in its batch; None where the question was not answered after all."""
        with self._turn:
            place = self._open
            if place is None or place.id != batch:
                place = next(each for each in self._closed if each.id == batch)
            if noted is None:
                place.promised -= 1
                self._waiting -= 1
            else:
                place.noted.append(noted)

    def run(self, comity: Comity) -> None:
        """Write each second until `stop`."""
        while not self._stopped.wait(EVERY):
            self.flush(comity)

    def stop(self) -> None:
        """End `run`."""
        self._stopped.set()

    def flush(self, comity: Comity) -> None:
        """Write what is noted; what cannot be written now waits."""
        with self._writing:
            with self._turn:
                if self._open is not None:
                    self._closed.append(self._open)
                    self._open = None
            for batch in self._whole():
                if batch.noted and not self._written(comity, batch):
                    return
                with self._turn:
                    self._closed.remove(batch)
                    self._waiting -= len(batch.noted)

    def _whole(self) -> list[_Open]:
        """Return the closed batches in which nothing is still being answered, the oldest first."""
        with self._turn:
            return [each for each in self._closed if each.promised == len(each.noted)]

    def _written(self, comity: Comity, batch: _Open) -> bool:
        command = recorded(batch.id, batch.noted, comity.chance.nonce() + comity.chance.nonce())
        try:
            comity.path.execute(Order(by=PROCESS, command=command))
        except CommandRefused:
            with comity.look() as look:
                return look.find("questions", batch.id) is not None  # the try before was in doubt, and was done
        except ComityError as error:
            _log.warning("trail_waits", questions=len(batch.noted), why=error.detail)
            return False
        return True


def recorded(batch: str, noted: Sequence[Noted], secret: str) -> RecordQuestions:
    """Return the command that records a batch; `secret` is 64 hex digits."""
    lines = tuple(_line(each, secret) for each in noted)
    tree = Nodes([leaf_of(line) for line in lines])
    kept: dict[Country, list[Kept]] = {}
    for each in noted:
        if each.keep and (member := _member(each.by)):
            kept.setdefault(member, []).append(Kept(each.nonce, each.question.decode(), each.answer.decode()))
    return RecordQuestions(
        id=batch,
        count=len(lines),
        first=min(each.act for each in noted),
        last=max(each.act for each in noted),
        members=tuple(sorted({line.member for line in lines if line.member})),
        root=root(len(lines), tree).hex(),
        lines=Lines(secret, lines),
        keepers=tuple(kept),
        kept=tuple(KeptOf(tuple(each)) for each in kept.values()),
    )


def _member(by: Principal) -> Country | None:
    return Country(by.member) if by.member and by.offices & OF_A_MEMBER else None


def _line(noted: Noted, secret: str) -> Line:
    key = commitment_key(secret, noted.nonce)
    return Line(
        nonce=noted.nonce,
        at=noted.at,
        asker=noted.by.id,
        member=_member(noted.by),
        purpose=noted.purpose,
        threshold=noted.threshold,
        limit=noted.limit,
        list_version=noted.list_version,
        act=noted.signed,
        hits=noted.hits,
        silenced=noted.silenced,
        question=committed(key, noted.question),
        answer=committed(key, noted.answer),
    )


def leaf_of(line: Line) -> bytes:
    """Return the leaf of a line in the tree of its batch."""
    return leaf_hash(wire.encode(line))


def commitment_key(secret: str, nonce: str) -> bytes:
    """Return the key of one line's commitments: to give it away opens that line and no other."""
    return hmac.digest(bytes.fromhex(secret), nonce.encode(), "sha256")


def committed(key: bytes, said: bytes) -> str:
    """Return the commitment to a question or an answer."""
    return hmac.digest(key, said, "sha256").hex()
