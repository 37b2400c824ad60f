"""Filters of lists."""

from typing import Annotated

import msgspec
import pytest

from comity.hub.web import filtering
from comity.hub.web.visit import Fields
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Record
from comity.notices.vocabulary import Kind


class Query(Record, frozen=True):
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(max_length=9)] = ()
    mine: bool = False
    after: str | None = None


QUERY = Fields([("kind", "red"), ("kind", "blue"), ("mine", "true"), ("after", "x_1"), ("member", "")])
WORDS = {"kind": lambda value: f"Kind: {value}", "mine": lambda value: "Mine"}


def test_a_query_is_read_and_what_is_empty_is_not_asked() -> None:
    """A form sends every field; an empty one is no filter."""
    found = filtering.read(QUERY, Query)
    assert (found.kind, found.mine) == ((Kind.RED, Kind.BLUE), True)


def test_a_value_outside_the_vocabulary_is_refused_with_its_name() -> None:
    """A typed address is checked as any input is."""
    with pytest.raises(UnusableInput) as caught:
        filtering.read(Fields([("kind", "pink")]), Query)
    assert caught.value.errors[0].path.startswith("kind")


def test_each_tag_takes_away_its_own_filter_and_goes_to_the_first_page() -> None:
    """The others stay as they are."""
    assert [(tag.text, tag.href) for tag in filtering.tags("/x", QUERY, WORDS)] == [
        ("Kind: red", "/x?kind=blue&mine=true"),
        ("Kind: blue", "/x?kind=red&mine=true"),
        ("Mine", "/x?kind=red&kind=blue"),
    ]


def test_the_next_page_keeps_the_filters() -> None:
    """And the first page is offered from every other."""
    assert filtering.following("/x", QUERY, "y_2") == "/x?kind=red&kind=blue&mine=true&after=y_2"
    assert filtering.following("/x", QUERY, None) is None
    assert filtering.first("/x", QUERY) == "/x?kind=red&kind=blue&mine=true"
    assert filtering.first("/x", Fields()) is None
