"""That someone opened a file, and files received: acts that name ids and nothing else."""

from collections.abc import Sequence
from datetime import datetime
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


class ReceiveUpload(Command, frozen=True):
    """A photograph or attachment arrives; its bytes are content, `member` its owner."""

    id: Id
    member: Country
    data: bytes
    sealed: ClassVar = ("data",)


class DropUpload(Command, frozen=True):
    id: Id


class UploadReceived(Event, frozen=True):
    member: Country
    data: ContentRef


class UploadDropped(Event, frozen=True):
    """An upload that no request used within its time is destroyed."""

    erased: tuple[Id, ...]


class Access(msgspec.Struct, frozen=True):
    """Nothing is kept but that it happened; the acts say who and when."""


class Upload(msgspec.Struct, frozen=True):
    member: str | None = None
    data: ContentRef | None = None


def _open(state: Access, command: OpenFile, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    return [FileOpened(id=command.id)]


def _upload(state: Upload, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    match command:
        case ReceiveUpload() if facts.held:
            return Refusal("Your member sent these bytes already; name them by their digest.", code="file-held")
        case ReceiveUpload(member=member):
            return [UploadReceived(member=member, data=facts.refs["data"])]
        case _:
            return [UploadDropped(erased=(state.data.id,))] if state.data else []


def _uploaded(state: Upload, event: Any, at: datetime) -> Upload:
    return Upload(event.member, event.data) if isinstance(event, UploadReceived) else Upload(state.member)


ACTIONS: dict[type[Command], str] = {
    OpenFile: "files:{what}:view",
    ReceiveUpload: "bureau:file:upload",
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
    row=lambda state: Row(
        state="open" if state.data else "erased", member=state.member, parent=state.data.id if state.data else None
    ),
    commands=(ReceiveUpload, DropUpload),
    events=(UploadReceived, UploadDropped),
)
