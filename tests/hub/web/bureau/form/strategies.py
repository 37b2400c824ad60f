"""Requests of every shape that the contract allows, made from the records themselves."""

from functools import cache
from typing import Any, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from comity.kernel import wire
from comity.kernel.codes import Code
from comity.kernel.dates import PartialDate
from comity.notices.request import NoticeRequest

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=40) | st.sampled_from(
    ["", " spaced ", "two\nlines", "عبد الله", "Ďuríček", "-", "none", "*", "0", "a\r\nb"]
)
_DATES = st.sampled_from(["1971", "1971-05", "1971-05-04", "1965~", "1960/1965", "1960-01/1965-12-31", "0999"])


@cache
def _codes(kind: type[Code]) -> tuple[str, ...]:
    return tuple(sorted(kind.valid()))


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Return plain values of a type."""
    if get_origin(kind) is not None and hasattr(kind, "__metadata__"):
        return _bounded(get_args(kind)[0], kind.__metadata__[0])
    if get_origin(kind) is list:
        return st.lists(values(get_args(kind)[0]), max_size=3)
    if args := get_args(kind):
        return st.one_of([st.none() if each is type(None) else values(each) for each in args])
    if kind is str:
        return _TEXT
    if kind is bool:
        return st.booleans()
    if issubclass(kind, PartialDate):
        return _DATES
    if issubclass(kind, Code):
        return st.sampled_from(_codes(kind))
    if issubclass(kind, msgspec.Struct):
        return plain(kind)
    return st.sampled_from([each.value for each in kind])


def _bounded(kind: Any, meta: msgspec.Meta) -> st.SearchStrategy[Any]:
    if kind is int:
        return st.integers(meta.ge, meta.le)
    if meta.pattern == "^[0-9a-f]{64}$":
        return st.sampled_from(["a" * 64, "0123456789abcdef" * 4])
    if meta.pattern:
        return st.sampled_from(["410000", "0.5", "99.1234", "007"])
    return _TEXT


def plain(kind: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    """Return records of a type as plain data."""
    return st.fixed_dictionaries({each.encode_name: values(each.type) for each in msgspec.structs.fields(kind)})


def _of_a_member(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "requesting_entity": None, "requesting_member": "XA"}


def requests() -> st.SearchStrategy[NoticeRequest]:
    """Return requests of a member, of every kind, full or nearly empty, whatever the checks would say of them."""
    return plain(NoticeRequest).map(lambda found: wire.convert(_of_a_member(found), NoticeRequest))
