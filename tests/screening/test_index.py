"""The index finds who shares words or documents, says why, and forgets completely."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Subject
from comity.screening import Band, Index, Query
from comity.screening.names import tokens
from comity.screening.profile import Profile, compare


def person(family: str = "Marek", forenames: str | None = "Ilya Petr", **more: object) -> Subject:
    return wire.convert({"type": "person", "family_name": family, "forenames": forenames, **more}, Subject)


def query(name: str | None = "Ilya Petr Marek", **more: object) -> Query:
    return wire.convert({"id": "q", "name": name, **more}, Query)


def index_of(**subjects: Subject) -> Index:
    index = Index()
    for subject_id, subject in subjects.items():
        index.add(subject_id, subject)
    return index


def state(index: Index) -> dict[str, object]:
    return {key: value for key, value in vars(index).items() if key not in ("_lock", "_sorted")}


PASSPORT = [{"type": "passport", "number": "K1234567", "country": "XB"}]
FULL = person(
    names_in_original_script=["Марек Илья"],
    aliases=[{"name": "Elias Marrick", "quality": "good"}],
    birth={"date": "1971-05-04"},
    nationalities=["XB"],
    sex="male",
    documents=PASSPORT,
)

WORDS = ["ali", "omar", "ana", "von", "der", "le", "习近平", "Ñandú", "o'brien"]
NAMES = st.text(max_size=30) | st.lists(st.sampled_from(WORDS)).map(" ".join)
DATES = st.none() | st.sampled_from(["1971", "1971-05", "1971-05-04", "1971-05-05", "1965~", "1960/1975"])
COUNTRIES = st.none() | st.lists(st.sampled_from(["XA", "XB", "XC"]), max_size=2)
NUMBERS = st.none() | st.lists(
    st.builds(
        lambda number, country: {"type": "passport", "number": number, "country": country},
        st.sampled_from(["K1234567", "k-123 4567", "A99", "B7654321"]),
        st.none() | st.sampled_from(["XA", "XB"]),
    ),
    max_size=2,
)
SUBJECTS = st.builds(
    lambda family, fore, other, date, nations, papers, sex: person(
        family,
        fore,
        aliases=[{"name": each} for each in other],
        birth={"date": date},
        nationalities=nations,
        documents=papers,
        sex=sex,
    ),
    NAMES,
    st.none() | NAMES,
    st.lists(NAMES, max_size=2),
    DATES,
    COUNTRIES,
    NUMBERS,
    st.sampled_from([None, "male", "female", "unknown"]),
)


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("Ilya Petr Marek", 1.0),
        ("MAREK, ilya petr", 1.0),
        ("Ílya  Pétr-Marek", 1.0),
        ("Илья Марек", 1.0),
        ("marrick elias", 1.0),
        ("Ilya Marek", 0.8),
    ],
)
def test_a_name_is_found_in_any_order_case_script_on_file_and_with_marks(name: str, score: float) -> None:
    """Order, capitals, accents and hyphens do not matter; aliases and originals count like the name."""
    (hit,) = index_of(a=FULL, b=person("Brandt", "Ilse")).screen(query(name))
    assert (hit.subject, hit.score, hit.band) == ("a", score, Band.REVIEW)


@given(st.lists(SUBJECTS, max_size=5), NAMES, st.floats(0.3, 1))
def test_a_name_alone_is_never_more_than_a_review(subjects: list[Subject], name: str, threshold: float) -> None:
    """Whatever is on file, a question that holds nothing but a name gives no hit."""
    index = index_of(**{str(n): each for n, each in enumerate(subjects)})
    hits = index.screen(query(name or "x"), threshold)
    assert all(hit.band is Band.REVIEW for hit in hits)


def test_a_document_hits_exactly_however_it_is_written() -> None:
    """Spaces, dashes and small letters in a number do not matter, another digit does."""
    index = index_of(a=FULL)
    asked = [{"type": "passport", "number": "k-123 4567", "country": "XB"}]
    (hit,) = index.screen(query("Someone Else", documents=asked))
    assert (hit.score, hit.band, hit.reasons[0].feature) == (1.0, Band.HIT, "document")
    assert index.screen(query(None, documents=[{"type": "passport", "number": "K1234568"}])) == []


def test_the_same_number_of_another_country_is_looked_at() -> None:
    """Two states may give out one number: a review, which says so."""
    asked = [{"type": "passport", "number": "K1234567", "country": "XC"}]
    (hit,) = index_of(a=FULL).screen(query(None, documents=asked))
    assert (hit.score, hit.band) == (0.75, Band.REVIEW)
    assert "another country" in hit.reasons[0].detail


def test_a_number_too_short_to_tell_is_not_compared() -> None:
    """A stray '1' or 'na' in the field of the number does not make everyone a hit."""
    index = index_of(a=person(documents=[{"type": "passport", "number": "n/a"}]))
    assert index.screen(query(None, documents=[{"type": "passport", "number": "NA"}])) == []


def test_a_name_with_the_day_of_birth_is_a_hit() -> None:
    """The band rises to hit, and the reasons show both sides of name and date."""
    (hit,) = index_of(a=FULL).screen(query(birth_date="1971-05-04"))
    assert hit.band is Band.HIT
    assert [(r.feature, r.score, r.query, r.candidate) for r in hit.reasons] == [
        ("name", 1.0, "Ilya Petr Marek", "Ilya Petr Marek"),
        ("birth_date", 1.0, "1971-05-04", "1971-05-04"),
    ]


@pytest.mark.parametrize(
    ("known", "least", "most"),
    [
        ({"birth_date": "1971"}, 0.8, 0.83),
        ({"birth_date": "1980-01-01"}, 0.6, 0.7),
        ({"birth_date": "1972~"}, 0.8, 0.82),
        ({"birth_date": "1990~"}, 0.69, 0.71),
        ({"nationalities": ["XB", "XC"]}, 0.81, 0.83),
        ({"nationalities": ["XC"]}, 0.74, 0.76),
        ({"sex": "female"}, 0.64, 0.66),
        ({"sex": "unknown"}, 0.8, 0.8),
        ({}, 0.8, 0.8),
    ],
)
def test_evidence_raises_and_lowers_modestly(known: dict[str, object], least: float, most: float) -> None:
    """What agrees adds a little, what disagrees takes more, what is not known does nothing."""
    (hit,) = index_of(a=FULL).screen(query("Ilya Marek", **known), threshold=0.5)
    assert least <= hit.score <= most


@given(SUBJECTS, SUBJECTS)
def test_the_score_is_the_same_from_either_side(one: Subject, other: Subject) -> None:
    """Asking for the one and finding the other scores as the reverse does, in the same band."""
    a, b = Profile.of_subject(one), Profile.of_subject(other)
    there, back = compare("x", a, b), compare("x", b, a)
    assert (there.score, there.band) == (back.score, back.band)


@given(SUBJECTS)
def test_a_subject_is_its_own_best_match(subject: Subject) -> None:
    """Whoever has a name of at least one letter or figure scores 1 against the own file."""
    index = index_of(a=subject, b=person("Brandt", "Ilse"))
    names = [subject.full_name, *(alias.name for alias in subject.aliases or ())]
    for hit in index.duplicates(subject)[:1]:
        assert (hit.subject, hit.score) == ("a", 1.0)
    assert bool(index.duplicates(subject)) >= any(tokens(name) for name in names)


@given(st.lists(SUBJECTS, max_size=6), SUBJECTS, st.floats(0.05, 1))
def test_nobody_who_reaches_the_threshold_is_missed(subjects: list[Subject], asked: Subject, threshold: float) -> None:
    """The index answers as if everyone on file had been compared."""
    index = index_of(**{str(n): each for n, each in enumerate(subjects)})
    profile = Profile.of_subject(asked)
    everyone = [compare(str(n), profile, Profile.of_subject(each)) for n, each in enumerate(subjects)]
    expected = sorted((hit for hit in everyone if hit.score >= threshold), key=lambda hit: (-hit.score, hit.subject))
    assert index.duplicates(asked, threshold, limit=100) == expected


@given(st.lists(SUBJECTS, max_size=4), SUBJECTS)
def test_adding_and_removing_leaves_the_index_as_it_was(subjects: list[Subject], one: Subject) -> None:
    """Of a subject that was taken off file, no word, number or id stays; replacing leaves nothing old."""
    index = index_of(**{str(n): each for n, each in enumerate(subjects)})
    before = repr(state(index_of(**{str(n): each for n, each in enumerate(subjects)})))
    index.add("gone", one)
    index.remove("gone")
    index.remove("never there")
    assert state(index) == state(index_of(**{str(n): each for n, each in enumerate(subjects)}))
    assert "gone" not in repr(state(index))
    assert "gone" not in before
    for n, each in enumerate(subjects):
        index.add(str(n), one)
        index.add(str(n), each)
    assert state(index) == state(index_of(**{str(n): each for n, each in enumerate(subjects)}))


@settings(max_examples=200)
@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=50))
def test_no_text_breaks_it(name: str, number: str) -> None:
    """Any Unicode as name, search or number gives an answer."""
    subject = person(name, None, documents=[{"type": "x", "number": number}])
    index = index_of(a=subject)
    assert len(index.search(name)) == bool(tokens(name))
    assert isinstance(index.screen(query(name, documents=[{"type": "x", "number": number}])), list)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("marek", ["a", "c"]),
        ("MAR", ["a", "c"]),
        ("ilya mar", ["a"]),
        ("elias", ["a"]),
        ("илья", ["a"]),
        ("anna", ["c"]),
        ("ilya anna", []),
        ("", []),
        (" - ", []),
    ],
)
def test_search_finds_by_the_beginning_of_words(text: str, found: list[str]) -> None:
    """All words must be in one name of the file, begun at least; the whole name comes first."""
    index = index_of(a=FULL, b=person("Brandt", "Ilse"), c=person("Marek", "Anna"))
    assert sorted(hit.subject for hit in index.search(text)) == found


def test_search_puts_the_closest_name_first_and_keeps_to_the_limit() -> None:
    """The name that holds least besides what was asked comes first."""
    index = index_of(a=person("Marek", "Ilya Petr"), b=person("Marek", None), c=person("Marek", "Ilya"))
    assert [hit.subject for hit in index.search("marek", limit=2)] == ["b", "c"]


def test_search_sees_what_was_added_and_removed_since() -> None:
    """A new word is found at once and a removed one no more."""
    index = index_of(a=person("Marek", None))
    assert index.search("mar")
    index.add("b", person("Marrick", None))
    assert [hit.subject for hit in index.search("marri")] == ["b"]
    index.remove("b")
    assert index.search("marri") == []


def test_things_are_found_by_their_name() -> None:
    """An entity or object has one name, and it counts."""
    vessel = wire.convert({"type": "object", "name": "MV Northern Star"}, Subject)
    assert [hit.subject for hit in index_of(v=vessel).screen(query("northern star mv"))] == ["v"]


def test_hits_fall_in_score_and_keep_to_the_limit() -> None:
    """The highest first, equal ones by id, no more than asked for."""
    index = index_of(c=person(), b=person(), a=person("Marek", "Ilya"))
    assert [hit.subject for hit in index.screen(query())] == ["b", "c", "a"]
    assert [hit.subject for hit in index.screen(query(), limit=1)] == ["b"]
    assert [hit.subject for hit in index.screen(query(), threshold=0.9)] == ["b", "c"]


def test_an_answer_has_the_contracted_form() -> None:
    """Keys and values as other programs read them."""
    (hit,) = index_of(a=FULL).screen(query())
    assert json.loads(wire.encode(hit)) == {
        "subject": "a",
        "score": 1.0,
        "band": "review",
        "reasons": [
            {
                "feature": "name",
                "score": 1.0,
                "query": "Ilya Petr Marek",
                "candidate": "Ilya Petr Marek",
                "detail": "the same words",
            }
        ],
    }


@pytest.mark.parametrize(
    "body",
    [
        b'{"id": "q"}',
        b'{"id": "q", "name": "", "documents": []}',
        b'{"name": "Ilya Marek"}',
        b'{"id": "q", "name": "Ilya", "birth_date": "1971-02-30"}',
        b'{"id": "q", "name": "Ilya", "nationalities": ["xb"]}',
        b'{"id": "q", "name": "Ilya", "age": 40}',
        b'{"id": "q", "name": "Ilya", "name": "Petr"}',
    ],
)
def test_a_question_that_asks_nothing_or_wrongly_is_unusable(body: bytes) -> None:
    """An id and one of name, original names or documents are needed; the rest is read strictly."""
    with pytest.raises(UnusableInput):
        wire.decode(body, Query)


def test_it_can_be_asked_while_it_changes() -> None:
    """Threads that add, remove, screen and search at once neither fail nor see half a subject."""
    index = index_of(a=FULL)

    def ask(_: int) -> None:
        found = index.screen(query()) + index.search("mar")
        assert "a" in {hit.subject for hit in found}

    def change(turn: int) -> None:
        index.add(f"b{turn % 3}", person("Marek", f"Ilya{turn}"))
        index.remove(f"b{(turn + 1) % 3}")

    with ThreadPoolExecutor(4) as pool:
        for work in [pool.submit(each, turn) for turn in range(300) for each in (ask, change)]:
            work.result()
    assert len(index) <= 3
