"""Every fault of a request that came as JSON, found by mending one and looking again."""

import json
from copy import deepcopy
from enum import StrEnum
from typing import Any, Final, get_args

import msgspec

from comity.hub.web.bureau.form.standing import place_of
from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput
from comity.notices.request import NoticeRequest

MOST_FAULTS: Final = 50
_LEAST: Final[dict[str, Any]] = {
    "kind": "red", "requesting_member": "XA", "reference": "", "language": "en", "subject": {"type": "person"},
}  # fmt: skip
"""The least that a request needs to be read, to put in the place of what is missing while looking for more faults."""


def all_faults(data: bytes, first: UnusableInput) -> list[Fault]:
    """Return every fault of a request that can be found by mending one and looking again, `first` among them."""
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return [Fault("$", first.detail)]
    faults = [_plainer(each) for each in first.errors]
    error: UnusableInput | None = first
    while error and len(faults) < MOST_FAULTS:
        if not _mended(plain, error.errors[-1]):
            break
        error = _next(plain)
        faults += [_plainer(each) for each in error.errors] if error else ()
    return faults[:MOST_FAULTS]


def _plainer(fault: Fault) -> Fault:
    """Return a fault with what would be right where a word is none of a list."""
    known = _vocabulary_at(fault.path) if fault.message.startswith("Invalid enum value") else ()
    return Fault(fault.path, f"{fault.message}; use one of {', '.join(known)}") if known else fault


def _vocabulary_at(path: str) -> tuple[str, ...]:
    """Return the words that may stand at a place of a request, () where any may."""
    kind: Any = NoticeRequest
    for step in place_of(path).removeprefix("$.").split("."):
        fields = (
            {each.encode_name: each.type for each in msgspec.structs.fields(kind)} if _is(kind, msgspec.Struct) else {}
        )
        kind = _innermost(fields.get(step))
    return tuple(each.value for each in kind) if _is(kind, StrEnum) else ()


def _innermost(kind: Any) -> Any:
    """Return the record or vocabulary that a type holds, through lists and what may be left out."""
    inner = [_innermost(each) for each in get_args(kind)]
    return next((each for each in inner if _is(each, msgspec.Struct) or _is(each, StrEnum)), kind)


def _is(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _next(plain: Any) -> UnusableInput | None:
    try:
        wire.convert(plain, NoticeRequest, "request")
    except UnusableInput as error:
        return error
    return None


def _mended(plain: Any, fault: Fault) -> bool:
    """Take what is wrong out of the data, or put in what is missing; False where that cannot be done."""
    for name, least in _LEAST.items():
        if fault.message.endswith(f"missing required field `{name}`") and isinstance(plain, dict):
            plain[name] = deepcopy(least)
            return True
    return _without(plain, fault.path)


def _without(plain: Any, path: str) -> bool:
    steps = path.removeprefix("$").replace("[", ".[").split(".")[1:]
    for step in steps[:-1]:
        plain = _inner(plain, step)
    match steps[-1:] or [""], plain:
        case [step], dict() if step in plain:
            del plain[step]
        case [step], list() if _index(step) < len(plain):
            plain[_index(step)] = None
        case _:
            return False
    return True


def _inner(plain: Any, step: str) -> Any:
    if isinstance(plain, list):
        index = _index(step)
        return plain[index] if index < len(plain) else None
    return plain.get(step) if isinstance(plain, dict) else None


def _index(step: str) -> int:
    number = step.strip("[]")
    return int(number) if number.isdecimal() else 1_000_000
