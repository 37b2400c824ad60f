"""Identity documents as the list writes them, to the documents of a subject.

The list writes words around numbers (`Libyan passport No. 513519`), and numbers into notes. A document is
found by its number alone, so the number is freed of its words; what was written stays in the note.
"""

import re
from collections.abc import Sequence

from comity.adapters.un.entry import ListedDocument
from comity.kernel.codes import Country
from comity.kernel.subject import Document
from comity.law.country_names import country_code

_KINDS = {
    "passport": "passport",
    "numéro de passeport": "passport",
    "número de pasaporte": "passport",
    "national identification number": "national identification number",
}
_LEAD = re.compile(
    r"(?i:.*?\b(?:number|no|passport|document|card|code|ssn)\b[.:]*\s*(?:\([^()]*\)\s*)?(?:n[°º]\s*)?)"
    r"((?:[A-Z]{1,2} )?\S*\d.*)"
)
_IN_WORDS = re.compile(r"(?i:.*?\b(?:number|card|code|ssn)\b:?\s+|^)([A-Z]{0,6}[- ]{0,2}\d[\w/-]*\w)(?=[,( ]|$)")
_TRAILING = re.compile(r"\s*\([^()]*\)$")
_NUMBER_AFTER = re.compile(r"\s+(?:number|no)\b[.:]*\s*\S*\d.*$|(?<=card)\s+(?:number|no)\b.*$")


def documents(listed: Sequence[ListedDocument]) -> tuple[list[Document], list[str]]:
    """Return the documents whose number is known, and in words those of which the list has none."""
    found: list[Document] = []
    words: list[str] = []
    for one in listed:
        document = _document(one)
        if document:
            found.append(document)
        else:
            words.append("; ".join(part for part in (one.type, one.type_2, one.issuing_country, _note(one)) if part))
    return list(dict.fromkeys(found)), words


def _document(one: ListedDocument) -> Document | None:
    number, country = _number(one)
    if number is None:
        return None
    # With a city, COUNTRY_OF_ISSUE says where a consulate issued it: not of which state it is.
    issuer = one.issuing_country or (None if one.city_of_issue else one.country_of_issue)
    code = country_code(issuer) if issuer else country
    written = f"written as: {one.number}" if one.number and one.number != number else None
    unknown = f"issued by: {issuer}" if issuer and code is None else None
    kind = _kind(one)
    second = one.type_2 if one.type_2 and one.type_2.lower() != kind else None
    general = f"listed as: {one.type}" if one.type and _general(one) != kind else None
    parts = (second, general, written, unknown, _note(one))
    return Document(type=kind, number=number, country=code, note="; ".join(p for p in parts if p) or None)


def _kind(one: ListedDocument) -> str:
    kind, repeats = _general(one), (one.type_2 or "").lower() in _KINDS
    second = _NUMBER_AFTER.sub("", (one.type_2 or "").lower()).strip(" :.")
    return kind if kind == "passport" or repeats or second in ("", "number") else second


def _general(one: ListedDocument) -> str:
    first = (one.type or "document").lower()
    return _KINDS.get(first, first)


def _number(one: ListedDocument) -> tuple[str | None, Country | None]:
    if one.number is None:
        for text in (one.type_2, one.note):
            match = _IN_WORDS.match(text or "")
            if match:
                return match[1], None
        return None, None
    text = _TRAILING.sub("", one.number)
    text, country = _without_country(text)
    match = _LEAD.fullmatch(re.sub(r"^No(?=\d)", "No ", text))
    return re.sub(r"\s+No\.?\s+", " ", match[1]) if match else text, country


def _without_country(text: str) -> tuple[str, Country | None]:
    """Return a number without the country written before it, or after a comma; and the country."""
    before, _, rest = text.partition(" ")
    if code := country_code(before):
        return rest, code
    rest, _, after = text.rpartition(", ")
    if code := country_code(after):
        return rest, code
    return text, None


def _note(one: ListedDocument) -> str | None:
    place = ", ".join(part for part in (one.city_of_issue, one.country_of_issue) if part)
    issued = (f" on {one.issued_on}" if one.issued_on else "") + (f" in {place}" if place else "")
    return "; ".join(part for part in (f"issued{issued}" if issued else None, one.note) if part) or None
