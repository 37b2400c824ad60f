"""What is recorded of a case, and what would change if something else were."""

import msgspec

from comity.app.casefile import context_of, text_of
from comity.app.look import Found, Look
from comity.compliance.check import Disposition, check
from comity.compliance.rule import Question
from comity.governance.conflicts import ties
from comity.notices.context import CaseContext
from comity.notices.reviewing import Review
from comity.notices.vocabulary import State


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What recording a context changes: what the checks come to, questions, and states whose officers may not judge.

    `set_aside` is how many who hold or judged the open case are nationals of, or bound to, the states that `tied` adds.
    """

    before: Disposition
    after: Disposition
    raised: tuple[Question, ...]
    settled: tuple[Question, ...]
    tied: tuple[str, ...]
    set_aside: int


def recorded(look: Look, request: str) -> CaseContext:
    """Return what case officers recorded of a case, without what the exchange and the measures in force add."""
    review: Review = look.state_of("review", request)
    return look.opened(review.context, CaseContext) if review.context else CaseContext()


def changes(look: Look, review: Found, context: CaseContext) -> Changes:
    """Return what changes if `context` is recorded on a case whose text is kept."""
    body = text_of(look, review.id)
    day = look.at.date()
    if body is None:
        return Changes(before=Disposition.CLEAR, after=Disposition.CLEAR, raised=(), settled=(), tied=(), set_aside=0)
    before = check(body, context_of(look, review.id), day)
    after = check(body, context_of(look, review.id, context), day)
    tied = sorted(_states(context) - set(review.state.concerned))
    return Changes(
        before=before.disposition,
        after=after.disposition,
        raised=tuple(each for each in after.questions if each not in before.questions),
        settled=tuple(each for each in before.questions if each not in after.questions),
        tied=tuple(tied),
        set_aside=_set_aside(look, review.state, frozenset(tied)),
    )


def _states(context: CaseContext) -> set[str]:
    """Return the states that took a position or protect the person: their officers may not judge."""
    found = {status.confirmed_by for status in context.subject_status} | {each.member for each in context.positions}
    return {str(state) for state in found if state}


def _set_aside(look: Look, state: Review, tied: frozenset[str]) -> int:
    held = {*state.counted, *(claim.reviewer for claim in state.claims)}
    if state.state is not State.OPEN:
        return 0
    return sum(bool(ties(look.state_of("person", person)) & tied) for person in held)
