"""A notice as each side sees it: its requester, a member that it reaches, the organisation."""

from datetime import date, datetime
from typing import Annotated, Any

import msgspec

from comity.app.acts import Act
from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.views.paging import Page, PageQuery, page
from comity.app.views.sides import Side, for_recipient, known_acts, side_of, version_of
from comity.governance.gate import Principal
from comity.governance.scope import scope
from comity.kernel.codes import Country
from comity.notices import events as e
from comity.notices.extract import strike
from comity.notices.kinds import KINDS
from comity.notices.notice import Notice
from comity.notices.request import Circulation, NoticeRequest
from comity.notices.telling import told_ground
from comity.notices.vocabulary import Channel, Ground, Kind, State, UrgencyLevel


class NoticeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A notice in a list, without content."""

    id: str
    state: State
    kind: Kind
    channel: Channel
    member: str | None
    urgency: UrgencyLevel
    edition: int
    published_at: datetime | None
    expires: datetime | None
    number: str | None


class AddendumView(msgspec.Struct, frozen=True):
    at: datetime
    text: str


class NoticeView(NoticeLine, frozen=True, kw_only=True):
    """A notice in full. What is None is not known, has ended, or is not for this reader; `asks` is never an order.

    `request`, `circulation`, `extract_until` and `retention_asked` are for the requester and the organisation.
    """

    version: int
    asks: str
    body: NoticeRequest | None
    addenda: tuple[AddendumView, ...]
    updated_at: datetime | None
    suspended_until: datetime | None
    ground: Ground | None
    resolution: int | None
    public: bool | None = None
    request: str | None = None
    circulation: Circulation | None = None
    extract_until: date | None = None
    retention_asked: datetime | None = None
    reviewers: tuple[str, ...] | None = None


class NoticesQuery(PageQuery, frozen=True):
    """`member` is who asked for the notice."""

    state: Annotated[tuple[State, ...], msgspec.Meta(max_length=30)] = ()
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(max_length=9)] = ()
    member: Country | None = None


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to a notice; `by` and `policy` are for the organisation, `ground` as it is told."""

    version: int
    at: datetime
    what: str
    ground: Ground | None = None
    until: datetime | None = None
    by: str | None = None
    policy: str | None = None
    act: int | None = None


class History(msgspec.Struct, frozen=True):
    entries: tuple[HistoryEntry, ...]


def listed(look: Look, by: Principal, query: NoticesQuery) -> Page[NoticeLine]:
    """Return a page of the notices that `by` may see, newest first."""
    listing = Listing(
        stream_type="notice",
        scope=scope(by, "notice"),
        states=tuple(each.value for each in query.state),
        kinds=tuple(each.value for each in query.kind),
        member=query.member,
        after=query.after,
        limit=query.limit,
    )
    return page(look, listing, lambda found: NoticeLine(**_line(found.state)))


def _line(state: Notice) -> dict[str, Any]:
    return {name: getattr(state, name) for name in NoticeLine.__struct_fields__}


def view(look: Look, by: Principal, found: Found) -> NoticeView:
    """Return a notice in full as `by` may read it; the caller has been let in already."""
    state: Notice = found.state
    side = side_of(by, state.member)
    shown = NoticeView(
        **_line(state),
        version=version_of(look, by, "notice", found),
        asks=KINDS[state.kind].asks,
        body=_body(look, state, side),
        addenda=_addenda(look, state, side),
        updated_at=state.updated_at,
        suspended_until=state.suspended_until,
        ground=_ground(state.ground, side),
        resolution=state.resolution,
    )
    if side is Side.RECIPIENT:
        return msgspec.structs.replace(shown, updated_at=_last(look, state.id, side))
    return msgspec.structs.replace(
        shown,
        public=state.public,
        request=state.request,
        circulation=state.reach,
        extract_until=state.extract_until,
        retention_asked=state.retention_asked,
        reviewers=state.reviewers if side is Side.ORGANISATION else None,
    )


def _last(look: Look, notice: str, side: Side) -> datetime | None:
    acts = known_acts(look, notice, side)
    return acts[-1].at if acts else None


def _body(look: Look, state: Notice, side: Side) -> NoticeRequest | None:
    if state.body is None:
        return None
    body = strike(look.opened(state.body, NoticeRequest), state.struck)
    body = msgspec.structs.replace(body, kind=state.kind)
    return for_recipient(body) if side is Side.RECIPIENT else body


def _addenda(look: Look, state: Notice, side: Side) -> tuple[AddendumView, ...]:
    shown = [each for each in state.addenda if each.to_requester or side is not Side.OWNER]
    return tuple(AddendumView(each.at, look.text(each.text)) for each in shown)


def _ground(ground: Ground | None, side: Side) -> Ground | None:
    if ground is None or side is Side.ORGANISATION:
        return ground
    return told_ground(ground)


def history(look: Look, by: Principal, found: Found) -> History:
    """Return what happened to a notice as far as `by` may know, numbered as `by` sees its versions."""
    side = side_of(by, found.row.member)
    acts = known_acts(look, found.id, side)
    return History(tuple(_entry(number, act, side, by) for number, act in enumerate(acts, 1)))


def _entry(number: int, act: Act, side: Side, by: Principal) -> HistoryEntry:
    event = act.event
    entry = HistoryEntry(
        version=number,
        at=act.at,
        what=type(event).__name__,
        ground=_ground(getattr(event, "ground", None), side),
        until=event.until if isinstance(event, e.NoticeSuspended | e.RetentionExtended) else None,
    )
    if side is not Side.ORGANISATION:
        return entry
    return msgspec.structs.replace(entry, by=act.actor, policy=act.policy, act=act.seq)
