"""The life of a notice in force: published, suspended, blocked, amended, and its end with erasure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import overload

import msgspec

from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal
from comity.kernel.errors import Fault
from comity.kernel.time_zone import beginning, latest
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.facts import ApprovedRequest, NoticeFacts
from comity.notices.kinds import KINDS, Extract
from comity.notices.lifecycle import step
from comity.notices.listing import rests_on_its_list
from comity.notices.notice import Notice, due, evolve, expiry, row
from comity.notices.request import Circulation, NoticeRequest
from comity.notices.vocabulary import Channel, CirculationMode, Ground, UrgencyLevel


def decide(state: Notice, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`, by the lifecycle table first.

    A day that a command names is one of the requesting member, whose zone is that of `local`.
    """
    local = at.astimezone(latest(facts.time_zone))
    row = step("notice", state, command, local)
    if isinstance(row, Refusal):
        return row
    match command:
        case c.PublishNotice() | c.AmendNotice() | c.PublishListing() | c.ReviseListing():
            return _publish(state, command, facts, at)
        case (
            c.AchievePurpose()
            | c.WithdrawNotice()
            | c.CancelNotice()
            | c.ExpireNotice()
            | c.EndSuspension()
            | c.EndListing()
        ):
            return _end(command, facts, at)
        case c.AddAddendum() | c.RestrictCirculation() | c.AuthoriseExtract():
            return _annotate(state, command, facts, local)
        case _:
            return _interim(state, command, facts, local)


def _approved(facts: NoticeFacts) -> ApprovedRequest | Refusal:
    """Two must publish: two distinct reviewers who approved, whatever the urgency."""
    approved = facts.approved
    if approved is None or len(set(approved.reviewers)) < 2:
        return Refusal(
            "A notice is published on two approvals without conflict, and not on fewer.", code="two-must-publish"
        )
    return approved


def _publish(state: Notice, command: Command, facts: NoticeFacts, at: datetime) -> Sequence[Event] | Refusal:
    match command:
        case c.PublishListing(id=new, body=body, resolution=resolution):
            assert facts.extract is not None
            assert facts.number is not None
            return rests_on_its_list(body, resolution) or [
                e.ListingPublished(
                    id=new, body=facts.refs["body"], resolution=resolution, extract=facts.extract, number=facts.number
                )
            ]
        case c.ReviseListing(body=body):
            assert facts.extract is not None
            return rests_on_its_list(body, state.resolution) or [
                e.ListingRevised(body=facts.refs["body"], extract=facts.extract, erased=_ids(state.body, state.extract))
            ]
        case _:
            pass
    approved = _approved(facts)
    if isinstance(approved, Refusal):
        return approved
    reach = circulation_of(approved.body)
    ends = _moment(facts.extract_until, at.astimezone(latest(facts.time_zone))) or msgspec.UNSET
    kind = approved.kind or approved.body.kind
    if isinstance(command, c.AmendNotice):
        return [
            e.NoticeAmended(
                body=approved.ref,
                kind=kind,
                circulation=reach.mode,
                members=tuple(reach.members),
                struck=approved.struck,
                reviewers=approved.reviewers,
                request=approved.id,
                extract=facts.extract,
                number=state.number or facts.number,
                extract_until=facts.extract_until,
                extract_ends=ends,
                erased=_ids(state.body, _replaced(state, facts)),
            )
        ]
    assert isinstance(command, c.PublishNotice)
    urgency = approved.body.urgency.level if approved.body.urgency else UrgencyLevel.ROUTINE
    look = None if urgency is UrgencyLevel.ROUTINE else at + timedelta(hours=facts.clocks.second_look_hours)
    return [
        e.NoticePublished(
            id=command.id,
            request=approved.id,
            kind=kind,
            channel=approved.body.channel,
            member=approved.body.requesting_member,
            body=approved.ref,
            circulation=reach.mode,
            members=tuple(reach.members),
            urgency=urgency,
            struck=approved.struck,
            reviewers=approved.reviewers,
            expires=expiry(at, facts.clocks.retention_months),
            second_look=look,
            extract=facts.extract,
            number=facts.number if facts.extract else None,
            extract_until=facts.extract_until,
            extract_ends=ends,
        )
    ]


