"""Whole dates that stand in a text, in the four languages; what is partial or could be two days is left out."""

import re
from bisect import bisect_right
from datetime import date

import msgspec

from comity.compliance.reading.words import Words, fold, sentence_starts, words

_MONTHS = """january janvier enero يناير كانون_الثاني|february fevrier febrero فبراير شباط|march mars marzo مارس اذار
|april avril abril ابريل نيسان|may mai mayo مايو ايار|june juin junio يونيو حزيران|july juillet julio يوليو تموز
|august aout agosto اغسطس اب|september septembre septiembre setiembre سبتمبر ايلول
|october octobre octubre اكتوبر|november novembre noviembre نوفمبر|december decembre diciembre ديسمبر"""
_NUMBER = {fold(name): number for number, row in enumerate(_MONTHS.split("|"), 1) for name in row.split()}
_BETWEEN = frozenset({"de", "del", "of", "the", "er", "st", "nd", "rd", "th", "من", "شهر"})
_FIGURES = re.compile(r"(?<!\d)(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))(?!\d)")


class Dated(msgspec.Struct, frozen=True):
    """A day named in a text: offsets, the words, and the number of its sentence."""

    start: int
    end: int
    words: str
    day: date
    sentence: int


def dates_in(text: str) -> tuple[Dated, ...]:
    """Return the days named in `text`, in order."""
    cut = words(text)
    begins = sentence_starts(cut)
    found: list[Dated] = []
    for place, word in enumerate(cut.folded):
        for first, last, day in _named(cut, place, _NUMBER[word]) if word in _NUMBER else ():
            start, end = cut.starts[first], cut.ends[last]
            found.append(Dated(start, end, text[start:end], day, bisect_right(begins, first)))
    at = {start: place for place, start in enumerate(cut.starts)}
    for match in _FIGURES.finditer(text):
        written = _figures([int(part) if part else 0 for part in match.groups()])
        if written and match.start() in at:
            sentence = bisect_right(begins, at[match.start()])
            found.append(Dated(match.start(), match.end(), match[0], written, sentence))
    return tuple(sorted(found, key=lambda dated: dated.start))


def _named(cut: Words, place: int, month: int) -> list[tuple[int, int, date]]:
    """Return the day around a month's name: `3 March 2024`, `March 3, 2024`, `3 de marzo de 2024`."""
    before, after = _skip(cut, place, -1), _skip(cut, place, 1)
    if (day := _int(cut, before, 31)) and (year := _int(cut, after, 2200)) and year > 31:
        return _whole(before, after, year, month, day)
    if day := _int(cut, after, 31):
        last = _skip(cut, after, 1)
        if (year := _int(cut, last, 2200)) and year > 31:
            return _whole(place, last, year, month, day)
    return []


def _whole(first: int, last: int, year: int, month: int, day: int) -> list[tuple[int, int, date]]:
    made = _date(year, month, day)
    return [(first, last, made)] if made else []


def _skip(cut: Words, place: int, step: int) -> int:
    place += step
    while 0 <= place < len(cut.folded) and cut.folded[place] in _BETWEEN:
        place += step
    return place


def _int(cut: Words, place: int, most: int) -> int | None:
    if not 0 <= place < len(cut.folded):
        return None
    digits = re.fullmatch(r"([0-9]{1,4})(?:st|nd|rd|th|er)?", cut.folded[place])
    return int(digits[1]) if digits and 0 < int(digits[1]) <= most else None


def _figures(parts: list[int]) -> date | None:
    """Return the day written in figures; 03/04/2024 could be two days and is none."""
    year, month, day, first, second, last = parts
    if year:
        return _date(year, month, day)
    if first > 12 or first == second:
        return _date(last, second, first)
    return _date(last, first, second) if second > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
