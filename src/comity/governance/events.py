"""What happened to people, offices, tokens and the organisation: identifiers, codes, dates and commitments."""

from datetime import datetime

from comity.governance.commands import CitationText, Maker, Measure, TokenPurpose
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.kernel.decider import ContentRef, Digest, Event, Id


class PersonAdded(Event, frozen=True):
    id: Id
    profile: ContentRef
    nationalities: tuple[Country, ...]
    member: Country | None
    seconded_by: tuple[Country, ...]


class ProfileRevised(Event, frozen=True):
    profile: ContentRef
    erased: tuple[Id, ...]


class TiesAmended(Event, frozen=True):
    nationalities: tuple[Country, ...]
    seconded_by: tuple[Country, ...]


class OfficeFilled(Event, frozen=True):
    office: Office
    member: Country | None
    on_duty: bool = False


class OfficeLeft(Event, frozen=True):
    office: Office


class DutySet(Event, frozen=True):
    on: bool


class PersonRemoved(Event, frozen=True):
    """The person leaves all offices, loses all tokens, and the profile is destroyed; ties stay, as codes."""

    erased: tuple[Id, ...]


class TokenIssued(Event, frozen=True, omit_defaults=True):
    """`maker` is who made it, through the session or token `through`; acts of earlier versions do not say."""

    token: Id
    digest: Digest
    expires: datetime
    purpose: TokenPurpose
    maker: Maker | None = None
    through: Maker | None = None


class TokenRevoked(Event, frozen=True):
    token: Id


class OrganisationCreated(Event, frozen=True):
    members: tuple[Country, ...]


class MemberAdmitted(Event, frozen=True):
    member: Country


class MeasureImposed(Event, frozen=True):
    member: Country
    measure: Measure
    ground: CitationText


class MeasureLifted(Event, frozen=True):
    member: Country
    measure: Measure


class ClockConfirmed(Event, frozen=True):
    """The time of this act is right; `last` is the last time that was believed before it."""

    last: datetime
