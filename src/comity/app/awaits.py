"""Who has something waiting for them after an act, or as a date comes near: pure, and never what it is.

A message tells its reader, and whoever reads their mail, that something happened. So it goes to those alone who may
know that it happened: the feed says which members hold a notice, `sides.may_know` what its requester may know, ties
and the policies' own conditions who may take a case. An act of the secretariat alone reaches no bureau.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

import msgspec

from comity.app.acts import Act
from comity.app.views.sides import Side, may_know
from comity.governance import credentials as k
from comity.governance import dual_control as dual
from comity.governance import events as g
from comity.governance.conflicts import ties
from comity.governance.offices import BUREAU, Office
from comity.governance.people import PersonState
from comity.kernel.decider import Event
from comity.notices import events as e
from comity.notices.requesting import Request
from comity.notices.reviewing import Review
from comity.notices.vocabulary import State, UrgencyLevel, VisibleTo
from comity.redress import events as r

NEAR: Final = timedelta(days=3)
"""How long before a reply is due its requester is told again: a weekend, and a day to write it."""
WATCHED: Final = frozenset({"request", "review", "notice", "dealing", "application"})
"""The kinds of stream of which an act may make something wait."""
ACCOUNT: Final[frozenset[type[Event]]] = frozenset(
    {
        g.TokenIssued,
        g.TiesAmended,
        g.ProfileRevised,
        g.OfficeFilled,
        g.OfficeLeft,
        k.PersonInvited,
        k.InvitationAccepted,
        k.CredentialsChanged,
        k.CredentialsVoided,
        dual.OfficeProposed,
        dual.TiesProposed,
        dual.InvitationProposed,
    }
)
"""Acts on a person's account of which the person is told: a token, a way in, an office or a tie was made or changed."""


class Who(msgspec.Struct, frozen=True):
    """A person as far as it says what may wait for them."""

    id: str
    offices: frozenset[Office] = frozenset()
    member: str | None = None
    ties: frozenset[str] = frozenset()
    on_duty: bool = False


class Matter(msgspec.Struct, frozen=True):
    """An act with what it does not say itself.

    `state` is its stream as it stands now, `owner` the member whose request or notice it is about, None where that
    is the organisation, and `fed` are the members whose feed has an entry of it.
    """

    act: Act
    state: Any
    owner: str | None = None
    fed: frozenset[str] = frozenset()


def who_is(state: PersonState) -> Who:
    """Return a person as this module sees them."""
    return Who(state.id, state.offices, state.acts_for, ties(state), state.on_duty)


def awaits(matter: Matter, people: Iterable[Who]) -> frozenset[str]:
    """Return for whom of `people` something waits after an act; never for who did it."""
    everyone = tuple(people)
    found = {who.id for who in everyone if who.offices & BUREAU and who.member in matter.fed}
    found |= _owners(matter, everyone) | _judges(matter, everyone) | _others(matter, everyone)
    return frozenset(found - {matter.act.actor} | _holders(matter, everyone))


def _holders(matter: Matter, people: tuple[Who, ...]) -> set[str]:
    """Return whose account an act changed, and for a change that takes two who runs the secretariat.

    Of a token or a way in they are told also where they did it themselves: someone else may have, in their name.
    """
    event, own = matter.act.event, matter.act.stream_id
    if type(event) not in ACCOUNT:
        return set()
    asked: set[str] = set()
    if isinstance(event, dual.OfficeProposed | dual.TiesProposed | dual.InvitationProposed):
        asked = {who.id for who in people if Office.SECRETARY_GENERAL in who.offices}
    holder = {own} & {who.id for who in people if Office.BORDER_SERVICE not in who.offices}
    return (holder | asked) - ({matter.act.actor} - {own})


def imminent(matter: Matter) -> bool:
    """Say whether lives may hang on it: only then may a message leave after minutes."""
    match matter.act.event, matter.state:
        case e.NoticePublished(urgency=urgency), _:
            return urgency is UrgencyLevel.IMMINENT
        case _, Request() | Review():
            return bool(matter.state.urgency is UrgencyLevel.IMMINENT)
        case _:
            return False


