"""Writing to the store: one transaction for a command, whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Insert, Table, and_, bindparam, delete, exists, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from comity.adapters.storage import schema as t
from comity.adapters.storage import tables
from comity.adapters.storage.reading import SqlReader, stamp
from comity.app.ports.store import ActRow, Awaiting, Registered, Remembered, Round, SeenRow, TableShape, TokenRow, Tries
from comity.ledger.merkle import Coordinate

_TRIED: Final = 1024 * 1024
_U = t.uploads.c
_UPLOADED = select(_U.sha256).where(_U.member == bindparam("member"), _U.sha256.in_(bindparam("named", expanding=True)))
_BOUND = select(t.upload_uses.c.sha256).where(t.upload_uses.c.file == bindparam("file"))

_GAP = 10_000
"""How many numbers may come at once: an import, or the first minutes of a year."""
_ROUND = "clock"
"""The one row of the last round."""


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _upsert(table: Table, dialect: str) -> Insert:
    keys = [column.name for column in table.primary_key]
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = build(table)
    changed = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def _beyond(last: int, moment: int) -> int:
    """Return from where on to number at a moment; a clock that is behind what was given before counts for nothing."""
    return moment + _GAP if moment + _GAP > last else last + _GAP


class SqlWriter(SqlReader):
    """A reading that may also write."""

    def _upsert(self, table: Table, values: dict[str, Any]) -> None:
        self.connection.execute(_upsert(table, self.connection.dialect.name), values)

    def _insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(_insert(table), list(rows))

    def save(self, registered: Registered) -> None:
        row = registered.row
        self._upsert(
            t.register,
            {
                "stream_type": registered.stream_type,
                "stream_id": registered.stream_id,
                "version": registered.version,
                "document": registered.state,
                "state": row.state,
                "kind": row.kind,
                "member": row.member,
                "circulation": row.circulation,
                "concerned": row.concerned,
                "assigned": row.assigned,
                "parent": row.parent,
                "rank": row.rank,
                "due": stamp(row.due) if row.due else None,
                "wake": stamp(row.wake) if row.wake else None,
                "public": row.public,
                "created": stamp(registered.created),
                "updated": stamp(registered.updated),
            },
        )

    def append(self, act: ActRow, leaf: bytes) -> None:
        self._insert(
            t.acts,
            [
                {
                    "seq": act.seq,
                    "at": stamp(act.at),
                    "stream_type": act.stream_type,
                    "stream_id": act.stream_id,
                    "version": act.version,
                    "type": act.type,
                    "document": act.document,
                }
            ],
        )

    def put_content(self, content_id: str, file: str, label: str, blob: bytes) -> None:
        self._insert(t.contents, [{"id": content_id, "file": file, "label": label, "blob": blob}])

    def drop_contents(self, content_ids: Sequence[str]) -> None:
        for first in range(0, len(content_ids), 500):
            ids = list(content_ids[first : first + 500])
            dropped = select(t.uploads.c.sha256, t.uploads.c.member).where(t.uploads.c.content.in_(ids)).subquery()
            used = and_(t.upload_uses.c.sha256 == dropped.c.sha256, t.upload_uses.c.member == dropped.c.member)
            self.connection.execute(delete(t.upload_uses).where(exists().where(used)))
            self.connection.execute(delete(t.uploads).where(t.uploads.c.content.in_(ids)))
            self.connection.execute(delete(t.contents).where(t.contents.c.id.in_(ids)))

    def push(self, members: Sequence[str], kind: str, notice: str, act: int, at: datetime) -> None:
        f = t.feed.c
        query = select(f.member, func.max(f.seq)).where(f.member.in_(list(members))).group_by(f.member)
        last = {row[0]: row[1] for row in self.connection.execute(query)} if members else {}
        common = {"kind": kind, "notice": notice, "act": act, "at": stamp(at)}
        floor = self.floor("feed") if members else 0
        self._insert(t.feed, [{"member": m, "seq": max(last.get(m, 0), floor) + 1, **common} for m in members])

    def change_public(self, kind: str, number: str, notice: str, day: date) -> None:
        seq = max(self.last_public_change(), self.floor("public")) + 1
        values = {"seq": seq, "kind": kind, "number": number, "notice": notice, "day": day.isoformat()}
        self._insert(t.public_changes, [values])

    def next_public_number(self, year: int) -> str:
        last = self.connection.scalar(select(t.public_numbers.c.last).where(t.public_numbers.c.year == year)) or 0
        self._upsert(t.public_numbers, {"year": year, "last": last + 1})
        return f"{year}/{last + 1}"

    def leave_gap(self, at: datetime) -> None:
        """Number on beyond all that acts lost by a restore at `at` can have used: their numbers may be known elsewhere.

        Feeds and public changes go on above the milliseconds of the time, and the public numbers of the year above its
        seconds: no sequence takes so many, and so a second restore of the same archive goes on above the first.
        """
        for name, column in (("feed", t.feed.c.seq), ("public", t.public_changes.c.seq)):
            last = max(self.connection.scalar(select(func.max(column))) or 0, self.floor(name))
            self._upsert(t.number_floors, {"name": name, "value": _beyond(last, int(at.timestamp() * 1000))})
        year = t.public_numbers.c.year
        since = at - at.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
        for later in {at.year, *self.connection.scalars(select(year).where(year > at.year))}:
            last = self.connection.scalar(select(t.public_numbers.c.last).where(year == later)) or 0
            self._upsert(t.public_numbers, {"year": later, "last": _beyond(last, int(since.total_seconds()))})

    def put_nodes(self, nodes: Mapping[Coordinate, bytes]) -> None:
        rows = [{"level": c.level, "position": c.position, "hash": h} for c, h in nodes.items()]
        self._insert(t.ledger_nodes, rows)

    def put_checkpoint(self, size: int, document: str) -> None:
        self._upsert(t.checkpoints, {"size": size, "document": document})

    def remember(self, actor: str, key: str, found: Remembered, at: datetime) -> None:
        values = {"actor": actor, "key": key, "digest": found.digest, "outcome": found.outcome, "at": stamp(at)}
        self._insert(t.idempotency, [values])

    def forget(self, before: datetime) -> None:
        self.connection.execute(delete(t.idempotency).where(t.idempotency.c.at < stamp(before)))
        self.connection.execute(delete(t.tokens).where(t.tokens.c.expires < stamp(before)))
        self.connection.execute(delete(t.session_seen).where(t.session_seen.c.seen < stamp(before)))
        self.connection.execute(delete(t.tries).where(t.tries.c.last < stamp(before)))

    def put_token(self, token: TokenRow, digest: str) -> None:
        values = {"token": token.token, "person": token.person, "digest": digest, "expires": stamp(token.expires)}
        self._insert(t.tokens, [values])

    def drop_token(self, token: str) -> None:
        self.connection.execute(delete(t.tokens).where(t.tokens.c.token == token))

    def drop_tokens_of(self, person: str) -> None:
        self.connection.execute(delete(t.tokens).where(t.tokens.c.person == person))
        self.connection.execute(delete(t.proof_marks).where(t.proof_marks.c.person == person))

    def put_seen(self, seen: SeenRow) -> None:
        self._upsert(t.session_seen, {"session": seen.session, "seen": stamp(seen.seen), "device": seen.device})

    def put_tries(self, tries: Tries) -> None:
        self._upsert(
            t.tries,
            {
                "key": tries.key,
                "count": tries.count,
                "began": stamp(tries.began),
                "last": stamp(tries.last),
                "holds": tries.holds,
                "until": stamp(tries.until) if tries.until else None,
            },
        )

    def try_to_write(self) -> None:
        """Write a content of a mebibyte and delete it: without leave or room it fails, at the commit at the latest."""
        self._insert(t.contents, [{"id": "", "file": "", "label": "", "blob": bytes(_TRIED)}])
        self.connection.execute(delete(t.contents).where(t.contents.c.id == ""))

    def drop_tries(self, key: str) -> None:
        self.connection.execute(delete(t.tries).where(t.tries.c.key == key))

    def advance(self, person: str, mark: str, value: int) -> bool:
        """Raise a person's mark to `value`; False, and nothing done, where it stands there already or higher."""
        if self.mark(person, mark) >= value:
            return False
        self._upsert(t.proof_marks, {"person": person, "mark": mark, "value": value})
        return True

    def put_awaiting(self, awaiting: Awaiting) -> None:
        times = {name: getattr(awaiting, name) for name in ("since", "latest", "urgent", "told", "retry")}
        stamped = {name: stamp(at) if at else None for name, at in times.items()}
        self._upsert(t.awaiting, {"person": awaiting.person, "failures": awaiting.failures, **stamped})

    def put_round(self, found: Round) -> None:
        self._upsert(t.last_round, {"name": _ROUND, "at": stamp(found.at), "act": found.act})

    def drop_awaiting(self, person: str) -> None:
        self.connection.execute(delete(t.awaiting).where(t.awaiting.c.person == person))

    def put_position(self, name: str, position: int) -> None:
        self._upsert(t.telling, {"name": name, "position": position})

    def put_upload(self, sha256: str, member: str, content_id: str, at: datetime) -> None:
        values = {"sha256": sha256, "member": member, "content": content_id, "at": stamp(at)}
        self._insert(t.uploads, [values])

    def bind_uploads(self, sha256s: Sequence[str], member: str, file: str) -> None:
        if not sha256s:
            return
        known = set(self.connection.scalars(_UPLOADED, {"member": member, "named": list(sha256s)}))
        if known:
            bound = set(self.connection.scalars(_BOUND, {"file": file}))
            self._insert(
                t.upload_uses, [{"sha256": sha, "member": member, "file": file} for sha in sorted(known - bound)]
            )

    def load(self, shape: TableShape, rows: Iterable[tuple[Any, ...]]) -> None:
        tables.load(self.connection, shape, rows)
