"""Whole tables, for archives: read and written row by row, in one order on both engines.

Tables and columns are those of this version that the database has; one of an earlier version has fewer. What else
stands in a database is no part of an archive, and is named by `foreign`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    collate,
    column,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.types import TypeEngine

from comity.adapters.storage.schema import Bytes
from comity.adapters.storage.schema import metadata as ours
from comity.app.ports.store import MISSING, ColumnShape, ColumnType, TableShape
from comity.kernel.errors import VerificationFailed

_TYPES: dict[ColumnType, type[TypeEngine[Any]]] = {
    "bytes": Bytes,
    "boolean": Boolean,
    "integer": Integer,
    "text": String,
}
_VERSION = "alembic_version"
_IN_SQLITE = """
SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view', 'trigger') AND substr(name, 1, 7) != 'sqlite_'
"""
_IN_POSTGRESQL = """
SELECT CASE WHEN relkind = 'r' THEN 'table' WHEN relkind IN ('v', 'm') THEN 'view' ELSE 'kind of table' END, relname
FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL SELECT 'trigger', tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace
UNION ALL SELECT 'rule', rulename FROM pg_rewrite JOIN pg_class c ON c.oid = ev_class
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
"""
_FETCHED = 50
"""Rows fetched at once: a content may have 20 MiB."""


def shapes(connection: Connection) -> list[TableShape]:
    """Return the tables of Comity that the database has, those first to which others refer.

    Raises `VerificationFailed` where a view stands in the place of one, or a column has no type of ours.
    """
    metadata = MetaData()
    views = set(inspect(connection).get_view_names()) & set(ours.tables)
    if views:
        raise VerificationFailed(f"In the database, {', '.join(sorted(views))} is a view and no table of Comity.")
    metadata.reflect(connection, only=lambda name, _: name in ours.tables)
    return [
        TableShape(
            str(each.name),
            tuple(
                ColumnShape(str(c.name), _type(each.name, c.name, c.type), bool(c.nullable))
                for c in each.columns
                if c.name in ours.tables[each.name].columns
            ),
            tuple(str(c.name) for c in each.primary_key),
        )
        for each in metadata.sorted_tables
        if each.name in ours.tables
    ]


def foreign(connection: Connection) -> list[tuple[str, str]]:
    """Return name and kind of what stands in the database and is not of Comity, and of its tables that are missing."""
    known = {("table", name) for name in (*ours.tables, _VERSION)}
    query = _IN_SQLITE if connection.dialect.name == "sqlite" else _IN_POSTGRESQL
    there = {(str(kind), str(name)) for kind, name in connection.execute(text(query))}
    found = [(name, f"a foreign {kind}") for kind, name in there - known]
    found += [(name, MISSING) for _, name in known - there]
    for name in ours.tables:
        if ("table", name) in there:
            columns = {str(each["name"]) for each in inspect(connection).get_columns(name)}
            found += [
                (f"{name}.{each}", "a foreign column") for each in columns - set(ours.tables[name].columns.keys())
            ]
    return sorted(found)


def _type(table_name: str, name: str, found: TypeEngine[Any]) -> ColumnType:
    if isinstance(found, LargeBinary):
        return "bytes"
    for kind, of in _TYPES.items():
        if isinstance(found, of):
            return kind
    raise VerificationFailed(f"In the database, the column {table_name}.{name} has no type of Comity: {found}.")


def rows(connection: Connection, shape: TableShape) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the order of its key, by bytes and not by any language."""
    from_ = table(shape.name, *(column(each.name, _TYPES[each.type]) for each in shape.columns))
    binary = "C" if connection.dialect.name == "postgresql" else "BINARY"
    types = {each.name: each.type for each in shape.columns}
    order = [collate(from_.c[name], binary) if types[name] == "text" else from_.c[name] for name in shape.key]
    query = select(from_).order_by(*order).execution_options(yield_per=_FETCHED)
    with connection.execute(query) as found:  # whoever stops reading leaves no cursor open
        yield from map(tuple, found)


def load(connection: Connection, shape: TableShape, found: Iterable[tuple[Any, ...]]) -> None:
    """Insert the rows of a table."""
    names = [each.name for each in shape.columns]
    into = insert(table(shape.name, *(column(each.name, _TYPES[each.type]) for each in shape.columns)))
    remaining = iter(found)
    while page := list(islice(remaining, _FETCHED)):
        connection.execute(into, [dict(zip(names, row, strict=True)) for row in page])
