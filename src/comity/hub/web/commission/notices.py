"""Whole files of notices, read only, and the one act of the commission: to block for the time being, and to lift it."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

import msgspec

from comity.app import giving
from comity.app.look import Found, Look
from comity.app.views import dealings
from comity.app.views import notices as views
from comity.hub.web import enclosing, filtering
from comity.hub.web.asking import Ask, Asking, Option, Sort, ask, done
from comity.hub.web.bureau import enclosed, meaning
from comity.hub.web.bureau.acts import reached
from comity.hub.web.bureau.course import course
from comity.hub.web.bureau.notices import title_of
from comity.hub.web.commission.applications import DESK, HOME
from comity.hub.web.file_said import file_said
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import ComityError, NotFound
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.notice import IN_FORCE
from comity.notices.vocabulary import Ground, Kind, State

PAGES: Final = Pages("commission", DESK)
LIST: Final = f"{HOME}/notices"
_ONE: Final = f"{LIST}/{{id}}"
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
    "find": lambda value: f"Not found: {value}",
}


class FilesQuery(views.NoticesQuery, frozen=True):
    """`find` is the identifier or public number of one notice, or the identifier of a request."""

    find: Annotated[str, msgspec.Meta(max_length=60)] | None = None


@PAGES.get(LIST, "Files", menu="Files")
def show(visit: Visit) -> Answer:
    """Show the notices, the newest first, or go to the one that is named."""
    query = filtering.read(visit.query, FilesQuery)
    with visit.hub.look() as look:
        if query.find and (place := _place(look, visit, query.find)):
            return Go(place)
        found = views.listed(look, visit.by, query)
        members = sorted(look.organisation().members)
    context: dict[str, Any] = {
        "lines": found.entries,
        "words": wording,
        "query": query,
        "members": [{"value": "", "text": "Any"}, *({"value": each, "text": each} for each in members)],
        "states": filtering.choices(_STATES, visit.query, "state", wording.STATES.__getitem__),
        "kinds": filtering.choices(list(Kind), visit.query, "kind", wording.KINDS.__getitem__),
        "tags": filtering.tags(LIST, visit.query, _TAGS),
        "next": filtering.following(LIST, visit.query, found.next),
        "first": filtering.first(LIST, visit.query),
    }
    return Show("commission/notices.html", context)


def _place(look: Look, visit: Visit, find: str) -> str | None:
    """Return where the file is that an identifier or a public number names."""
    said = find.strip()
    if _known(look, visit, "review", said):
        return f"/review/{said}"
    notice = said if look.find("notice", said) else look.reader.numbered(said.replace("-", "/"))
    return f"{LIST}/{notice}" if notice and _known(look, visit, "notice", notice) else None


def _known(look: Look, visit: Visit, what: str, stream: str) -> bool:
    """Say whether the visitor may see a file: of one that is hidden nobody is led to the place where it is."""
    found = look.find(what, stream)
    return found is not None and look.may(visit.by, f"files:{what}:view", what, found)


@PAGES.get(_ONE, "The file of a notice")
def one(visit: Visit) -> Answer:
    """Open the whole file of a notice."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        return Show("commission/notice.html", _file(visit, look, found))


def _file(visit: Visit, look: Look, found: Found) -> dict[str, Any]:
    shown = views.view(look, visit.by, found)
    history = views.history(look, visit.by, found)
    return {
        "title": title_of(shown),
        "notice": shown,
        "in_force": shown.state in IN_FORCE,
        "ours": found.state.blocked_by_commission,
        "subject": shown.body.subject if shown.body else None,
        "photograph": next((each.sha256 for each in enclosed.pictures(look, visit, shown)), None),
        "blocks": file_said(shown.body) if shown.body else [],
        "papers": enclosed.papers(look, visit, shown),
        "course": course(shown, history),
        "history": history.entries,
        "dealings": dealings.dealings(look, visit.by, found).dealings,
        "reached": len(reached(look, found)),
        "words": wording,
        "meaning": meaning,
    }


@PAGES.get(f"{_ONE}/files/{{sha256}}", "A file of a notice")
def give_file(visit: Visit) -> Answer:
    """Give a photograph to be seen on its page, and any other file to be kept; opening one is an act."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    return enclosing.given(visit, visit.path["sha256"])


@PAGES.get(f"{_ONE}/block", "Block a notice")
def show_block(visit: Visit) -> Answer:
    """Say what a block does."""
    return _block(visit)


def _block(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        if found.state.state not in IN_FORCE or (found.state.state is State.BLOCKED and error is None):
            raise NotFound
        grounds = tuple(
            Option(each.value, text) for each, text in wording.GROUNDS.items() if each is not Ground.LEGAL_REVIEW
        )
        asking = Asking(
            question="Block this notice for the time being?",
            caption=title_of(views.view(look, visit.by, found)),
            button="Block the notice",
            back=f"{LIST}/{visit.id}",
            back_text="Back to the file",
            effects=(
                f"{_members(len(reached(look, found)))} can no longer use it, at once.",
                "They are told that the notice is blocked, and neither why nor by whom. The requester sees the block.",
                "A public extract is hidden while the block lasts. Nothing is erased.",
                "Only the commission lifts it: the secretariat cannot.",
            ),
            asks=(
                Ask(name="ground", label="On what ground", sort=Sort.ONE, options=grounds),
                Ask(name="reason", label="Why", sort=Sort.WORDS, hint="Kept sealed with the file."),
            ),
        )
        return ask(visit, asking, giving.tag_of(look, visit.by, "notice", found), error)


def _members(count: int) -> str:
    return "1 member" if count == 1 else f"{count} members"


@PAGES.post(f"{_ONE}/block", "Block a notice")
def block(visit: Visit) -> Answer:
    """Block the notice."""

    def act() -> str:
        command = wire.convert(_said(visit, "ground", "reason"), c.BlockNotice, "form")
        giving.give(visit.hub, visit.by, "notice", visit.id, command, visit.seen, visit.key)
        return f"{LIST}/{visit.id}"

    return done(visit, lambda error: _block(visit, error), act)


def _said(visit: Visit, *names: str) -> dict[str, Any]:
    said = {name: visit.form.text(name) for name in names}
    return {"id": visit.id, **{name: value for name, value in said.items() if value}}


@PAGES.get(f"{_ONE}/unblock", "Lift a block")
def show_unblock(visit: Visit) -> Answer:
    """Say what lifting the block does."""
    return _unblock(visit)


def _unblock(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        if not (found.state.state is State.BLOCKED and found.state.blocked_by_commission) and error is None:
            raise NotFound
        asking = Asking(
            question="Lift the block on this notice?",
            caption=title_of(views.view(look, visit.by, found)),
            button="Lift the block",
            back=f"{LIST}/{visit.id}",
            back_text="Back to the file",
            effects=(
                f"The notice stands again as before, and {_members(len(reached(look, found)))} can use it, at once.",
                "A public extract shows again.",
            ),
            asks=(Ask(name="reason", label="Why", sort=Sort.WORDS, hint="Kept sealed with the file."),),
        )
        return ask(visit, asking, giving.tag_of(look, visit.by, "notice", found), error)


@PAGES.post(f"{_ONE}/unblock", "Lift a block")
def unblock(visit: Visit) -> Answer:
    """Lift the block."""

    def act() -> str:
        command = wire.convert(_said(visit, "reason"), c.UnblockNotice, "form")
        giving.give(visit.hub, visit.by, "notice", visit.id, command, visit.seen, visit.key)
        return f"{LIST}/{visit.id}"

    return done(visit, lambda error: _unblock(visit, error), act)
