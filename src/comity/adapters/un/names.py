"""Names as the list writes them, to the names of a subject: one alias a record, every script kept.

The list puts several spellings into one element (`A; B`), a second script in parentheses or into the note
(`original script: …`). Each becomes an alias of the same quality; the note stays as it was written.
"""

import re
from collections.abc import Iterator, Sequence

from comity.adapters.un.entry import AliasQuality, ListedAlias
from comity.kernel.subject import Alias, Quality
from comity.law.un_lists import NameOrder

FORMERLY = "f.k.a."
"""What the note of a former name begins with."""

_QUALITY = {
    AliasQuality.GOOD: Quality.GOOD,
    AliasQuality.LOW: Quality.LOW,
    AliasQuality.ALSO: None,
    AliasQuality.FORMERLY: None,
}
_PARENTHESIS = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_SCRIPT_LABEL = re.compile(r"(?i)^\s*original script\s*:\s*")
_IN_NOTE = re.compile(r"(?i)(?:original script|in arabic(?: script)?)\s*:\s*([^;,.]+)")
_LETTERED = re.compile(r"\s*;\s*|\s+[b-h]\)\s+")
_BIRTH_NAME = re.compile(r"(?i)([^()]+?)\s*\(birth name\)")


def family_and_forenames(names: Sequence[str], order: NameOrder) -> tuple[str, str | None]:
    """Return the family name and the forenames; the list has only numbered parts, so the order is its custom.

    A single name is the family name (CONTRACTS section 1).
    """
    match order:
        case NameOrder.FAMILY_FIRST:
            family, rest = names[0], names[1:]
        case NameOrder.FAMILY_LAST:
            family, rest = names[-1], names[:-1]
    return family, " ".join(rest) or None


def aliases(listed: Sequence[ListedAlias]) -> list[Alias]:
    """Return the aliases in the order of the list, without repetitions."""
    return list(dict.fromkeys(alias for one in listed for alias in _split(one)))


def name_at_birth(listed: Sequence[ListedAlias]) -> str | None:
    """Return the alias that the list calls a birth name, or None."""
    return next((match[1] for one in listed if (match := _BIRTH_NAME.fullmatch(one.name))), None)


def _split(alias: ListedAlias) -> Iterator[Alias]:
    quality = _QUALITY[alias.quality]
    former = FORMERLY if alias.quality is AliasQuality.FORMERLY else None
    note = "; ".join(part for part in (former, alias.note) if part) or None
    for name in _spellings(alias.name):
        yield Alias(name=name, quality=quality, note=note)
    for written in _IN_NOTE.findall(alias.note or ""):
        if not _latin(written):
            yield Alias(name=written.strip(), quality=quality, note=note)


def _spellings(name: str) -> list[str]:
    match = _PARENTHESIS.fullmatch(name)
    if match is None:
        return [name] if "(" in name else _several(name)
    outer, inner = match[1], _SCRIPT_LABEL.sub("", match[2])
    if _latin(outer) is _latin(inner):
        return [name]
    return _several(outer) + _several(inner)


def _several(text: str) -> list[str]:
    return [part for part in _LETTERED.split(text) if part]


def _latin(text: str) -> bool:
    """Say whether the letters of `text` are Latin, with their additions (U+0000-024F, U+1E00-1EFF)."""
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or not char.isalpha() for char in text)
