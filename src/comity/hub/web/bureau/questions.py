"""What a bureau's own member asked of screening: who, when and why; whom, where it chose to keep that."""

from typing import Final

from comity.app.screening import asked
from comity.governance.offices import BUREAU
from comity.hub.web import filtering
from comity.hub.web.bureau.searching import PURPOSES
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.law import parameters

PAGES: Final = Pages("bureau", BUREAU)
HOME: Final = "/bureau/search/questions"


@PAGES.get(HOME, "What your bureau asked")
def listed(visit: Visit) -> Answer:
    """List the questions of the member, the newest first."""
    query = filtering.read(visit.query, asked.TrailQuery)
    with visit.hub.look() as look:
        found = asked.trail(look, visit.by, query)
        days = parameters.number("screening.trail_days", look.at.date())
    context = {
        "lines": found.entries,
        "purposes": PURPOSES,
        "days": days,
        "next": filtering.following(HOME, visit.query, found.next),
        "first": filtering.first(HOME, visit.query),
    }
    return Show("bureau/questions.html", context)
