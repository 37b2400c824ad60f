"""A member's campaigns: the notices it groups, and what became of them as far as it may know."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from comity.app.look import Found, Look
from comity.app.ports.store import Listing
from comity.app.views.paging import Page, PageQuery, page
from comity.governance.gate import Principal
from comity.governance.scope import scope
from comity.law import parameters
from comity.notices.campaigning import Campaign
from comity.statistics import campaign as counting
from comity.statistics.cases import Happened


class CampaignLine(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    member: str | None
    title: str
    notices: int
    created: datetime


class CampaignView(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign with its notices and their progress."""

    id: str
    version: int
    member: str | None
    title: str
    notices: tuple[str, ...]
    progress: counting.Campaign


def listed(look: Look, by: Principal, query: PageQuery) -> Page[CampaignLine]:
    """Return a page of the campaigns that `by` may see, the newest first."""
    listing = Listing(stream_type="campaign", scope=scope(by, "campaign"), after=query.after, limit=query.limit)
    return page(look, listing, lambda found: _line(look, found))


def _line(look: Look, found: Found) -> CampaignLine:
    state: Campaign = found.state
    return CampaignLine(
        id=found.id, member=state.member, title=_title(look, state), notices=len(state.notices), created=found.created
    )


def _title(look: Look, state: Campaign) -> str:
    return look.text(state.title) if state.title else ""


def view(look: Look, found: Found) -> CampaignView:
    """Return a campaign and how it goes; the caller has been let in already."""
    state: Campaign = found.state
    marks = parameters.marks("ignored.marks_days", look.at.date())
    progress = counting.campaign(_happened(look, state.notices), state.notices, look.at, marks)
    return CampaignView(
        id=found.id,
        version=found.version,
        member=state.member,
        title=_title(look, state),
        notices=state.notices,
        progress=progress,
    )


def _happened(look: Look, notices: tuple[str, ...]) -> Iterator[Happened]:
    """Return the acts on these notices and the dealings with them, in the order in which they happened."""
    for act in look.acts_with("notice", notices, under="dealing"):
        yield Happened(act.seq, act.at, act.stream_type, act.stream_id, act.event)
