"""Dates as files have them, in words: whole, partial, approximate, or a range."""

from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton

from comity.hub.web.language import LANGUAGES, SOURCE, marked, translations
from comity.kernel.dates import PartialDate

_ABOUT = marked("about %(date)s")
_BETWEEN = marked("between %(first)s and %(last)s")


def partial(value: str, locale: Locale) -> str:
    """Return an EDTF date in words as far as it is known; what is no date stands as it is."""
    try:
        known = value if isinstance(value, PartialDate) else PartialDate(value)
    except ValueError:
        return value
    words = translations(locale.language if locale.language in LANGUAGES else SOURCE)
    if known.is_range:
        first, _, last = known.partition("/")
        return words.gettext(_BETWEEN) % {"first": _part(first, locale), "last": _part(last, locale)}
    said = _part(known.removesuffix("~"), locale)
    return words.gettext(_ABOUT) % {"date": said} if known.approximate else said


def _part(text: str, locale: Locale) -> str:
    """Return `1971`, `1971-05` or `1971-05-04` in words."""
    match text.count("-"):
        case 0:
            return text
        case 1:
            return str(format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale=locale))
        case _:
            return str(format_date(date.fromisoformat(text), "long", locale))
