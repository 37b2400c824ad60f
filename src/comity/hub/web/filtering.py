"""Filters of a list: read from the address, shown as tags that take them away, and carried from page to page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec

from comity.hub import receiving
from comity.hub.web.visit import Fields
from comity.kernel.subject import Record

R = TypeVar("R", bound=Record)
_AFTER = "after"


class Tag(msgspec.Struct, frozen=True):
    """A filter that is set, in words, and the address of the list without it."""

    text: str
    href: str


def read(query: Fields, kind: type[R]) -> R:
    """Return the query of a list as a `kind`; what was left empty is not asked. Raises `UnusableInput`."""
    return receiving.query(_said(query), kind)


def _said(query: Fields) -> list[tuple[str, str]]:
    return [(name, value.strip()) for name, value in query.items if value.strip()]


def address(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return an address of ours with its query."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def tags(path: str, query: Fields, words: Mapping[str, Callable[[str], str]]) -> list[Tag]:
    """Return a tag for each filter that is set; `words` says a value of each filter in words."""
    pairs = [pair for pair in _said(query) if pair[0] != _AFTER]
    return [
        Tag(words[name](value), address(path, [pair for pair in pairs if pair != (name, value)]))
        for name, value in pairs
        if name in words
    ]


def following(path: str, query: Fields, after: str | None) -> str | None:
    """Return the address of the next page, None on the last."""
    return address(path, [*_unpaged(query), (_AFTER, after)]) if after else None


def first(path: str, query: Fields) -> str | None:
    """Return the address of the first page, None where this is it."""
    return address(path, _unpaged(query)) if _AFTER in query else None


def _unpaged(query: Fields) -> list[tuple[str, str]]:
    return [pair for pair in _said(query) if pair[0] != _AFTER]


def choices(values: Sequence[Any], query: Fields, name: str, words: Callable[[Any], str]) -> list[dict[str, Any]]:
    """Return the boxes of a filter as govukCheckboxes takes them."""
    chosen = query.all(name)
    return [{"value": each.value, "text": words(each), "checked": each.value in chosen} for each in values]
