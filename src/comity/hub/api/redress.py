"""Applications to the commission: anyone may make one and follow it; its office alone reads it."""

from typing import Any

from comity.app.views import applications as views
from comity.app.views.paging import Page, PageQuery
from comity.governance.gate import PUBLIC
from comity.hub.api.acting import body_of, opening
from comity.hub.auth import require_known
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel.errors import NotFound
from comity.notices.access import OpenFile
from comity.redress import receipt
from comity.redress.commands import ReceiveApplication

ROUTES = Routes("Redress")
_FORM = body_of(ReceiveApplication, "id", "secret_digest")


@ROUTES.post("/applications", "Apply to the commission; the receipt's secret is shown this once.", views.Receipt,
             body=_FORM, status=201, public=True, key=False)  # fmt: skip
def apply(call: Call[Any, Nothing]) -> Reply:
    """Receive an application from anyone; who is signed in applies as anyone, so that no desk's name stands on it."""
    new, secret = call.hub.chance.id("rdr"), receipt.secret(bytes.fromhex(call.hub.chance.nonce()))
    said = {name: getattr(call.body, name) for name in call.body.__struct_fields__}
    call.hub.order(PUBLIC, ReceiveApplication(id=new, secret_digest=receipt.digest(secret), **said))
    with call.hub.look() as look:
        state = look.find("application", new)
        assert state is not None
        due, received = state.state.admissibility_due, state.state.received
    made = views.Receipt(reference=receipt.reference(new, received), secret=secret, admissibility_due=due)
    return Reply(made)


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
        with call.hub.look() as look:
            return Reply(views.followed(look, reference, call.secret))
    require_known(call.caller)
    with call.hub.look() as look:
        found = views.named(look, reference)
        if len(found) != 1:
            raise NotFound
        look.see(call.by, "application", found[0].id)
    opening(call, OpenFile(id=found[0].id))
    with call.hub.look() as look:
        return Reply(views.view(look, look.see(call.by, "application", found[0].id)))
