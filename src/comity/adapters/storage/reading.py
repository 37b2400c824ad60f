"""Readings of the store, in one transaction each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, func, not_, null, or_, select

from comity.adapters.storage import schema as t
from comity.adapters.storage import tables
from comity.adapters.storage.scope import to_sql
from comity.app.ports.store import (
    NO_TIME,
    ActRow,
    ActTime,
    Awaiting,
    FeedRow,
    Listing,
    PublicChange,
    Registered,
    Remembered,
    Round,
    SeenRow,
    Sought,
    Spoken,
    TableShape,
    TokenRow,
    Tries,
    UploadUse,
)
from comity.governance.scope import Predicate
from comity.kernel.decider import Row
from comity.kernel.errors import Fault, UnusableInput
from comity.ledger.merkle import Coordinate


def stamp(at: datetime) -> str:
    """Return a time as fixed-width UTC text, which sorts as it should."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def unstamp(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _maybe(text: str | None) -> datetime | None:
    return unstamp(text) if text else None


def _known(*texts: str | None) -> list[datetime] | None:
    """Return the times of a row, `NO_TIME` for one that is absent; None where any of them cannot be read."""
    try:
        times = [unstamp(text) if text else NO_TIME for text in texts]
    except (TypeError, ValueError):
        return None
    return None if any(time.tzinfo is None for time in times) else times


def _registered(row: Any) -> Registered:
    """Return a row of the whole register; its columns come in the order of the schema."""
    what, stream, version, document, state, kind, member, circulation, concerned, *rest = row
    assigned, parent, rank, due, wake, public, created, updated = rest
    damaged = _known(due, wake, created, updated) is None
    if damaged:
        due = wake = None
        created, updated = ((_known(each) or [NO_TIME])[0].isoformat() for each in (created, updated))
    return Registered(
        stream_type=what,
        stream_id=stream,
        version=version,
        state=bytes(document),
        row=Row(
            state=state,
            kind=kind,
            member=member,
            circulation=circulation,
            concerned=concerned,
            assigned=assigned,
            parent=parent,
            rank=rank,
            due=_maybe(due),
            wake=_maybe(wake),
            public=bool(public),
        ),
        created=unstamp(created),
        updated=unstamp(updated),
        damaged=damaged,
    )


def _fed(row: Any) -> FeedRow:
    known = _known(row.at)
    return FeedRow(row.seq, row.kind, row.notice, row.act, (known or [NO_TIME])[0], damaged=known is None)


def _act(row: Any) -> ActRow:
    return ActRow(row.seq, unstamp(row.at), row.stream_type, row.stream_id, row.version, row.type, bytes(row.document))


def _awaiting(row: Any) -> Awaiting:
    return Awaiting(
        person=row.person,
        since=_maybe(row.since),
        latest=_maybe(row.latest),
        urgent=_maybe(row.urgent),
        told=_maybe(row.told),
        failures=row.failures,
        retry=_maybe(row.retry),
    )


_R = t.register.c
# The statements of every command are built once: building one costs more than running it.
_ONE = select(t.register).where(_R.stream_type == bindparam("what"), _R.stream_id == bindparam("stream"))
_SEVERAL = select(t.register).where(
    _R.stream_type == bindparam("what"), _R.stream_id.in_(bindparam("streams", expanding=True))
)
_CHILDREN = (
    select(t.register)
    .where(_R.parent == bindparam("parent"), _R.stream_type == bindparam("what"))
    .order_by(_R.created, _R.stream_id)
)
_CONTENT = select(t.contents.c.blob).where(t.contents.c.id == bindparam("id"))
_CONTENTS = select(t.contents.c.id).where(t.contents.c.file == bindparam("file")).order_by(t.contents.c.id)
_HISTORY = (
    select(t.acts)
    .where(
        t.acts.c.stream_type == bindparam("what"),
        t.acts.c.stream_id == bindparam("stream"),
        t.acts.c.seq > bindparam("after"),
    )
    .order_by(t.acts.c.seq)
    .limit(bindparam("most"))
)
_LAST = select(func.max(t.acts.c.seq))
_NEWEST = 5000
"""Entries of a feed among which recalls are looked for: weeks of them."""
_FEW = 64
"""As many nodes as a proof or an append asks for at most: 2^64 acts."""


