"""The page of a section that holds entries: what stands in the list, and that there is none."""

from comity.app import giving
from comity.hub.web import enclosing
from comity.hub.web.bureau import uploads
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form import asking, saying, standing
from comity.hub.web.bureau.form.checks import checks_of
from comity.hub.web.bureau.form.fields import value_at, with_value
from comity.hub.web.bureau.form.sections import Group, Section, Upload
from comity.hub.web.bureau.steps import article, onward
from comity.hub.web.visit import Answer, Show, Visit


def entries(
    visit: Visit,
    working: w.Working,
    section: Section,
    group: Group,
    error: str | None = None,
    status: int = 200,
    stale: bool = False,
) -> Answer:
    """Show the entries of a section."""
    held = value_at(working.plain, group.path)
    lines = [
        {"number": number, "title": saying.title_of(group, entry, number), "entry": entry}
        for number, entry in enumerate(held or (), 1)
    ]
    found = standing.on_section(section, working.body, working.findings)
    with visit.hub.look() as look:
        there = enclosing.there(look, visit, working.body) if group.upload else frozenset()
        told = uploads.told(look, visit, working.body) if group.upload is Upload.PHOTOGRAPH else {}
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
            "above_checks": checks_of({"": found})[""],
            "error": error,
            "there": there,
            "told": told,
            "stale": stale,
            "law": section.law,
        },
        status=status,
    )


def go_on(visit: Visit, working: w.Working, section: Section, group: Group) -> Answer:
    """Go on from a list of entries; that there is none is an answer too."""
    held, none = value_at(working.plain, group.path), "none" in visit.form
    if none and held:
        return entries(visit, working, section, group, f"Remove the {group.many} first, or untick “{group.none}”", 400)
    if held or none == (held == []) or giving.done_before(visit.hub, visit.by, visit.key):
        return onward(visit, working, section)
    if visit.seen != working.tag:
        return entries(visit, working, section, group, status=412, stale=True)
    w.save(visit, working, with_value(working.plain, group.path, [] if none else None))
    return onward(visit, working, section)
