"""What the secretariat knows of a case: the recorded context, measures in force, and members' answers as positions.

The one place that puts a `CaseContext` together, for the commands (within their transaction) and for the
pages that reviewers read.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Protocol

import msgspec

from comity.compliance.check import Report, check
from comity.governance.organisation import STREAM
from comity.kernel import wire
from comity.kernel.dates import PartialDate
from comity.kernel.decider import ContentRef
from comity.notices.context import CaseContext, CorrectiveMeasure, Position
from comity.notices.dealing import Dealing, Given
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Answer, PositionView

_VIEWS: Final = {
    Answer.EXTRADITION_REFUSED: PositionView.REFUSED_EXTRADITION,
    Answer.EXTRADITION_GRANTED: PositionView.GRANTED_EXTRADITION,
}


class Source(Protocol):
    """A transaction or a reading."""

    def state_of(self, what: str, stream: str) -> Any:
        """Return the state of a stream, its first one where it has no act."""

    def states_under(self, what: str, parent: str) -> Iterable[Any]:
        """Return the states of the streams whose parent is `parent`."""

    def plain(self, ref: ContentRef) -> bytes:
        """Return the plaintext of a content."""


def context_of(source: Source, request: str, recorded: CaseContext | None = None) -> CaseContext:
    """Return what the secretariat holds on a request; `recorded` is what is being recorded on it now.

    An amendment is judged with what is held on the file that it amends, beside its own.
    """
    state = source.state_of("request", request)
    notice = state.notice or state.amends
    held = recorded or _recorded(source, request)
    first = source.state_of("notice", notice).request if notice else None
    if first and first != request:
        held = _joined(_recorded(source, first), held)
    measures = [
        CorrectiveMeasure(member=measure.member, measure=measure.measure)
        for measure in source.state_of("organisation", STREAM).measures
        if measure.member == state.member
    ]
    dealings = source.states_under("dealing", notice) if notice else []
    return msgspec.structs.replace(
        held,
        corrective_measures=[*held.corrective_measures, *measures],
        positions=[*held.positions, *(position for dealing in dealings for position in _positions(dealing))],
    )


def _recorded(source: Source, request: str) -> CaseContext:
    review = source.state_of("review", request)
    return wire.trusted(source.plain(review.context), CaseContext) if review.context else CaseContext()


def _joined(first: CaseContext, own: CaseContext) -> CaseContext:
    def both(name: str) -> list[Any]:
        known = getattr(first, name)
        return [*known, *(each for each in getattr(own, name) if each not in known)]

    lists = {name: both(name) for name in CaseContext.__struct_fields__ if isinstance(getattr(own, name), list)}
    return CaseContext(
        minority=own.minority or first.minority, open_redress=own.open_redress or first.open_redress, **lists
    )


def _positions(dealing: Dealing) -> list[Position]:
    return [
        Position(view=_VIEWS[given.answer], member=dealing.member, ground=given.ground, on=_day(given))
        for given in dealing.answers
        if given.answer in _VIEWS
    ]


def _day(given: Given) -> PartialDate:
    return PartialDate((given.on or given.at.date()).isoformat())


def text_of(source: Source, request: str) -> NoticeRequest | None:
    """Return the text that stands: a request's own or, once a notice came of it, that of the present edition.

    An amendment erases the text of the edition before; None once the end of a file has erased all of it.
    """
    state = source.state_of("request", request)
    ref = source.state_of("notice", state.notice).body if state.notice else state.body
    return wire.trusted(source.plain(ref), NoticeRequest) if ref else None


def report_on(source: Source, request: str, at: datetime) -> Report:
    """Return the checks with all that the secretariat knows, as a reviewer reads them."""
    body = text_of(source, request)
    assert body is not None
    return check(body, context_of(source, request), at.date())
