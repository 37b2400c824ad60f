"""The checks while one types: what they would say of the request with what stands in the form, saved nowhere."""

from collections.abc import Mapping, Sequence
from typing import Final

from comity.governance.offices import BUREAU
from comity.hub.web.bureau import entries
from comity.hub.web.bureau import working as w
from comity.hub.web.bureau.form import reading, standing
from comity.hub.web.bureau.form.checks import ABOVE, Check, checks_of, marks
from comity.hub.web.bureau.form.fields import Field, value_at, with_value
from comity.hub.web.bureau.form.outline import section_of
from comity.hub.web.bureau.steps import group_of
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import UnusableInput

PAGES: Final = Pages("bureau", BUREAU)
SHOWN: Final = "checked"
"""What the page shows already, `field=mark` each: only what changed is sent, so that no reader hears it twice."""


@PAGES.post("/bureau/requests/{id}/{section}/check", "Checks of a section")
def check_section(visit: Visit) -> Answer:
    """Say what the checks find in a section as it is typed."""
    section = section_of(visit.path["section"])
    working = w.in_reach(visit)
    fields = section.asked(working.body, working.members)
    plain = reading.read(fields, working.plain, visit.form).plain
    try:
        body = w.body_of(plain)
    except UnusableInput:
        return _answer(visit, fields, {})
    found = standing.on_section(section, body, w.findings_on(visit, body))
    return _answer(visit, fields, checks_of(standing.beside(fields, found)))


@PAGES.post("/bureau/requests/{id}/{section}/{entry}/check", "Checks of an entry")
def check_entry(visit: Visit) -> Answer:
    """Say what the checks find in an entry as it is typed."""
    section = section_of(visit.path["section"])
    group, working = group_of(section), w.in_reach(visit)
    held = value_at(working.plain, group.path) or []
    number = entries.number_of(visit)
    place = len(held) if number is None else min(number - 1, len(held))
    plain = reading.read(group.fields, held[place] if place < len(held) else {}, visit.form).plain
    try:
        body = w.body_of(with_value(working.plain, group.path, [*held[:place], plain, *held[place + 1 :]]))
    except UnusableInput:
        return _answer(visit, group.fields, {})
    found = standing.on_section(section, body, w.findings_on(visit, body))
    return _answer(visit, group.fields, checks_of(standing.beside(group.fields, found, group.path, place)))


def _answer(visit: Visit, fields: Sequence[Field], checks: Mapping[str, tuple[Check, ...]]) -> Answer:
    shown = dict(each.partition("=")[::2] for each in visit.form.all(SHOWN))
    now = marks(fields, checks)
    found = {field.id: checks.get(field.path, ()) for field in fields} | {ABOVE: checks.get("", ())}
    changed = [(name, found[name]) for name, mark in now if shown.get(name, "") != mark]
    return Show("bureau/request_checks.html", {"changed": changed, "marks": now})
