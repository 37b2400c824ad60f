"""The sheet for the judge on duty: status, caveats, clock, contacts, and a proof that anyone can check off line."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from tests.house import NOON, request
from tests.hub.web.face import Face

from comity.cli.main import run
from comity.governance.describing import ArrestClock, DescribeMember, MemberCard, RedEffect
from comity.governance.offices import Office
from comity.hub.web import qr
from comity.hub.web.bureau import sheet_said as say
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.ledger.proof import ProofDocument
from comity.notices import commands as c
from comity.notices.request import Assurances, Charge, Judicial
from comity.notices.vocabulary import Answer, AnswerGround, PenaltyKind

CONVENTION = ArrestClock(basis="European Convention on Extradition, Article 16", days=18, longest=40)


@pytest.fixture
def notice(face: Face) -> str:
    """A red notice of XA that reaches every member; XA and XB have cards."""
    home = face.home
    for member, red, clocks in (("XA", RedEffect.NEEDS_REQUEST, ()), ("XB", RedEffect.BASIS_FOR_ARREST, (CONVENTION,))):
        card = MemberCard(red=red, telephone=f"+999 {member}", clocks=clocks, authority="The judge of the place")
        home.do(
            home.person(member, Office.BUREAU_HEAD, member=member), DescribeMember(member=Country(member), card=card)
        )
    return home.published()


def sheet(notice: str) -> str:
    return f"/bureau/notices/{notice}/sheet"


def test_a_judge_reads_what_it_is_and_what_it_is_not_and_by_when(face: Face, notice: str) -> None:
    """Status at the moment, identity, charge, penalty, warrant, the own clock in days of the calendar, contacts."""
    shown = face.page(face.home.bureau["XB"], sheet(notice))
    for said in (
        "In force on 21 November 2026, 12:00 UTC",
        "It is no warrant of arrest of this state, orders nothing, and proves no guilt",
        "a red notice is: a basis for provisional arrest",
        "The judge of the place",
        "Ilya Petr Marek",
        "Марек Илья",
        "Highest penalty: 10 years of imprisonment",
        "W-77/2024",
        "The requester states that it will ask for extradition",
        "must be here by 9 December 2026",
        "at the latest on 31 December 2026",
        "+999 XB",
        "+999 XA",
        "District Court of Veld",
    ):
        assert said in shown.text, said
    assert [level for level, _ in shown.headings].count(1) == 1


def test_the_proof_of_the_sheet_holds_off_line_and_a_changed_one_does_not(
    face: Face, notice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file of the sheet is checked by the command line, which holds nothing of the hub but its key."""
    by, vkey = face.home.bureau["XB"], face.home.comity.log_key.vkey
    given = face.get(by, f"/bureau/notices/{notice}/proof.json")
    path = tmp_path / "proof.json"
    path.write_bytes(given.content)
    assert run(["ledger", "check", str(path), "--key", vkey]) == 0
    proof = wire.decode(given.content, ProofDocument)
    page = face.page(by, sheet(notice))
    assert f"act {proof.index + 1} leaf {proof.leaf.hex()} key {vkey}" in page.text
    assert " ".join(proof.checkpoint.split()) in page.text
    with face.home.comity.look() as look:
        act = next(act for act in look.history("notice", notice) if type(act.event).__name__ == "NoticePublished")
    assert proof.index + 1 == act.seq
    path.write_bytes(given.content.replace(b'"index":', b'"index":1'))
    capsys.readouterr()
    assert run(["ledger", "check", str(path), "--key", vkey]) == 1


def test_the_code_holds_the_same_proof_as_the_file(face: Face, notice: str) -> None:
    """What a camera reads from paper is the document itself, drawn without a style."""
    by = face.home.bureau["XB"]
    document = face.get(by, f"/bureau/notices/{notice}/proof.json").text
    text = face.get(by, sheet(notice)).text
    drawn = re.search(r'<path d="([^"]+)"', text)
    assert drawn is not None
    assert drawn[1] == qr.picture(document, "l", mask=0).path
    assert json.loads(document)["checkpoint"]


def test_a_proof_that_waits_for_the_next_checkpoint_is_not_made_up(face: Face) -> None:
    """A notice published after the last signed checkpoint says when its proof will be there."""
    face.page(face.home.bureau["XB"], sheet(face.home.published()))
    later = face.home.published(request(reference="XA/2026/0042"))
    assert "waits for the next signed checkpoint" in face.page(face.home.bureau["XB"], sheet(later)).text
    assert face.get(face.home.bureau["XB"], f"/bureau/notices/{later}/proof.json").status_code == 404


