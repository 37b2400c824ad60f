"""The values of one element of the list, read by name; what is wrong is gathered with its place, not raised."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from comity.adapters.un.scan import Group, Leaf, fault
from comity.kernel.dates import PartialDate
from comity.kernel.errors import Fault

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?")
_YEAR = re.compile(r"\d{4}")

E = TypeVar("E", bound=StrEnum)


class Fields:
    """A group of the list with the faults of the whole reading; an empty element counts as left out."""

    def __init__(self, group: Group, faults: list[Fault], entry: str) -> None:
        self.group, self.faults, self.entry = group, faults, entry

    def text(self, name: str) -> str | None:
        """Return the text of the element `name`, or None."""
        leaves = self.group.leaves.get(name)
        return leaves[0].text or None if leaves else None

    def required(self, name: str) -> str:
        """Return the text of `name`; where there is none that is a fault, and the text is empty."""
        text = self.text(name)
        if text is None:
            self.wrong(name, "it is missing or empty, and it must be given")
        return text or ""

    def values(self, name: str) -> tuple[str, ...]:
        """Return the VALUE elements inside all elements `name`."""
        return tuple(leaf.text for leaf in self._value_leaves(name))

    def days(self, name: str) -> tuple[PartialDate, ...]:
        """Return the VALUE elements inside all elements `name`, as days."""
        found = (self._date(name, leaf, years=False) for leaf in self._value_leaves(name))
        return tuple(day for day in found if day)

    def date(self, name: str, years: bool = False) -> PartialDate | None:
        """Return the day (or with `years` the year) that `name` gives, or None; a zone after it is dropped."""
        return self._date(name, self.group.leaves[name][0], years) if self.text(name) else None

    def word(self, name: str, kind: type[E]) -> E | None:
        """Return the value of `name` in its closed list, or None with a fault."""
        text = self.required(name)
        if text in set(kind):
            return kind(text)
        if text:
            self.wrong(name, f"'{text[:40]}' is not one of: {', '.join(kind)}")
        return None

    def parts(self, name: str) -> Iterator["Fields"]:
        """Yield each element `name` that holds anything; the list writes an empty one for none."""
        for group in self.group.groups.get(name, ()):
            if any(leaf.text for leaves in group.leaves.values() for leaf in leaves):
                yield Fields(group, self.faults, self.entry)

    def wrong(self, name: str, message: str, line: int | None = None) -> None:
        """Note a fault of the element `name`, naming the entry and the line."""
        leaves = self.group.leaves.get(name)
        place = line or (leaves[0].line if leaves else self.group.line)
        self.faults.append(fault(f"{self.group.path}/{name}", place, f"{self.entry}: {message}"))

    def _value_leaves(self, name: str) -> list[Leaf]:
        groups = self.group.groups.get(name, ())
        return [leaf for group in groups for leaf in group.leaves.get("VALUE", ()) if leaf.text]

    def _date(self, name: str, leaf: Leaf, years: bool) -> PartialDate | None:
        match = _DAY.fullmatch(leaf.text)
        text = match[1] if match else leaf.text
        if not match and not (years and _YEAR.fullmatch(text)):
            self.wrong(name, f"'{text[:40]}' is not a date such as 1971-05-04", leaf.line)
            return None
        try:
            return PartialDate(text)
        except ValueError as error:
            self.wrong(name, str(error), leaf.line)
            return None
