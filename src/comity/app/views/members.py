"""The members' cards for who works with notices: what a notice does there, its clocks, and whom to call."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.vault import NotOpened
from comity.app.views.paging import Page, PageQuery
from comity.governance.describing import MEMBER, Described, MemberCard, RedEffect
from comity.governance.gate import Principal, Resource
from comity.kernel.errors import NotFound


class MembersQuery(PageQuery, frozen=True):
    """`red` is what a red notice does there; `after` is the code of the last member that was read."""

    red: Annotated[tuple[RedEffect, ...], msgspec.Meta(max_length=4)] = ()


class MemberView(msgspec.Struct, frozen=True, kw_only=True):
    """A member and its card; `card` is None where its bureau has written none."""

    member: str
    version: int
    red: RedEffect | None = None
    since: datetime | None = None
    card: MemberCard | None = None


def listed(look: Look, by: Principal, query: MembersQuery) -> Page[MemberView]:
    """Return a page of the members by their codes; raises `Forbidden` for who does not work with notices."""
    codes = sorted(str(each) for each in look.organisation().members if not query.after or each > query.after)
    shown: list[MemberView] = []
    for code in codes:
        found = look.find("member", code)
        _require(look, by, code, found)
        if query.red and (found is None or found.state.red not in query.red):
            continue
        if len(shown) == query.limit:
            return Page(tuple(shown), shown[-1].member)
        shown.append(_view(look, code, found))
    return Page(tuple(shown))


def view(look: Look, by: Principal, member: str) -> MemberView:
    """Return a member's card; raises `NotFound` for what is no member, `Forbidden` as `listed` does."""
    if member not in look.organisation().members:
        raise NotFound
    found = look.find("member", member)
    _require(look, by, member, found)
    return _view(look, member, found)


def resource(member: str, found: Found | None) -> Resource:
    """Return what the policies judge of a member's card, whether or not there is one yet."""
    row = found.row if found else MEMBER.row(Described(member))
    return Resource(member, "member", row)


def cards(look: Look, by: Principal, members: Sequence[str]) -> dict[str, MemberView]:
    """Return the cards of those of `members` that are members, by code."""
    known = look.organisation().members
    return {each: view(look, by, each) for each in members if each in known}


def _require(look: Look, by: Principal, member: str, found: Found | None) -> None:
    look.require(by, "files:member:view", resource(member, found))


def _view(look: Look, member: str, found: Found | None) -> MemberView:
    state: Described = found.state if found else Described()
    try:
        card = look.opened(state.card, MemberCard) if state.card else None
    except NotOpened:
        card = None  # replaced while this look was open
    version = found.version if found else 0
    return MemberView(member=member, version=version, red=state.red if card else None, since=state.since, card=card)
