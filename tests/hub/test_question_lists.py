"""Lists of questions over HTTP in each format that the engine reads: all that can be asked is, and the rest is said."""

import json

import httpx
import pytest
from tests.hub.desk import Desk
from tests.hub.test_screening import ZONE

from comity.hub.api.question_lists import MOST_LINES, MOST_LISTED, ListFormat
from comity.screening.reading import Format

PAXLST = "'\n".join(
    [
        "UNB+UNOA:4+AIRVELD+BUREAU+261121:0800+1++APIS",
        "UNH+PAX1+PAXLST:D:02B:UN:IATA",
        "BGM+745",
        "TDT+20+XV12+++XV",
        "NAD+FL+++MAREK:ILYA:PETR",
        "ATT+2++Q",
        "DTM+329:710504",
        "NAD+FL+++ADAMS:ANN",
        "CNT+42:3",
        "UNT+9+PAX1",
        "UNZ+1+1",
        "",
    ]
)
CSV = "id,name,birth_date\n1,Ann Adams,1970-01-02\n2,Ann\n3,Marek Ilya Petr,1971-05-04\n"
LINES = """{"id": "1", "name": "Ann Adams"}
{"id": "2", "name": "Ann Adams", "shoes": 42}
{"id": "3", "name": "Marek Ilya Petr"}
"""
ENTITIES = """{"id": "1", "schema": "Person", "properties": {"name": ["Marek Ilya Petr"]}}
{"id": "2", "schema": "Vessel", "properties": {"name": ["Swan"]}}
"""
SENT = {
    "a passenger list with a wrong count": (
        Format.PAXLST, PAXLST, [("PAX1/1", 1, ""), ("PAX1/2", 0, ""), ("segment 9 (CNT)", 0, "It says 3 and ")],
    ),
    "a table with a short row": (Format.CSV, CSV, [("1", 0, ""), ("line 3", 0, "There are 2 columns"), ("3", 1, "")]),
    "zones and a line that is none": (
        Format.MRZ, f"{ZONE}\n\nNONE\n", [("line 1", 1, ""), ("line 4", 0, "Here begins no zone")],
    ),
    "lines with a key too many": (Format.JSONL, LINES, [("1", 0, ""), ("line 2", 0, "$.shoes"), ("3", 1, "")]),
    "entities, one of them a ship": (Format.FTM, ENTITIES, [("1", 1, ""), ("line 2", 0, "'Vessel'")]),
}  # fmt: skip


def _send(served: Desk, form: str, sent: bytes) -> httpx.Response:
    return served.ask(served.home.bureau["XB"], "POST", f"/screen/list?format={form}", sent)


@pytest.mark.parametrize(("form", "sent", "right"), SENT.values(), ids=SENT.keys())
def test_a_list_is_answered_in_each_format_and_says_what_of_it_cannot_be_used(
    served: Desk, form: Format, sent: str, right: list[tuple[str, int, str]]
) -> None:
    """A line for each record, in order: its matches, or its place and what is wrong; one stops no other."""
    served.home.published()
    for named in (form, ListFormat.AUTO):
        answer = _send(served, named, sent.encode())
        assert answer.status_code == 200, answer.text
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert [(line["id"], len(line["hits"])) for line in lines] == [(each, hits) for each, hits, _ in right]
        for line, (_, _, said) in zip(lines, right, strict=True):
            assert (line["problem"] is None) == (line["receipt"] != "") == (said == "")
            assert said in (line["problem"] or "")


def test_what_of_a_passenger_was_not_used_is_said_in_the_answer(standing: Desk) -> None:
    """As `notes`, with the segment."""
    answer = _send(standing, "paxlst", PAXLST.encode())
    first = json.loads(answer.text.splitlines()[0])
    assert [note.partition(":")[0] for note in first["notes"]] == ["segment 6 (ATT)"]


UNREAD = {
    "no format at all": ("auto", b"hello", "line 1"),
    "a table without ids": ("csv", b"name\nAnn\n", "line 1"),
    "signs that are one": ("paxlst", b"UNA:::: 'UNB+", "UNA"),
    "a format that is not read": ("xml", b"<a/>", "format"),
    "more records than are read": ("mrz", b"x\n\n" * (MOST_LISTED + 1), "body"),
    "more lines than are read": ("jsonl", b"\n" * (MOST_LINES + 1), "body"),
}


@pytest.mark.parametrize(("form", "sent", "place"), UNREAD.values(), ids=UNREAD.keys())
def test_a_list_of_which_nothing_can_be_read_is_refused_whole(
    standing: Desk, form: str, sent: bytes, place: str
) -> None:
    """Before the first answer, with the place."""
    answer = _send(standing, form, sent)
    assert (answer.status_code, [each["path"] for each in answer.json()["errors"]]) == (400, [place])


@pytest.mark.parametrize("form", [each.value for each in ListFormat if each is not ListFormat.JSON])
def test_a_list_that_holds_nothing_is_never_an_answer_without_hits(standing: Desk, form: str) -> None:
    """Refused, or one line that is a problem: a list that broke off before its first byte cleared nobody."""
    for sent in (b"", b"\n \n"):
        answer = _send(standing, form, sent)
        assert answer.content
        assert answer.status_code == 400 or bool(json.loads(answer.text)["problem"])


def test_who_may_not_ask_is_told_nothing_of_a_file(standing: Desk) -> None:
    """Refused before it is read."""
    assert standing.ask(standing.home.president, "POST", "/screen/list?format=auto", b"hello").status_code == 403


def test_a_record_that_is_wrong_in_many_places_is_answered_in_few_words(standing: Desk) -> None:
    """The first of its faults, and how many more; a sign that can be written nowhere ends no answer."""
    many = json.dumps({"id": "1", "names_in_original_script": ["\x01"] * 100})
    twice = '{"\\ud800": 1, "\\ud800": 2}'
    answer = _send(standing, "jsonl", f"{many}\n{twice}\n".encode())
    first, second = (json.loads(line)["problem"] for line in answer.text.splitlines())
    assert (first.count("U+0001"), first.rpartition("; ")[2]) == (5, "and 95 more")
    assert second.startswith("line 2: $.\\ud800: This key stands more than once")


def test_without_a_format_a_list_is_one_document(standing: Desk) -> None:
    """A file is not guessed at: another media type than that of JSON, and lines of it, are refused."""
    by = standing.home.bureau["XB"]
    assert standing.ask(by, "POST", "/screen/list", CSV.encode(), Content_Type="text/csv").status_code == 415
    assert standing.ask(by, "POST", "/screen/list", LINES.encode()).status_code == 400


def test_a_list_is_taken_in_every_format_that_the_engine_reads() -> None:
    """And as one document, or told by what it holds."""
    assert set(map(str, ListFormat)) == {*map(str, Format), "json", "auto"}
