"""Questions as CSV: the header names the fields, and a broken row stops no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.reading.shown import faults, papers, questions, records
from tests.screening.zones import passport

from comity.kernel.errors import UnusableInput
from comity.screening.reading import Asked, Format
from comity.screening.reading.table import COLUMNS, MAX_RECORD_LINES

HEADER = "id,name,birth_date,nationalities\n"


def test_a_row_is_a_question_with_all_its_columns() -> None:
    """Several values are parted by semicolons; what is empty is not known."""
    body = (
        "id,name,names_in_original_script,birth_date,birth_place,birth_country,sex,nationalities,documents\n"
        'a,"Marek, Ilya",Марек Илья; 伊利亚,1971-05,Veld,XB,male,XB;XC,passport:K1234567:XB; visa:V9 ;77777\n'
        "b,Ann Adams,,,,,,,\n"
    )
    first, second = questions(body, Format.CSV)
    assert (first.name, first.names_in_original_script) == ("Marek, Ilya", ["Марек Илья", "伊利亚"])
    assert (first.birth_date, first.birth_place, first.birth_country) == ("1971-05", "Veld", "XB")
    assert (first.sex, first.nationalities) == ("male", ["XB", "XC"])
    assert papers(first.documents) == [("passport", "K1234567", "XB"), ("visa", "V9", None), ("", "77777", None)]
    assert (second.id, second.sex, second.nationalities, second.documents) == ("b", None, None, None)


def test_the_parts_of_a_document_may_have_columns_of_their_own() -> None:
    """Which is how most tables of travellers have them; a kind or country given once is that of each number."""
    body = "id,document_type,document_number,document_country\na,passport,K1;K2,XA;XB\nb,,K3,\n"
    first, second = questions(body, Format.CSV)
    assert papers(first.documents) == [("passport", "K1", "XA"), ("passport", "K2", "XB")]
    assert papers(second.documents) == [("", "K3", None)]


def test_a_zone_may_stand_in_a_column() -> None:
    """Its line break is inside quotes, and the next row is found on the right line."""
    body = f'id,mrz\r\na,"{passport()}"\r\nb,"{passport()}\r\n'
    asked, problem = records(body, Format.CSV)[:2]
    assert isinstance(asked, Asked)
    assert (asked.place, asked.query.mrz) == ("line 2", passport())
    assert not isinstance(problem, Asked)
    assert problem.faults[0].path == "line 4"


def test_a_byte_order_mark_quotes_in_fields_and_a_missing_last_line_end_are_no_trouble() -> None:
    """They are what spreadsheets write."""
    (found,) = questions(b"\xef\xbb\xbf" + b'"id","name"\r\n"1","Ilya ""Elias"" Marek"', Format.CSV)
    assert (found.id, found.name) == ("1", 'Ilya "Elias" Marek')


BAD = {
    "too few columns": (b"b,x\n", "line 3: There are 2 columns, and the header names 4"),
    "too many columns": (b"b,Marek, Ilya,1971,XB\n", "line 3: There are 5 columns, and the header names 4"),
    "no id": (b",x,,\n", "line 3: Object missing required field `id`"),
    "nothing to ask": (b"b,,1971,\n", "line 3: Give a name"),
    "no such day": (b"b,x,30/02/1971,\n", "line 3: $.birth_date: '30/02/1971' is not a date"),
    "no such country": (b"b,x,,XB;ZZ\n", "line 3: $.nationalities[1]: 'ZZ' is not"),
    "a quote that is not closed": (b'b,"x,,\n', "line 3: a quote opens here and is never closed"),
    "signs after a quote": (b'b,"x"y,,\n', "line 3: this is no CSV: ',' expected after '\"'"),
    "no UTF-8": (b"b,Ren\xe9e,,\n", "line 3: A sign of it cannot be read; save the file as UTF-8"),
    "a control sign": (b"b,a\x00b,,\n", "line 3: $.name: This text holds U+0000"),
    "an endless field": (b"b," + b"x" * 200_000 + b",,\n", "line 3: "),
    "a long name": (b"b," + b"x" * 10_001 + b",,\n", "line 3: $.name: Expected `str` of length <= 10000"),
}


@pytest.mark.parametrize(("row", "told"), BAD.values(), ids=BAD)
def test_a_bad_row_is_named_and_the_others_are_asked(row: bytes, told: str) -> None:
    """The rows before and after it are read as if it were not there."""
    body = HEADER.encode() + b"a,Ilya Marek,,\n" + row + b"z,Ann Adams,1970,XC\n"
    (fault,) = faults(body, Format.CSV)
    assert fault.startswith(told)
    assert [each.id for each in questions(body, Format.CSV)] == ["a", "z"]


def test_a_quote_that_is_not_closed_does_not_swallow_a_long_file() -> None:
    """Each row after it is read, also beyond the bound of one record."""
    rows = "".join(f"{number},Ann Adams,,\n" for number in range(3 * MAX_RECORD_LINES))
    body = HEADER + rows + 'b,"x,,\n' + rows
    assert len(questions(body, Format.CSV)) == 6 * MAX_RECORD_LINES
    assert faults(body, Format.CSV) == [f"line {3 * MAX_RECORD_LINES + 2}: a quote opens here and is never closed"]


HEADERS = {
    "empty": (b"", "line 1: there is no column 'id'"),
    "no id": (b"name\nx\n", "line 1: there is no column 'id'"),
    "twice": (b"id,name,name\n", "line 1: the column 'name' stands twice"),
    "unknown": (b"id,nom\n", "line 1: The column 'nom' is not known here"),
    "a quote": (b'id,"name\n', "line 1: a quote opens here"),
    "no text": (b"\xff\xfei\x00d\x00", "line 1: there is no column 'id'"),
}


@pytest.mark.parametrize(("body", "told"), HEADERS.values(), ids=HEADERS)
def test_a_header_of_no_use_is_refused_at_once(body: bytes, told: str) -> None:
    """Without it no row can be read: nothing is asked."""
    with pytest.raises(UnusableInput) as caught:
        records(body, Format.CSV)
    assert f"{caught.value.errors[0].path}: {caught.value.errors[0].message}".startswith(told)


@given(st.binary(max_size=200) | st.text('",\n\r;:ab', max_size=80).map(str.encode))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    """Whatever stands below a good header is a question or a problem with its line."""
    header = ",".join(COLUMNS).encode() + b"\n"
    assert all(fault.startswith("line ") for fault in faults(header + body, Format.CSV))
