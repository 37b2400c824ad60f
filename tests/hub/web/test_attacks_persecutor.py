"""What a persecutor reads from the pages of an own request or notice: the same bytes, whatever others did in secret."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.house import House, request
from tests.hub.test_telling import REFUGEE, TORTURE
from tests.hub.twin_worlds import HIDDEN, Hidden, history
from tests.hub.web.face import Face
from tests.hub.web.face import face as served_face

from comity.app.live import Live
from comity.kernel import wire
from comity.notices import commands as c
from comity.notices.context import CaseContext
from comity.notices.vocabulary import Answer, AnswerGround, Decision, Ground, ObjectionKind, Treatment, VisibleTo

Secret = Callable[[House, str, str], None]
_FORM = re.compile(r'name="(csrf|key)" value="[^"]*"|comity-browser=[A-Za-z0-9_-]+')
_PROOF = re.compile(r' d="M[^"]*"|[A-Za-z0-9+/]{40,}={0,2}|[0-9a-f]{16,}|(?<=/log\n)\d+')
"""Digests, and the picture of one, which differ between two organisations whatever is done in them; and how many acts
the ledger has in all, which anyone may read (SECURITY.md names it as a limit)."""
_ID = re.compile(r"[a-z]{3}_[0-9a-z]{16}")
_NAME = re.compile(r"Officer [0-9a-z]{4}")
_WHY = (
    "bureau:notice:end",
    "bureau:notice:amend",
    "files:notice:view",
    "secretariat:notice:block",
    "files:notice:list",
)


def pages_of(case: str, notice: str | None, campaign: str | None) -> list[str]:
    """Return every address at which a requester could look for a trace."""
    found = ["/bureau", "/bureau/requests", f"/bureau/requests/{case}", "/bureau/notices", "/bureau/notices/ours"]
    found += ["/bureau/campaigns", "/account", "/account/notifications", "/en/notices", "/en/figures", "/audit"]
    found += [f"/bureau/requests/{case}/{part}" for part in ("sent", "withdraw", "reconsider", "tasks", "submit")]
    found += [f"/review/{case}", f"/review/{case}/versions", f"/why?action=review:case:claim&what=review&id={case}"]
    found += [f"/why?action=files:request:view&what=request&id={case}"]
    if notice:
        found += [f"/bureau/notices/{notice}", f"/bureau/notices/{notice}/amend", f"/bureau/notices/{notice}/answer"]
        found += [f"/bureau/notices/{notice}/act/{deed}" for deed in ("suspend", "withdraw", "restrict", "resume")]
        found += [f"/why?action={action}&what=notice&id={notice}" for action in _WHY]
        found += [f"/bureau/notices/{notice}/sheet", "/bureau/members", "/bureau/requests/all"]
    if campaign:
        found.append(f"/bureau/campaigns/{campaign}")
    return found


def everything_shown(face: Face, case: str, notice: str | None = None, campaign: str | None = None) -> str:
    """Return all that the requester's officer is shown, headers too; what is random is named in order."""
    names: dict[str, str] = {}
    told = []
    for path in pages_of(case, notice, campaign):
        answer = face.get(face.home.bureau["XA"], path)
        headers = sorted((name, value) for name, value in answer.headers.items() if name != "content-length")
        told.append(f"{path} {answer.status_code} {headers} {answer.text}")
    by = face.home.bureau["XA"]
    sought = face.post(by, "/bureau/search", name=request().subject.family_name or "x")
    told.append(f"search {sought.status_code} {sought.text}")
    told.append(f"events {Live().total(face.home.comity, by.id)}")
    text = _PROOF.sub("", _FORM.sub("", "\n".join(told)))
    for pattern in (_ID, _NAME):
        text = pattern.sub(lambda found: names.setdefault(found[0], f"name{len(names)}"), text)
    return text


def campaign_with(home: House, notice: str) -> str:
    by, new = home.bureau["XA"], home.comity.chance.id("cmp")
    home.do(by, c.CreateCampaign(id=new, member=by.member, title="Most wanted"))
    home.do(by, c.AddToCampaign(id=new, notice=notice))
    return new


def nothing(home: House, case: str, notice: str) -> None:
    """Do nothing at all."""


def objection(home: House, case: str, notice: str) -> None:
    xc = home.bureau["XC"]
    kind = ObjectionKind.PROTECTION
    home.do(xc, c.RaiseObjection(notice=notice, member=xc.member, kind=kind, text="A refugee here."))


def quiet_answer(home: House, case: str, notice: str) -> None:
    xc, ground = home.bureau["XC"], AnswerGround.NON_REFOULEMENT
    home.do(xc, c.RecordTreatment(notice=notice, member=xc.member, treatment=Treatment.NOT_ENTERED, ground=ground))
    refused = Answer.EXTRADITION_REFUSED
    home.do(xc, c.RecordAnswer(notice=notice, member=xc.member, answer=refused, ground=ground))


def answer_kept_from_the_requester(home: House, case: str, notice: str) -> None:
    xd = home.bureau["XD"]
    kept = VisibleTo.SECRETARIAT
    home.do(xd, c.RecordAnswer(notice=notice, member=xd.member, answer=Answer.LOCATED, visible_to=kept))


def context(home: House, case: str, notice: str) -> None:
    home.do(home.officer, c.RecordContext(id=case, context=wire.convert(REFUGEE, CaseContext)))


def second_look_and_maintained(home: House, case: str, notice: str) -> None:
    objection(home, case, notice)
    context(home, case, notice)
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, case)


