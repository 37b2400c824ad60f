"""Requests that are not begun from nothing: from a bureau's own system as JSON, and from a notice to be amended."""

import json
from copy import deepcopy
from enum import StrEnum
from typing import Any, Final, get_args

import msgspec

from comity.app import giving
from comity.app.views import notices as notice_views
from comity.app.views.notices import NoticeView
from comity.app.views.own_requests import STATES, Shelf
from comity.governance.gate import Resource
from comity.governance.offices import BUREAU
from comity.hub.endpoint import MOST_JSON
from comity.hub.web.bureau.form.standing import place_of
from comity.hub.web.pages import LARGEST_FORM, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.decider import Row
from comity.kernel.errors import CommandRefused, Fault, UnusableInput
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.request import NoticeRequest

PAGES: Final = Pages("bureau", BUREAU)
MOST_FAULTS: Final = 50
_UNDER_WAY: Final = frozenset(STATES[Shelf.ASKED] + STATES[Shelf.DRAFTS] + STATES[Shelf.REVIEW])
_NOTHING: Final = "Choose a file, or paste the request"
_LARGE: Final = "The request must be 1 MB or smaller"
_LEAST: Final[dict[str, Any]] = {
    "kind": "red", "requesting_member": "XA", "reference": "", "language": "en", "subject": {"type": "person"},
}  # fmt: skip
"""The least that a request needs to be read, to put in the place of what is missing while looking for more faults."""


@PAGES.get("/bureau/requests/import", "Import a request")
def asking(visit: Visit) -> Answer:
    """Ask for a request as JSON."""
    return Show("bureau/request_import.html", {"typed": ""})


@PAGES.post("/bureau/requests/import", "Import a request", largest=LARGEST_FORM)
def bring(visit: Visit) -> Answer:
    """Make a draft of a request; what cannot be used is said with every place."""
    file = visit.form.file("file")
    data = file.data if file and file.data else visit.form.one("json").encode()
    if not data:
        return _again(visit, "", [Fault("$", _NOTHING)])
    if len(data) > MOST_JSON:
        return _again(visit, "", [Fault("$", _LARGE)])
    text = data.decode("utf-8", errors="replace")
    try:
        body = wire.decode(data, NoticeRequest, "request")
    except UnusableInput as error:
        return _again(visit, text, all_faults(data, error))
    if (body.requesting_member or "") != visit.by.member:
        said = f"must be {visit.by.member}: you ask for your own member and for no other"
        return _again(visit, text, [Fault("$.requesting_member", said)])
    new = giving.new_id(visit.hub, visit.by, visit.key, "req")
    visit.hub.order(visit.by, c.DraftRequest(id=new, body=body), key=visit.key)
    return Go(f"/bureau/requests/{new}/tasks")


def _again(visit: Visit, text: str, faults: list[Fault]) -> Answer:
    context = {"typed": text, "faults": faults, "more": len(faults) >= MOST_FAULTS}
    return Show("bureau/request_import.html", context, status=400)


def all_faults(data: bytes, first: UnusableInput) -> list[Fault]:
    """Return every fault of a request that can be found by mending one and looking again, `first` among them."""
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return [Fault("$", first.detail)]
    faults = [_plainer(each) for each in first.errors]
    error: UnusableInput | None = first
    while error and len(faults) < MOST_FAULTS:
        if not _mended(plain, error.errors[-1]):
            break
        error = _next(plain)
        faults += [_plainer(each) for each in error.errors] if error else ()
    return faults[:MOST_FAULTS]


def _plainer(fault: Fault) -> Fault:
    """Return a fault with what would be right where a word is none of a list."""
    known = _vocabulary_at(fault.path) if fault.message.startswith("Invalid enum value") else ()
    return Fault(fault.path, f"{fault.message}; use one of {', '.join(known)}") if known else fault


def _vocabulary_at(path: str) -> tuple[str, ...]:
    """Return the words that may stand at a place of a request, () where any may."""
    kind: Any = NoticeRequest
    for step in place_of(path).removeprefix("$.").split("."):
        fields = (
            {each.encode_name: each.type for each in msgspec.structs.fields(kind)} if _is(kind, msgspec.Struct) else {}
        )
        kind = _innermost(fields.get(step))
    return tuple(each.value for each in kind) if _is(kind, StrEnum) else ()


def _innermost(kind: Any) -> Any:
    """Return the record or vocabulary that a type holds, through lists and what may be left out."""
    inner = [_innermost(each) for each in get_args(kind)]
    return next((each for each in inner if _is(each, msgspec.Struct) or _is(each, StrEnum)), kind)


def _is(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _next(plain: Any) -> UnusableInput | None:
    try:
        wire.convert(plain, NoticeRequest, "request")
    except UnusableInput as error:
        return error
    return None


def _mended(plain: Any, fault: Fault) -> bool:
    """Take what is wrong out of the data, or put in what is missing; False where that cannot be done."""
    for name, least in _LEAST.items():
        if fault.message.endswith(f"missing required field `{name}`") and isinstance(plain, dict):
            plain[name] = deepcopy(least)
            return True
    return _without(plain, fault.path)


def _without(plain: Any, path: str) -> bool:
    steps = path.removeprefix("$").replace("[", ".[").split(".")[1:]
    for step in steps[:-1]:
        plain = _inner(plain, step)
    match steps[-1:] or [""], plain:
        case [step], dict() if step in plain:
            del plain[step]
        case [step], list() if _index(step) < len(plain):
            plain[_index(step)] = None
        case _:
            return False
    return True


def _inner(plain: Any, step: str) -> Any:
    if isinstance(plain, list):
        index = _index(step)
        return plain[index] if index < len(plain) else None
    return plain.get(step) if isinstance(plain, dict) else None


def _index(step: str) -> int:
    number = step.strip("[]")
    return int(number) if number.isdecimal() else 1_000_000


@PAGES.get("/bureau/notices/{id}/amend", "Amend a notice")
def amending(visit: Visit) -> Answer:
    """Say what an amendment does, and ask whether to begin one."""
    notice = _own(visit)
    with visit.hub.look() as look:
        under = [each.state for each in look.children("request", notice.id)]
    open_ = [each for each in under if each.amends == notice.id and each.state in _UNDER_WAY]
    return Show("bureau/request_amend.html", {"notice": notice, "open": open_[0] if open_ else None})


@PAGES.post("/bureau/notices/{id}/amend", "Amend a notice")
def amend(visit: Visit) -> Answer:
    """Begin an amendment with the text that stands."""
    notice = _own(visit)
    assert notice.body is not None
    new = giving.new_id(visit.hub, visit.by, visit.key, "req")
    visit.hub.order(visit.by, c.DraftRequest(id=new, body=notice.body, amends=notice.id), key=visit.key)
    return Go(f"/bureau/requests/{new}/tasks")


def _own(visit: Visit) -> NoticeView:
    """Open a notice of the visitor's own member that can be amended."""
    with visit.hub.look() as look:
        look.see(visit.by, "notice", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        found = look.see(visit.by, "notice", visit.id)
        look.require(
            visit.by, "bureau:request:draft", Resource("new", "request", Row(state="new", member=found.row.member))
        )
        shown = notice_views.view(look, visit.by, found)
    if shown.body is None or shown.resolution is not None:
        raise CommandRefused("This notice cannot be amended: it has ended, or it is a listing.", code="wrong-state")
    return shown
