"""A file is told by what it holds."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.reading.shown import faults, questions
from tests.screening.reading.test_paxlst import WHOLE, interchange, message
from tests.screening.zones import card, passport

from comity.kernel.errors import UnusableInput
from comity.screening.reading import Format, Problem, detect, read_subjects

FILES = {
    "lines": (b'{"id": "a", "name": "x"}\n', Format.JSONL),
    "an array": (b' [\n{"id": "a", "name": "x"}]', Format.JSONL),
    "an empty array": (b"[]", Format.JSONL),
    "nothing": (b"", Format.JSONL),
    "a byte order mark": (b'\xef\xbb\xbf{"id": "a", "name": "x"}', Format.JSONL),
    "a line that is broken off": (b'{"id": "a", "na', Format.JSONL),
    "a name that speaks of schemata": (b'{"id": "a", "name": "schema properties"}', Format.JSONL),
    "entities": (b'{"id": "a", "schema": "Person", "properties": {}}', Format.FTM),
    "an array of entities": (b'[{"schema": "Person", "id": "a", "properties": {}}]', Format.FTM),
    "a long entity": (b'{"schema": "Person", "properties": {"name": ["' + b"x" * 70_000 + b'"]}}', Format.FTM),
    "a table": (b"id,name\n1,x\n", Format.CSV),
    "a table of a spreadsheet": (b'\xef\xbb\xbf"name","id"\r\n', Format.CSV),
    "a zone": (passport().encode(), Format.MRZ),
    "a card": (card().lower().encode(), Format.MRZ),
    "a zone in one line": (passport().replace("\n", "").encode(), Format.MRZ),
    "a passenger list": (WHOLE.encode(), Format.PAXLST),
    "one that names its signs": (b"UNA:+.? '\r\n" + WHOLE.encode(), Format.PAXLST),
    "one without its head": (WHOLE[WHOLE.index("UNH") :].encode(), Format.PAXLST),
}


@pytest.mark.parametrize(("body", "form"), FILES.values(), ids=FILES)
def test_each_format_is_told_from_the_others(body: bytes, form: Format) -> None:
    """The name of a file says nothing reliable."""
    assert detect(body) is form


@pytest.mark.parametrize("body", [b"Ilya Marek\n", b"\x00\x01", b"PK\x03\x04", b"<xml/>", b"surname;forename\n"])
def test_what_is_none_of_them_is_refused(body: bytes) -> None:
    """With the formats that there are."""
    with pytest.raises(UnusableInput, match="no JSON, CSV with a header"):
        detect(body)


@given(st.binary(max_size=300))
def test_any_bytes_are_told_or_refused(body: bytes) -> None:
    """Nothing else comes of it."""
    try:
        told = detect(body)
    except UnusableInput as error:
        told = None
        assert error.errors  # noqa: PT017
    assert told is None or told in Format


ENVELOPE = interchange(message()).encode()
NOTHING = {
    "no byte": (b"", Format.JSONL),
    "white space": (b" \r\n\n", Format.JSONL),
    "a byte order mark alone": (b"\xef\xbb\xbf", Format.JSONL),
    "zeros": (bytes(4096), Format.JSONL),
    "no header": (b"", Format.CSV),
    "a header alone": (b"id,name\n", Format.CSV),
    "an empty array": (b"[]", Format.JSONL),
    "an empty array of entities": (b" [ ]", Format.FTM),
    "an envelope without passengers": (ENVELOPE, Format.PAXLST),
    "no zone": (b"\n\n", Format.MRZ),
    "no segment": (b"", Format.PAXLST),
    "no entity": (b"", Format.FTM),
    "entities that are nobody": (b'{"id": "a", "schema": "Vessel", "properties": {"name": ["Mara"]}}', Format.FTM),
}


@pytest.mark.parametrize(("body", "form"), NOTHING.values(), ids=NOTHING)
def test_a_file_without_a_record_is_never_an_answer(body: bytes, form: Format) -> None:
    """It is refused, or has a problem where a record would stand: nobody on it was cleared."""
    assert faults(body, form)
    with suppress(UnusableInput):
        assert not questions(body, form)


SUBJECT = b'{"id": "s1", "subject": {"type": "person", "family_name": "Marek"}}'
BAD = {
    "no JSON": (b"{", "line 2"),
    "no subject": (b'{"id": "s2"}', "line 2"),
    "no kind": (b'{"id": "s2", "subject": {"family_name": "Marek"}}', "line 2: $.subject"),
    "an unknown key": (b'{"id": "s2", "subject": {"type": "person", "surname": "Marek"}}', "line 2: $.subject.surname"),
    "an id twice": (SUBJECT, "line 2"),
    "titles alone": (SUBJECT.replace(b"s1", b"s2").replace(b"Marek", b"Mr Dr"), "line 2"),
    "nobody": (b'{"id": "s2", "subject": {"type": "person"}}', "line 2"),
    "cut off": (SUBJECT[:40], "line 2"),
}


@pytest.mark.parametrize(("line", "place"), BAD.values(), ids=BAD)
def test_a_bad_subject_is_named_and_the_others_are_on_the_list(line: bytes, place: str) -> None:
    """Nobody else drops off a list because one line is broken."""
    found = list(read_subjects(io.BytesIO(b"\n".join([SUBJECT, line, SUBJECT.replace(b"s1", b"s3")]))))
    (wrong,) = [each for each in found if isinstance(each, Problem)]
    assert wrong.faults[0].path == place
    assert wrong.faults[0].message
    assert [each.id for each in found if not isinstance(each, Problem)] == ["s1", "s3"]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader_of_subjects(body: bytes) -> None:
    """Whatever a list holds is a subject or a problem with its place."""
    assert all(each.faults for each in read_subjects(io.BytesIO(body)) if isinstance(each, Problem))
