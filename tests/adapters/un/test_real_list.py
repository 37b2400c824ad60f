"""The real list of 27 February 2026: counted, mapped, and no word of it lost."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from comity.adapters.un.entry import AliasQuality, UnList
from comity.adapters.un.mapping import to_requests
from comity.adapters.un.reader import read_un_list
from comity.adapters.un.scan import Group, Leaf, scan
from comity.compliance.check import Disposition, check
from comity.kernel import wire
from comity.kernel.subject import SubjectType
from comity.law.country_names import country_code
from comity.notices.listing import difference, digest
from comity.notices.request import NoticeRequest

BOOKKEEPING = {"SORT_KEY", "SORT_KEY_LAST_MOD", "LIST_TYPE"}
"""Elements that say nothing of anyone: the first two are empty, the third is `UN List` throughout."""


@pytest.fixture(scope="module")
def path() -> Path:
    """The file, or a skip that says what is missing."""
    folder = os.environ.get("COMITY_TEST_DATA")
    if not folder:
        pytest.skip("COMITY_TEST_DATA is not set: the real list of the Security Council is not read")
    found = Path(folder) / "data" / "un" / "UN_consolidated.xml"
    if not found.is_file():
        pytest.skip(f"{found} is absent: the real list of the Security Council is not read")
    return found


@pytest.fixture(scope="module")
def listed(path: Path) -> UnList:
    """The list as read."""
    return read_un_list(path)


@pytest.fixture(scope="module")
def requests(listed: UnList) -> list[NoticeRequest]:
    """The list as requests."""
    return to_requests(listed)


def test_the_counts_are_those_of_the_list(listed: UnList) -> None:
    """Of 919 elements for a date of birth 49 are empty, and of 921 for a document 453; 14 more have no number."""
    persons = [entry for entry in listed.entries if entry.type is SubjectType.PERSON]
    entities = [entry for entry in listed.entries if entry.type is SubjectType.ENTITY]
    assert (len(persons), len(entities)) == (730, 273)
    assert Counter(alias.quality for entry in listed.entries for alias in entry.aliases) == {
        AliasQuality.GOOD: 1524,
        AliasQuality.LOW: 615,
        AliasQuality.ALSO: 594,
        AliasQuality.FORMERLY: 19,
    }
    assert sum(entry.original_script is not None for entry in persons) == 336
    assert sum(entry.original_script is not None for entry in entities) == 42
    assert sum(len(entry.birth_dates) for entry in persons) == 919 - 49
    papers = [paper for entry in persons for paper in entry.documents]
    assert (len(papers), sum(paper.number is not None for paper in papers)) == (921 - 453, 454)


def test_the_lists_rest_on_their_resolutions(requests: list[NoticeRequest]) -> None:
    """Fourteen lists, fourteen resolutions."""
    found = Counter((one.particulars.list, one.particulars.resolution) for one in requests if one.particulars)
    assert found == {
        ("Al-Qaida", "1267 (1999)"): 341,
        ("DPRK", "1718 (2006)"): 155,
        ("Taliban", "1988 (2011)"): 140,
        ("Iran", "1737 (2006)"): 121,
        ("Iraq", "1518 (2003)"): 75,
        ("DRC", "1533 (2004)"): 53,
        ("Libya", "1970 (2011)"): 30,
        ("Somalia", "751 (1992)"): 24,
        ("CAR", "2127 (2013)"): 15,
        ("Haiti", "2653 (2022)"): 11,
        ("Yemen", "2140 (2014)"): 11,
        ("GB", "2048 (2012)"): 10,
        ("Sudan", "1591 (2005)"): 9,
        ("SouthSudan", "2206 (2015)"): 8,
    }


def test_every_country_has_its_code_but_two(listed: UnList, requests: list[NoticeRequest]) -> None:
    """A state that is no more, and `na`: both stay in words."""
    names = {name for entry in listed.entries for name in entry.nationalities}
    places = [place for entry in listed.entries for place in (*entry.addresses, *entry.birth_places)]
    names |= {place.country for place in places if place.country}
    papers = [paper for entry in listed.entries for paper in entry.documents]
    names |= {name for one in papers for name in (one.issuing_country, one.country_of_issue) if name}
    assert {name for name in names if country_code(name) is None} == {"na", "former Soviet Union"}
    words = [line for one in requests if one.particulars for line in (one.particulars.circumstances or "").split("\n")]
    assert {line for line in words if line.startswith("Nationality as listed")} == {
        "Nationality as listed: na",
        "Nationality as listed: former Soviet Union",
    }


def test_what_the_requests_hold(requests: list[NoticeRequest]) -> None:
    """Of 468 documents two have no number and five repeat one in another language; 48 persons have no birth."""
    persons = [one.subject for one in requests if one.subject.type is SubjectType.PERSON]
    assert sum(len(one.documents or []) for one in persons) == 461
    assert sum(one.birth is not None for one in persons) == 730 - 48
    assert sum(one.description is not None for one in persons) == 35
    assert all(one.family_name for one in persons)


def test_every_listing_passes_the_checks(listed: UnList, requests: list[NoticeRequest]) -> None:
    """Nothing in the catalogue stands against a listing: it rests on its resolution and lacks nothing of its kind."""
    found = [check(one, None, listed.generated_at.date()) for one in requests]
    findings = {(one.rule, one.reason) for report in found for one in report.findings if one.effect}
    assert findings == set()
    assert {report.disposition for report in found} == {Disposition.CLEAR}


def _leaves(group: Group) -> list[tuple[str, Leaf]]:
    here = [(name, leaf) for name, found in group.leaves.items() for leaf in found if leaf.text]
    inside = [
        pair
        for name, found in group.groups.items()
        if name not in BOOKKEEPING
        for one in found
        for pair in _leaves(one)
    ]
    return here + inside


def _said(request: NoticeRequest) -> str:
    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for item in value.values() for text in texts(item)]
        if isinstance(value, list):
            return [text for item in value for text in texts(item)]
        return [str(value)] if value is not None else []

    return " ".join(texts(wire.builtins(request)))


ENCODED = {
    "a.k.a.": "",
    "EXACT": "",
    "APPROXIMATELY": "",
    "BETWEEN": "",
    "Numéro de passeport": "passport",
    "Número de pasaporte": "passport",
}
"""Words of the list's own that became a value: an alias without quality, the form of a date, a type of document."""
LABELS = re.compile(r"\(original script:| b\) |(?<=\d)-\d\d:\d\d$")
"""Marks between two names in one element, and the zone of a day."""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def test_no_word_of_the_list_is_lost(path: Path, requests: list[NoticeRequest]) -> None:
    """Each word of each element is in the request of its entry, or the code or value that stands for it."""
    said = {one.reference: _words(_said(one)) for one in requests}
    checked: Counter[str] = Counter()
    lost: list[tuple[str, str, str]] = []

    def check(group: Group) -> None:
        reference = group.leaves["REFERENCE_NUMBER"][0].text
        for name, leaf in _leaves(group):
            if name not in BOOKKEEPING:
                checked[name] += 1
                text = LABELS.sub(" ", ENCODED.get(leaf.text, leaf.text))
                code = country_code(text)
                if not (_words(text) <= said[reference] or (code and code.casefold() in said[reference])):
                    lost.append((reference, name, leaf.text))

    with path.open("rb") as stream:
        scan(stream, check)
    assert lost == []
    assert sum(checked.values()) > 15_000