SECRETS: dict[str, Secret] = {
    "an objection": objection,
    "a refusal on a protective ground": quiet_answer,
    "an answer for the secretariat alone": answer_kept_from_the_requester,
    "context": context,
    "a second look that maintained the notice": second_look_and_maintained,
}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Everything the requester is shown of a notice to which nothing happened."""
    return shown_after(tmp_path_factory.mktemp("untouched"), nothing)


def shown_after(folder: Path, secret: Secret) -> str:
    with served_face(folder) as face:
        home = face.home
        notice = home.published()
        case, campaign = str(home.state("notice", notice).request), campaign_with(home, notice)
        home.later(minutes=7)
        secret(home, case, notice)
        home.later(minutes=7)
        return everything_shown(face, case, notice, campaign)


@pytest.mark.parametrize("named", sorted(SECRETS))
def test_no_page_of_the_requester_changes_by_a_secret_act(tmp_path: Path, untouched: str, named: str) -> None:
    """Desk, counts, lists, the notice, its acts, the campaign, why, account, the public list: every byte."""
    assert shown_after(tmp_path, SECRETS[named]) == untouched


def test_the_pages_that_are_compared_are_really_shown(untouched: str) -> None:
    """The comparison would hold for pages of errors too."""
    assert len(re.findall(r"^/\S* 200 ", untouched, re.MULTILINE)) >= 20
    assert "Most wanted" in untouched


def test_the_comparison_sees_what_is_told(tmp_path: Path, untouched: str) -> None:
    """An answer that is meant for the requester changes its pages."""

    def told(home: House, case: str, notice: str) -> None:
        xd = home.bureau["XD"]
        shared = VisibleTo.REQUESTER
        home.do(xd, c.RecordAnswer(notice=notice, member=xd.member, answer=Answer.LOCATED, visible_to=shared))

    assert shown_after(tmp_path, told) != untouched


def shown_step_by_step(folder: Path, hidden: Hidden | None) -> list[str]:
    """Return what the pages on which a member's acts show tell after each step, and every page after the last."""
    with served_face(folder) as face:
        home = face.home
        notice = home.published()
        case, campaign, owner = (
            str(home.state("notice", notice).request),
            campaign_with(home, notice),
            home.bureau["XA"],
        )
        paths = ("/bureau", f"/bureau/notices/{notice}", f"/bureau/campaigns/{campaign}", f"/bureau/requests/{case}")

        def shown() -> str:
            text = "\n".join(face.get(owner, path).text for path in paths)
            return _ID.sub("", _NAME.sub("", _PROOF.sub("", _FORM.sub("", text))))

        steps = history(home, case, notice, hidden, shown)
        return [*steps, everything_shown(face, case, notice, campaign)]


@pytest.fixture(scope="module")
def step_by_step(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the requester is shown, step by step, where nothing is hidden from it."""
    return shown_step_by_step(tmp_path_factory.mktemp("steps"), None)


ON_PAGES = (
    "a treatment on NON_REFOULEMENT",
    "a place, for the secretariat alone",
    "a refusal on a protective ground",
    "an objection, protection",
    "an examination that maintained the notice",
)
"""A hidden act for each stream that pages read; the interface for programs is tried with every kind."""


@pytest.mark.parametrize("named", ON_PAGES)
def test_no_page_changes_by_a_hidden_act_before_between_or_after_what_is_told(
    tmp_path: Path, step_by_step: list[str], named: str
) -> None:
    """A second act of the same member that is kept from the requester takes nothing away of the first."""
    shown = shown_step_by_step(tmp_path, HIDDEN[named])
    for step, (seen, expected) in enumerate(zip(shown, step_by_step, strict=True)):
        assert seen == expected, f"step {step}"


def told_of_refusal(folder: Path, known: dict[str, Any], ground: Ground) -> str:
    with served_face(folder) as face:
        home = face.home
        case = home.submitted(request())
        home.do(home.officer, c.RecordContext(id=case, context=wire.convert(known, CaseContext)))
        for reviewer in home.reviewers[:2]:
            home.opine(reviewer, case, Decision.REFUSE, ground, for_requester=f"Because of {ground.value}.")
        return everything_shown(face, case)


def test_a_refusal_for_protection_looks_like_any_refusal_of_its_kind(tmp_path: Path) -> None:
    """Whether the person is a refugee, is in fear of torture, or the law is not met: the same pages."""
    grounds = ((REFUGEE, Ground.PROTECTION), (TORTURE, Ground.HUMAN_RIGHTS), ({}, Ground.LEGAL_REVIEW))
    told = {told_of_refusal(tmp_path / ground.value, known, ground) for known, ground in grounds}
    assert len(told) == 1
    assert "Because of" not in told.pop()


def test_a_request_under_review_looks_the_same_whoever_holds_it(tmp_path: Path) -> None:
    """Claimed or not, with context or without, with one opinion given or none: the requester sees that it is there."""

    def shown(folder: str, *acts: Callable[[House, str], object]) -> str:
        with served_face(tmp_path / folder) as face:
            case = face.home.submitted()
            for act in acts:
                act(face.home, case)
            return everything_shown(face, case)

    def claimed(home: House, case: str) -> None:
        home.do(home.reviewers[0], c.ClaimReview(id=case))

    def judged(home: House, case: str) -> None:
        home.opine(home.reviewers[1], case)

    def known(home: House, case: str) -> None:
        home.do(home.officer, c.RecordContext(id=case, context=wire.convert(REFUGEE, CaseContext)))

    first = shown("claimed", claimed)
    assert shown("known", claimed, known) == first
    assert shown("judged", claimed, judged) == first
