"""Changes that take two people: what one administrator proposed, and a second or the Secretary General confirms."""

from typing import Final

from comity.app import welcoming
from comity.app.views import changes as views
from comity.app.views.changes import ChangeView
from comity.governance.conflicts import ties
from comity.governance.dual_control import DropChange
from comity.governance.offices import CONFIRMERS
from comity.hub.web.accounts import wording
from comity.hub.web.accounts.people import HOME
from comity.hub.web.asking import Asking, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, NotFound

PAGES: Final = Pages("accounts", CONFIRMERS)
LIST: Final = f"{HOME}/changes"
_ONE: Final = f"{HOME}/people/{{id}}/changes/{{change}}"


@PAGES.get(LIST, "Changes that take two", menu="Changes that take two")
def show(visit: Visit) -> Answer:
    """Show what waits for a second person."""
    with visit.hub.look() as look:
        found = views.waiting(look, visit.by)
    return Show("accounts/changes.html", {"lines": found, "said": said, "by": visit.by.id})


def said(change: ChangeView) -> str:
    """Return in words what a change does."""
    match change.kind:
        case "office":
            duty = ", on the duty list" if change.on_duty else ""
            return f"Give the office of {wording.OFFICES[change.office].lower() if change.office else ''}{duty}"
        case "ties":
            nations = ", ".join(change.nationalities) or "none"
            lent = f"; seconded by {', '.join(change.seconded_by)} as well" if change.seconded_by else ""
            return f"Change the ties of a reviewer: nationalities {nations}{lent}"
        case _:
            return "Invite to set a new way to sign in"


def _found(visit: Visit) -> ChangeView:
    """Return the change that the address names, if it still waits; raises `NotFound`."""
    with visit.hub.look() as look:
        found = views.of_person(look, look.see(visit.by, "person", visit.id))
    change = next((each for each in found if each.id == visit.path["change"]), None)
    if change is None:
        raise NotFound
    return change


@PAGES.get(_ONE, "Confirm a change")
def one(visit: Visit) -> Answer:
    """Say what was proposed, by whom, and what confirming does."""
    return _confirm(visit, _found(visit))


def _confirm(visit: Visit, change: ChangeView, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        tied = ", ".join(sorted(ties(look.state_of("person", visit.id)))) or "none known"
    effects = [f"{said(change)}.", f"Proposed by {change.proposer}. Ties known of the person: {tied}."]
    if change.kind == "invitation":
        effects.append("You get a link, and who proposed it has a code: the person needs both, from each of you.")
        effects.append("The way in that the person has now ends at once, with every session and their own tokens.")
    elif change.kind == "office" and change.entered:
        effects.append("A way in that one person alone opened ends: the person is then invited anew, by two.")
    effects.append("Be sure that you know the person and that this was decided. The act bears your name.")
    asking = Asking(
        question="Confirm this change?",
        caption=change.name,
        button="Confirm the change",
        back=LIST,
        back_text="Changes that take two",
        keep="Leave it waiting",
        grave=True,
        effects=tuple(effects),
    )
    return ask(visit, asking, error=error)


@PAGES.post(_ONE, "Confirm a change")
def confirm(visit: Visit) -> Answer:
    """Confirm the change; of an invitation show the link, this once."""
    change = _found(visit)
    try:
        made = welcoming.confirm(visit.hub, visit.by, visit.id, change.id, key=visit.key)
    except CommandRefused as error:
        return _confirm(visit, change, error)
    if made is None:
        return Go(LIST)
    context = {"invited": made, "name": change.name, "page": LIST, "by_two": True}
    return Show("accounts/invited.html", context)


@PAGES.post(f"{_ONE}/drop", "Drop a change")
def drop(visit: Visit) -> Answer:
    """Drop the change."""
    _found(visit)

    def act() -> str:
        visit.hub.order(visit.by, DropChange(id=visit.id, change=visit.path["change"]), key=visit.key)
        return LIST

    return done(visit, lambda error: _confirm(visit, _found(visit), error), act)
