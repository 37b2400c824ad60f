"""The trail as it is read: a member sees that it asked, control sees who asked, who has the question can prove it.

What was asked stands in the trail as a commitment. A receipt leads to its line; the question itself opens it.
"""

import hmac
from typing import Annotated, Final

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.ports.vault import NotOpened
from comity.app.screening.trail import Nodes, commitment_key, committed, leaf_of
from comity.app.views.paging import Cursor, Page
from comity.app.views.searching import Screened
from comity.governance.gate import Principal, Resource
from comity.governance.offices import Office
from comity.governance.scope import Concerns, Everything, Predicate
from comity.kernel import wire
from comity.kernel.decider import Row
from comity.kernel.errors import NotFound
from comity.kernel.subject import Record
from comity.ledger.merkle import inclusion
from comity.notices.questions import Batch, Kept, KeptOf, Line, Lines
from comity.screening import Query

_CONTROL: Final = frozenset({Office.AUDITOR, Office.COMMISSIONER})
Receipt = Annotated[str, msgspec.Meta(pattern=r"^qst_[0-9a-z]{16}\.[0-9a-z]{16}$")]


class TrailQuery(Record, frozen=True):
    """Where a page begins, and how many batches it looks through: some hold nothing of one's own."""

    after: Cursor | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 10


class AskedLine(msgspec.Struct, frozen=True):
    """A question in the trail: its receipt, and the line as it was recorded."""

    receipt: str
    line: Line


class KeptLine(msgspec.Struct, frozen=True):
    """A question of one's own member; `question` and `answer` are there where it chose to keep them."""

    receipt: str
    line: Line
    question: msgspec.Raw | None = None
    answer: msgspec.Raw | None = None


class Proving(Record, frozen=True):
    """What somebody says was asked under a receipt, and answered."""

    receipt: Receipt
    question: Query
    answer: Screened | None = None


class Proved(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the commitments open: `key` is given where the question does, and with it anyone can check `line`.

    `root`, which the act of the batch holds, `index`, `size` and `path` (RFC 6962, hex) say that the line is in it.
    """

    question: bool
    answer: bool | None
    line: Line
    key: str | None
    root: str
    index: int
    size: int
    path: tuple[str, ...]


def reader_of(look: Look, by: Principal) -> str | None:
    """Return the member whose questions `by` reads, None for all of them; raises `Forbidden`."""
    look.require(by, "screening:trail:read", Resource("screening", "screening", Row(state="open", member=by.member)))
    return None if by.offices & _CONTROL else by.member


def trail(look: Look, by: Principal, query: TrailQuery) -> Page[AskedLine]:
    """Return the questions of some batches, the newest first; raises `Forbidden`."""
    member = reader_of(look, by)
    scope: Predicate = Everything() if member is None else Concerns(frozenset({member}))
    states = ("recorded",)
    rows = look.reader.page(
        Listing(stream_type="questions", scope=scope, states=states, after=query.after, limit=query.limit + 1)
    )
    shown = rows[: query.limit]
    lines = tuple(line for found in look.legible(shown) for line in _lines(look, found, member))
    return Page(lines, look.reader.cursor(shown[-1]) if len(rows) > query.limit else None)


def _lines(look: Look, found: Found, member: str | None) -> list[AskedLine]:
    opened = _opened(look, found.state)
    lines = opened.lines if opened else ()
    mine = [line for line in reversed(lines) if member is None or line.member == member]
    return [AskedLine(f"{found.id}.{line.nonce}", line) for line in mine]


def _opened(look: Look, batch: Batch) -> Lines | None:
    try:
        return look.opened(batch.lines, Lines) if batch.lines else None
    except NotOpened:
        return None  # erased while this look was open


def _find(look: Look, by: Principal, receipt: str) -> tuple[Batch, Lines, int]:
    """Return where a receipt leads; raises `NotFound` for that of another member, and for one that was forgotten."""
    member = reader_of(look, by)
    batch, _, nonce = receipt.partition(".")
    found = look.find("questions", batch)
    lines = _opened(look, found.state) if found else None
    if found is None or lines is None:
        raise NotFound
    for place, line in enumerate(lines.lines):
        if line.nonce == nonce and (member is None or line.member == member):
            return found.state, lines, place
    raise NotFound


def kept(look: Look, by: Principal, receipt: str) -> KeptLine:
    """Return a question of one's own member with what it kept; who only controls sees the line alone."""
    batch, lines, place = _find(look, by, receipt)
    line = lines.lines[place]
    held = _kept(look, batch, line) if line.member is not None and line.member == by.member else None
    if held is None:
        return KeptLine(receipt, line)
    return KeptLine(receipt, line, msgspec.Raw(held.question.encode()), msgspec.Raw(held.answer.encode()))


def _kept(look: Look, batch: Batch, line: Line) -> Kept | None:
    for keeper, ref in zip(batch.keepers, batch.kept, strict=True):
        if keeper == line.member:
            return next((each for each in look.opened(ref, KeptOf).kept if each.nonce == line.nonce), None)
    return None


def prove(look: Look, by: Principal, said: Proving) -> Proved:
    """Say whether a question, and the answer to it, are those in the trail; raises `NotFound`."""
    batch, lines, place = _find(look, by, said.receipt)
    line = lines.lines[place]
    key = commitment_key(lines.secret, line.nonce)
    asked = hmac.compare_digest(committed(key, wire.encode(said.question)), line.question)
    answer = wire.encode(said.answer) if said.answer is not None else None
    tree = Nodes([leaf_of(each) for each in lines.lines])
    proof = inclusion(place, len(lines.lines), tree)
    return Proved(
        question=asked,
        answer=None if answer is None else hmac.compare_digest(committed(key, answer), line.answer),
        line=line,
        key=key.hex() if asked else None,
        root=batch.root,
        index=place,
        size=len(lines.lines),
        path=tuple(each.hex() for each in proof.hashes),
    )
