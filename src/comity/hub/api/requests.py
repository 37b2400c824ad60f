"""What a bureau does with its requests, and the checks for its own systems."""

from datetime import date

from comity.app.views import requests as views
from comity.app.views.paging import Page
from comity.compliance.check import Report, check
from comity.governance.gate import Resource
from comity.hub.api.acting import act, after, give, new_id, opening
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel.decider import Row
from comity.kernel.size import require_size
from comity.kernel.subject import Record
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.request import NoticeRequest

ROUTES = Routes("Requests")


class CheckQuery(Record, frozen=True):
    """`at` is the day whose rules apply; today where it is left out."""

    at: date | None = None


@ROUTES.get("/requests", "List the requests that you may see, newest first.", Page[views.RequestLine],
            query=views.RequestsQuery)  # fmt: skip
def list_requests(call: Call[None, views.RequestsQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.listed(look, call.by, call.query))


@ROUTES.post("/requests", "Draft a request.", views.RequestOutcome, body=NoticeRequest, status=201, tagged=True)
def draft_request(call: Call[NoticeRequest, Nothing]) -> Reply:
    new = new_id(call, "req")
    call.hub.order(call.by, c.DraftRequest(id=new, body=call.body), key=call.key)
    return after(call, "request", new)


@ROUTES.get("/requests/{id}", "Open a request, with the findings that its requester may read. Opening it is an act.",
            views.RequestView, tagged=True)  # fmt: skip
def get_request(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.see(call.by, "request", call.id)
    opening(call, OpenFile(id=call.id))
    with call.hub.look() as look:
        found = look.see(call.by, "request", call.id)
        return Reply(views.view(look, found), str(found.version))


@ROUTES.put("/requests/{id}", "Revise a draft.", views.RequestOutcome, body=NoticeRequest, seen=True, tagged=True)
def revise_draft(call: Call[NoticeRequest, Nothing]) -> Reply:
    give(call, "request", call.id, c.ReviseDraft(id=call.id, body=call.body))
    return after(call, "request", call.id)


for _method, _path, _command, _says in (
    ("DELETE", "", c.DiscardDraft, "Discard a draft; its content is erased."),
    ("POST", "/submit", c.SubmitRequest, "Submit a request; `despite` says why, if something is left to mend."),
    ("POST", "/withdraw", c.WithdrawRequest, "Withdraw a request that is not decided."),
    ("POST", "/reply", c.ReplyToReturn, "Reply to a return with the request as mended."),
    ("POST", "/reconsider", c.AskReconsideration, "Ask, once, that other reviewers reconsider a refusal."),
):
    act(ROUTES, _method, f"/requests/{{id}}{_path}", _command, "request", _says, answer=views.RequestOutcome)


@ROUTES.post("/check", "Run the checks on a request, as `comity check` does; nothing is kept.", Report,
             body=NoticeRequest, query=CheckQuery, key=False)  # fmt: skip
def check_request(call: Call[NoticeRequest, CheckQuery]) -> Reply:
    """Check for a bureau: what reviewers are asked is left out, so that no one tunes words against the questions."""
    with call.hub.look() as look:
        own = Resource("check", "request", Row(state="new", member=call.by.member))
        look.require(call.by, "bureau:request:draft", own)
        day = call.query.at or look.at.date()
    require_size(call.body)
    return Reply(check(call.body, None, day).for_requester())
