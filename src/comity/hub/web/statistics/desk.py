"""Releases: what was published, whether each still holds, and publishing what is due."""

from typing import Any, Final

from comity.app import figures as releasing
from comity.app.views import figures as views
from comity.app.views import records
from comity.governance.gate import Resource
from comity.governance.offices import Office
from comity.hub.web.asking import Asking, ask, done
from comity.hub.web.pages import Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.decider import Row
from comity.kernel.errors import ComityError, NotFound
from comity.statistics.quarter import Quarter

DESK: Final = frozenset({Office.STATISTICIAN})
PAGES: Final = Pages("statistics", DESK)
HOME: Final = "/statistics"
_SHOWN: Final = 40
"""Ten years."""
_CHECKED: Final = 4
"""A year: to check a release takes some tens of milliseconds, and its own page does it for any other."""


@PAGES.get(HOME, "Releases", menu="Releases")
def show(visit: Visit) -> Answer:
    """Show the released quarters, and those that are due."""
    with visit.hub.look() as look:
        lines = records.releases(look, visit.by).releases
        faults = {
            line.quarter: views.fault_of(records.release(look, visit.by, line.quarter), visit.hub.log_key)
            for line in lines[:_CHECKED]
        }
        due = releasing.quarters_due(look, look.at)
        now = Quarter.of(look.at)
    context: dict[str, Any] = {
        "lines": lines[:_SHOWN],
        "faults": faults,
        "due": [str(each) for each in due],
        "running": str(now),
        "ends": now.last_day,
    }
    return Show("statistics/releases.html", context)


@PAGES.get(f"{HOME}/publish", "Publish the figures")
def show_publish(visit: Visit) -> Answer:
    """Say what publishing does."""
    return _publish(visit)


def _publish(visit: Visit, error: ComityError | None = None) -> Show:
    with visit.hub.look() as look:
        due = releasing.quarters_due(look, look.at)
        look.require(visit.by, "figures:release:publish", Resource("figures", "figures", Row(state="new", public=True)))
    if not due and error is None:
        raise NotFound
    quarters = ", ".join(map(str, due))
    asking = Asking(
        question="Publish the figures?",
        caption=quarters,
        button="Publish the figures",
        back=HOME,
        back_text="Releases",
        keep="Not now",
        grave=True,
        effects=(
            f"The figures of {quarters} are public at once, with a signature.",
            "Counts are rounded, and small ones left out, so that nobody can be found in them.",
            "A quarter is released once and never restated. What is wrong in it can only be said beside it.",
            "The clock publishes them too, in its next round: you need not.",
        ),
    )
    return ask(visit, asking, error=error)


@PAGES.post(f"{HOME}/publish", "Publish the figures")
def publish(visit: Visit) -> Answer:
    """Publish every quarter that is due; what was published meanwhile stays so."""

    def act() -> str:
        releasing.release_due(visit.hub, visit.hub.clock.now(), visit.by)
        return HOME

    return done(visit, lambda error: _publish(visit, error), act)
