"""Reading the consolidated list: everything of it, and nothing of a list with a fault."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comity.adapters.un.entry import AliasQuality, BirthDate, UnEntry, UnList
from comity.adapters.un.reader import read_un_list
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import SubjectType

Read = Callable[[str | bytes], UnList]


def test_a_person_is_read_with_every_element(person: UnEntry) -> None:
    """Names, dates, places, aliases, documents, titles and comments arrive; empty elements do not."""
    assert (person.type, person.line, person.data_id) == (SubjectType.PERSON, 4, "900001")
    assert person.names == ("ILYA", "PETR", "MAREK")
    assert (person.reference, person.list_name, person.listed_on) == ("QDi.901", "Al-Qaida", "2015-07-01")
    assert person.original_script == "Марек Илья"
    assert person.titles == ("Dr.",)
    assert person.designations == ("Treasurer", "Clerk")
    assert person.nationalities == ("Norway", "na")
    assert person.updated_on == ("2016-10-13",)
    assert [(alias.name, alias.quality) for alias in person.aliases] == [
        ("Elias Marrick; Elia Marik", AliasQuality.GOOD),
        ("The Clerk", AliasQuality.LOW),
    ]
    assert person.birth_dates == (BirthDate(date="1970/1973", note="Approximately"), BirthDate(date="1969~"))
    assert len(person.documents) == 2


def test_white_space_inside_a_text_becomes_one_space(person: UnEntry) -> None:
    """The list wraps its lines at random; the words are what it says."""
    assert person.comments is not None
    assert person.comments.startswith("Keeper of the lists. Father’s name")


def test_the_moment_of_the_list_keeps_its_zone(read: Read, whole: str) -> None:
    """A later import can tell which of two lists is older."""
    assert read(whole).generated_at == datetime(2026, 2, 27, 0, 0, 9, 554000, tzinfo=UTC)


HOSTILE = {
    "document type": ("<CONSOLIDATED_LIST date", "<!DOCTYPE x><CONSOLIDATED_LIST date", "line 2: a document type"),
    "entity expansion": (
        "<CONSOLIDATED_LIST date",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><CONSOLIDATED_LIST date',
        "line 2: a document type",
    ),
    "external entity": (
        "<CONSOLIDATED_LIST date",
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><CONSOLIDATED_LIST date',
        "line 2: a document type",
    ),
    "entity that is not declared": ("MAREK</", "&marek;</", "line 9: it is not whole"),
    "another root": ("CONSOLIDATED_LIST", "SANCTIONS", "line 2: the element SANCTIONS does not belong here"),
    "truncated": ("    </INDIVIDUAL>\n", "", "it is not whole, well-formed XML"),
    "unknown element": ("SORT_KEY/>", "SORT/>", "the element SORT does not belong here"),
    "misplaced element": ("<STREET>", "<DATAID>1</DATAID><STREET>", "the element DATAID does not belong here"),
    "element inside a text": ("ILYA", "<b>ILYA</b>", "the element b does not belong here"),
    "unknown attribute": ("<THIRD_NAME>", '<THIRD_NAME lang="no">', "the attribute lang does not belong here"),
    "text between elements": ("<INDIVIDUALS>", "<INDIVIDUALS>hello", "there is text where only elements belong"),
    "element that stands twice": ("<SORT_KEY/>", "<SORT_KEY/><SORT_KEY/>", "this element stands twice"),
    "endless text": ("ILYA", "A" * 2_001, "the text is longer than 2000 characters"),
    "endless comments": ("Keeper", "A " * 50_001, "the text is longer than 100000 characters"),
    "unknown encoding": ("UTF-8", "klingon", "its encoding cannot be read"),
    "encoding that expat lacks": ("UTF-8", "shift_jis", "its encoding cannot be read"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_or_foreign_xml_is_refused_with_its_line(case: str, read: Read, whole: str) -> None:
    """What the list never contains is never taken for it."""
    old, new, message = HOSTILE[case]
    assert old in whole
    with pytest.raises(UnusableInput) as caught:
        read(whole.replace(old, new, 1 if case != "another root" else -1))
    assert message in caught.value.errors[0].path + ", " + caught.value.errors[0].message


def test_another_encoding_than_stated_is_refused(read: Read, whole: str) -> None:
    """Latin-1 bytes in a file that says UTF-8 are not guessed at."""
    with pytest.raises(UnusableInput, match="line 7: it is not whole, well-formed XML in its stated encoding"):
        read(whole.replace("ILYA", "JOSÉ").encode("utf-8").replace("JOSÉ".encode(), b"JOS\xc9"))


def test_utf_16_is_read_where_the_file_says_so(read: Read, whole: str) -> None:
    """The encoding is the file's to state."""
    again = read(whole.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert again == read(whole)


FAULTS = {
    "no reference": ("QDi.901 ", "", "REFERENCE_NUMBER", "an entry without reference: it is missing or empty"),
    "reference of no known form": ("QDi.901", "QDi-1", "REFERENCE_NUMBER", "not a reference number such as QDi.001"),
    "reference of an entity": ("QDi.901", "QDe.901", "REFERENCE_NUMBER", "not a reference number such as QDi.001"),
    "no name": ("ILYA", "", "FIRST_NAME", "QDi.901: it is missing or empty"),
    "no list": ("Al-Qaida", " ", "UN_LIST_TYPE", "QDi.901: it is missing or empty"),
    "no day of listing": ("2015-07-01-04:00", "", "LISTED_ON", "QDi.901: it is missing or empty"),
    "day of listing not in the calendar": ("2015-07-01", "2015-02-30", "LISTED_ON", "not in the calendar"),
    "day of listing as a sentence": ("2015-07-01-04:00", "in July", "LISTED_ON", "not a date such as"),
    "month 13 of an update": ("2016-10-13", "2016-13-10", "LAST_DAY_UPDATED", "not in the calendar"),
    "year of three figures": ("<YEAR>1969", "<YEAR>196", "INDIVIDUAL_DATE_OF_BIRTH/YEAR", "'196' is not a date"),
    "range that ends before it begins": ("1970<", "1980<", "INDIVIDUAL_DATE_OF_BIRTH/FROM_YEAR", "ends before"),
    "range without its end": ("<TO_YEAR>1973</TO_YEAR>", "", "TYPE_OF_DATE", "does not go with FROM_YEAR"),
    "unknown type of date": ("APPROXIMATELY<", "CIRCA<", "TYPE_OF_DATE", "'CIRCA' is not one of: EXACT"),
    "two dates in one": ("<YEAR>1969", "<DATE>1969-01-01</DATE><YEAR>1969", "TYPE_OF_DATE", "DATE and YEAR"),
    "unknown quality": ("Good", "Fair", "INDIVIDUAL_ALIAS/QUALITY", "'Fair' is not one of: Good, Low"),
    "alias without a name": ("The Clerk", "", "INDIVIDUAL_ALIAS/ALIAS_NAME", "it is missing or empty"),
    "impossible day of issue": ("2001-02-03", "2001-02-31", "DATE_OF_ISSUE", "not in the calendar"),
    "moment without zone": ("09.554Z", "09.554", "CONSOLIDATED_LIST/@dateGenerated", "not a moment with its zone"),
    "moment not in the calendar": ("2026-02-27T", "2026-02-30T", "@dateGenerated", "is not in the calendar"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_names_the_element_the_entry_and_the_line(case: str, read: Read, whole: str) -> None:
    """Who must mend the file finds the place."""
    old, new, path, message = FAULTS[case]
    line = whole[: whole.index(old)].count("\n") + 1
    with pytest.raises(UnusableInput) as caught:
        read(whole.replace(old, new, 1))
    (fault,) = caught.value.errors
    assert fault.path.endswith(path)
    assert message in fault.message
    assert fault.message.startswith(f"line {line}:")
    assert caught.value.problem()["status"] == 400


def test_a_reference_that_stands_twice_names_both_lines(read: Read, whole: str) -> None:
    """Which of the two holds, no one can say."""
    start, end = whole.index("    <INDIVIDUAL>"), whole.index("  </INDIVIDUALS>")
    with pytest.raises(UnusableInput) as caught:
        read(whole[:end] + whole[start:end] + whole[end:])
    (fault,) = caught.value.errors
    assert fault.path == "CONSOLIDATED_LIST/INDIVIDUALS/INDIVIDUAL[2]/REFERENCE_NUMBER"
    assert fault.message.endswith("QDi.901: the entry that begins at line 4 has this reference too")


def test_all_faults_are_named_at_once(read: Read, whole: str) -> None:
    """One reading tells the sender all there is to mend; nothing is taken from the file."""
    broken = whole.replace("2015-07-01", "2015-02-30").replace("f.k.a.", "once").replace("Good", "Fair")
    with pytest.raises(UnusableInput, match=r"There are 2 more faults\. Nothing was taken") as caught:
        read(broken)
    assert [fault.path.split("/")[-1] for fault in caught.value.errors] == ["LISTED_ON", "QUALITY", "QUALITY"]


def test_a_list_without_entries_is_refused(read: Read) -> None:
    """An empty list would end every listing in force; the real one never was empty."""
    with pytest.raises(UnusableInput, match="it has no entry at all"):
        read('<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS/></CONSOLIDATED_LIST>')


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(UnusableInput, match="No such file"):
        read_un_list(tmp_path / "absent.xml")


def test_a_path_is_never_fetched_as_an_address(tmp_path: Path) -> None:
    """What looks like an address is a file that is not there."""
    with pytest.raises(UnusableInput, match="cannot be opened"):
        read_un_list(Path("http://127.0.0.1:9/list.xml"))
