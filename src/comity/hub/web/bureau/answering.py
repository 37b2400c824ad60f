"""What a member says of a notice that reached it: its treatment on receipt, what it did after a find, an objection.

Nothing here compels: a member may close the page and say nothing.
"""

from collections.abc import Callable
from typing import Any, Final

from comity.app.look import Look
from comity.app.views import incoming
from comity.app.views import notices as views
from comity.app.views.sides import Side, side_of
from comity.governance.offices import BUREAU
from comity.hub.web.bureau import meaning
from comity.hub.web.bureau.notices import title_of
from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.visit import Answer, Fields, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused, NotFound, UnusableInput
from comity.notices import commands as c

PAGES: Final = Pages("bureau", BUREAU)
_TREATMENT: Final = ("treatment", "ground", "text")
_ANSWER: Final = ("answer", "ground", "visible_to", "name_us", "on", "text")
_OBJECTION: Final = ("kind", "text")


@PAGES.get("/bureau/notices/{id}/treatment", "What do you do with this notice?")
def ask_treatment(visit: Visit) -> Answer:
    return _asked(visit, "bureau/treatment.html")


@PAGES.post("/bureau/notices/{id}/treatment", "What do you do with this notice?")
def record_treatment(visit: Visit) -> Answer:
    return _recorded(visit, "bureau/treatment.html", c.RecordTreatment, _TREATMENT)


@PAGES.get("/bureau/notices/{id}/answer", "What did you do?")
def ask_answer(visit: Visit) -> Answer:
    return _asked(visit, "bureau/answer.html")


@PAGES.post("/bureau/notices/{id}/answer", "What did you do?")
def record_answer(visit: Visit) -> Answer:
    return _recorded(visit, "bureau/answer.html", c.RecordAnswer, _ANSWER)


@PAGES.get("/bureau/notices/{id}/objection", "Object to this notice")
def ask_objection(visit: Visit) -> Answer:
    return _asked(visit, "bureau/objection.html")


@PAGES.post("/bureau/notices/{id}/objection", "Object to this notice")
def raise_objection(visit: Visit) -> Answer:
    return _recorded(visit, "bureau/objection.html", c.RaiseObjection, _OBJECTION)


def _asked(visit: Visit, template: str) -> Answer:
    with visit.hub.look() as look:
        return _shown(visit, look, template, Complaints(), 200)


def _recorded(visit: Visit, template: str, command: Callable[..., Command], names: tuple[str, ...]) -> Answer:
    """Give the command; what is wrong with it is said on the same page, with what was typed."""
    with visit.hub.look() as look:
        _require_recipient(visit, look)
    try:
        made = _command(visit.form, command, names, visit.id, visit.by.member or "")
        visit.hub.order(visit.by, made, key=visit.key)
    except (UnusableInput, CommandRefused) as error:
        with visit.hub.look() as look:
            return _shown(visit, look, template, complaints(error, {name: name for name in names}), error.status)
    return Go(f"/bureau/notices/{visit.id}#ours")


def _command(form: Fields, kind: Any, names: tuple[str, ...], notice: str, member: str) -> Command:
    said: dict[str, Any] = {name: form.text(name) for name in names}
    if "name_us" in names:
        said["name_us"] = form.one("name_us") == "yes"
    given = {name: value for name, value in said.items() if value is not None}
    made: Command = wire.convert({"notice": notice, "member": member, **given}, kind, "form")
    return made


def _require_recipient(visit: Visit, look: Look) -> None:
    """Raise `NotFound` unless the notice reaches the visitor's member: on its own one answers nothing."""
    found = look.see(visit.by, "notice", visit.id)
    if side_of(visit.by, found.row.member) is not Side.RECIPIENT:
        raise NotFound


def _shown(visit: Visit, look: Look, template: str, wrong: Complaints, status: int) -> Show:
    _require_recipient(visit, look)
    shown = views.view(look, visit.by, look.see(visit.by, "notice", visit.id))
    context = {
        "notice": shown,
        "about": title_of(shown),
        "own": incoming.own_dealing(look, visit.id, visit.by.member or ""),
        "meaning": meaning,
        "words": wording,
        "wrong": wrong,
        "typed": visit.form,
    }
    return Show(template, context, status)
