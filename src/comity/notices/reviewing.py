"""The review of a request: claims, questions, independent opinions, tally. For the secretariat alone.

The numbered procedure (RPD 77, 86):
 1. A review opens with a deadline by urgency; urgent ones are offered to the duty pair at once.
 2. A reviewer without conflict claims one of two places; a claim runs out and frees the place.
 3. Each answers every question of the checks and gives an opinion of its own (see `opining`).
 4. Two that agree decide; two that differ call a third reviewer; never fewer than two publish. Before each count
    ties are weighed anew: who is tied by what became known since is set aside, and the place is free again.
 5. The outcome, its real ground and the dissent are recorded; the requester is told through `Conclude`.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Decider, Event, Refusal, Row
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import NoticeFacts, OpinionFact
from comity.notices.lifecycle import step
from comity.notices.vocabulary import RE_EXAMINATIONS, Decision, Ground, Kind, ReviewCause, State, UrgencyLevel

_RANK = {UrgencyLevel.ROUTINE: 0, UrgencyLevel.URGENT: 1, UrgencyLevel.IMMINENT: 2}
PUBLISHING = frozenset({Decision.APPROVE, Decision.APPROVE_IN_PART, Decision.OTHER_KIND})


class Claim(msgspec.Struct, frozen=True):
    reviewer: str
    until: datetime


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """`excluded` gave an opinion in an earlier round and do not judge it; `set_aside` are those of this round whose
    claim or opinion no longer counts, since a tie came to light.
    """

    state: State = State.NEW
    id: str = ""
    cause: ReviewCause = ReviewCause.SUBMISSION
    round: int = 0
    urgency: UrgencyLevel = UrgencyLevel.ROUTINE
    kind: Kind = Kind.RED
    member: str | None = None
    opened: datetime | None = None
    due: datetime | None = None
    concerned: tuple[Country, ...] = ()
    excluded: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    counted: tuple[str, ...] = ()
    needed: int = 2
    context: ContentRef | None = None
    decision: Decision | None = None
    ground: Ground | None = None
    struck: tuple[int, ...] = ()
    other_kind: Kind | None = None
    reviewers: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def decide(state: Review, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`, by the lifecycle table first."""
    row = step("review", state, command, at)
    if isinstance(row, Refusal):
        return row
    match command:
        case c.OpenReview():
            return _open(state, command, facts, at)
        case c.ClaimReview():
            return _claim(state, facts, at)
        case c.ReleaseReview(reviewer=reviewer):
            return [e.ReviewReleased(reviewer=reviewer, by_other=reviewer != facts.actor)]
        case c.ReleaseLateClaims():
            return [e.ReviewReleased(reviewer=k.reviewer, late=True) for k in state.claims if k.until <= at]
        case c.RecordContext():
            erased = (state.context.id,) if state.context else ()
            return [e.ContextRecorded(context=facts.refs["context"], concerned=facts.concerned, erased=erased)]
        case c.WeighTies():
            return _weigh(state, facts)
        case c.TallyOpinions():
            return _tally(state, facts, at)
        case c.CloseReview():
            return [e.ReviewClosed()]
        case _:
            raise AssertionError(f"{type(command).__name__} is in the table and not in the decider")


def _open(state: Review, command: c.OpenReview, facts: NoticeFacts, at: datetime) -> list[Event]:
    """Step 1; a reconsideration excludes those who decided before, and an urgent case goes to the duty pair."""
    body = facts.body
    assert body is not None
    urgency = body.urgency.level if body.urgency else UrgencyLevel.ROUTINE
    hours = facts.clocks.review_hours.get(urgency, 24 * 30)
    excluded = _judged(state, command.cause)
    opened = e.ReviewOpened(
        id=command.id,
        cause=command.cause,
        round=state.round + 1,
        urgency=urgency,
        due=at + timedelta(hours=hours),
        concerned=facts.concerned,
        excluded=excluded,
        kind=body.kind,
        member=body.requesting_member,
    )
    if urgency is UrgencyLevel.ROUTINE or command.cause in RE_EXAMINATIONS:
        return [opened]
    until = at + timedelta(hours=facts.clocks.claim_hours.get(urgency, 72))
    pair = [person for person in facts.duty if person not in excluded][:2]
    return [opened, *(e.ReviewClaimed(reviewer=person, until=until) for person in pair)]


