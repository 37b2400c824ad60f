"""A campaign: notices that a member groups so as to ask what became of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from comity.kernel.decider import Command, ContentRef, Decider, Event, Refusal, Row
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import NoticeFacts
from comity.notices.lifecycle import step
from comity.notices.vocabulary import State


class Campaign(msgspec.Struct, frozen=True, kw_only=True):
    state: State = State.NEW
    id: str = ""
    member: str | None = None
    title: ContentRef | None = None
    notices: tuple[str, ...] = ()


def decide(state: Campaign, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; only the member's own notices belong to its campaign."""
    row = step("campaign", state, command, at)
    if isinstance(row, Refusal):
        return row
    match command:
        case c.CreateCampaign():
            return [e.CampaignCreated(id=command.id, member=command.member, title=facts.refs["title"])]
        case c.AddToCampaign(notice=notice):
            if facts.owner != state.member:
                return Refusal("A campaign groups the member's own notices.", code="not-own")
            return [] if notice in state.notices else [e.CampaignNoticeAdded(notice=notice)]
        case c.RemoveFromCampaign(notice=notice):
            return [e.CampaignNoticeRemoved(notice=notice)] if notice in state.notices else []
        case _:
            raise AssertionError(f"{type(command).__name__} is in the table and not in the decider")


def evolve(state: Campaign, event: Any, at: datetime) -> Campaign:
    """Return the state after `event`."""
    new = msgspec.structs.replace
    match event:
        case e.CampaignCreated():
            return Campaign(state=State.OPEN, id=event.id, member=event.member, title=event.title)
        case e.CampaignNoticeAdded(notice=notice):
            return new(state, notices=(*state.notices, notice))
        case e.CampaignNoticeRemoved(notice=notice):
            return new(state, notices=tuple(each for each in state.notices if each != notice))
        case _:
            raise AssertionError(f"unknown event {event!r}")


CAMPAIGN = Decider(
    name="campaign",
    initial=Campaign(),
    decide=decide,
    evolve=evolve,
    row=lambda s: Row(state=s.state.value, member=s.member),
    commands=(c.CreateCampaign, c.AddToCampaign, c.RemoveFromCampaign),
    events=(e.CampaignCreated, e.CampaignNoticeAdded, e.CampaignNoticeRemoved),
)
