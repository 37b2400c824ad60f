"""Whole tables, for archives: read and written row by row, in one order on both engines.

Tables and columns are those that the database has, which need not be those of this version.
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
    select,
    table,
)
from sqlalchemy.types import TypeEngine

from comity.app.ports.store import ColumnShape, ColumnType, TableShape

_TYPES: dict[ColumnType, type[TypeEngine[Any]]] = {
    "bytes": LargeBinary,
    "boolean": Boolean,
    "integer": Integer,
    "text": String,
}
_VERSION = "alembic_version"
_FETCHED = 50
"""Rows fetched at once: a content may have 20 MiB."""


def shapes(connection: Connection) -> list[TableShape]:
    """Return the tables of the database, those first to which others refer."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [
        TableShape(
            str(each.name),
            tuple(ColumnShape(str(c.name), _type(c.type), bool(c.nullable)) for c in each.columns),
            tuple(str(c.name) for c in each.primary_key),
        )
        for each in metadata.sorted_tables
        if each.name != _VERSION
    ]


def _type(found: TypeEngine[Any]) -> ColumnType:
    return next(name for name, kind in _TYPES.items() if isinstance(found, kind))


def rows(connection: Connection, shape: TableShape) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the order of its key, by bytes and not by any language."""
    from_ = table(shape.name, *(column(each.name, _TYPES[each.type]) for each in shape.columns))
    binary = "C" if connection.dialect.name == "postgresql" else "BINARY"
    types = {each.name: each.type for each in shape.columns}
    order = [collate(from_.c[name], binary) if types[name] == "text" else from_.c[name] for name in shape.key]
    query = select(from_).order_by(*order).execution_options(yield_per=_FETCHED)
    yield from map(tuple, connection.execute(query))


def load(connection: Connection, shape: TableShape, found: Iterable[tuple[Any, ...]]) -> None:
    """Insert the rows of a table."""
    names = [each.name for each in shape.columns]
    into = insert(table(shape.name, *(column(each.name, _TYPES[each.type]) for each in shape.columns)))
    remaining = iter(found)
    while page := list(islice(remaining, _FETCHED)):
        connection.execute(into, [dict(zip(names, row, strict=True)) for row in page])
