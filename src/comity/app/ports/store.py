"""The port of the store: acts, register, sealed contents, feeds and ledger nodes, one writer at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, Protocol

import msgspec

from comity.governance.scope import Predicate
from comity.kernel.decider import Row
from comity.ledger.merkle import Coordinate

NO_TIME = datetime.min.replace(tzinfo=UTC)
"""What stands for a time that cannot be read."""


class ActRow(msgspec.Struct, frozen=True):
    """An act as it is kept for ever: `document` is its canonical JSON, the leaf of the ledger."""

    seq: int
    at: datetime
    stream_type: str
    stream_id: str
    version: int
    type: str
    document: bytes


class Registered(msgspec.Struct, frozen=True):
    """The current state of a stream, its version, and what lists see of it."""

    stream_type: str
    stream_id: str
    version: int
    state: bytes
    row: Row
    created: datetime
    updated: datetime
    damaged: bool = False
    """True where a time in the row cannot be read, which then stands here as `NO_TIME`."""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the register: rows of one stream type that `scope` holds for, in the order of `by`.

    `untreated_by` leaves the notices that this member has not treated.
    """

    stream_type: str
    scope: Predicate
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    member: str | None = None
    parent: str | None = None
    untreated_by: str | None = None
    due_before: datetime | None = None
    after: str | None = None
    limit: int = 50
    by_deadline: bool = False


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Which acts are sought: by who did them, of these kinds of stream, of these types, on these streams, when."""

    actor: str | None = None
    what: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    streams: tuple[tuple[str, str], ...] = ()
    since: datetime | None = None
    until: datetime | None = None


class Spoken(msgspec.Struct, frozen=True):
    """How many notices in force, of one owner and circulation, a member has spoken on; all of them where it is None."""

    owner: str | None
    circulation: str | None
    member: str | None
    count: int


class FeedRow(msgspec.Struct, frozen=True):
    """One entry of a member's feed; it names the act, and the content is sealed at delivery.

    `signed` is the size of the first checkpoint that covers the act, None until one is signed; only `feed` reads it.
    `damaged` where the time cannot be read, which then is `NO_TIME`.
    """

    seq: int
    kind: str
    notice: str
    act: int
    at: datetime
    signed: int | None = None
    damaged: bool = False


class PublicChange(msgspec.Struct, frozen=True):
    """A change of the public set; a removal is released on `day`, the one after it was made."""

    seq: int
    kind: str
    number: str
    notice: str
    day: date


class Remembered(msgspec.Struct, frozen=True):
    """What an idempotency key led to; the request is kept as a digest only."""

    digest: str
    outcome: bytes


class UploadUse(msgspec.Struct, frozen=True):
    """A file (a request's) that names an upload, the member that made the upload, and its content."""

    file: str
    member: str
    content: str


class TokenRow(msgspec.Struct, frozen=True):
    token: str
    person: str
    expires: datetime


class SeenRow(msgspec.Struct, frozen=True):
    """When a session was last used, to the minute, and on what kind of device it was opened."""

    session: str
    seen: datetime
    device: str


class Round(msgspec.Struct, frozen=True):
    """The last round of the clock whose time was believed: that time, and the last act there was.

    `damaged` where the time cannot be read, which then is `NO_TIME`.
    """

    at: datetime
    act: int
    damaged: bool = False


class ActTime(msgspec.Struct, frozen=True):
    """When an act was recorded, by the clock of the machine, and its type."""

    at: datetime
    type: str


class Tries(msgspec.Struct, frozen=True):
    """What was tried under one key: how often since `began`, when last, how often it was held up, and until when it is.

    `key` is an HMAC of a login or an address, which therefore stand nowhere in the clear.
    """

    key: str
    count: int
    began: datetime
    last: datetime
    holds: int = 0
    until: datetime | None = None


class Awaiting(msgspec.Struct, frozen=True, kw_only=True):
    """What a person is still to be told: that something waits, and since when, but not what.

    `since` and `latest` are the first and last cause, `urgent` the first imminent one; None where nothing waits.
    `told` is when a message last left, `failures` how often it did not since, `retry` before when none is tried.
    """

    person: str
    since: datetime | None = None
    latest: datetime | None = None
    urgent: datetime | None = None
    told: datetime | None = None
    failures: int = 0
    retry: datetime | None = None


ColumnType = Literal["text", "integer", "boolean", "bytes"]
MISSING: Final = "missing as a table"
"""What `foreign` says of a table of Comity that the database does not have."""


class ColumnShape(msgspec.Struct, frozen=True):
    name: str
    type: ColumnType
    nullable: bool


class TableShape(msgspec.Struct, frozen=True):
    """A table as an archive holds it; `key` are the columns by which its rows are ordered."""

    name: str
    columns: tuple[ColumnShape, ...]
    key: tuple[str, ...]


class Reader(Protocol):
    """A consistent reading."""

    def register(self, stream_type: str, stream_id: str) -> Registered | None: ...
    def several(self, stream_type: str, stream_ids: Sequence[str]) -> list[Registered]: ...
    def registers(self, stream_type: str) -> Iterator[Registered]: ...
    def page(self, listing: Listing) -> list[Registered]: ...
    def cursor(self, row: Registered, by_deadline: bool = False) -> str: ...
    def beginning(self, stream_type: str, prefix: str) -> list[Registered]: ...
    def counts(self, stream_type: str, scope: Predicate) -> Mapping[tuple[str, str | None], int]: ...
    def children(self, stream_type: str, parent: str) -> list[Registered]: ...
    def waking(self, at: datetime, limit: int) -> list[Registered]: ...
    def content(self, content_id: str) -> bytes | None: ...
    def sealed(self, content_ids: Sequence[str]) -> Mapping[str, bytes]: ...
    def contents(self, file: str) -> list[str]: ...
    def content_ids(self) -> set[str]: ...
    def content_count(self) -> int: ...
    def files(self, content_ids: Sequence[str]) -> Mapping[str, str]: ...
    def act(self, seq: int) -> ActRow | None: ...
    def acts(self, after: int, limit: int, stream: tuple[str, str] | None = None) -> list[ActRow]: ...
    def acts_under(self, stream_type: str, parents: Sequence[str]) -> list[ActRow]: ...
    def acts_of(self, stream_type: str, streams: Sequence[str]) -> list[ActRow]: ...
    def acts_back(self, before: int, floor: int, limit: int, sought: Sought) -> list[ActRow]: ...
    def acts_between(self, since: datetime | None, until: datetime | None) -> tuple[int, int]: ...
    def last_seq(self) -> int: ...
    def act_times(self, after: int) -> Iterator[ActTime]: ...
    def last_round(self) -> Round | None: ...
    def feed(self, member: str, after: int, limit: int) -> list[FeedRow]: ...
    def recalls(self, member: str, since: datetime, limit: int) -> list[FeedRow]: ...
    def recall_of(self, member: str, notice: str) -> FeedRow | None: ...
    def dealings_with(self, owner: str, since: datetime, limit: int) -> list[Registered]: ...
    def public_changes(self, after: int, limit: int, released: date | None) -> list[PublicChange]: ...
    def released_changes(self, after: tuple[date, int], limit: int, released: date) -> list[PublicChange]: ...
    def in_feed(self, member: str, seq: int) -> bool: ...
    def in_public_changes(self, seq: int) -> bool: ...
    def floor(self, name: str) -> int: ...
    def last_public_change(self) -> int: ...
    def numbered(self, number: str) -> str | None: ...
    def nodes(self, coordinates: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]: ...
    def signed_size(self) -> int: ...
    def checkpoint(self) -> str | None: ...
    def checkpoints(self) -> list[tuple[int, str]]: ...
    def remembered(self, actor: str, key: str) -> Remembered | None: ...
    def token(self, digest: str) -> TokenRow | None: ...
    def token_holder(self, token: str) -> str | None: ...
    def seen_sessions(self, sessions: Sequence[str]) -> Mapping[str, SeenRow]: ...
    def tries(self, key: str) -> Tries | None: ...
    def mark(self, person: str, mark: str) -> int: ...
    def awaiting(self) -> Mapping[str, Awaiting]: ...
    def position(self, name: str) -> int | None: ...
    def falling_due(self, stream_type: str, state: str, after: datetime, until: datetime) -> list[Registered]: ...
    def spoken(self, before: datetime) -> list[Spoken]: ...
    def found_in_force(self, limit: int) -> list[Registered]: ...
    def loose_uploads(self, files: Sequence[str], before: datetime) -> list[str]: ...
    def unexamined_uploads(self, limit: int) -> list[str]: ...
    def upload_uses(self, sha256: str) -> list[UploadUse]: ...
    def upload(self, sha256: str, file: str | None = None, member: str | None = None) -> str | None: ...
    def shapes(self) -> list[TableShape]: ...
    def foreign(self) -> list[tuple[str, str]]: ...
    def rows(self, shape: TableShape) -> Iterator[tuple[Any, ...]]: ...


class Writer(Reader, Protocol):
    """The one transaction of a command; nothing of it is seen until it commits."""

    def save(self, registered: Registered) -> None: ...
    def append(self, act: ActRow, leaf: bytes) -> None: ...
    def put_content(self, content_id: str, file: str, label: str, blob: bytes) -> None: ...
    def drop_contents(self, content_ids: Sequence[str]) -> None: ...
    def push(self, members: Sequence[str], kind: str, notice: str, act: int, at: datetime) -> None: ...
    def change_public(self, kind: str, number: str, notice: str, day: date) -> None: ...
    def next_public_number(self, year: int) -> str: ...
    def leave_gap(self, at: datetime) -> None: ...
    def put_nodes(self, nodes: Mapping[Coordinate, bytes]) -> None: ...
    def put_checkpoint(self, size: int, document: str) -> None: ...
    def remember(self, actor: str, key: str, found: Remembered, at: datetime) -> None: ...
    def forget(self, before: datetime) -> None: ...
    def put_token(self, token: TokenRow, digest: str) -> None: ...
    def drop_token(self, token: str) -> None: ...
    def drop_tokens_of(self, person: str) -> None: ...
    def put_seen(self, seen: SeenRow) -> None: ...
    def put_tries(self, tries: Tries) -> None: ...
    def drop_tries(self, key: str) -> None: ...
    def advance(self, person: str, mark: str, value: int) -> bool:
        """Raise a person's mark to `value`; False, and nothing done, where it stands there already or higher."""

    def put_round(self, found: Round) -> None: ...
    def put_awaiting(self, awaiting: Awaiting) -> None: ...
    def drop_awaiting(self, person: str) -> None: ...
    def put_position(self, name: str, position: int) -> None: ...
    def put_upload(self, sha256: str, member: str, content_id: str, at: datetime) -> None: ...
    def bind_uploads(self, sha256s: Sequence[str], member: str, file: str) -> None: ...
    def load(self, shape: TableShape, rows: Iterable[tuple[Any, ...]]) -> None: ...


class Store(Protocol):
    """A database of either engine. `writing` waits for its turn, and rolls back on an exception."""

    def reading(self) -> AbstractContextManager[Reader]: ...
    def writing(self, before_commit: Callable[[], None]) -> AbstractContextManager[Writer]: ...
    def scratch(self) -> AbstractContextManager[Writer]:
        """Yield a writer on the same tables, empty and in memory, that are gone once the block ends."""

    def writable(self) -> bool:
        """Return False if nothing can be written: tried at the first call, and at each one after a failure."""

    def empty_log(self, patience: float = 0.0) -> bool:
        """Leave nothing of what was deleted in the log of an embedded database; False where that must be repeated."""

    def close(self) -> None: ...
