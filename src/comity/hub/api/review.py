"""The reviewers' desk: the queue, the case page, claims and opinions."""

from typing import Annotated, Any

import msgspec

from comity.app.views import reviews as views
from comity.app.views.paging import Page, PageQuery
from comity.hub.api.acting import Result, act, after, give, opening
from comity.hub.endpoint import Call, Nothing, Reply, Routes
from comity.kernel.decider import Id
from comity.kernel.subject import Record, Words
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.context import CaseContext
from comity.notices.vocabulary import Decision, Ground, Kind

ROUTES = Routes("Review")


class OpinionBody(Record, frozen=True):
    """An opinion: reasons, a coded ground where it is against, and an answer to every question of the report."""

    decision: Decision
    reasons: Words
    ground: Ground | None = None
    answers: list[c.QuestionAnswer] = []
    struck_charges: Annotated[
        tuple[Annotated[int, msgspec.Meta(ge=0, le=10_000)], ...], msgspec.Meta(max_length=1000)
    ] = ()
    kind: Kind | None = None
    for_requester: Words | None = None


class ReleaseBody(Record, frozen=True):
    """`reviewer` is whose claim ends; one's own where it is left out."""

    reviewer: Id | None = None


@ROUTES.get("/review/queue", "List the open cases that no tie excludes, the most urgent and the earliest due first.",
            views.Queue, query=PageQuery)  # fmt: skip
def review_queue(call: Call[None, PageQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.in_queue(look, call.by, call.query))


@ROUTES.get("/review/load", "List who holds which open case and what is overdue.", Page[views.LoadLine],
            query=PageQuery)  # fmt: skip
def review_load(call: Call[None, PageQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(views.load(look, call.by, call.query))


@ROUTES.get("/review/{id}", "Open a case: request, context, full report, questions, precedents, opinions. An act.",
            views.CasePage, tagged=True)  # fmt: skip
def get_case(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        look.see(call.by, "review", call.id)
    opening(call, OpenFile(id=call.id, review=True))
    with call.hub.look() as look:
        page = views.case(look, call.by, look.see(call.by, "review", call.id))
        return Reply(page, page.tag)


act(ROUTES, "POST", "/review/{id}/claim", c.ClaimReview, "review", "Take one of the places on a case.",
    seen=False, listed=True)  # fmt: skip


@ROUTES.post("/review/{id}/release", "Hand a case back, or take it back from a reviewer for reassignment.", Result,
             body=ReleaseBody, tagged=True)  # fmt: skip
def release_review(call: Call[ReleaseBody, Nothing]) -> Reply:
    command = c.ReleaseReview(id=call.id, reviewer=call.body.reviewer or call.by.id)
    give(call, "review", call.id, command, listed=True)
    return after(call, "review", call.id)


@ROUTES.put("/review/{id}/opinion", "Give an opinion on a case that you hold.", Result, body=OpinionBody,
            seen=True, tagged=True)  # fmt: skip
def give_opinion(call: Call[OpinionBody, Nothing]) -> Reply:
    said = call.body
    text = c.OpinionText(reasons=said.reasons, answers=said.answers, for_requester=said.for_requester)
    command = c.GiveOpinion(
        id=call.id,
        decision=said.decision,
        text=text,
        ground=said.ground,
        struck_charges=said.struck_charges,
        kind=said.kind,
    )
    give(call, "review", call.id, command)
    return after(call, "review", call.id)


def _record(call: Call[CaseContext, Any]) -> Reply:
    give(call, "review", call.id, c.RecordContext(id=call.id, context=call.body))
    return after(call, "review", call.id)


ROUTES.put("/review/{id}/context", "Record what the secretariat knows of a case.", Result, body=CaseContext,
           seen=True, tagged=True, name="record_context")(_record)  # fmt: skip
