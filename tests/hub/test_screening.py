"""Screening over HTTP, and with the eyes of who persecutes: no answer and no missing answer tells of protection."""

import json
import re
from time import sleep
from typing import Any

import httpx
import pytest
from tests.house import request
from tests.hub.desk import Desk, desk
from tests.hub.test_telling import REFUGEE

from comity.app.founding import found_token
from comity.governance import commands as g
from comity.governance.commands import TokenPurpose
from comity.governance.gate import Principal
from comity.hub.api.screening import MOST
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode, Ground, ObjectionKind

ASKED = {"id": "q1", "name": "Marek Ilya Petr"}
_RECEIPT = re.compile(r"qst_[0-9a-z]{16}\.[0-9a-z]{16}")


def ask(served: Desk, by: Principal | None, body: Any = ASKED, **query: object) -> httpx.Response:
    said = "&".join(f"{name}={value}" for name, value in query.items())
    return served.ask(by, "POST", f"/screen?{said}", body)


def told(answer: httpx.Response) -> tuple[int, list[tuple[str, str]], str]:
    """Return all of an answer but its receipt, which is random."""
    return answer.status_code, sorted(answer.headers.items()), _RECEIPT.sub("receipt", answer.text)


def test_what_the_secretariat_learns_of_protection_moves_nothing(served: Desk) -> None:
    """A confirmed refugee, an objection, a quiet addendum: the same bytes, headers and list version for all."""
    home = served.home
    notice = home.published()
    asking = [home.bureau[member] for member in ("XA", "XB", "XD")]
    before = [told(ask(served, by)) for by in asking]
    case = str(home.state("notice", notice).request)
    xc = home.bureau["XC"]
    home.do(xc, c.RaiseObjection(notice=notice, member=xc.member, kind=ObjectionKind.PROTECTION, text="A refugee."))
    assert served.ask(home.officer, "GET", f"/review/{case}").status_code == 200
    served.do(home.officer, "PUT", f"/review/{case}/context", REFUGEE)
    assert [told(ask(served, by)) for by in asking] == before
    home.do(home.officer, c.AddAddendum(id=notice, text="A member refused.", to_requester=False))
    assert told(ask(served, asking[0])) == before[0]
    assert told(ask(served, asking[1])) != before[1], "recipients are told that addenda stand on it"


