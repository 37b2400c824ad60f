"""Notices of others as they come in to a member, each with what the member did with it so far."""

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import FeedRow, Listing
from comity.app.streams import dealing_id
from comity.app.views.notices import NoticeLine, NoticesQuery
from comity.app.views.paging import Page, page
from comity.governance.gate import Principal
from comity.governance.scope import And, Everything, Reaches, scope
from comity.kernel.errors import NotFound
from comity.law import parameters
from comity.notices.dealing import FOUND, Dealing
from comity.notices.vocabulary import Answer, Treatment, VisibleTo

RECENT: Final = timedelta(days=14)
"""How long a recall and an answer stand on a bureau's desk."""


class IncomingQuery(NoticesQuery, frozen=True):
    """`untreated` leaves only what the member has not treated yet."""

    untreated: bool = False


class IncomingLine(NoticeLine, frozen=True, kw_only=True):
    """A notice that reaches a member; `unsaid` where the person was found and what was done is still to be said."""

    treatment: Treatment | None
    answer: Answer | None
    unsaid: bool


def incoming(look: Look, by: Principal, query: IncomingQuery) -> Page[IncomingLine]:
    """Return a page of the notices that circulate to the caller's member, newest first; raises `NotFound`."""
    if by.member is None:
        raise NotFound
    member = by.member
    listing = Listing(
        stream_type="notice",
        scope=And((scope(by, "notice"), Reaches(member))),
        states=tuple(each.value for each in query.state),
        kinds=tuple(each.value for each in query.kind),
        member=query.member,
        untreated_by=member if query.untreated else None,
        after=query.after,
        limit=query.limit,
    )
    return page(look, listing, lambda found: _line(look, found, member))


def own_dealing(look: Look, notice: str, member: str) -> Dealing | None:
    """Return what a member did with a notice so far."""
    found = look.find("dealing", dealing_id(notice, member))
    return found.state if found else None


def _line(look: Look, found: Found, member: str) -> IncomingLine:
    shown: dict[str, Any] = {name: getattr(found.state, name) for name in NoticeLine.__struct_fields__}
    dealing = own_dealing(look, found.id, member)
    last = dealing.answers[-1] if dealing and dealing.answers else None
    return IncomingLine(
        **shown,
        treatment=dealing.treatment if dealing else None,
        answer=last.answer if last else None,
        unsaid=bool(last and last.answer in FOUND),
    )


class Recalled(msgspec.Struct, frozen=True):
    """A notice that the member held and is asked to erase; the cause is told to nobody."""

    notice: str
    at: datetime
    deadline: datetime


def recalled(look: Look, member: str, limit: int = 20) -> list[Recalled]:
    """Return the recalls of the last days, the newest first."""
    return [_recall(row) for row in look.reader.recalls(member, look.at - RECENT, limit)]


def recall_of(look: Look, by: Principal, notice: str) -> Recalled | None:
    """Return the recall of a notice that the caller's member held; None where it never held one of this name."""
    row = look.reader.recall_of(by.member, notice) if by.member else None
    return _recall(row) if row else None


def _recall(row: FeedRow) -> Recalled:
    hours = parameters.number("recall.deadline_hours", row.at.date())
    return Recalled(row.notice, row.at, row.at + timedelta(hours=hours))


class Heard(msgspec.Struct, frozen=True):
    """What another member said to the requester of a notice."""

    notice: str
    member: str
    answer: Answer
    at: datetime


def heard(look: Look, member: str, limit: int = 20) -> list[Heard]:
    """Return what members lately said to this one of its notices in force, the newest first."""
    found = []
    for each in look.legible(look.reader.dealings_with(member, look.at - RECENT, 200)):
        dealing: Dealing = each.state
        said = [each for each in dealing.answers if each.visible_to is VisibleTo.REQUESTER]
        if said and dealing.member and said[-1].at >= look.at - RECENT:
            found.append(Heard(dealing.notice, dealing.member, said[-1].answer, said[-1].at))
    return sorted(found, key=lambda each: each.at, reverse=True)[:limit]


class Unsaid(msgspec.Struct, frozen=True):
    """A notice on which the member said that it found the person, and no more."""

    notice: str
    at: datetime


def unsaid(look: Look, member: str, limit: int = 20) -> list[Unsaid]:
    """Return where a member found a person and what it did is still to be said, the longest silence first."""
    listing = Listing(stream_type="dealing", scope=Everything(), states=("found",), member=member, limit=200)
    found = []
    for each in look.legible(look.reader.page(listing)):
        dealing: Dealing = each.state
        if dealing.answers and dealing.answers[-1].answer in FOUND:
            found.append(Unsaid(dealing.notice, dealing.answers[-1].at))
    return sorted(found, key=lambda each: each.at)[:limit]
