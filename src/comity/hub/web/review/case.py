"""The case page: the file on one side, findings and questions on the other, and what surrounds them."""

from collections.abc import Mapping
from typing import Any, Final

from comity.app import giving
from comity.app.look import Found, Look
from comity.app.views import editions, reviews, saying
from comity.app.views.reviews import CasePage
from comity.governance.offices import Office
from comity.hub.web import enclosing
from comity.hub.web.complaints import Complaints
from comity.hub.web.deadlines import deadline
from comity.hub.web.pages import Pages
from comity.hub.web.review import wording
from comity.hub.web.review.anchors import anchor, relied
from comity.hub.web.review.course import course
from comity.hub.web.review.filing import Filed, filed, path_words
from comity.hub.web.review.findings import cards
from comity.hub.web.review.opinion_form import Typed
from comity.hub.web.review.queue import DESK
from comity.hub.web.visit import Answer, Show, Visit
from comity.notices.access import OpenFile
from comity.notices.reviewing import Review
from comity.notices.vocabulary import RE_EXAMINATIONS, Decision, Ground, Kind, State

_NOTICES: Final = {Office.CASE_OFFICER: "/review/notices", Office.COMMISSIONER: "/commission/notices"}
CASES: Final = frozenset({Office.REVIEWER, Office.CASE_OFFICER, Office.COMMISSIONER})
PAGES: Final = Pages("review", DESK)
_CONTEXT: Final = (
    "subject_status",
    "positions",
    "earlier_rulings",
    "human_rights",
    "corrective_measures",
    "duplicates",
)


@PAGES.get("/review/{id}", "Case", offices=CASES)
def show(visit: Visit) -> Answer:
    """Open a case; opening it is an act."""
    return shown(visit)


def shown(visit: Visit, typed: Typed | None = None, wrong: Complaints | None = None, status: int = 200) -> Show:
    """Return the case page, with an opinion as it was typed and what is wrong with it; raises `NotFound`."""
    with visit.hub.look() as look:
        look.see(visit.by, "review", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id, review=True))
    with visit.hub.look() as look:
        found = look.see(visit.by, "review", visit.id)
        page = reviews.case(look, visit.by, found)
        context = {**_case(visit, look, found, page), **_opinion(visit, look, page, typed, wrong or Complaints())}
    return Show("review/case.html", context, status)


def _case(visit: Visit, look: Look, found: Found, page: CasePage) -> Mapping[str, Any]:
    body, now = page.body, visit.hub.clock.now()
    marked = relied(page.report.raised if page.report else ())
    file = filed(body, marked) if body else Filed((), {}, {})
    file = _with_context(file, page)
    subject = body.subject if body else None
    there = enclosing.there(look, visit, body)
    return {
        "title": wording.KINDS[body.kind] if body else "Case",
        "page": page,
        "body": body,
        "subject": subject,
        "photographs": [each.sha256 for each in (subject.photographs or ()) if each.sha256 in there] if subject else [],
        "there": there,
        "file": file,
        "cards": cards(page.report, file) if page.report else None,
        "course": course(page, editions.happened(look, found), now.date()),
        "versions": len(editions.editions(look, found.id)),
        "due": deadline(page.due, now) if page.state is State.OPEN else None,
        "seen": page.tag,
        "words": wording,
        "anchor": anchor,
        "at": {name: value.value for name, value in State.__members__.items()},
        "officer": look.may(visit.by, "secretariat:case:context", "review", found),
        "notice_page": _notice_page(look, visit, page.notice),
        "examined": page.cause in RE_EXAMINATIONS,
        "third": _third(page, found.state),
    }


def _with_context(file: Filed, page: CasePage) -> Filed:
    """Return the file with the places of the recorded context, which stand in tables of their own."""
    places = {"context.minority", "context.open_redress"}
    for name in _CONTEXT:
        places |= {f"context.{name}[{number}]" for number in range(len(getattr(page.context, name)))}
    shown = {**file.shown, **{path: anchor(path) for path in places}, "context": "context"}
    labels = {**file.labels, "context": "What the secretariat knows"}
    labels |= {path: path_words(path.removeprefix("context.")) for path in places}
    return Filed(file.sections, shown, labels)


def _notice_page(look: Look, visit: Visit, notice: str | None) -> str | None:
    """Return the address of the notice at the reader's own desk, None where it is not to be opened there."""
    desk = next((_NOTICES[office] for office in visit.by.offices if office in _NOTICES), None)
    found = look.find("notice", notice) if notice and desk else None
    return f"{desk}/{notice}" if found and look.may(visit.by, "files:notice:view", "notice", found) else None


def _third(page: CasePage, state: Review) -> bool:
    """Say whether two opinions differ and a third reviewer is asked, as far as the reader may know."""
    return page.state is State.OPEN and page.opinions_given is not None and state.needed > Review().needed


def _opinion(visit: Visit, look: Look, page: CasePage, typed: Typed | None, wrong: Complaints) -> Mapping[str, Any]:
    now = look.at
    holds = any(claim.reviewer == visit.by.id and claim.until > now for claim in page.claims)
    charges = saying.standing_charges(look, page)
    own = next((o for o in page.opinions if o.reviewer == visit.by.id and o.round == page.round), None)
    return {
        "writes": holds and own is None and page.state is State.OPEN and Office.REVIEWER in visit.by.offices,
        "own": own,
        "until": next((claim.until for claim in page.claims if claim.reviewer == visit.by.id), None),
        "present": [o for o in page.opinions if o.round == page.round],
        "earlier": [o for o in page.opinions if o.round < page.round],
        "charges": charges,
        "decisions": _decisions(page, len(charges)),
        "grounds": [(ground.value, wording.GROUNDS[ground]) for ground in Ground if ground is not Ground.LEGAL_REVIEW],
        "other_kinds": [
            (kind.value, wording.KINDS[kind])
            for kind in Kind
            if kind is not Kind.SPECIAL and (page.body is None or kind is not page.body.kind)
        ],
        "typed": typed or Typed(),
        "sent": typed is not None,
        "wrong": wrong,
    }


def _decisions(page: CasePage, charges: int) -> list[tuple[str, str, str]]:
    """Return what may be decided: value, words, and what follows from it."""
    words = wording.EXAMINED if page.cause in RE_EXAMINATIONS else wording.FOLLOWS
    return [(each.value, *words[each]) for each in words if charges > 1 or each is not Decision.APPROVE_IN_PART]


@PAGES.get("/review/{id}/files/{sha256}", "A photograph or attachment of a case", offices=CASES)
def give_file(visit: Visit) -> Answer:
    """Give a picture to be seen on the case page, and any other file to be kept; opening one is an act."""
    with visit.hub.look() as look:
        look.see(visit.by, "review", visit.id)
    return enclosing.given(visit, visit.path["sha256"])
