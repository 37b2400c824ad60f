"""Acts on one's own notice, each on a page of its own that says what it does before it is done."""

from typing import Any, Final

from comity.app import giving
from comity.app.look import Found, Look
from comity.app.views import notices as views
from comity.governance.offices import BUREAU
from comity.hub.web.bureau.acts import BY_SLUG, Act, command_of, offered, reached
from comity.hub.web.bureau.notices import title_of
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import CommandRefused, NotFound, Stale, UnusableInput

PAGES: Final = Pages("bureau", BUREAU)
_CHANGED: Final = "The notice has changed since you opened this page. Look at what is said below and decide anew."


@PAGES.get("/bureau/notices/{id}/act/{deed}", "An act on a notice")
def ask(visit: Visit) -> Answer:
    """Say what an act does, and ask what it needs."""
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        return _shown(visit, look, found, _act(visit, look, found), Complaints(), 200)


@PAGES.post("/bureau/notices/{id}/act/{deed}", "An act on a notice")
def do(visit: Visit) -> Answer:
    """Do it, unless something is wrong with what was typed, or the notice has changed meanwhile."""
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        members = reached(look, found)
    act = BY_SLUG.get(visit.path["deed"])
    if act is None:
        raise NotFound
    try:
        command = command_of(act, visit.id, visit.form, members)
        giving.give(visit.hub, visit.by, "notice", visit.id, command, visit.seen, visit.key)
    except (UnusableInput, CommandRefused) as error:
        wrong, status = complaints(error, {each.name: each.name for each in act.asks}), error.status
    except Stale as error:
        wrong, status = Complaints([{"text": _CHANGED}]), error.status
    else:
        return Go(f"/bureau/notices/{visit.id}")
    with visit.hub.look() as look:
        return _shown(visit, look, look.see(visit.by, "notice", visit.id), act, wrong, status)


def _act(visit: Visit, look: Look, found: Found) -> Act:
    act = BY_SLUG.get(visit.path["deed"])
    if act is None or act not in offered(look, visit.by, found):
        raise NotFound
    return act


def _shown(visit: Visit, look: Look, found: Found, act: Act, wrong: Complaints, status: int) -> Show:
    members = reached(look, found)
    context: dict[str, Any] = {
        "title": act.question,
        "act": act,
        "notice": visit.id,
        "about": title_of(views.view(look, visit.by, found)),
        "seen": giving.tag_of(look, visit.by, "notice", found),
        "effects": act.effects(look, found.state, len(members)),
        "members": members,
        "wrong": wrong,
        "typed": visit.form,
    }
    return Show("bureau/act.html", context, status)
