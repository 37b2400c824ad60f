"""Applications for redress: by their dates, each opened on a page of its own, which is an act."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from comity.app import giving
from comity.app.look import Look
from comity.app.views import applications as views
from comity.governance.offices import Office
from comity.hub.web import filtering
from comity.hub.web.deadlines import deadline
from comity.hub.web.language import OWN_NAMES
from comity.hub.web.pages import Pages
from comity.hub.web.sniffing import media_type
from comity.hub.web.visit import Answer, Give, Show, Visit
from comity.kernel.digits import ascii_digits
from comity.notices.access import OpenFile
from comity.redress.commands import Applicant, ApplicationKind, Paper

DESK: Final = frozenset({Office.COMMISSIONER})
PAGES: Final = Pages("commission", DESK)
HOME: Final = "/commission"
_ONE: Final = f"{HOME}/applications/{{id}}"
KINDS: Final[Mapping[ApplicationKind, str]] = {
    ApplicationKind.ACCESS: "Access: what is held on the person",
    ApplicationKind.CORRECTION: "Correction of what is wrong",
    ApplicationKind.DELETION: "Deletion",
}
_APPLICANTS: Final[Mapping[Applicant, str]] = {
    Applicant.PERSON: "The person concerned",
    Applicant.COUNSEL: "Somebody who acts for the person",
}
_PAPERS: Final[Mapping[Paper, str]] = {
    Paper.IDENTITY: "Proof of identity",
    Paper.MANDATE: "Authority to act",
    Paper.DOCUMENT: "Document",
}
_ENDINGS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_TAGS: Final[Mapping[str, Callable[[str], str]]] = {
    "kind": lambda value: KINDS[ApplicationKind(value)].partition(":")[0],
    "overdue": lambda _: "Overdue",
}


@PAGES.get(HOME, "Applications", menu="Applications")
def show(visit: Visit) -> Answer:
    """Show the applications, the overdue first."""
    query = filtering.read(visit.query, views.ApplicationsQuery)
    with visit.hub.look() as look:
        found = views.by_date(look, visit.by, query)
    context: dict[str, Any] = {
        "lines": [(each, deadline(each.admissibility_due, visit.hub.clock.now())) for each in found.entries],
        "words": KINDS,
        "kinds": filtering.choices(
            list(ApplicationKind), visit.query, "kind", lambda kind: KINDS[kind].partition(":")[0]
        ),
        "query": query,
        "tags": filtering.tags(HOME, visit.query, _TAGS),
        "next": filtering.following(HOME, visit.query, found.next),
        "first": filtering.first(HOME, visit.query),
    }
    return Show("commission/applications.html", context)


@PAGES.get(_ONE, "An application")
def one(visit: Visit) -> Answer:
    """Open an application."""
    with visit.hub.look() as look:
        look.see(visit.by, "application", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        shown = views.view(look, look.see(visit.by, "application", visit.id))
        context: dict[str, Any] = {
            "title": f"Application {shown.reference}",
            "application": shown,
            "form": shown.form,
            "kind": KINDS[shown.kind],
            "by": _APPLICANTS[shown.by] if shown.by else "",
            "tongue": OWN_NAMES.get(shown.language or "", shown.language),
            "papers": _PAPERS,
            "until": deadline(shown.admissibility_due, look.at),
            "notice": _named(look, shown.form.notice if shown.form else None),
        }
    return Show("commission/application.html", context)


def _named(look: Look, text: str | None) -> str | None:
    """Return the notice that an applicant names by its public number or identifier, None where it is none of ours."""
    if not text:
        return None
    said = ascii_digits(text).strip()
    return look.reader.numbered(said.replace("-", "/")) or (said if look.find("notice", said) else None)


@PAGES.get(f"{_ONE}/enclosures/{{place}}", "A document of an application")
def enclosure(visit: Visit) -> Answer:
    """Give a document that is enclosed, to be kept; opening it is an act."""
    with visit.hub.look() as look:
        look.see(visit.by, "application", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        place = int(visit.path["place"])
        _, body = views.enclosure(look, look.see(visit.by, "application", visit.id), place)
    ending = _ENDINGS.get(media_type(body) or "", "bin")
    return Give(body, "application/octet-stream", filename=f"{visit.id}-{place}.{ending}")