def _judged(state: Review, cause: ReviewCause) -> tuple[str, ...]:
    """Return who may not hold the next round: all who judged what is reconsidered, its replies included."""
    match cause:
        case ReviewCause.RECONSIDERATION:
            return tuple(dict.fromkeys((*state.excluded, *state.counted)))
        case ReviewCause.REPLY:
            return state.excluded
        case _:
            return ()


def _weigh(state: Review, facts: NoticeFacts) -> list[Event]:
    """A tie that arose or came to light after a claim or an opinion excludes as one known before would have."""
    held = (*state.counted, *(claim.reviewer for claim in state.claims))
    tied = tuple(person for person in held if person in facts.tied)
    return [e.TiesWeighed(facts.concerned, tied)] if tied or facts.concerned != state.concerned else []


def _claim(state: Review, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Step 2; conflict of nationality or office is forbidden by Cedar before this is reached."""
    if facts.actor in (*state.excluded, *state.set_aside):
        return Refusal(
            "Who judged this case before, or was set aside for a tie, does not judge it now.", code="excluded"
        )
    if facts.actor in state.counted or facts.actor in {claim.reviewer for claim in state.claims}:
        return Refusal("You hold this case already or have given your opinion.", code="claimed")
    hours = facts.clocks.claim_hours.get(state.urgency, 72)
    return [e.ReviewClaimed(reviewer=facts.actor, until=at + timedelta(hours=hours))]


def _tally(state: Review, facts: NoticeFacts, at: datetime) -> list[Event]:
    """Step 4: two equal opinions decide, two that differ call a third, three are settled by `settle`."""
    opinions = tuple(opinion for opinion in facts.opinions if opinion.reviewer not in state.set_aside)
    found: list[Event] = [e.OpinionCounted(o.reviewer) for o in opinions if o.reviewer not in state.counted]
    if not found or len(opinions) < state.needed:
        return found
    outcome = settle(opinions, facts.charges)
    if outcome is None:
        hours = facts.clocks.claim_hours.get(state.urgency, 72)
        return [*found, e.ReviewEscalated(due=at + timedelta(hours=hours))]
    dissent = sum(1 for opinion in opinions if opinion.decision is not outcome.decision)
    reviewers = tuple(o.reviewer for o in opinions if (o.decision in PUBLISHING) == (outcome.decision in PUBLISHING))
    decided = e.ReviewDecided(
        decision=outcome.decision,
        ground=outcome.ground,
        struck=outcome.struck,
        kind=outcome.kind,
        reviewers=reviewers,
        dissent=dissent,
        questions=facts.questions,
        cause=state.cause,
    )
    return [*found, decided]


def _key(opinion: OpinionFact) -> tuple[Decision, tuple[int, ...], Kind | None]:
    return opinion.decision, tuple(sorted(opinion.struck)), opinion.kind


def settle(opinions: Sequence[OpinionFact], charges: Sequence[int]) -> OpinionFact | None:
    """Return the outcome of two or three opinions, or None where two differ and a third must decide.

    Equal opinions of two win. Three that all differ: where two would publish, though not the same, each of the
    `charges` stands that two of them would keep; where none does, where they name different kinds, or two would not
    publish, the request goes back to its requester, unless two refuse.
    """
    agreed, votes = Counter(_key(opinion) for opinion in opinions).most_common(1)[0]
    if votes >= 2:
        return next(opinion for opinion in opinions if _key(opinion) == agreed)
    if len(opinions) < 3:
        return None
    publishing = [o for o in opinions if o.decision in {Decision.APPROVE, Decision.APPROVE_IN_PART}]
    struck = tuple(number for number in charges if sum(number not in o.struck for o in publishing) < 2)
    if len(publishing) >= 2 and (not charges or len(struck) < len(charges)):
        decision = Decision.APPROVE_IN_PART if struck else Decision.APPROVE
        return OpinionFact(publishing[0].reviewer, decision, struck=struck)
    grounds = [o.ground for o in opinions if o.ground]
    return OpinionFact(opinions[-1].reviewer, Decision.RETURN, ground=grounds[0] if grounds else None)


def evolve(state: Review, event: Any, at: datetime) -> Review:
    """Return the state after `event`."""
    new = msgspec.structs.replace
    match event:
        case e.ReviewOpened():
            return new(
                state,
                state=State.OPEN,
                id=event.id,
                cause=event.cause,
                round=event.round,
                urgency=event.urgency,
                due=event.due,
                concerned=event.concerned,
                excluded=event.excluded,
                set_aside=(),
                kind=event.kind,
                member=event.member,
                opened=at,
                claims=(),
                counted=(),
                needed=2,
                decision=None,
            )
        case e.ReviewClaimed():
            return new(state, claims=(*state.claims, Claim(event.reviewer, event.until)))
        case e.ReviewReleased():
            return new(state, claims=tuple(k for k in state.claims if k.reviewer != event.reviewer))
        case e.ContextRecorded():
            return new(state, context=event.context, concerned=event.concerned)
        case e.TiesWeighed(set_aside=gone):
            return new(
                state,
                concerned=event.concerned,
                set_aside=(*state.set_aside, *gone),
                claims=tuple(claim for claim in state.claims if claim.reviewer not in gone),
                counted=tuple(reviewer for reviewer in state.counted if reviewer not in gone),
            )
        case e.OpinionCounted():
            left = tuple(k for k in state.claims if k.reviewer != event.reviewer)
            return new(state, claims=left, counted=(*state.counted, event.reviewer))
        case e.ReviewEscalated():
            return new(state, needed=3, due=max(event.due, state.due or event.due))
        case e.ReviewDecided():
            return new(
                state,
                state=State.DECIDED,
                decision=event.decision,
                ground=event.ground,
                struck=event.struck,
                other_kind=event.kind,
                questions=event.questions,
                reviewers=event.reviewers,
                claims=(),
            )
        case e.ReviewClosed():
            return new(state, state=State.CLOSED, claims=())
        case _:
            raise AssertionError(f"unknown event {event!r}")


def row(state: Review) -> Row:
    found = due(state)
    assigned = [*state.counted, *(claim.reviewer for claim in state.claims), *state.reviewers]
    return Row(
        state=state.state.value,
        kind=state.kind.value,
        member=state.member,
        concerned=",".join(state.concerned),
        assigned=",".join(dict.fromkeys(assigned)),
        parent=state.id or None,
        rank=_RANK[state.urgency],
        due=state.due if state.state is State.OPEN else None,
        wake=found[0] if found else None,
    )


def due(state: Review) -> tuple[datetime, Command] | None:
    """Return when the first claim runs out."""
    if state.state is State.OPEN and state.claims:
        return min(claim.until for claim in state.claims), c.ReleaseLateClaims(id=state.id)
    return None


REVIEW = Decider(
    name="review",
    initial=Review(),
    decide=decide,
    evolve=evolve,
    row=row,
    due=due,
    commands=(
        c.OpenReview,
        c.ClaimReview,
        c.ReleaseReview,
        c.ReleaseLateClaims,
        c.RecordContext,
        c.WeighTies,
        c.TallyOpinions,
        c.CloseReview,
    ),
    events=(
        e.ReviewOpened,
        e.ReviewClaimed,
        e.ReviewReleased,
        e.ContextRecorded,
        e.TiesWeighed,
        e.OpinionCounted,
        e.ReviewEscalated,
        e.ReviewDecided,
        e.ReviewClosed,
    ),
)
