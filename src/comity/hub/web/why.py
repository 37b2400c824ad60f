"""Why can I not do this? The policy that answers, where the asker may know of what it is about."""

import re
from typing import Final

from comity.app.look import Found, Look
from comity.app.registry import DECIDERS
from comity.governance.explain import explain
from comity.governance.gate import Principal, Resource, gate
from comity.governance.register import Effect, actions, covering
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import NotFound

PAGES: Final = Pages("account", SIGNED_IN)
_ID: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")


@PAGES.get("/why", "Why can I not do this?")
def why(visit: Visit) -> Answer:
    """Say which policy permits or forbids an act on a thing that the visitor may know of."""
    action, what, stream = (visit.query.one(name) for name in ("action", "what", "id"))
    if what not in DECIDERS or not _ID.fullmatch(stream) or action not in actions():
        raise NotFound
    with visit.hub.look() as look:
        found = known(look, visit.by, what, stream)
        about = visit.by.member if action.startswith("recipient:") else visit.by.id
        resource = Resource(found.id, what, found.row, about or visit.by.id)
        verdict = gate().check(visit.by, action, resource)
        permits = [policy for policy in covering(action) if policy.effect is Effect.PERMIT]
    context = {
        "action": action,
        "what": what,
        "stream": stream,
        "verdict": verdict,
        "said": explain(visit.by, action, resource),
        "permits": permits,
    }
    return Show("why.html", context)


def known(look: Look, by: Principal, what: str, stream: str) -> Found:
    """Return a thing that `by` may know of: see, or find in the queue; raises `NotFound` for any other."""
    found = look.find(what, stream)
    if found is not None and what == "review" and look.may(by, "review:queue:view", what, found):
        return found
    return look.see(by, what, stream)
