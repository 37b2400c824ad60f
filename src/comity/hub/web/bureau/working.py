"""A request in hand: opened for who works on it, with what stands in it and what the checks say."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from comity.app import giving
from comity.app.look import Found
from comity.app.views import requests as views
from comity.compliance.rule import Finding
from comity.hub.web.bureau.form.fields import Plain
from comity.hub.web.bureau.form.outline import offered
from comity.hub.web.bureau.form.sections import Section
from comity.hub.web.deadlines import Deadline, deadline
from comity.hub.web.visit import Visit
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.request import NoticeRequest
from comity.notices.requesting import Request
from comity.notices.vocabulary import State

WRITABLE: Final = frozenset({State.DRAFT, State.RETURNED})
_NOT_NOW: Final = "This request cannot be changed now: it is {state}."
_WITH_REVIEWERS: Final = frozenset({State.SUBMITTED, State.UNDER_REVIEW, State.RECONSIDERATION_ASKED})


@dataclass(frozen=True)
class Working:
    """A request that can be written on: the body as it is being written, findings on it, the version of it all.

    What came back to be mended is written anew beside what was examined, which stays as it is.
    """

    found: Found
    view: views.RequestView
    body: NoticeRequest
    plain: Plain
    findings: tuple[Finding, ...]
    members: Sequence[Country]
    at: datetime
    tag: str

    @property
    def id(self) -> str:
        return self.found.id

    @property
    def returned(self) -> bool:
        """Say whether this is what came back to be mended."""
        return self.view.state is State.RETURNED

    @property
    def deadline(self) -> Deadline | None:
        """Until when the reply is to be given."""
        return deadline(self.view.reply_by, self.at) if self.returned else None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that this request is asked for."""
        return offered(self.body, self.plain)


def opened(visit: Visit) -> tuple[Found, views.RequestView]:
    """Open the request of the address, which is an act, and return it; raises `NotFound`."""
    with visit.hub.look() as look:
        look.see(visit.by, "request", visit.id)
    giving.opening(visit.hub, visit.by, OpenFile(id=visit.id))
    with visit.hub.look() as look:
        found = look.see(visit.by, "request", visit.id)
        return found, views.view(look, found)


def in_hand(visit: Visit) -> Working:
    """Open the request of the address for writing; raises `NotFound`, and `CommandRefused` where it cannot be."""
    return _working(visit, *opened(visit))


def in_reach(visit: Visit) -> Working:
    """Return the request of the address for checking what is typed; nothing of its content is to be given out."""
    with visit.hub.look() as look:
        found = look.see(visit.by, "request", visit.id)
        return _working(visit, found, views.view(look, found))


def _working(visit: Visit, found: Found, view: views.RequestView) -> Working:
    state: Request = found.state
    if view.state not in WRITABLE or view.body is None:
        state_now = "with the Secretariat" if view.state in _WITH_REVIEWERS else view.state.value.replace("_", " ")
        raise CommandRefused(_NOT_NOW.format(state=state_now), code="wrong-state")
    with visit.hub.look() as look:
        body = look.opened(state.mending, NoticeRequest) if state.mending else view.body
        return Working(
            found=found,
            view=view,
            body=body,
            plain=wire.builtins(body),
            findings=views.findings_on(look, body)[1] if state.mending else view.findings,
            members=tuple(sorted(look.organisation().members)),
            at=look.at,
            tag=giving.tag_of(look, visit.by, "request", found),
        )


def body_of(plain: Plain) -> NoticeRequest:
    """Return plain data as a request, read as strictly as from a program; raises `UnusableInput`."""
    return wire.decode(json.dumps(plain).encode(), NoticeRequest, "request")


def save(visit: Visit, working: Working, plain: Plain) -> None:
    """Write the request anew from the version in hand, which its page compared with the one that was seen.

    Nothing is written where nothing changed.
    """
    body = body_of(plain)
    if body != working.body:
        command: Command = c.ReviseDraft(id=working.id, body=body)
        if working.returned:
            command = c.DraftReply(id=working.id, body=body)
        giving.give(visit.hub, visit.by, "request", working.id, command, working.tag, visit.key)


def findings_on(visit: Visit, body: NoticeRequest) -> tuple[Finding, ...]:
    """Return what the checks would say of a body that is not saved."""
    with visit.hub.look() as look:
        return views.findings_on(look, body)[1]
