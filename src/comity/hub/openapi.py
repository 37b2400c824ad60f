"""The OpenAPI 3.1 document, made of the same endpoints that answer: nothing is described that is not so."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from comity import __version__
from comity.hub.endpoint import BYTES, JSON, PLACES, PREFIX, Endpoint
from comity.hub.problems import MEDIA_TYPE
from comity.kernel.codes import Country, Currency, Language
from comity.kernel.dates import FORMS

_REF: Final = "#/components/schemas/{name}"
_CODES: Final = (Country, Language, Currency)
_DATE: Final = r"\d{4}(-\d{2}(-\d{2})?)?"
_NAMED: Final[dict[str, dict[str, Any]]] = {
    **{code.__name__: {"enum": sorted(code.valid()), "description": code.what} for code in _CODES},
    "PartialDate": {
        "type": "string",
        "pattern": f"^{_DATE}(~|/{_DATE})?$",
        "description": FORMS,
        "examples": ["1971-05", "1965~", "1960/1965"],
    },
}
_PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "policy": {"type": "string", "description": "On 403: the policy that says no."},
        "citation": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "message"],
                "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_SAYS: Final = {
    400: "The input cannot be used; `errors` names each place.",
    401: "No token, or one that does not hold.",
    403: "Not permitted; `policy` says by which policy.",
    404: "Nothing is here, or nothing that you may know of: the two are the same.",
    409: "Understood and permitted, and refused by the state or the rules.",
    410: "The content was erased.",
    412: "It has changed since the version that you named.",
    413: "Too large.",
    415: "Another media type than is read here.",
    428: "Say in If-Match which version you saw.",
    429: "Too many tries from this address; `Retry-After` says when to try again.",
    500: "The fault is ours.",
    503: "Not available now.",
}


def _hook(kind: type) -> dict[str, Any]:
    return {"$ref": _REF.format(name=kind.__name__)} if kind.__name__ in _NAMED else {}


def document(endpoints: Sequence[Endpoint], base_url: str) -> dict[str, Any]:
    """Return the document of `endpoints`, served under `base_url`."""
    kinds = [kind for each in endpoints for kind in (each.body, each.answer) if _described(kind)]
    queries = [each.query for each in endpoints]
    schemas, components = msgspec.json.schema_components([*kinds, *queries], schema_hook=_hook, ref_template=_REF)
    by_kind = dict(zip(map(id, [*kinds, *queries]), schemas, strict=True))
    for query in queries:
        components.pop(query.__name__, None)
    paths: dict[str, dict[str, Any]] = {}
    for each in endpoints:
        paths.setdefault(PREFIX + each.path, {})[each.method.lower()] = _operation(each, by_kind)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Comity",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base_url}],
        "tags": [{"name": tag} for tag in dict.fromkeys(each.tag for each in endpoints)],
        "paths": paths,
        "components": {
            "schemas": {**components, **_NAMED, "Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _described(kind: Any) -> bool:
    return kind is not None and kind not in (bytes, msgspec.Raw)


def _operation(each: Endpoint, by_kind: dict[int, dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": each.name,
        "tags": [each.tag],
        "summary": each.says,
        "parameters": list(_parameters(each)),
        "responses": _responses(each, by_kind),
        "security": [{}, {"token": []}] if each.public else [{"token": []}],
    }
    if each.body is not None:
        binary = {"schema": {"type": "string", "format": "binary"}}
        content = {each.reads: {"schema": by_kind[id(each.body)]} if each.reads == JSON else binary}
        if each.file:
            content[BYTES] = binary
        found["requestBody"] = {"required": _must_say(each), "content": content}
    return found


def _must_say(each: Endpoint) -> bool:
    if each.body is bytes:
        return True
    return any(field.required for field in msgspec.structs.fields(each.body))


def _parameters(each: Endpoint) -> Iterator[dict[str, Any]]:
    for part in each.path.split("/"):
        if part.startswith("{"):
            pattern, says = PLACES[part[1:-1]]
            schema = {"type": "string", "pattern": f"^{pattern}$"}
            yield {"name": part[1:-1], "in": "path", "required": True, "description": says, "schema": schema}
    for field in msgspec.structs.fields(each.query):
        (schema,), _ = msgspec.json.schema_components([field.type], schema_hook=_hook, ref_template=_REF)
        yield {"name": field.encode_name, "in": "query", "required": field.required, "schema": schema}
    if each.seen:
        says = "The ETag of what you saw."
        schema = {"type": "string", "pattern": '^"[!#-~]{1,64}"$'}
        yield {"name": "If-Match", "in": "header", "required": True, "description": says, "schema": schema}
    if each.key:
        says = "Repeating a command under the same key does it once."
        schema = {"type": "string", "pattern": "^[!#-~]{1,128}$"}
        yield {"name": "Idempotency-Key", "in": "header", "required": False, "description": says, "schema": schema}
    if each.secret:
        says = "The secret of a receipt."
        yield {
            "name": "Comity-Secret",
            "in": "header",
            "required": False,
            "description": says,
            "schema": {"type": "string"},
        }


def _responses(each: Endpoint, by_kind: dict[int, dict[str, Any]]) -> dict[str, Any]:
    done: dict[str, Any] = {"description": "Done."}
    if each.writes == BYTES:
        done["content"] = {BYTES: {"schema": {"type": "string", "format": "binary"}}}
    elif each.answer is msgspec.Raw:
        done["content"] = {JSON: {"schema": {"type": "object"}}}
    elif each.answer is not None:
        done["content"] = {each.writes: {"schema": by_kind[id(each.answer)]}}
    if each.tagged:
        done["headers"] = {"ETag": {"description": "The version as you see it.", "schema": {"type": "string"}}}
    found = {str(status): done for status in ({200, 201} if each.name == "put_file" else {each.status})}
    problem = {"schema": {"$ref": _REF.format(name="Problem")}}
    for status in _problems(each):
        found[str(status)] = {"description": _SAYS[status], "content": {MEDIA_TYPE: problem}}
    return found


def _problems(each: Endpoint) -> Iterator[int]:
    yield from (400, 401, 403, 404)
    if each.method != "GET":
        yield from (409, 413, 415)
    if each.seen:
        yield from (412, 428)
    if each.secret or (each.public and each.method != "GET"):
        yield 429
    yield from (410, 500, 503)
