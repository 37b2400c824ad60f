"""Writing a request: the list of what there is to do, and one page for each section."""

from collections.abc import Sequence
from typing import Final

from comity.app import giving
from comity.governance.offices import BUREAU
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form import asking, reading, saying, showing, standing
from comity.hub.web.bureau.form.fields import value_at, with_value
from comity.hub.web.bureau.form.outline import after, by_part, section_of
from comity.hub.web.bureau.form.sections import Group, Section
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Fields, Go, Show, Visit
from comity.kernel.errors import CommandRefused, Fault, NotFound, UnusableInput

PAGES: Final = Pages("bureau", BUREAU)
_TAGS: Final = {
    standing.Status.NOT_STARTED: "govuk-tag--blue",
    standing.Status.OPTIONAL: "govuk-tag--grey",
    standing.Status.IN_PROGRESS: "govuk-tag--yellow",
    standing.Status.MEND: "govuk-tag--red",
}
LATER: Final = "later"
MORE: Final = "more"


def address(working: w.Working, *parts: str) -> str:
    """Return an address of a request."""
    return "/".join((f"/bureau/requests/{working.id}", *parts))


@PAGES.get("/bureau/requests/{id}/tasks", "Write a request")
def tasks(visit: Visit) -> Answer:
    """Show what there is to do, and how far each part is."""
    working = w.in_hand(visit)
    parts = [(part, [_task(working, each) for each in some]) for part, some in by_part(working.sections)]
    context = {"working": working, "parts": parts, "left": _left(parts), "deadline": working.deadline}
    return Show("bureau/request_tasks.html", context)


Task = dict[str, object]


def _task(working: w.Working, section: Section) -> Task:
    status = standing.status(section, working.body, working.plain, working.findings)
    tag = {"text": status.value, "classes": _TAGS[status]} if status in _TAGS else None
    return {
        "title": {"text": section.title},
        "href": address(working, section.slug),
        "status": {"tag": tag} if tag else {"text": status.value},
        "open": status in (standing.Status.NOT_STARTED, standing.Status.IN_PROGRESS, standing.Status.MEND),
    }


def _left(parts: Sequence[tuple[object, Sequence[Task]]]) -> int:
    return sum(bool(each["open"]) for _, some in parts for each in some)


@PAGES.get("/bureau/requests/{id}/{section}", "Write a request")
def section(visit: Visit) -> Answer:
    """Ask the questions of a section, or list its entries."""
    working, chosen = _chosen(visit)
    if chosen.group:
        return _entries(working, chosen, chosen.group)
    fields = chosen.asked(working.body, working.members)
    return page(visit, working, chosen, showing.shown(fields, working.plain))


@PAGES.post("/bureau/requests/{id}/{section}", "Write a request")
def save_section(visit: Visit) -> Answer:
    """Save a section and go on to the next."""
    working, chosen = _chosen(visit)
    if chosen.group:
        return _continue(visit, working, chosen, chosen.group)
    fields = chosen.asked(working.body, working.members)
    if MORE in visit.form:
        return page(visit, working, chosen, visit.form)
    if giving.done_before(visit.hub, visit.by, visit.key):
        return _onward(visit, working, chosen)
    read = reading.read(fields, working.plain, visit.form)
    if read.faults:
        return page(visit, working, chosen, visit.form, read.faults, status=400)
    if visit.seen != working.tag and read.plain != working.plain:
        return page(visit, working, chosen, visit.form, stale=True, status=412)
    try:
        w.save(visit, working, read.plain)
    except (UnusableInput, CommandRefused) as error:
        faults = fitted(error, [field.path for field in fields])
        return page(visit, working, chosen, visit.form, faults, status=error.status)
    return _onward(visit, working, chosen)


def _chosen(visit: Visit) -> tuple[w.Working, Section]:
    section = section_of(visit.path["section"])
    return w.in_hand(visit), section


def _onward(visit: Visit, working: w.Working, section: Section) -> Answer:
    following = after(section, working.sections)
    if visit.form.one("then") == LATER or following is None:
        return Go(address(working, "tasks"))
    return Go(address(working, following.slug))


def page(
    visit: Visit,
    working: w.Working,
    section: Section,
    typed: Fields,
    faults: Sequence[Fault] = (),
    stale: bool = False,
    status: int = 200,
) -> Answer:
    """Show the questions of a section with what was typed."""
    fields = section.asked(working.body, working.members)
    checks = asking.checks_of(standing.beside(fields, standing.on_section(section, working.body, working.findings)))
    questions = asking.asks(
        fields, typed, working.at.date(), faults, checks, working.plain if stale else None, str(working.body.language)
    )
    return Show(
        "bureau/request_section.html",
        {
            "title": section.title,
            "working": working,
            "section": section,
            "says": asking.in_law(section.says, working.at.date()),
            "asks": questions,
            "above_checks": checks.get("", ()),
            "marks": asking.marks(fields, checks),
            "faults": faults,
            "unplaced": [fault for fault in faults if fault.path not in {field.path for field in fields}],
            "stale": stale,
            "check": address(working, section.slug, "check"),
            "law": section.law,
        },
        status=status,
    )


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


def _entries(
    working: w.Working, section: Section, group: Group, error: str | None = None, status: int = 200, stale: bool = False
) -> Answer:
    held = value_at(working.plain, group.path)
    lines = [
        {"number": number, "title": saying.title_of(group, entry, number), "entry": entry}
        for number, entry in enumerate(held or (), 1)
    ]
    found = standing.on_section(section, working.body, working.findings)
    checks = asking.checks_of({"": found}).get("", ())
    return Show(
        "bureau/request_entries.html",
        {
            "title": section.title,
            "working": working,
            "section": section,
            "says": asking.in_law(section.says, working.at.date()),
            "group": group,
            "article": article(group.one),
            "entries": lines,
            "none": held == [],
            "above_checks": checks,
            "error": error,
            "stale": stale,
            "law": section.law,
        },
        status=status,
    )


def _continue(visit: Visit, working: w.Working, section: Section, group: Group) -> Answer:
    """Go on from a list of entries; that there is none is an answer too."""
    held, none = value_at(working.plain, group.path), "none" in visit.form
    if none and held:
        return _entries(working, section, group, f"Remove the {group.many} first, or untick “{group.none}”", 400)
    if held or none == (held == []) or giving.done_before(visit.hub, visit.by, visit.key):
        return _onward(visit, working, section)
    if visit.seen != working.tag:
        return _entries(working, section, group, status=412, stale=True)
    w.save(visit, working, with_value(working.plain, group.path, [] if none else None))
    return _onward(visit, working, section)


def group_of(section: Section) -> Group:
    """Return the entries of a section; raises `NotFound` where it has none."""
    if section.group is None:
        raise NotFound
    return section.group


def article(word: str) -> str:
    """Return the article that goes before a word."""
    return "an" if word[0] in "aeiou" else "a"
