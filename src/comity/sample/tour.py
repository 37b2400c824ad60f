"""The tour: one request from its draft to the erasure of its file, and one that is refused, each step with its law.

Nothing is told that did not happen: every step is a command down the one path or a reading of what came of it,
and one that does not come out as it is told raises `VerificationFailed`.
"""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

from comity.adapters.surroundings import SetClock
from comity.app import ledgering
from comity.app.clock import assume
from comity.app.figures import read_release, verify_release
from comity.app.ports.vault import KeyDestroyed
from comity.app.replaying import differences
from comity.app.ticking import tick
from comity.bootstrap import OrganisationFile, close, create, open_comity
from comity.governance.commands import FillOffice
from comity.governance.offices import Office
from comity.kernel.errors import NotFound
from comity.ledger.proof import check as check_proof
from comity.notices import commands as c
from comity.notices.context import CaseContext, HumanRightsConcern, SubjectStatus
from comity.notices.request import NoticeRequest
from comity.notices.telling import letter
from comity.notices.vocabulary import Answer, AnswerGround, Concern, Decision, Ground, ProtectedStatus, State, Treatment
from comity.sample.tour_case import about, first_draft, whole
from comity.sample.walk import Step, Walk, code, step, sure
from comity.settings import Settings

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def tour(folder: Path) -> Iterator[Step]:
    """Walk the whole path in an empty folder and yield each step once it has happened."""
    settings = Settings(data=folder)
    create(settings, OrganisationFile(name="The Tour", origin="tour.comity/ledger", sample=True))
    clock = SetClock(START)
    comity = open_comity(settings, clock)
    walk = Walk(comity, clock)
    yield from _founding(walk)
    request = comity.chance.id("req")
    yield from _asking(walk, request)
    notice = yield from _reviewing(walk, request)
    yield from _receiving(walk, notice)
    yield from _finding(walk, request, notice)
    yield from _ending(walk, request, notice)
    yield from _refusing(walk)
    yield from _proving(walk, notice)
    close(comity)


def _founding(walk: Walk) -> Iterator[Step]:
    walk.found()
    yield step(
        "Five members found an organisation. Its offices are filled: a Secretary General who runs the secretariat and "
        "judges no case, four reviewers, a case officer, and an officer in the bureau of each member.",
        "Constitution 5",
        "Constitution 28",
        "Comity 2",
    )
    walk.refusal(walk.operator, FillOffice(id=walk.of("president").id, office=Office.REVIEWER))
    yield step(
        "The President is appointed as well, and asks to be a reviewer too. That is refused: whoever presides over "
        "the organisation has no part in its operations and sees no file.",
        "Constitution 22",
    )


def _asking(walk: Walk, request: str) -> Iterator[Step]:
    bureau = walk.bureau("XA")
    walk.do(bureau, c.DraftRequest(id=request, body=first_draft()))
    yield step(
        "The bureau of XA drafts a request for a red notice. Ilya Maretov, a national of XB, is said to have sold "
        "shares in a building that did not exist; beside the fraud he is charged with sedition, for a speech. While "
        "it is a draft, nobody outside the bureau can see it.",
        "RPD 76",
        "RPD 82",
    )
    faults = walk.refusal(bureau, c.SubmitRequest(id=request)).errors
    sure(len(faults) >= 3, "the checks find what is missing")
    yield step(
        f"The bureau submits. The checks stop the request before it costs a reviewer an hour: {len(faults)} things "
        f"are missing. The first: {faults[0].message}",
        "RPD 76",
        "RPD 83(2)",
        "RPD 84(2)",
    )
    walk.do(bureau, c.ReviseDraft(id=request, body=whole()))
    walk.do(bureau, c.SubmitRequest(id=request))
    due = walk.state("review", request).due
    yield step(
        "The bureau supplies them and submits again. Now the request is before the secretariat, and before no other "
        f"member; the review is to be finished by {due:%-d %B %Y}.",
        "RPD 77",
    )


def _reviewing(walk: Walk, request: str) -> Generator[Step, None, str]:
    try:
        walk.do(walk.of("reviewer-xb"), c.ClaimReview(id=request))
        sure(False, "a reviewer with a conflict is kept away")
    except NotFound:
        pass
    yield step(
        "A reviewer who is a national of XB, like the suspect, looks for the case and is told that there is no such "
        "thing: no one judges a case of a state to which they are tied.",
        "Comity 2",
    )
    strike = Decision.APPROVE_IN_PART
    walk.judge(request, "reviewer-xd", strike, struck=(1,))
    walk.judge(request, "reviewer-xf", Decision.REFUSE, Ground.NEUTRALITY)
    yield step(
        "One reviewer would approve the fraud and strike the sedition, because it concerns words alone. Another, who "
        "cannot read the first opinion before giving an own, would refuse it all as political. They differ, so a "
        "third is called.",
        "RPD 86",
        "RPD 34(3)",
    )
    return (yield from _publishing(walk, request))


