"""The timeline of a notice or a case: what happened, in order, as a list to read and a strip to take in at a glance.

A page prepares it with `timeline` and shows it with the macro `timeline` of `macros/timeline.html`:

    context = {"course": timeline([Moment(PartialDate("2023-03/2023-06"), "Facts", "Transfers to a shell company")])}
    {% from "macros/timeline.html" import timeline %}{{ timeline(course, heading="Timeline") }}

What the reader may not know is left out by the read model that gives the moments: a timeline shows all that it gets.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from comity.app.views.sides import Side
from comity.hub.web.charts.strip import Mark, strip
from comity.hub.web.charts.svg import Svg
from comity.hub.web.charts.when import At, machine, said, span

_SIDES = {
    Side.OWNER: "For the requesting bureau only",
    Side.RECIPIENT: "For your bureau only",
    Side.ORGANISATION: "For the secretariat only",
}


class Moment(msgspec.Struct, frozen=True):
    """Something that happened at `at`, or in the time that a partial date or a range leaves open.

    `lane` says in a word what sort of thing it is (`Facts`, `Court`, `Notice`) and is shown as it is; `side` is the
    one side that may know of it, None where all who see the timeline may.
    """

    at: At
    lane: str
    label: str
    detail: str | None = None
    href: str | None = None
    side: Side | None = None


class Entry(msgspec.Struct, frozen=True):
    """A moment as the list shows it; `number` is that of its mark in the strip, `machine` for `<time datetime>`."""

    number: int
    when: str
    machine: str | None
    lane: str
    label: str
    detail: str | None
    href: str | None
    only_for: str | None


class Timeline(msgspec.Struct, frozen=True):
    """Entries, the earliest first, and the strip as inline SVG, None where there is nothing to compare."""

    entries: tuple[Entry, ...]
    strip: Svg | None

    @property
    def restricted(self) -> bool:
        """Say whether any entry is for one side only; the strip marks those with squares."""
        return any(entry.only_for for entry in self.entries)


def timeline(moments: Sequence[Moment], lanes: Sequence[str] = ()) -> Timeline:
    """Return `moments` in the order of time; `lanes` first in the strip, others as they come; same in, same bytes out.

    Moments of the same day keep their order. With fewer than two moments there is no strip.
    """
    ordered = sorted(moments, key=_order)
    entries = tuple(_entry(number, moment) for number, moment in enumerate(ordered, 1))
    if len(ordered) < 2:
        return Timeline(entries, None)
    marks = [_mark(number, moment) for number, moment in enumerate(ordered, 1)]
    found = dict.fromkeys((*lanes, *(mark.lane for mark in marks)))
    used = [lane for lane in found if any(mark.lane == lane for mark in marks)]
    return Timeline(entries, strip(marks, used))


def _order(moment: Moment) -> tuple[object, ...]:
    first, last = span(moment.at)
    time = moment.at.timestamp() if isinstance(moment.at, datetime) else 0.0
    return first, last, time


def _entry(number: int, moment: Moment) -> Entry:
    return Entry(
        number=number,
        when=said(moment.at),
        machine=machine(moment.at),
        lane=moment.lane,
        label=moment.label,
        detail=moment.detail,
        href=moment.href,
        only_for=_SIDES[moment.side] if moment.side else None,
    )


def _mark(number: int, moment: Moment) -> Mark:
    first, last = span(moment.at)
    approximate = getattr(moment.at, "approximate", False)
    hint = f"{number}. {said(moment.at)}: {moment.label}"
    return Mark(number, moment.lane, first, last, hint, vague=approximate, square=moment.side is not None)
