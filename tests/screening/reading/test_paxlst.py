"""Passenger lists as UN/EDIFACT: every person on board is asked about, whatever is wrong around them."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screening.reading.shown import faults, notes, papers, questions, records

from comity.kernel.errors import UnusableInput
from comity.screening.reading import Asked, Format

ILYA = [
    "NAD+FL+++MAREK:ILYA:PETR+1 MILL LANE+VELD",
    "ATT+2++M",
    "DTM+329:710504",
    "LOC+22+VLD",
    "LOC+174+XBB",
    "LOC+180+XC:::ORSK",
    "NAT+2+XB",
    "RFF+AVF:ABC123",
    "DOC+P:110:111+K1234567",
    "DTM+36:301231",
    "LOC+91+XB",
]
ANN = ["NAD+DDU+++ADAMS:ANN", "ATT+2++F", "DTM+329:19700102:102", "NAT+2+DEU", "DOC+I+A7654321", "LOC+91+DEU"]
STEWARD = ["NAD+FM+++O?'BRIEN:NIAMH"]
HEAD = [
    "BGM+745",
    "NAD+MS+++AIR VELD DESK",
    "COM+555 0100:TE",
    "TDT+20+XV12+++XV",
    "LOC+125+VLD",
    "DTM+189:2611210800:201",
]


def message(*people: list[str], count: int | None = None, reference: str = "PAX001") -> list[str]:
    """Return a message whose counts hold, unless another count of passengers is given."""
    kinds = [person[0][4:].partition("+")[0] for person in people]
    passengers = sum(kind in ("FL", "DDU") for kind in kinds) if count is None else count
    body = [*HEAD, *(segment for person in people for segment in person), f"CNT+42:{passengers}"]
    return [f"UNH+{reference}+PAXLST:D:02B:UN:IATA", *body, f"UNT+{len(body) + 2}+{reference}"]


def interchange(*messages: list[str]) -> str:
    inside = [segment for each in messages for segment in each]
    head = "UNB+UNOA:4+AIRVELD+BUREAU+261121:0800+000001++APIS"
    return "'\n".join([head, *inside, f"UNZ+{len(messages)}+000001", ""])


WHOLE = interchange(message(ILYA, ANN, STEWARD))


def ids(body: str | bytes) -> list[str]:
    return [each.id for each in questions(body, Format.PAXLST)]


def test_each_person_on_board_is_a_question() -> None:
    """Name, sex, birth, nationality, place of birth and documents are read; the desk that sent the list is no one."""
    ilya, ann, steward = questions(WHOLE, Format.PAXLST)
    assert (ilya.id, ilya.name, ilya.sex, ilya.birth_date) == ("PAX001/1", "ILYA PETR MAREK", "male", "1971-05-04")
    assert (ilya.birth_place, ilya.birth_country, ilya.nationalities) == ("ORSK", "XC", ["XB"])
    assert papers(ilya.documents) == [("passport", "K1234567", "XB")]
    assert (ann.name, ann.sex, ann.birth_date, ann.nationalities) == ("ANN ADAMS", "female", "1970-01-02", ["DE"])
    assert papers(ann.documents) == [("identity card", "A7654321", "DE")]
    assert steward.name == "NIAMH O'BRIEN"
    assert faults(WHOLE, Format.PAXLST) == []


def test_the_country_that_is_not_known_is_noted_at_its_segment() -> None:
    """Of a country of residence nothing is asked, of a nationality it is: it is left out and said."""
    body = WHOLE.replace("NAT+2+XB'", "NAT+2+XBB'")
    assert notes(body, Format.PAXLST) == ["segment 15 (NAT): “XBB” is no nationality known here; it was left out."]
    assert questions(body, Format.PAXLST)[0].nationalities is None


SIGNS = {
    "the usual ones, named": ("UNA:+.? '", str.maketrans({})),
    "others": ("UNA|*,!  ~"[:8] + "~", str.maketrans({":": "|", "+": "*", "?": "!", "'": "~"})),
    "line ends": ("UNA:+.? \n", str.maketrans({"'": "", "\n": "\n"})),
    "none to release": ("UNA:+.  '", str.maketrans({"?": " "})),
}


@pytest.mark.parametrize(("advice", "table"), SIGNS.values(), ids=SIGNS)
def test_signs_are_those_that_the_list_names(advice: str, table: dict[int, str]) -> None:
    """Whichever they are, the same persons are asked."""
    plain = interchange(message(ILYA, ANN))
    body = advice + plain.translate(table)
    assert questions(body, Format.PAXLST) == questions(plain, Format.PAXLST)
    assert faults(body, Format.PAXLST) == []


def test_lines_may_break_anywhere() -> None:
    """Some systems break at 80 signs, inside of names."""
    flat = WHOLE.replace("\n", "")
    body = "\r\n".join(flat[at : at + 80] for at in range(0, len(flat), 80))
    assert questions(body, Format.PAXLST) == questions(WHOLE, Format.PAXLST)


def test_letters_are_those_of_the_set_that_the_list_names() -> None:
    """Western and Cyrillic letters, and UTF-8 under the name of a smaller set."""
    named = {"UNOC": ("GARCÍA:JOSÉ", "iso8859-1"), "UNOE": ("МАРЕК:ИЛЬЯ", "iso8859-5"), "UNOA": ("МАРЕК:ИЛЬЯ", "utf-8")}
    for syntax, (name, charset) in named.items():
        body = interchange(message([f"NAD+FL+++{name}"])).replace("UNOA", syntax).encode(charset)
        family, fore = name.split(":")
        assert questions(body, Format.PAXLST)[0].name == f"{fore} {family}"
    body = interchange(message(["NAD+FL+++GARCÍA:JOSÉ"])).encode("iso8859-1")
    assert "not in the character set" in notes(body, Format.PAXLST)[0]
    assert questions(body, Format.PAXLST)[0].name == "JOS GARC A"


def test_several_messages_are_one_interchange() -> None:
    """Each counts for itself, and ids tell them apart."""
    body = interchange(message(ILYA, reference="A"), message(ANN, STEWARD, reference="B"))
    assert ids(body) == ["A/1", "B/1", "B/2"]
    assert faults(body, Format.PAXLST) == []
    grouped = body.replace("UNH+A", "UNG+PAXLST+X+Y+261121:0800+7+UN+D:02B'\nUNH+A").replace("UNZ+2", "UNE+2+7'\nUNZ+1")
    assert ids(grouped) == ids(body)
    assert faults(grouped, Format.PAXLST) == []


Change = Callable[[str], str]
WRONG: dict[str, tuple[Change, list[str]]] = {
    "a count of passengers": (
        lambda text: text.replace("CNT+42:2", "CNT+42:3"),
        ["segment 27 (CNT): It says 3 and there are 2 passengers"],
    ),
    "a count in words": (
        lambda text: text.replace("CNT+42:2", "CNT+42:TWO"),
        ["segment 27 (CNT): It says TWO and there are 2 passengers"],
    ),
    "a count of segments": (
        lambda text: text.replace("UNT+27", "UNT+28"),
        ["segment 28 (UNT): It says 28 and there are 27 segments in the message"],
    ),
    "another message ends": (
        lambda text: text.replace("UNT+27+PAX001", "UNT+27+PAX002"),
        ["segment 28 (UNT): It names the message 'PAX002', and 'PAX001' is open"],
    ),
    "a count of messages": (
        lambda text: text.replace("UNZ+1", "UNZ+2"),
        ["segment 29 (UNZ): It says 2 and there are 1 messages in the interchange"],
    ),
    "another interchange ends": (
        lambda text: text.replace("UNZ+1+000001", "UNZ+1+000009"),
        ["segment 29 (UNZ): It names the interchange '000009', and '000001' is open"],
    ),
    "no end of the message": (
        lambda text: text.replace("UNT+27+PAX001'\n", ""),
        ["segment 28 (UNZ): The message PAX001 has not ended with UNT"],
    ),
    "no end of the interchange": (
        lambda text: text.replace("UNZ+1+000001'\n", ""),
        ["after segment 28: There is no UNZ: the file may be cut off here"],
    ),
    "no beginning of the interchange": (
        lambda text: text[text.index("UNH") :],
        ["segment 1 (UNH): A message stands outside", "segment 28 (UNZ): An interchange ends that has not begun"],
    ),
    "a broken segment": (
        lambda text: text.replace("LOC+22+VLD'", "LO+22+VLD'"),
        ["segment 12: “LO+22+VLD” does not begin with a tag of three capitals"],
    ),
    "a person of no known kind": (
        lambda text: text.replace("NAD+DDU", "NAD+QQ").replace("CNT+42:2", "CNT+42:1"),
        ["segment 20 (NAD): 'QQ' is no kind of person on board"],
    ),
}


@pytest.mark.parametrize(("change", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_by_its_segment_and_everyone_is_asked(change: Change, told: list[str]) -> None:
    """A count may be wrong because someone is missing: who is there is asked all the same."""
    found = faults(change(WHOLE), Format.PAXLST)
    assert len(found) == len(told)
    assert all(fault.startswith(start) for fault, start in zip(found, told, strict=True))
    assert ids(change(WHOLE)) == ["PAX001/1", "PAX001/2", "PAX001/3"]


def test_a_list_that_is_cut_off_is_asked_up_to_there() -> None:
    """Wherever it is cut, who was read whole is asked, and that it is cut is said."""
    everyone = questions(WHOLE, Format.PAXLST)
    for end in range(len(WHOLE) - 2):
        body = WHOLE[:end]
        found = questions(body, Format.PAXLST)
        assert [each.id for each in found] == [each.id for each in everyone[: len(found)]]
        assert found[:-1] == everyone[: len(found)][:-1]
        assert faults(body, Format.PAXLST), end
    (cut, after) = faults(WHOLE[: WHOLE.index("ANN") + 2], Format.PAXLST)
    assert cut.startswith('segment 20: “NAD+DDU+++ADAMS:AN” is not ended by "\'": the file is cut off here')
    assert after.startswith("after segment 19: There is no UNT and no UNZ")


def test_another_message_is_passed_over_and_said() -> None:
    """Nobody in it is taken for a passenger."""
    other = ["UNH+1+CUSRES:D:02B:UN", "NAD+FL+++MAREK:ILYA", "UNT+3+1"]
    body = interchange(other, message(ANN))
    assert ids(body) == ["PAX001/1"]
    assert faults(body, Format.PAXLST) == [
        "segment 2 (UNH): This is a message 'CUSRES' and no PAXLST; it was passed over"
    ]


LEFT_OUT = {
    "no date": ("DTM+329:710504", "DTM+329:7X0504", "segment 11 (DTM): “7X0504” is no date of birth"),
    "no day": ("DTM+329:710504", "DTM+329:711304", "segment 11 (DTM): “711304” is no date of birth"),
    "no sex": ("ATT+2++M", "ATT+2++Q", "segment 10 (ATT): “Q” is no sex"),
    "no number": ("+K1234567", "", "segment 17 (DOC): this document has no number"),
    "no issuer": ("LOC+91+XB", "LOC+91+ZZZ", "segment 19 (LOC): “ZZZ” is no issuing country known here"),
}


@pytest.mark.parametrize(("old", "new", "told"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_cannot_be_read_of_a_person_is_left_out_and_noted(old: str, new: str, told: str) -> None:
    """The person is asked with the rest."""
    body = WHOLE.replace(old, new, 1)
    assert notes(body, Format.PAXLST)[0].startswith(told)
    assert ids(body) == ids(WHOLE)


def test_someone_without_name_and_document_is_a_problem_of_its_own() -> None:
    """There is nothing to ask; the next one is asked."""
    body = interchange(message(["NAD+FL"], ANN))
    assert faults(body, Format.PAXLST)[0].startswith("segment 9 (NAD): Give a name")
    assert ids(body) == ["PAX001/2"]


@pytest.mark.parametrize("advice", ["UNA", "UNA::.? '", "UNA:+.?  ", "UNAABCDEF", "UNA:+.:'"])
def test_signs_that_cannot_be_told_apart_are_refused(advice: str) -> None:
    """With them no segment can be read for certain."""
    with pytest.raises(UnusableInput, match="six signs that can be told apart"):
        records(advice, Format.PAXLST)


def test_an_empty_file_is_no_list() -> None:
    """Nor is an envelope without passengers: they may have been lost on the way."""
    assert faults("", Format.PAXLST) == ["segment 1: There is no segment at all; an interchange begins with UNB"]
    assert faults(interchange(message()), Format.PAXLST) == [
        "line 1: there is no record in this paxlst file; was it sent whole?"
    ]


def test_years_of_two_digits_lie_before_the_day_of_asking() -> None:
    """A child of this year and a person of a century ago are told apart as in a zone."""
    for year, birth in (("26", date(2026, 1, 1)), ("27", date(1927, 1, 1))):
        (found,) = questions(interchange(message(["NAD+FL+++X", f"DTM+329:{year}0101"])), Format.PAXLST)
        assert found.birth_date is not None
        assert found.birth_date.exact == birth


PARTS = st.sampled_from(["UNA:+.? '", "UNB+UNOA:4'", "UNH+1+PAXLST'", "NAD+FL+++A:B'", "NAD'", "CNT+42:1'", "TDT'"])
MORE = st.sampled_from(
    ["UNT+3+1'", "UNZ+1+1'", "UNE'", "UNG'", "DOC+P+1'", "LOC+180'", "DTM+329'", "?", "'", "++", "\n"]
)


@given(
    st.binary(max_size=200) | st.lists(PARTS | MORE | st.text(max_size=3)).map(lambda parts: "".join(parts).encode())
)
def test_no_bytes_break_the_reader(body: bytes) -> None:
    """Whatever a file holds, each person is a question or a problem with its segment."""
    try:
        found = records(body, Format.PAXLST)
    except UnusableInput as error:
        assert "UNA" in error.detail or "no record" in error.detail  # noqa: PT017
    else:
        assert all(each.place.startswith("segment") for each in found if isinstance(each, Asked))