@cache
def _few_nodes(count: int) -> Select[Any]:
    n = t.ledger_nodes.c
    pairs = (and_(n.level == bindparam(f"l{at}"), n.position == bindparam(f"p{at}")) for at in range(count))
    return select(n.level, n.position, n.hash).where(or_(*pairs))


def _many_nodes(coordinates: Sequence[Coordinate]) -> Select[Any]:
    # A list of pairs would make SQLite read the whole table; one term a level goes through the key.
    n, levels = t.ledger_nodes.c, dict[int, list[int]]()
    for level, position in coordinates:
        levels.setdefault(level, []).append(position)
    wanted = or_(*(and_(n.level == level, n.position.in_(found)) for level, found in levels.items()))
    return select(n.level, n.position, n.hash).where(wanted)


@lru_cache(512)
def _page(listing: Listing) -> Select[Any]:
    """Return the statement of a page: many ask for the same, and to build one takes longer than to run it."""
    return _ordered(select(t.register).where(_filters(listing)).limit(listing.limit), listing)


class SqlReader:
    """A consistent reading over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._shapes: list[TableShape] | None = None

    def register(self, stream_type: str, stream_id: str) -> Registered | None:
        row = self.connection.execute(_ONE, {"what": stream_type, "stream": stream_id}).first()
        return _registered(row) if row else None

    def several(self, stream_type: str, stream_ids: Sequence[str]) -> list[Registered]:
        """Return those of several streams of a kind that are there."""
        found = []
        for first in range(0, len(stream_ids), 500):
            asked = {"what": stream_type, "streams": list(stream_ids[first : first + 500])}
            found += [_registered(row) for row in self.connection.execute(_SEVERAL, asked)]
        return found

    def registers(self, stream_type: str) -> Iterator[Registered]:
        query = select(t.register).where(_R.stream_type == stream_type).order_by(_R.created, _R.stream_id)
        for row in self.connection.execute(query.execution_options(yield_per=1000)):
            yield _registered(row)

    def page(self, listing: Listing) -> list[Registered]:
        return [_registered(row) for row in self.connection.execute(_page(listing))]

    def cursor(self, row: Registered, by_deadline: bool = False) -> str:
        """Return the cursor that continues after `row` in a page of the same order."""
        if by_deadline:
            due = stamp(row.row.due) if row.row.due else ""
            return f"{row.row.rank}_{due}_{row.stream_id}"
        return f"{stamp(row.created)}_{row.stream_id}"

    def beginning(self, stream_type: str, prefix: str) -> list[Registered]:
        """Return the streams whose ids, in small letters and digits, begin with `prefix`."""
        r = t.register.c
        where = and_(r.stream_type == stream_type, r.stream_id >= prefix, r.stream_id <= prefix + "z" * 16)
        return [_registered(row) for row in self.connection.execute(select(t.register).where(where))]

    def counts(self, stream_type: str, scope: Predicate) -> Mapping[tuple[str, str | None], int]:
        r = t.register.c
        where = and_(r.stream_type == stream_type, to_sql(scope, t.register))
        query = select(r.state, r.kind, func.count()).where(where).group_by(r.state, r.kind)
        return {(row[0], row[1]): row[2] for row in self.connection.execute(query)}

    def children(self, stream_type: str, parent: str) -> list[Registered]:
        rows = self.connection.execute(_CHILDREN, {"what": stream_type, "parent": parent})
        return [_registered(row) for row in rows]

    def waking(self, at: datetime, limit: int) -> list[Registered]:
        wake = t.register.c.wake
        query = select(t.register).where(wake <= stamp(at)).order_by(wake).limit(limit)
        return [_registered(row) for row in self.connection.execute(query)]

    def content(self, content_id: str) -> bytes | None:
        found = self.connection.scalar(_CONTENT, {"id": content_id})
        return bytes(found) if found is not None else None

    def sealed(self, content_ids: Sequence[str]) -> Mapping[str, bytes]:
        """Return the sealed contents that are still there, by id."""
        found: dict[str, bytes] = {}
        for first in range(0, len(content_ids), 500):
            ids = list(content_ids[first : first + 500])
            rows = self.connection.execute(select(t.contents.c.id, t.contents.c.blob).where(t.contents.c.id.in_(ids)))
            found |= {row.id: bytes(row.blob) for row in rows}
        return found

    def contents(self, file: str) -> list[str]:
        return list(self.connection.scalars(_CONTENTS, {"file": file}))

    def content_ids(self) -> set[str]:
        return set(self.connection.scalars(select(t.contents.c.id)))

    def content_count(self) -> int:
        return self.connection.scalar(select(func.count()).select_from(t.contents)) or 0

    def files(self, content_ids: Sequence[str]) -> Mapping[str, str]:
        """Return the file to which each of these contents belongs."""
        found: dict[str, str] = {}
        for first in range(0, len(content_ids), 500):
            ids = list(content_ids[first : first + 500])
            query = select(t.contents.c.id, t.contents.c.file).where(t.contents.c.id.in_(ids))
            found |= {row.id: row.file for row in self.connection.execute(query)}
        return found

    def act(self, seq: int) -> ActRow | None:
        row = self.connection.execute(select(t.acts).where(t.acts.c.seq == seq)).first()
        return _act(row) if row else None

    def acts(self, after: int, limit: int, stream: tuple[str, str] | None = None) -> list[ActRow]:
        if stream:
            asked = {"what": stream[0], "stream": stream[1], "after": after, "most": limit}
            return [_act(row) for row in self.connection.execute(_HISTORY, asked)]
        query = select(t.acts).where(t.acts.c.seq > after).order_by(t.acts.c.seq).limit(limit)
        return [_act(row) for row in self.connection.execute(query)]

    def acts_of(self, stream_type: str, streams: Sequence[str]) -> list[ActRow]:
        """Return the acts of several streams of a kind, in order."""
        a = t.acts.c
        return self._merged(lambda ids: and_(a.stream_type == stream_type, a.stream_id.in_(ids)), streams)

    def acts_under(self, stream_type: str, parents: Sequence[str]) -> list[ActRow]:
        """Return the acts of the streams of a kind that belong to these parents, in order."""
        a, r = t.acts.c, t.register.c

        def where(ids: list[str]) -> ColumnElement[bool]:
            own = select(r.stream_id).where(r.parent.in_(ids), r.stream_type == stream_type)
            return and_(a.stream_type == stream_type, a.stream_id.in_(own))

        return self._merged(where, parents)

    def _merged(self, where: Callable[[list[str]], ColumnElement[bool]], ids: Sequence[str]) -> list[ActRow]:
        found = []
        for first in range(0, len(ids), 500):
            query = select(t.acts).where(where(list(ids[first : first + 500])))
            found += [_act(row) for row in self.connection.execute(query)]
        return sorted(found, key=lambda each: each.seq)

    def acts_back(self, before: int, floor: int, limit: int, sought: Sought) -> list[ActRow]:
        """Return the acts that are sought, of those numbered below `before` and from `floor` on, the newest first."""
        a = t.acts.c
        query = select(t.acts).where(a.seq < before, a.seq >= floor, *_sought(sought))
        return [_act(row) for row in self.connection.execute(query.order_by(a.seq.desc()).limit(limit))]

    def acts_between(self, since: datetime | None, until: datetime | None) -> tuple[int, int]:
        """Return the number of the first act since a time, and that after the last before another; (1, 1) for none."""
        a = t.acts.c
        query = select(func.min(a.seq), func.max(a.seq)).where(*_sought(Sought(since=since, until=until)))
        first, last = self.connection.execute(query).one()
        return (first, last + 1) if first is not None else (1, 1)

    def last_seq(self) -> int:
        return self.connection.scalar(_LAST) or 0

    def act_times(self, after: int) -> Iterator[ActTime]:
        """Yield when each act after one was recorded, in the order of their numbers."""
        a = t.acts.c
        query = select(a.at, a.type).where(a.seq > after).order_by(a.seq).execution_options(yield_per=1000)
        for row in self.connection.execute(query):
            yield ActTime(unstamp(row.at), row.type)

    def last_round(self) -> Round | None:
        """Return the last round of the clock that was believed; None where there was none."""
        row = self.connection.execute(select(t.last_round.c.at, t.last_round.c.act)).first()
        if row is None:
            return None
        known = _known(row.at)
        return Round((known or [NO_TIME])[0], row.act, damaged=known is None)

    def feed(self, member: str, after: int, limit: int) -> list[FeedRow]:
        f, size = t.feed.c, t.checkpoints.c.size
        signed = select(func.min(size)).where(size >= f.act).scalar_subquery().label("signed")
        query = select(t.feed, signed).where(f.member == member, f.seq > after).order_by(f.seq).limit(limit)
        return [replace(_fed(row), signed=row.signed) for row in self.connection.execute(query)]

    def in_feed(self, member: str, seq: int) -> bool:
        """Return True if a member's feed has an entry of this number."""
        f = t.feed.c
        return bool(self.connection.scalar(select(exists().where(f.member == member, f.seq == seq))))

    def floor(self, name: str) -> int:
        """Return the number above which a sequence goes on since the last restore; 0 where there was none."""
        f = t.number_floors.c
        return self.connection.scalar(select(f.value).where(f.name == name)) or 0

    def recalls(self, member: str, since: datetime, limit: int) -> list[FeedRow]:
        """Return the recalls of a member's feed since a time, of its newest entries, the newest first."""
        f = t.feed.c
        before = select(f.seq).where(f.member == member).order_by(f.seq.desc()).offset(_NEWEST).limit(1)
        newest = f.seq > func.coalesce(before.scalar_subquery(), 0)
        where = and_(f.member == member, newest, f.kind == "recall", f.at >= stamp(since))
        query = select(t.feed).where(where).order_by(f.seq.desc()).limit(limit)
        return [_fed(row) for row in self.connection.execute(query)]

    def recall_of(self, member: str, notice: str) -> FeedRow | None:
        """Return the newest recall of a notice in a member's feed."""
        f = t.feed.c
        where = and_(f.member == member, f.notice == notice, f.kind == "recall")
        row = self.connection.execute(select(t.feed).where(where).order_by(f.seq.desc()).limit(1)).first()
        return _fed(row) if row else None

    def dealings_with(self, owner: str, since: datetime, limit: int) -> list[Registered]:
        """Return what members did since a time with the notices of `owner`, what changed last first."""
        notice = t.register.alias("notice")
        own = select(notice.c.stream_id).where(notice.c.stream_type == "notice", notice.c.member == owner)
        where = and_(_R.stream_type == "dealing", _R.updated >= stamp(since), _R.parent.in_(own))
        query = select(t.register).where(where).order_by(_R.updated.desc()).limit(limit)
        return [_registered(row) for row in self.connection.execute(query)]

    def public_changes(self, after: int, limit: int, released: date | None) -> list[PublicChange]:
        p = t.public_changes.c
        query = select(t.public_changes).where(p.seq > after).order_by(p.seq).limit(limit)
        if released is not None:
            query = query.where(p.day <= released.isoformat())
        rows = self.connection.execute(query)
        return [PublicChange(r.seq, r.kind, r.number, r.notice, date.fromisoformat(r.day)) for r in rows]

    def released_changes(self, after: tuple[date, int], limit: int, released: date) -> list[PublicChange]:
        """Return the changes released by the day `released`, in the order of their release.

        What is released later never comes before what was released already, so that a cursor misses nothing.
        """
        p, (day, seq) = t.public_changes.c, after
        later = or_(p.day > day.isoformat(), and_(p.day == day.isoformat(), p.seq > seq))
        query = select(t.public_changes).where(later, p.day <= released.isoformat()).order_by(p.day, p.seq)
        rows = self.connection.execute(query.limit(limit))
        return [PublicChange(r.seq, r.kind, r.number, r.notice, date.fromisoformat(r.day)) for r in rows]

    def in_public_changes(self, seq: int) -> bool:
        """Return True if a public change has this number."""
        return bool(self.connection.scalar(select(exists().where(t.public_changes.c.seq == seq))))

    def last_public_change(self) -> int:
        return self.connection.scalar(select(func.max(t.public_changes.c.seq))) or 0

    def numbered(self, number: str) -> str | None:
        """Return the notice that has, or had, a public number."""
        p = t.public_changes.c
        return self.connection.scalar(select(p.notice).where(p.number == number).limit(1))

    def nodes(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        if not coordinates:
            return {}
        if len(coordinates) <= _FEW:
            values = {
                f"{name}{n}": at for n, pair in enumerate(coordinates) for name, at in zip("lp", pair, strict=True)
            }
            rows = self.connection.execute(_few_nodes(len(coordinates)), values)
        else:
            rows = self.connection.execute(_many_nodes(coordinates))
        return {Coordinate(level, position): bytes(found) for level, position, found in rows}

    def signed_size(self) -> int:
        """Return the size of the last signed checkpoint; 0 where none was signed."""
        return self.connection.scalar(select(func.max(t.checkpoints.c.size))) or 0

    def checkpoint(self) -> str | None:
        query = select(t.checkpoints.c.document).order_by(t.checkpoints.c.size.desc()).limit(1)
        return self.connection.scalar(query)

    def checkpoints(self) -> list[tuple[int, str]]:
        """Return every checkpoint that was signed, with the size that it is kept under."""
        c = t.checkpoints.c
        return [(row.size, row.document) for row in self.connection.execute(select(t.checkpoints).order_by(c.size))]

    def remembered(self, actor: str, key: str) -> Remembered | None:
        i = t.idempotency.c
        row = self.connection.execute(select(i.digest, i.outcome).where(i.actor == actor, i.key == key)).first()
        return Remembered(row.digest, bytes(row.outcome)) if row else None

    def token(self, digest: str) -> TokenRow | None:
        row = self.connection.execute(select(t.tokens).where(t.tokens.c.digest == digest)).first()
        return TokenRow(row.token, row.person, unstamp(row.expires)) if row else None

    def token_holder(self, token: str) -> str | None:
        """Return the person that a token was issued to."""
        return self.connection.scalar(select(t.tokens.c.person).where(t.tokens.c.token == token))

    def seen_sessions(self, sessions: Sequence[str]) -> Mapping[str, SeenRow]:
        """Return when these sessions were last used; one that nothing is known of is left out."""
        query = select(t.session_seen).where(t.session_seen.c.session.in_(list(sessions)))
        rows = self.connection.execute(query)
        return {row.session: SeenRow(row.session, unstamp(row.seen), row.device) for row in rows}

    def tries(self, key: str) -> Tries | None:
        row = self.connection.execute(select(t.tries).where(t.tries.c.key == key)).first()
        if row is None:
            return None
        return Tries(
            row.key, row._mapping["count"], unstamp(row.began), unstamp(row.last), row.holds, _maybe(row.until)
        )

    def awaiting(self) -> Mapping[str, Awaiting]:
        """Return who is still to be told, and when others last were."""
        rows = self.connection.execute(select(t.awaiting).order_by(t.awaiting.c.person))
        return {row.person: _awaiting(row) for row in rows}

    def position(self, name: str) -> int | None:
        return self.connection.scalar(select(t.telling.c.position).where(t.telling.c.name == name))

    def falling_due(self, stream_type: str, state: str, after: datetime, until: datetime) -> list[Registered]:
        """Return what has its deadline after `after` and not after `until`, the earliest first."""
        within = and_(_R.due > stamp(after), _R.due <= stamp(until))
        query = select(t.register).where(_R.stream_type == stream_type, _R.state == state, within)
        return [_registered(row) for row in self.connection.execute(query.order_by(_R.due, _R.stream_id))]

    def spoken(self, before: datetime) -> list[Spoken]:
        """Count the notices in force that were published before a time, and those on which each member has spoken.

        Listings are left out. Counts are by owner and circulation, which say whom a notice reaches.
        """
        r, dealing = _R, t.register.alias("dealing")
        standing = and_(
            r.stream_type == "notice", r.state == "published", r.kind != "special", r.created < stamp(before)
        )
        said = and_(dealing.c.parent == r.stream_id, dealing.c.stream_type == "dealing", dealing.c.state != "silent")
        every = select(r.member, r.circulation, null(), func.count()).where(standing).group_by(r.member, r.circulation)
        each = select(r.member, r.circulation, dealing.c.member, func.count()).where(standing, said)
        each = each.group_by(r.member, r.circulation, dealing.c.member)
        return [Spoken(*row) for query in (every, each) for row in self.connection.execute(query)]

    def found_in_force(self, limit: int) -> list[Registered]:
        """Return the dealings of members that found a person on whom a notice stands, the longest untouched first."""
        notice = t.register.alias("notice")
        stands = and_(notice.c.stream_type == "notice", notice.c.stream_id == _R.parent, notice.c.state == "published")
        query = select(t.register).where(_R.stream_type == "dealing", _R.state == "found", exists().where(stands))
        return [_registered(row) for row in self.connection.execute(query.order_by(_R.updated).limit(limit))]

    def mark(self, person: str, mark: str) -> int:
        """Return where a mark of a person stands; 0 where it was never raised."""
        m = t.proof_marks.c
        return self.connection.scalar(select(m.value).where(m.person == person, m.mark == mark)) or 0

    def upload(self, sha256: str, file: str | None = None, member: str | None = None) -> str | None:
        """Return the content id of an upload, by the file that uses it or by the member that made it."""
        u, uses = t.uploads.c, t.upload_uses.c
        query = select(u.content).where(u.sha256 == sha256)
        if file is not None:
            used = and_(uses.sha256 == u.sha256, uses.member == u.member)
            query = query.select_from(t.uploads.join(t.upload_uses, used)).where(uses.file == file)
        if member is not None:
            query = query.where(u.member == member)
        return self.connection.scalar(query.limit(1))

    def upload_uses(self, sha256: str) -> list[UploadUse]:
        u, uses = t.uploads.c, t.upload_uses.c
        used = and_(uses.sha256 == u.sha256, uses.member == u.member)
        query = select(uses.file, uses.member, u.content).select_from(t.uploads.join(t.upload_uses, used))
        rows = self.connection.execute(query.where(u.sha256 == sha256).order_by(uses.file))
        return [UploadUse(row.file, row.member, row.content) for row in rows]

    def loose_uploads(self, files: Sequence[str], before: datetime) -> list[str]:
        """Return the contents of uploads that only `files` use; without files, of old ones that none uses."""
        u, uses = t.uploads.c, t.upload_uses.c
        same = and_(uses.sha256 == u.sha256, uses.member == u.member)
        elsewhere = exists().where(same, uses.file.not_in(list(files)))
        query = select(u.content).where(~elsewhere)
        query = query.where(exists().where(same)) if files else query.where(u.at < stamp(before))
        return self._with_siblings(query)

    def _with_siblings(self, query: Select[Any]) -> list[str]:
        """Return the contents that `query` finds, and those that were made of them: they lie under the same file."""
        file = t.contents.alias("file").c
        made = t.contents.alias("made").c
        files = select(file.file).where(file.id.in_(query.scalar_subquery()))
        return list(self.connection.scalars(select(made.id).where(made.file.in_(files)).order_by(made.id)))

    def unexamined_uploads(self, limit: int) -> list[str]:
        """Return the streams of at most `limit` uploads that are there and were not examined, the oldest first."""
        u = t.uploads.c
        joined = t.uploads.join(t.register, and_(_R.parent == u.content, _R.stream_type == "file"))
        query = select(_R.stream_id).select_from(joined).where(_R.state == "open").order_by(u.at, _R.stream_id)
        return list(self.connection.scalars(query.limit(limit)))

    def shapes(self) -> list[TableShape]:
        if self._shapes is None:
            self._shapes = tables.shapes(self.connection)
        return self._shapes

    def foreign(self) -> list[tuple[str, str]]:
        return tables.foreign(self.connection)

    def rows(self, shape: TableShape) -> Iterator[tuple[Any, ...]]:
        return tables.rows(self.connection, shape)


def _sought(sought: Sought) -> list[ColumnElement[bool]]:
    a = t.acts.c
    found: list[ColumnElement[bool]] = []
    if sought.actor:
        # The actor stands first in the canonical document, so that its beginning alone tells.
        begin = b'{"actor":"' + sought.actor.encode() + b'",'
        found.append(func.substr(a.document, 1, len(begin)) == begin)
    if sought.since:
        found.append(a.at >= stamp(sought.since))
    if sought.until:
        found.append(a.at < stamp(sought.until))
    if sought.what:
        found.append(a.stream_type.in_(sought.what))
    if sought.types:
        found.append(a.type.in_(sought.types))
    if sought.streams:
        ids: dict[str, list[str]] = {}
        for what, stream in sought.streams:
            ids.setdefault(what, []).append(stream)
        found.append(or_(*(and_(a.stream_type == what, a.stream_id.in_(each)) for what, each in ids.items())))
    return found


def _filters(listing: Listing) -> ColumnElement[bool]:
    r = t.register.c
    found = [r.stream_type == listing.stream_type, to_sql(listing.scope, t.register)]
    if listing.states:
        found.append(r.state.in_(listing.states))
    if listing.kinds:
        found.append(r.kind.in_(listing.kinds))
    if listing.member:
        found.append(r.member == listing.member)
    if listing.parent:
        found.append(r.parent == listing.parent)
    if listing.due_before:
        found.append(r.due < stamp(listing.due_before))
    if listing.untreated_by:
        found.append(_untreated(listing.untreated_by))
    return and_(*found)


def _untreated(member: str) -> ColumnElement[bool]:
    dealing = t.register.alias("dealing")
    own = dealing.c.stream_id == t.register.c.stream_id + f".{member}"
    treated = and_(dealing.c.stream_type == "dealing", own, dealing.c.state != "silent")
    return not_(exists().where(treated))


def _ordered(query: Select[Any], listing: Listing) -> Select[Any]:
    """Order newest first, or by urgency and deadline, continuing after the row that the cursor names."""
    r = t.register.c
    if not listing.by_deadline:
        if listing.after:
            created, stream = _cursor(listing.after, 2)
            query = query.where(or_(r.created < created, and_(r.created == created, r.stream_id < stream)))
        return query.order_by(r.created.desc(), r.stream_id.desc())
    if listing.after:
        rank, due, stream = _cursor(listing.after, 3)
        later = or_(r.due > due, and_(r.due == due, r.stream_id > stream))
        query = query.where(or_(r.rank < int(rank), and_(r.rank == int(rank), later)))
    return query.order_by(r.rank.desc(), r.due, r.stream_id)


def _cursor(text: str, parts: int) -> list[str]:
    found = text.split("_", parts - 1)
    if len(found) != parts or (parts == 3 and not found[0].isdecimal()):
        raise UnusableInput("The cursor is not one that was given.", [Fault("after", "use `next` of the page before")])
    return found
