"""Questions as JSON: each line and each item stands for itself."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.reading.shown import faults, questions

from comity.screening.reading import Format
from comity.screening.reading.json_records import MAX_LINE

GOOD = b'{"id": "a", "name": "Ilya Marek"}'
LAST = '{"id": "z", "name": "Марек Илья", "birth_date": "1971"}'.encode()


def test_lines_are_questions() -> None:
    """Byte order mark, empty lines, and line ends of other systems are no trouble."""
    found = questions(b"\xef\xbb\xbf" + GOOD + b"\r\n\n  \n" + LAST, Format.JSONL)
    assert [each.id for each in found] == ["a", "z"]
    assert (found[1].name, found[1].birth_date) == ("Марек Илья", "1971")


def test_an_array_is_questions_too() -> None:
    """However its items are laid out over lines."""
    body = json.dumps([json.loads(GOOD), json.loads(LAST)], indent=2)
    assert [each.id for each in questions(body, Format.JSONL)] == ["a", "z"]
    assert faults(body, Format.JSONL) == []


BAD = {
    "no JSON": (b"{nonsense", "line 2: This is not JSON: Expecting property name enclosed in double quotes, at sign 2"),
    "no object": (b"42", "line 2: Expected `object`, got `int`"),
    "no id": (b'{"name": "x"}', "line 2: Object missing required field `id`"),
    "nothing to ask": (b'{"id": "b"}', "line 2: Give a name, a name in its original script, a document"),
    "an unknown key": (b'{"id": "b", "nom": "x"}', "line 2: $.nom: This key is not known here"),
    "a key twice": (b'{"id": "b", "id": "c", "name": "x"}', "line 2: $.id: This key stands more than once"),
    "a wrong type": (b'{"id": "b", "name": 7}', "line 2: $.name: Expected `str"),
    "no such day": (b'{"id": "b", "name": "x", "birth_date": "1971-02-30"}', "line 2: $.birth_date: '1971-02-30' is"),
    "no such sex": (b'{"id": "b", "name": "x", "sex": "M"}', "line 2: $.sex: Invalid enum value 'M'"),
    "no such country": (b'{"id": "b", "name": "x", "nationalities": ["XK1"]}', "line 2: $.nationalities[0]: 'XK1' is"),
    "half a character": (rb'{"id": "b", "name": "\ud800"}', "line 2: $.name: This text holds U+D800"),
    "a control sign": (rb'{"id": "b", "name": "\u0000"}', "line 2: $.name: This text holds U+0000"),
    "no UTF-8": (b'{"id": "b", "name": "\xe9"}', "line 2: Save it as UTF-8"),
    "UTF-16": (b"\xff\xfe{\x00", "line 2: Save it as UTF-8"),
    "too deep": (b'{"id": ' + b"[" * 100_000, "line 2: nested more than 64 deep"),
    "too long": (b'{"id": "' + b"x" * (MAX_LINE + 5) + b'"}', "line 2: This line is longer than 10 MB"),
}


@pytest.mark.parametrize(("line", "told"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named_and_the_others_are_asked(line: bytes, told: str) -> None:
    """The line before and the line after it are read as if it were not there."""
    body = b"\n".join([GOOD, line, LAST])
    (fault,) = faults(body, Format.JSONL)
    assert fault.startswith(told)
    assert [each.id for each in questions(body, Format.JSONL)] == ["a", "z"]


BROKEN = {
    "cut in an item": (b"[" + GOOD + b',\n{"id": "b", "na', "item 2 (line 2): This is not JSON"),
    "cut after an item": (b"[" + GOOD, "after item 1: The array is not closed: the file is cut off"),
    "cut after a comma": (b"[" + GOOD + b",", "item 2 (line 1): This is not JSON"),
    "no comma": (b"[" + GOOD + GOOD + b"]", "after item 1: There is “{” where a comma or ] is right"),
    "more after it": (b"[" + GOOD + b"] []", "after the array: There is more"),
    "a comma too many": (b"[" + GOOD + b",]", "item 2 (line 1): This is not JSON"),
    "a bad item": (b"[" + GOOD + b",\n\n 7]", "item 2 (line 3): Expected `object`, got `int`"),
    "too deep": (b"[" + GOOD + b"," + b"[" * 200_000, "item 2 (line 1): This is nested too deep"),
}


@pytest.mark.parametrize(("body", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_array_is_read_up_to_where_it_breaks(body: bytes, told: str) -> None:
    """The items before it are asked, and the place says which item it is."""
    (fault,) = faults(body, Format.JSONL)
    assert fault.startswith(told)
    assert [each.id for each in questions(body, Format.JSONL)] == ["a"]


def test_an_array_that_is_no_utf8_is_one_problem() -> None:
    """Where a sign cannot be read, where items end cannot be told."""
    assert faults(b'[{"id": "\xe9"}]', Format.JSONL) == [
        "line 1: This is not UTF-8: byte 9 cannot be read; save it as UTF-8"
    ]


@given(st.binary(max_size=200) | st.text('[]{}":,\\u0d8id na\n1', max_size=80).map(str.encode))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    """Whatever a file holds, each record is a question or a problem with its place."""
    assert all(fault.partition(": ")[2] for fault in faults(body, Format.JSONL))
