"""The end of writing: read it over, send it, discard it; and what a requester may do after that."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from comity.app import giving
from comity.app.facts import clocks_on
from comity.app.views.requests import RequestView
from comity.compliance.rule import Effect
from comity.governance.offices import BUREAU
from comity.hub.web import enclosing
from comity.hub.web.bureau import summary, uploads
from comity.hub.web.bureau import working as w
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.vocabulary import State

PAGES: Final = Pages("bureau", BUREAU)
MOST: Final = 10_000
_WITH_REVIEWERS: Final = frozenset({State.SUBMITTED, State.UNDER_REVIEW, State.RECONSIDERATION_ASKED})
_TOO_LONG: Final = "Write 10,000 characters or fewer"


@PAGES.get("/bureau/requests/{id}/submit", "Check your request")
def reading_over(visit: Visit) -> Answer:
    """Show what was written and what the checks say, and ask whether to send it."""
    return _read_over(visit, w.in_hand(visit))


@PAGES.post("/bureau/requests/{id}/submit", "Check your request")
def submit(visit: Visit) -> Answer:
    """Send the request, or the reply, to the Secretariat."""
    if giving.done_before(visit.hub, visit.by, visit.key):
        return Go(f"/bureau/requests/{visit.id}/sent")
    working, said = w.in_hand(visit), visit.form.text("despite")
    if said and len(said) > MOST:
        return _read_over(visit, working, _TOO_LONG, 400)
    if visit.seen != working.tag:
        return _read_over(visit, working, stale=True, status=412)
    try:
        giving.give(visit.hub, visit.by, "request", visit.id, _sending(working, said), visit.seen, visit.key)
    except CommandRefused as error:
        wants = "Say why it should be seen as it is, or mend what is named first"
        return _read_over(visit, working, wants if error.errors else error.detail, 409)
    return Go(f"/bureau/requests/{visit.id}/sent")


def _sending(working: w.Working, said: str | None) -> Command:
    if working.returned:
        return c.ReplyToReturn(id=working.id, body=working.body, reply=said)
    return c.SubmitRequest(id=working.id, despite=said)


def _read_over(
    visit: Visit, working: w.Working, error: str | None = None, status: int = 200, stale: bool = False
) -> Answer:
    found = summary.raised(working.findings, working.body)
    with visit.hub.look() as look:
        there = enclosing.there(look, visit, working.body)
        told = uploads.told(look, visit, working.body)
    left = [each for each in found if each.check.effect != Effect.REVIEW.value]
    context = {
        "title": "Check your reply" if working.returned else "Check your request",
        "working": working,
        "deadline": working.deadline,
        "parts": summary.parts(working.body, there),
        "told": told,
        "findings": found,
        "left": left,
        "mend": [each for each in left if each.check.effect == Effect.RETURN.value],
        "said": visit.form.one("despite"),
        "error": error,
        "stale": stale,
    }
    return Show("bureau/request_submit.html", context, status=status)


@PAGES.get("/bureau/requests/{id}/sent", "Sent")
def sent(visit: Visit) -> Answer:
    """Say that it was sent, and what happens next."""
    _, view = w.opened(visit)
    if view.state not in _WITH_REVIEWERS:
        return Go(f"/bureau/requests/{visit.id}")
    return Show("bureau/request_sent.html", {"view": view, "due": _due(view)})


def _due(view: RequestView) -> datetime | None:
    """Return until when the review is to be done, by the law alone: what else moves a review is not told here."""
    if view.submitted_at is None:
        return None
    return view.submitted_at + timedelta(hours=clocks_on(view.submitted_at.date()).review_hours[view.urgency])


Make = Callable[[Visit], Command]


def _discarding(visit: Visit) -> Command:
    return c.DiscardDraft(id=visit.id)


def _withdrawing(visit: Visit) -> Command:
    return c.WithdrawRequest(id=visit.id, reason=visit.form.text("reason"))


def _reconsidering(visit: Visit) -> Command:
    return c.AskReconsideration(id=visit.id, reasons=visit.form.one("reasons"))


def _confirm(
    path: str, title: str, template: str, make: Make, states: frozenset[State], field: str = "", needed: str = ""
) -> None:
    """Add the pages of an act that is confirmed on a page of its own: its effect first, then the act."""

    def shown(visit: Visit, view: RequestView, said: Mapping[str, Any], status: int = 200) -> Answer:
        return Show(template, {"view": view, "typed": visit.form.one(field), "field": field, **said}, status=status)

    def ask(visit: Visit) -> Answer:
        view = _in_state(visit, states)
        return shown(visit, view, {})

    def act(visit: Visit) -> Answer:
        if giving.done_before(visit.hub, visit.by, visit.key):
            return Go(_after(visit))
        view, typed = _in_state(visit, states), visit.form.one(field)
        if needed and not typed:
            return shown(visit, view, {"error": needed}, 400)
        if len(typed) > MOST:
            return shown(visit, view, {"error": _TOO_LONG}, 400)
        if visit.seen != str(view.version):
            return shown(visit, view, {"stale": True}, 412)
        giving.give(visit.hub, visit.by, "request", visit.id, make(visit), visit.seen, visit.key)
        return Go(_after(visit))

    PAGES.get(f"/bureau/requests/{{id}}/{path}", title)(ask)
    PAGES.post(f"/bureau/requests/{{id}}/{path}", title)(act)


def _in_state(visit: Visit, states: frozenset[State]) -> RequestView:
    _, view = w.opened(visit)
    if view.state not in states:
        state = view.state.value.replace("_", " ")
        raise CommandRefused(f"This is not possible while the request is {state}.", code="wrong-state")
    return view


def _after(visit: Visit) -> str:
    """Return where an act leads: to the request, or to the list where nothing is left of it."""
    with visit.hub.look() as look:
        found = look.find("request", visit.id)
    gone = found is not None and found.state.state is State.DISCARDED
    return "/bureau/requests" if gone else f"/bureau/requests/{visit.id}"


_confirm("discard", "Discard this draft?", "bureau/request_discard.html", _discarding, frozenset({State.DRAFT}))
_confirm(
    "withdraw",
    "Withdraw this request?",
    "bureau/request_withdraw.html",
    _withdrawing,
    frozenset({State.SUBMITTED, State.UNDER_REVIEW, State.RETURNED, State.RECONSIDERATION_ASKED}),
    field="reason",
)
_confirm(
    "reconsider",
    "Ask for reconsideration",
    "bureau/request_reconsider.html",
    _reconsidering,
    frozenset({State.REFUSED}),
    field="reasons",
    needed="Say why the refusal should be looked at again",
)
