"""Two histories of one notice that differ only in what is kept from its requester, told step by step.

In the one, each thing that the requester may know is done, and nothing else. In the other a hidden act of one kind is
done before the first of them, between any two, and after the last: so that it comes first, second, and is taken back.
"""

from collections.abc import Callable
from datetime import timedelta

from tests.house import House
from tests.hub.test_telling import REFUGEE, TORTURE

from comity.kernel import wire
from comity.notices import commands as c
from comity.notices.access import OpenFile
from comity.notices.clearing import ClearMatch, Traveller
from comity.notices.context import CaseContext
from comity.notices.facts import Face
from comity.notices.vocabulary import (
    PROTECTIVE_GROUNDS,
    Answer,
    AnswerGround,
    Ground,
    ObjectionKind,
    Treatment,
    VisibleTo,
)

Told = Callable[[House, str, str], None]
Hidden = Callable[[House, str, str, int], None]
"""An act kept from the requester: the house, the case, the notice, and how many times it was done before."""


def treats(treatment: Treatment, ground: AnswerGround | None = None, member: str = "XC") -> Told:
    def act(home: House, case: str, notice: str) -> None:
        by = home.bureau[member]
        home.do(by, c.RecordTreatment(notice=notice, member=by.member, treatment=treatment, ground=ground))

    return act


def answers(answer: Answer, ground: AnswerGround | None = None, to: VisibleTo | None = None) -> Told:
    def act(home: House, case: str, notice: str) -> None:
        by = home.bureau["XC"]
        home.do(by, c.RecordAnswer(notice=notice, member=by.member, answer=answer, ground=ground, visible_to=to))

    return act


def addendum(home: House, case: str, notice: str) -> None:
    home.do(home.officer, c.AddAddendum(id=notice, text="The passport was found."))


def blocked_and_unblocked(home: House, case: str, notice: str) -> None:
    home.do(home.officer, c.BlockNotice(id=notice, ground=Ground.PROTECTION, reason="A measure."))
    home.later(minutes=7)
    home.do(home.officer, c.UnblockNotice(id=notice, reason="It is over."))


def suspended_and_resumed(home: House, case: str, notice: str) -> None:
    until = home.clock.at.date() + timedelta(days=30)
    home.do(home.bureau["XA"], c.SuspendNotice(id=notice, until=until, reason="The court sits."))
    home.later(minutes=7)
    home.do(home.bureau["XA"], c.ResumeNotice(id=notice))


TOLD: tuple[Told, ...] = (
    treats(Treatment.ENTERED),
    treats(Treatment.NOT_ENTERED, AnswerGround.NO_TREATY),
    treats(Treatment.ALERT_ONLY),
    answers(Answer.OTHER_PERSON),
    answers(Answer.LOCATED, to=VisibleTo.REQUESTER),
    treats(Treatment.ENTERED, member="XD"),
    answers(Answer.EXTRADITION_REFUSED, AnswerGround.NATIONALITY),
    addendum,
    blocked_and_unblocked,
    answers(Answer.LOCATED, to=VisibleTo.REQUESTER),
    suspended_and_resumed,
    treats(Treatment.NOT_ENTERED),
)
"""What the requester may know, in the order in which it is done; the same member speaks again and again."""


def _each_time(act: Told) -> Hidden:
    return lambda home, case, notice, _: act(home, case, notice)


def _objects(kind: ObjectionKind) -> Hidden:
    def act(home: House, case: str, notice: str, _: int) -> None:
        xc = home.bureau["XC"]
        home.do(xc, c.RaiseObjection(notice=notice, member=xc.member, kind=kind, text="A refugee here."))

    return act


def _context(home: House, case: str, notice: str, times: int) -> None:
    known = wire.convert(REFUGEE if times % 2 else TORTURE, CaseContext)
    home.do(home.officer, c.RecordContext(id=case, context=known))


def _quiet_addendum(home: House, case: str, notice: str, times: int) -> None:
    home.do(home.officer, c.AddAddendum(id=notice, text=f"Quiet word {times}.", to_requester=False))


def _examined_and_maintained(home: House, case: str, notice: str, times: int) -> None:
    _objects(ObjectionKind.PROTECTION)(home, case, notice, times)
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, case)


def _claimed_and_released(home: House, case: str, notice: str, times: int) -> None:
    _objects(ObjectionKind.IDENTITY)(home, case, notice, times)
    by = home.reviewers[times % 4]
    home.do(by, c.ClaimReview(id=case))
    home.do(by, c.ReleaseReview(id=case, reviewer=by.id))


def _opened(home: House, case: str, notice: str, times: int) -> None:
    for by in (home.commissioner, home.officer, home.bureau["XC"]):
        home.do(by, OpenFile(id=notice))


def _match_cleared(home: House, case: str, notice: str, times: int) -> None:
    xc, face = home.bureau["XC"], home.state("notice", notice).face("XC")
    assert isinstance(face, Face)
    traveller = Traveller(names=(f"Other Person {times}",))
    new = home.comity.chance.id("clr")
    home.do(xc, ClearMatch(id=new, notice=notice, member=xc.member, face=face, traveller=traveller))


def _kept_answer(answer: Answer, ground: AnswerGround | None = None) -> Hidden:
    return _each_time(answers(answer, ground, VisibleTo.SECRETARIAT))


HIDDEN: dict[str, Hidden] = {
    **{
        f"a treatment on {ground.value}": _each_time(treats(Treatment.NOT_ENTERED, ground))
        for ground in sorted(PROTECTIVE_GROUNDS)
    },
    "a protective treatment of another member": _each_time(
        treats(Treatment.NOT_ENTERED, AnswerGround.NON_REFOULEMENT, "XD")
    ),
    "a place, for the secretariat alone": _kept_answer(Answer.LOCATED),
    "a refusal on a protective ground": _each_time(
        answers(Answer.EXTRADITION_REFUSED, AnswerGround.TORTURE_OR_UNFAIR_TRIAL)
    ),
    "no action on a protective ground": _each_time(answers(Answer.NO_ACTION, AnswerGround.POLITICAL_OFFENCE)),
    "an arrest, for the secretariat alone": _kept_answer(Answer.PROVISIONAL_ARREST),
    **{f"an objection, {kind.value}": _objects(kind) for kind in ObjectionKind},
    "context": _context,
    "a quiet addendum": _quiet_addendum,
    "an examination that maintained the notice": _examined_and_maintained,
    "a case claimed and released": _claimed_and_released,
    "the file opened": _opened,
    "a match cleared": _match_cleared,
}
"""Every kind of act on a notice that its requester may not know of."""


def history(home: House, case: str, notice: str, hidden: Hidden | None, read: Callable[[], str]) -> list[str]:
    """Do all of `TOLD`, with `hidden` before, between and after; return what `read` gives after each step."""
    seen = []
    for times in range(len(TOLD) + 1):
        home.later(minutes=7)
        if hidden is not None:
            hidden(home, case, notice, times)
        home.later(minutes=7)
        seen.append(read())
        if times < len(TOLD):
            TOLD[times](home, case, notice)
            seen.append(read())
    return seen
