"""One person of a passenger list: what its segments say, as the fields of a question."""

from datetime import date
from typing import Any, Final

from comity.kernel.dates import PartialDate
from comity.screening.reading.edifact import UNREADABLE, Segment
from comity.screening.reading.record import Record, asked
from comity.screening.resolving import country, unknown

_DOCUMENTS: Final = {
    "P": "passport", "PP": "passport", "V": "visa", "A": "identity card", "C": "identity card", "I": "identity card",
}  # fmt: skip
_SEXES: Final = {"M": "male", "F": "female", "MI": "male", "FI": "female", "U": None, "X": None, "": None}
_NATIONALITY, _BIRTH, _SEX = "2", "329", "2"
_BIRTH_PLACE, _ISSUER = "180", "91"


class Passenger:
    """Gathers the segments of one person; what cannot be read is left out and noted, the person is still asked."""

    def __init__(self, segment: Segment, identity: str, at: date) -> None:
        self._place, self._identity, self._at = segment.place, identity, at
        self._fields: dict[str, Any] = {}
        self._nationalities: list[str] = []
        self._documents: list[dict[str, str]] = []
        self._notes: list[str] = []
        self._named(segment)

    def take(self, segment: Segment) -> None:
        """Take what a segment says of the person; of those that say nothing that is asked, nothing is taken."""
        match segment.tag, segment.get(0):
            case "ATT", qualifier if qualifier == _SEX:
                self._sex(segment)
            case "DTM", qualifier if qualifier == _BIRTH:
                self._birth(segment)
            case "NAT", qualifier if qualifier in (_NATIONALITY, ""):
                if code := self._country(segment, segment.get(1), "nationality"):
                    self._nationalities.append(code)
            case "LOC", qualifier if qualifier == _BIRTH_PLACE:
                self._born_in(segment)
            case "LOC", qualifier if qualifier == _ISSUER:
                self._issuer(segment)
            case "DOC", _:
                self._document(segment)

    def record(self) -> Record:
        """Return the question, or the problem where there is nothing to ask."""
        fields = self._fields | {"nationalities": self._nationalities, "documents": self._documents}
        return asked(self._place, {"id": self._identity, **fields}, self._notes)

    def _named(self, segment: Segment) -> None:
        written = segment.elements[3] if len(segment.elements) > 3 else ()
        if not any(written):
            written = segment.elements[2] if len(segment.elements) > 2 else ()
        family, *fore = [part.strip() for part in written] or [""]
        name = " ".join(part for part in (*fore, family) if part)
        if UNREADABLE in name:
            self._notes.append("A sign of the name is not in the character set that the list names; see the original.")
        self._fields["name"] = " ".join(name.replace(UNREADABLE, " ").split())

    def _sex(self, segment: Segment) -> None:
        code = segment.get(2) or segment.get(1)
        if code in _SEXES:
            self._fields["sex"] = _SEXES[code]
        else:
            self._leave_out(segment, f"“{code[:20]}” is no sex; M, F, U and X are")

    def _birth(self, segment: Segment) -> None:
        text = segment.get(0, 1)
        try:
            self._fields["birth_date"] = self._day(text, segment.get(0, 2))
        except ValueError:
            self._leave_out(segment, f"“{text[:20]}” is no date of birth; it is written YYMMDD or CCYYMMDD")

    def _day(self, text: str, form: str) -> PartialDate:
        if not text.isascii() or not text.isdecimal():
            raise ValueError(text)
        if len(text) == 6 and form != "610":
            year = int(text[:2]) + self._at.year // 100 * 100
            text = f"{year - 100 if year > self._at.year else year}{text[2:]}"
        if len(text) not in (4, 6, 8):
            raise ValueError(text)
        return PartialDate("-".join(part for part in (text[:4], text[4:6], text[6:]) if part))

    def _born_in(self, segment: Segment) -> None:
        places = [part for element in range(1, 4) if (part := segment.get(element, 3))]
        self._fields["birth_place"] = ", ".join(places)
        self._fields["birth_country"] = self._country(segment, segment.get(1), "country of birth")

    def _document(self, segment: Segment) -> None:
        number = segment.get(1)
        if number:
            self._documents.append({"type": _DOCUMENTS.get(segment.get(0), "document"), "number": number})
        else:
            self._leave_out(segment, "this document has no number")

    def _issuer(self, segment: Segment) -> None:
        code = self._country(segment, segment.get(1), "issuing country")
        if not self._documents:
            self._leave_out(segment, "an issuing country stands before any document")
        elif code:
            self._documents[-1]["country"] = code

    def _country(self, segment: Segment, code: str, what: str) -> str | None:
        if unknown(code):
            self._leave_out(segment, f"“{code[:20]}” is no {what} known here")
        return country(code)

    def _leave_out(self, segment: Segment, message: str) -> None:
        self._notes.append(f"{segment.place}: {message}; it was left out.")
