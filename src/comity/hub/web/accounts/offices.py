"""Filling an office and leaving one; what two offices keep apart is said beside each."""

from typing import Final

from comity.app import giving
from comity.governance import commands as g
from comity.governance.dual_control import ProposeOffice
from comity.governance.gate import Resource
from comity.governance.offices import OF_A_MEMBER, Office
from comity.governance.people import PersonState
from comity.hub.web.accounts import forms, wording
from comity.hub.web.accounts.people import DESK, HOME
from comity.hub.web.accounts.person import named, page_of, standing
from comity.hub.web.asking import Ask, Asking, Option, Sort, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import ComityError, NotFound

PAGES: Final = Pages("accounts", DESK)
_ONE: Final = f"{HOME}/people/{{id}}/offices"


@PAGES.get(f"{_ONE}/fill", "Fill an office")
def show(visit: Visit) -> Answer:
    """Ask which office; one that cannot be held with those held says why."""
    return _fill(visit)


def _fill(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        look.require(visit.by, "admin:office:fill", Resource(found.id, "person", found.row))
        asking = _asking(named(look, found), found.state, look.organisation().members)
        return ask(visit, asking, forms.of_offices(found.state), error)


def _asking(name: str, state: PersonState, members: tuple[str, ...]) -> Asking:
    offices = tuple(
        Option(office.value, words, wording.DOES[office], wording.bar(state, office))
        for office, words in wording.OFFICES.items()
    )
    home = state.member or state.acts_for
    homes = (Option("", "None"), *(Option(each, each) for each in sorted(members)))
    return Asking(
        question="Fill an office",
        caption=name,
        button="Fill the office",
        back=page_of(state.id),
        back_text="Back to the person",
        effects=(
            "The person is signed out and acts with the new office from the next sign-in.",
            "A reviewer, an administrator and the Secretary General are appointed by two: a second person confirms it.",
        ),
        asks=(
            Ask(name="office", label="Office", sort=Sort.ONE, options=offices),
            Ask(
                name="member",
                label="For which member",
                sort=Sort.SELECT,
                options=homes,
                hint="For a bureau or a border service only.",
                now=(home,) if home else (),
            ),
            Ask(
                name="on_duty",
                label="Duty list",
                sort=Sort.MANY,
                options=(Option("true", "On duty for urgent requests (reviewers only)"),),
            ),
        ),
    )


@PAGES.post(f"{_ONE}/fill", "Fill an office")
def fill(visit: Visit) -> Answer:
    """Fill the office."""

    def act() -> str:
        office = visit.form.text("office")
        member = visit.form.text("member") if office in {each.value for each in OF_A_MEMBER} else None
        said = {"id": visit.id, "member": member, "on_duty": visit.form.one("on_duty") == "true"}
        said |= {"office": office} if office else {}
        command = wire.convert(said, g.FillOffice, "form")
        change = giving.new_id(visit.hub, visit.by, visit.key, "chg")
        two = ProposeOffice(id=visit.id, change=change, office=command.office, on_duty=command.on_duty)
        forms.by_two(visit, visit.id, forms.of_offices, command, two)
        return page_of(visit.id)

    return done(visit, lambda error: _fill(visit, error), act)


@PAGES.get(f"{_ONE}/{{office}}/leave", "Leave an office")
def show_leave(visit: Visit) -> Answer:
    """Say what leaving an office does."""
    return _leave(visit)


def _office(visit: Visit) -> Office:
    try:
        return Office(visit.path["office"])
    except ValueError:
        raise NotFound from None


def _leave(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = standing(look, visit)
        office = _office(visit)
        if office not in found.state.offices and error is None:
            raise NotFound
        asking = Asking(
            question=f"End the office of {wording.OFFICES[office].lower()}?",
            caption=named(look, found),
            button="End the office",
            back=page_of(found.id),
            back_text="Back to the person",
            effects=(
                "The person is signed out at once and can do nothing more in this office.",
                "That they held it stays known: a member once acted for remains a tie.",
                "Cases that a reviewer holds become free when the claim runs out, or when they are taken back.",
            ),
            grave=True,
        )
        return ask(visit, asking, forms.of_offices(found.state), error)


@PAGES.post(f"{_ONE}/{{office}}/leave", "Leave an office")
def leave(visit: Visit) -> Answer:
    """End the office."""

    def act() -> str:
        command = g.LeaveOffice(id=visit.id, office=_office(visit))
        forms.steadily(visit, visit.id, forms.of_offices, command)
        return page_of(visit.id)

    return done(visit, lambda error: _leave(visit, error), act)
