"""A member's dealings with a notice: treatment on receipt, answers after a find, objections. Nothing compels."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Decider, Event, Refusal, Row
from comity.kernel.errors import Fault
from comity.kernel.time_zone import earliest
from comity.law import parameters
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import NoticeFacts
from comity.notices.lifecycle import step
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, Answer, AnswerGround, State, Treatment, VisibleTo

WHEREABOUTS = frozenset({Answer.LOCATED, Answer.MOVEMENT_RESTRICTED, Answer.ACKNOWLEDGED})
"""Answers that tell where a person is, before anything lawful was begun there."""
FOUND = frozenset({Answer.ACKNOWLEDGED, Answer.LOCATED})
"""Answers that only say that the person was found: what the member then did is still to be said."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    answer: Answer
    at: datetime
    visible_to: VisibleTo
    ground: AnswerGround | None = None
    on: date | None = None
    name_us: bool = False
    text: ContentRef | None = None


class Dealing(msgspec.Struct, frozen=True, kw_only=True):
    state: State = State.NEW
    notice: str = ""
    member: Country | None = None
    treatment: Treatment | None = None
    ground: AnswerGround | None = None
    treated_at: datetime | None = None
    answers: tuple[Given, ...] = ()
    objections: int = 0
    reminded: bool = False


def default_audience(answer: Answer, ground: AnswerGround | None) -> VisibleTo:
    """Protective grounds and whereabouts are for the secretariat alone unless the member says otherwise."""
    protective = ground in PROTECTIVE_GROUNDS or answer in WHEREABOUTS
    return VisibleTo.SECRETARIAT if protective else VisibleTo.REQUESTER


def decide(state: Dealing, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`, by the lifecycle table first."""
    row = step("dealing", state, command, at)
    if isinstance(row, Refusal):
        return row
    text = facts.refs.get("text")
    match command:
        case c.RecordTreatment(notice=notice, member=member, treatment=treatment, ground=ground):
            if treatment is not Treatment.NOT_ENTERED and ground is not None:
                fault = Fault("$.ground", "a ground belongs to not_entered")
                return Refusal("Only a notice that is not entered has a ground.", (fault,), "bad-ground")
            return [e.TreatmentRecorded(notice=notice, member=member, treatment=treatment, ground=ground, text=text)]
        case c.RecordAnswer():
            return _answer(command, text, at.astimezone(earliest(facts.time_zone)))
        case c.RaiseObjection(notice=notice, member=member, kind=kind):
            return [e.ObjectionRaised(notice=notice, member=member, kind=kind, text=facts.refs["text"])]
        case c.RemindOfSilence(notice=notice, member=member):
            return [e.SilenceReminded(notice=notice, member=member)]
        case _:
            raise AssertionError(f"{type(command).__name__} is in the table and not in the decider")


def _answer(command: c.RecordAnswer, text: ContentRef | None, local: datetime) -> Sequence[Event] | Refusal:
    if command.answer is Answer.EXTRADITION_REFUSED and command.ground is None:
        fault = Fault("$.ground", "name the ground on which extradition was refused")
        return Refusal("A refusal of extradition is recorded with its ground.", (fault,), "ground-required")
    if command.ground and command.answer not in {
        Answer.EXTRADITION_REFUSED,
        Answer.NO_ACTION,
        Answer.RELEASED_NO_PAPERS,
    }:
        fault = Fault("$.ground", "a ground belongs to extradition_refused, no_action or released_no_papers")
        return Refusal("This answer has no ground.", (fault,), "bad-ground")
    if command.on and command.on > local.date():
        fault = Fault("$.on", f"not after {local.date().isoformat()}")
        return Refusal("An answer says what has happened.", (fault,), "bad-date")
    visible = command.visible_to or default_audience(command.answer, command.ground)
    return [
        e.AnswerRecorded(
            notice=command.notice,
            member=command.member,
            answer=command.answer,
            ground=command.ground,
            visible_to=visible,
            name_us=command.name_us,
            on=command.on,
            text=text,
        )
    ]


def evolve(state: Dealing, event: Any, at: datetime) -> Dealing:
    """Return the state after `event`."""
    new = msgspec.structs.replace
    match event:
        case e.TreatmentRecorded():
            after = State.FOUND if state.state is State.FOUND else State.TREATED
            return new(
                state,
                state=after,
                notice=event.notice,
                member=event.member,
                treatment=event.treatment,
                ground=event.ground,
                treated_at=at,
            )
        case e.AnswerRecorded():
            given = Given(
                answer=event.answer,
                at=at,
                visible_to=event.visible_to,
                ground=event.ground,
                on=event.on,
                name_us=event.name_us,
                text=event.text,
            )
            return new(
                state,
                state=State.FOUND,
                notice=event.notice,
                member=event.member,
                answers=(*state.answers, given),
                reminded=False,
            )
        case e.ObjectionRaised():
            after = State.SILENT if state.state is State.NEW else state.state
            return new(state, state=after, notice=event.notice, member=event.member, objections=state.objections + 1)
        case e.SilenceReminded():
            return new(state, reminded=True)
        case _:
            raise AssertionError(f"unknown event {event!r}")


def row(state: Dealing) -> Row:
    found = due(state)
    return Row(
        state=state.state.value,
        member=state.member or None,
        parent=state.notice or None,
        wake=found[0] if found else None,
    )


def due(state: Dealing) -> tuple[datetime, Command] | None:
    """Return when a member that found the person and said no more is asked what it did."""
    if state.member and state.answers and state.answers[-1].answer in FOUND and not state.reminded:
        command = c.RemindOfSilence(notice=state.notice, member=state.member)
        found = state.answers[-1].at
        return found + timedelta(days=parameters.marks("ignored.marks_days", found.date())[0]), command
    return None


DEALING = Decider(
    name="dealing",
    initial=Dealing(),
    decide=decide,
    evolve=evolve,
    row=row,
    due=due,
    commands=(c.RecordTreatment, c.RecordAnswer, c.RaiseObjection, c.RemindOfSilence),
    events=(e.TreatmentRecorded, e.AnswerRecorded, e.ObjectionRaised, e.SilenceReminded),
)
