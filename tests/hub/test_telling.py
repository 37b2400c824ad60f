"""What a requester can read is the same, byte by byte, whether or not a person found protection."""

import re
from typing import Any

from tests.hub.desk import Desk, desk, plain

from comity.kernel import wire
from comity.notices import commands as c
from comity.notices.context import CaseContext
from comity.notices.vocabulary import Answer, AnswerGround, ObjectionKind, Treatment

_ID = re.compile(r"[a-z]{3}_[0-9a-z]{16}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+Z")
REFUGEE = {"subject_status": [{"status": "refugee", "confirmed_by": "XC", "from_member": "XA", "on": "2022-10-02"}]}
TORTURE = {"human_rights": [{"source": "A committee", "concern": "torture", "individual": True, "on": "2024-02-01"}]}


def everything_read(served: Desk, request: str, notice: str | None) -> str:
    """Return all that the requester is answered about a case, headers and errors too, with ids and times replaced."""
    owner = served.home.bureau["XA"]
    paths = [("GET", f"/requests/{request}", None), ("GET", "/requests", None), ("GET", "/notices", None)]
    paths += [("GET", "/counts", None), ("GET", "/feed", None), ("GET", f"/review/{request}", None)]
    paths += [("POST", f"/review/{request}/claim", None), ("PUT", f"/requests/{request}", plain())]
    paths += [("POST", f"/requests/{request}/withdraw", {}), ("POST", "/check", plain())]
    if notice:
        paths += [("GET", f"/notices/{notice}{part}", None) for part in ("", "/history", "/answers")]
        paths += [("POST", f"/notices/{notice}/retain", {"until": "2033-01-01", "reason": "x"})]
        paths += [("POST", f"/notices/{notice}/treatment", {"treatment": "entered"})]
    told = []
    for method, path, body in paths:
        answer = served.ask(owner, method, path, body, **{"If-Match": '"99"'} if method != "GET" else {})
        told.append(f"{method} {path} {answer.status_code} {sorted(answer.headers.items())} {answer.text}")
    names: dict[str, str] = {}
    text = _ID.sub(lambda found: names.setdefault(found[0], f"id{len(names)}"), "\n".join(told))
    return re.sub(r"content-length', '\d+'", "", _TIME.sub("TIME", text))


def refused(served: Desk, context: dict[str, Any], ground: str) -> str:
    """Walk a request to its refusal: one officer records what is known, two reviewers refuse."""
    case = served.submitted()
    served.do(served.home.officer, "PUT", f"/review/{case}/context", context)
    for reviewer in served.home.reviewers[:2]:
        served.opine(reviewer, case, "refuse", ground=ground, for_requester=f"Because of {ground}.")
    return case


def test_a_refusal_for_protection_reads_as_any_refusal_of_its_kind(tmp_path_factory: Any) -> None:
    """Two organisations, the same acts; in one the person is a refugee. Every answer to the requester is the same."""
    read = []
    pooled = ((REFUGEE, "PROTECTION"), (TORTURE, "HUMAN_RIGHTS"), ({}, "EARLIER_RULING"), ({}, "ASSURANCES"))
    for context, ground in (*pooled, ({}, "LEGAL_REVIEW")):
        with desk(tmp_path_factory.mktemp("told")) as served:
            case = refused(served, context, ground)
            read.append(everything_read(served, case, None))
    assert len(set(read)) == 1
    assert '"told":{"decision":"refuse","ground":"LEGAL_REVIEW"' in read[0]
    assert "Because of" not in read[0]


def test_a_return_on_assurances_says_what_is_to_be_mended(served: Desk) -> None:
    """Only an end is pooled: a requester that is asked for assurances is told so, in the reviewers' words."""
    case = served.submitted()
    for reviewer in served.home.reviewers[:2]:
        served.opine(reviewer, case, "return", ground="ASSURANCES", for_requester="Promise a retrial.")
    told = served.get(served.home.bureau["XA"], f"/requests/{case}")["told"]
    assert (told["decision"], told["ground"]) == ("return", "ASSURANCES")
    assert "Promise a retrial." in told["remarks"]


def test_a_reconsidered_refusal_tells_no_more(tmp_path_factory: Any) -> None:
    """Asked again, two other reviewers refuse on the other pooled ground: the same answers."""
    read = []
    for context, ground in ((REFUGEE, "PROTECTION"), (TORTURE, "HUMAN_RIGHTS")):
        with desk(tmp_path_factory.mktemp("told")) as served:
            case = refused(served, context, ground)
            served.do(served.home.bureau["XA"], "POST", f"/requests/{case}/reconsider", {"reasons": "Look again."})
            for reviewer in served.home.reviewers[2:4]:
                served.opine(reviewer, case, "refuse", ground=ground)
            read.append(everything_read(served, case, None))
    assert read[0] == read[1]


