"""The course of a notice: what the file says happened before it, and what happened to it since."""

from collections.abc import Iterator
from typing import Final

from comity.app.views.notices import History, HistoryEntry, NoticeView
from comity.hub.web.charts.timeline import Moment, Timeline, timeline
from comity.kernel.dates import PartialDate
from comity.notices.request import Judicial

_SAID: Final = {
    "NoticePublished": "Published",
    "ListingPublished": "Published",
    "ListingRevised": "Revised",
    "NoticeAmended": "Amended",
    "NoticeMaintained": "Maintained after another look",
    "NoticeSuspended": "Suspended",
    "NoticeResumed": "In force again",
    "NoticeBlocked": "Blocked",
    "NoticeUnblocked": "Block lifted",
    "AddendumAdded": "Addendum",
    "CirculationRestricted": "Fewer members receive it",
    "ExtractReleased": "Public extract released",
    "ExtractRetracted": "Public extract taken back",
    "RetentionAsked": "Asked whether it is still needed",
    "RetentionExtended": "Kept for longer",
    "NoticeEnded": "Ended",
    "SecondLookAsked": "A second look was asked for",
}
LANES: Final = ("Facts", "Court", "Notice")


def course(shown: NoticeView, history: History) -> Timeline:
    """Return the timeline of a notice as far as its reader may know it."""
    judicial = shown.body.judicial if shown.body else None
    moments = [*(_case(judicial) if judicial else ()), *(_happened(entry) for entry in history.entries)]
    return timeline(moments, LANES)


def _case(judicial: Judicial) -> Iterator[Moment]:
    period = judicial.facts_period
    if period and period.from_ and period.to:
        start, end = period.from_.earliest.isoformat(), period.to.latest.isoformat()
        at = PartialDate(start) if start == end else PartialDate(f"{start}/{end}")
        yield Moment(at, "Facts", "The facts, as the requester states them", judicial.facts_place)
    elif period and period.from_:
        yield Moment(period.from_, "Facts", "The facts begin, as the requester states them", judicial.facts_place)
    if judicial.warrant and judicial.warrant.issued_on:
        yield Moment(judicial.warrant.issued_on, "Court", "Warrant issued", judicial.warrant.issued_by)


def _happened(entry: HistoryEntry) -> Moment:
    detail = f"Until {entry.until:%-d %B %Y}" if entry.until else None
    ground = entry.ground.value.replace("_", " ").lower() if entry.ground else None
    return Moment(
        entry.at, "Notice", _SAID.get(entry.what, entry.what), detail or (f"Ground: {ground}" if ground else None)
    )
