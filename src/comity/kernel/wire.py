"""Reading and writing JSON strictly: unknown and duplicate keys, wrong types and bad dates are errors.

Canonical bytes follow RFC 8785; what is hashed or signed is always written by `canonical`.
"""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import rfc8785

from comity.kernel.codes import Code
from comity.kernel.dates import PartialDate
from comity.kernel.errors import Fault, UnusableInput

T = TypeVar("T")
_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"unknown field `(?P<field>.*)`", re.DOTALL)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
MAX_DEPTH = 64
_LEARNING = threading.Lock()
_LEARNT: set[Any] = set()


def _learnt(kind: type[T]) -> type[T]:
    """Return `kind` once msgspec knows it whole.

    msgspec 0.22 learns the fields of a struct when it first reads one, and hangs what it has so far on the class: a
    second thread that reads the same class meanwhile meets empty fields and brings the process down.
    """
    if kind not in _LEARNT:
        with _LEARNING:
            msgspec.json.Decoder(kind, dec_hook=_dec_hook)
            _LEARNT.add(kind)
    return kind


def _dec_hook(kind: type, value: Any) -> Any:
    if issubclass(kind, PartialDate | Code):
        if not isinstance(value, str):
            raise ValueError(f"Expected `str`, got `{type(value).__name__}`")
        return kind.parse(value)
    raise NotImplementedError(f"no reader for {kind.__name__}")


def _enc_hook(value: Any) -> Any:
    if isinstance(value, PartialDate | Code):
        return str.__str__(value)
    raise NotImplementedError(f"no writer for {type(value).__name__}")


def _unclear(body: bytes) -> list[Fault]:
    """Return a fault, with its path, for what readers would take differently or not at all.

    A key that stands twice in one object, a control character or half a character in a text, a value nested too deep.
    """
    marker = object()

    def pairs(items: list[tuple[str, Any]]) -> dict[Any, Any]:
        keys = [key for key, _ in items]
        found: dict[Any, Any] = dict(items)
        if len(found) < len(keys):
            found[marker] = sorted(key for key, count in Counter(keys).items() if count > 1)
        return found

    def walk(value: Any, path: str, depth: int = 0) -> list[Fault]:
        faults: list[Fault] = []
        if depth > MAX_DEPTH:
            return [Fault(path, f"This is nested more than {MAX_DEPTH} deep")]
        if isinstance(value, str) and (sign := _UNREADABLE.search(value)):
            return [Fault(path, f"This text holds U+{ord(sign[0]):04X} at character {sign.start() + 1}; remove it")]
        if isinstance(value, dict):
            for key in value.pop(marker, ()):
                faults.append(Fault(f"{path}.{_shown(key)}", "This key stands more than once; keep one of them"))
            for key, item in value.items():
                faults += walk(item, f"{path}.{_shown(key)}", depth + 1)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                faults += walk(item, f"{path}[{index}]", depth + 1)
        return faults

    return walk(json.loads(body, object_pairs_hook=pairs), "$")


def _shown(key: str) -> str:
    """Return a key as a path can name it: half a character in it can be written nowhere."""
    return key.encode("utf-8", "backslashreplace").decode()


def _fault(error: msgspec.MsgspecError) -> Fault:
    match = _AT.match(str(error))
    what, path = (match["what"], match["path"] or "$") if match else (str(error), "$")
    if unknown := _UNKNOWN.search(what):
        return Fault(f"{path}.{unknown['field']}", "This key is not known here; remove it or correct its name")
    return Fault(path, what)


def decode(body: bytes, kind: type[T], what: str = "document") -> T:
    """Return `body` (UTF-8 JSON) as a `kind`, or raise `UnusableInput` naming each place and what is wrong."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"The {what} is not UTF-8: byte {error.start} cannot be read."
        raise UnusableInput(detail, [Fault("$", "Save it as UTF-8")]) from None
    try:
        faults = _unclear(text.encode())
    except ValueError as error:
        raise UnusableInput(f"The {what} is not JSON: {error}.", [Fault("$", str(error))]) from None
    except RecursionError:
        message = f"nested more than {MAX_DEPTH} deep"
        raise UnusableInput(f"The {what} is not usable: {message}.", [Fault("$", message)]) from None
    if faults:
        raise UnusableInput(f"The {what} cannot be used: at {faults[0].path}: {faults[0].message}.", faults)
    try:
        return msgspec.json.decode(text.encode(), type=_learnt(kind), dec_hook=_dec_hook)
    except (msgspec.MsgspecError, RecursionError):
        return convert(_typed(lambda: msgspec.json.decode(text.encode()), what), kind, what)


def convert(value: Any, kind: type[T], what: str = "document", strict: bool = True) -> T:
    """Return plain Python data as a `kind`, checked as in `decode`; not `strict` reads numbers from strings.

    In a kind with `null_is_left_out` a null that a field does not take is as good as none.
    """
    if getattr(kind, "null_is_left_out", False):
        value = _without_nulls(value)
    return _typed(lambda: msgspec.convert(value, _learnt(kind), dec_hook=_dec_hook, strict=strict), what)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _typed(read: Callable[[], T], what: str) -> T:
    try:
        return read()
    except msgspec.MsgspecError as error:
        fault = _fault(error)
        detail = f"The {what} cannot be used: at {fault.path}: {fault.message}."
        raise UnusableInput(detail, [fault]) from None
    except RecursionError:
        raise UnusableInput(f"The {what} is nested too deep.", [Fault("$", "nested too deep")]) from None


def trusted(body: bytes, kind: type[T]) -> T:
    """Return bytes that Comity itself wrote as a `kind`: types are checked, duplicate keys are not looked for."""
    return msgspec.json.decode(body, type=_learnt(kind), dec_hook=_dec_hook)


def encode(value: Any) -> bytes:
    """Return `value` as compact UTF-8 JSON."""
    return msgspec.json.encode(value, enc_hook=_enc_hook)


def builtins(value: Any) -> Any:
    """Return `value` as plain dicts, lists, strings and numbers."""
    return msgspec.to_builtins(value, enc_hook=_enc_hook)


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 bytes of `value`; equal values have equal bytes on every machine."""
    return rfc8785.dumps(json.loads(msgspec.json.encode(value, enc_hook=_enc_hook)))
