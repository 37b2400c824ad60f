"""What may be asked of the commission's office, in the imperative."""

from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from comity.kernel.codes import Country, Language
from comity.kernel.dates import PartialDate
from comity.kernel.decider import Command, Digest, Id
from comity.kernel.subject import Line, Record, Sha256, Words

Filled = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]


class ApplicationKind(StrEnum):
    ACCESS = "access"
    CORRECTION = "correction"
    DELETION = "deletion"


class Applicant(StrEnum):
    """Who applies: the person concerned, or counsel with authority to act."""

    PERSON = "person"
    COUNSEL = "counsel"


class Contact(Record, frozen=True):
    """Where an answer reaches the applicant; at least one way is needed."""

    email: Line | None = None
    address: Line | None = None
    telephone: Line | None = None


class Representative(Record, frozen=True):
    """Counsel: `authority` is the digest of the uploaded power of attorney."""

    name: Filled
    address: Line | None = None
    authority: Sha256 | None = None


class Paper(StrEnum):
    """What a document that is enclosed is there for."""

    IDENTITY = "identity"
    MANDATE = "mandate"
    DOCUMENT = "document"


class Enclosure(Record, frozen=True):
    """A document enclosed with an application, as the form names it: what it is, its digest, and its size in bytes."""

    what: Paper
    name: Annotated[str, msgspec.Meta(max_length=200)]
    media_type: Annotated[str, msgspec.Meta(max_length=100)]
    sha256: Sha256
    size: Annotated[int, msgspec.Meta(ge=1)]


class ApplicationForm(Record, frozen=True):
    """What the applicant writes: sealed, for the commission's office alone.

    `identity` is the digest of the uploaded copy of an identity document; `notice` is a public number or
    whatever else the applicant knows of the file; `statement` says what is asked and why. `enclosures` names
    the documents that come with the application, in their order.
    """

    name: Filled
    contact: Contact
    statement: Annotated[Words, msgspec.Meta(min_length=1)]
    birth_date: PartialDate | None = None
    nationalities: list[Country] | None = None
    identity: Sha256 | None = None
    representative: Representative | None = None
    notice: Line | None = None
    confidential: bool = True
    enclosures: list[Enclosure] | None = None


class ReceiveApplication(Command, frozen=True):
    """`secret_digest` is the digest of the secret on the receipt (`receipt.digest`), sealed as the form is.

    `enclosures` are the documents that the form names, in the same order, each sealed under a key of its own.
    """

    id: Id
    kind: ApplicationKind
    by: Applicant
    language: Language
    form: ApplicationForm
    secret_digest: Digest
    enclosures: tuple[bytes, ...] = ()
    sealed: ClassVar = ("form", "secret_digest", "enclosures")


class AddEnclosures(Command, frozen=True):
    """Documents sent after the application, by whoever holds its receipt; `named` names them in the same order."""

    id: Id
    named: list[Enclosure]
    enclosures: Annotated[tuple[bytes, ...], msgspec.Meta(min_length=1)]
    sealed: ClassVar = ("named", "enclosures")


class MarkOverdue(Command, frozen=True):
    """The clock: no decision on admissibility was recorded in time."""

    id: Id
