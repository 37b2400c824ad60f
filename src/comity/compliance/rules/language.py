"""Languages: a request that the reviewers and recipients can read (RPD 76(2))."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from comity.compliance.rule import Breach, Case, Effect, Fact, Pass, Result, Rule
from comity.compliance.stated import stated
from comity.law import parameters
from comity.notices.vocabulary import Ground

SAMPLE = 400
"""Letters of a text that tell its script; more would not change the answer."""


class WorkingLanguage(Rule):
    """A request comes in one of the working languages, Arabic, English, French or Spanish (RPD 76(2)).

    Any other is sent back. How good the translation is, and whether it says what the original says, is left
    to the reviewers.
    """

    code, title = "LNG-01", "The request is in a working language"
    citations = ("RPD 76(2)",)
    ground = Ground.DATA_QUALITY

    def check(self, case: Case) -> Iterator[Result]:
        working, facts = parameters.codes("languages.working", case.at), (Fact("language", case.request.language),)
        if case.request.language in working:
            yield Pass("The language is a working language", facts)
        else:
            reason = f"'{case.request.language}' is none of the working languages {', '.join(working)}"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)


class TextInItsLanguage(Rule):
    """The text must be in the language that the request says it is in, or nobody will read it (RPD 76(2)).

    Only the script is looked at: Arabic is written in Arabic letters, English, French and Spanish in Latin
    ones. A text in the right letters and another language is found by those who read it.
    """

    code, title = "LNG-02", "The facts are written in the language declared"
    citations = ("RPD 76(2)",)
    ground = Ground.DATA_QUALITY

    def applies(self, case: Case) -> bool:
        return case.request.language in ("ar", "en", "fr", "es") and stated(case.judicial.facts)

    def check(self, case: Case) -> Iterator[Result]:
        text = case.judicial.facts or ""
        expected, found = "ARABIC" if case.request.language == "ar" else "LATIN", script(text)
        facts = (Fact("language", case.request.language), Fact("judicial.facts", text[:80]))
        if found == expected:
            yield Pass(f"The facts are in {expected.title()} letters", (facts[0],))
        else:
            named = found.title() if found else "no"
            reason = f"The request says '{case.request.language}' and its facts are in {named} letters"
            yield Breach(reason=reason, effect=Effect.RETURN, facts=facts)


def script(text: str) -> str | None:
    """Return the script of most letters of `text` as Unicode names it (`LATIN`, `ARABIC`), or None without letters."""
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text[:SAMPLE])) else None
    counted = Counter(_script(letter) for letter in text[:SAMPLE] if letter.isalpha())
    return counted.most_common(1)[0][0] if counted else None


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNNAMED").split(" ")[0]
