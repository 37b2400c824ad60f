"""`comity ledger verify` looks at every column there is: whoever writes past the one path is found out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Table, create_engine, select, text, update
from tests.app.planting import settings_of
from tests.app.verification.story import everything
from tests.house import House, house

from comity import bootstrap
from comity.adapters.storage.schema import metadata
from comity.app.verification import Verified, verify
from comity.app.verification.columns import COLUMNS, Check
from comity.kernel.errors import Fault

YEARS = ("2026-", "2097-")
FORGED: dict[tuple[str, str], Any] = {
    ("acts", "seq"): 1_000_000,
    ("feed", "seq"): 1_000_000,
    ("public_changes", "seq"): 1_000_000,
    ("ledger_nodes", "position"): 1_000_000,
    ("ledger_nodes", "level"): 40,
    ("checkpoints", "size"): 3,
    ("public_numbers", "last"): 0,
    ("public_numbers", "year"): 1999,
    ("telling", "position"): 1_000_000_000_000,
    ("last_round", "act"): 1_000_000,
    ("idempotency", "actor"): "per_0000000000000000",
    ("idempotency", "outcome"): b'{"stream_type":"notice","stream_id":"ntc_0","version":2,"acts":[1]}',
    ("register", "circulation"): "+XB",
    ("register", "kind"): "green",
    ("register", "parent"): "req_0000000000000000",
}
"""What a column is overwritten with, where it is not derived from what stands there."""
LOG = ("acts", "ledger_nodes", "checkpoints")
"""Tables whose faults are named by the acts that they are about."""
CHECKED = {
    table: [name for name, how in columns.items() if how.check is not Check.FREE] for table, columns in COLUMNS.items()
}
ALONE = ("acts", "upload_uses")
"""Tables that are changed by themselves: others are held against them."""
ROUNDS = [
    *({table: name} for table in ALONE for name in CHECKED[table]),
    *(
        {table: columns[number] for table, columns in CHECKED.items() if table not in ALONE and number < len(columns)}
        for number in range(max(map(len, CHECKED.values())))
    ),
]
"""Each a column of each table, to be overwritten at the same time; what follows from acts is not mixed with those."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An organisation with rows in every table, made once for each engine."""
    folder = tmp_path_factory.mktemp("kept")
    database = None
    if request.param == "postgresql":
        import psycopg

        dsn = request.getfixturevalue("postgres_dsn")
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{folder.name.lower()}"')
        database = f"{dsn.rpartition('/')[0]}/{folder.name.lower()}".replace("postgresql://", "postgresql+psycopg://")
    with house(folder, database) as found:
        everything(found)
        yield found


def verified(home: House, deep: bool = False) -> Verified:
    with bootstrap.read_only(settings_of(home), home.clock) as comity:
        return verify(comity, deep=deep)


@contextmanager
def database_of(home: House) -> Iterator[Connection]:
    """Yield a connection as someone with the database and no key has it: nothing keeps it from breaking references."""
    engine = create_engine(home.comity.store.engine.url)  # type: ignore[attr-defined]
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET session_replication_role = replica"))
            yield connection
    finally:
        engine.dispose()


def forged(table: str, column: str, value: Any) -> Any:
    """Return another value than `value`, of the kind that the column holds."""
    if (table, column) in FORGED and FORGED[table, column] != value:
        return FORGED[table, column]
    kind = metadata.tables[table].c[column].type
    match value:
        case None if column in {"due", "wake", "since", "latest", "urgent", "told", "retry", "at"}:
            return "2097-01-01T00:00:00.000000Z"
        case None:
            return "XB"
        case bool():
            return not value
        case int():
            return value + 1
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
        case str() if value[:5] in YEARS:
            return value.replace(*YEARS)
        case str() if len(value) == getattr(kind, "length", None):
            return value[:-1] + ("0" if value[-1] != "0" else "1")
        case _:
            return f"{value}x" if value != "XA" else "XB"


@contextmanager
def changed(home: House, change: Callable[[Connection, Table], None], tables: Iterable[str]) -> Iterator[None]:
    """Change some tables, and put back afterwards what stood in them."""
    shapes = [metadata.tables[name] for name in tables]
    with database_of(home) as connection:
        before = {shape.name: [dict(row) for row in connection.execute(select(shape.c)).mappings()] for shape in shapes}
        for shape in shapes:
            assert before[shape.name], f"the story writes nothing into {shape.name}"
            change(connection, shape)
    yield
    with database_of(home) as connection:
        for shape in shapes:
            connection.execute(shape.delete())
            connection.execute(shape.insert(), before[shape.name])


