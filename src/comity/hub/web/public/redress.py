"""Redress: what the commission can do, and following an application with its receipt."""

from typing import Final

from comity.app import limits
from comity.app.views import applications as views
from comity.hub.web.language import marked
from comity.hub.web.pages import ANYONE, Pages
from comity.hub.web.public import limited, words
from comity.hub.web.public.clocks import times
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import NotFound, TooManyRequests
from comity.redress.commands import ApplicationKind

PAGES: Final = Pages("public", ANYONE)
_WRONG: Final = marked("No application has this reference and secret. Check both: the secret has five groups of four.")


@PAGES.get("/{language}/redress", "Is there a notice about you?", menu="Is there a notice about you?")
def redress(visit: Visit) -> Answer:
    """Say what may be asked of the commission, how, and how long it takes."""
    return Show("public/redress.html", {"times": times(visit.hub.clock.now().date())})


@PAGES.get("/{language}/redress/follow", "Follow an application")
def follow(visit: Visit) -> Answer:
    """Ask for reference and secret; neither ever stands in an address."""
    return Show("public/follow.html", {"reference": "", "fault": None})


@PAGES.post("/{language}/redress/follow", "Follow an application")
def followed(visit: Visit) -> Answer:
    """Show where an application stands; a wrong reference and a wrong secret are answered with the same page."""
    reference = visit.form.one("reference")[:40]
    try:
        limits.take(visit.hub, "receipt", visit.remote)
    except TooManyRequests as error:
        status, headers = limited.told(error)
        return Show("public/follow.html", {"reference": reference, "fault": limited.TOO_MANY}, status, headers)
    try:
        with visit.hub.look() as look:
            found = views.followed(look, reference, visit.form.one("secret")[:80])
    except NotFound:
        return Show("public/follow.html", {"reference": reference, "fault": _WRONG}, status=404)
    limits.give_back(visit.hub, "receipt", visit.remote)
    context = {
        "found": found,
        "kind": words.APPLICATIONS[found.kind],
        "access": found.kind is ApplicationKind.ACCESS,
        "times": times(found.received.date()),
    }
    return Show("public/followed.html", context)
