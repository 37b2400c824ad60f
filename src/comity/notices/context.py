"""What the secretariat knows of a case and the requester may not: `CaseContext` of CONTRACTS section 1."""

from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.subject import Line, Record, Words
from comity.notices.vocabulary import AnswerGround, Concern, EarlierRuling, Ground, PositionView, ProtectedStatus


class SubjectStatus(Record, frozen=True):
    status: ProtectedStatus
    confirmed_by: Country | None = None
    from_member: Country | None = None
    on: PartialDate | None = None
    by_name_only: bool = False


class Position(Record, frozen=True):
    """How another member, or with `by` an international body, sees the case."""

    view: PositionView
    member: Country | None = None
    by: Line | None = None
    ground: AnswerGround | None = None
    on: PartialDate | None = None
    by_name_only: bool = False


class Ruling(Record, frozen=True):
    case: Line
    ruling: EarlierRuling
    ground: Ground | None = None
    on: PartialDate | None = None
    by_name_only: bool = False


class HumanRightsConcern(Record, frozen=True):
    source: Line
    concern: Concern
    individual: bool
    on: PartialDate | None = None
    by_name_only: bool = False


class CorrectiveMeasure(Record, frozen=True):
    member: Country
    measure: Line


class CaseContext(Record, frozen=True):
    """Without a context the secretariat holds nothing; what is tied by name alone is a question, never a bar."""

    subject_status: list[SubjectStatus] = []
    positions: list[Position] = []
    earlier_rulings: list[Ruling] = []
    human_rights: list[HumanRightsConcern] = []
    minority: Words | None = None
    open_redress: bool = False
    corrective_measures: list[CorrectiveMeasure] = []
    duplicates: list[Line] = []
