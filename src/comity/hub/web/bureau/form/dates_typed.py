"""Dates as people type them: day, month and year apart, or in words what is known of them."""

import calendar
import re
from typing import Final

from comity.kernel.dates import PartialDate

PARTS: Final = ("day", "month", "year")
WORDS: Final = "words"
_MONTHS: Final = tuple(calendar.month_name[number].lower() for number in range(1, 13))
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


def date_of(day: str, month: str, year: str, words: str) -> str | None:
    """Return what was typed as EDTF, None for nothing; raises `ValueError` saying what would be right."""
    if words:
        if day or month or year:
            raise ValueError("Give the date either in numbers or in words, and not both")
        return str(PartialDate.parse(_in_edtf(words)))
    if not (day or month or year):
        return None
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        raise ValueError("Give the year in four digits, like 1971")
    if day and not month:
        raise ValueError("Give the month, or leave the day out too")
    written = year + (f"-{_month(month):02}" if month else "") + (f"-{_day(day):02}" if day else "")
    return str(PartialDate.parse(written))


def _in_edtf(words: str) -> str:
    said = " ".join(words.split())
    if match := _ABOUT.fullmatch(said):
        return f"{match['date']}~"
    if match := _BETWEEN.fullmatch(said):
        return f"{match['first']}/{match['last']}"
    return said


def _month(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 12:
        return int(text)
    named = [number for number, name in enumerate(_MONTHS, 1) if len(text) >= 3 and name.startswith(text.lower())]
    if len(named) != 1:
        raise ValueError("Give the month as a number from 1 to 12, or by its name")
    return named[0]


def _day(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 31):
        raise ValueError("Give the day as a number from 1 to 31")
    return int(text)