def test_an_objection_and_a_quiet_answer_leave_no_trace_for_the_requester(tmp_path_factory: Any) -> None:
    """One notice is objected to, refused for non-refoulement, re-examined and kept; the other left alone."""
    read = []
    for troubled in (True, False):
        with desk(tmp_path_factory.mktemp("told")) as served:
            home = served.home
            notice = home.published()
            if troubled:
                _trouble(served, notice)
            read.append(everything_read(served, str(home.state("notice", notice).request), notice))
    assert read[0] == read[1]


def _trouble(served: Desk, notice: str) -> None:
    home = served.home
    case, xc, xd = str(home.state("notice", notice).request), home.bureau["XC"], home.bureau["XD"]
    home.do(
        xc, c.RaiseObjection(notice=notice, member=xc.member, kind=ObjectionKind.PROTECTION, text="A refugee here.")
    )
    ground = AnswerGround.NON_REFOULEMENT
    home.do(xc, c.RecordTreatment(notice=notice, member=xc.member, treatment=Treatment.NOT_ENTERED, ground=ground))
    home.do(xc, c.RecordAnswer(notice=notice, member=xc.member, answer=Answer.EXTRADITION_REFUSED, ground=ground))
    home.do(xd, c.RecordAnswer(notice=notice, member=xd.member, answer=Answer.LOCATED))
    context = wire.convert({"positions": [{"member": "XC", "view": "granted_asylum"}]}, CaseContext)
    home.do(home.officer, c.RecordContext(id=case, context=context))
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, case)


def test_a_version_moves_for_those_who_may_know_why(served: Desk) -> None:
    """A quiet addendum moves the ETag of recipients and the secretariat; the requester's stays, and still serves."""
    home = served.home
    notice = home.published()
    owner, other = home.bureau["XA"], home.bureau["XB"]

    def tags() -> list[str]:
        return [served.ask(by, "GET", f"/notices/{notice}").headers["ETag"] for by in (owner, other, home.officer)]

    assert tags() == ['"1"', '"1"', '"1"']
    said = {"text": "A member refused to extradite.", "to_requester": False}
    served.do(home.officer, "POST", f"/notices/{notice}/addenda", said, on=f"/notices/{notice}")
    assert tags() == ['"1"', '"2"', '"2"']
    assert served.get(owner, f"/notices/{notice}")["addenda"] == []
    body = {"until": "2027-01-01", "reason": "The court sits."}
    done = served.ask(owner, "POST", f"/notices/{notice}/suspend", body, **{"If-Match": '"1"'})
    assert done.status_code == 200
    assert done.headers["ETag"] == '"2"'


def test_a_stale_version_is_told_without_the_number_that_others_see(served: Desk) -> None:
    """412 for a requester says nothing of how often the secretariat touched the file."""
    home = served.home
    notice = home.published()
    home.do(home.officer, c.AddAddendum(id=notice, text="Quiet.", to_requester=False))
    body = {"until": "2027-01-01", "reason": "x"}
    answer = served.ask(home.bureau["XA"], "POST", f"/notices/{notice}/suspend", body, **{"If-Match": '"7"'})
    assert answer.status_code == 412
    assert not re.search(r"\d", answer.json()["detail"])


def test_a_restriction_shows_to_no_one_but_its_author_and_the_secretariat(served: Desk) -> None:
    """XB still sees the notice and cannot tell that XC no longer does."""
    home = served.home
    notice = home.published()
    before = served.ask(home.bureau["XB"], "GET", f"/notices/{notice}")
    path = f"/notices/{notice}/restrict"
    served.do(home.bureau["XA"], "POST", path, {"circulation": {"mode": "except", "members": ["XC"]}})
    after = served.ask(home.bureau["XB"], "GET", f"/notices/{notice}")
    assert (before.content, before.headers["ETag"]) == (after.content, after.headers["ETag"])
    assert "circulation" not in served.get(home.bureau["XB"], f"/notices/{notice}/history")
    assert served.ask(home.bureau["XC"], "GET", f"/notices/{notice}").status_code == 404


def test_the_requester_is_not_told_who_applied_to_the_commission(served: Desk) -> None:
    """A block by the commission and one by the secretariat read the same to the requester."""
    home, read = served.home, []
    for by in (home.commissioner, home.officer):
        notice = home.published()
        body = {"ground": "PROTECTION", "reason": "Provisional measure."}
        served.do(by, "POST", f"/notices/{notice}/block", body, on=f"/notices/{notice}")
        owner = home.bureau["XA"]
        texts = [served.ask(owner, "GET", f"/notices/{notice}{part}").text for part in ("", "/history", "/answers")]
        read.append([_ID.sub("id", text) for text in texts])
    assert read[0] == read[1]
    assert "PROTECTION" not in str(read)
    assert "LEGAL_REVIEW" in read[0][1]
