"""The index finds who may be meant, says why, changes in place, and forgets completely."""

import gc
import json
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.screening.people import FULL, SUBJECTS, index_of, person, query

from comity.kernel import wire
from comity.kernel.errors import UnusableInput
from comity.kernel.subject import Subject
from comity.screening import Band, Feature, Index, Query

PASSPORT = {"type": "passport", "number": "K1234567", "country": "XB"}


@pytest.mark.parametrize(
    "name",
    [
        "Ilya Petr Marek",
        "MAREK, ilya petr",
        "Ílya  Pétr-Marek",
        "Илья Марек",
        "Марек Илья Петр",
        "marrick elias",
        "Ilya Marek",
        "Ilia Petr Marek",
        "Ilya Petr Mraek",
        "Ilya Pter Marekk",
        "IlyaPetr Marek",
        "Ilyapetrmarek",
        "Il ya Petr Marek",
        "I. P. Marek",
        "Dr. Ilya Petr Marek",
        "Ilya Petr von Marek",
        "إيليا ماريك",
        "Ily\u0430 Marek",
    ],
)
def test_a_person_is_found_however_the_name_is_written(name: str) -> None:
    """Order, marks, script, one or two errors, lost and added spaces, initials, titles and look-alike letters."""
    (hit,) = index_of(a=FULL, b=person("Brandt", "Ilse"), c=person("Okafor", "Chidi")).screen(query(name))
    assert (hit.subject, hit.band) == ("a", Band.REVIEW)


@pytest.mark.parametrize("name", ["Ilse Marek", "Petr Novak", "Anna Marek", "Mark Ilinov", "Dr.", "de la", "X"])
def test_another_person_is_not_found(name: str) -> None:
    """A family name in common, a near name and a title are no answer."""
    assert index_of(a=FULL).screen(query(name)) == []


@given(st.lists(SUBJECTS, max_size=5), SUBJECTS, st.floats(0.3, 1))
def test_a_name_alone_is_never_more_than_a_review(subjects: list[Subject], one: Subject, threshold: float) -> None:
    """Whatever is on file, a question that holds nothing but a name gives no hit."""
    index = index_of(**{str(n): each for n, each in enumerate([*subjects, one])})
    hits = index.screen(query(one.full_name or "x"), threshold)
    assert all(hit.band is Band.REVIEW for hit in hits)


def test_the_closer_name_stands_first_and_scores_are_rarely_tied() -> None:
    """Of many near names each has a score of its own, and the nearest the highest."""
    names = ["Marek", "Mareck", "Marik", "Marec", "Merek", "Marek Novotny", "Mareková"]
    index = index_of(**{name: person(name, "Ilya Petr") for name in names})
    hits = index.screen(query("Ilya Petr Marek"), threshold=0.5)
    assert hits[0].subject == "Marek"
    assert len({hit.score for hit in hits}) >= len(hits) - 1


def test_a_common_name_tells_less_than_a_rare_one() -> None:
    """Of two who are known by more than their name, he whose name thousands bear is the less likely one."""
    common, rare = (
        person("Ali", "Mohammed", birth={"date": "1980-02-03"}),
        person("Wrzesniewski", "Zbigniew", birth={"date": "1980-02-03"}),
    )
    index = index_of(common=common, rare=rare)
    (first,), (second,) = index.screen(query("Mohammed Ali")), index.screen(query("Zbigniew Wrzesniewski"))
    assert first.score < second.score < 1


def test_a_document_hits_exactly_however_it_is_written() -> None:
    """Spaces, dashes and small letters in a number do not matter, another figure does."""
    index = index_of(a=FULL)
    asked = [{"type": "passport", "number": "k-123 4567", "country": "XB"}]
    (hit,) = index.screen(query("Ilya Marek", documents=asked))
    assert (hit.score > 0.97, hit.band, hit.reasons[0].feature) == (True, Band.HIT, Feature.DOCUMENT)
    assert index.screen(query(None, documents=[{"type": "passport", "number": "K1234568"}])) == []


def test_a_document_under_another_name_is_a_finding_of_its_own() -> None:
    """It hits, says so, and the name is not said to agree."""
    (hit,) = index_of(a=FULL).screen(query("Ulrike Sandvik", documents=[PASSPORT]))
    assert hit.band is Band.HIT
    assert "under another name" in hit.reasons[0].detail
    (name,) = (reason for reason in hit.reasons if reason.feature is Feature.NAME)
    assert (name.score, name.query, name.candidate, name.detail) == (
        0,
        "Ulrike Sandvik",
        "Ilya Petr Marek",
        "another name",
    )
    assert hit.to_settle


def test_a_number_that_reads_alike_is_found_and_said_to_be_so() -> None:
    """O for 0 and l for 1 are mistakes of eye and machine: a hit with the name, a review without."""
    index = index_of(a=person(documents=[{"type": "passport", "number": "K1034567", "country": "XB"}]))
    asked = [{"type": "passport", "number": "KIO34567", "country": "XB"}]
    (named,), (bare,) = index.screen(query(documents=asked)), index.screen(query(None, documents=asked))
    assert (named.band, bare.band) == (Band.HIT, Band.REVIEW)
    assert "read alike" in bare.reasons[0].detail


