"""Two tables held against each other, a row at a time, in the order of their keys."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from comity.app.ports.store import Reader, TableShape
from comity.kernel.errors import Fault

Row = Mapping[str, Any]


def shape_of(reader: Reader, table: str, columns: Sequence[str], key: Sequence[str] | None = None) -> TableShape:
    """Return the shape of some columns of a table, in the order of its own key or of another, which is among them."""
    whole = next(each for each in reader.shapes() if each.name == table)
    order = tuple(key) if key else whole.key
    wanted = tuple(each for each in whole.columns if each.name in {*columns, *order})
    return TableShape(table, wanted, order)


def rows_of(reader: Reader, shape: TableShape) -> Iterator[Row]:
    """Yield the rows of a table by the names of its columns."""
    names = [each.name for each in shape.columns]
    return (dict(zip(names, row, strict=True)) for row in reader.rows(shape))


def differing(
    kept: Reader,
    rebuilt: Reader,
    shape: TableShape,
    normal: Callable[[Row], Row] = lambda row: row,
    may_lack: Callable[[Row], bool] = lambda row: False,
) -> Iterator[Fault]:
    """Yield a fault for each row that is kept and not rebuilt, the other way about, or differs in a column.

    `normal` brings a kept row into the form in which one is rebuilt; a row that `may_lack` need not be kept.
    """
    own, other = rows_of(kept, shape), rows_of(rebuilt, shape)
    here, there = next(own, None), next(other, None)
    while here is not None or there is not None:
        place = _place(here, shape), _place(there, shape)
        if there is None or (here is not None and place[0] < place[1]):
            assert here is not None
            yield _fault(here, shape, "No act leads to this row.")
            here = next(own, None)
        elif here is None or place[1] < place[0]:
            if not may_lack(there):
                yield _fault(there, shape, "The acts lead to this row, which is missing.")
            there = next(other, None)
        else:
            yield from _compared(normal(here), there, shape)
            here, there = next(own, None), next(other, None)


def _compared(here: Row, there: Row, shape: TableShape) -> Iterator[Fault]:
    wrong = [name for name, value in there.items() if here[name] != value]
    if wrong:
        said = "; ".join(f"{name} is {_shown(here[name])} and should be {_shown(there[name])}" for name in wrong)
        yield _fault(there, shape, f"This is not what the acts lead to: {said}.")


def _place(row: Row | None, shape: TableShape) -> tuple[tuple[int, Any], ...]:
    """Return where a row stands in its table, whatever its key was overwritten with: numbers before texts, as rows."""
    if row is None:
        return ()
    return tuple(_ordered(row[name]) for name in shape.key)


def _ordered(value: Any) -> tuple[int, Any]:
    match value:
        case None:
            return 0, 0
        case int() | float():
            return 1, value
        case str():
            return 2, value
        case _:
            return 3, bytes(value)


def _shown(value: Any) -> str:
    """Return a value as it may be printed: what is long is told from another by its length alone."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    said = msgspec.json.encode(value).decode()
    return said if len(said) <= 80 else f'{said[:76]}..."'


def _fault(row: Row, shape: TableShape, message: str) -> Fault:
    return Fault(f"{shape.name} {' '.join(str(row[name]) for name in shape.key)}", message)