def _of_owner(owner: str | None, people: Iterable[Who]) -> set[str]:
    """Return who pursues what a member owns; for an international court that is the listing office."""
    if owner is None:
        return {who.id for who in people if Office.LISTING_OFFICER in who.offices}
    return {who.id for who in people if who.offices & BUREAU and who.member == owner}


def _owners(matter: Matter, people: tuple[Who, ...]) -> set[str]:
    """What others did that a requester may know of: conclusions, what befell its notice, answers meant for it."""
    own = _of_owner(matter.owner, people)
    event = matter.act.event
    match event:
        case e.RequestReturned() | e.RequestRefused() | e.RequestPublished() | e.RequestLapsed():
            return own
        case e.AnswerRecorded(visible_to=VisibleTo.REQUESTER):
            return own
        case e.NoticeAmended(request=None):
            return own
        case e.AddendumAdded() | e.NoticeBlocked() | e.NoticeUnblocked() | e.RetentionAsked() | e.NoticeEnded():
            # What the own bureau did waits for none of its people; the others of it see it when they next look.
            return own if matter.act.actor not in own and may_know(event, Side.OWNER) else set()
        case _:
            return set()


def _judges(matter: Matter, people: tuple[Who, ...]) -> set[str]:
    """A place that is free waits for those who may take it, a case that was given or changed for who holds it."""
    if not isinstance(matter.state, Review) or matter.state.state is not State.OPEN:
        return set()
    review = matter.state
    match matter.act.event:
        case e.ReviewOpened():
            return _may_take(review, people) | {who.id for who in people if Office.CASE_OFFICER in who.offices}
        case e.ReviewEscalated() | e.TiesWeighed():
            return _may_take(review, people)
        case e.ReviewClaimed(reviewer=reviewer):
            return {reviewer} & {claim.reviewer for claim in review.claims}
        case e.ReviewReleased(reviewer=reviewer):
            return _may_take(review, people) | {reviewer}
        case e.ContextRecorded():
            return {claim.reviewer for claim in review.claims}
        case _:
            return set()


def _may_take(review: Review, people: tuple[Who, ...]) -> set[str]:
    """Return who may take a free place; of what is urgent, those on duty where there are any (see the queue's policy).

    Ties that are not known exclude from every case.
    """
    if len(review.claims) + len(review.counted) >= review.needed:
        return set()
    states = {*review.concerned, review.member}
    had = {*review.excluded, *review.set_aside, *review.counted, *(claim.reviewer for claim in review.claims)}
    free = [
        who
        for who in people
        if Office.REVIEWER in who.offices
        and Office.CASE_OFFICER not in who.offices
        and who.ties
        and not who.ties & states
        and who.id not in had
    ]
    duty = [who for who in free if who.on_duty] if review.urgency is not UrgencyLevel.ROUTINE else []
    return {who.id for who in duty or free}


def _others(matter: Matter, people: tuple[Who, ...]) -> set[str]:
    match matter.act.event:
        case e.SilenceReminded(member=member):
            return _of_owner(member, people)
        case r.ApplicationReceived() | r.EnclosuresAdded() | r.OverdueMarked():
            return {who.id for who in people if Office.COMMISSIONER in who.offices}
        case _:
            return set()


def awaits_near(state: Any, people: Iterable[Who]) -> frozenset[str]:
    """Return for whom a reply waits that is due in `NEAR`."""
    match state:
        case Request(state=State.RETURNED, member=member):
            return frozenset(_of_owner(member, people))
        case _:
            return frozenset()


def awaits_overdue(state: Any, people: Iterable[Who]) -> frozenset[str]:
    """Return for whom a case waits whose clock has run out: who runs the secretariat, and who holds it."""
    match state:
        case Review(state=State.OPEN, claims=claims):
            holders = {claim.reviewer for claim in claims}
            return frozenset(who.id for who in people if Office.SECRETARY_GENERAL in who.offices or who.id in holders)
        case _:
            return frozenset()
