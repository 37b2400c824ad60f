"""An application to the commission: received, with a receipt, and its clock started. The rest follows later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, assert_never

import msgspec

from comity.kernel.codes import Language
from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal, Row
from comity.kernel.errors import Fault
from comity.redress import commands as c
from comity.redress import enclosing
from comity.redress import events as e
from comity.redress.limits import admissibility, falls_due


class RedressFacts(msgspec.Struct, frozen=True):
    """Facts for one command: the sealed contents by field name; those of a list by name and place, `enclosures.0`."""

    actor: Id
    refs: dict[str, ContentRef] = {}


class ApplicationState(msgspec.Struct, frozen=True, kw_only=True):
    state: str = "new"
    id: str = ""
    kind: c.ApplicationKind = c.ApplicationKind.ACCESS
    by: c.Applicant = c.Applicant.PERSON
    language: Language | None = None
    form: ContentRef | None = None
    secret: ContentRef | None = None
    received: datetime | None = None
    admissibility_due: datetime | None = None
    overdue: bool = False
    enclosures: tuple[ContentRef, ...] | msgspec.UnsetType = msgspec.UNSET
    """Left out where there are none, as it was before documents could be enclosed."""
    names: tuple[ContentRef, ...] | msgspec.UnsetType = msgspec.UNSET
    """The sealed lists that name the documents added after the application, in order; the form names the first ones."""


ApplicationCommand = c.ReceiveApplication | c.AddEnclosures | c.MarkOverdue
ApplicationEvent = e.ApplicationReceived | e.EnclosuresAdded | e.OverdueMarked
ACTIONS: Final[dict[type[Command], str]] = {
    c.ReceiveApplication: "redress:application:receive",
    c.AddEnclosures: "redress:application:supplement",
    c.MarkOverdue: "clock:application:remind",
}


def decide(
    state: ApplicationState, command: ApplicationCommand, facts: RedressFacts, at: datetime
) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; intake asks only for what an answer needs, admissibility is decided later."""
    match command:
        case c.ReceiveApplication():
            if state.state != "new":
                return Refusal("This application was received already.", code="wrong-state")
            faults = _missing(command)
            if faults:
                return Refusal("The application cannot be answered as it stands.", faults, "incomplete")
            return [_received(command, facts, at)]
        case c.AddEnclosures():
            if wrong := _unusable(state, command):
                return Refusal("These documents cannot be taken.", wrong, "incomplete")
            return [e.EnclosuresAdded(named=facts.refs["named"], enclosures=_enclosed(command.enclosures, facts))]
        case c.MarkOverdue():
            if state.admissibility_due is None or state.overdue or at < state.admissibility_due:
                return Refusal("No clock of this application has run out.", code="wrong-state")
            return [e.OverdueMarked(due=state.admissibility_due)]
        case _:
            assert_never(command)


def _missing(command: c.ReceiveApplication) -> tuple[Fault, ...]:
    """Say what no answer can do without: a way to reach the applicant, and counsel's name where counsel applies."""
    form, faults = command.form, list(enclosing.faults(command.form.enclosures or (), command.enclosures))
    if not any((form.contact.email, form.contact.address, form.contact.telephone)):
        faults.append(Fault("$.form.contact", "give an address, e-mail or telephone number for the answer"))
    if command.by is c.Applicant.COUNSEL and form.representative is None:
        faults.append(Fault("$.form.representative", "say who acts for the person"))
    return tuple(faults)


def _unusable(state: ApplicationState, command: c.AddEnclosures) -> tuple[Fault, ...]:
    """Return what is wrong with documents sent later: each must be what it is named, and all together not too many."""
    faults = list(enclosing.faults(command.named, command.enclosures, "$.named"))
    if len(state.enclosures or ()) + len(command.enclosures) > enclosing.MOST:
        faults.append(Fault("$.enclosures", f"enclose at most {enclosing.MOST} documents in all"))
    return tuple(faults)


def _enclosed(files: Sequence[bytes], facts: RedressFacts) -> tuple[ContentRef, ...]:
    return tuple(facts.refs[f"enclosures.{place}"] for place in range(len(files)))


def _received(command: c.ReceiveApplication, facts: RedressFacts, at: datetime) -> e.ApplicationReceived:
    return e.ApplicationReceived(
        id=command.id,
        kind=command.kind,
        by=command.by,
        language=command.language,
        form=facts.refs["form"],
        secret=facts.refs["secret_digest"],
        admissibility_due=falls_due(at, admissibility(at.date())),
        enclosures=_enclosed(command.enclosures, facts),
    )


def evolve(state: ApplicationState, event: ApplicationEvent, at: datetime) -> ApplicationState:
    """Return the state after `event`."""
    match event:
        case e.ApplicationReceived():
            return ApplicationState(
                state="received",
                id=event.id,
                kind=event.kind,
                by=event.by,
                language=event.language,
                form=event.form,
                secret=event.secret,
                received=at,
                admissibility_due=event.admissibility_due,
                enclosures=event.enclosures or msgspec.UNSET,
            )
        case e.EnclosuresAdded():
            return msgspec.structs.replace(
                state,
                enclosures=(*(state.enclosures or ()), *event.enclosures),
                names=(*(state.names or ()), event.named),
            )
        case e.OverdueMarked():
            return msgspec.structs.replace(state, overdue=True)
        case _:
            assert_never(event)


def due(state: ApplicationState) -> tuple[datetime, Command] | None:
    """Return when the clock marks the application as overdue, once."""
    if state.admissibility_due is None or state.overdue:
        return None
    return state.admissibility_due, c.MarkOverdue(id=state.id)


def row(state: ApplicationState) -> Row:
    """Return the register's row; it belongs to no member, and `rank` is raised once a clock has run out."""
    clock = due(state)
    return Row(
        state=state.state,
        kind=state.kind.value,
        rank=int(state.overdue),
        due=state.admissibility_due,
        wake=clock[0] if clock else None,
    )


APPLICATION: Final = Decider(
    name="application",
    initial=ApplicationState(),
    decide=decide,
    evolve=evolve,
    row=row,
    commands=tuple(ACTIONS),
    events=(e.ApplicationReceived, e.EnclosuresAdded, e.OverdueMarked),
    due=due,
)