def test_the_same_number_of_another_country_is_looked_at() -> None:
    """Two states may give out one number: a review, which says so."""
    asked = [{"type": "passport", "number": "K1234567", "country": "XC"}]
    (hit,) = index_of(a=FULL).screen(query(None, documents=asked))
    assert (0.7 < hit.score < 0.76, hit.band) == (True, Band.REVIEW)
    assert "another country" in hit.reasons[0].detail


def test_a_number_too_short_to_tell_is_not_compared() -> None:
    """A stray '1' or 'n/a' in the field of the number does not make everyone a hit."""
    index = index_of(a=person(documents=[{"type": "passport", "number": "n/a"}]))
    assert index.screen(query(None, documents=[{"type": "passport", "number": "NA"}])) == []


def test_a_birth_date_alone_is_no_answer() -> None:
    """Nor together with nationality and sex: thousands share them."""
    asked = query("Ulrike Sandvik", birth_date="1971-05-04", nationalities=["XB"], sex="male")
    assert index_of(a=FULL).screen(asked, threshold=0.1) == []


def test_a_name_with_the_day_of_birth_is_a_hit() -> None:
    """The band rises to hit, and the reasons show both sides of name and date."""
    (hit,) = index_of(a=FULL).screen(query(birth_date="1971-05-04"))
    assert hit.band is Band.HIT
    assert [(r.feature, r.score, r.query, r.candidate) for r in hit.reasons] == [
        ("name", 1.0, "Ilya Petr Marek", "Ilya Petr Marek"),
        ("birth_date", 1.0, "1971-05-04", "1971-05-04"),
    ]


def test_a_very_common_name_with_the_day_of_birth_needs_more() -> None:
    """Among millions of one name some share the day: the nationality as well makes it a hit."""
    filed = person("Ali", "Mohammed", birth={"date": "1971-05-04"}, nationalities=["XB"])
    index = index_of(a=filed)
    (bare,) = index.screen(query("Mohammed Ali", birth_date="1971-05-04"))
    (more,) = index.screen(query("Mohammed Ali", birth_date="1971-05-04", nationalities=["XB"]))
    assert (bare.band, more.band) == (Band.REVIEW, Band.HIT)


def test_an_answer_says_what_would_settle_it() -> None:
    """What is on file and was not asked for comes first; a document that settles it needs no more."""
    index = index_of(a=FULL)
    (hit,) = index.screen(query())
    assert [each.split(":")[0] for each in hit.to_settle[:3]] == [
        "Ask for the full date of birth",
        "Ask for the number of a travel document",
        "Ask for the nationality",
    ]
    (settled,) = index.screen(query(documents=[PASSPORT]))
    assert settled.to_settle == ()


def test_the_right_one_of_many_of_one_name_is_found_by_the_day_of_birth() -> None:
    """However many bear the name, the one whose birth agrees is among the first."""
    many = {
        f"p{n}": person("Ali", "Mohammed", birth={"date": f"{1950 + n % 50}-01-{1 + n // 50:02}"}) for n in range(1200)
    }
    hits = index_of(**many).screen(query("Mohammed Ali", birth_date="1971-01-05"))
    assert hits[0].subject == "p221"


@settings(max_examples=60)
@given(st.lists(SUBJECTS, max_size=4), SUBJECTS)
def test_adding_and_removing_leaves_the_index_as_it_was(subjects: list[Subject], one: Subject) -> None:
    """What it answers and how many words it knows are the same; replacing leaves nothing old."""
    index = index_of(**{str(n): each for n, each in enumerate(subjects)})
    plain = index_of(**{str(n): each for n, each in enumerate(subjects)})
    index.add("gone", one)
    index.remove("gone")
    index.remove("never there")
    for n, each in enumerate(subjects):
        index.add(str(n), one)
        index.add(str(n), each)
    assert (len(index), index.words, "gone" in index) == (len(plain), plain.words, False)
    for each in [*subjects, one]:
        asked = query(each.full_name or "x", birth_date=each.birth.date if each.birth else None)
        assert index.screen(asked, 0.3) == plain.screen(asked, 0.3)


def test_of_a_removed_person_no_text_stays() -> None:
    """Neither a word nor a number nor the id is left in what the index holds."""
    index = index_of(a=person("Brandt", "Ilse"))
    index.add("secret-id", person("Quixwold", "Zephyra", documents=[{"type": "passport", "number": "ZZ998877"}]))
    index.remove("secret-id")
    held: list[object] = [index]
    texts, seen = [], set()
    while held:
        each = held.pop()
        if id(each) in seen or isinstance(each, type):
            continue
        seen.add(id(each))
        if isinstance(each, str | bytes):
            texts.append(each.decode("latin-1") if isinstance(each, bytes) else each)
        elif type(each).__module__.startswith(("comity", "builtins", "collections")):
            held += gc.get_referents(each)
    assert any("brandt" in text for text in texts)
    assert not [
        text for text in texts if any(word in text.lower() for word in ("quixwold", "zephyra", "998877", "secret-id"))
    ]


