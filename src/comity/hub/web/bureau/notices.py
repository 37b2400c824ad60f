"""Notices as they come in, and our own: lists, and the page of one."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from comity.app import giving
from comity.app.look import Found, Look
from comity.app.views import dealings, incoming
from comity.app.views import notices as views
from comity.app.views.sides import Side, side_of
from comity.governance.offices import BUREAU
from comity.hub.web import filtering
from comity.hub.web.bureau import enclosed, meaning
from comity.hub.web.bureau.acts import offered
from comity.hub.web.bureau.barred import barred
from comity.hub.web.bureau.course import course
from comity.hub.web.file_said import file_said
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import NotFound
from comity.notices.access import OpenFile
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Channel, Kind, State

PAGES: Final = Pages("bureau", BUREAU)
INCOMING: Final = "/bureau/notices"
OURS: Final = "/bureau/notices/ours"
_ELSEWHERE: Final = ("kind", "attachments")
"""Sections of the file that the page says in its own place."""
_TAGS: Final = {
    "kind": lambda value: wording.KINDS[Kind(value)],
    "state": lambda value: wording.STATES[State(value)],
    "member": lambda value: f"Asked for by {value}",
    "untreated": lambda value: "Not treated yet",
}


@PAGES.get(INCOMING, "Incoming notices", menu="Incoming")
def show_incoming(visit: Visit) -> Answer:
    """Show the notices that reach the member, with what it did with each."""
    query = filtering.read(visit.query, incoming.IncomingQuery)
    with visit.hub.look() as look:
        found = incoming.incoming(look, visit.by, query)
        members = look.organisation().members
    return Show(
        "bureau/notices.html", {"lines": found.entries, "members": members, **_ways(visit, INCOMING, found.next)}
    )


@PAGES.get(OURS, "Our notices", menu="Our notices")
def show_ours(visit: Visit) -> Answer:
    """Show the member's own notices, in every state."""
    query = filtering.read(visit.query, views.NoticesQuery)
    with visit.hub.look() as look:
        found = views.listed(look, visit.by, msgspec.structs.replace(query, member=visit.by.member))
        references = {line.id: _reference(look, line.id) for line in found.entries}
    states = filtering.choices(
        [
            State.PUBLISHED,
            State.SUSPENDED,
            State.BLOCKED,
            State.ACHIEVED,
            State.WITHDRAWN,
            State.CANCELLED,
            State.EXPIRED,
        ],
        visit.query,
        "state",
        wording.STATES.__getitem__,
    )
    return Show(
        "bureau/notices_ours.html",
        {"lines": found.entries, "references": references, "states": states, **_ways(visit, OURS, found.next)},
    )


def _reference(look: Look, notice: str) -> str | None:
    """Return the number of the bureau's own file, None once the content is erased."""
    state: Notice = look.state_of("notice", notice)
    body = look.if_opened(state.body, NoticeRequest)
    return body.reference if body else None


def _ways(visit: Visit, path: str, after: str | None) -> Mapping[str, Any]:
    return {
        "words": wording,
        "meaning": meaning,
        "kinds": filtering.choices(list(Kind), visit.query, "kind", wording.KINDS.__getitem__),
        "tags": filtering.tags(path, visit.query, _TAGS),
        "next": filtering.following(path, visit.query, after),
        "first": filtering.first(path, visit.query),
        "chosen": visit.query,
    }


@PAGES.get("/bureau/notices/{id}", "Notice")
def show_notice(visit: Visit) -> Answer:
    """Open a notice, which is an act; of one that the member held and is to erase, say just that."""
    with visit.hub.look() as look:
        found = look.find("notice", visit.id)
        if found is None or not look.may(visit.by, "files:notice:view", "notice", found):
            recall = incoming.recall_of(look, visit.by, visit.id)
            if recall is None:
                raise NotFound
            return Show("bureau/notice_recalled.html", {"recall": recall, "title": "Erase your copy"}, status=410)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        return Show("bureau/notice.html", _notice(visit, look, found))


def _notice(visit: Visit, look: Look, found: Found) -> dict[str, Any]:
    shown = views.view(look, visit.by, found)
    history = views.history(look, visit.by, found)
    side = side_of(visit.by, shown.member)
    own = incoming.own_dealing(look, found.id, visit.by.member or "") if side is Side.RECIPIENT else None
    return {
        "title": title_of(shown),
        "notice": shown,
        "in_force": shown.state in IN_FORCE,
        "subject": shown.body.subject if shown.body else None,
        "diffusion": shown.channel is Channel.DIFFUSION,
        "pictures": enclosed.pictures(look, visit, shown),
        "papers": enclosed.papers(look, visit, shown),
        "blocks": file_said(shown.body, _ELSEWHERE) if shown.body else [],
        "course": course(shown, history),
        "dealings": dealings.dealings(look, visit.by, found).dealings,
        "own": own,
        "owner": side is Side.OWNER,
        "acts": offered(look, visit.by, found),
        "barred": barred(look, visit.by, found, side),
        "words": wording,
        "meaning": meaning,
    }


def title_of(shown: views.NoticeView) -> str:
    """Return what a notice is called: its kind, and who or what it is about."""
    name = shown.body.subject.full_name if shown.body else ""
    return f"{wording.KINDS[shown.kind]}: {name}" if name else wording.KINDS[shown.kind]
