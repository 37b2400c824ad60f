"""A member's campaigns."""

from collections.abc import Mapping
from typing import Any

from comity.app.views import campaigns as views
from comity.app.views.paging import Page, PageQuery
from comity.hub.api.acting import Result, act, after, new_id
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel.codes import Country
from comity.kernel.subject import Line, Record
from comity.notices import commands as c

ROUTES = Routes("Campaigns")


class CampaignBody(Record, frozen=True):
    title: Line


@ROUTES.get("/campaigns", "List your member's campaigns.", Page[views.CampaignLine], query=PageQuery)
def list_campaigns(call: Call[None, PageQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.listed(look, call.by, call.query))


@ROUTES.post("/campaigns", "Begin a campaign.", Result, body=CampaignBody, status=201, tagged=True)
def create_campaign(call: Call[CampaignBody, Nothing]) -> Reply:
    new = new_id(call, "cmp")
    command = c.CreateCampaign(id=new, member=Country(call.by.member or ""), title=call.body.title)
    call.hub.order(call.by, command, key=call.key)
    return after(call, "campaign", new)


@ROUTES.get("/campaigns/{id}", "See a campaign and what became of its notices.", views.CampaignView, tagged=True)
def get_campaign(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        shown = views.view(look, look.see(call.by, "campaign", call.id))
        return Reply(shown, str(shown.version))


def _notice(call: Call[Any, Any]) -> Mapping[str, Any]:
    return {"id": call.id, "notice": call.path["notice"]}


for _method, _command, _says in (
    ("PUT", c.AddToCampaign, "Add one of your notices to a campaign."),
    ("DELETE", c.RemoveFromCampaign, "Take a notice out of a campaign."),
):
    act(ROUTES, _method, "/campaigns/{id}/notices/{notice}", _command, "campaign", _says, named=_notice,
        without=("id", "notice"), seen=False)  # fmt: skip
