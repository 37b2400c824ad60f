"""JSON is read strictly, and each error says where and what would be right."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.notices.request import NoticeRequest

_HEAD = '{"kind":"red","requesting_member":"XA","reference":"r","language":"en","subject":{"type":"person"'
_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
MALFORMED = {
    "an unknown key": (_HEAD + ',"colour":"x"}}', "$.subject.colour", "not known"),
    "a key that stands twice": (_HEAD + ',"sex":"male","sex":"female"}}', "$.subject.sex", "more than once"),
    "a key that cannot be written and stands twice": (
        _HEAD + r',"\ud800":1,"\ud800":2}}',
        "$.subject.\\ud800",
        "more than once",
    ),
    "a wrong type": (_HEAD + ',"family_name":5}}', "$.subject.family_name", "Expected `str"),
    "a day that is not in the calendar": (
        _HEAD + ',"birth":{"date":"1971-02-30"}}}',
        "$.subject.birth.date",
        "calendar",
    ),
    "a date in another form": (_HEAD + ',"birth":{"date":"4.5.1971"}}}', "$.subject.birth.date", "1971-05-04"),
    "a country that is none": (_HEAD + ',"nationalities":["ZZ"]}}', "$.subject.nationalities[0]", "alpha-2"),
    "the code XK": (_HEAD + ',"nationalities":["XK"]}}', "$.subject.nationalities[0]", "alpha-2"),
    "a value outside its list": (_HEAD + ',"sex":"m"}}', "$.subject.sex", "'m'"),
    "no requester at all": (
        '{"kind":"red","reference":"r","language":"en","subject":{"type":"person"}}',
        "$",
        "either",
    ),
    "a truncated body": (_HEAD, "$", "delimiter"),
    "an empty body": ("", "$", "Expecting value"),
    "not an object": ("[]", "$", "Expected `object`"),
    "half a character": (_HEAD + ',"family_name":"A\\ud800"}}', "$.subject.family_name", "U+D800 at character 2"),
    "a control character": (_HEAD + ',"family_name":"A\\u0000B"}}', "$.subject.family_name", "U+0000 at character 2"),
    "a value nested too deep": (_HEAD + ',"marks":' + "[" * 80 + "]" * 80 + "}}", "$.subject.marks", "64 deep"),
    "a number beyond all bounds": (_HEAD + ',"description":{"height_cm":1e400}}}', "$", ""),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_unusable_input_is_named_with_its_place(name: str) -> None:
    """The fault carries a JSON path and what would be right."""
    body, path, message = MALFORMED[name]
    with pytest.raises(UnusableInput) as caught:
        wire.decode(body.encode(), NoticeRequest, "request")
    assert caught.value.errors[0].path.startswith(path)
    assert message in caught.value.errors[0].message


def test_bytes_that_are_not_utf8_are_refused_with_their_place() -> None:
    """The first byte that cannot be read is named."""
    with pytest.raises(UnusableInput, match="byte 4"):
        wire.decode(b'{"a\xff"}'.replace(b"a\xff", b"ab\xff"), dict)


@given(st.recursive(st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXT,
                    lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner)))  # fmt: skip
def test_canonical_bytes_are_the_same_for_equal_values(value: object) -> None:
    """Reading canonical bytes and writing them again changes nothing (RFC 8785)."""
    once = wire.canonical(value)
    assert wire.canonical(wire.decode(once, Any)) == once


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(body: bytes) -> None:
    """Whatever comes in, it is a request or a problem."""
    with suppress(UnusableInput):
        assert wire.decode(body, NoticeRequest).reference


def test_a_body_made_of_one_key_is_refused_as_soon_as_any() -> None:
    """Each key is counted once: for one that is compared with all others this is a minute of a worker, for anyone."""
    body = b"{" + b",".join([b'"k":1'] * 150_000) + b"}"
    with pytest.raises(UnusableInput) as refused:
        wire.decode(body, NoticeRequest)
    assert [(fault.path, fault.message[:10]) for fault in refused.value.errors] == [("$.k", "This key s")]