def test_approximate_dates_and_ranges_keep_their_form(listed: UnList, requests: list[NoticeRequest]) -> None:
    """116 approximate years and 31 ranges, as the list has them, and no others but one read from a note."""
    dates = [birth.date for entry in listed.entries for birth in entry.birth_dates if birth.date]
    assert (sum(date.approximate for date in dates), sum(date.is_range for date in dates)) == (116, 31)
    mapped = {
        (one.reference, birth.date)
        for one in requests
        for birth in (one.subject.birth, *(one.subject.other_births or []))
        if birth and birth.date and birth.date.is_range
    }
    assert ("QDi.306", "1977-08/1977-09") in mapped


def test_the_same_list_again_changes_nothing(path: Path, requests: list[NoticeRequest]) -> None:
    """A second import finds a thousand and three entries as they were."""
    again = to_requests(read_un_list(path))
    found = difference({one.reference: digest(one) for one in requests}, again)
    assert (found.added, found.changed, found.ended, len(found.same)) == ((), (), (), 1003)


def test_a_later_list_changes_only_what_changed(path: Path, requests: list[NoticeRequest], tmp_path: Path) -> None:
    """One entry leaves the list, one is amended, one is new; the rest stays."""
    xml = path.read_text("utf-8")
    start = xml.index("    <INDIVIDUAL>")
    end = xml.index("    <INDIVIDUAL>", start + 1)
    first = xml[start:end]
    changed = xml.replace(first, "").replace("FARDC General ", "Former FARDC General", 1)
    renewed = first.replace("CDi.001", "CDi.999").replace("6907993", "9999999")
    later = tmp_path / "later.xml"
    later.write_text(changed.replace("  </INDIVIDUALS>", f"{renewed}  </INDIVIDUALS>"), "utf-8")
    found = difference({one.reference: one for one in requests}, to_requests(read_un_list(later)))
    assert [one.reference for one in found.added] == ["CDi.999"]
    assert [one.reference for one in found.changed] == ["CDi.002"]
    assert found.ended == ("CDi.001",)
    assert len(found.same) == 1001
