"""Giving a command for a caller: with the version it saw as it sees versions, and nothing told beyond that."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from comity.app.look import Found, Look
from comity.app.path import Done, Order
from comity.app.views import requests, reviews
from comity.app.views.sides import version_of
from comity.hub.endpoint import Call, Reply, Routes
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.kernel.errors import Stale
from comity.kernel.subject import Record
from comity.notices.access import OpenFile

_STALE: Final = "It has changed since the version that you named. Look again and repeat."
_NOT_SEEN: Final = -1
"""A version that no stream has: the path refuses it, unless the idempotency key says that all was done before."""
_TRIES: Final = 3


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a thing has become after a command."""

    id: str
    version: int
    state: str


def tag_of(look: Look, call: Call[Any, Any], what: str, found: Found) -> str:
    """Return the version of a thing as the caller sees it, for its ETag."""
    return reviews.tag_of(look, found) if what == "review" else str(version_of(look, call.by, what, found))


def give(call: Call[Any, Any], what: str, stream: str, command: Command, listed: bool = False) -> Done:
    """Run a command on a thing that the caller may see; raises `NotFound`, `Stale` and whatever the path raises.

    `listed` is for cases that one acts on from the queue, without having opened the file. Acts of which the caller
    may not know move the stream and not what it saw: then the command is tried again on the stream as it is.
    """
    for _ in range(_TRIES):
        seen = None if listed else _seen(call, what, stream)
        try:
            return call.hub.order(call.by, command, seen, call.key)
        except Stale:
            if seen == _NOT_SEEN:
                break
    raise Stale(_STALE)


def _seen(call: Call[Any, Any], what: str, stream: str) -> int | None:
    with call.hub.look() as look:
        found = look.see(call.by, what, stream)
        if call.seen is None:
            return None
        if tag_of(look, call, what, found) != call.seen:
            return _NOT_SEEN
        return None if what == "review" else found.version


def after(call: Call[Any, Any], what: str, stream: str) -> Reply:
    """Return what a thing has become, as the caller sees it."""
    with call.hub.look() as look:
        found = look.find(what, stream)
        assert found is not None
        tag = tag_of(look, call, what, found)
        if what == "request":
            return Reply(requests.outcome(look, found), tag)
        version = version_of(look, call.by, what, found)
        return Reply(Result(id=stream, version=version, state=found.row.state), tag)


def opening(call: Call[Any, Any], *files: OpenFile) -> None:
    """Record that the caller opens files, before anything of them is given out."""
    if files:
        with call.hub.path.batch() as run:
            for file in files:
                run(Order(by=call.by, command=file))


def new_id(call: Call[Any, Any], prefix: str) -> str:
    """Return a new identifier, or the one that the same idempotency key led to before."""
    if call.key:
        with call.hub.look() as look:
            known = look.reader.remembered(call.by.id, call.key)
        if known and (stream := wire.trusted(known.outcome, Done).stream_id).startswith(f"{prefix}_"):
            return stream
    return call.hub.chance.id(prefix)


def body_of(command: type[Command], *without: str) -> type[Record] | None:
    """Return the body that says what a command needs beyond its address and its caller; None where that is nothing."""
    fields: list[Any] = []
    for each in msgspec.structs.fields(command):
        if each.name in without:
            continue
        if each.default is not msgspec.NODEFAULT:
            fields.append((each.name, each.type, each.default))
        elif each.default_factory is not msgspec.NODEFAULT:
            fields.append((each.name, each.type, msgspec.field(default_factory=each.default_factory)))
        else:
            fields.append((each.name, each.type))
    if not fields:
        return None
    made = msgspec.defstruct(
        f"{command.__name__}Body", fields, bases=(Record,), frozen=True, kw_only=True, namespace={"__doc__": ""}
    )
    made.__doc__ = command.__doc__ if command.__doc__ and "(" not in command.__doc__[:40] else None
    return made  # type: ignore[return-value]


Named = Callable[[Call[Any, Any]], Mapping[str, Any]]


def by_id(call: Call[Any, Any]) -> Mapping[str, Any]:
    return {"id": call.id}


def act(
    routes: Routes,
    method: str,
    path: str,
    command: type[Command],
    what: str,
    says: str,
    *,
    named: Named = by_id,
    without: tuple[str, ...] = ("id",),
    seen: bool = True,
    listed: bool = False,
    answer: Any = Result,
    stream: Callable[[Call[Any, Any]], str] | None = None,
) -> None:
    """Add an endpoint that gives one command; its body is what the command holds beyond `named`."""
    body = body_of(command, *without)

    def run(call: Call[Any, Any]) -> Reply:
        said = {name: getattr(call.body, name) for name in body.__struct_fields__} if body else {}
        thing = stream(call) if stream else call.id
        give(call, what, thing, command(**named(call), **said), listed)
        return after(call, what, thing)

    add = {"POST": routes.post, "PUT": routes.put, "DELETE": routes.delete}[method]
    name = _name(command.__name__)
    add(path, says, answer, body=body, seen=seen, tagged=True, name=name)(run)


def _name(command: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in command).lstrip("_")