def test_the_sheet_tells_no_more_than_the_notice(face: Face, notice: str) -> None:
    """Nobody whom it does not reach; no reviewer; a refusal only to whom it is told, and as an addendum to others."""
    home = face.home
    said = c.RecordAnswer(
        notice=notice,
        member=Country("XE"),
        answer=Answer.EXTRADITION_REFUSED,
        ground=AnswerGround.NON_REFOULEMENT,
        text="Refuge was given in XE.",
    )
    home.do(home.bureau["XE"], said)
    assert "XE refused extradition: protected here" in face.page(home.bureau["XE"], sheet(notice)).text
    assert "Addendum of 21 November 2026" in face.page(home.bureau["XB"], sheet(notice)).text
    for reader in ("XA", "XB"):
        text = face.get(home.bureau[reader], sheet(notice)).text
        assert "XE" not in re.sub(r"[A-Za-z0-9+/=]{40,}", "", text)  # a proof is letters by chance
        assert "Refuge was given" not in text
        assert not [each.id for each in home.reviewers if each.id in text]
    assert face.get(home.officer, sheet(notice)).status_code == 403
    unknown = face.get(home.bureau["XB"], sheet("ntc_0000000000000000"))
    assert unknown.status_code == 404


def test_a_notice_that_is_not_to_be_acted_on_says_so_first(face: Face, notice: str) -> None:
    """Suspended: to its own bureau; to others it is not there while it lasts."""
    home = face.home
    face.post(home.bureau["XA"], f"/bureau/notices/{notice}/act/suspend", until="2026-12-24", reason="The court asks.")
    text = face.page(home.bureau["XA"], sheet(notice)).text
    assert "Suspended until 24 December 2026, 12:00 UTC: not to be acted on" in text
    assert "In force on" not in text
    assert face.get(home.bureau["XB"], sheet(notice)).status_code == 404


def test_an_ended_notice_leaves_a_sheet_without_content(face: Face, notice: str) -> None:
    """That it stood is all that is kept."""
    by = face.home.bureau["XA"]
    face.post(by, f"/bureau/notices/{notice}/act/withdraw", ground="LEGAL_BASIS_GONE")
    text = face.page(by, sheet(notice)).text
    assert "it has ended, and nothing may rest on it" in text
    assert "You are asked" not in text
    assert "Marek" not in text


def test_opening_the_sheet_is_recorded(face: Face, notice: str) -> None:
    """Whoever prints a file has read it."""
    by = face.home.bureau["XC"]
    face.page(by, sheet(notice))
    with face.home.comity.look() as look:
        read = [act for act in look.all_acts() if act.actor == by.id and type(act.event).__name__ == "FileOpened"]
    assert len(read) == 1


def test_long_texts_are_cut_at_a_word_and_say_that_they_go_on(face: Face) -> None:
    """One page stays one page, and nobody takes a part for the whole."""
    body = request()
    assert body.judicial is not None
    facts = "In Veld the director took money. " * 300
    judicial = Judicial(**{**{n: getattr(body.judicial, n) for n in Judicial.__struct_fields__}, "facts": facts})
    notice = face.home.published(request(judicial=judicial))
    text = face.page(face.home.bureau["XB"], sheet(notice)).text
    assert "goes on in the file" in text
    assert text.count("the director took money") < 40
    assert say.cut("one two three", 9) == say.Cut("one two", False)
    assert say.cut("я" * 40, 10) == say.Cut("я" * 10, False)
    assert say.cut(None, 9) == say.Cut("", True)


PENALTIES = [
    (Charge(max_penalty_months=12), "1 year of imprisonment"),
    (Charge(max_penalty_months=25), "2 years and 1 month of imprisonment"),
    (Charge(max_penalty_months=7), "7 months of imprisonment"),
    (Charge(), "not stated"),
    (Charge(max_penalty_kind=PenaltyKind.LIFE), "imprisonment for life"),
    (Charge(max_penalty_kind=PenaltyKind.DEATH), "death"),
    (Charge(max_penalty_kind=PenaltyKind.INDETERMINATE), "imprisonment of no fixed length"),
    (Charge(max_penalty_months=24, death_penalty=True),
     "2 years of imprisonment; the law also knows the death penalty"),
]  # fmt: skip


@pytest.mark.parametrize(("charge", "said"), PENALTIES)
def test_a_penalty_is_said_as_a_judge_counts(charge: Charge, said: str) -> None:
    """Years and months, and what is no number."""
    assert say.penalty(charge) == said


def test_what_is_not_stated_is_said_to_be_so() -> None:
    """Nothing is made up of a silence: neither a trial, nor a sentence, nor an assurance."""
    assert list(say.judgment(Judicial())) == []
    assert list(say.judgment(Judicial(sentence_months=36, sentence_remaining_months=13, in_absentia=True))) == [
        "Sentenced to 3 years, of which 1 year and 1 month remain.",
        "Judged in absence; it is not stated whether there is a right to a new trial.",
    ]
    said = {each: say.assured(Assurances(extradition_will_be_sought=each)) for each in (True, False, None)}
    assert len(set(said.values())) == 3
    assert say.limits(None, NOON.date()) == []
    found = say.limits(MemberCard(red=RedEffect.NOTHING, clocks=(CONVENTION,)), date(2027, 12, 20))
    assert (found[0].papers, found[0].longest) == (date(2028, 1, 7), date(2028, 1, 29))
