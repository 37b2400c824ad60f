"""The versions of a request side by side."""

from typing import Annotated, Final

import msgspec

from comity.app import giving
from comity.app.views import editions
from comity.app.views.editions import Edition, Stand
from comity.hub.web import filtering
from comity.hub.web.pages import Pages
from comity.hub.web.review.case import CASES
from comity.hub.web.review.differing import Change, differences
from comity.hub.web.review.queue import DESK
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.errors import Fault, UnusableInput
from comity.kernel.subject import Record
from comity.notices.access import OpenFile

PAGES: Final = Pages("review", DESK)
STANDS: Final = {
    Stand.AMENDED: "The notice as it was in force",
    Stand.SUBMITTED: "As submitted",
    Stand.REPLIED: "The reply",
    Stand.IN_FORCE: "The notice as it is in force",
}
Number = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class VersionsQuery(Record, frozen=True):
    """Which two are compared, by their numbers from 1; the last two where nothing is said. `all`: same fields too."""

    before: Number | None = None
    after: Number | None = None
    all: bool = False


@PAGES.get("/review/{id}/versions", "Versions side by side", offices=CASES)
def show(visit: Visit) -> Answer:
    """Compare two of the texts that were put before reviewers; opening them is an act."""
    query = filtering.read(visit.query, VersionsQuery)
    with visit.hub.look() as look:
        look.see(visit.by, "review", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id, review=True))
    with visit.hub.look() as look:
        look.see(visit.by, "review", visit.id)
        found = editions.editions(look, visit.id)
    context = {"id": visit.id, "editions": list(enumerate(found, 1)), "stands": STANDS, "all": query.all}
    if len(found) < 2:
        return Show("review/versions.html", {**context, "rows": [], "pair": None})
    after = query.after or len(found)
    before = query.before or max(1, after - 1)
    rows = differences(_numbered(found, before, "before").body, _numbered(found, after, "after").body)
    shown = [row for row in rows if query.all or row.change is not Change.SAME]
    pair = [(before, found[before - 1]), (after, found[after - 1])]
    return Show("review/versions.html", {**context, "rows": shown, "pair": pair, "same": len(rows) - len(shown)})


def _numbered(found: tuple[Edition, ...], number: int, name: str) -> Edition:
    if number > len(found):
        raise UnusableInput("There is no such version.", [Fault(name, f"from 1 to {len(found)}")])
    return found[number - 1]
