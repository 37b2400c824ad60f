"""What anyone may check: the ledger's checkpoint and proofs, released figures; and the acts, for who audits."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from comity.app.look import Look
from comity.governance.gate import Principal, Resource
from comity.governance.scope import scope
from comity.kernel.decider import Row
from comity.kernel.errors import NotFound
from comity.kernel.subject import Record
from comity.ledger.merkle import Consistency


class ActsQuery(Record, frozen=True):
    """`after` is the number of the last act that was read."""

    after: Annotated[int, msgspec.Meta(ge=0, le=2**62)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 200


class ActView(msgspec.Struct, frozen=True):
    """An act as it is kept: `document` is its canonical JSON, the leaf of the ledger."""

    seq: int
    document: msgspec.Raw


class Acts(msgspec.Struct, frozen=True):
    """A page of acts; `next` is the `after` of the page that follows, null on the last."""

    acts: tuple[ActView, ...]
    next: int | None = None


class ConsistencyQuery(Record, frozen=True):
    """`old` is the size of an earlier checkpoint."""

    old: Annotated[int, msgspec.Meta(ge=0, le=2**62)]


class ConsistencyView(msgspec.Struct, frozen=True):
    """That the log of the checkpoint begins with the log of `old` acts (RFC 6962 section 2.1.2)."""

    proof: Consistency
    checkpoint: str


class CheckpointView(msgspec.Struct, frozen=True):
    """The signed note, and the key that verifies it."""

    checkpoint: str
    key: str


class ReleaseLine(msgspec.Struct, frozen=True):
    quarter: str
    published: datetime


class Releases(msgspec.Struct, frozen=True):
    releases: tuple[ReleaseLine, ...]


class Counts(msgspec.Struct, frozen=True):
    """How many of what the caller may see are in which state, by kind of thing."""

    counts: dict[str, dict[str, int]]


def acts(look: Look, by: Principal, query: ActsQuery) -> Acts:
    """Return acts in order, without contents; raises `Forbidden` for who does not audit."""
    look.require(by, "ledger:acts:read", Resource("ledger", "ledger", Row(state="open")))
    rows = look.reader.acts(query.after, query.limit + 1)
    shown = rows[: query.limit]
    return Acts(
        tuple(ActView(row.seq, msgspec.Raw(row.document)) for row in shown),
        shown[-1].seq if len(rows) > query.limit else None,
    )


def releases(look: Look, by: Principal) -> Releases:
    """Return the released quarters, the newest first."""
    _may_read_figures(look, by)
    found = [ReleaseLine(row.stream_id, row.created) for row in look.reader.registers("figures")]
    return Releases(tuple(sorted(found, key=lambda each: each.quarter, reverse=True)))


def release(look: Look, by: Principal, quarter: str) -> bytes:
    """Return a release as it was signed; raises `NotFound` for a quarter that was not released."""
    _may_read_figures(look, by)
    found = look.find("figures", quarter)
    if found is None or found.state.release is None:
        raise NotFound
    return look.bytes_of(found.state.release)


def _may_read_figures(look: Look, by: Principal) -> None:
    look.require(by, "figures:release:read", Resource("figures", "figures", Row(state="released", public=True)))


COUNTED = ("request", "notice", "campaign", "application", "person")


def counts(look: Look, by: Principal) -> Counts:
    """Return the live counts of what `by` may see."""
    found: dict[str, dict[str, int]] = {}
    for what in COUNTED:
        by_state: dict[str, Any] = {}
        for (state, _), count in look.reader.counts(what, scope(by, what)).items():
            by_state[state] = by_state.get(state, 0) + count
        if by_state:
            found[what] = by_state
    return Counts(found)
