"""How moments and languages are put in words on a page."""

from datetime import UTC, datetime

from comity.hub.web.language import locale_of
from comity.hub.web.rendering import environment, moment

_AT = datetime(2026, 11, 22, 1, 18, tzinfo=UTC)


def test_a_moment_has_the_comma_of_its_language() -> None:
    """Arabic writes its own comma between a day and an hour."""
    assert moment(_AT, locale_of("en")) == "22 November 2026, 01:18 UTC"
    assert moment(_AT, locale_of("ar")) == "22 \u0646\u0648\u0641\u0645\u0628\u0631 2026\u060c 01:18 UTC"


def test_a_language_is_called_by_its_name() -> None:
    """The language of a paper is a word and no code; a code that has no name stands as it is."""
    assert environment("en").from_string("{{ 'fr'|tongue }}, {{ 'zzz'|tongue }}").render() == "French, zzz"
