"""What members do with notices, as the figures count it. Listings stay out of the figures on answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from comity.kernel.decider import Event
from comity.notices import events as e
from comity.notices.telling import requester_reads
from comity.notices.vocabulary import Answer, Treatment
from comity.statistics.cases import Cases, DealingCase, Fact
from comity.statistics.grounds import Edition, answer_ground, objection_ground
from comity.statistics.request_acts import Handler

SETTLES_NOTHING: Final = frozenset({Answer.ACKNOWLEDGED, Answer.LOCATED})
"""Answers that say the person was found, and neither act nor give a reason."""
FINDS_NOBODY: Final = frozenset({Answer.OTHER_PERSON, Answer.RETURNED_VOLUNTARILY_CLAIMED})
"""Answers that do not say that the answering member found the person."""

COLUMNS: Final[Mapping[Answer, tuple[str, str]]] = {
    Answer.ACKNOWLEDGED: ("finds", "acknowledged"),
    Answer.LOCATED: ("finds", "located"),
    Answer.OTHER_PERSON: ("finds", "other_person"),
    Answer.DEAD: ("finds", "dead"),
    Answer.PROVISIONAL_ARREST: ("steps", "provisional_arrest"),
    Answer.MOVEMENT_RESTRICTED: ("steps", "movement_restricted"),
    Answer.PROCEEDINGS_OPENED: ("steps", "proceedings_opened"),
    Answer.RELEASED_NO_PAPERS: ("steps", "released_no_papers"),
    Answer.EXTRADITION_GRANTED: ("extradition", "granted"),
    Answer.EXTRADITION_REFUSED: ("extradition", "refused"),
    Answer.SURRENDERED: ("returns", "surrendered"),
    Answer.REMOVED_IMMIGRATION: ("returns", "removed_immigration"),
    Answer.RETURNED_VOLUNTARILY_CLAIMED: ("returns", "voluntary_claimed"),
    Answer.RETURNED_VOLUNTARILY_CONFIRMED: ("returns", "voluntary_confirmed"),
    Answer.FOUND_IN_REQUESTER: ("returns", "found_in_requester"),
    Answer.NO_ACTION: ("no_action", "no_action"),
}
"""For each answer the measure and the column, or the group of columns where it is counted by ground."""
BY_GROUND: Final = frozenset({Answer.EXTRADITION_REFUSED, Answer.NO_ACTION})


def _treated(cases: Cases, at: datetime, _: str, event: e.TreatmentRecorded) -> None:
    notice = cases.notices[event.notice]
    if notice.listing:
        return
    dealing = notice.dealing(event.member)
    if dealing.found and event.ground:
        dealing.settled = dealing.settled or at
    told = requester_reads(event)
    second = cases.edition(at) is Edition.SECOND
    counted = dealing.treated is None or (second and told and not dealing.told)
    dealing.treated, dealing.told = dealing.treated or at, dealing.told or told
    if not counted:
        return
    column: str = event.treatment.value
    if event.treatment is Treatment.NOT_ENTERED:
        column = f"not_entered:{answer_ground(event.ground)}"
    cases.facts.append(Fact("treatment", at, column, notice, notice.kind, event.member, second and not told))


def _answered(cases: Cases, at: datetime, _: str, event: e.AnswerRecorded) -> None:
    notice = cases.notices[event.notice]
    if notice.listing:
        return
    dealing = notice.dealing(event.member)
    _clock(dealing, at, event)
    told, before = requester_reads(event), dealing.answers.get(event.answer)
    dealing.answers[event.answer] = bool(before) or told
    first_told = told and before is False and cases.edition(at) is Edition.SECOND
    if before is not None and not first_told:
        return
    measure, column = COLUMNS[event.answer]
    if event.answer in BY_GROUND:
        column = f"{column}:{answer_ground(event.ground)}"
    cases.facts.append(Fact(measure, at, column, notice, notice.kind, event.member, not told))


def _clock(dealing: DealingCase, at: datetime, event: e.AnswerRecorded) -> None:
    """Start the clock of silence at the first find; stop it at the first action or reason."""
    if dealing.found is None and event.answer not in FINDS_NOBODY:
        dealing.found = at
    silent = event.answer in SETTLES_NOTHING or (event.answer is Answer.NO_ACTION and event.ground is None)
    if dealing.found is not None and dealing.settled is None and not silent:
        dealing.settled = at


def _objected(cases: Cases, at: datetime, _: str, event: e.ObjectionRaised) -> None:
    notice = cases.notices[event.notice]
    if notice.listing:
        return
    dealing = notice.dealing(event.member)
    if dealing.found:
        dealing.settled = dealing.settled or at
    cases.facts.append(Fact("objections", at, f"objection:{objection_ground(event.kind)}", notice, notice.kind))


HANDLERS: Final[Mapping[type[Event], Handler]] = {
    e.TreatmentRecorded: _treated,
    e.AnswerRecorded: _answered,
    e.ObjectionRaised: _objected,
}
