"""What happened to applications: identifiers, codes, dates and commitments."""

from datetime import datetime

from comity.kernel.codes import Language
from comity.kernel.decider import ContentRef, Event, Id
from comity.redress.commands import Applicant, ApplicationKind


class ApplicationReceived(Event, frozen=True):
    id: Id
    kind: ApplicationKind
    by: Applicant
    language: Language
    form: ContentRef
    secret: ContentRef
    admissibility_due: datetime
    enclosures: tuple[ContentRef, ...] = ()


class EnclosuresAdded(Event, frozen=True):
    """`named` is the sealed list of what the documents are, in the order of `enclosures`."""

    named: ContentRef
    enclosures: tuple[ContentRef, ...]


class OverdueMarked(Event, frozen=True):
    due: datetime
