"""The audit: who read and did what, with proofs, without contents."""

import csv
import io
import json
from typing import Any

import pytest
from tests.hub.web.face import Face, Shown

from comity.app import ledgering
from comity.app.views.auditing import EVENTS
from comity.hub.web.audit import saying
from comity.kernel import wire
from comity.ledger.proof import ProofDocument, check
from comity.notices.access import OpenFile

HOME = "/audit"


def test_who_opened_a_file_is_one_click_from_its_acts(face: Face) -> None:
    """The file's acts lead to those who read it: by identifier, in which office, and nothing of the content."""
    home = face.home
    notice = home.published()
    home.do(home.bureau["XB"], OpenFile(id=notice))
    home.do(home.officer, OpenFile(id=notice))
    shown = face.page(home.auditor, f"{HOME}?file={notice}")
    readers = f"{HOME}?file={notice}&act=FileOpened"
    assert readers in shown.links
    text = face.page(home.auditor, readers).text
    assert f"{home.bureau['XB'].id} opened the file of notice {notice}" in text
    assert f"{home.officer.id} opened the file of notice {notice} as case officer" in text
    for word in ("Marek", "XA/2026/0041"):
        assert word not in text


def test_an_act_stands_with_its_policy_its_bytes_and_a_proof_that_holds(face: Face) -> None:
    """What can be taken away checks elsewhere against the key of the ledger."""
    home = face.home
    notice = home.published()
    ledgering.checkpoint(home.comity)
    (act,) = [each for each in _lines(face, f"file={notice}") if each["event"]["type"] == "NoticePublished"]
    page = f"{HOME}/acts/{act['seq']}"
    shown = face.page(home.auditor, f"{page}?check=yes")
    assert "The proof holds" in shown.text
    assert act["policy"] in shown.text
    document = face.get(home.auditor, f"{page}/act.json").content
    proof = wire.decode(face.get(home.auditor, f"{page}/proof.json").content, ProofDocument, "proof")
    assert json.loads(document) == act
    assert check(proof, document, home.comity.log_key).checkpoint.size == proof.size


def test_an_act_that_no_checkpoint_covers_yet_says_so(face: Face) -> None:
    """The page stands, and its proof is not there to take."""
    home = face.home
    ledgering.checkpoint(home.comity)
    home.draft()
    with home.comity.look() as look:
        last = look.reader.last_seq()
    page = f"{HOME}/acts/{last}"
    assert "No proof yet" in face.page(home.auditor, page).text
    assert face.get(home.auditor, f"{page}/proof.json").status_code == 404


def _lines(face: Face, query: str) -> list[dict[str, Any]]:
    answer = face.get(face.home.auditor, f"{HOME}/acts.jsonl?{query}")
    assert answer.headers["content-disposition"] == 'attachment; filename="acts.jsonl"'
    return [json.loads(line) for line in answer.text.splitlines()]


def test_the_downloads_hold_what_the_filters_leave(face: Face) -> None:
    """Both forms have the same acts; the table has no events, the lines have them whole."""
    home = face.home
    request = home.submitted()
    lines = _lines(face, f"file={request}")
    answer = face.get(home.auditor, f"{HOME}/acts.csv?file={request}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [int(row["seq"]) for row in rows] == [line["seq"] for line in lines]
    assert {row["stream"] for row in rows} == {request}
    assert "event" not in rows[0]


def test_two_checkpoints_show_that_the_ledger_only_grew(face: Face) -> None:
    """The earlier one may be of any time; the later one is that of today where none is given."""
    by = face.home.auditor
    earlier = ledgering.checkpoint(face.home.comity)
    face.home.submitted()
    later = ledgering.checkpoint(face.home.comity)
    page = f"{HOME}/checkpoint"
    assert "The ledger only grew" in face.post(by, page, earlier=earlier).text
    assert "The ledger only grew" in face.post(by, page, earlier=earlier, later=later).text
    assert face.get(by, f"{page}.txt").text == later


@pytest.mark.parametrize("which", ["nothing", "not a checkpoint", "in the wrong order", "signed by nobody"])
def test_what_is_no_pair_of_checkpoints_is_not_taken_for_one(face: Face, which: str) -> None:
    """Unreadable input is a fault of the form, a signature that does not hold a finding; nothing passes."""
    by = face.home.auditor
    earlier = ledgering.checkpoint(face.home.comity)
    face.home.submitted()
    later = ledgering.checkpoint(face.home.comity)
    forged = "\n".join(["test.example/log", "3", *earlier.split("\n")[2:]])
    typed, status = {
        "nothing": ({"earlier": ""}, 400),
        "not a checkpoint": ({"earlier": "x\ny"}, 400),
        "in the wrong order": ({"earlier": later, "later": earlier}, 400),
        "signed by nobody": ({"earlier": forged}, 200),
    }[which]
    answer = face.post(by, f"{HOME}/checkpoint", typed)
    assert answer.status_code == status
    assert "The ledger only grew" not in answer.text


def test_every_act_there_is_has_words() -> None:
    """A new kind of act is given its words with it."""
    assert set(EVENTS) == set(saying.DEEDS)
    assert set(EVENTS.values()) == set(saying.THINGS)


def test_nobody_else_reads_the_acts(shared_face: Face) -> None:
    """Every page of the audit is closed to every other office."""
    home = shared_face.home
    for by in (home.secretary, home.admin, home.officer, home.reviewers[0], home.commissioner, home.bureau["XA"]):
        for path in ("", "/acts/1", "/acts/1/act.json", "/acts.csv", "/acts.jsonl", "/checkpoint"):
            assert shared_face.get(by, HOME + path).status_code == 403


def test_a_filter_that_cannot_be_read_is_a_page_that_says_so(shared_face: Face) -> None:
    """A day that is none, a kind that is none, a cursor that is none."""
    for query in ("since=yesterday", "act=Nothing", "what=x", "after=-1", "file=a%20b", "limit=9999"):
        assert shared_face.get(shared_face.home.auditor, f"{HOME}?{query}").status_code == 400


def test_each_page_has_one_heading_and_names_its_fields(shared_face: Face) -> None:
    """One h1, and a label for every control."""
    ledgering.checkpoint(shared_face.home.comity)
    for path in ("", "?act=FileOpened", "/acts/1", "/checkpoint"):
        answer = shared_face.get(shared_face.home.auditor, HOME + path)
        shown = Shown(answer)
        assert len([level for level, _ in shown.headings if level == 1]) == 1
        assert not shown.unlabelled
