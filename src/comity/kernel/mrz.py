"""The machine-readable zone of passports, identity cards and visas (ICAO Doc 9303, parts 3 to 7).

What is read is what stands there: check digits are reported and not trusted, a date that is in no calendar is a
fault and not a date, and a name that fills its field may be cut off.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from comity.kernel.codes import FICTIONAL_MEMBERS, Country, alpha3
from comity.kernel.dates import PartialDate
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Sex

FILLER: Final = "<"
_WEIGHTS: Final = (7, 3, 1)
_SIGNS: Final = re.compile(r"[A-Z0-9<]*")
_ALIKE: Final = str.maketrans({"«": "<<", "‹": "<", "＜": "<", "〈": "<", "\u00a0": None, "\ufeff": None})
_SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE, FILLER: Sex.UNSPECIFIED, "X": Sex.UNSPECIFIED}
_EXPIRES_WITHIN: Final = 50
"""Years ahead that a document may be valid: two digits of a year mean one of them, or a year of the last century."""


class Format(StrEnum):
    """The sizes of a zone: an identity card, a smaller passport or card, a passport; and the two of visas."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


class Digit(msgspec.Struct, frozen=True):
    """A check digit: what it is of, what stands there, and what it should be."""

    of: str
    found: str
    right: str

    @property
    def holds(self) -> bool:
        """Say whether it is right; a filler stands for 0 where nothing is checked."""
        return self.found == self.right or (self.found == FILLER and self.right == "0")


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """A zone as it was read. `issuer` and `nationality` are as they stand there; `country_of` gives the country.

    `truncated` says that the name fills its field, so that its end may be missing; `faults` is what cannot be.
    """

    format: Format
    code: str
    issuer: str
    number: str
    nationality: str
    birth: PartialDate | None
    sex: Sex | None
    expires: PartialDate | None
    family_name: str
    forenames: str
    truncated: bool
    optional: tuple[str, ...]
    digits: tuple[Digit, ...]
    faults: tuple[Fault, ...]

    @property
    def wrong(self) -> tuple[Digit, ...]:
        """The check digits that do not hold."""
        return tuple(each for each in self.digits if not each.holds)


def check_digit(text: str) -> str:
    """Return the check digit of a text of capitals, digits and fillers (Doc 9303-3, 4.9)."""
    total = sum(_value(sign) * _WEIGHTS[place % 3] for place, sign in enumerate(text))
    return str(total % 10)


def _value(sign: str) -> int:
    return 0 if sign == FILLER else int(sign, 36)


def country_of(code: str) -> Country | None:
    """Return the country of a code in a zone; None for organisations, for the stateless, and for what is unknown."""
    plain = code.rstrip(FILLER)
    if plain in FICTIONAL_MEMBERS:
        return Country(plain)
    return alpha3().get(plain)


def read(text: str, at: date) -> Zone:
    """Return the zone that stands in `text`, in two or three lines or in one; `at` decides the century of years.

    Raises `UnusableInput` where it is none: how many lines of which length are right, and which sign is wrong where.
    """
    lines = _lines(text)
    match [len(line) for line in lines]:
        case [30, 30, 30]:
            return _td1(lines, at)
        case [36, 36]:
            return _td2(lines, Format.MRV_B if lines[0][0] == "V" else Format.TD2, at)
        case [44, 44]:
            return _td3(lines, Format.MRV_A if lines[0][0] == "V" else Format.TD3, at)
        case lengths:
            said = " and ".join(map(str, lengths)) or "no"
            raise _unusable(f"These are lines of {said} signs; give two of 44 or 36, or three of 30")


def _lines(text: str) -> list[str]:
    plain = text.translate(_ALIKE).upper()
    lines = ["".join(line.split()) for line in plain.splitlines()]
    found = [line for line in lines if line]
    if len(found) == 1 and len(found[0]) in (72, 88, 90):
        size = {72: 36, 88: 44, 90: 30}[len(found[0])]
        found = [found[0][place : place + size] for place in range(0, len(found[0]), size)]
    for number, line in enumerate(found, 1):
        end = _SIGNS.match(line)
        if end and end.end() < len(line):
            raise _unusable(f"Line {number} has “{line[end.end()]}” at sign {end.end() + 1}; only A to Z, 0 to 9 and <")
    return found


def _unusable(message: str) -> UnusableInput:
    return UnusableInput("This is no machine-readable zone.", [Fault("mrz", message)])


def _td3(lines: Sequence[str], format_: Format, at: date) -> Zone:
    first, second = lines
    digits = [Digit("document number", second[9], check_digit(second[:9])), *_dated(second[13:20], second[21:28])]
    if format_ is Format.TD3:
        digits.append(Digit("personal number", second[42], check_digit(second[28:42])))
        digits.append(_whole(second[43], second[:10] + second[13:20] + second[21:43]))
    raw = _Raw(
        format=format_,
        code=first[:2],
        issuer=first[2:5],
        number=second[:9],
        nationality=second[10:13],
        dates=(second[13:19], second[21:27]),
        sex=second[20],
        names=first[5:],
        optional=(second[28:42] if format_ is Format.TD3 else second[28:],),
        digits=digits,
    )
    return _zone(raw, at)


