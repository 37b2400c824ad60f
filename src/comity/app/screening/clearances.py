"""A member's clearances: given for a match as it was seen, listed, and taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from comity.app import giving
from comity.app.comity import Comity
from comity.app.look import Found, Look
from comity.app.path import Done
from comity.app.ports.store import Listing
from comity.app.ports.vault import NotOpened
from comity.app.screening.cleared import traveller_of
from comity.app.screening.listed import tag
from comity.app.views.paging import Page, PageQuery, page
from comity.governance.gate import Principal
from comity.governance.scope import scope
from comity.kernel.codes import Country
from comity.kernel.errors import Forbidden, Stale
from comity.notices.clearing import Clearance, ClearMatch, RevokeClearance, Traveller
from comity.notices.notice import Notice
from comity.screening import Query, resolved

_CHANGED: Final = "The notice changed since you looked at it. Ask again, and compare anew."
_NO_MEMBER: Final = "Only who acts for a member clears a match, and for that member alone."


class ClearanceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A clearance of one's own member; `holds` is False where the notice changed or ended since."""

    id: str
    notice: str
    since: datetime | None
    until: datetime | None
    shared_with: tuple[str, ...]
    holds: bool
    traveller: Traveller | None


def clear(
    comity: Comity,
    by: Principal,
    notice: str,
    seen: str,
    query: Query,
    shared_with: Sequence[Country] = (),
    key: str | None = None,
) -> Done:
    """Record that the person of `query` is not the one on `notice`; `seen` is what the hit called its content.

    Raises `NotFound` for a notice that the caller may not read, `Stale` where it changed, `CommandRefused`.
    """
    if not by.member:
        raise Forbidden(_NO_MEMBER, "SCREENING-CLEARS", "Comity 21")
    new = giving.new_id(comity, by, key, "clr")
    with comity.look() as look:
        state: Notice = look.see(by, "notice", notice).state
        face = state.face(by.member)
        asked, _ = resolved(query, look.at.date())
    if face is None or tag(face) != seen:
        raise Stale(_CHANGED)
    command = ClearMatch(
        id=new,
        notice=notice,
        member=Country(by.member),
        face=face,
        traveller=traveller_of(asked),
        shared_with=tuple(sorted(set(shared_with))),
    )
    return comity.order(by, command, key=key)


def revoke(comity: Comity, by: Principal, clearance: str, key: str | None = None) -> Done:
    """Take a clearance back; raises `NotFound` for one that is not the caller's member's."""
    return giving.give(comity, by, "clearance", clearance, RevokeClearance(id=clearance), key=key)


def clearances(look: Look, by: Principal, query: PageQuery) -> Page[ClearanceLine]:
    """Return the clearances of the caller's member, the newest first."""
    listing = Listing(
        stream_type="clearance", scope=scope(by, "clearance"), states=("cleared",), after=query.after, limit=query.limit
    )
    return page(look, listing, lambda found: _line(look, found))


def _line(look: Look, found: Found) -> ClearanceLine:
    state: Clearance = found.state
    notice: Notice = look.state_of("notice", state.notice)
    return ClearanceLine(
        id=state.id,
        notice=state.notice,
        since=state.since,
        until=state.until,
        shared_with=tuple(str(each) for each in state.shared_with),
        holds=notice.face(state.member) == state.face,
        traveller=_traveller(look, state),
    )


def _traveller(look: Look, state: Clearance) -> Traveller | None:
    try:
        return look.opened(state.traveller, Traveller) if state.traveller else None
    except NotOpened:
        return None  # erased with the file of the notice