def _publishing(walk: Walk, request: str) -> Generator[Step, None, str]:
    walk.judge(request, "reviewer-xg", Decision.APPROVE_IN_PART, struck=(1,))
    review, state = walk.state("review", request), walk.state("request", request)
    notice: str = state.notice
    sure(review.decision is Decision.APPROVE_IN_PART and review.struck == (1,), "the sedition is struck")
    yield step(
        "The third agrees with the first. The charge of sedition is struck and the fraud kept; both reasons and the "
        "dissent stay in the file.",
        "Constitution 3",
        "RPD 86",
    )
    reached = [member for member in ("XB", "XC", "XD", "XE") if walk.feed(member)]
    sure(reached == ["XB", "XC", "XD"], "the notice reaches those it is meant for")
    number = walk.state("notice", notice).number
    yield step(
        "The notice is published, on two approvals and never on fewer. XA asked that XE should not receive it: XB, XC "
        f"and XD find it in their feeds, and XE finds nothing. The public sees an extract under the number {number}.",
        "Comity 2",
        "RPD 58",
        "RPD 61",
        "RPD 79",
    )
    return notice


def _receiving(walk: Walk, notice: str) -> Iterator[Step]:
    walk.wait(days=3)
    walk.do(walk.bureau("XC"), c.RecordTreatment(notice=notice, member=code("XC"), treatment=Treatment.ENTERED))
    declined = c.RecordTreatment(
        notice=notice, member=code("XD"), treatment=Treatment.NOT_ENTERED, ground=AnswerGround.NO_TREATY
    )
    walk.do(walk.bureau("XD"), declined)
    yield step(
        "A request is never an order. XC enters the notice in its national system. XD does not, and says why: it has "
        "no treaty with XA. XB says nothing, and that is counted too.",
        "RPD 80",
        "Comity 7",
    )


def _finding(walk: Walk, request: str, notice: str) -> Iterator[Step]:
    walk.wait(days=40)
    walk.answer(notice, "XC", Answer.LOCATED)
    given = walk.state("dealing", f"{notice}.XC").answers[-1]
    sure(given.visible_to.value == "secretariat", "whereabouts are for the secretariat alone")
    yield step(
        "XC locates the person. Where someone is goes to the secretariat alone until XC says otherwise.", "RPD 87"
    )
    walk.wait(days=25)
    walk.answer(notice, "XC", Answer.EXTRADITION_REFUSED, AnswerGround.INSUFFICIENT_EVIDENCE)
    stands = walk.state("notice", notice)
    sure(len(stands.addenda) == 1, "a refusal writes an addendum")
    sure(walk.state("review", request).state is State.OPEN, "a refusal opens a review")
    yield step(
        "XC refuses to extradite, for want of evidence. The notice now carries an addendum that says so without "
        "naming XC, and a new review is opened.",
        "RPD 87",
        "Comity 8",
    )
    yield from _looking_again(walk, request, notice)


def _looking_again(walk: Walk, request: str, notice: str) -> Iterator[Step]:
    walk.wait(days=2)
    for reviewer in ("reviewer-xd", "reviewer-xg"):
        walk.judge(request, reviewer, Decision.APPROVE)
    sure(walk.state("notice", notice).state is State.PUBLISHED, "the notice is maintained")
    yield step("Two reviewers look at the file again, find nothing against it and maintain the notice.", "RPD 86")
    walk.wait(days=60)
    walk.answer(notice, "XB", Answer.EXTRADITION_GRANTED)
    walk.answer(notice, "XB", Answer.SURRENDERED)
    yield step(
        "Two months later it is XB, silent so far, that finds him at its border, grants the extradition and surrenders "
        "him to XA.",
        "RPD 87",
        "ECE 18",
    )


