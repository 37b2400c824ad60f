"""A request as its readers see it: one record for bureau and secretariat, without what the review holds."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from comity.app.casefile import text_of
from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.views.paging import Page, PageQuery, page
from comity.compliance.check import Disposition, check
from comity.compliance.rule import Finding
from comity.governance.gate import Principal
from comity.governance.scope import scope
from comity.notices.request import NoticeRequest
from comity.notices.requesting import Request
from comity.notices.telling import letter
from comity.notices.vocabulary import Channel, Decision, Ground, Kind, State, UrgencyLevel


class RequestLine(msgspec.Struct, frozen=True, kw_only=True):
    """A request in a list, without content."""

    id: str
    state: State
    kind: Kind
    channel: Channel
    member: str | None
    urgency: UrgencyLevel
    submitted_at: datetime | None
    reply_by: datetime | None
    amends: str | None
    notice: str | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the requester is told of the last conclusion: a pooled ground, its letter, remarks if there may be any."""

    decision: Decision
    ground: Ground | None
    letter: str | None
    remarks: str | None
    struck_charges: tuple[int, ...]
    kind: Kind | None


class RequestView(RequestLine, frozen=True, kw_only=True):
    """A request with its content; `findings` are those of the checks on what the requester wrote."""

    version: int
    body: NoticeRequest | None
    told: Told | None
    reconsidered: bool
    disposition: Disposition | None
    findings: tuple[Finding, ...]


class RequestOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a request has become after a command."""

    id: str
    version: int
    state: State
    disposition: Disposition | None
    findings: tuple[Finding, ...]


class RequestsQuery(PageQuery, frozen=True):
    state: Annotated[tuple[State, ...], msgspec.Meta(max_length=30)] = ()
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(max_length=9)] = ()


def listed(look: Look, by: Principal, query: RequestsQuery) -> Page[RequestLine]:
    """Return a page of the requests that `by` may see, newest first."""
    listing = Listing(
        stream_type="request",
        scope=scope(by, "request"),
        states=tuple(each.value for each in query.state),
        kinds=tuple(each.value for each in query.kind),
        after=query.after,
        limit=query.limit,
    )
    return page(look, listing, lambda found: RequestLine(**line_of(found.state)))


def line_of(state: Request) -> dict[str, Any]:
    """Return what a list says of a request."""
    return {name: getattr(state, name) for name in RequestLine.__struct_fields__}


def view(look: Look, found: Found) -> RequestView:
    """Return a request in full; the caller has been let in already."""
    state: Request = found.state
    body = text_of(look, found.id)
    disposition, findings = findings_on(look, body)
    return RequestView(
        **line_of(state),
        version=found.version,
        body=body,
        told=_told(look, state),
        reconsidered=state.reconsidered,
        disposition=disposition,
        findings=findings,
    )


def outcome(look: Look, found: Found) -> RequestOutcome:
    """Return what a request has become, with what there is to mend."""
    state: Request = found.state
    disposition, findings = findings_on(look, text_of(look, found.id))
    return RequestOutcome(
        id=state.id, version=found.version, state=state.state, disposition=disposition, findings=findings
    )


def findings_on(look: Look, body: NoticeRequest | None) -> tuple[Disposition | None, tuple[Finding, ...]]:
    """Return what the checks say of a body to its requester; what the secretariat knows never enters here."""
    if body is None:
        return None, ()
    report = check(body, None, look.at.date()).for_requester()
    return report.disposition, report.findings


def _told(look: Look, state: Request) -> Told | None:
    decision = Decision.RETURN if state.state is State.RETURNED else state.decision
    if decision is None:
        return None
    return Told(
        decision=decision,
        ground=state.told,
        letter=letter(state.told) if state.told and decision is Decision.REFUSE else None,
        remarks=look.text(state.remarks) if state.remarks else None,
        struck_charges=state.struck,
        kind=state.other_kind,
    )
