"""The page of the President and the Executive Committee: what they may, and that no file is open to them."""

from typing import Any, Final

from comity.app.views import records
from comity.governance.offices import SUPERVISION
from comity.hub.web.pages import Pages
from comity.hub.web.secretariat import wording
from comity.hub.web.visit import Answer, Show, Visit

PAGES: Final = Pages("supervision", SUPERVISION)


@PAGES.get("/supervision", "Supervision", menu="Supervision")
def show(visit: Visit) -> Answer:
    """Show the figures that anyone may read, and the policy that closes everything else."""
    with visit.hub.look() as look:
        context: dict[str, Any] = {
            "releases": records.releases(look, visit.by).releases[:4],
            "policy": wording.policy("NO-POLITICAL-ACCESS"),
        }
    return Show("secretariat/supervision.html", context)
