"""The one pass over the acts: each act moves its case on and says what there is to count."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from comity.governance.events import MemberAdmitted, OrganisationCreated
from comity.kernel.decider import Event
from comity.statistics import dealing_acts, notice_acts, request_acts
from comity.statistics.cases import Cases, Happened
from comity.statistics.request_acts import Handler


def _created(cases: Cases, at: datetime, _: str, event: OrganisationCreated) -> None:
    for member in event.members:
        cases.joined.setdefault(member, at.date())


def _admitted(cases: Cases, at: datetime, _: str, event: MemberAdmitted) -> None:
    cases.joined.setdefault(event.member, at.date())


_HANDLERS: Final[Mapping[type[Event], Handler]] = {
    OrganisationCreated: _created,
    MemberAdmitted: _admitted,
    **request_acts.HANDLERS,
    **notice_acts.HANDLERS,
    **dealing_acts.HANDLERS,
}


def fold(happened: Iterable[Happened], until: datetime, second_from: int = 0) -> Cases:
    """Return the cases as the acts before `until` leave them; acts come in the order in which they happened."""
    cases = Cases(second_from)
    for act in happened:
        if act.at >= until:
            break
        handler = _HANDLERS.get(type(act.event))
        if handler is not None:
            handler(cases, act.at, act.stream_id, act.event)
    return cases
