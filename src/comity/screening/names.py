"""Names as sets of plain tokens, and how alike two of them are."""

import re
import unicodedata

_ASCII = re.compile(r"[^a-z0-9]+")
_JOINED = str.maketrans("", "", "'`´ʻʼʹ‘’׳")


def tokens(text: str) -> frozenset[str]:
    """Return the words of a name: NFKD, case folded, marks stripped, apostrophes closed up, any order."""
    if text.isascii():
        return frozenset(_ASCII.sub(" ", text.lower().replace("'", "").replace("`", "")).split())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(_kept(character) for character in folded.translate(_JOINED))
    return frozenset(kept.split())


def _kept(character: str) -> str:
    match unicodedata.category(character)[0]:
        case "L" | "N":
            return character
        case "M":
            return ""
        case _:
            return " "


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words two names have in common (Dice): 1 for the same words, 0 for none."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def name_score(one: str, other: str) -> float:
    """Return how alike two names are, in [0, 1], whatever the order of their words."""
    return overlap(tokens(one), tokens(other))


def document_number(text: str) -> str:
    """Return a document's number as it is compared: letters and digits, folded to capitals."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).upper() if each.isalnum())
