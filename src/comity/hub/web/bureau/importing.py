"""Bringing in a request that a bureau's own system wrote, as JSON."""

from typing import Final

from comity.app import giving
from comity.governance.offices import BUREAU
from comity.hub.endpoint import MOST_JSON
from comity.hub.web.bureau.form.all_faults import MOST_FAULTS, all_faults
from comity.hub.web.pages import LARGEST_FORM, Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel import wire
from comity.kernel.errors import Fault, UnusableInput
from comity.notices import commands as c
from comity.notices.request import NoticeRequest

PAGES: Final = Pages("bureau", BUREAU)
_NOTHING: Final = "Choose a file, or paste the request"
_LARGE: Final = "The request must be 1 MB or smaller"


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
