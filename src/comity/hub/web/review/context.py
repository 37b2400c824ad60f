"""Recording what the secretariat knows of a case: its effect on findings and reviewers is shown before."""

from typing import Any, Final

from comity.app import giving
from comity.app.casefile import text_of
from comity.app.look import Look
from comity.app.views import recording
from comity.governance.offices import Office
from comity.hub.web.complaints import Complaints
from comity.hub.web.pages import Pages
from comity.hub.web.review import context_form, wording
from comity.hub.web.review.anchors import anchor
from comity.hub.web.review.context_form import Typed
from comity.hub.web.review.queue import DESK, HOME
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, Stale, UnusableInput
from comity.notices.access import OpenFile
from comity.notices.commands import RecordContext

OFFICER: Final = frozenset({Office.CASE_OFFICER})
PAGES: Final = Pages("review", DESK)
_CHANGED: Final = (
    "Somebody recorded something, or the case changed, since you opened this page. What you typed is kept; what is "
    "recorded now stands below it. Put together what should stand and send it again."
)


@PAGES.get("/review/{id}/context", "What the secretariat knows", offices=OFFICER)
def show(visit: Visit) -> Answer:
    """Show what is recorded as a form; opening it is an act."""
    return _shown(visit, None)


@PAGES.post("/review/{id}/context", "What the secretariat knows", offices=OFFICER)
def write(visit: Visit) -> Answer:
    """Add or take away a row, show what recording would change, or record it."""
    typed = context_form.read(visit.form)
    step, _, rest = visit.form.one("step").partition(":")
    if step == "add" and rest in context_form.BY_NAME:
        return _shown(visit, typed, more=rest)
    if step == "remove":
        group, _, number = rest.partition(":")
        return _shown(visit, context_form.without(typed, group, int(number) if number.isdecimal() else -1))
    if step == "change":
        return _shown(visit, typed)
    try:
        return _record(visit, typed) if step == "record" else _previewed(visit, typed)
    except Stale as error:
        return _shown(visit, typed, Complaints([{"text": _CHANGED}]), error.status, now=True)
    except (CommandRefused, UnusableInput) as error:
        return _shown(visit, typed, _complaints(error), error.status)


def _complaints(error: ComityError) -> Complaints:
    by = {fault.path: fault.message for fault in error.errors}
    if not by:
        return Complaints([{"text": error.detail}])
    return Complaints([{"text": message, "href": f"#{path}"} for path, message in by.items()], by)


def _record(visit: Visit, typed: Typed) -> Answer:
    with visit.hub.look() as look:
        look.see(visit.by, "review", visit.id)
        context = context_form.context_of(typed, recording.recorded(look, visit.id))
    command = RecordContext(id=visit.id, context=context)
    giving.give(visit.hub, visit.by, "review", visit.id, command, visit.seen, visit.key)
    return Go(f"{HOME}/{visit.id}#context")


def _previewed(visit: Visit, typed: Typed) -> Answer:
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id, review=True))
    with visit.hub.look() as look:
        found = look.see(visit.by, "review", visit.id)
        tag = giving.tag_of(look, visit.by, "review", found)
        if tag != visit.seen:
            raise Stale(_CHANGED)
        context = context_form.context_of(typed, recording.recorded(look, visit.id))
        changes = recording.changes(look, found, context)
    shown = {"id": visit.id, "typed": typed, "context": context, "changes": changes, "seen": tag}
    return Show("review/context_effect.html", {**shown, "words": wording, "anchor": anchor})


def _shown(
    visit: Visit,
    typed: Typed | None,
    wrong: Complaints | None = None,
    status: int = 200,
    *,
    more: str = "",
    now: bool = False,
) -> Show:
    with visit.hub.look() as look:
        look.see(visit.by, "review", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id, review=True))
    with visit.hub.look() as look:
        context = _context(visit, look, typed, more)
    context |= {"wrong": wrong or Complaints(), "now": now, "words": wording, "anchor": anchor}
    return Show("review/context.html", context, status)


def _context(visit: Visit, look: Look, typed: Typed | None, more: str) -> dict[str, Any]:
    found = look.see(visit.by, "review", visit.id)
    recorded = recording.recorded(look, visit.id)
    body = text_of(look, visit.id)
    shown = typed or context_form.of(recorded)
    return {
        "id": visit.id,
        "name": body.subject.full_name if body else "",
        "erased": body is None,
        "seen": giving.tag_of(look, visit.by, "review", found),
        "recorded": recorded,
        "typed": shown,
        "groups": [(group, _rows(shown, group, more)) for group in context_form.GROUPS],
        "field_id": context_form.field_id,
    }


def _rows(typed: Typed, group: context_form.Group, more: str) -> list[context_form.Row]:
    """Return the rows that are shown: those typed, and an empty one where it was asked for."""
    rows = list(typed.rows.get(group.name, ()))
    return [*rows, {field.name: "" for field in group.fields}] if more == group.name else rows
