"""What may be asked of people, their offices and tokens, and of the organisation, in the imperative."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from comity.governance.offices import Office
from comity.kernel.codes import Country, Language
from comity.kernel.decider import Command, Digest, Id
from comity.kernel.subject import Line, Record

Maker = Annotated[str, msgspec.Meta(pattern=r"^(operator|process|[a-z]{3}_[0-9a-z]{16})$")]
"""Who did something, or through what: an identifier, the operator of the host, or Comity itself."""
CitationText = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9/-]+( [0-9]+(\([0-9a-z]+\))*)?$", max_length=60)]
"""A citation as it stands in an act: a code, never a sentence."""


class TokenPurpose(StrEnum):
    PERSON = "person"
    SERVICE = "service"


class Measure(StrEnum):
    """Corrective measures on a member's bureau, from the mildest (RPD 131)."""

    WARN = "warn"
    SUPERVISE = "supervise"
    PRE_CLEAR_DIFFUSIONS = "pre_clear_diffusions"
    SUSPEND_REQUESTS = "suspend_requests"


class PersonProfile(Record, frozen=True):
    """What is known of an officer, or of a machine: sealed content, never part of an act."""

    name: Line
    login: Line
    email: Line | None = None
    telephone: Line | None = None
    language: Language | None = None


class AddPerson(Command, frozen=True):
    """`member` is set for a bureau's people; `seconded_by` are states that lent the person to the secretariat."""

    id: Id
    profile: PersonProfile
    nationalities: tuple[Country, ...] = ()
    member: Country | None = None
    seconded_by: tuple[Country, ...] = ()
    sealed: ClassVar = ("profile",)


class AppointFirstAdministrator(Command, frozen=True):
    """The founding act: a new organisation has no one yet who could fill an office."""

    id: Id
    profile: PersonProfile
    nationalities: tuple[Country, ...] = ()
    sealed: ClassVar = ("profile",)


class ReviseProfile(Command, frozen=True):
    id: Id
    profile: PersonProfile
    sealed: ClassVar = ("profile",)


class AmendTies(Command, frozen=True):
    """The nationalities as they are now, and secondments to add: a past secondment stays a conflict."""

    id: Id
    nationalities: tuple[Country, ...]
    seconded_by: tuple[Country, ...] = ()


class FillOffice(Command, frozen=True):
    id: Id
    office: Office
    member: Country | None = None
    on_duty: bool = False


class LeaveOffice(Command, frozen=True):
    id: Id
    office: Office


class SetDuty(Command, frozen=True):
    """Puts a reviewer on the duty list for urgent requests, or takes the reviewer off it."""

    id: Id
    on: bool


class RemovePerson(Command, frozen=True):
    id: Id


class IssueToken(Command, frozen=True):
    """`digest` is the SHA-256 of the token's random secret, which only its holder has."""

    id: Id
    token: Id
    digest: Digest
    expires: datetime
    purpose: TokenPurpose = TokenPurpose.PERSON


class FoundToken(Command, frozen=True):
    """A token for one of a sample's people or machines, given only while the sample is made."""

    id: Id
    token: Id
    digest: Digest
    expires: datetime
    purpose: TokenPurpose


class RevokeToken(Command, frozen=True):
    id: Id
    token: Id


class CreateOrganisation(Command, frozen=True):
    members: tuple[Country, ...]


class AdmitMember(Command, frozen=True):
    member: Country


class ImposeMeasure(Command, frozen=True):
    """`ground` is a citation: the rule that the member did not keep."""

    member: Country
    measure: Measure
    ground: CitationText


class LiftMeasure(Command, frozen=True):
    member: Country
    measure: Measure


class ConfirmClock(Command, frozen=True):
    """Says that the time of this act is right, though it is far from `last`, the last time that was believed."""

    last: datetime
