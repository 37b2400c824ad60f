"""How much text one document may hold: what is read word by word costs time, and time is bounded by size.

An account of 200,000 signs is a book; a request of a hundred charges is a long one. What is larger is an attachment.
"""

from collections.abc import Iterator
from typing import Any, Final

from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput

MOST_SIGNS: Final = 250_000
"""Signs in all texts of one document together."""
MOST_ENTRIES: Final = 300
"""Entries of one list: more than there are countries."""
MOST_CHARGES: Final = 100
"""Charges of one request: each is weighed against the whole account."""
_MOST: Final = {"charges": MOST_CHARGES}


def require_size(value: Any, what: str = "request") -> None:
    """Raise `UnusableInput`, with each place that is too large, for a record that is larger than its texts are read."""
    faults = list(_oversize(wire.builtins(value)))
    if faults:
        raise UnusableInput(f"The {what} is too large: at {faults[0].path}: {faults[0].message}.", faults)


def _oversize(document: Any) -> Iterator[Fault]:
    signs, longest, where = 0, 0, "$"
    for path, found in _parts(document, "$", ""):
        if isinstance(found, Fault):
            yield found
            continue
        signs += found
        if found > longest:
            longest, where = found, path
    if signs > MOST_SIGNS:
        says = f"This text has {longest:,} signs, and all texts together {signs:,}; at most {MOST_SIGNS:,} are read"
        yield Fault(where, f"{says}. Shorten it, and put the rest into an attachment")


def _parts(value: Any, path: str, name: str) -> Iterator[tuple[str, int | Fault]]:
    """Yield the length of each text with its place, and a fault for each list that is too long."""
    match value:
        case str():
            yield path, len(value)
        case dict():
            for key, item in value.items():
                yield from _parts(item, f"{path}.{key}", key)
        case list():
            most = _MOST.get(name, MOST_ENTRIES)
            if len(value) > most:
                yield path, Fault(path, f"There are {len(value):,} entries here; at most {most} are read")
            for place, item in enumerate(value):
                yield from _parts(item, f"{path}[{place}]", name)
