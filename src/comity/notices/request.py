"""The notice request as a member writes it: `NoticeRequest` of CONTRACTS section 1, field by field.

Only `kind`, the requester, `reference`, `language` and `subject.type` are needed to read one; what else
is missing is for the checks to say. `None` is not known; an empty list is none.
"""

from decimal import Decimal
from typing import Annotated

import msgspec

from comity.kernel.codes import Country, Currency, Language
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Line, Record, Sha256, Subject, Words
from comity.notices.vocabulary import (
    Category,
    Caution,
    Channel,
    CirculationMode,
    Handling,
    Kind,
    PenaltyKind,
    Stage,
    UrgencyLevel,
)

Months = Annotated[int, msgspec.Meta(ge=0, le=12_000)]
Amount = Annotated[str, msgspec.Meta(pattern=r"^\d{1,18}(\.\d{1,4})?$")]


class Entity(Record, frozen=True):
    """An international court or the Security Council as requester, with its legal basis."""

    name: Line = ""
    basis: Line = ""


class Urgency(Record, frozen=True):
    level: UrgencyLevel = UrgencyLevel.ROUTINE
    reason: Words | None = None


class Authority(Record, frozen=True):
    name: Line | None = None
    reference: Line | None = None
    contact: Line | None = None


class Period(Record, frozen=True):
    from_: PartialDate | None = msgspec.field(default=None, name="from")
    to: PartialDate | None = None


class Money(Record, frozen=True):
    currency: Currency | None = None
    amount: Amount | None = None

    @property
    def value(self) -> Decimal | None:
        """The amount, None where it or its currency is not known."""
        return None if self.amount is None or self.currency is None else Decimal(self.amount)


class Cheques(Record, frozen=True):
    count: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None


class Charge(Record, frozen=True):
    title: Line | None = None
    law: Line | None = None
    category: Category | None = None
    max_penalty_months: Months | None = None
    max_penalty_kind: PenaltyKind | None = None
    death_penalty: bool | None = None


class Warrant(Record, frozen=True):
    reference: Line | None = None
    issued_by: Line | None = None
    issued_on: PartialDate | None = None
    valid_until: PartialDate | None = None
    authority_is_judicial: bool | None = None
    appeal_to_judicial_authority: bool | None = None


class Judicial(Record, frozen=True):
    stage: Stage | None = None
    facts: Words | None = None
    facts_place: Line | None = None
    facts_country: Country | None = None
    facts_period: Period | None = None
    charges: list[Charge] | None = None
    sentence_months: Months | None = None
    sentence_remaining_months: Months | None = None
    in_absentia: bool | None = None
    retrial_right: bool | None = None
    loss: Money | None = None
    cheques: Cheques | None = None
    prosecution_barred_on: PartialDate | None = None
    warrant: Warrant | None = None


class Asset(Record, frozen=True):
    type: Line | None = None
    description: Words | None = None
    country: Country | None = None
    identifier: Line | None = None
    value: Money | None = None


class Particulars(Record, frozen=True):
    """What a kind needs beyond the common fields; which of these belong to which kind stands in `kinds`."""

    role: Line | None = None
    information_sought: Words | None = None
    assessment: Words | None = None
    basis: Words | None = None
    missing_since: PartialDate | None = None
    missing_from: Line | None = None
    circumstances: Words | None = None
    vulnerable: bool | None = None
    reported_to: Line | None = None
    found_on: PartialDate | None = None
    found_at: Line | None = None
    threat: Words | None = None
    imminence: Words | None = None
    advice: Words | None = None
    method: Words | None = None
    objects: Words | None = None
    concealment: Words | None = None
    assets: list[Asset] | None = None
    offence: Words | None = None
    reference: Line | None = None
    list: Line | None = None
    resolution: Line | None = None
    listed_on: PartialDate | None = None
    measures: Words | None = None


class Assurances(Record, frozen=True):
    extradition_will_be_sought: bool | None = None
    coordinated_with_extradition_authority: bool | None = None
    extradition_sought_from: "list[Country] | None" = None


class Attachment(Record, frozen=True):
    sha256: Sha256 = ""
    type: Line | None = None
    language: Language | None = None
    title: Line | None = None


class Circulation(Record, frozen=True):
    mode: CirculationMode = CirculationMode.ALL
    members: list[Country] = []

    def reaches(self, member: str, requester: str | None) -> bool:
        """Say whether `member` is a recipient; a requester is never a recipient of its own notice."""
        if member == requester:
            return False
        match self.mode:
            case CirculationMode.ALL:
                return True
            case CirculationMode.ONLY:
                return member in self.members
            case CirculationMode.EXCEPT:
                return member not in self.members


class PublicExtract(Record, frozen=True):
    """The requester's leave to publish; `fields` is None for all fields that an extract may carry."""

    authorised: bool = False
    fields: list[Line] | None = None
    reason: Words | None = None
    until: PartialDate | None = None


class RulingAnswer(Record, frozen=True):
    case: Line = ""
    answer: Words = ""


class NoticeRequest(Record, frozen=True):
    """A request that a notice or diffusion be published; a request is never an order."""

    kind: Kind
    reference: Line
    language: Language
    subject: Subject
    channel: Channel = Channel.NOTICE
    requesting_member: Country | None = None
    requesting_entity: Entity | None = None
    urgency: Urgency | None = None
    requesting_authority: Authority | None = None
    bureau_contact: Line | None = None
    validated_by: Line | None = None
    judicial: Judicial | None = None
    particulars: Particulars | None = None
    assurances: Assurances | None = None
    international_interest: Words | None = None
    cautions: list[Caution] | None = None
    attachments: list[Attachment] | None = None
    circulation: Circulation | None = None
    public_extract: PublicExtract | None = None
    handling: Handling | None = None
    answers_to_earlier_rulings: list[RulingAnswer] | None = None

    def __post_init__(self) -> None:
        if (self.requesting_member is None) == (self.requesting_entity is None):
            raise ValueError("Give either requesting_member or requesting_entity, and not both")

    @property
    def charges(self) -> list[Charge]:
        """The charges, empty where none is given."""
        return (self.judicial.charges if self.judicial else None) or []

    @property
    def requester(self) -> str | None:
        """The requesting member's code, or None where an international entity asks."""
        return self.requesting_member