def circulation_of(body: NoticeRequest) -> Circulation:
    """Return to whom the request may go; a diffusion without a list goes to no one."""
    if body.circulation is not None:
        return body.circulation
    return Circulation(mode=CirculationMode.ONLY if body.channel is Channel.DIFFUSION else CirculationMode.ALL)


def _replaced(state: Notice, facts: NoticeFacts) -> ContentRef | None:
    """Return the extract that another takes the place of; an extract that says the same stays."""
    return state.extract if state.extract != facts.extract else None


def _ids(*refs: ContentRef | None) -> tuple[Id, ...]:
    return tuple(ref.id for ref in refs if ref)


def _end(command: Command, facts: NoticeFacts, at: datetime) -> list[Event]:
    """Every end erases the whole file and recalls every copy, with one deadline for all causes."""
    recall_by = at + timedelta(hours=facts.clocks.recall_hours)
    erased = facts.contents
    match command:
        case c.AchievePurpose(how=how):
            return [e.PurposeAchieved(erased=erased, recall_by=recall_by, how=how)]
        case c.WithdrawNotice(ground=ground):
            return [e.NoticeWithdrawn(erased=erased, recall_by=recall_by, ground=ground)]
        case c.CancelNotice(ground=ground):
            return [e.NoticeCancelled(erased=erased, recall_by=recall_by, ground=ground)]
        case c.EndSuspension():
            return [e.NoticeCancelled(erased=erased, recall_by=recall_by, ground=Ground.NO_ACTION_BY_SOURCE)]
        case c.EndListing():
            return [e.ListingEnded(erased=erased, recall_by=recall_by)]
        case _:
            return [e.NoticeExpired(erased=erased, recall_by=recall_by)]


def _annotate(state: Notice, command: Command, facts: NoticeFacts, local: datetime) -> Sequence[Event] | Refusal:
    match command:
        case c.AddAddendum():
            erased = _ids(state.extract) if facts.extract else ()
            return [
                e.AddendumAdded(
                    text=facts.refs["text"],
                    to_requester=command.to_requester,
                    public=command.public,
                    extract=facts.extract,
                    erased=erased,
                )
            ]
        case c.RestrictCirculation(circulation=reach):
            if not narrows(state.reach, reach):
                fault = Fault("$.circulation", "may only leave members out; to reach more members, amend the notice")
                return Refusal("A restriction reaches fewer members than before.", (fault,), "widens")
            return [e.CirculationRestricted(circulation=reach.mode, members=tuple(reach.members))]
        case c.AuthoriseExtract():
            if facts.mend:
                detail = (
                    "The checks hold something against this extract; amend the notice, so that two reviewers decide."
                )
                return Refusal(detail, facts.mend, "extract-not-permitted")
            if KINDS[state.kind].extract is Extract.NEVER or facts.extract is None:
                return Refusal(f"A {state.kind.value} notice has no public extract.", code="no-extract")
            number = state.number or facts.number
            assert number is not None
            return [
                e.ExtractReleased(
                    extract=facts.extract,
                    number=number,
                    until=command.until,
                    erased=_ids(state.extract),
                    ends=_moment(command.until, local) or msgspec.UNSET,
                )
            ]
        case _:
            raise AssertionError


@overload
def _moment(day: date, local: datetime) -> datetime: ...
@overload
def _moment(day: None, local: datetime) -> None: ...
def _moment(day: date | None, local: datetime) -> datetime | None:
    """Return when a day begins in the zone of `local`, in UTC as all moments of acts are."""
    return beginning(day, local.tzinfo or UTC).astimezone(UTC) if day else None


