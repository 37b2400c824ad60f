"""What changed in the public set, in the order in which it was released, so that a mirror can follow it.

An addition or change is released at once, a removal with the next day's batch: it says which number and which day,
and nothing from which its hour or cause could be read. The cursor follows the release, and so misses no removal.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import msgspec

from comity.app.comity import Comity
from comity.app.publicset import PublicSet
from comity.app.views.feed import BEGIN_ANEW
from comity.hub.public.index import Entry
from comity.kernel.errors import CursorUnknown, Fault, UnusableInput

MOST: Final = 500
"""Changes in one answer."""
_REMOVED: Final = "removed"
_CURSOR: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,16})")


def cursor_now(comity: Comity) -> str:
    """Return the cursor after all that is released now; what is removed today comes after it."""
    with comity.look() as look:
        return _cursor(look.at.date(), look.reader.last_public_change())


def changes(comity: Comity, public: PublicSet[Entry], parameters: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the changes after the cursor `after`, the oldest first, at most `MOST`; `more` says ask again at once.

    An addition or change carries the notice as lists show it, or null where it is public no more. Raises
    `CursorUnknown` where the cursor leads to no change; `epoch` is another one after each restore of the hub.
    """
    after = read_cursor(dict(parameters).get("after", "").strip())
    with comity.look() as look:
        if after[1] and not look.reader.in_public_changes(after[1]):
            raise CursorUnknown(BEGIN_ANEW, [Fault("after", "leave it out, to read from the beginning")])
        epoch = look.reader.floor("public")
        rows = look.reader.released_changes(after, MOST + 1, look.at.date())
    shown = rows[:MOST]
    entries = public.entries({row.notice for row in shown if row.kind != _REMOVED}) if shown else {}
    found: list[dict[str, Any]] = []
    for row in shown:
        change: dict[str, Any] = {"change": row.kind, "entity_id": row.number, "day": row.day}
        if row.kind != _REMOVED:
            entry = entries.get(row.notice)
            change["notice"] = msgspec.Raw(entry.item) if entry else None
        found.append(change)
    last = (shown[-1].day, shown[-1].seq) if shown else after
    return {"changes": found, "cursor": _cursor(*last), "more": len(rows) > MOST, "epoch": epoch}


def read_cursor(text: str) -> tuple[date, int]:
    """Return the day and number of the last change seen; an empty cursor stands before the first."""
    if not text:
        return date.min, 0
    match = _CURSOR.fullmatch(text)
    try:
        if match:
            return date.fromisoformat(match[1]), int(match[2])
    except ValueError:
        pass
    raise UnusableInput(
        "The cursor is not one that was given.", [Fault("after", "use `cursor` of the answer before, or leave it out")]
    )


def _cursor(day: date, seq: int) -> str:
    return f"{day.isoformat()}.{seq}"
