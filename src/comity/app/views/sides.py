"""On which side of a file a caller stands, and what of its history each side may know.

To the requester and to recipients a stream's version counts only the acts that they may know of: an act of the
secretariat alone moves no version, no history and no ETag of theirs.
"""

from enum import StrEnum
from typing import Final

import msgspec

from comity.app.acts import Act
from comity.app.look import Found, Look
from comity.governance.gate import Principal
from comity.governance.offices import OF_A_MEMBER
from comity.kernel.decider import Event
from comity.notices import events as e
from comity.notices.request import NoticeRequest


class Side(StrEnum):
    """The requester's own bureau, another member, or the organisation."""

    OWNER = "owner"
    RECIPIENT = "recipient"
    ORGANISATION = "organisation"


def side_of(by: Principal, owner: str | None) -> Side:
    """Return the side of `by` towards a file that belongs to `owner`."""
    if not by.offices & OF_A_MEMBER:
        return Side.ORGANISATION
    return Side.OWNER if by.member == owner else Side.RECIPIENT


_SECRETARIAT_ALONE: Final[tuple[type[Event], ...]] = (e.NoticeMaintained, e.SecondLookAsked)
_NOT_FOR_RECIPIENTS: Final[tuple[type[Event], ...]] = (
    *_SECRETARIAT_ALONE,
    e.RetentionAsked,
    e.CirculationRestricted,
    e.ExtractReleased,
    e.ExtractRetracted,
)


def may_know(event: Event, side: Side) -> bool:
    """Say whether a side may know that this happened to a notice."""
    match side:
        case Side.ORGANISATION:
            return True
        case Side.OWNER:
            quiet = isinstance(event, e.AddendumAdded) and not event.to_requester
            return not quiet and not isinstance(event, _SECRETARIAT_ALONE)
        case Side.RECIPIENT:
            return not isinstance(event, _NOT_FOR_RECIPIENTS)


def known_acts(look: Look, notice: str, side: Side) -> list[Act]:
    """Return the acts of a notice that a side may know of, in order."""
    return [act for act in look.history("notice", notice) if may_know(act.event, side)]


def version_of(look: Look, by: Principal, what: str, found: Found) -> int:
    """Return the version of a stream as `by` sees it: the number of acts that it may know of."""
    if what != "notice":
        return found.version
    side = side_of(by, found.row.member)
    return found.version if side is Side.ORGANISATION else len(known_acts(look, found.id, side))


def for_recipient(body: NoticeRequest) -> NoticeRequest:
    """Return a body without what no recipient reads: who else receives, who validated, earlier rulings answered."""
    return msgspec.structs.replace(
        body, circulation=None, public_extract=None, validated_by=None, answers_to_earlier_rulings=None, urgency=None
    )
