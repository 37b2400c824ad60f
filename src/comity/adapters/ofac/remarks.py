"""The remarks of a listing: what is known of a person, in phrases parted by semicolons."""

import re
from typing import Any, Final

from comity.adapters.ofac.countries import country
from comity.kernel.dates import PartialDate

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY: Final = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})", re.ASCII)
_PAPER: Final = re.compile(
    r"(?P<kind>Passport|SSN|(?:.+ )?(?:No\.|Number|ID|Card|License|IMO|#))(?: No\.| #)? "
    r"(?P<number>(?:[A-Z]{1,3} )?\S*\d\S*(?: \S*\d\S*)*)(?: \((?P<country>[^()]+)\))?(?P<rest> .*)?"
)
_NO_PAPER: Final = re.compile(r"(?i)phone|fax|mobile|address|account|swift|additional|risk|linked")
_LONGEST: Final = 200
"""Of a phrase with a number in it, in characters; a longer one is prose."""
_WEAK: Final = re.compile(r"[afn]\.k\.a\. ['‘\"](.+)['’\"]")
_SEXES: Final = {"Male": "male", "Female": "female"}


class Remarks:
    """What the remarks say, as fields of a subject; a phrase that says nothing of these is passed over."""

    def __init__(self, text: str) -> None:
        self.dates: list[PartialDate] = []
        self.unclear: list[str] = []
        """What is said of a birth in words that are no date."""
        self.places: list[tuple[str, str | None]] = []
        self.nationalities: list[str] = []
        self.sex: str | None = None
        self.documents: list[dict[str, Any]] = []
        self.weak: list[str] = []
        for phrase in text.split(";"):
            self._take(phrase.strip().removesuffix(".").removeprefix("alt. "))

    def births(self) -> list[dict[str, Any]]:
        """Return the births: a date and a place together where there is one of either, else each for itself."""
        said = [{"note": phrase} for phrase in self.unclear]
        if len(self.dates) == len(self.places) == 1:
            return [_birth(self.dates[0], self.places[0]), *said]
        return [*(_birth(date, None) for date in self.dates), *(_birth(None, place) for place in self.places), *said]

    def _take(self, phrase: str) -> None:
        kind, _, rest = phrase.partition(" ")
        match kind:
            case "DOB":
                date = birth_date(rest)
                if date:
                    self.dates.append(date)
                else:
                    self.unclear.append(phrase)
            case "POB":
                place, _, name = rest.rpartition(", ")
                code = country(name)
                self.places.append((place if code and place else "" if code else rest, code))
            case "nationality" | "citizen":
                if (code := country(rest)) and code not in self.nationalities:
                    self.nationalities.append(code)
            case "Gender":
                self.sex = _SEXES.get(rest)
            case _:
                self._other(phrase)

    def _other(self, phrase: str) -> None:
        if weak := _WEAK.fullmatch(phrase):
            self.weak.append(weak[1])
        elif len(phrase) > _LONGEST:
            return
        elif (paper := _PAPER.fullmatch(phrase)) and not _NO_PAPER.search(paper["kind"]):
            code = country(paper["country"]) if paper["country"] else None
            kind = paper["kind"].removesuffix("No.").removesuffix("#").strip()
            self.documents.append({"type": kind.lower(), "number": paper["number"], "country": code})


def birth_date(text: str) -> PartialDate | None:
    """Return a date such as `04 May 1971`, `May 1971`, `circa 1971` or `1970 to 1972`, or None for what is none.

    Of `circa 1970 to 1972` the years stand: a range is never taken for exact.
    """
    about = text.startswith("circa ")
    parts = [_day(part) for part in text.removeprefix("circa ").split(" to ")]
    if None in parts or len(parts) > 2:
        return None
    try:
        return PartialDate("/".join(map(str, parts)) + ("~" if about and len(parts) == 1 else ""))
    except ValueError:
        return None


def _day(text: str) -> str | None:
    found = _DAY.fullmatch(text.strip())
    if found is None or (found[2] and found[2] not in _MONTHS):
        return None
    month = f"-{_MONTHS.index(found[2]) + 1:02}" if found[2] else ""
    return found[3] + month + (f"-{int(found[1]):02}" if found[1] else "")


def _birth(date: PartialDate | None, place: tuple[str, str | None] | None) -> dict[str, Any]:
    where, code = place or (None, None)
    return {"date": date, "place": where or None, "country": code}
