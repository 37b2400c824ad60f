"""Lists put together: each hit is shown as its list names it, and nothing else of it changes."""

import string
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.screening.zones import misread, passport

from comity.kernel import wire
from comity.kernel.subject import Subject
from comity.screening import Index, Query
from comity.screening.lists import Entry, Lists, Terms, ready
from comity.screening.reading import Asked, Problem

AT = date(2026, 11, 21)
TERMS = Terms(0.7, 10, AT)
MAREK = wire.convert({"type": "person", "family_name": "Marek", "forenames": "Ilya Petr"}, Subject)
QUESTION = Asked("line 1", Query(id="q", name="Ilya Petr Marek"))


def test_a_hit_has_the_id_of_its_list_and_what_stands_about_it() -> None:
    """Two lists may use the same id for different people."""
    entries = [Entry("0:7", "7", MAREK, {"list": "one"}), Entry("1:7", "7", MAREK, {"list": "other"})]
    answer = Lists.build(entries, "v").answer(QUESTION, TERMS)
    assert [(hit["subject"], hit["list"]) for hit in answer.hits] == [("7", "one"), ("7", "other")]
    assert (answer.id, answer.list_version, answer.notes) == ("q", "v", ())


def test_the_rest_of_a_hit_is_as_the_index_gives_it() -> None:
    """Score, band and reasons are not touched."""
    index = Index()
    index.add("s", MAREK)
    (hit,) = index.screen(QUESTION.query)
    (shown,) = Lists.build([Entry("s", "s", MAREK)], "v").answer(QUESTION, TERMS).hits
    assert shown == wire.builtins(hit)


def test_a_question_is_ready_when_its_zone_is_resolved() -> None:
    """Its notes come after those of its reader; a zone that cannot be read is a problem at its place."""
    zone = Asked("line 3", Query(id="q", mrz=misread(passport(), 3, "8")), ("first",))
    found = ready(zone, AT)
    assert isinstance(found, Asked)
    assert found.query.mrz is None
    assert found.notes[0] == "first"
    assert len(found.notes) > 1
    assert ready(found, AT) == found
    wrong = ready(Asked("line 3", Query(id="q", mrz="P<")), AT)
    assert isinstance(wrong, Problem)
    assert wrong.faults[0].path == "line 3: $.mrz"


@given(st.lists(st.text(string.ascii_lowercase + " ", min_size=1, max_size=12), max_size=6))
def test_what_was_shipped_answers_as_what_was_read(names: list[str]) -> None:
    """Lists go to other machines as JSON and come out of it the same."""
    entries = [
        Entry(str(number), str(number), wire.convert({"type": "person", "family_name": name}, Subject))
        for number, name in enumerate(names)
    ]
    shipped = [wire.trusted(wire.encode(entry), Entry) for entry in entries]
    assert shipped == entries
    assert Lists.build(shipped, "v").answer(QUESTION, TERMS) == Lists.build(entries, "v").answer(QUESTION, TERMS)
