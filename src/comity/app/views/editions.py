"""The texts of a request that are still kept, and what happened to it and to the notice that came of it."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from comity.app.acts import Act
from comity.app.look import Found, Look
from comity.kernel.decider import ContentRef, Event
from comity.notices import events as e
from comity.notices.notice import Notice
from comity.notices.request import NoticeRequest
from comity.notices.requesting import Request
from comity.notices.vocabulary import RE_EXAMINATIONS, ReviewCause


class Stand(StrEnum):
    """What a text was: in force when an amendment was asked for, submitted, given in reply, in force now."""

    AMENDED = "amended"
    SUBMITTED = "submitted"
    REPLIED = "replied"
    IN_FORCE = "in_force"


class Edition(msgspec.Struct, frozen=True):
    """A text as it was put before reviewers, or as it stands in a notice."""

    stand: Stand
    at: datetime
    body: NoticeRequest


class Happened(msgspec.Struct, frozen=True):
    """Something that happened to a case, by the name of its event; `cause` where a review was opened."""

    at: datetime
    what: str
    cause: ReviewCause | None = None
    public: bool = True


_OF_THE_REVIEW: Final[tuple[type[Event], ...]] = (e.ReviewOpened, e.ContextRecorded)
_LEFT_OUT: Final[tuple[type[Event], ...]] = (
    e.RequestDrafted,
    e.DraftRevised,
    e.RequestPublished,
    e.RequestEnded,
    e.ExtractReleased,
    e.ExtractRetracted,
)


def editions(look: Look, request: str) -> tuple[Edition, ...]:
    """Return the texts of a request that are kept, the earliest first; an amendment begins with what it changes."""
    state: Request = look.state_of("request", request)
    found = [*_amended(look, state), *_put(look, request)]
    if state.notice and not state.amends:
        found += _in_force(look, state.notice, Stand.IN_FORCE)
    kept: list[Edition] = []
    for stand, at, ref in found:
        if look.reader.content(ref.id) is None:
            continue
        edition = Edition(stand, at, look.opened(ref, NoticeRequest))
        if not kept or kept[-1].body != edition.body:
            kept.append(edition)
    return tuple(kept)


def _amended(look: Look, state: Request) -> list[tuple[Stand, datetime, ContentRef]]:
    return _in_force(look, state.amends, Stand.AMENDED) if state.amends else []


def _in_force(look: Look, notice: str, stand: Stand) -> list[tuple[Stand, datetime, ContentRef]]:
    held: Notice = look.state_of("notice", notice)
    at = held.updated_at or held.published_at
    return [(stand, at, held.body)] if held.body and at else []


def _put(look: Look, request: str) -> Iterator[tuple[Stand, datetime, ContentRef]]:
    written: ContentRef | None = None
    for act in look.history("request", request):
        match act.event:
            case e.RequestDrafted(body=body) | e.DraftRevised(body=body):
                written = body
            case e.RequestSubmitted() if written:
                yield Stand.SUBMITTED, act.at, written
            case e.ReplyGiven(body=body):
                yield Stand.REPLIED, act.at, body
            case _:
                pass


def happened(look: Look, review: Found) -> tuple[Happened, ...]:
    """Return what happened to a case in order, without opinions and claims: of these each reviewer knows its own."""
    state: Request = look.state_of("request", review.id)
    acts = [*look.history("request", review.id)]
    acts += [act for act in look.history("review", review.id) if isinstance(act.event, _OF_THE_REVIEW)]
    if state.notice:
        acts += look.history("notice", state.notice)
    kept = [act for act in acts if not isinstance(act.event, _LEFT_OUT) and not _said_by_the_request(act)]
    return tuple(_happened(act) for act in sorted(kept, key=lambda act: act.seq))


def _said_by_the_request(act: Act) -> bool:
    """Say whether a review was opened because of what the bureau did: the request's own act says so already."""
    return isinstance(act.event, e.ReviewOpened) and act.event.cause not in RE_EXAMINATIONS


def _happened(act: Act) -> Happened:
    cause = act.event.cause if isinstance(act.event, e.ReviewOpened) else None
    return Happened(act.at, type(act.event).__name__, cause, not isinstance(act.event, _OF_THE_REVIEW))
