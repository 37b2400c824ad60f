"""Applications to the commission: anyone may make one and follow it; its office alone reads it."""

from typing import Any

from comity.app import applying, limits
from comity.app.views import applications as views
from comity.app.views.paging import Page, PageQuery
from comity.hub.api.acting import body_of, opening
from comity.hub.auth import require_known
from comity.hub.endpoint import BYTES, Call, Nothing, Reply, Routes
from comity.kernel.errors import NotFound
from comity.notices.access import OpenFile
from comity.redress.commands import ReceiveApplication

ROUTES = Routes("Redress")
_FORM = body_of(ReceiveApplication, "id", "secret_digest", "enclosures")


@ROUTES.post("/applications", "Apply to the commission; the receipt's secret is shown this once.", views.Receipt,
             body=_FORM, status=201, public=True, key=False)  # fmt: skip
def apply(call: Call[Any, Nothing]) -> Reply:
    """Receive an application from anyone; who is signed in applies as anyone, so that no desk's name stands on it."""
    limits.take(call.hub, "application", call.remote)
    said = call.body
    return Reply(applying.apply(call.hub, said.kind, said.by, said.language, said.form))


@ROUTES.get("/applications", "List the applications, for the commission's office.", Page[views.ApplicationView],
            query=PageQuery)  # fmt: skip
def list_applications(call: Call[None, PageQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.listed(look, call.by, call.query))


@ROUTES.get("/applications/{reference}", "Follow an application with the secret of its receipt, in the header "
            "Comity-Secret; or open it, in the commission's office, which is an act.", views.ApplicationView,
            public=True, secret=True)  # fmt: skip
def get_application(call: Call[None, Nothing]) -> Reply:
    reference = call.path["reference"]
    if call.secret is not None:
        limits.take(call.hub, "receipt", call.remote)
        with call.hub.look() as look:
            followed = views.followed(look, reference, call.secret)
        limits.give_back(call.hub, "receipt", call.remote)
        return Reply(followed)
    require_known(call.caller)
    with call.hub.look() as look:
        found = views.named(look, reference)
        if len(found) != 1:
            raise NotFound
        look.see(call.by, "application", found[0].id)
    opening(call, OpenFile(id=found[0].id))
    with call.hub.look() as look:
        return Reply(views.view(look, look.see(call.by, "application", found[0].id)))


@ROUTES.get("/applications/{id}/enclosures/{place}", "Read a document enclosed with an application, in the "
            "commission's office; its opening is an act.", bytes, writes=BYTES)  # fmt: skip
def get_enclosure(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.see(call.by, "application", call.id)
    opening(call, OpenFile(id=call.id))
    with call.hub.look() as look:
        return Reply(views.enclosure(look, look.see(call.by, "application", call.id), int(call.path["place"]))[1])