def test_a_change_is_seen_by_the_next_question() -> None:
    """Added, found; replaced, found under the new name alone; removed, not found."""
    index = index_of(**{f"p{n}": person("Brandt", f"Ilse {n}") for n in range(50)})
    index.add("a", person("Wrzesniewski", "Zbigniew"))
    assert [hit.subject for hit in index.screen(query("Zbigniew Wrzesniewski"))] == ["a"]
    index.add("a", person("Sandvik", "Ulrike"))
    assert index.screen(query("Zbigniew Wrzesniewski")) == []
    assert [hit.subject for hit in index.screen(query("Ulrike Sandvik"))] == ["a"]
    index.remove("a")
    assert index.screen(query("Ulrike Sandvik")) == []


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=50))
def test_no_text_breaks_it(name: str, number: str) -> None:
    """Any Unicode as name or number, on file and asked, gives an answer."""
    index = index_of(a=person(name, None, documents=[{"type": "x", "number": number}]))
    hits = index.screen(query(name, documents=[{"type": "x", "number": number}]), 0.3)
    assert all(hit.subject == "a" for hit in hits)
    index.remove("a")
    assert index.words == 0


@pytest.mark.parametrize(
    "name",
    [
        "\ud800 Marek",
        "\u202eIlya Marek\u202c",
        "Ma\u200brek Ilya",
        "a " * 5_000,
        "x" * 10_000,
        "Mr Dr Prof",
        "\u0301",
        "·",
        "٠١٢",
    ],
)
def test_odd_names_are_answered(name: str) -> None:
    """Lone surrogates, controls of direction, zero width, 10,000 characters, titles alone, marks alone."""
    index = index_of(a=FULL, b=person(name, None))
    assert isinstance(index.screen(query(name), 0.3), list)


def test_order_of_names_and_words_does_not_matter() -> None:
    """Every order of the words asked gives the same score and the same band."""
    index = index_of(a=FULL)
    found = {
        (hit.score, hit.band)
        for order in permutations(["Ilya", "Petr", "Marek"])
        for hit in index.screen(query(" ".join(order)))
    }
    assert len(found) == 1


def test_things_are_found_by_their_name() -> None:
    """An entity or object has one name, and it counts."""
    vessel = wire.convert({"type": "object", "name": "MV Northern Star"}, Subject)
    assert [hit.subject for hit in index_of(v=vessel).screen(query("northern star mv"))] == ["v"]


def test_hits_fall_in_score_and_keep_to_the_limit() -> None:
    """The highest first, equal ones by id, no more than asked for."""
    index = index_of(c=person(), b=person(), a=person("Marek", "Ilya"))
    assert [hit.subject for hit in index.screen(query())] == ["b", "c", "a"]
    assert [hit.subject for hit in index.screen(query(), limit=1)] == ["b"]
    assert [hit.subject for hit in index.screen(query(), threshold=0.95)] == ["b", "c"]


def test_an_answer_has_the_contracted_form() -> None:
    """Keys and values as other programs read them."""
    (hit,) = index_of(a=person()).screen(query())
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
        "to_settle": ["Compare the face with the photograph of the notice, or fingerprints."],
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
    """Threads that add, remove and screen at once neither fail nor see half a subject."""
    index = index_of(a=FULL)

    def ask(_: int) -> None:
        assert "a" in {hit.subject for hit in index.screen(query())}

    def change(turn: int) -> None:
        index.add(f"b{turn % 3}", person("Marek", f"Ilya{turn}"))
        index.remove(f"b{(turn + 1) % 3}")

    with ThreadPoolExecutor(4) as pool:
        for work in [pool.submit(each, turn) for turn in range(200) for each in (ask, change)]:
            work.result()
    assert len(index) <= 3


def test_fifty_names_against_fifty_cost_no_product() -> None:
    """A subject of fifty aliases is found by any one of fifty names asked, and by the one they share."""
    syllables = ["ba", "do", "ki", "lu", "me", "ra", "so", "ty", "vu", "ze"]
    words = [one + other + third for one in syllables for other in syllables for third in ("gal", "nosh")]
    filed = person("Marek", "Ilya", aliases=[{"name": f"{words[n].title()} Quent"} for n in range(50)])
    asked = query(
        "Nobody Else", names_in_original_script=[*(f"{words[100 + n]} Brint" for n in range(49)), "Quent Dokigal"]
    )
    (hit,) = Index.of([("a", filed)]).screen(asked)
    assert (hit.reasons[0].candidate, hit.score) == ("Dokigal Quent", 1.0)
