"""The course of a case: facts, court, public statements and protection, and what the bureau and the secretariat did."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from comity.app.views.editions import Happened
from comity.app.views.reviews import CasePage
from comity.app.views.sides import Side
from comity.compliance.rule import Case
from comity.compliance.rules.retaliation import events
from comity.hub.web.charts.timeline import Moment, Timeline, timeline
from comity.hub.web.review import wording
from comity.kernel.dates import PartialDate
from comity.notices.context import CaseContext
from comity.notices.request import Judicial, NoticeRequest

LANES: Final = ("Facts", "Court", "Public statements", "Protection", "Request", "Review", "Notice")
_SAID: Final = {
    "RequestSubmitted": ("Request", "Request submitted"),
    "ReviewBegun": ("Request", "Review begun"),
    "RequestReturned": ("Request", "Returned to the bureau"),
    "ReplyGiven": ("Request", "The bureau replied"),
    "RequestRefused": ("Request", "Refused"),
    "RequestApproved": ("Request", "Approved"),
    "RequestWithdrawn": ("Request", "Withdrawn by the bureau"),
    "ReconsiderationAsked": ("Request", "Reconsideration asked"),
    "RequestLapsed": ("Request", "Lapsed without a reply"),
    "RequestErased": ("Request", "File erased"),
    "ReviewOpened": ("Review", "Review opened"),
    "ContextRecorded": ("Review", "Context recorded"),
    "NoticePublished": ("Notice", "Notice published"),
    "NoticeAmended": ("Notice", "Notice amended"),
    "NoticeMaintained": ("Notice", "Notice maintained after another look"),
    "NoticeSuspended": ("Notice", "Notice suspended"),
    "NoticeResumed": ("Notice", "Notice in force again"),
    "NoticeBlocked": ("Notice", "Notice blocked"),
    "NoticeUnblocked": ("Notice", "Block lifted"),
    "AddendumAdded": ("Notice", "Addendum"),
    "CirculationRestricted": ("Notice", "Circulation narrowed"),
    "SecondLookAsked": ("Notice", "Second look asked for"),
    "RetentionAsked": ("Notice", "Asked whether it is still needed"),
    "RetentionExtended": ("Notice", "Kept for longer"),
    "ExtractReleased": ("Notice", "Public extract released"),
    "ExtractRetracted": ("Notice", "Public extract taken back"),
    "ListingPublished": ("Notice", "Listing published"),
    "ListingRevised": ("Notice", "Listing revised"),
    "ListingEnded": ("Notice", "Listing ended"),
    "PurposeAchieved": ("Notice", "Purpose achieved"),
    "NoticeWithdrawn": ("Notice", "Notice withdrawn"),
    "NoticeCancelled": ("Notice", "Notice cancelled"),
    "NoticeExpired": ("Notice", "Notice expired"),
}


def course(page: CasePage, acts: Sequence[Happened], at: date) -> Timeline:
    """Return the timeline of a case; what tells of protection is marked as for the secretariat alone."""
    moments = [*_of_the_body(page.body, page.context, at), *_of_the_context(page.context), *map(_act, acts)]
    return timeline(moments, LANES)


def happening(event: str) -> str:
    """Return what an act is called, by the name of its event."""
    return _SAID[event][1] if event in _SAID else event


def _act(act: Happened) -> Moment:
    lane, label = _SAID.get(act.what, ("Request", act.what))
    detail = wording.CAUSES[act.cause] if act.cause else None
    return Moment(act.at, lane, label, detail, side=None if act.public else Side.ORGANISATION)


def _of_the_body(body: NoticeRequest | None, context: CaseContext, at: date) -> Iterator[Moment]:
    if body is None:
        return
    if body.judicial:
        yield from _judicial(body.judicial)
    for fact, first, last in events(Case(body, context, at)):
        if not fact.path.startswith("context."):
            yield Moment(
                _between(first, last), "Public statements", "Spoke in public or sought protection", f"“{fact.value}”"
            )


def _judicial(judicial: Judicial) -> Iterator[Moment]:
    period, warrant = judicial.facts_period, judicial.warrant
    if period and period.from_:
        last = period.to.latest if period.to else period.from_.latest
        label = "The facts, as the requester states them"
        yield Moment(_between(period.from_.earliest, last), "Facts", label, judicial.facts_place, "#at-judicial-facts")
    if warrant and warrant.issued_on:
        yield Moment(warrant.issued_on, "Court", "Warrant issued", warrant.issued_by, "#at-judicial-warrant-issued-on")
    if warrant and warrant.valid_until:
        yield Moment(warrant.valid_until, "Court", "The warrant ends", None, "#at-judicial-warrant-valid-until")
    if judicial.prosecution_barred_on:
        yield Moment(judicial.prosecution_barred_on, "Court", "Prosecution is barred by lapse of time")


def _between(first: date, last: date) -> PartialDate:
    if first >= last:
        return PartialDate(first.isoformat())
    return PartialDate(f"{first.isoformat()}/{last.isoformat()}")


def _of_the_context(context: CaseContext) -> Iterator[Moment]:
    own = Side.ORGANISATION
    for status in context.subject_status:
        if status.on:
            detail = f"Confirmed by {status.confirmed_by}" if status.confirmed_by else None
            yield Moment(status.on, "Protection", wording.code_words(status.status), detail, side=own)
    for position in context.positions:
        if position.on:
            who = position.member or position.by
            yield Moment(position.on, "Protection", wording.code_words(position.view), who and str(who), side=own)
    for ruling in context.earlier_rulings:
        if ruling.on:
            yield Moment(
                ruling.on, "Protection", f"Earlier ruling: {wording.code_words(ruling.ruling)}", ruling.case, side=own
            )
    for concern in context.human_rights:
        if concern.on:
            label = f"Concern: {wording.code_words(concern.concern)}"
            yield Moment(concern.on, "Protection", label, concern.source, side=own)
