"""That someone opened a file, and files received: acts that name ids and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import msgspec

from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal, Row
from comity.notices.facts import NoticeFacts


class OpenFile(Command, frozen=True):
    """The caller read the content of `id` (a request, notice or application), or of the review of that request."""

    id: Id
    review: bool = False


class FileOpened(Event, frozen=True):
    id: Id


class PictureFault(StrEnum):
    """Why there is no public picture of a file."""

    NO_PICTURE = "no-picture"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"


class ReceiveUpload(Command, frozen=True):
    """A photograph or attachment arrives; its bytes are content, `member` its owner.

    `picture` is the picture of it that the public may have, or `fault` says why there is none; neither where the file
    was not examined yet.
    """

    id: Id
    member: Country
    data: bytes
    picture: bytes | None = None
    fault: PictureFault | None = None
    sealed: ClassVar = ("data", "picture")


class ExamineUpload(Command, frozen=True):
    """The public picture of a file that came earlier, or why there is none; neither takes the one there is away."""

    id: Id
    picture: bytes | None = None
    fault: PictureFault | None = None
    sealed: ClassVar = ("picture",)


class DropUpload(Command, frozen=True):
    id: Id


class UploadReceived(Event, frozen=True):
    member: Country
    data: ContentRef


class UploadExamined(Event, frozen=True):
    """The public picture of a file: its pixels alone, without what the file tells beside them."""

    picture: ContentRef | None = None
    fault: PictureFault | None = None
    erased: tuple[Id, ...] = ()


class UploadDropped(Event, frozen=True):
    """An upload that no request used within its time is destroyed."""

    erased: tuple[Id, ...]


class Access(msgspec.Struct, frozen=True):
    """Nothing is kept but that it happened; the acts say who and when."""


class Upload(msgspec.Struct, frozen=True):
    """A file of a member; once examined it has a public picture or the reason why not."""

    member: str | None = None
    data: ContentRef | None = None
    picture: ContentRef | None = None
    fault: PictureFault | None = None


def _open(state: Access, command: OpenFile, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    return [FileOpened(id=command.id)]


def _upload(state: Upload, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    match command:
        case ReceiveUpload() if facts.held:
            return Refusal("Your member sent these bytes already; name them by their digest.", code="file-held")
        case ReceiveUpload(member=member):
            received = UploadReceived(member=member, data=facts.refs["data"])
            return [received, *_examined(state, command, facts)]
        case ExamineUpload():
            return _examined(state, command, facts) if state.data else []
        case _:
            return [UploadDropped(erased=_contents(state))] if state.data else []


def _examined(state: Upload, command: ReceiveUpload | ExamineUpload, facts: NoticeFacts) -> list[Event]:
    picture, before = facts.refs.get("picture"), (state.picture.id,) if state.picture else ()
    if picture is None and command.fault is None and not before:
        return []
    return [UploadExamined(picture=picture, fault=command.fault, erased=before)]


def _contents(state: Upload) -> tuple[Id, ...]:
    return tuple(ref.id for ref in (state.data, state.picture) if ref)


def _uploaded(state: Upload, event: Any, at: datetime) -> Upload:
    match event:
        case UploadReceived():
            return Upload(event.member, event.data)
        case UploadExamined():
            return msgspec.structs.replace(state, picture=event.picture, fault=event.fault)
        case _:
            return Upload(state.member)


def _row(state: Upload) -> Row:
    examined = state.picture or state.fault
    name = "erased" if state.data is None else "examined" if examined else "open"
    return Row(state=name, member=state.member, parent=state.data.id if state.data else None)


ACTIONS: dict[type[Command], str] = {
    OpenFile: "files:{what}:view",
    ReceiveUpload: "bureau:file:upload",
    ExamineUpload: "clock:file:examine",
    DropUpload: "clock:file:drop",
}
ACCESS = Decider(
    name="access",
    initial=Access(),
    decide=_open,
    evolve=lambda state, event, at: state,
    row=lambda state: Row(state="open"),
    commands=(OpenFile,),
    events=(FileOpened,),
)
UPLOAD = Decider(
    name="file",
    initial=Upload(),
    decide=_upload,
    evolve=_uploaded,
    row=_row,
    commands=(ReceiveUpload, ExamineUpload, DropUpload),
    events=(UploadReceived, UploadExamined, UploadDropped),
)
