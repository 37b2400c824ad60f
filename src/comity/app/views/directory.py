"""The people as a list to search: by name or login, office, member and state, as far as the reader may see them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Final

import msgspec

from comity.app.logins import login_key
from comity.app.look import Found, Look
from comity.app.ports.store import Listing, Registered
from comity.app.views.paging import Page, PageQuery
from comity.governance.commands import PersonProfile
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.governance.people import PersonState
from comity.governance.scope import scope

_STEP: Final = 200
MOST_READ: Final = 3_000
"""People whose profiles are unsealed for one page: what is searched for by name is sealed."""


class DirectoryQuery(PageQuery, frozen=True):
    """`sought` is part of a name or login; `on_duty` leaves the reviewers on the duty list."""

    sought: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    office: Office | None = None
    member: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")] | None = None
    on_duty: bool = False
    removed: bool = False


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    """A person in a list; `way_in` where there are credentials, `invited` until when an invitation stands."""

    id: str
    name: str | None
    login: str | None
    state: str
    offices: tuple[Office, ...]
    member: str | None
    on_duty: bool
    way_in: bool
    invited: datetime | None


def directory(look: Look, by: Principal, query: DirectoryQuery) -> Page[PersonLine]:
    """Return a page of the people that `by` may see and that `query` asks for, the newest first.

    After `MOST_READ` people the page ends with what was found, and the next goes on from there.
    """
    kept: list[PersonLine] = []
    read = 0
    last: Registered | None = None
    for registered, found, profile in _people(look, by, query):
        if last is not None and (len(kept) == query.limit or read == MOST_READ):
            return Page(tuple(kept), look.reader.cursor(last))
        line = _line(look, found, profile)
        last, read = registered, read + 1
        if _wanted(line, query):
            kept.append(line)
    return Page(tuple(kept))


def _people(
    look: Look, by: Principal, query: DirectoryQuery
) -> Iterator[tuple[Registered, Found, PersonProfile | None]]:
    after = query.after
    while True:
        listing = Listing(
            stream_type="person",
            scope=scope(by, "person"),
            states=("removed",) if query.removed else ("active",),
            member=query.member,
            after=after,
            limit=_STEP,
        )
        rows = look.reader.page(listing)
        read = [(row, found) for row in rows for found in look.legible((row,))]
        found = [each for _, each in read]
        yield from zip([row for row, _ in read], found, _profiles(look, found), strict=True)
        if len(rows) < _STEP:
            return
        after = look.reader.cursor(rows[-1])


def _profiles(look: Look, found: Sequence[Found]) -> Iterator[PersonProfile | None]:
    refs = [each.state.profile for each in found]
    blobs = look.reader.sealed([ref.id for ref in refs if ref])
    for ref in refs:
        blob = blobs.get(ref.id) if ref else None
        yield look.if_opened(ref, PersonProfile, blob) if blob is not None else None


def _line(look: Look, found: Found, profile: PersonProfile | None) -> PersonLine:
    state: PersonState = found.state
    invitation = state.account.invitation
    return PersonLine(
        id=found.id,
        name=profile.name if profile else None,
        login=profile.login if profile else None,
        state=state.state,
        offices=tuple(sorted(state.offices)),
        member=state.member or state.acts_for,
        on_duty=state.on_duty,
        way_in=state.account.credentials is not None,
        invited=invitation.expires if invitation and invitation.expires > look.at else None,
    )


def _wanted(line: PersonLine, query: DirectoryQuery) -> bool:
    if query.office and query.office not in line.offices:
        return False
    if query.on_duty and not line.on_duty:
        return False
    if not query.sought:
        return True
    key = login_key(query.sought)
    return key == line.id or any(key in login_key(text) for text in (line.name, line.login) if text)
