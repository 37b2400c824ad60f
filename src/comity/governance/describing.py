"""A member's card: what a red notice does there, how long an arrest lasts without papers, and whom to call."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Final

import msgspec

from comity.governance.people import PeopleFacts
from comity.kernel.codes import Country, Language
from comity.kernel.decider import Command, ContentRef, Decider, Event, Id, Refusal, Row
from comity.kernel.errors import Fault
from comity.kernel.subject import Record
from comity.kernel.time_zone import TimeZone, zone

MOST_CLOCKS: Final = 4
"""Clocks on one card: two conventions, a treaty, and the member's own law fit on a page that is read at night."""
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Note = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Days = Annotated[int, msgspec.Meta(ge=1, le=366)]


class RedEffect(StrEnum):
    """What a red notice of another member does in the law of this one (RPD 87 leaves it to each)."""

    BASIS_FOR_ARREST = "basis_for_arrest"
    NEEDS_REQUEST = "needs_request"
    ALERT_ONLY = "alert_only"
    NOTHING = "nothing"


class ArrestClock(Record, frozen=True):
    """How long a provisional arrest may last without the papers, in days: `longest` where a judge may prolong it."""

    basis: Short
    days: Days
    longest: Days | None = None


class MemberCard(Record, frozen=True):
    """What a bureau says of its own member to those who work with its notices, and on its own sheets for judges.

    `time_zone` is where the bureau's days begin and end, such as `Africa/Dakar`.
    """

    red: RedEffect
    desk: Short | None = None
    telephone: Short | None = None
    email: Short | None = None
    hours: Short | None = None
    languages: Annotated[tuple[Language, ...], msgspec.Meta(max_length=20)] = ()
    time_zone: TimeZone | None = None
    authority: Short | None = None
    clocks: Annotated[tuple[ArrestClock, ...], msgspec.Meta(max_length=MOST_CLOCKS)] = ()
    note: Note | None = None


class DescribeMember(Command, frozen=True):
    """What stands on the card from now on; None takes the card back."""

    member: Country
    card: MemberCard | None = None
    sealed: ClassVar = ("card",)


class MemberDescribed(Event, frozen=True):
    member: Country
    red: RedEffect | None
    card: ContentRef | None
    erased: tuple[Id, ...]
    zone: TimeZone | msgspec.UnsetType = msgspec.UNSET
    """Left out where none is named, as it was before zones could be named."""


class Described(msgspec.Struct, frozen=True):
    """A member's card as it stands: where it lies, and the code that lists tell members apart by."""

    member: str = ""
    red: RedEffect | None = None
    card: ContentRef | None = None
    since: datetime | None = None
    zone: TimeZone | msgspec.UnsetType = msgspec.UNSET

    @property
    def time_zone(self) -> TimeZone | None:
        """Where the member's days begin and end, None where it has not said."""
        return self.zone or None


def decide(state: Described, command: DescribeMember, facts: PeopleFacts, at: datetime) -> Sequence[Event] | Refusal:
    """Return what follows from `command`; a card that nobody could be reached by is refused."""
    card = command.card
    if card is not None and (wrong := tuple(_against(card))):
        return Refusal("The card cannot be kept as it is.", wrong, "bad-card")
    if card is None and state.card is None:
        return []
    red = card.red if card else None
    erased = (state.card.id,) if state.card else ()
    place = (card.time_zone if card else None) or msgspec.UNSET
    return [MemberDescribed(member=command.member, red=red, card=facts.refs.get("card"), erased=erased, zone=place)]


def _against(card: MemberCard) -> Sequence[Fault]:
    found = []
    if not card.telephone and not card.email:
        found.append(Fault("$.card.telephone", "give a telephone number or an e-mail address of the desk on duty"))
    if card.email and ("@" not in card.email or " " in card.email):
        found.append(Fault("$.card.email", "give one address, such as duty@bureau.example"))
    if card.time_zone and zone(card.time_zone) is None:
        found.append(Fault("$.card.time_zone", "name a place of the time zone database, such as Africa/Dakar"))
    for place, clock in enumerate(card.clocks):
        if clock.longest is not None and clock.longest < clock.days:
            found.append(Fault(f"$.card.clocks[{place}].longest", f"not less than the {clock.days} days before it"))
    return found


def evolve(state: Described, event: Event, at: datetime) -> Described:
    """Return the card after `event`."""
    assert isinstance(event, MemberDescribed)
    return Described(event.member, event.red, event.card, at, event.zone)


ACTIONS: Final[dict[type[Command], str]] = {DescribeMember: "bureau:member:describe"}
MEMBER: Final = Decider(
    name="member",
    initial=Described(),
    decide=decide,
    evolve=evolve,
    row=lambda state: Row(state="described" if state.card else "new", member=state.member or None),
    commands=(DescribeMember,),
    events=(MemberDescribed,),
)
