"""What is in force, laid before the rules of today: each notice as published, with what the secretariat holds."""

from collections.abc import Iterator

import msgspec

from comity.app.look import Look
from comity.compliance.replay import InForce
from comity.notices.context import CaseContext, CorrectiveMeasure
from comity.notices.extract import strike
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.request import NoticeRequest


def notices_in_force(look: Look) -> Iterator[InForce]:
    """Yield the notices in force without the charges that their reviews struck, and their contexts."""
    measures = look.organisation().measures
    for registered in look.reader.registers("notice"):
        notice: Notice = look.typed(registered).state
        if notice.state not in IN_FORCE or notice.body is None:
            continue
        body = strike(look.opened(notice.body, NoticeRequest), notice.struck)
        on_member = [
            CorrectiveMeasure(member=m.member, measure=m.measure) for m in measures if m.member == notice.member
        ]
        held = _held(look, notice.request) if notice.request else CaseContext()
        known = msgspec.structs.replace(held, corrective_measures=[*held.corrective_measures, *on_member])
        yield InForce(notice=notice.id, request=body, context=known)


def _held(look: Look, request: str) -> CaseContext:
    review = look.find("review", request)
    if review is None or review.state.context is None:
        return CaseContext()
    return look.opened(review.state.context, CaseContext)
