"""Where one is in the form of a request, where one goes next, and what went wrong on the way."""

from collections.abc import Sequence
from typing import Final

from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form import standing
from comity.hub.web.bureau.form.outline import after
from comity.hub.web.bureau.form.sections import Group, Section
from comity.hub.web.visit import Go, Visit
from comity.kernel.errors import CommandRefused, Fault, NotFound, UnusableInput

LATER: Final = "later"


def address(working: w.Working, *parts: str) -> str:
    """Return an address of a request."""
    return "/".join((f"/bureau/requests/{working.id}", *parts))


def onward(visit: Visit, working: w.Working, section: Section) -> Go:
    """Return the way on from a section: to the next, or to the task list."""
    following = after(section, working.sections)
    if visit.form.one("then") == LATER or following is None:
        return Go(address(working, "tasks"))
    return Go(address(working, following.slug))


def group_of(section: Section) -> Group:
    """Return the entries of a section; raises `NotFound` where it has none."""
    if section.group is None:
        raise NotFound
    return section.group


def fitted(error: UnusableInput | CommandRefused, paths: Sequence[str], within: str = "") -> tuple[Fault, ...]:
    """Return what an error says by the fields of a page; what fits no field stands under its own path."""
    if not error.errors:
        return (Fault("", error.detail),)
    found = []
    for fault in error.errors:
        place = fault.path.removeprefix("$").removeprefix(".").removeprefix(within).removeprefix(".")
        named = standing.place_of(place)
        path = next((path for path in paths if standing.touches(named, path)), place)
        found.append(Fault(path, fault.message))
    return tuple(found)


def article(word: str) -> str:
    """Return the article that goes before a word."""
    return "an" if word[0] in "aeiou" else "a"