def last_of(connection: Connection, shape: Table, column: str | None = None) -> dict[str, Any]:
    """Return the last row of a table, the last that has a value in a column if there is one."""
    rows = [dict(row) for row in connection.execute(select(shape.c)).mappings()]
    return next((row for row in reversed(rows) if column and row[column] is not None), rows[-1])


def key_of(shape: Table, row: dict[str, Any]) -> list[Any]:
    return [shape.c[key.name] == row[key.name] for key in shape.primary_key]


def unnamed(faults: Sequence[Fault], tables: Iterable[str]) -> list[str]:
    """Return the tables that no fault names."""
    named = {fault.path.split()[0] for fault in faults}
    return [table for table in tables if not named & ({"ledger", "acts", table} if table in LOG else {table})]


@pytest.mark.parametrize("columns", ROUNDS, ids=lambda columns: next(iter(columns.values())))
def test_a_column_that_was_overwritten_is_named(kept: House, columns: dict[str, str]) -> None:
    """One value in a row of each table, changed with plain SQL and no key: the table is named for each."""

    def overwrite(connection: Connection, shape: Table) -> None:
        column = columns[shape.name]
        row = last_of(connection, shape, column)
        value = forged(shape.name, column, row[column])
        connection.execute(update(shape).where(*key_of(shape, row)).values({column: value}))

    with changed(kept, overwrite, columns):
        faults = verified(kept, deep=True).faults
    assert unnamed(faults, columns) == [], faults


def test_every_column_is_looked_at_or_has_a_reason() -> None:
    """A column that a migration adds is held against the acts, or someone says why it need not be."""
    assert {table: set(columns) for table, columns in COLUMNS.items()} == {
        name: {column.name for column in table.columns} for name, table in metadata.tables.items()
    }
    for table, columns in COLUMNS.items():
        for name, column in columns.items():
            assert column.check in {Check.LOG, Check.REBUILT, Check.OPENED} or column.why, f"{table}.{name}"


PASSING = {"last_round", "number_floors", "tries", "proof_marks", "session_seen", "telling", "idempotency"}
"""Tables whose columns say why a row more or less opens nothing."""
FREE_TO_GO = {*PASSING, "awaiting"}
FREE_TO_COME = {*PASSING, "public_numbers"}


def test_a_row_that_was_taken_away_is_named(kept: House) -> None:
    """A row of each table that the acts lead to is missed."""

    def take(connection: Connection, shape: Table) -> None:
        connection.execute(shape.delete().where(*key_of(shape, last_of(connection, shape))))

    for tables in (["upload_uses"], [name for name in COLUMNS if name not in {*FREE_TO_GO, *ALONE}]):
        with changed(kept, take, tables):
            faults = verified(kept, deep=True).faults
        assert unnamed(faults, tables) == [], faults


def test_a_row_that_was_put_in_is_named(kept: House) -> None:
    """And so is one that no act leads to."""

    def put(connection: Connection, shape: Table) -> None:
        row = last_of(connection, shape)
        first = next(iter(shape.primary_key)).name
        anew = {first, *(column.name for column in shape.c if column.unique)}
        connection.execute(shape.insert().values(row | {name: forged(shape.name, name, row[name]) for name in anew}))

    for tables in (["upload_uses"], [name for name in COLUMNS if name not in {*FREE_TO_COME, *ALONE}]):
        with changed(kept, put, tables):
            faults = verified(kept, deep=True).faults
        assert unnamed(faults, tables) == [], faults


def test_acts_cut_off_with_all_that_they_led_to_are_missed(kept: House) -> None:
    """Whoever has the database alone can take it back to an earlier checkpoint, and the keys know better."""

    def cut(connection: Connection, shape: Table) -> None:
        size = connection.scalar(select(metadata.tables["checkpoints"].c.size).limit(1))
        where = {"acts": shape.c.get("seq"), "checkpoints": shape.c.get("size")}.get(shape.name)
        if where is not None:
            connection.execute(shape.delete().where(where > size))

    with changed(kept, cut, ["acts", "checkpoints"]):
        faults = verified(kept).faults
    assert any("cut off" in fault.message for fault in faults)
    assert any(fault.path == "checkpoints" for fault in faults)


def test_what_was_put_back_holds(kept: House) -> None:
    """The trials above leave the organisation as it was, and nothing is found in it, on either engine."""
    found = verified(kept, deep=True)
    assert (found.faults, found.remarks, found.vouched) == ((), (), found.size)
