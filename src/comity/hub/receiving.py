"""Reading a request strictly: bounded while it streams, nothing unknown in it, and every fault named with its place."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeVar

import msgspec
from litestar import Request

from comity.hub.endpoint import JSON, PLACES, Endpoint, Nothing
from comity.hub.problems import WrongMediaType
from comity.kernel import wire
from comity.kernel.errors import Fault, NotFound, UnusableInput, VersionRequired
from comity.kernel.subject import Record

_TAG: Final = re.compile(r'(?:W/)?"([!#-~]{1,64}?)(?:-(?:gzip|br|zstd|deflate))?"')
"""A tag names a version and no bytes, so what a proxy makes of it counts too (RFC 9110, 8.8.1): one that compresses
weakens it, or adds how it compressed."""
_KEY: Final = re.compile(r'"?([!#-~]{1,128}?)"?')
R = TypeVar("R", bound=Record)


class Received(msgspec.Struct, frozen=True):
    """A request as bytes and strings, with nothing interpreted but its length; `remote` is where it comes from."""

    path: Mapping[str, str]
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes
    remote: str = ""


def receive(request: Request[Any, Any, Any], body: bytes = b"") -> Received:
    """Return the request, of which `body` was read."""
    path = {name: str(value) for name, value in request.path_params.items()}
    headers = {name.lower(): value for name, value in request.headers.items()}
    remote = request.client.host if request.client else ""
    return Received(path, tuple(request.query_params.multi_items()), headers, body, remote)


def places(found: Mapping[str, str]) -> Mapping[str, str]:
    """Return the path's parameters; what cannot be an identifier is as unknown as one that was never given."""
    for name, value in found.items():
        if not re.fullmatch(PLACES[name][0], value):
            raise NotFound
    return found


@cache
def _lists(kind: type[Record]) -> frozenset[str]:
    """Return the parameters that may stand several times."""
    return frozenset(each.encode_name for each in msgspec.structs.fields(kind) if "tuple" in str(each.type))


def query(items: Sequence[tuple[str, str]], kind: type[R]) -> R:
    """Return the query as a `kind`; unknown parameters and repeated ones (but for lists) are refused."""
    lists = _lists(kind)
    found: dict[str, Any] = {}
    for name, value in items:
        if name in lists:
            found.setdefault(name, []).append(value)
        elif name in found:
            raise UnusableInput("A parameter stands twice.", [Fault(name, "give it once")])
        else:
            found[name] = value
    try:
        return wire.convert(found, kind, "query", strict=False)
    except UnusableInput as error:
        faults = [Fault(fault.path.removeprefix("$."), fault.message) for fault in error.errors]
        raise UnusableInput("The query cannot be used.", faults) from None


def body(received: Received, endpoint: Endpoint, asked: Record) -> Any:
    """Return the body as what the endpoint reads under the query `asked`; an empty one says nothing."""
    if endpoint.reads != JSON or (endpoint.file and endpoint.file(asked)):
        return received.body
    media = received.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if received.body and media != JSON:
        raise WrongMediaType(f"Send {JSON}; '{media[:60]}' is not read here.")
    return wire.decode(received.body or b"{}", endpoint.body or Nothing, "body")


def seen(headers: Mapping[str, str], required: bool) -> str | None:
    """Return the version that the caller saw, from `If-Match`; raises `VersionRequired` where it must be said."""
    given = headers.get("if-match")
    if given is None:
        if required:
            raise VersionRequired("Send If-Match with the ETag of what you saw, so that no one's change is lost.")
        return None
    match = _TAG.fullmatch(given.strip())
    if match is None:
        raise UnusableInput("If-Match cannot be used.", [Fault("If-Match", 'one ETag as it was given, "..."')])
    return match[1]


def key(headers: Mapping[str, str]) -> str | None:
    """Return the idempotency key, if one was sent."""
    given = headers.get("idempotency-key")
    if given is None:
        return None
    match = _KEY.fullmatch(given.strip())
    if match is None:
        raise UnusableInput(
            "The idempotency key cannot be used.", [Fault("Idempotency-Key", "1 to 128 visible ASCII characters")]
        )
    return match[1]
