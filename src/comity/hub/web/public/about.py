"""How notices work, in plain words with the articles; every page says the same in each language."""

from typing import Final

from comity.hub.web.language import marked
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public import words
from comity.hub.web.public.clocks import times
from comity.hub.web.visit import Answer, Show, Visit
from comity.notices.kinds import KINDS, Extract
from comity.notices.vocabulary import Channel

PAGES: Final = Pages("public", ANYONE)
CONTENTS: Final = (
    ("/about", marked("How notices work")),
    ("/about/request", marked("The path of a request")),
    ("/about/kinds", marked("The kinds of notice")),
    ("/about/members", marked("What members may do")),
    ("/about/rights", marked("Your rights")),
    ("/about/decisions", marked("Who decides, and who may not")),
    ("/about/questions", marked("If you were told that you are on a list")),
    ("/law/rules", marked("The rules")),
    ("/law/policies", marked("Who may do what")),
    ("/law/articles", marked("The law, article by article")),
)
"""The pages of this part, in the order in which they are offered beside each."""


@PAGES.get("/{language}/about", "How notices work", menu="How notices work")
def about(visit: Visit) -> Answer:
    return _page(visit, "")


@PAGES.get("/{language}/about/request", "The path of a request")
def request(visit: Visit) -> Answer:
    return _page(visit, "/request")


@PAGES.get("/{language}/about/kinds", "The kinds of notice")
def kinds(visit: Visit) -> Answer:
    rows = [
        {"notice": law, "words": words.KINDS[law.kind], "cites": ", ".join(law.cited(Channel.NOTICE))}
        for law in KINDS.values()
    ]
    return _page(visit, "/kinds", rows=rows, extracts=Extract)


@PAGES.get("/{language}/about/members", "What members may do")
def members(visit: Visit) -> Answer:
    return _page(visit, "/members")


@PAGES.get("/{language}/about/rights", "Your rights")
def rights(visit: Visit) -> Answer:
    return _page(visit, "/rights", times=times(visit.hub.clock.now().date()))


@PAGES.get("/{language}/about/decisions", "Who decides, and who may not")
def decisions(visit: Visit) -> Answer:
    return _page(visit, "/decisions")


@PAGES.get("/{language}/about/questions", "If you were told that you are on a list")
def questions(visit: Visit) -> Answer:
    return _page(visit, "/questions", times=times(visit.hub.clock.now().date()))


def _page(visit: Visit, name: str, **more: object) -> Show:
    template = f"public/about{name.replace('/', '_')}.html"
    return Show(template, {"contents_of": CONTENTS, "here": f"/about{name}", **more})