def test_a_person_protected_reads_as_a_person_unknown(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two organisations: blocked for protection, or withdrawn by its requester. To a recipient both are as nobody."""
    read = []
    for protected in (True, False):
        with desk(tmp_path_factory.mktemp("eyes")) as served:
            home = served.home
            notice = home.published()
            if protected:
                home.do(home.commissioner, c.BlockNotice(id=notice, ground=Ground.PROTECTION, reason="x"))
            else:
                home.do(home.bureau["XA"], c.WithdrawNotice(id=notice, ground=Ground.OTHER))
            found = told(ask(served, home.bureau["XB"]))
            assert found == told(ask(served, home.bureau["XB"], {"id": "q1", "name": "Qwerty Uiopas"}))
            read.append(found)
    assert read[0] == read[1]
    assert json.loads(read[0][2])["hits"] == []


def test_the_requester_reads_a_block_by_whoever_alike(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its own notice is there, without effect; by whom and why is not."""
    read = []
    for ground in (Ground.PROTECTION, Ground.HUMAN_RIGHTS):
        with desk(tmp_path_factory.mktemp("eyes")) as served:
            home = served.home
            notice = home.published()
            home.do(home.officer, c.BlockNotice(id=notice, ground=ground, reason="x"))
            answer = ask(served, home.bureau["XA"])
            (hit,) = answer.json()["hits"]
            assert len(hit["caveats"]) == 1
            read.append((hit["caveats"], hit["score"], sorted(answer.headers.items())))
    assert read[0] == read[1]
    assert "PROTECTION" not in str(read)


def test_the_list_of_one_member_moves_by_nothing_that_is_not_in_it(served: Desk) -> None:
    """A notice for XB alone is news to XB, and none to XC."""
    home = served.home

    def versions() -> list[str]:
        return [ask(served, home.bureau[each]).json()["list_version"] for each in ("XB", "XC")]

    before = versions()
    home.published(request(circulation=Circulation(mode=CirculationMode.ONLY, members=[Country("XB")])))
    after = versions()
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_a_token_that_was_revoked_is_refused_at_the_next_question(served: Desk) -> None:
    """However often it was known before."""
    home = served.home
    by = served.roles["border_service"]
    assert by is not None
    token = found_token(home.comity, by.id, 10, TokenPurpose.SERVICE)
    headers = {"Authorization": f"Bearer {token.secret}"}
    for _ in range(3):
        assert served.client.post("/api/v1/screen", json=ASKED, headers=headers).status_code == 200
    home.do(home.admin, g.RevokeToken(id=by.id, token=token.token))
    assert served.client.post("/api/v1/screen", json=ASKED, headers=headers).status_code == 401


def test_a_token_that_has_run_out_is_refused_without_any_act(served: Desk) -> None:
    """The date alone ends it."""
    home = served.home
    by = served.roles["border_service"]
    assert by is not None
    token = found_token(home.comity, by.id, 10, TokenPurpose.SERVICE)
    headers = {"Authorization": f"Bearer {token.secret}"}
    assert served.client.post("/api/v1/screen", json=ASKED, headers=headers).status_code == 200
    home.later(days=11)
    assert served.client.post("/api/v1/screen", json=ASKED, headers=headers).status_code == 401


ZONE = "P<XB<MAREK<<ILYA<PETR".ljust(44, "<") + "\n" + "K1234567<1XB<7105045M3001012".ljust(42, "<") + "02"


def test_a_zone_is_asked_as_its_fields_and_says_what_was_not_used(served: Desk) -> None:
    """The lines of a passport find the notice; a wrong check digit is told."""
    served.home.published()
    found = ask(served, served.home.bureau["XB"], {"id": "z", "mrz": ZONE}).json()
    assert [hit["subject"] for hit in found["hits"]]
    wrong = ask(served, served.home.bureau["XB"], {"id": "z", "mrz": ZONE.replace("7105045M", "7105046M")}).json()
    assert any("check digit" in note for note in wrong["notes"])


BAD = {
    "no such purpose": ({"purpose": "curiosity"}, ASKED),
    "no such threshold": ({"threshold": 0}, ASKED),
    "too many answers": ({"limit": 101}, ASKED),
    "no such field": ({"why": "x"}, ASKED),
    "nothing asked": ({}, {"id": "q"}),
    "a zone that is none": ({}, {"id": "q", "mrz": "P<"}),
}


@pytest.mark.parametrize(("query", "body"), BAD.values(), ids=BAD.keys())
def test_a_question_that_cannot_be_asked_says_what_would_be_right(
    standing: Desk, query: dict[str, object], body: Any
) -> None:
    """One problem document, with the place."""
    answer = ask(standing, standing.home.bureau["XB"], body, **query)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_a_batch_answers_in_order_up_to_its_bound(standing: Desk) -> None:
    """Each question with its own receipt; one too many is refused whole."""
    by = standing.home.bureau["XB"]
    asked = [{"id": str(number), "name": f"Person {number}"} for number in range(MOST)]
    answers = standing.ask(by, "POST", "/screen/batch", {"queries": asked}).json()["answers"]
    assert [each["id"] for each in answers] == [each["id"] for each in asked]
    assert len({each["receipt"] for each in answers}) == MOST
    assert standing.ask(by, "POST", "/screen/batch", {"queries": [*asked, ASKED]}).status_code == 400


def test_one_bad_question_of_many_is_said_and_the_others_are_answered(served: Desk) -> None:
    """No match and not answered are different news."""
    served.home.published()
    by = served.home.bureau["XB"]
    body = {"queries": [{"id": "1", "mrz": "P<"}, ASKED]}
    bad, good = served.ask(by, "POST", "/screen/batch", body).json()["answers"]
    assert (bad["id"], bad["hits"], bad["receipt"]) == ("1", [], "")
    assert "zone" in bad["problem"].lower()
    assert (len(good["hits"]), good["problem"]) == (1, None)


def test_a_list_is_answered_line_by_line(served: Desk) -> None:
    """In order, one line each, as questions alone are answered; who may not ask is told so before the first line."""
    served.home.published()
    by = served.home.bureau["XB"]
    asked = [{"id": str(number), "name": f"Person {number}"} for number in range(120)] + [ASKED]
    answer = served.ask(by, "POST", "/screen/list?purpose=airline_list", {"queries": asked})
    assert answer.headers["content-type"].startswith("application/jsonl")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["id"] for line in lines] == [each["id"] for each in asked]
    assert len(lines[-1]["hits"]) == 1
    assert served.ask(served.home.president, "POST", "/screen/list", {"queries": asked}).status_code == 403
    assert served.ask(by, "POST", "/screen/list", {"queries": [{"id": "1"}]}).status_code == 400