def narrows(before: Circulation, after: Circulation) -> bool:
    """Say whether `after` reaches no one that `before` did not."""
    only, without = CirculationMode.ONLY, CirculationMode.EXCEPT
    match before.mode, after.mode:
        case (CirculationMode.ALL, _):
            return True
        case (CirculationMode.ONLY, CirculationMode.ONLY):
            return set(after.members) <= set(before.members)
        case (CirculationMode.EXCEPT, CirculationMode.EXCEPT):
            return set(after.members) >= set(before.members)
        case (mode, new) if mode is without and new is only:
            return not set(after.members) & set(before.members)
        case _:
            return False


def _interim(state: Notice, command: Command, facts: NoticeFacts, local: datetime) -> Sequence[Event] | Refusal:
    refs = facts.refs
    match command:
        case c.SuspendNotice(until=until):
            return [e.NoticeSuspended(until=_moment(until, local), reason=refs["reason"])]
        case c.ResumeNotice():
            return [e.NoticeResumed()]
        case c.BlockNotice(ground=ground):
            return [e.NoticeBlocked(ground=ground, reason=refs["reason"], by_commission=facts.by_commission)]
        case c.UnblockNotice() if state.blocked_by_commission != facts.by_commission:
            return Refusal("Who blocked a notice lifts the block: the commission its own, the secretariat its own.")
        case c.UnblockNotice():
            return [e.NoticeUnblocked(reason=refs["reason"])]
        case c.RetractExtract() | c.ExpireExtract():
            return [e.ExtractRetracted(erased=_ids(state.extract))]
        case c.AskRetention():
            assert state.expires is not None
            return [e.RetentionAsked(answer_by=state.expires)]
        case c.ExtendRetention(until=until):
            last = expiry(state.expires or local.astimezone(UTC), facts.clocks.retention_months)
            return [e.RetentionExtended(until=min(_moment(until, local), last), reason=refs["reason"])]
        case c.StrikeCharges(struck=struck):
            assert facts.approved is not None
            assert state.body is not None
            return [
                e.NoticeAmended(
                    body=state.body,
                    kind=state.kind,
                    circulation=state.circulation,
                    members=state.members,
                    struck=tuple(sorted({*state.struck, *struck})),
                    reviewers=facts.approved.reviewers,
                    extract=facts.extract,
                    number=state.number,
                    extract_until=state.extract_until,
                    extract_ends=state.extract_ends,
                    erased=_ids(_replaced(state, facts)) if facts.extract else (),
                )
            ]
        case c.MaintainNotice():
            return [e.NoticeMaintained()]
        case c.TakeSecondLook():
            return [e.SecondLookAsked()]
        case _:
            raise AssertionError(f"{type(command).__name__} is in the table and not in the decider")


NOTICE = Decider(
    name="notice",
    initial=Notice(),
    decide=decide,
    evolve=evolve,
    row=row,
    due=due,
    commands=(
        c.PublishNotice,
        c.PublishListing,
        c.ReviseListing,
        c.EndListing,
        c.AmendNotice,
        c.StrikeCharges,
        c.MaintainNotice,
        c.SuspendNotice,
        c.ResumeNotice,
        c.EndSuspension,
        c.BlockNotice,
        c.UnblockNotice,
        c.AddAddendum,
        c.RestrictCirculation,
        c.AuthoriseExtract,
        c.RetractExtract,
        c.ExpireExtract,
        c.AskRetention,
        c.ExtendRetention,
        c.TakeSecondLook,
        c.AchievePurpose,
        c.WithdrawNotice,
        c.CancelNotice,
        c.ExpireNotice,
    ),
    events=(
        e.NoticePublished,
        e.ListingPublished,
        e.ListingRevised,
        e.NoticeAmended,
        e.NoticeMaintained,
        e.NoticeSuspended,
        e.NoticeResumed,
        e.NoticeBlocked,
        e.NoticeUnblocked,
        e.AddendumAdded,
        e.CirculationRestricted,
        e.ExtractReleased,
        e.ExtractRetracted,
        e.RetentionAsked,
        e.RetentionExtended,
        e.SecondLookAsked,
        e.PurposeAchieved,
        e.NoticeWithdrawn,
        e.NoticeCancelled,
        e.NoticeExpired,
        e.ListingEnded,
    ),
)
