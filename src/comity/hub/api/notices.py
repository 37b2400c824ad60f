"""Notices: what each side may read of them, and the acts on those in force."""

from collections.abc import Mapping
from typing import Any

from comity.app.views import dealings, requests
from comity.app.views import notices as views
from comity.app.views.paging import Page
from comity.hub.api.acting import act, after, new_id, opening
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.request import NoticeRequest

ROUTES = Routes("Notices")


@ROUTES.get("/notices", "List the notices that you may see, newest first.", Page[views.NoticeLine],
            query=views.NoticesQuery, looks=True)  # fmt: skip
def list_notices(call: Call[None, views.NoticesQuery]) -> Reply:
    return Reply(views.listed(call.looking, call.by, call.query))


@ROUTES.get("/notices/{id}", "Open a notice. Opening it is an act.", views.NoticeView, tagged=True,
            looks=True)  # fmt: skip
def get_notice(call: Call[None, Nothing]) -> Reply:
    call.looking.see(call.by, "notice", call.id)
    opening(call, OpenFile(id=call.id))
    with call.hub.look() as look:
        shown = views.view(look, call.by, look.see(call.by, "notice", call.id))
        return Reply(shown, str(shown.version))


@ROUTES.get("/notices/{id}/history", "Say what happened to a notice, as far as you may know.", views.History,
            looks=True)  # fmt: skip
def get_history(call: Call[None, Nothing]) -> Reply:
    look = call.looking
    return Reply(views.history(look, call.by, look.see(call.by, "notice", call.id)))


@ROUTES.get("/notices/{id}/answers", "Read what members did with a notice, as far as it is for you. An act.",
            dealings.Dealings)  # fmt: skip
def get_answers(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.see(call.by, "notice", call.id)
    opening(call, OpenFile(id=call.id))
    with call.hub.look() as look:
        return Reply(dealings.dealings(look, call.by, look.see(call.by, "notice", call.id)))


@ROUTES.post("/notices/{id}/amend", "Draft an amendment; it is reviewed while the notice stands as it is.",
             requests.RequestOutcome, body=NoticeRequest, status=201, tagged=True)  # fmt: skip
def amend_notice(call: Call[NoticeRequest, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.see(call.by, "notice", call.id)
    new = new_id(call, "req")
    call.hub.order(call.by, c.DraftRequest(id=new, body=call.body, amends=call.id), key=call.key)
    return after(call, "request", new)


for _method, _path, _command, _says in (
    ("POST", "suspend", c.SuspendNotice, "Suspend your notice until a day, at most six months on."),
    ("POST", "resume", c.ResumeNotice, "End a suspension."),
    ("POST", "achieve", c.AchievePurpose, "Say that the purpose is achieved: the notice ends and is erased."),
    ("POST", "withdraw", c.WithdrawNotice, "Withdraw your notice: it ends and is erased everywhere."),
    ("POST", "retain", c.ExtendRetention, "Say why the notice is needed longer, once that was asked."),
    ("POST", "restrict", c.RestrictCirculation, "Narrow the circulation of your notice."),
    ("PUT", "extract", c.AuthoriseExtract, "Authorise the public extract and its fields."),
    ("DELETE", "extract", c.RetractExtract, "Take the public extract back, at once."),
    ("POST", "addenda", c.AddAddendum, "Add an addendum."),
    ("POST", "block", c.BlockNotice, "Block a notice for the time being."),
    ("POST", "unblock", c.UnblockNotice, "Lift a block."),
    ("POST", "cancel", c.CancelNotice, "Cancel a notice: it ends and is erased everywhere."),
):
    act(ROUTES, _method, f"/notices/{{id}}/{_path}", _command, "notice", _says)


def _as_recipient(call: Call[Any, Any]) -> Mapping[str, Any]:
    """A treatment, answer or objection is that of the caller's own member, and of no other."""
    return {"notice": call.id, "member": Country(call.by.member or "")}


for _path, _saying, _says in (
    ("treatment", c.RecordTreatment, "Say what your member does with a notice on receipt."),
    ("answers", c.RecordAnswer, "Say what your member did after a find. Nothing compels."),
    ("objections", c.RaiseObjection, "Object to a notice; a review is opened."),
):
    act(ROUTES, "POST", f"/notices/{{id}}/{_path}", _saying, "notice", _says, named=_as_recipient,
        without=("notice", "member"), seen=False)  # fmt: skip
