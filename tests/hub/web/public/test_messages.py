"""Every message of the public pages is there in each language, whole, and none that is said no more."""

import re

import pytest
from babel import Locale
from tools import messages

from comity.hub.web.language import LANGUAGES, SOURCE, translations

OTHERS = [language for language in LANGUAGES if language != SOURCE]
_PLACES = re.compile(r"%\(\w+\)s")
_TAGS = re.compile(r"<[^>]+>")


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_missing_doubtful_or_left_over(language: str) -> None:
    """`python -m tools.messages` brings the catalogues in step; what it adds must then be translated."""
    found = messages.read(messages.LOCALE / f"{language}.po", language)
    known = {messages.key(each.id): each for each in found if each.id}
    assert set(known) == set(messages.said())
    assert [name for name, each in known.items() if each.fuzzy] == []
    empty = [name for name, each in known.items() if not all(each.string if each.pluralizable else [each.string])]
    assert empty == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_what_the_message_does(language: str) -> None:
    """The same places and tags; only one and two are said in words in Arabic."""
    found = messages.read(messages.LOCALE / f"{language}.po", language)
    for each in found:
        if not each.id:
            continue
        one = messages.key(each.id)
        strings = each.string if each.pluralizable else (each.string,)
        for string in strings:
            given, wanted = set(_PLACES.findall(string)), set(_PLACES.findall(one))
            assert given == wanted or (each.pluralizable and given < wanted), one
            assert _TAGS.findall(string) == _TAGS.findall(one), one
            assert string == string.strip(), one


@pytest.mark.parametrize("language", OTHERS)
def test_each_plural_form_of_a_language_is_there(language: str) -> None:
    """Arabic has six: none, one, two, few, many and other."""
    found = messages.read(messages.LOCALE / f"{language}.po", language)
    forms = {len(each.string) for each in found if each.pluralizable}
    assert forms == {6 if language == "ar" else 2}
    assert found.locale == Locale.parse(language)


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("fr", 1, "1 mois"), ("fr", 4, "4 mois"), ("es", 1, "1 mes"), ("es", 9, "9 meses"), ("ar", 1, "شهر واحد"),
        ("ar", 2, "شهرين"), ("ar", 4, "4 أشهر"), ("ar", 11, "11 شهرًا"), ("ar", 100, "100 شهر"),
    ],
)  # fmt: skip
def test_lengths_of_time_are_counted_as_each_language_counts(language: str, count: int, said: str) -> None:
    """As they stand after "within"."""
    found = translations(language).ngettext("%(number)s month", "%(number)s months", count)
    assert found % {"number": count} == said


def test_arabic_is_written_in_arabic_letters() -> None:
    """A message that was left in Latin letters alone was not translated."""
    found = messages.read(messages.LOCALE / "ar.po", "ar")
    for each in found:
        string = each.string[0] if each.pluralizable else each.string
        assert not each.id or re.search(r"[\u0600-\u06ff]", string), each.id
