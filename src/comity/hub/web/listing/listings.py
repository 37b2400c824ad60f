"""Listings in force: as a list, each on its page, published by hand, revised, and ended."""

from typing import Any, Final

from comity.app import giving
from comity.app.look import Found, Look
from comity.app.views import listings as views
from comity.app.views import notices
from comity.governance.gate import Resource
from comity.governance.offices import Office
from comity.hub.web import filtering
from comity.hub.web.asking import Asking, ask, done
from comity.hub.web.bureau.acts import reached
from comity.hub.web.bureau.course import course
from comity.hub.web.bureau.notices import title_of
from comity.hub.web.file_said import file_said
from comity.hub.web.listing import form
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.decider import Row
from comity.kernel.errors import ComityError, NotFound
from comity.law import parameters
from comity.law.un_lists import un_list
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.notice import IN_FORCE
from comity.notices.request import NoticeRequest

DESK: Final = frozenset({Office.LISTING_OFFICER})
PAGES: Final = Pages("listing", DESK)
HOME: Final = "/listing"
_ONE: Final = f"{HOME}/notices/{{id}}"
_TAGS: Final = {"ended": lambda _: "Ended", "find": lambda value: f"Not found: {value}"}


@PAGES.get(HOME, "Listings", menu="Listings")
def show(visit: Visit) -> Answer:
    """Show the listings in force, or go to the one that is named."""
    query = filtering.read(visit.query, views.ListingsQuery)
    with visit.hub.look() as look:
        if query.find and (notice := _named(look, visit, query.find)):
            return Go(f"{HOME}/notices/{notice}")
        found = views.listings(look, visit.by, query)
    context: dict[str, Any] = {
        "lines": found.entries,
        "query": query,
        "words": wording,
        "tags": filtering.tags(HOME, visit.query, _TAGS),
        "next": filtering.following(HOME, visit.query, found.next),
        "first": filtering.first(HOME, visit.query),
    }
    return Show("listing/listings.html", context)


def _named(look: Look, visit: Visit, find: str) -> str | None:
    said = find.strip()
    notice = said if look.find("notice", said) else look.reader.numbered(said.replace("-", "/"))
    found = look.find("notice", notice) if notice else None
    return found.id if found and look.may(visit.by, "files:notice:view", "notice", found) else None


@PAGES.get(_ONE, "A listing")
def one(visit: Visit) -> Answer:
    """Open a listing, which is an act."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        shown = notices.view(look, visit.by, found)
        context: dict[str, Any] = {
            "title": title_of(shown),
            "notice": shown,
            "in_force": shown.state in IN_FORCE,
            "listing": found.state.resolution is not None,
            "blocks": file_said(shown.body) if shown.body else [],
            "course": course(shown, notices.history(look, visit.by, found)),
            "reached": len(reached(look, found)),
            "words": wording,
        }
    return Show("listing/listing.html", context)


@PAGES.get(f"{HOME}/new", "Publish a listing", menu="Publish one")
def show_new(visit: Visit) -> Answer:
    """Ask what the entry says."""
    return _new(visit)


def _new(visit: Visit, error: ComityError | None = None) -> Show:
    asking = Asking(
        question="Publish a listing",
        button="Publish the listing",
        back=HOME,
        back_text="Listings",
        keep="Publish none",
        effects=(
            "It reaches every member at once, and anyone can read it.",
            "It rests on the resolution of its list, and on no review: enter only what the entry says.",
            "Where there is a file of the United Nations, import that instead: it brings every entry up to date.",
        ),
        asks=form.asks(),
    )
    return ask(visit, asking, error=error)


@PAGES.post(f"{HOME}/new", "Publish a listing")
def publish(visit: Visit) -> Answer:
    """Publish the listing."""

    def act() -> str:
        notice = giving.new_id(visit.hub, visit.by, visit.key, "ntc")
        with visit.hub.look() as look:
            look.require(visit.by, "listing:notice:publish", Resource(notice, "notice", Row(state="new")))
        body = form.read(visit.form)
        resolution = un_list(visit.form.one("list")).resolution
        visit.hub.order(visit.by, c.PublishListing(id=notice, body=body, resolution=resolution), key=visit.key)
        return f"{HOME}/notices/{notice}"

    return done(visit, lambda error: _new(visit, error), act)


def _standing(look: Look, visit: Visit) -> Found:
    """Return the listing that the address names, which must be in force; raises `NotFound`."""
    found = look.see(visit.by, "notice", visit.id)
    if found.state.resolution is None or found.state.state not in IN_FORCE:
        raise NotFound
    return found


@PAGES.get(f"{_ONE}/revise", "Revise a listing")
def show_revise(visit: Visit) -> Answer:
    """Ask what the entry says now; its file is opened, which is an act."""
    with visit.hub.look() as look:
        _standing(look, visit)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    return _revise(visit)


def _revise(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = _standing(look, visit)
        body = look.opened(found.state.body, NoticeRequest)
        asking = Asking(
            question="Revise this listing",
            caption=title_of(notices.view(look, visit.by, found)),
            button="Revise the listing",
            back=f"{HOME}/notices/{found.id}",
            back_text="Back to the listing",
            effects=(
                "Every member receives the new text at once, and what anyone can read changes with it.",
                "What stood there until now is erased. Documents and addresses, which are not asked here, stay.",
            ),
            asks=form.asks(body),
        )
        return ask(visit, asking, giving.tag_of(look, visit.by, "notice", found), error)


@PAGES.post(f"{_ONE}/revise", "Revise a listing")
def revise(visit: Visit) -> Answer:
    """Put the new text in the place of the old one."""

    def act() -> str:
        with visit.hub.look() as look:
            before = look.opened(_standing(look, visit).state.body, NoticeRequest)
        command = c.ReviseListing(id=visit.id, body=form.read(visit.form, before))
        giving.give(visit.hub, visit.by, "notice", visit.id, command, visit.seen, visit.key)
        return f"{HOME}/notices/{visit.id}"

    return done(visit, lambda error: _revise(visit, error), act)


@PAGES.get(f"{_ONE}/end", "End a listing")
def show_end(visit: Visit) -> Answer:
    """Say what ending does."""
    return _end(visit)


def _end(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id) if error else _standing(look, visit)
        hours = parameters.number("recall.deadline_hours", look.at.date())
        asking = Asking(
            question="End this listing?",
            caption=title_of(notices.view(look, visit.by, found)),
            button="End the listing",
            back=f"{HOME}/notices/{found.id}",
            back_text="Back to the listing",
            grave=True,
            effects=(
                f"{len(reached(look, found))} members will be asked to erase it, each within {hours} hours.",
                "It leaves the public list at once, and its file is erased here.",
                "Do this where the committee removed the entry. It cannot be undone: a new listing is published anew.",
            ),
        )
        return ask(visit, asking, giving.tag_of(look, visit.by, "notice", found), error)


@PAGES.post(f"{_ONE}/end", "End a listing")
def end(visit: Visit) -> Answer:
    """End the listing."""

    def act() -> str:
        command = c.EndListing(id=visit.id)
        giving.give(visit.hub, visit.by, "notice", visit.id, command, visit.seen, visit.key)
        return f"{HOME}/notices/{visit.id}"

    return done(visit, lambda error: _end(visit, error), act)
