"""The people as a list to search, and adding one."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from comity.app import giving
from comity.app.clock import believed
from comity.app.views import directory as views
from comity.governance import commands as g
from comity.governance.gate import Resource
from comity.governance.offices import Office
from comity.hub.web import filtering
from comity.hub.web.accounts import forms, wording
from comity.hub.web.asking import Ask, Asking, Option, Sort, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel import wire
from comity.kernel.decider import Row
from comity.kernel.errors import ComityError

DESK: Final = frozenset({Office.ADMINISTRATOR})
PAGES: Final = Pages("accounts", DESK)
HOME: Final = "/accounts"
_TAGS: Final[Mapping[str, Callable[[str], str]]] = {
    "sought": lambda value: f"Name or login: {value}",
    "office": lambda value: wording.OFFICES[Office(value)],
    "member": lambda value: f"Of {value}",
    "on_duty": lambda _: "On the duty list",
    "removed": lambda _: "Removed",
}


def words_of(office: Office) -> str:
    return wording.OFFICES[office]


@PAGES.get(HOME, "People", menu="People")
def show(visit: Visit) -> Answer:
    """Show the people, as the filters ask."""
    query = filtering.read(visit.query, views.DirectoryQuery)
    with visit.hub.look() as look:
        found = views.directory(look, visit.by, query)
        members = sorted(look.organisation().members)
        clock = believed(look.reader, look.at)
    context: dict[str, Any] = {
        "lines": found.entries,
        "words": wording,
        "offices": [Option("", "Any"), *(Option(each.value, words_of(each)) for each in wording.OFFICES)],
        "members": [Option("", "Any"), *(Option(each, each) for each in members)],
        "query": query,
        "tags": filtering.tags(HOME, visit.query, _TAGS),
        "next": filtering.following(HOME, visit.query, found.next),
        "first": filtering.first(HOME, visit.query),
        "clock": None if clock.holds else clock,
    }
    return Show("accounts/people.html", context)


def _asking(members: tuple[str, ...]) -> Asking:
    homes = (Option("", "None: the organisation's own"), *(Option(each, each) for each in sorted(members)))
    home = Ask(name="member", label="Member", sort=Sort.SELECT, options=homes, hint="For a bureau's people.")
    return Asking(
        question="Add a person",
        button="Add the person",
        back=HOME,
        back_text="People",
        keep="Add nobody",
        effects=(
            "The person has no office yet and cannot sign in.",
            "On the next page you fill offices and make an invitation.",
        ),
        asks=(*forms.profile_asks(), home, *forms.ties_asks()),
    )


@PAGES.get(f"{HOME}/new", "Add a person", menu="Add a person")
def new(visit: Visit) -> Answer:
    """Ask who the person is."""
    return _page(visit)


def _page(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        members = look.organisation().members
    return ask(visit, _asking(members), error=error)


@PAGES.post(f"{HOME}/new", "Add a person")
def add(visit: Visit) -> Answer:
    """Add the person and go on to their page."""

    def act() -> str:
        person = giving.new_id(visit.hub, visit.by, visit.key, "per")
        with visit.hub.look() as look:
            look.require(visit.by, "admin:person:add", Resource(person, "person", Row(state="new")))
            known = look.find("person", person)
            profile = forms.profile_of(look, visit, known.id if known else None)
        said = {"id": person, "profile": profile, "member": visit.form.text("member"), **forms.ties_of(visit.form)}
        visit.hub.order(visit.by, wire.convert(said, g.AddPerson, "form"), key=visit.key)
        return f"{HOME}/people/{person}"

    return done(visit, lambda error: _page(visit, error), act)
