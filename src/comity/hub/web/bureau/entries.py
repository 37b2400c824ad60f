"""The pages of one entry of a section: a charge, an alias, a document, a photograph."""

from collections.abc import Sequence
from typing import Final

from comity.app import giving
from comity.governance.offices import BUREAU
from comity.hub.web import enclosing
from comity.hub.web.bureau import uploads
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form import asking, reading, saying, showing, standing
from comity.hub.web.bureau.form.checks import checks_of
from comity.hub.web.bureau.form.fields import Plain, value_at, with_value
from comity.hub.web.bureau.form.outline import section_of
from comity.hub.web.bureau.form.sections import Group, Section
from comity.hub.web.bureau.steps import address, article, fitted, group_of
from comity.hub.web.pages import LARGEST_UPLOAD, Pages
from comity.hub.web.visit import Answer, Fields, Go, Show, Visit
from comity.kernel.errors import CommandRefused, Fault, NotFound, UnusableInput

PAGES: Final = Pages("bureau", BUREAU)
NEW: Final = "new"
_EMPTY: Final = "Fill in at least one of these"
_GONE: Final = "This entry was removed while you had it open. Saving adds it again."


@PAGES.get("/bureau/requests/{id}/{section}/{entry}", "Write a request")
def entry(visit: Visit) -> Answer:
    """Ask the questions of one entry."""
    working, section, group, held = _chosen(visit)
    number = number_of(visit)
    if number is not None and number > len(held):
        raise NotFound
    plain = held[number - 1] if number else {}
    return _page(visit, working, section, group, showing.shown(group.fields, plain), number)


@PAGES.post("/bureau/requests/{id}/{section}/{entry}", "Write a request", largest=LARGEST_UPLOAD)
def save_entry(visit: Visit) -> Answer:
    """Save one entry, and show the list that it is in."""
    working, section, group, held = _chosen(visit)
    number = number_of(visit)
    back = address(working, section.slug)
    if giving.done_before(visit.hub, visit.by, visit.key):
        return Go(back)
    if number is not None and number > len(held):
        return _page(visit, working, section, group, visit.form, None, (Fault("", _GONE),), status=412)
    plain = held[number - 1] if number else {}
    read = reading.read(group.fields, plain, visit.form)
    made, faults = read.plain, list(read.faults)
    if group.upload and number is None and not faults:
        made, faults = uploads.received(visit, group.upload, made)
    if not faults and not any(value not in (None, "") for value in made.values()):
        faults = [Fault(group.fields[0].path, _EMPTY)]
    if faults:
        return _page(visit, working, section, group, visit.form, number, faults, status=400)
    if visit.seen != working.tag and number and made != plain:
        return _page(visit, working, section, group, visit.form, number, stale=plain, status=412)
    written = [*held[: number - 1], made, *held[number:]] if number else [*held, made]
    return _saved(visit, working, section, group, number, written)


def _saved(
    visit: Visit, working: w.Working, section: Section, group: Group, number: int | None, entries: list[Plain]
) -> Answer:
    try:
        w.save(visit, working, with_value(working.plain, group.path, entries))
    except (UnusableInput, CommandRefused) as error:
        paths = [field.path for field in group.fields]
        place = f"{group.path}[{(number or len(entries)) - 1}]"
        faults = fitted(error, paths, place)
        return _page(visit, working, section, group, visit.form, number, faults, status=error.status)
    return Go(address(working, section.slug))


@PAGES.get("/bureau/requests/{id}/{section}/{entry}/remove", "Remove an entry")
def removing(visit: Visit) -> Answer:
    """Ask whether an entry is to be removed."""
    return _removing(visit)


@PAGES.post("/bureau/requests/{id}/{section}/{entry}/remove", "Remove an entry")
def remove(visit: Visit) -> Answer:
    """Remove an entry from its list."""
    working, section, group, held = _chosen(visit)
    back = Go(address(working, section.slug))
    if giving.done_before(visit.hub, visit.by, visit.key):
        return back
    number = number_of(visit)
    if number is None or number > len(held):
        raise NotFound
    if visit.seen != working.tag:
        return _removing(visit, stale=True)
    left = [*held[: number - 1], *held[number:]]
    w.save(visit, working, with_value(working.plain, group.path, left or None))
    return back


def _removing(visit: Visit, stale: bool = False) -> Answer:
    working, section, group, held = _chosen(visit)
    number = number_of(visit)
    if number is None or number > len(held):
        raise NotFound
    title = saying.title_of(group, held[number - 1], number)
    context = {"working": working, "section": section, "group": group, "entry": title, "stale": stale}
    return Show("bureau/request_remove.html", context, status=412 if stale else 200)


def _chosen(visit: Visit) -> tuple[w.Working, Section, Group, list[Plain]]:
    section = section_of(visit.path["section"])
    group = group_of(section)
    working = w.in_hand(visit)
    return working, section, group, value_at(working.plain, group.path) or []


def number_of(visit: Visit) -> int | None:
    """Return the number of the entry in the address, None for a new one."""
    said = visit.path["entry"]
    return None if said == NEW else int(said)


def _beside(working: w.Working, section: Section, group: Group, number: int | None) -> asking.Checks:
    """Return the findings beside the fields of one entry; a new one has none yet."""
    if number is None:
        return {}
    found = standing.on_section(section, working.body, working.findings)
    return checks_of(standing.beside(group.fields, found, group.path, number - 1))


def _there(visit: Visit, working: w.Working, group: Group, shown: Plain) -> bool:
    """Say whether the file that an entry names can be opened."""
    if not group.upload:
        return False
    with visit.hub.look() as look:
        return shown.get("sha256") in enclosing.there(look, visit, working.body)


def _page(
    visit: Visit,
    working: w.Working,
    section: Section,
    group: Group,
    typed: Fields,
    number: int | None,
    faults: Sequence[Fault] = (),
    stale: Plain | None = None,
    status: int = 200,
) -> Answer:
    checks = _beside(working, section, group, number)
    lang, day = str(working.body.language), working.at.date()
    held = (value_at(working.plain, group.path) or []) if number else []
    place = address(working, section.slug, visit.path["entry"] if number else NEW)
    shown = held[number - 1] if number and number <= len(held) else {}
    asked = asking.questions(group.fields, typed, day, faults, checks, stale, lang)
    context = {
        **asked,
        **uploads.said(group.upload, faults),
        "title": f"{group.one.capitalize()} {number}" if number else f"Add {article(group.one)} {group.one}",
        "working": working,
        "section": section,
        "group": group,
        "number": number,
        "held": shown,
        "there": _there(visit, working, group, shown),
        "unplaced": [each for each in asked["unplaced"] if each.path != uploads.FILE],
        "place": place,
        "check": f"{place}/check",
    }
    return Show("bureau/request_entry.html", context, status=status)
