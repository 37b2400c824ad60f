"""Texts that are written to be slow to read, made from the word lists themselves."""

from collections.abc import Iterator

from comity.compliance.reading.lexicon import LANGUAGES, lists_of

_BESIDE = {"ar": "كتب", "en": "insult", "es": "criticó", "fr": "membre"}
"""A word of each language that opens something which lasts to the end of a sentence."""

SIGNS = {
    "a combining mark": "\u0301",
    "an accented letter": "e\u0301",
    "a sign of no width": "a\u200b",
    "signs of no width alone": "\u200b\u200d",
    "digits": "1",
    "digits of Arabic": "٣",
    "one sign": "x ",
    "one long word": "kill",
    "one long Arabic word": "قتل",
    "a tatweel": "ـ",
    "a full stop": ".",
    "full stops apart": ". ",
    "a full stop and much space": ".    ",
    "brackets": "([",
    "marks of hyphens": "-",
    "lines": "\n",
    "dates": "3 March 2024 ",
    "dates in figures": "2024-01-02 ",
    "months": "march of the ",
    "ordinals": "3 of of of ",
    "a surrogate pair": "\U0001f600 ",
    "the widest ligature": "\ufdfa ",
    "words of nobody's language": "ᚠᚢᚦ ",
}


def entries(language: str, name: str) -> list[str]:
    """Return the entries of a concept as texts that they match: of alternatives the first, of a stem its letters."""
    rows = (row for line in lists_of(language)["concepts"][name].splitlines() for row in line.split(",") if row.strip())
    return [" ".join(_word(part) for part in row.split() if part not in ("~", "~~")) for row in rows]


def _word(part: str) -> str:
    return part.split("|")[0].rstrip("*").replace("%", "7")


def patterns() -> Iterator[tuple[str, str]]:
    """Yield a name and a text to be repeated: entries, near misses of them, alternations, words of the small lists."""
    for language in LANGUAGES:
        for name in lists_of(language)["concepts"]:
            found = entries(language, name)
            yield f"{language} {name}: first", f"{found[0]} "
            yield f"{language} {name}: one after the other", " ".join(found[:9]) + " "
            longest = max(found, key=lambda each: len(each.split()))
            yield f"{language} {name}: near miss", " ".join(longest.split()[:-1] or [longest[:-1]]) + " "
            yield f"{language} {name}: beside", f"{_BESIDE[language]} {found[-1]} "
        for role in lists_of(language).keys() - {"concepts"}:
            for word in str(lists_of(language)[role]).split()[:3]:
                yield f"{language} {role}: {word}", f"{word} "
                yield f"{language} {role}: {word} beside", f"{_BESIDE[language]} {word} "
    yield from SIGNS.items()
