"""What acts on notices leave for the figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from comity.kernel.decider import Event
from comity.notices import events as e
from comity.notices.vocabulary import Channel, CirculationMode, Kind
from comity.statistics.cases import Cases, Fact, NoticeCase
from comity.statistics.grounds import request_ground
from comity.statistics.request_acts import Handler


def _published(cases: Cases, at: datetime, id_: str, event: e.NoticePublished) -> None:
    notice = NoticeCase(event.kind.value, event.member, at, request=cases.requests.get(event.request))
    cases.notices[id_] = notice
    _circulates(notice, at, event.circulation, event.members)
    if event.channel is Channel.DIFFUSION:
        column = "diffusion"
    else:
        column = "notice:police_only" if event.number is None else "notice:public"
    cases.facts.append(Fact("published", at, column, notice, notice.kind))


def _listed(cases: Cases, at: datetime, id_: str, _: e.ListingPublished) -> None:
    notice = NoticeCase(Kind.SPECIAL.value, None, at, listing=True)
    cases.notices[id_] = notice
    cases.facts.append(Fact("published", at, "listing", notice, notice.kind))


def _amended(cases: Cases, at: datetime, id_: str, event: e.NoticeAmended) -> None:
    notice = cases.notices[id_]
    _circulates(notice, at, event.circulation, event.members)
    amending = cases.requests.get(event.request) if event.request else None
    if amending is not None and amending.restricted is None:
        amending.restricted = notice.restricted and at


def _narrowed(cases: Cases, at: datetime, id_: str, event: e.CirculationRestricted) -> None:
    _circulates(cases.notices[id_], at, event.circulation, event.members)


def _circulates(notice: NoticeCase, at: datetime, mode: CirculationMode, members: tuple[str, ...]) -> None:
    notice.audiences.append((at, mode, frozenset(members)))
    if mode is not CirculationMode.ALL and notice.restricted is None:
        notice.restricted = at
        if notice.request is not None and notice.request.restricted is None:
            notice.request.restricted = at


def _suspended(cases: Cases, at: datetime, id_: str, _: e.NoticeSuspended) -> None:
    cases.notices[id_].pause(at, "suspended")


def _resumed(cases: Cases, at: datetime, id_: str, _: e.NoticeResumed) -> None:
    cases.notices[id_].resume(at, "suspended")


def _blocked(cases: Cases, at: datetime, id_: str, _: e.NoticeBlocked) -> None:
    cases.notices[id_].pause(at, "blocked")


def _unblocked(cases: Cases, at: datetime, id_: str, _: e.NoticeUnblocked) -> None:
    cases.notices[id_].resume(at, "blocked")


def _ended(cases: Cases, at: datetime, id_: str, event: e.NoticeEnded) -> None:
    notice = cases.notices[id_]
    notice.ended = at
    match event:
        case e.NoticeCancelled():
            column = f"cancelled:{request_ground(event.ground, cases.edition(at))}"
        case e.PurposeAchieved():
            column = "achieved"
        case e.NoticeWithdrawn():
            column = "withdrawn"
        case e.ListingEnded():
            column = "listing_ended"
        case _:
            column = "expired"
    cases.facts.append(Fact("ended", at, column, notice, notice.kind))


HANDLERS: Final[Mapping[type[Event], Handler]] = {
    e.NoticePublished: _published,
    e.ListingPublished: _listed,
    e.NoticeAmended: _amended,
    e.CirculationRestricted: _narrowed,
    e.NoticeSuspended: _suspended,
    e.NoticeResumed: _resumed,
    e.NoticeBlocked: _blocked,
    e.NoticeUnblocked: _unblocked,
    e.PurposeAchieved: _ended,
    e.NoticeWithdrawn: _ended,
    e.NoticeCancelled: _ended,
    e.NoticeExpired: _ended,
    e.ListingEnded: _ended,
}
