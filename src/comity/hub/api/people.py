"""Administration: people, offices, tokens, members and the measures on them."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from comity.app import proving
from comity.app.founding import Issued, issue_token
from comity.app.ports.proofs import ProofRefused
from comity.app.views import people as views
from comity.app.views.paging import Page
from comity.governance import commands as g
from comity.governance.gate import Principal, Resource, proved
from comity.governance.offices import Office
from comity.governance.organisation import STREAM
from comity.hub.api.acting import Result, act, after, body_of, give, new_id
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.decider import Id, Row
from comity.kernel.errors import Forbidden, NotFound
from comity.kernel.subject import Record

ROUTES = Routes("People")
_OFFICE = "/people/{id}/offices"
_NEW = body_of(g.AddPerson, "id")


class ProofBody(Record, frozen=True):
    """The password and the six digits that the caller signs in with, shown once more."""

    password: Annotated[str, msgspec.Meta(max_length=1000)]
    code: Annotated[str, msgspec.Meta(max_length=40)]


class TokenBody(Record, frozen=True):
    """`person` is the machine whose token it will be; one's own where it is left out. It expires after `days`.

    Without `proof`, which an access token cannot stand for, the answer is 403.
    """

    person: Id | None = None
    days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 90
    purpose: g.TokenPurpose = g.TokenPurpose.PERSON
    proof: ProofBody | None = None


@ROUTES.get("/me", "Say who you are to Comity.", views.Me)
def get_me(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.me(look, call.by, call.hub.name))


@ROUTES.get("/people", "List the people that you may see.", Page[views.PersonView], query=views.PeopleQuery)
def list_people(call: Call[None, views.PeopleQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.listed(look, call.by, call.query))


@ROUTES.post("/people", "Add a person.", Result, body=_NEW, status=201, tagged=True)
def add_person(call: Call[Any, Nothing]) -> Reply:
    new = new_id(call, "per")
    said = {name: getattr(call.body, name) for name in call.body.__struct_fields__}
    call.hub.order(call.by, g.AddPerson(id=new, **said), key=call.key)
    return after(call, "person", new)


@ROUTES.get("/people/{id}", "See a person: offices present and past, ties, tokens.", views.PersonView, tagged=True)
def get_person(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        shown = views.view(look, look.see(call.by, "person", call.id))
        return Reply(shown, str(shown.version))


for _method, _path, _command, _says in (
    ("PUT", "/people/{id}/profile", g.ReviseProfile, "Revise what is known of a person; what stood there is erased."),
    ("PUT", "/people/{id}/ties", g.AmendTies, "Say the nationalities as they are, and secondments to add."),
    ("PUT", "/people/{id}/duty", g.SetDuty, "Put a reviewer on the duty list for urgent requests, or off it."),
    ("DELETE", "/people/{id}", g.RemovePerson, "Remove a person: offices, tokens and profile go."),
    ("POST", _OFFICE, g.FillOffice, "Fill an office."),
):
    act(ROUTES, _method, _path, _command, "person", _says)


def _office(call: Call[Any, Any]) -> Mapping[str, Any]:
    return {"id": call.id, "office": wire.convert(call.path["office"], Office, "office")}


act(ROUTES, "DELETE", f"{_OFFICE}/{{office}}", g.LeaveOffice, "person", "Leave an office.", named=_office,
    without=("id", "office"))  # fmt: skip


@ROUTES.post("/tokens", "Issue a token; its secret is shown this once.", Issued, body=TokenBody, status=201, key=False)
def issue(call: Call[TokenBody, Nothing]) -> Reply:
    person = call.body.person or call.by.id
    with call.hub.look() as look:
        look.see(call.by, "person", person)
    return Reply(issue_token(call.hub, _proved(call), person, call.body.days, call.body.purpose))


def _proved(call: Call[TokenBody, Nothing]) -> Principal:
    """Return the caller, with a fresh proof where the body has one; raises `Forbidden` where it is wrong."""
    proof = call.body.proof
    if proof is None:
        return call.by
    try:
        proving.afresh(call.hub, call.by.id, proof.password, proof.code, "", call.remote)
    except ProofRefused as error:
        raise Forbidden(error.detail, "TOKENS-NEED-PROOF", "Comity 18") from None
    return proved(call.by)


@ROUTES.delete("/tokens/{token}", "Revoke a token; it holds at once.", None, status=204)
def revoke_token(call: Call[None, Nothing]) -> Reply:
    token = call.path["token"]
    with call.hub.look() as look:
        person = look.reader.token_holder(token)
    if person is None:
        raise NotFound
    give(call, "person", person, g.RevokeToken(id=person, token=token))
    return Reply(b"")


@ROUTES.get("/members", "Say who the members are.", views.Members, public=True)
def list_members(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.require(call.by, "public:members:read", Resource(STREAM, "organisation", Row(state="established")))
        return Reply(views.Members(call.hub.name, tuple(sorted(look.organisation().members))))


def _organisation(_: Call[Any, Any]) -> Mapping[str, Any]:
    return {}


def _measure(call: Call[Any, Any]) -> Mapping[str, Any]:
    member = wire.convert(call.path["member"], Country, "member")
    return {"member": member, "measure": wire.convert(call.path["measure"], g.Measure, "measure")}


@ROUTES.get("/measures", "List the corrective measures in force.", views.Measures, tagged=True)
def list_measures(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        found = views.measures(look, call.by)
        return Reply(found, str(found.version))


for _method, _path, _ruling, _says, _named, _without in (
    ("POST", "/members", g.AdmitMember, "Admit a member; it receives what is meant for it.", _organisation, ()),
    ("POST", "/measures", g.ImposeMeasure, "Impose a corrective measure, on its legal ground.", _organisation, ()),
    ("DELETE", "/measures/{member}/{measure}", g.LiftMeasure, "Lift a corrective measure.", _measure,
     ("member", "measure")),
):  # fmt: skip
    act(ROUTES, _method, _path, _ruling, "organisation", _says, named=_named, without=_without,
        stream=lambda _: STREAM)  # fmt: skip
