"""The Secretary General's desk: clocks, load and silence; no case, and no way to decide one."""

from itertools import chain
from typing import Any, Final

from comity.app.views import running as views
from comity.app.views.silence import Counted, Silent
from comity.governance.offices import Office
from comity.hub.web import filtering
from comity.hub.web.asking import Asking, ask, done
from comity.hub.web.deadlines import deadline
from comity.hub.web.pages import Pages
from comity.hub.web.secretariat import wording
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import ComityError, NotFound
from comity.notices.commands import ReleaseReview

DESK: Final = frozenset({Office.SECRETARY_GENERAL})
PAGES: Final = Pages("secretariat", DESK)
HOME: Final = "/secretariat"
_CASES: Final = f"{HOME}/cases"
_SHOWN: Final = 5
_SAID: Final = {"overdue": "Overdue", "unheld": "Held by nobody"}


def most_silent(counted: Counted | None) -> list[Silent]:
    """Return the members with the most to say: those that said nothing at all first, then by what they found."""
    if counted is None:
        return []
    owing = [each for each in counted.members if each.unanswered or any(each.finds)]
    return sorted(owing, key=lambda each: (share(each) < 100, -each.finds[0], -share(each), each.member))


def share(member: Silent) -> int:
    """Return on how many of a hundred notices a member said nothing."""
    return round(100 * member.unanswered / member.reached) if member.reached else 0


@PAGES.get(HOME, "Overview", menu="Overview")
def show(visit: Visit) -> Answer:
    """Show what is late, who carries what, and who says nothing."""
    counted = visit.common.silence.known(visit.hub)
    with visit.hub.look() as look:
        load = views.load(look, visit.by)
        overdue = views.cases(look, visit.by, views.CasesQuery(overdue=True, limit=_SHOWN))
        context: dict[str, Any] = {
            "load": load,
            "overdue": overdue.entries,
            "replies": views.replies(look, visit.by),
            "suspensions": views.suspensions(look, visit.by),
            "measures": look.see(visit.by, "organisation", "organisation").state.measures,
            "names": views.names(look, visit.by, _people(overdue.entries, load)),
            "counted": counted,
            "silent": most_silent(counted)[:_SHOWN],
            "share": share,
            "near": views.NEAR.days,
            "deadline": deadline,
            "policy": wording.policy("SECRETARY-GENERAL-DECIDES-NOTHING"),
        }
    return Show("secretariat/overview.html", context)


def _people(lines: tuple[views.CaseLine, ...], load: views.Load | None = None) -> chain[str]:
    held = (each.reviewer for line in lines for each in line.held)
    return chain(held, (each.reviewer for each in load.holders) if load else ())


@PAGES.get(_CASES, "Load", menu="Load")
def show_cases(visit: Visit) -> Answer:
    """Show who holds which open case, and since when it is late."""
    query = filtering.read(visit.query, views.CasesQuery)
    with visit.hub.look() as look:
        found = views.cases(look, visit.by, query)
        load = views.load(look, visit.by)
        names = views.names(look, visit.by, chain(_people(found.entries, load), [query.by] if query.by else ()))
    words = {name: lambda _, text=text: text for name, text in _SAID.items()}
    context: dict[str, Any] = {
        "lines": found.entries,
        "load": load,
        "names": names,
        "said": _SAID,
        "query": query,
        "tags": filtering.tags(_CASES, visit.query, {**words, "by": lambda value: f"Held by {names[value]}"}),
        "next": filtering.following(_CASES, visit.query, found.next),
        "first": filtering.first(_CASES, visit.query),
        "deadline": deadline,
        "policy": wording.policy("SECRETARY-GENERAL-DECIDES-NOTHING"),
    }
    return Show("secretariat/cases.html", context)


@PAGES.get(f"{_CASES}/{{id}}/take-back/{{person}}", "Take a case back")
def show_take_back(visit: Visit) -> Answer:
    """Say what taking a case back from a reviewer does."""
    return _take_back(visit)


def _take_back(visit: Visit, error: ComityError | None = None) -> Show:
    person = visit.path["person"]
    with visit.hub.look() as look:
        line = views.case(look, visit.by, visit.id)
        if line is None or person not in {each.reviewer for each in line.held}:
            raise NotFound
        name = views.names(look, visit.by, [person])[person]
    asking = Asking(
        question=f"Take this case back from {_apart(name)}?",
        caption=visit.id,
        button="Take the case back",
        back=_CASES,
        back_text="Load",
        keep="Leave it there",
        effects=(
            "The place is free at once, and another reviewer without a tie can take it.",
            f"{_apart(name)} no longer holds the case, and gives no opinion on it where none was given yet.",
            "You do not choose who takes it next, and see nothing of what it is about.",
        ),
    )
    return ask(visit, asking, error=error)


def _apart(name: str) -> str:
    """Return a name that keeps its own direction in a sentence (Unicode UAX 9, isolates)."""
    return f"\u2068{name}\u2069"


@PAGES.post(f"{_CASES}/{{id}}/take-back/{{person}}", "Take a case back")
def take_back(visit: Visit) -> Answer:
    """End the reviewer's claim."""

    def act() -> str:
        visit.hub.order(visit.by, ReleaseReview(id=visit.id, reviewer=visit.path["person"]), key=visit.key)
        return _CASES

    return done(visit, lambda error: _take_back(visit, error), act)
