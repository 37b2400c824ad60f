"""What an account comes down to: a table of sentences in four languages, clean and not, the hard ones among them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.compliance.reading.character import CONDUCT, LIFTS, Excluded, character, kinds_in
from comity.compliance.reading.concepts import EXPRESSIVE, MATERIAL, VERBAL
from comity.compliance.reading.reading import read

TABLE: dict[str, dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))
ROWS = [
    pytest.param(language, kind, sentence, id=f"{language} {kind}: {sentence[:60]}")
    for language, kinds in TABLE.items()
    for kind, sentences in kinds.items()
    for sentence in sentences
]


@pytest.mark.parametrize(("language", "kind", "sentence"), ROWS)
def test_an_account_comes_down_to_what_the_table_says(language: str, kind: str, sentence: str) -> None:
    """Ordinary crime raises nothing whoever the victim is; words of crime reported or denied hide nothing."""
    reading = read(sentence, language)
    told = character(reading)
    assert ("clean" if told is None else told.kind.value) == kind
    assert reading.found, "a sentence of the table says something"
    assert told is None or all(sentence[span.start : span.end] == span.words for span in reading.stated(told.concepts))


@pytest.mark.parametrize(("language", "kind", "sentence"), ROWS)
def test_a_wrongly_declared_language_changes_nothing(language: str, kind: str, sentence: str) -> None:
    """Declaring another language hides neither an opinion nor a crime (texts of twelve words or more)."""
    text = f"{sentence} {_FILLER[language]}"
    for declared in ("ar", "en", "es", "fr", "ru"):
        told = character(read(text, declared))
        assert ("clean" if told is None else told.kind.value) == kind, declared


_FILLER = {
    "en": "The file was sent to the court of the district by the officer for which it was made.",
    "fr": "Le dossier a été transmis aux autorités du district par les services et dans les délais.",
    "es": "El expediente fue enviado al juzgado del distrito por los agentes y con las actas.",
    "ar": "وقد أرسل الملف إلى قلم المحكمة في المدينة من المكتب الذي أعده بعد ذلك.",
}


def test_the_table_is_large_and_covers_every_kind_in_every_language() -> None:
    """A hundred sentences at the least, and each language has each kind that is read from an account."""
    assert len(ROWS) >= 160
    kinds = {kind.value for kind in Excluded} - {"political", "cheque"}
    assert all(kinds <= set(TABLE[language]) for language in ("ar", "en", "es", "fr"))


def test_every_kind_has_its_words_and_what_lifts_it() -> None:
    """No kind is without a reading, and no conduct lifts itself."""
    assert set(CONDUCT) == set(LIFTS) == set(Excluded)
    assert all(not CONDUCT[kind] & LIFTS[kind] for kind in Excluded)
    assert not MATERIAL & VERBAL
    assert not MATERIAL & EXPRESSIVE


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("He insulted the King and published an article.", Excluded.INSULT),
        ("She published a blasphemous article about a ministry.", Excluded.RELIGIOUS),
        ("He took part in a demonstration and is a member of the party.", Excluded.ASSEMBLY),
    ],
)
def test_the_more_telling_kind_stands_first(text: str, first: Excluded) -> None:
    """Where an account shows several kinds, the narrower one names it."""
    assert next(iter(kinds_in(read(text, "en")))) is first


@pytest.mark.parametrize("text", ["", "   ", "12345", "Марек Илья", "汉字汉字", "…", "\u202e\u200b"])
def test_an_account_without_words_that_we_know_comes_down_to_nothing(text: str) -> None:
    """Silence is not an excluded kind."""
    facts: Any = character(read(text, "en"))
    assert facts is None