def _td2(lines: Sequence[str], format_: Format, at: date) -> Zone:
    first, second = lines
    visa = format_ is Format.MRV_B
    number, optional, digit = _long(second[:9], second[9], second[28:] if visa else second[28:35])
    digits = [digit, *_dated(second[13:20], second[21:28])]
    if not visa:
        digits.append(_whole(second[35], second[:10] + second[13:20] + second[21:35]))
    raw = _Raw(
        format=format_,
        code=first[:2],
        issuer=first[2:5],
        number=number,
        nationality=second[10:13],
        dates=(second[13:19], second[21:27]),
        sex=second[20],
        names=first[5:],
        optional=(optional,),
        digits=digits,
    )
    return _zone(raw, at)


def _td1(lines: Sequence[str], at: date) -> Zone:
    first, second, third = lines
    number, optional, digit = _long(first[5:14], first[14], first[15:30])
    whole = first[5:30] + second[:7] + second[8:15] + second[18:29]
    raw = _Raw(
        format=Format.TD1,
        code=first[:2],
        issuer=first[2:5],
        number=number,
        nationality=second[15:18],
        dates=(second[:6], second[8:14]),
        sex=second[7],
        names=third,
        optional=(optional, second[18:29]),
        digits=[digit, *_dated(second[:7], second[8:15]), _whole(second[29], whole)],
    )
    return _zone(raw, at)


def _long(number: str, digit: str, optional: str) -> tuple[str, str, Digit]:
    """Return number, optional data and check digit: a number of more than nine signs goes on in the optional data."""
    if digit != FILLER or optional.startswith(FILLER):
        return number, optional, Digit("document number", digit, check_digit(number))
    more, _, rest = optional.partition(FILLER)
    whole = number + more[:-1]
    return whole, rest, Digit("document number", more[-1], check_digit(whole))


def _dated(birth: str, expires: str) -> list[Digit]:
    return [
        Digit("date of birth", birth[6], check_digit(birth[:6])),
        Digit("date of expiry", expires[6], check_digit(expires[:6])),
    ]


def _whole(digit: str, text: str) -> Digit:
    return Digit("whole zone", digit, check_digit(text))


class _Raw(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a zone as they stand there, fillers and all; `dates` are those of birth and of expiry."""

    format: Format
    code: str
    issuer: str
    number: str
    nationality: str
    dates: tuple[str, str]
    sex: str
    names: str
    optional: tuple[str, ...]
    digits: Sequence[Digit]


def _zone(raw: _Raw, at: date) -> Zone:
    faults: list[Fault] = []
    birth = _date("birth", raw.dates[0], at.year, faults)
    expires = _date("expires", raw.dates[1], at.year + _EXPIRES_WITHIN, faults)
    if raw.sex not in _SEXES:
        faults.append(Fault("sex", f"“{raw.sex}” is none of M, F and <"))
    family, _, fore = raw.names.rstrip(FILLER).partition(FILLER * 2)
    return Zone(
        format=raw.format,
        code=raw.code.rstrip(FILLER),
        issuer=raw.issuer,
        number=_words(raw.number, ""),
        nationality=raw.nationality,
        birth=birth,
        sex=_SEXES.get(raw.sex),
        expires=expires,
        family_name=_words(family),
        forenames=_words(fore),
        truncated=not raw.names.endswith(FILLER),
        optional=tuple(_words(each) for each in raw.optional if _words(each)),
        digits=tuple(raw.digits),
        faults=tuple(faults),
    )


def _words(text: str, between: str = " ") -> str:
    return between.join(part for part in text.split(FILLER) if part)


def _date(what: str, text: str, latest: int, faults: list[Fault]) -> PartialDate | None:
    """Return a date of six signs, its year not after `latest`; fillers leave day, or day and month, not known."""
    year, month, day = text[:2], text[2:4], text[4:]
    if not year.isdecimal() or not all(part.isdecimal() or part == FILLER * 2 for part in (month, day)):
        if text.strip(FILLER):
            faults.append(Fault(what, f"“{text}” is no date of six digits, year first"))
        return None
    century = latest // 100 - (int(year) > latest % 100)
    written = f"{century}{year}" + (f"-{month}" if month.isdecimal() else "")
    try:
        return PartialDate(f"{written}-{day}" if month.isdecimal() and day.isdecimal() else written)
    except ValueError:
        faults.append(Fault(what, f"“{text}” is not in the calendar"))
        return None
