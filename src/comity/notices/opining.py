"""A reviewer's opinion: a stream of its own, so that no one's writing shows to another before it is given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from comity.kernel.decider import Command, ContentRef, Decider, Event, Refusal, Row
from comity.kernel.errors import Fault
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import NoticeFacts, ReviewFact
from comity.notices.lifecycle import step
from comity.notices.vocabulary import Decision, Ground, Kind, State

_AGAINST = frozenset({Decision.RETURN, Decision.REFUSE})
_RE_EXAMINED = frozenset({Decision.APPROVE, Decision.APPROVE_IN_PART, Decision.REFUSE})


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    state: State = State.NEW
    request: str = ""
    round: int = 0
    reviewer: str = ""
    decision: Decision | None = None
    ground: Ground | None = None
    struck: tuple[int, ...] = ()
    kind: Kind | None = None
    text: ContentRef | None = None
    has_remarks: bool = False


def decide(state: Opinion, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """An opinion is whole or it is not taken: reasons, a coded ground, an answer to each question."""
    row = step("opinion", state, command, at)
    if isinstance(row, Refusal):
        return row
    assert isinstance(command, c.GiveOpinion)
    assert facts.review is not None
    review = facts.review
    if not review.claimed:
        return Refusal("Claim the case first; an opinion is given by who holds it.", code="not-claimed")
    wrong = faults(command, facts, review)
    if wrong:
        return Refusal("The opinion is not complete.", wrong, "incomplete-opinion")
    return [
        e.OpinionGiven(
            request=command.id,
            round=review.round,
            reviewer=facts.actor,
            decision=command.decision,
            ground=command.ground,
            struck=tuple(sorted(set(command.struck_charges))),
            kind=command.kind,
            answered=tuple(sorted({answer.rule for answer in command.text.answers} & set(facts.questions))),
            text=facts.refs["text"],
            has_remarks=bool((command.text.for_requester or "").strip()),
        )
    ]


def faults(command: c.GiveOpinion, facts: NoticeFacts, review: ReviewFact) -> tuple[Fault, ...]:
    """Return each place where an opinion is not complete, by its path in the command."""
    found: list[Fault] = []
    text = command.text
    if not text.reasons.strip():
        found.append(Fault("$.reasons", "Give your reasons"))
    answered = {answer.rule for answer in text.answers if answer.answer.strip()}
    found += [Fault("$.answers", f"Answer the question of {rule}") for rule in facts.questions if rule not in answered]
    if command.decision in _AGAINST and command.ground is None:
        found.append(Fault("$.ground", "Name the coded ground"))
    if command.decision not in _AGAINST and command.ground is not None:
        found.append(Fault("$.ground", "A ground belongs to a return or a refusal"))
    if command.decision is Decision.RETURN and command.ground is Ground.PROTECTION:
        # To a return belongs what the bureau can mend; one that names nothing would tell of what it may not know.
        found.append(Fault("$.ground", "A bureau cannot mend that: refuse, or name what it can mend"))
    if review.re_examination and command.decision not in _RE_EXAMINED:
        found.append(Fault("$.decision", "A notice that stands is kept, kept in part or refused"))
    return (*found, *_about_part(command, facts), *_about_kind(command, facts))


def _about_part(command: c.GiveOpinion, facts: NoticeFacts) -> list[Fault]:
    struck = set(command.struck_charges)
    if command.decision is not Decision.APPROVE_IN_PART:
        return [Fault("$.struck_charges", "Charges are struck by approve_in_part")] if struck else []
    if not struck or not struck < set(facts.charges):
        standing = ", ".join(map(str, facts.charges)) or "none"
        message = f"Name some of the charges that stand ({standing}) and leave at least one"
        return [Fault("$.struck_charges", message)]
    return []


def _about_kind(command: c.GiveOpinion, facts: NoticeFacts) -> list[Fault]:
    if command.decision is not Decision.OTHER_KIND:
        return [Fault("$.kind", "A kind is named by other_kind")] if command.kind else []
    if command.kind is None or (facts.body and command.kind is facts.body.kind) or command.kind is Kind.SPECIAL:
        return [Fault("$.kind", "Name another kind than the one asked for, and not special")]
    return []


def evolve(state: Opinion, event: Any, at: datetime) -> Opinion:
    """Return the state after `event`."""
    assert isinstance(event, e.OpinionGiven)
    return Opinion(
        state=State.GIVEN,
        request=event.request,
        round=event.round,
        reviewer=event.reviewer,
        decision=event.decision,
        ground=event.ground,
        struck=event.struck,
        kind=event.kind,
        text=event.text,
        has_remarks=event.has_remarks,
    )


OPINION = Decider(
    name="opinion",
    initial=Opinion(),
    decide=decide,
    evolve=evolve,
    row=lambda s: Row(state=s.state.value, assigned=s.reviewer, parent=s.request or None),
    commands=(c.GiveOpinion,),
    events=(e.OpinionGiven,),
)
