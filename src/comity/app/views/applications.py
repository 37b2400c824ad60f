"""Applications to the commission: for its office alone, and for an applicant with the receipt and its secret."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.views.paging import Page, PageQuery, page
from comity.governance.gate import Principal
from comity.governance.scope import scope
from comity.kernel.errors import NotFound
from comity.redress import receipt
from comity.redress.application import ApplicationState
from comity.redress.commands import Applicant, ApplicationForm, ApplicationKind, Enclosure, Paper


class ApplicationLine(msgspec.Struct, frozen=True, kw_only=True):
    """An application as its applicant follows it: where it stands and when an answer is due."""

    reference: str
    state: str
    kind: ApplicationKind
    received: datetime
    admissibility_due: datetime
    overdue: bool


class ApplicationView(ApplicationLine, frozen=True, kw_only=True):
    """The application with its form: for the commission's office; for the applicant `form` and `id` are None."""

    id: str | None = None
    by: Applicant | None = None
    language: str | None = None
    form: ApplicationForm | None = None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What an applicant keeps: `secret` is shown once and opens the application to its holder alone.

    `documents` is how many documents are held with the application.
    """

    reference: str
    secret: str
    admissibility_due: datetime
    documents: int = 0


def listed(look: Look, by: Principal, query: PageQuery) -> Page[ApplicationView]:
    """Return a page of the applications that `by` may see, without their forms, the newest first."""
    listing = Listing(stream_type="application", scope=scope(by, "application"), after=query.after, limit=query.limit)
    return page(look, listing, lambda found: ApplicationView(**_line(found, look.at), id=found.id))


class ApplicationsQuery(PageQuery, frozen=True):
    """`overdue` leaves those whose date for a decision on admissibility has passed."""

    kind: Annotated[tuple[ApplicationKind, ...], msgspec.Meta(max_length=3)] = ()
    overdue: bool = False


def by_date(look: Look, by: Principal, query: ApplicationsQuery) -> Page[ApplicationView]:
    """Return a page of the applications that `by` may see, without their forms: the overdue first, then by date."""
    listing = Listing(
        stream_type="application",
        scope=scope(by, "application"),
        kinds=tuple(each.value for each in query.kind),
        due_before=look.at if query.overdue else None,
        after=query.after,
        limit=query.limit,
        by_deadline=True,
    )
    return page(look, listing, lambda found: ApplicationView(**_line(found, look.at), id=found.id))


def _line(found: Found, at: datetime) -> dict[str, Any]:
    state: ApplicationState = found.state
    assert state.received is not None
    return {
        "reference": receipt.reference(state.id, state.received),
        "state": state.state,
        "kind": state.kind,
        "received": state.received,
        "admissibility_due": state.admissibility_due,
        "overdue": state.overdue or bool(state.admissibility_due and state.admissibility_due <= at),
    }


def view(look: Look, found: Found) -> ApplicationView:
    """Return an application in full; the caller has been let in already."""
    state: ApplicationState = found.state
    form = form_of(look, state)
    return ApplicationView(**_line(found, look.at), id=state.id, by=state.by, language=state.language, form=form)


def form_of(look: Look, state: ApplicationState) -> ApplicationForm | None:
    """Return the form as it was sent, with the documents added since; None where there is none yet."""
    if state.form is None:
        return None
    form = look.opened(state.form, ApplicationForm)
    added = [each for ref in state.names or () for each in look.opened(ref, list[Enclosure])]
    return with_enclosures(form, [*(form.enclosures or ()), *added])


def with_enclosures(form: ApplicationForm, named: Sequence[Enclosure]) -> ApplicationForm:
    """Return `form` naming these documents: all in order, proof of identity and authority to act by their digests."""
    digests = {each.what: each.sha256 for each in named}
    who = form.representative
    return msgspec.structs.replace(
        form,
        enclosures=list(named) or None,
        identity=digests.get(Paper.IDENTITY, form.identity),
        representative=who and msgspec.structs.replace(who, authority=digests.get(Paper.MANDATE, who.authority)),
    )


def enclosure(look: Look, found: Found, place: int) -> tuple[Enclosure, bytes]:
    """Return a document of an application, by its place from 1; raises `NotFound`. The caller has been let in."""
    state: ApplicationState = found.state
    form = form_of(look, state)
    refs, names = state.enclosures or (), (form.enclosures if form else None) or []
    if not 1 <= place <= min(len(refs), len(names)):
        raise NotFound
    return names[place - 1], look.bytes_of(refs[place - 1])


def named(look: Look, reference: str) -> list[Found]:
    """Return the applications that a reference or an identifier may name."""
    prefix = receipt.id_prefix(reference) or (reference if reference.startswith("rdr_") else None)
    return list(look.legible(look.reader.beginning("application", prefix))) if prefix else []


def followed(look: Look, reference: str, secret: str) -> ApplicationView:
    """Return what the holder of a receipt may read; raises `NotFound` for any other."""
    for found in named(look, reference):
        state: ApplicationState = found.state
        if state.secret is None or state.received is None:
            continue
        kept = look.opened(state.secret, str)
        if receipt.follow(reference, secret, state.id, state.received, kept):
            return ApplicationView(**_line(found, look.at))
    raise NotFound