def test_a_match_is_cleared_shown_and_taken_back_over_http(served: Desk) -> None:
    """From the hit to silence and back."""
    home = served.home
    notice = home.published()
    by = home.bureau["XB"]
    (hit,) = ask(served, by).json()["hits"]
    body = {"notice": notice, "seen": hit["seen"], "query": ASKED}
    made = served.ask(by, "POST", "/screen/clearances", body)
    assert made.status_code == 201, made.text
    found = ask(served, by, cleared="true").json()
    assert (found["hits"], found["silenced"], found["cleared"][0]["notice"]) == ([], 1, notice)
    (line,) = served.get(by, "/screen/clearances")["entries"]
    assert (line["id"], line["notice"], line["holds"]) == (made.json()["id"], notice, True)
    assert served.get(home.bureau["XC"], "/screen/clearances")["entries"] == []
    assert served.ask(by, "DELETE", f"/screen/clearances/{line['id']}").status_code == 200
    assert len(ask(served, by).json()["hits"]) == 1
    stale = served.ask(by, "POST", "/screen/clearances", {**body, "seen": "0" * 16})
    assert stale.status_code == 412


def test_a_border_service_asks_and_clears_nothing(served: Desk) -> None:
    """It is a machine: whether two people are one is said by the bureau."""
    notice = served.home.published()
    by = served.roles["border_service"]
    (hit,) = ask(served, by).json()["hits"]
    body = {"notice": notice, "seen": hit["seen"], "query": ASKED}
    assert served.ask(by, "POST", "/screen/clearances", body).status_code == 403


def test_the_trail_is_read_and_proved_over_http(served: Desk) -> None:
    """What the program was given is enough to prove its question, and its answer as it came."""
    home = served.home
    home.published()
    by = home.bureau["XB"]
    answer = ask(served, by, purpose="visa", keep="true").json()
    _written(served)
    (line,) = served.get(by, "/screen/trail")["entries"]
    assert (line["receipt"], line["line"]["purpose"]) == (answer["receipt"], "visa")
    assert "Marek" not in json.dumps(line)
    kept = served.get(by, f"/screen/trail/{answer['receipt']}")
    assert kept["answer"] == answer
    said = {"receipt": answer["receipt"], "question": ASKED, "answer": answer}
    for who in (by, home.auditor, home.commissioner):
        proof = served.ask(who, "POST", "/screen/trail/prove", said).json()
        assert (proof["question"], proof["answer"]) == (True, True)
    other = served.ask(by, "POST", "/screen/trail/prove", {**said, "question": {**ASKED, "name": "Elias"}}).json()
    assert (other["question"], other["key"]) == (False, None)
    for who in (home.bureau["XC"], home.officer):
        assert served.ask(who, "POST", "/screen/trail/prove", said).status_code in {403, 404}


def _written(served: Desk) -> None:
    """Wait until the trail was written, as it is each second."""
    by = served.home.bureau["XB"]
    for _ in range(200):
        if served.get(by, "/screen/trail")["entries"]:
            return
        sleep(0.05)
    raise AssertionError("the trail was not written")
