"""The tables. Rows carry in the clear only what lists filter and sort by; what is known of persons is sealed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)


class Bytes(LargeBinary):
    """Bytes, whatever a row holds: SQLite keeps a text where bytes belong, and a damaged row must still be read."""

    cache_ok = True

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], bytes | None]:
        def read(value: Any) -> bytes | None:
            if value is None:
                return None
            return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()

        return read


metadata = MetaData()
_Seq = BigInteger().with_variant(Integer(), "sqlite")

acts = Table(
    "acts",
    metadata,
    Column("seq", _Seq, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("stream_type", String(16), nullable=False),
    Column("stream_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("type", String(32), nullable=False),
    Column("document", Bytes, nullable=False),
    UniqueConstraint("stream_type", "stream_id", "version", name="one_act_a_version"),
)
register = Table(
    "register",
    metadata,
    Column("stream_type", String(16), primary_key=True),
    Column("stream_id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("document", Bytes, nullable=False),
    Column("state", String(24), nullable=False),
    Column("kind", String(200)),
    Column("member", String(2)),
    Column("circulation", String),
    Column("concerned", String, nullable=False),
    Column("assigned", String, nullable=False),
    Column("parent", String(64)),
    Column("rank", Integer, nullable=False),
    Column("due", String(27)),
    Column("wake", String(27)),
    Column("public", Boolean, nullable=False),
    Column("created", String(27), nullable=False),
    Column("updated", String(27), nullable=False),
    Index("register_by_age", "stream_type", "created", "stream_id"),
    Index("register_by_state", "stream_type", "state", "created", "stream_id"),
    Index("register_by_member", "stream_type", "member", "created", "stream_id"),
    Index("register_by_deadline", "stream_type", "state", "rank", "due"),
    Index("register_by_parent", "parent", "stream_type"),
    Index("register_by_wake", "wake"),
)
contents = Table(
    "contents",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("file", String(64), nullable=False, index=True),
    Column("label", String(24), nullable=False),
    Column("blob", Bytes, nullable=False),
)
feed = Table(
    "feed",
    metadata,
    Column("member", String(2), primary_key=True),
    Column("seq", _Seq, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("notice", String(24), nullable=False),
    Column("act", _Seq, nullable=False),
    Column("at", String(27), nullable=False),
)
public_changes = Table(
    "public_changes",
    metadata,
    Column("seq", _Seq, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),
    Column("number", String(16), nullable=False),
    Column("notice", String(24), nullable=False),
    Column("day", String(10), nullable=False),
)
public_numbers = Table(
    "public_numbers", metadata, Column("year", Integer, primary_key=True), Column("last", Integer, nullable=False)
)
number_floors = Table(
    "number_floors", metadata, Column("name", String(16), primary_key=True), Column("value", _Seq, nullable=False)
)
ledger_nodes = Table(
    "ledger_nodes",
    metadata,
    Column("level", Integer, primary_key=True),
    Column("position", _Seq, primary_key=True, autoincrement=False),
    Column("hash", Bytes, nullable=False),
    sqlite_with_rowid=False,
)
checkpoints = Table(
    "checkpoints",
    metadata,
    Column("size", _Seq, primary_key=True, autoincrement=False),
    Column("document", String, nullable=False),
)
idempotency = Table(
    "idempotency",
    metadata,
    Column("actor", String(24), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("outcome", Bytes, nullable=False),
    Column("at", String(27), nullable=False),
)
tokens = Table(
    "tokens",
    metadata,
    Column("token", String(24), primary_key=True),
    Column("person", String(24), nullable=False, index=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("expires", String(27), nullable=False),
)
session_seen = Table(
    "session_seen",
    metadata,
    Column("session", String(24), primary_key=True),
    Column("seen", String(27), nullable=False, index=True),
    Column("device", String(60), nullable=False),
)
tries = Table(
    "tries",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("began", String(27), nullable=False),
    Column("holds", Integer, nullable=False),
    Column("until", String(27)),
    Column("last", String(27), nullable=False, index=True),
)
proof_marks = Table(
    "proof_marks",
    metadata,
    Column("person", String(24), primary_key=True),
    Column("mark", String(80), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
awaiting = Table(
    "awaiting",
    metadata,
    Column("person", String(24), primary_key=True),
    Column("since", String(27)),
    Column("latest", String(27)),
    Column("urgent", String(27)),
    Column("told", String(27)),
    Column("failures", Integer, nullable=False),
    Column("retry", String(27)),
)
telling = Table(
    "telling", metadata, Column("name", String(16), primary_key=True), Column("position", _Seq, nullable=False)
)
last_round = Table(
    "last_round",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("at", String(27), nullable=False),
    Column("act", _Seq, nullable=False),
)
uploads = Table(
    "uploads",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("member", String(2), primary_key=True),
    Column("content", String(24), ForeignKey("contents.id"), nullable=False),
    Column("at", String(27), nullable=False),
)
upload_uses = Table(
    "upload_uses",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("member", String(2), primary_key=True),
    Column("file", String(64), primary_key=True, index=True),
)
