"""Commands as endpoints: given with the version and the key of the call, answered with what a thing has become."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from comity.app import giving
from comity.app.path import Done
from comity.app.views import requests
from comity.app.views.sides import version_of
from comity.hub.endpoint import Call, Reply, Routes
from comity.kernel.decider import Command
from comity.kernel.subject import Record
from comity.notices.access import OpenFile


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a thing has become after a command."""

    id: str
    version: int
    state: str


def give(call: Call[Any, Any], what: str, stream: str, command: Command, listed: bool = False) -> Done:
    """Run a command on a thing that the caller may see, with the version and the key of the call."""
    return giving.give(call.hub, call.by, what, stream, command, call.seen, call.key, listed)


def after(call: Call[Any, Any], what: str, stream: str) -> Reply:
    """Return what a thing has become, as the caller sees it."""
    with call.hub.look() as look:
        found = look.find(what, stream)
        assert found is not None
        tag = giving.tag_of(look, call.by, what, found)
        if what == "request":
            return Reply(requests.outcome(look, found), tag)
        version = version_of(look, call.by, what, found)
        return Reply(Result(id=stream, version=version, state=found.row.state), tag)


def opening(call: Call[Any, Any], *files: OpenFile) -> None:
    """Record that the caller opens files, before anything of them is given out."""
    giving.opening(call.hub, call.by, *files)


def new_id(call: Call[Any, Any], prefix: str) -> str:
    """Return a new identifier, or the one that the same idempotency key led to before."""
    return giving.new_id(call.hub, call.by, call.key, prefix)


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
