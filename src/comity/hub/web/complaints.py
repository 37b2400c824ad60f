"""What is wrong with a form, for the summary at its top and for each field."""

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from comity.kernel.errors import ComityError, Fault

_NAME: Final = re.compile(r"[A-Za-z_]+")
_MISSING: Final = re.compile(r"missing required field `(\w+)`")
_PLAIN: Final = (
    ("missing required field", "This is needed: choose an answer, or fill it in"),
    ("Invalid enum value", "Choose one of the answers on this page"),
    ("RFC3339", "Enter a day that is in the calendar, such as 2026-11-21"),
    ("ISO8601", "Enter a day that is in the calendar, such as 2026-11-21"),
    ("of length <=", "Shorten this text"),
    ("of length >=", "Fill this in"),
    ("matching regex", "Enter it in the form that the hint names"),
)


class Complaints(msgspec.Struct, frozen=True):
    """`summary` is for govukErrorSummary, `by` the message of each field."""

    summary: list[dict[str, Any]] = []
    by: dict[str, str] = {}

    def of(self, name: str) -> dict[str, str] | None:
        """Return a field's message as govuk's components take it; None where nothing is wrong with it."""
        return {"text": self.by[name]} if name in self.by else None


def complaints(error: ComityError, fields: Mapping[str, str]) -> Complaints:
    """Return what `error` says of a form; `fields` has the id of each field by its name in the command."""
    faults = list(error.errors) or [Fault("", error.detail)]
    summary: list[dict[str, Any]] = []
    by: dict[str, str] = {}
    for fault in faults:
        missing = _MISSING.search(fault.message)
        path = f"{fault.path}.{missing[1]}" if missing else fault.path
        name = next((part for part in reversed(_NAME.findall(path)) if part in fields), None)
        message = plain(fault.message) or _sentence(error.detail if len(faults) == 1 else fault.message)
        if name is None:
            summary.append({"text": message})
        else:
            by.setdefault(name, message)
            summary.append({"text": message, "href": f"#{fields[name]}"})
    return Complaints(summary, by)


def plain(message: str) -> str | None:
    """Return what a reader of JSON complains of in the words of a form; None where its words are ours already."""
    return next((words for mark, words in _PLAIN if mark in message), None)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
