"""What stands at a given time, whatever the clock was late with: a date that has passed has passed for every reader."""

from datetime import datetime
from typing import Any

import msgspec

from comity.notices.notice import IN_FORCE, Notice, extract_end
from comity.notices.requesting import Request
from comity.notices.vocabulary import Ground, State


def as_of(state: Any, at: datetime) -> Any:
    """Return a stream's state as it stands at `at`: what has run out is over, though no act says so yet."""
    match state:
        case Notice():
            return _notice(state, at)
        case Request():
            return _request(state, at)
        case _:
            return state


def _notice(notice: Notice, at: datetime) -> Notice:
    if notice.state not in IN_FORCE:
        return notice
    if notice.expires and notice.expires <= at:
        return _over(notice, State.EXPIRED)
    if notice.state is State.SUSPENDED and notice.suspended_until and notice.suspended_until <= at:
        return _over(notice, State.CANCELLED, Ground.NO_ACTION_BY_SOURCE)
    if (ends := extract_end(notice)) and ends <= at:
        return msgspec.structs.replace(notice, extract=None, extract_until=None, extract_ends=msgspec.UNSET)
    return notice


def _over(notice: Notice, state: State, ground: Ground | None = None) -> Notice:
    return msgspec.structs.replace(
        notice, state=state, ground=ground, body=None, extract=None, addenda=(), second_look=None, suspended_until=None
    )


def _request(request: Request, at: datetime) -> Request:
    if request.state is State.RETURNED and request.reply_by and request.reply_by <= at:
        return msgspec.structs.replace(request, state=State.LAPSED)
    if request.erase_on and request.erase_on <= at:
        return msgspec.structs.replace(request, state=State.ERASED, body=None, remarks=None, reasons=None)
    return request
