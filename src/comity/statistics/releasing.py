"""The acts by which figures are published: a release for each quarter, and a member's reply beside its figures."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, ClassVar, Final

import msgspec

from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal, Row

Said = Annotated[str, msgspec.Meta(max_length=4000)]
Quarter = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-Q[1-4]$")]


class ReleaseFacts(msgspec.Struct, frozen=True):
    actor: Id
    refs: dict[str, ContentRef] = {}


class PublishRelease(Command, frozen=True):
    """`release` is the canonical release with its signature; a quarter is released once and never restated."""

    id: Quarter
    release: bytes
    sealed: ClassVar = ("release",)


class WriteReply(Command, frozen=True):
    """What a member says beside its figures, from the next release on; None takes it back."""

    member: Country
    text: Said | None = None
    sealed: ClassVar = ("text",)


class ReleasePublished(Event, frozen=True):
    quarter: Quarter
    release: ContentRef


class ReplyWritten(Event, frozen=True):
    member: Country
    text: ContentRef | None
    erased: tuple[Id, ...]


class Released(msgspec.Struct, frozen=True):
    quarter: str = ""
    release: ContentRef | None = None


class Reply(msgspec.Struct, frozen=True):
    member: str = ""
    text: ContentRef | None = None


def _release(state: Released, command: PublishRelease, facts: ReleaseFacts, at: datetime) -> Sequence[Event] | Refusal:
    if state.release is not None:
        return Refusal(f"The figures of {command.id} were released already.", code="released")
    return [ReleasePublished(quarter=command.id, release=facts.refs["release"])]


def _reply(state: Reply, command: WriteReply, facts: ReleaseFacts, at: datetime) -> Sequence[Event] | Refusal:
    erased = (state.text.id,) if state.text else ()
    return [ReplyWritten(member=command.member, text=facts.refs.get("text"), erased=erased)]


def _evolve_release(state: Released, event: Any, at: datetime) -> Released:
    assert isinstance(event, ReleasePublished)
    return Released(event.quarter, event.release)


def _evolve_reply(state: Reply, event: Any, at: datetime) -> Reply:
    assert isinstance(event, ReplyWritten)
    return Reply(event.member, event.text)


ACTIONS: Final[dict[type[Command], str]] = {
    PublishRelease: "figures:release:publish",
    WriteReply: "figures:reply:write",
}
RELEASE: Final = Decider(
    name="figures",
    initial=Released(),
    decide=_release,
    evolve=_evolve_release,
    row=lambda state: Row(state="released" if state.release else "new", public=True),
    commands=(PublishRelease,),
    events=(ReleasePublished,),
)
REPLY: Final = Decider(
    name="reply",
    initial=Reply(),
    decide=_reply,
    evolve=_evolve_reply,
    row=lambda state: Row(state="written" if state.text else "new", member=state.member or None),
    commands=(WriteReply,),
    events=(ReplyWritten,),
)
