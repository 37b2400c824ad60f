"""The law that Comity works by, for anyone: the rules, the policies, and what rests on each article."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from comity.compliance.catalogue import VERSION, catalogue, rules
from comity.compliance.rule import Rule
from comity.governance.register import policies
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public.about import CONTENTS
from comity.hub.web.visit import Answer, Show, Visit
from comity.law.citations import Citation
from comity.law.instruments import Instrument, instruments

PAGES: Final = Pages("public", ANYONE)
_HOUSE: Final = "house"
_READ: Final = "S"


class ShownRule(msgspec.Struct, frozen=True):
    """A rule with its reading in paragraphs."""

    code: str
    title: str
    citations: tuple[str, ...]
    reading: tuple[str, ...]


class ShownArticle(msgspec.Struct, frozen=True):
    """An article, how it is known, and the codes of the rules and policies that rest on it."""

    number: str
    title: str
    source: str
    rules: tuple[str, ...]
    policies: tuple[str, ...]


@PAGES.get("/{language}/law/rules", "The rules")
def all_rules(visit: Visit) -> Answer:
    """Show the rules in force today, each with its law and our reading of it."""
    found = [_shown(rule) for rule in rules(visit.hub.clock.now().date())]
    return Show("public/law_rules.html", {**_beside("/law/rules"), "rules": found, "edition": VERSION})


@PAGES.get("/{language}/law/policies", "Who may do what")
def all_policies(visit: Visit) -> Answer:
    """Show every policy in its own words and as it is enforced."""
    return Show("public/law_policies.html", {**_beside("/law/policies"), "policies": policies()})


@PAGES.get("/{language}/law/articles", "The law, article by article")
def all_articles(visit: Visit) -> Answer:
    """Show each instrument with its articles, and what rests on them."""
    resting = _resting()
    shown = [(each, list(_articles(each, resting))) for each in instruments().values()]
    return Show("public/law_articles.html", {**_beside("/law/articles"), "instruments": shown})


def _beside(here: str) -> dict[str, object]:
    return {"contents_of": CONTENTS, "here": here}


def _shown(rule: Rule) -> ShownRule:
    reading = tuple(" ".join(part.split()) for part in (type(rule).__doc__ or "").strip().split("\n\n"))
    return ShownRule(rule.code, rule.title, rule.citations, reading)


def _resting() -> Mapping[tuple[str, str | None], tuple[list[str], list[str]]]:
    """Return, by instrument and article, the rules and the policies that cite it."""
    found: dict[tuple[str, str | None], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for rule in catalogue():
        for text in rule.citations:
            _put(found[_place(text)][0], rule.code)
    for policy in policies():
        _put(found[_place(policy.citation)][1], policy.id)
    return found


def _place(text: str) -> tuple[str, str | None]:
    cited = Citation.parse(text)
    return cited.instrument, cited.article


def _put(codes: list[str], code: str) -> None:
    if code not in codes:
        codes.append(code)


def _articles(
    instrument: Instrument, resting: Mapping[tuple[str, str | None], tuple[list[str], list[str]]]
) -> Iterator[ShownArticle]:
    """Yield the articles of an instrument; one without articles is one, without a number."""
    for number, article in instrument.articles.items():
        cited_by, given_by = resting[instrument.code, number]
        yield ShownArticle(number, article.title, _source(article.mark), tuple(cited_by), tuple(given_by))
    if not instrument.articles:
        cited_by, given_by = resting[instrument.code, None]
        yield ShownArticle("", instrument.title, _source(instrument.mark or ""), tuple(cited_by), tuple(given_by))


def _source(mark: str) -> str:
    """Return `house` for a rule of Comity's own, `read` where it was read in a source, else `unread`."""
    if mark == _HOUSE:
        return mark
    return "read" if mark.startswith(_READ) else "unread"
