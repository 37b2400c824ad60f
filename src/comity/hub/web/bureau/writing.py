"""Writing a request: the list of what there is to do, and one page for each section."""

from collections.abc import Sequence
from typing import Final

from comity.app import giving
from comity.governance.offices import BUREAU
from comity.hub.web.bureau import entry_lists
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form import asking, reading, showing, standing
from comity.hub.web.bureau.form.checks import checks_of
from comity.hub.web.bureau.form.outline import by_part, section_of
from comity.hub.web.bureau.form.sections import Section
from comity.hub.web.bureau.steps import address, fitted, onward
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Fields, Show, Visit
from comity.kernel.errors import CommandRefused, Fault, UnusableInput

PAGES: Final = Pages("bureau", BUREAU)
_TAGS: Final = {
    standing.Status.NOT_STARTED: "govuk-tag--blue",
    standing.Status.OPTIONAL: "govuk-tag--grey",
    standing.Status.IN_PROGRESS: "govuk-tag--yellow",
    standing.Status.MEND: "govuk-tag--red",
}
MORE: Final = "more"


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
        return entry_lists.entries(visit, working, chosen, chosen.group)
    fields = chosen.asked(working.body, working.members)
    return page(visit, working, chosen, showing.shown(fields, working.plain))


@PAGES.post("/bureau/requests/{id}/{section}", "Write a request")
def save_section(visit: Visit) -> Answer:
    """Save a section and go on to the next."""
    working, chosen = _chosen(visit)
    if chosen.group:
        return entry_lists.go_on(visit, working, chosen, chosen.group)
    fields = chosen.asked(working.body, working.members)
    if MORE in visit.form:
        return page(visit, working, chosen, visit.form)
    if giving.done_before(visit.hub, visit.by, visit.key):
        return onward(visit, working, chosen)
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
    return onward(visit, working, chosen)


def _chosen(visit: Visit) -> tuple[w.Working, Section]:
    section = section_of(visit.path["section"])
    return w.in_hand(visit), section


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
    fields, day = section.asked(working.body, working.members), working.at.date()
    checks = checks_of(standing.beside(fields, standing.on_section(section, working.body, working.findings)))
    law = section.law if section.says else ""
    now, lang = working.plain if stale else None, str(working.body.language)
    context = {
        **asking.questions(fields, typed, day, faults, checks, now, lang, law),
        "title": section.title,
        "working": working,
        "section": section,
        "says": asking.in_law(section.says, day),
        "check": address(working, section.slug, "check"),
        "law": section.law,
    }
    return Show("bureau/request_section.html", context, status=status)
