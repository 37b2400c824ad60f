"""Changes that take two people: proposed by one administrator, confirmed by a second or by the Secretary General."""

from datetime import datetime

import msgspec

from comity.app import welcoming
from comity.app.views import changes as views
from comity.governance import dual_control as d
from comity.governance.offices import Office
from comity.hub.api.acting import new_id
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel.codes import Country
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Record

ROUTES = Routes("People")
_ALL = "/people/{id}/changes"
_ONE = "/people/{id}/changes/{change}"


class ChangeBody(Record, frozen=True):
    """Exactly one of an `office`, `nationalities` (with secondments to add), or an `invitation`."""

    office: Office | None = None
    on_duty: bool = False
    nationalities: tuple[Country, ...] | None = None
    seconded_by: tuple[Country, ...] = ()
    invitation: bool = False


class ProposedAnswer(msgspec.Struct, frozen=True):
    """The change that waits; of an invitation the `code` that the first to ask hands over, shown this once."""

    change: str
    code: str | None = None


class ConfirmedAnswer(msgspec.Struct, frozen=True):
    """What was confirmed; of an invitation the `address` that the second person hands over, shown this once."""

    change: str
    address: str | None = None
    expires: datetime | None = None


class Changes(msgspec.Struct, frozen=True):
    changes: tuple[views.ChangeView, ...]


@ROUTES.get(_ALL, "List the changes to a person that wait for a second.", Changes)
def list_changes(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(Changes(views.of_person(look, look.see(call.by, "person", call.id))))


@ROUTES.post(_ALL, "Propose a change that takes two.", ProposedAnswer, body=ChangeBody, status=201)
def propose_change(call: Call[ChangeBody, Nothing]) -> Reply:
    body = call.body
    with call.hub.look() as look:
        look.see(call.by, "person", call.id)
    if (body.office is not None) + (body.nationalities is not None) + body.invitation != 1:
        message = "Say one of office, nationalities and invitation"
        raise UnusableInput("The change cannot be used.", [Fault("$", message)])
    if body.invitation:
        half = welcoming.propose(call.hub, call.by, call.id, key=call.key)
        return Reply(ProposedAnswer(half.change, half.code))
    new = new_id(call, "chg")
    if body.office is not None:
        office = d.ProposeOffice(id=call.id, change=new, office=body.office, on_duty=body.on_duty)
        call.hub.order(call.by, office, key=call.key)
    else:
        nations, lent = body.nationalities or (), body.seconded_by
        ties = d.ProposeTies(id=call.id, change=new, nationalities=nations, seconded_by=lent)
        call.hub.order(call.by, ties, key=call.key)
    return Reply(ProposedAnswer(new))


@ROUTES.post(f"{_ONE}/confirm", "Confirm what another person proposed.", ConfirmedAnswer)
def confirm_change(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.see(call.by, "person", call.id)
    made = welcoming.confirm(call.hub, call.by, call.id, call.path["change"], key=call.key)
    if made is None:
        return Reply(ConfirmedAnswer(call.path["change"]))
    return Reply(ConfirmedAnswer(call.path["change"], made.address, made.expires))


@ROUTES.delete(_ONE, "Drop a change that waits.", None, status=204)
def drop_change(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.see(call.by, "person", call.id)
    call.hub.order(call.by, d.DropChange(id=call.id, change=call.path["change"]), key=call.key)
    return Reply(b"")
