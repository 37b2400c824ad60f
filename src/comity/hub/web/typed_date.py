"""Dates as people type them: day, month and year apart, or in words what is known of them.

Digits of every script count, and a month may be given by its name in any of the working languages.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from babel import Locale

from comity.hub.web.language import LANGUAGES
from comity.kernel.dates import PartialDate
from comity.kernel.digits import ascii_digits

PARTS: Final = ("day", "month", "year")
WORDS: Final = "words"
_ARABIC: Final = ("ar_SY", "ar_DZ", "ar_MA")
"""Countries whose names of months differ from those of Egypt and the Gulf: the Levant, Algeria, Morocco."""
_MORE: Final = frozenset({("setiembre", 9), ("set", 9)})
"""Names that people write and the tables of languages lack."""
_LEAST: Final = 3
"""The fewest letters that name a month."""
_ABOUT: Final = re.compile(r"(?:about|around|approximately|circa|c\.?|ca\.?|~)\s*(?P<date>[\d-]+)~?", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    r"(?:between|from)?\s*(?P<first>\d[\d-]*)\s*(?:/|–|to|and|until|or)\s*(?P<last>\d[\d-]*)", re.IGNORECASE
)


def parts_of(date: str | None) -> tuple[str, str, str, str]:
    """Return day, month, year and words of a date, three of them or the last one empty."""
    if not date:
        return "", "", "", ""
    if "~" in date or "/" in date:
        return "", "", "", date
    year, month, day = (*date.split("-"), "", "")[:3]
    return day.lstrip("0"), month.lstrip("0"), year, ""


def date_of(day: str, month: str, year: str, words: str = "") -> PartialDate | None:
    """Return what was typed as EDTF, None for nothing; raises `ValueError` saying what would be right."""
    day, month, year, words = (ascii_digits(part).strip() for part in (day, month, year, words))
    if words:
        if day or month or year:
            raise ValueError("Give the date either in numbers or in words, and not both")
        return PartialDate.parse(_in_edtf(words))
    if not (day or month or year):
        return None
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        raise ValueError("Give the year in four digits, like 1971")
    if day and not month:
        raise ValueError("Give the month, or leave the day out too")
    written = year + (f"-{_month(month):02}" if month else "") + (f"-{_day(day):02}" if day else "")
    return PartialDate.parse(written)


def _in_edtf(words: str) -> str:
    said = " ".join(words.split())
    if match := _ABOUT.fullmatch(said):
        return f"{match['date']}~"
    if match := _BETWEEN.fullmatch(said):
        return f"{match['first']}/{match['last']}"
    return said


def _month(text: str) -> int:
    if (number := _whole(text, 12)) is not None:
        return number
    asked = _plain(text)
    exact = {number for name, number in _names() if name == asked}
    begun = {number for name, number in _names() if len(asked) >= _LEAST and name.startswith(asked)}
    found = exact or begun
    if len(found) != 1:
        raise ValueError("Give the month as a number from 1 to 12, or by its name")
    return found.pop()


def _day(text: str) -> int:
    if (number := _whole(text, 31)) is None:
        raise ValueError("Give the day as a number from 1 to 31")
    return number


def _whole(text: str, most: int) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) and 1 <= int(text) <= most else None


@cache
def _names() -> frozenset[tuple[str, int]]:
    """Return the names of months in the working languages, whole and short, as `_plain` writes them, with numbers."""
    return _MORE | frozenset(
        (_plain(name), number)
        for language in (*LANGUAGES, *_ARABIC)
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in Locale.parse(language).months[context][width].items()
    )


def _plain(text: str) -> str:
    """Return a name without case, accents and the point of an abbreviation."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).strip(" .")
