"""Notices as case officers reach them: the list, the page of one, and what stops it, each act confirmed."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from comity.app import giving
from comity.app.look import Found, Look
from comity.app.views import dealings
from comity.app.views import notices as views
from comity.hub.web import filtering
from comity.hub.web.bureau import enclosed
from comity.hub.web.bureau.acts import Act, reached
from comity.hub.web.bureau.course import course
from comity.hub.web.bureau.notices import title_of
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.file_said import file_said
from comity.hub.web.pages import Pages
from comity.hub.web.review import stops, wording
from comity.hub.web.review.context import OFFICER
from comity.hub.web.review.course import happening
from comity.hub.web.review.queue import DESK
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import CommandRefused, Fault, NotFound, Stale, UnusableInput
from comity.notices.access import OpenFile
from comity.notices.notice import IN_FORCE
from comity.notices.vocabulary import Kind, State

PAGES: Final = Pages("review", DESK)
LIST: Final = "/review/notices"
_STATES: Final = (
    State.PUBLISHED,
    State.SUSPENDED,
    State.BLOCKED,
    State.ACHIEVED,
    State.WITHDRAWN,
    State.CANCELLED,
    State.EXPIRED,
)
_TAGS: Final[Mapping[str, Callable[[str], str]]] = {
    "kind": lambda value: wording.KINDS[Kind(value)],
    "state": lambda value: wording.STATES[State(value)],
    "member": lambda value: f"Asked for by {value}",
}
_CHANGED: Final = "The notice has changed since you opened this page. Look at what is said below and decide anew."


class ListQuery(views.NoticesQuery, frozen=True):
    """`find` is the identifier of a notice to open."""

    find: str | None = None


@PAGES.get(LIST, "Notices", offices=OFFICER, menu="Notices")
def show_list(visit: Visit) -> Answer:
    """Show the notices, newest first, or go to the one that is named."""
    query = filtering.read(visit.query, ListQuery)
    with visit.hub.look() as look:
        if query.find:
            return _found(look, visit, query.find)
        found = views.listed(look, visit.by, msgspec.structs.replace(query, member=query.member))
        members = look.organisation().members
    return Show("review/notices.html", {"lines": found.entries, "members": members, **_ways(visit, found.next)})


def _found(look: Look, visit: Visit, find: str) -> Answer:
    notice = find if look.find("notice", find) else look.reader.numbered(find.replace("-", "/"))
    if notice is None:
        raise UnusableInput("No notice has this identifier or public number.", [Fault("find", "ntc_… or 2026/41")])
    return Go(f"{LIST}/{notice}")


def _ways(visit: Visit, after: str | None) -> dict[str, Any]:
    return {
        "words": wording,
        "states": filtering.choices(_STATES, visit.query, "state", wording.STATES.__getitem__),
        "kinds": filtering.choices(list(Kind), visit.query, "kind", wording.KINDS.__getitem__),
        "tags": filtering.tags(LIST, visit.query, _TAGS),
        "next": filtering.following(LIST, visit.query, after),
        "first": filtering.first(LIST, visit.query),
        "member": visit.query.one("member"),
    }


@PAGES.get("/review/notices/{id}", "Notice", offices=OFFICER)
def show_notice(visit: Visit) -> Answer:
    """Open a notice, which is an act."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        return Show("review/notice.html", _notice(visit, look, found))


def _notice(visit: Visit, look: Look, found: Found) -> dict[str, Any]:
    shown = views.view(look, visit.by, found)
    history = views.history(look, visit.by, found)
    return {
        "title": title_of(shown),
        "notice": shown,
        "in_force": shown.state in IN_FORCE,
        "subject": shown.body.subject if shown.body else None,
        "photograph": next((each.sha256 for each in enclosed.pictures(look, visit, shown)), None),
        "blocks": file_said(shown.body) if shown.body else [],
        "course": course(shown, history),
        "page": dealings.dealings(look, visit.by, found),
        "history": history.entries,
        "happening": happening,
        "reached": len(reached(look, found)),
        "second_look": found.state.second_look,
        "acts": stops.offered(look, visit.by, found),
        "closed": stops.closed(look, visit.by, found),
        "review": shown.request,
        "words": wording,
    }


@PAGES.get("/review/notices/{id}/act/{deed}", "An act on a notice", offices=OFFICER)
def ask(visit: Visit) -> Answer:
    """Say what an act does, and ask what it needs."""
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        act = stops.BY_SLUG.get(visit.path["deed"])
        if act is None or act not in stops.offered(look, visit.by, found):
            raise NotFound
        return _asked(visit, look, found, act, Complaints(), 200)


@PAGES.post("/review/notices/{id}/act/{deed}", "An act on a notice", offices=OFFICER)
def do(visit: Visit) -> Answer:
    """Do it, unless something is wrong with what was typed, or the notice has changed meanwhile."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    act = stops.BY_SLUG.get(visit.path["deed"])
    if act is None:
        raise NotFound
    try:
        command = stops.command_of(act, visit.id, visit.form)
        giving.give(visit.hub, visit.by, "notice", visit.id, command, visit.seen, visit.key)
    except (UnusableInput, CommandRefused) as error:
        wrong, status = complaints(error, {each.name: each.name for each in act.asks}), error.status
    except Stale as error:
        wrong, status = Complaints([{"text": _CHANGED}]), error.status
    else:
        return Go(f"{LIST}/{visit.id}")
    with visit.hub.look() as look:
        return _asked(visit, look, look.see(visit.by, "notice", visit.id), act, wrong, status)


def _asked(visit: Visit, look: Look, found: Found, act: Act, wrong: Complaints, status: int) -> Show:
    context = {
        "title": act.question,
        "act": act,
        "notice": visit.id,
        "about": title_of(views.view(look, visit.by, found)),
        "seen": giving.tag_of(look, visit.by, "notice", found),
        "effects": act.effects(look, found.state, len(reached(look, found))),
        "wrong": wrong,
        "typed": visit.form,
    }
    return Show("review/act.html", context, status)