def _ending(walk: Walk, request: str, notice: str) -> Iterator[Step]:
    body = walk.state("notice", notice).body
    walk.wait(days=1)
    walk.do(walk.bureau("XA"), c.AchievePurpose(id=notice, how=Answer.SURRENDERED))
    last = [walk.feed(member)[-1].kind for member in ("XB", "XC", "XD")]
    sure(last == ["recall"] * 3, "every copy is recalled")
    with walk.comity.look() as look:
        sure(not look.reader.contents(request), "the contents are gone")
        try:
            look.opened(body, NoticeRequest)
            sure(False, "the key is destroyed")
        except KeyDestroyed:
            pass
    yield step(
        "The purpose is achieved, and XA says so. Every member that held a copy is asked to destroy it within a day. "
        "Here the file and its keys are destroyed: not even the organisation can read it any more. That all this "
        "happened stays; what it said does not.",
        "RPD 51",
        "RPD 81",
        "Comity 5",
        "Comity 10",
    )


def _refusing(walk: Walk) -> Iterator[Step]:
    status = SubjectStatus(
        status=ProtectedStatus.REFUGEE, confirmed_by=code("XC"), from_member=code("XA"), by_name_only=False
    )
    protected = _refused(
        walk, about("Dubranin", "Zorana", "XA/2026/0058"), Ground.PROTECTION, CaseContext(subject_status=[status])
    )
    yield step(
        "XA asks for another person, Zorana Dubranin. A case officer records what XA does not know: XC has recognised "
        "her as a refugee from XA. Two reviewers refuse the request.",
        "Refugees 33",
        "GA-2017-86-RES-09",
    )
    concern = HumanRightsConcern(source="Committee against Torture", concern=Concern.TORTURE, individual=True)
    other = _refused(
        walk, about("Selivor", "Goran", "XA/2026/0061"), Ground.HUMAN_RIGHTS, CaseContext(human_rights=[concern])
    )
    sure(protected == other, "two refusals read the same")
    yield step(
        "For comparison, a third request is refused on quite another ground. The two answers that XA reads are the "
        "same to the letter: nothing in them tells that anyone found protection, or where.",
        "Constitution 2",
        "RPD 34",
        "Comity 4",
    )


def _refused(walk: Walk, body: NoticeRequest, ground: Ground, context: CaseContext) -> tuple[str, str, str]:
    """Have a request refused and return what its requester can read of that."""
    bureau, request = walk.bureau("XA"), walk.comity.chance.id("req")
    walk.do(bureau, c.DraftRequest(id=request, body=body))
    walk.do(bureau, c.SubmitRequest(id=request))
    walk.do(walk.of("case"), c.RecordContext(id=request, context=context))
    for reviewer in ("reviewer-xd", "reviewer-xg"):
        walk.judge(request, reviewer, Decision.REFUSE, ground)
    with walk.comity.look() as look:
        state = look.see(bureau, "request", request).state
        try:
            look.see(bureau, "review", request)
            sure(False, "a requester does not see the review")
        except NotFound:
            pass
    sure(state.state is State.REFUSED and state.remarks is None, "the request is refused")
    return state.told.value, letter(state.told), state.state.value


def _proving(walk: Walk, notice: str) -> Iterator[Step]:
    walk.clock.at = datetime(2026, 7, 20, 9, tzinfo=UTC)
    kept = ledgering.checkpoint(walk.comity)
    assume(walk.comity)
    tick(walk.comity)
    with walk.comity.look() as look:
        release = verify_release(read_release(look, "2026-Q2"), walk.comity.log_key)
    yield step(
        "The quarter is over and its figures are released, signed and never restated: "
        f"{len(release.measures)} measures, from requests to those who were found and then ignored. "
        "Small counts are rounded, so that no table and no comparison of two gives anyone away.",
        "Comity 11",
    )
    yield from _verifying(walk, notice, kept)


def _verifying(walk: Walk, notice: str, kept: str) -> Iterator[Step]:
    report = ledgering.verify(walk.comity, [kept])
    sure(report.holds, "the ledger holds")
    with walk.comity.look() as look:
        sure(not list(differences(look)), "the acts lead to what the register says")
        act = next(act for act in look.all_acts() if act.stream_id == notice)
        document = ledgering.checkpoint(walk.comity)
        row = look.reader.act(act.seq)
        assert row is not None
        proof = ledgering.prove_act(look, act.seq, document)
    check_proof(proof, row.document, walk.comity.log_key)
    yield step(
        f"The ledger is recomputed from its {report.size} acts and agrees with a checkpoint kept earlier: none was "
        "changed, taken out or slipped in.",
        "Comity 17",
    )
    yield step(
        f"Last, a proof of {len(proof.siblings)} hashes shows that the publication is act number {act.seq} of that "
        "ledger. Anyone can check it without asking us.",
        "Comity 17",
    )
