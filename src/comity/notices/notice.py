"""A notice as it stands: its state, what each event makes of it, and what the register and the clock see."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from comity.kernel.codes import Country
from comity.kernel.dates import add_months
from comity.kernel.decider import Command, ContentRef, Row
from comity.kernel.time_zone import beginning
from comity.law import parameters
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import Face
from comity.notices.request import Circulation
from comity.notices.vocabulary import Channel, CirculationMode, Ground, Kind, State, UrgencyLevel

_RANK = {UrgencyLevel.ROUTINE: 0, UrgencyLevel.URGENT: 1, UrgencyLevel.IMMINENT: 2}
_SIGN = {CirculationMode.ALL: "*", CirculationMode.ONLY: "+", CirculationMode.EXCEPT: "-"}
IN_FORCE = frozenset({State.PUBLISHED, State.SUSPENDED, State.BLOCKED})


class Addendum(msgspec.Struct, frozen=True):
    text: ContentRef
    at: datetime
    to_requester: bool
    public: bool


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """`resolution` is set for listings only; `number` stays once given; `public` says that an extract shows."""

    state: State = State.NEW
    id: str = ""
    request: str | None = None
    kind: Kind = Kind.RED
    channel: Channel = Channel.NOTICE
    member: str | None = None
    edition: int = 0
    body: ContentRef | None = None
    circulation: CirculationMode = CirculationMode.ALL
    members: tuple[Country, ...] = ()
    urgency: UrgencyLevel = UrgencyLevel.ROUTINE
    struck: tuple[int, ...] = ()
    reviewers: tuple[str, ...] = ()
    resolution: int | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    shown_at: datetime | None = None
    expires: datetime | None = None
    second_look: datetime | None = None
    suspended_since: datetime | None = None
    suspended_until: datetime | None = None
    before_block: State | None = None
    blocked_by_commission: bool = False
    retention_asked: datetime | None = None
    extract: ContentRef | None = None
    extract_until: date | None = None
    extract_ends: datetime | msgspec.UnsetType = msgspec.UNSET
    number: str | None = None
    addenda: tuple[Addendum, ...] = ()
    ground: Ground | None = None

    @property
    def public(self) -> bool:
        """Whether the public sees an extract: only while published; a block or suspension overrides."""
        return self.extract is not None and self.state is State.PUBLISHED

    def face(self, member: str | None) -> Face | None:
        """Return the content as `member` sees it; None where there is none. A requester knows not of every addendum."""
        if self.body is None:
            return None
        own = member is not None and member == self.member
        return Face(self.body.digest, self.edition, sum(each.to_requester or not own for each in self.addenda))

    @property
    def reach(self) -> Circulation:
        return Circulation(mode=self.circulation, members=list(self.members))


def expiry(at: datetime, months: int) -> datetime:
    """Return the day `months` later at the same time of day."""
    return datetime.combine(add_months(at.date(), months), at.timetz())


def extract_end(notice: Notice) -> datetime | None:
    """Return when the extract ends by a date, None where it ends with the notice."""
    if notice.extract_until is None:
        return None
    return notice.extract_ends or beginning(notice.extract_until, UTC)


def evolve(state: Notice, event: Any, at: datetime) -> Notice:
    """Return the state after `event`."""
    new = msgspec.structs.replace
    match event:
        case e.NoticePublished():
            return Notice(
                state=State.PUBLISHED,
                id=event.id,
                request=event.request,
                kind=event.kind,
                channel=event.channel,
                member=event.member,
                edition=1,
                body=event.body,
                circulation=event.circulation,
                members=event.members,
                urgency=event.urgency,
                struck=event.struck,
                reviewers=event.reviewers,
                published_at=at,
                updated_at=at,
                expires=event.expires,
                second_look=event.second_look,
                extract=event.extract,
                extract_until=event.extract_until,
                extract_ends=event.extract_ends,
                number=event.number,
            )
        case e.ListingPublished():
            return Notice(
                state=State.PUBLISHED,
                id=event.id,
                kind=Kind.SPECIAL,
                edition=1,
                body=event.body,
                resolution=event.resolution,
                published_at=at,
                updated_at=at,
                extract=event.extract,
                number=event.number,
            )
        case e.ListingRevised():
            return new(state, edition=state.edition + 1, body=event.body, extract=event.extract, updated_at=at)
        case e.NoticeAmended():
            return new(
                state,
                edition=state.edition + 1,
                body=event.body,
                kind=event.kind,
                circulation=event.circulation,
                members=event.members,
                struck=event.struck,
                reviewers=event.reviewers,
                updated_at=at,
                shown_at=(state.shown_at or state.updated_at) if _same_extract(state, event) else None,
                extract=event.extract,
                number=event.number or state.number,
                extract_until=event.extract_until,
                extract_ends=event.extract_ends,
            )
        case e.NoticeEnded():
            return _ended(state, event)
        case _:
            return _changed(state, event, at)


def _same_extract(state: Notice, event: e.NoticeAmended) -> bool:
    return event.extract is not None and event.extract == state.extract


def _ended(state: Notice, event: e.NoticeEnded) -> Notice:
    ends = {e.PurposeAchieved: State.ACHIEVED, e.NoticeCancelled: State.CANCELLED, e.NoticeExpired: State.EXPIRED}
    ground = getattr(event, "ground", None)
    return msgspec.structs.replace(
        state,
        state=ends.get(type(event), State.WITHDRAWN),
        ground=ground,
        body=None,
        extract=None,
        addenda=(),
        second_look=None,
        suspended_until=None,
    )


def _changed(state: Notice, event: Any, at: datetime) -> Notice:
    new = msgspec.structs.replace
    match event:
        case e.NoticeMaintained():
            return state
        case e.NoticeSuspended():
            return new(
                state, state=State.SUSPENDED, suspended_since=state.suspended_since or at, suspended_until=event.until
            )
        case e.NoticeResumed():
            return new(state, state=State.PUBLISHED, suspended_until=None)
        case e.NoticeBlocked():
            return new(state, state=State.BLOCKED, before_block=state.state, blocked_by_commission=event.by_commission)
        case e.NoticeUnblocked():
            return new(
                state, state=state.before_block or State.PUBLISHED, before_block=None, blocked_by_commission=False
            )
        case e.AddendumAdded():
            added = Addendum(event.text, at, event.to_requester, event.public)
            return new(state, addenda=(*state.addenda, added), extract=event.extract or state.extract)
        case e.CirculationRestricted():
            return new(state, circulation=event.circulation, members=event.members)
        case e.ExtractReleased():
            return new(
                state,
                extract=event.extract,
                number=event.number,
                extract_until=event.until,
                extract_ends=event.ends,
                updated_at=at,
                shown_at=None,
            )
        case e.ExtractRetracted():
            return new(state, extract=None, extract_until=None, extract_ends=msgspec.UNSET)
        case e.RetentionAsked():
            return new(state, retention_asked=at)
        case e.RetentionExtended():
            return new(state, expires=event.until, retention_asked=None)
        case e.SecondLookAsked():
            return new(state, second_look=None)
        case _:
            raise AssertionError(f"unknown event {event!r}")


def row(state: Notice) -> Row:
    found = due(state)
    reach = _SIGN[state.circulation] + ",".join(sorted(state.members))
    return Row(
        state=state.state.value,
        kind=state.kind.value,
        member=state.member,
        circulation=reach,
        parent=state.request,
        rank=_RANK[state.urgency],
        due=state.expires,
        wake=found[0] if found else None,
        public=state.public,
    )


def due(state: Notice) -> tuple[datetime, Command] | None:
    """Return the next date on which the clock must act, and what it then does."""
    if state.state not in IN_FORCE:
        return None
    found: list[tuple[datetime, Command]] = []
    if state.second_look:
        found.append((state.second_look, c.TakeSecondLook(id=state.id)))
    if state.state is State.SUSPENDED and state.suspended_until:
        found.append((state.suspended_until, c.EndSuspension(id=state.id)))
    if state.extract is not None and (ends := extract_end(state)):
        found.append((ends, c.ExpireExtract(id=state.id)))
    if state.expires:
        asked = expiry(state.expires, -parameters.number("retention.review_months_before", state.expires.date()))
        found.append((state.expires, c.ExpireNotice(id=state.id)))
        if state.retention_asked is None:
            found.append((asked, c.AskRetention(id=state.id)))
    return min(found, key=lambda pair: pair[0], default=None)
