"""Reading: spans that show their words, whatever the script, the marks and the hidden characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.compliance.reading.concepts import Concept
from comity.compliance.reading.lexicon import LANGUAGES, lexicon
from comity.compliance.reading.reading import read
from comity.compliance.reading.standing import Standing

SAYINGS = [
    "He killed a journalist.",
    "Il a publié un article sur la corruption.",
    "Participó en una manifestación sin violencia.",
    "وَنَشَـرَ مَقالاً عن الفساد",
    "insulted\u200b the \u202eKing",
    "article 271, art. 5; 3 March 2023!",
    "«Ministre»\n\nn'a pas été payé",
]


@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from(SAYINGS)), max_size=12).map(" ".join))
@settings(max_examples=200)
def test_a_span_is_always_the_words_at_its_offsets(text: str) -> None:
    """Whatever the text, each span can be shown in it, in order."""
    reading = read(text, "en")
    assert all(text[span.start : span.end] == span.words and span.words for span in reading.found)
    assert [span.start for span in reading.found] == sorted(span.start for span in reading.found)


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "ru", "zh"]))
@settings(max_examples=100)
def test_the_same_text_reads_the_same(text: str, language: str) -> None:
    """Reading is a function of the text and the declared language."""
    assert read(text, language) == read(text, language)


@given(st.sampled_from(["killed", "insulted", "published an article", "took part in a demonstration"]), st.data())
def test_case_accents_and_hidden_characters_do_not_hide_a_word(words: str, data: st.DataObject) -> None:
    """Capitals, full-width letters, combining accents, soft hyphens and direction marks are read through."""
    changes = [
        str.upper,
        str.title,
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in text),
        lambda text: "".join(f"{c}\u0301" if c in "aeiou" else c for c in text),
        lambda text: "".join(f"{c}{data.draw(st.sampled_from(list(_HIDDEN)))}" if c.isalpha() else c for c in text),
    ]
    hidden = data.draw(st.sampled_from(changes))(words)
    plain = {span.concept for span in read(f"He {words} in the town of Veld", "en").found}
    assert plain
    assert plain <= {span.concept for span in read(f"He {hidden} in the town of Veld", "en").found}


_HIDDEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\ufeff"


@pytest.mark.parametrize(
    "text",
    ["قتل " * 50_000, "killed wrote a " * 13_000, "\u202e" * 200_000, "a" * 200_000, "." * 200_000, "n'" * 100_000],
)
def test_two_hundred_thousand_characters_of_anything_are_read(text: str) -> None:
    """The longest text that a request may hold is read to its end."""
    reading = read(text[:200_000], "en")
    assert reading.length == len(text[:200_000])
    assert all(span.end <= 200_000 for span in reading.found)


@pytest.mark.parametrize(
    ("text", "concept", "standing"),
    [
        ("He killed two guards.", Concept.VIOLENCE, Standing.STATED),
        ("He did not kill anyone.", Concept.VIOLENCE, Standing.DENIED),
        ("She marched without any violence.", Concept.INJURY, Standing.DENIED),
        ("The march ended; no weapon was found.", Concept.WEAPON, Standing.DENIED),
        ("Weapons were not used.", Concept.WEAPON, Standing.DENIED),
        ("She published an article about a murder.", Concept.VIOLENCE, Standing.REPORTED),
        ("He denounced the torture of a prisoner.", Concept.VIOLENCE, Standing.REPORTED),
        ("Soldiers fired at the crowd.", Concept.VIOLENCE, Standing.OTHERS),
        ("He was beaten by the police.", Concept.VIOLENCE, Standing.OTHERS),
        ("He stabbed the police officer.", Concept.VIOLENCE, Standing.STATED),
        ("She published an article about it. Then he killed her.", Concept.VIOLENCE, Standing.STATED),
        ("Not only threats: he killed her.", Concept.VIOLENCE, Standing.STATED),
        ("Nothing shows that he took money.", Concept.TAKING, Standing.DENIED),
        ("They went without supper and were beaten.", Concept.VIOLENCE, Standing.STATED),
        ("He did not stop and stabbed her.", Concept.VIOLENCE, Standing.STATED),
        ("He belongs to an organisation which has bombed stations.", Concept.VIOLENCE, Standing.OTHERS),
        ("The movement has carried out several bombings.", Concept.VIOLENCE, Standing.OTHERS),
        ("He joined the movement and bombed a station.", Concept.VIOLENCE, Standing.STATED),
        ("She wrote on her page that a state which bombs villages has no shame.", Concept.VIOLENCE, Standing.REPORTED),
    ],
)
def test_words_are_stated_denied_reported_or_of_others(text: str, concept: Concept, standing: Standing) -> None:
    """What the words mean for the person is told by the words around them."""
    assert {span.standing for span in read(text, "en").spans(concept)} == {standing}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Under article 271 and section 5, in March, the third party to the contract was in custody."),
        ("fr", "En vertu de l'article 271, la partie civile et la garde à vue, en majeure partie."),
        ("es", "Según el artículo 271, la parte contraria puso en marcha el trámite."),
        ("ar", "وفقا للمادة 271 والطرف الثالث في القضية"),
    ],
)
def test_the_phrases_of_every_file_say_nothing(language: str, text: str) -> None:
    """Numbers of articles, months, parties to a case and police custody are not articles, marches and parties."""
    assert read(text, language).found == ()


def test_a_passage_in_another_language_is_read_too() -> None:
    """An English file with a French paragraph is read in both."""
    text = (
        "The accused was charged by the court of the district with fraud, and was sought for it. "
        "Elle a publié un article dans le journal des étudiants et elle est poursuivie pour cette raison."
    )
    reading = read(text, "en")
    assert set(reading.languages) == {"en", "fr"}
    assert reading.says(Concept.SPEECH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_words_in_every_language(language: str) -> None:
    """No reading works in one language alone."""
    lists = lexicon(language)
    known = {
        entry.concept
        for opener in lists.openers.values()
        for entries in (*opener.whole.values(), *(entries for _, entries in opener.stems))
        for entry in entries
    }
    assert known == {None, *Concept}
