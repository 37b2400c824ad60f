"""What came before: earlier rulings, withdrawals, open applications, duplicates, corrective measures."""

from collections.abc import Iterator

from comity.compliance.rule import Audience, Breach, Case, Effect, Fact, NeedsReview, Pass, Result, Rule
from comity.compliance.stated import stated
from comity.notices.context import Ruling
from comity.notices.vocabulary import EarlierRuling, Ground

_SETTLING = frozenset(
    {EarlierRuling.DELETED, EarlierRuling.REFUSED_BEFORE_PUBLICATION, EarlierRuling.COMPLIANT_WITH_UPDATE}
)
Numbered = tuple[int, Ruling]


def _answered(case: Case, ruling: Ruling) -> bool:
    answers = case.request.answers_to_earlier_rulings or ()
    return any(each.case.strip() == ruling.case.strip() and stated(each.answer) for each in answers)


def _facts(ruling: Numbered) -> tuple[Fact, ...]:
    """The case and its outcome, never its ground: the ground may tell of protection."""
    index, each = ruling
    path = f"context.earlier_rulings[{index}]"
    return Fact(f"{path}.case", each.case), Fact(f"{path}.ruling", each.ruling)


class EarlierRulingAnswered(Rule):
    """A request that repeats what was deleted or refused must answer that ruling (CCF 38, Comity 6).

    Deleted and not answered: it is refused, for the ruling binds. Answered: the reviewers judge whether
    the answer is new and matters. The ground of a ruling is never said here, since all grounds look alike.
    """

    code, title = "RUL-01", "Earlier rulings on this person are answered"
    citations = ("CCF 38", "RPD 128", "Comity 6")
    ground = Ground.EARLIER_RULING

    def applies(self, case: Case) -> bool:
        return any(True for _ in self._rulings(case))

    def _rulings(self, case: Case) -> Iterator[Numbered]:
        for index, each in enumerate(case.context.earlier_rulings):
            if each.ruling in _SETTLING and not each.by_name_only:
                yield index, each

    def check(self, case: Case) -> Iterator[Result]:
        for ruling in self._rulings(case):
            deleted, answered = ruling[1].ruling is EarlierRuling.DELETED, _answered(case, ruling[1])
            if deleted and not answered:
                reason = f"The ruling {ruling[1].case}, by which data were deleted, is not answered"
                yield Breach(reason=reason, effect=Effect.REFUSE, variant="unanswered", facts=_facts(ruling))
            else:
                reason = (
                    f"The ruling {ruling[1].case} stands; the request answers it"
                    if answered
                    else (f"The ruling {ruling[1].case} stands, and the request says nothing of it")
                )
                question = f"Does the request meet the ruling {ruling[1].case}: is what it says new, and enough?"
                yield NeedsReview(reason=reason, question=question, facts=_facts(ruling))


class WithdrawnBeforeRuling(Rule):
    """A request withdrawn while an application ran and made again stays the same case (Comity 6, CCF 37).

    So does one on which an application is open now, and a ruling that is tied to the subject by name alone
    is asked about and never bars. That someone applied is confidential: for the secretariat alone.
    """

    code, title = "RUL-02", "The request does not come back around a ruling"
    citations = ("Comity 6", "CCF 37")
    ground = Ground.EARLIER_RULING
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return case.context.open_redress or bool(case.context.earlier_rulings)

    def check(self, case: Case) -> Iterator[Result]:
        clear = True
        for ruling in enumerate(case.context.earlier_rulings):
            if ruling[1].ruling is EarlierRuling.WITHDRAWN_BEFORE_RULING:
                clear = False
                question = "Why was the earlier request withdrawn before the ruling, and what has changed since?"
                reason = "The same case was withdrawn before the commission could rule"
                yield NeedsReview(reason=reason, question=question, facts=_facts(ruling))
            elif ruling[1].by_name_only and ruling[1].ruling is not EarlierRuling.COMPLIANT:
                clear = False
                question = "Is the person of the earlier ruling the person of this request?"
                reason = "A ruling is tied to this person by name alone"
                yield NeedsReview(reason=reason, question=question, facts=_facts(ruling))
        if case.context.open_redress:
            clear = False
            question = "Does the open application call for waiting, or for an interim block?"
            facts = (Fact("context.open_redress", True),)
            yield NeedsReview(reason="An application on this person is open", question=question, facts=facts)
        if clear:
            yield Pass("Nothing was withdrawn before a ruling and nothing is open")


class NoDuplicate(Rule):
    """One case has one notice: what is already in force is amended, not asked for again (RPD 12, 81).

    Possible duplicates are found by the screening index and shown to the secretariat alone, for they may be
    another member's. Whether two records are one person and one case is for the reviewers.
    """

    code, title = "DUP-01", "The request does not repeat one in force"
    citations = ("RPD 12", "RPD 81")
    ground = Ground.DUPLICATE
    audience = Audience.SECRETARIAT

    def applies(self, case: Case) -> bool:
        return bool(case.context.duplicates)

    def check(self, case: Case) -> Iterator[Result]:
        facts = tuple(Fact(f"context.duplicates[{index}]", each) for index, each in enumerate(case.context.duplicates))
        question = "Is one of these the same person and case, so that it should be amended instead?"
        yield NeedsReview(reason="Records in force resemble this request", question=question, facts=facts)


class CorrectiveMeasures(Rule):
    """A member under corrective measures (RPD 131) asks under the conditions that they set.

    The member knows its measures, so it reads this finding. What a measure requires of this request, and
    whether it is met, is for the reviewers.
    """

    code, title = "COR-01", "No corrective measure stands against the request"
    citations = ("RPD 131",)
    ground = Ground.OTHER

    def applies(self, case: Case) -> bool:
        return any(each.member == case.request.requester for each in case.context.corrective_measures)

    def check(self, case: Case) -> Iterator[Result]:
        facts = tuple(
            Fact(f"context.corrective_measures[{index}].measure", each.measure)
            for index, each in enumerate(case.context.corrective_measures)
            if each.member == case.request.requester
        )
        question = "Does the request meet the conditions of the measures in force against this member?"
        reason = "Corrective measures are in force against the requesting member"
        yield NeedsReview(reason=reason, question=question, facts=facts)
