"""Retaliation shows in its timing: a charge shortly after the person spoke in public or asked for protection."""

from collections.abc import Iterator
from datetime import date, timedelta

from comity.compliance.reading.concepts import ACTS, Concept
from comity.compliance.reading.dates import dates_in
from comity.compliance.reading.passages import Passage, passages
from comity.compliance.rule import Audience, Case, Fact, NeedsReview, Pass, Result, Rule
from comity.kernel.dates import PartialDate
from comity.law import parameters
from comity.notices.vocabulary import Ground, PositionView, ProtectedStatus

_SPOKE = frozenset(
    {Concept.SPEECH, Concept.CRITICISM, Concept.DISCLOSURE, Concept.ASSEMBLY, Concept.INSULT, Concept.ASYLUM}
)
_SOUGHT = frozenset(
    {
        ProtectedStatus.REFUGEE,
        ProtectedStatus.COMPLEMENTARY_PROTECTION,
        ProtectedStatus.ASYLUM_SEEKER,
        ProtectedStatus.RECOGNISED_VICTIM,
    }
)


class TimingOfCharge(Rule):
    """A charge shortly after a public statement or a claim of asylum weighs as general context (RPD 34(3)(g)).

    The days come from the facts (a day named in the sentence that tells of an interview, a disclosure or a
    claim) and from what the secretariat knows; the charge is dated by its warrant, the window is a parameter of
    the law. That one thing followed another proves nothing: people ask what the charge rests on.
    """

    code, title = "CRP-03", "The charge does not follow shortly on a public statement or a claim of asylum"
    citations = ("RPD 34(3)(g)", "Constitution 2(1)", "UDHR 19")
    ground = Ground.NEUTRALITY
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return case.judicial.warrant is not None and bool(events(case))

    def check(self, case: Case) -> Iterator[Result]:
        found = events(case)
        warrant = case.judicial.warrant
        issued = warrant.issued_on if warrant else None
        question = "What does the charge rest on that was there before the person spoke or sought protection?"
        if issued is None:
            reason = "The person spoke or sought protection, and the day of the warrant is not known"
            undated = (*(fact for fact, _, _ in found), Fact("judicial.warrant.issued_on", None))
            yield NeedsReview(reason=reason, question=question, facts=undated)
            return
        days = parameters.number("retaliation.window_days", case.at)
        near = tuple(fact for fact, first, last in found if _shortly_before(first, last, issued, days))
        if near:
            facts = (*near, Fact("judicial.warrant.issued_on", issued))
            reason = f"The warrant followed within {days} days on a public statement or a claim of protection"
            yield NeedsReview(reason=reason, question=question, facts=facts)
        else:
            yield Pass(f"No such event lies within {days} days before the warrant")


def events(case: Case) -> list[tuple[Fact, date, date]]:
    """Return when the person spoke in public or sought protection: the fact, the first and the last day it may mean."""
    found = [event for passage in passages(case).accounts for event in _told(passage)]
    for index, status in enumerate(case.context.subject_status):
        if status.status in _SOUGHT and status.on is not None:
            fact = Fact(f"context.subject_status[{index}].on", status.on)
            found.append((fact, status.on.earliest, status.on.latest))
    for index, position in enumerate(case.context.positions):
        if position.view is PositionView.GRANTED_ASYLUM and position.on is not None:
            fact = Fact(f"context.positions[{index}].on", position.on)
            found.append((fact, position.on.earliest, position.on.latest))
    return found


def _shortly_before(first: date, last: date, issued: PartialDate, days: int) -> bool:
    return first <= issued.latest and last >= issued.earliest - timedelta(days=days)


def _told(passage: Passage) -> Iterator[tuple[Fact, date, date]]:
    """Yield the days named in a sentence that tells of speaking out or seeking protection, and of no crime."""
    reading = passage.reading
    spoke = {span.sentence: span for span in reading.stated(_SPOKE)}
    if not spoke:
        return
    crimes = {span.sentence for span in reading.stated(ACTS)}
    for dated in dates_in(passage.text):
        if dated.sentence in spoke and dated.sentence not in crimes:
            span = spoke[dated.sentence]
            start, end = min(span.start, dated.start), max(span.end, dated.end)
            words = passage.text[start:end]
            yield Fact(f"{passage.path}[{start}:{end}]", words), dated.day, dated.day
