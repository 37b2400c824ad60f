"""The visitor's language."""

import pytest

from comity.hub.web.language import LANGUAGES, direction, negotiate, translations


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        (None, "en"),
        ("", "en"),
        ("de,ja", "en"),
        ("de, fr-CH;q=0.8, en;q=0.7", "fr"),
        ("es;q=0.3, ar;q=0.9", "ar"),
        ("fr;q=x, es;q=1", "es"),
        ("AR-eg", "ar"),
        (";;;,,,q=", "en"),
    ],
)
def test_the_best_liked_working_language_is_chosen(accepted: str | None, expected: str) -> None:
    """By quality, then by order; English where none is liked."""
    assert negotiate(accepted) == expected


def test_arabic_alone_is_written_from_right_to_left() -> None:
    """The direction comes from the Unicode locale data."""
    assert [code for code in LANGUAGES if direction(code) == "rtl"] == ["ar"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_can_be_read(language: str) -> None:
    """A message that nobody translated stands as it is."""
    assert translations(language).gettext("no such message") == "no such message"
