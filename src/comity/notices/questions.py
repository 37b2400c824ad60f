"""The trail of screening: that questions were asked, by whom and why; what was asked stands there as a commitment.

Questions are recorded in batches, one act a batch. The act counts them, names the members that asked, and commits to
the lines by a Merkle root; the lines lie sealed under the batch's own key, which ends with the term that the law sets.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final

import msgspec

from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Decider, Digest, Event, Id, Refusal, Row
from comity.law import parameters
from comity.notices.facts import NoticeFacts

Nonce = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-z]{16}$")]


class Purpose(StrEnum):
    """Why a question is asked; `unspecified` is what a program that says nothing says."""

    BORDER = "border"
    VISA = "visa"
    AIRLINE_LIST = "airline_list"
    INVESTIGATION = "investigation"
    CUSTODY = "custody"
    OTHER = "other"
    UNSPECIFIED = "unspecified"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One question as the trail keeps it: who asked, why, of which list, and commitments to question and answer.

    `act` is the size of the last signed checkpoint that the list had followed: a member reads its own lines, and the
    number of the last act itself would count all that others do. A commitment is HMAC-SHA-256, in hex, of the JSON of
    question or answer under a key of its own, made of the batch's secret and the nonce; with question and key anyone
    can check it.
    """

    nonce: Nonce
    at: datetime
    asker: str
    member: Country | None
    purpose: Purpose
    threshold: float
    limit: int
    list_version: str
    act: int
    hits: int
    silenced: int
    question: Digest
    answer: Digest


class Lines(msgspec.Struct, frozen=True):
    """The lines of a batch in order, and the secret, in hex, from which the keys of their commitments come."""

    secret: str
    lines: tuple[Line, ...]


class Kept(msgspec.Struct, frozen=True):
    """The JSON of a question and its answer, by the nonce of their line: its member chose to keep them."""

    nonce: Nonce
    question: str
    answer: str


class KeptOf(msgspec.Struct, frozen=True):
    """What one member keeps of a batch."""

    kept: tuple[Kept, ...]


class RecordQuestions(Command, frozen=True):
    """A batch of questions was answered; `kept` are the questions that members keep, one content for each of `keepers`.

    `first` and `last` are the acts that the lists asked of had followed.
    """

    id: Id
    count: int
    first: int
    last: int
    members: tuple[Country, ...]
    root: Digest
    lines: Lines
    keepers: tuple[Country, ...] = ()
    kept: tuple[KeptOf, ...] = ()
    sealed: ClassVar = ("lines", "kept")


class EraseQuestions(Command, frozen=True):
    """The term of a batch has passed: its key is destroyed, and with it all that it says."""

    id: Id


class QuestionsRecorded(Event, frozen=True):
    id: Id
    count: int
    first: int
    last: int
    members: tuple[Country, ...]
    root: Digest
    lines: ContentRef
    keepers: tuple[Country, ...]
    kept: tuple[ContentRef, ...]
    until: datetime


class QuestionsErased(Event, frozen=True):
    erased: tuple[Id, ...]


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A batch as it stands; `lines` is None once it was erased."""

    id: str = ""
    count: int = 0
    members: tuple[Country, ...] = ()
    root: str = ""
    lines: ContentRef | None = None
    keepers: tuple[Country, ...] = ()
    kept: tuple[ContentRef, ...] = ()
    until: datetime | None = None


def decide(state: Batch, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; a batch is recorded once, and erased once."""
    match command:
        case RecordQuestions() if state.id:
            return Refusal("This batch was recorded already.", code="wrong-state")
        case RecordQuestions():
            return [_recorded(command, facts, at)]
        case _ if state.lines is None:
            return []
        case _:
            return [QuestionsErased(erased=(state.lines.id, *(each.id for each in state.kept)))]


def _recorded(command: RecordQuestions, facts: NoticeFacts, at: datetime) -> QuestionsRecorded:
    days = parameters.number("screening.trail_days", at.date())
    return QuestionsRecorded(
        id=command.id,
        count=command.count,
        first=command.first,
        last=command.last,
        members=command.members,
        root=command.root,
        lines=facts.refs["lines"],
        keepers=command.keepers,
        kept=tuple(facts.refs[f"kept.{place}"] for place in range(len(command.kept))),
        until=at + timedelta(days=days),
    )


def evolve(state: Batch, event: Any, at: datetime) -> Batch:
    """Return the batch after `event`."""
    match event:
        case QuestionsRecorded():
            return Batch(
                id=event.id,
                count=event.count,
                members=event.members,
                root=event.root,
                lines=event.lines,
                keepers=event.keepers,
                kept=event.kept,
                until=event.until,
            )
        case _:
            return msgspec.structs.replace(state, lines=None, keepers=(), kept=(), until=None)


def row(state: Batch) -> Row:
    """Return what lists see: the members that asked stand where a case has the states concerned."""
    now = "new" if not state.id else "recorded" if state.lines else "erased"
    return Row(state=now, concerned=",".join(sorted(state.members)), wake=state.until)


def due(state: Batch) -> tuple[datetime, Command] | None:
    """Return when the batch is erased."""
    return (state.until, EraseQuestions(id=state.id)) if state.until else None


ACTIONS: Final[dict[type[Command], str]] = {
    RecordQuestions: "process:questions:record",
    EraseQuestions: "clock:questions:erase",
}
QUESTIONS: Final = Decider(
    name="questions",
    initial=Batch(),
    decide=decide,
    evolve=evolve,
    row=row,
    due=due,
    commands=(RecordQuestions, EraseQuestions),
    events=(QuestionsRecorded, QuestionsErased),
)
