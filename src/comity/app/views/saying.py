"""What would be said, and to whom, if an opinion decided the case: shown to its reviewer before it is given."""

from typing import Final

import msgspec

from comity.app.look import Found, Look
from comity.app.views.reviews import CasePage
from comity.kernel.errors import CommandRefused
from comity.notices.commands import GiveOpinion
from comity.notices.facts import Clocks, NoticeFacts, ReviewFact
from comity.notices.notice import Notice
from comity.notices.opining import faults
from comity.notices.telling import letter, may_quote_reviewers, told_ground
from comity.notices.vocabulary import RE_EXAMINATIONS, Decision, Ground

_AGAINST: Final = frozenset({Decision.RETURN, Decision.REFUSE})


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """`told` is the ground that the requester and the public read, `letter` the wording of a refusal to the requester.

    `remarks` are the reviewer's words as far as they may be passed on; `withheld` says that they may not.
    `silent` where the requester is told nothing, because its notice stands as it was.
    """

    decision: Decision
    ground: Ground | None
    told: Ground | None
    letter: str | None
    remarks: str | None
    withheld: bool
    silent: bool
    examination: bool
    ends_notice: bool


def standing_charges(look: Look, page: CasePage) -> tuple[int, ...]:
    """Return the numbers of the charges that stand: all of a request's, or those not yet struck from its notice."""
    notice: Notice | None = look.state_of("notice", page.notice) if page.notice else None
    struck = notice.struck if notice else ()
    return tuple(number for number in range(len(page.body.charges if page.body else ())) if number not in struck)


def said(look: Look, page: CasePage, review: Found, command: GiveOpinion, by: str) -> Said:
    """Return what would be said; raises `CommandRefused` with each place where the opinion is not complete."""
    examination = page.cause in RE_EXAMINATIONS
    claimed = any(claim.reviewer == by and claim.until > look.at for claim in review.state.claims)
    fact = ReviewFact(page.round, examination, claimed)
    facts = NoticeFacts(
        actor=by,
        clocks=Clocks(),
        body=page.body,
        questions=tuple(dict.fromkeys(question.rule for question in page.questions)),
        charges=standing_charges(look, page),
        review=fact,
    )
    if not claimed:
        raise CommandRefused("Claim the case first; an opinion is given by who holds it.", code="not-claimed")
    wrong = faults(command, facts, fact)
    if wrong:
        raise CommandRefused("The opinion is not complete.", wrong, "incomplete-opinion")
    return _said(command, examination)


def _said(command: GiveOpinion, examination: bool) -> Said:
    told = told_ground(command.ground, command.decision) if command.ground else None
    words = (command.text.for_requester or "").strip() or None
    quoted = may_quote_reviewers(command.ground, command.decision) and not examination
    refused = command.decision is Decision.REFUSE and not examination
    return Said(
        decision=command.decision,
        ground=command.ground,
        told=told,
        letter=letter(told) if told and refused else None,
        remarks=words if quoted else None,
        withheld=words is not None and not quoted,
        silent=examination and command.decision is Decision.APPROVE,
        examination=examination,
        ends_notice=examination and command.decision in _AGAINST,
    )
