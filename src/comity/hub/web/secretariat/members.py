"""The members as the secretariat deals with them: what they owe a word on, and the corrective measures."""

from typing import Any, Final

from comity.app.look import Look
from comity.app.views import running as views
from comity.governance import commands as g
from comity.governance.organisation import OrganisationState
from comity.hub.web.asking import Ask, Asking, Option, Sort, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.secretariat import wording
from comity.hub.web.secretariat.overview import DESK, HOME, share
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import ComityError, NotFound

PAGES: Final = Pages("secretariat", DESK)
_LIST: Final = f"{HOME}/members"
_MEASURES: Final = f"{HOME}/measures"


@PAGES.get(_LIST, "Members", menu="Members")
def show(visit: Visit) -> Answer:
    """Show each member: its silence, its clocks, and the measures in force on it."""
    counted = visit.common.silence.known(visit.hub)
    silent = {each.member: each for each in counted.members} if counted else {}
    with visit.hub.look() as look:
        state = _organisation(look, visit)
        replies = {each.member: each for each in views.replies(look, visit.by)}
        suspensions = {each.member: each for each in views.suspensions(look, visit.by)}
    lines = [
        {
            "code": member,
            "silent": silent.get(member),
            "replies": replies.get(member),
            "suspensions": suspensions.get(member),
            "measures": [each for each in state.measures if each.member == member],
        }
        for member in sorted(map(str, state.members))
    ]
    context: dict[str, Any] = {
        "lines": lines,
        "counted": counted,
        "share": share,
        "words": wording,
        "near": views.NEAR.days,
        "measures": state.measures,
    }
    return Show("secretariat/members.html", context)


def _organisation(look: Look, visit: Visit) -> OrganisationState:
    state: OrganisationState = look.see(visit.by, "organisation", "organisation").state
    return state


@PAGES.get(f"{_MEASURES}/impose", "Impose a corrective measure")
def show_impose(visit: Visit) -> Answer:
    """Ask on whom, which, and on what ground."""
    return _impose(visit)


def _impose(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        state = _organisation(look, visit)
    chosen = visit.query.one("member")
    members = (Option("", "Choose a member"), *(Option(str(each), str(each)) for each in sorted(state.members)))
    measures = tuple(Option(each.value, words, wording.MEANS[each]) for each, words in wording.MEASURES.items())
    asking = Asking(
        question="Impose a corrective measure",
        button="Impose the measure",
        back=_LIST,
        back_text="Members",
        keep="Impose none",
        effects=(
            "From now on each request of the member, open ones too, carries the question whether it meets the measure.",
            "Its bureau reads that, and two reviewers must answer it. No request is stopped by the measure alone.",
            "The secretariat, the commission and the audit see the measure; other members do not.",
        ),
        asks=(
            Ask(
                name="member",
                label="Member",
                sort=Sort.SELECT,
                options=members,
                now=(chosen,) if chosen in state.members else (),
            ),
            Ask(name="measure", label="Measure", sort=Sort.ONE, options=measures),
            Ask(
                name="ground",
                label="Rule that was not kept",
                hint="A place in the law, such as RPD 131 or RPD 83(1).",
                narrow=True,
            ),
        ),
    )
    return ask(visit, asking, error=error)


@PAGES.post(f"{_MEASURES}/impose", "Impose a corrective measure")
def impose(visit: Visit) -> Answer:
    """Impose the measure."""

    def act() -> str:
        said = {name: visit.form.text(name) for name in ("member", "measure", "ground")}
        command = wire.convert({name: value for name, value in said.items() if value}, g.ImposeMeasure, "form")
        visit.hub.order(visit.by, command, key=visit.key)
        return _LIST

    return done(visit, lambda error: _impose(visit, error), act)


def _named(visit: Visit) -> tuple[str, g.Measure]:
    try:
        return visit.path["member"], g.Measure(visit.path["measure"])
    except ValueError:
        raise NotFound from None


@PAGES.get(f"{_MEASURES}/{{member}}/{{measure}}/lift", "Lift a corrective measure")
def show_lift(visit: Visit) -> Answer:
    """Say what lifting does."""
    return _lift(visit)


def _lift(visit: Visit, error: ComityError | None = None) -> Show:
    member, measure = _named(visit)
    with visit.hub.look() as look:
        if measure not in _organisation(look, visit).measures_on(member) and error is None:
            raise NotFound
    asking = Asking(
        question=f"Lift this measure on {member}?",
        caption=wording.MEASURES[measure],
        button="Lift the measure",
        back=_LIST,
        back_text="Members",
        keep="Leave it in force",
        effects=(
            f"Requests of {member} no longer carry the question whether they meet this measure.",
            "That it was in force, and since when, stays in the ledger.",
        ),
    )
    return ask(visit, asking, error=error)


@PAGES.post(f"{_MEASURES}/{{member}}/{{measure}}/lift", "Lift a corrective measure")
def lift(visit: Visit) -> Answer:
    """Lift the measure."""

    def act() -> str:
        member, measure = _named(visit)
        visit.hub.order(visit.by, wire.convert({"member": member, "measure": measure}, g.LiftMeasure), key=visit.key)
        return _LIST

    return done(visit, lambda error: _lift(visit, error), act)
