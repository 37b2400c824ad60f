"""Using the interface: tokens, versions, repetition, feeds, dates, files, opinions, receipts."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.app.entering import PASSWORD, with_password
from tests.house import House, request
from tests.hub.desk import Desk, plain

from comity.app import ledgering
from comity.app.founding import found_token
from comity.governance import commands as g
from comity.governance.offices import Office
from comity.kernel import wire
from comity.ledger.proof import ProofDocument, check
from comity.notices import commands as c
from comity.notices.request import PublicExtract
from comity.notices.vocabulary import Ground


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer é", "Bearer " + "x" * 5000]
)
def test_a_forged_token_is_no_token(standing: Desk, header: str) -> None:
    """401 with WWW-Authenticate, the same for each, also where no token would be needed."""
    for path in ("/api/v1/me", "/api/v1/members"):
        answer = standing.client.get(path, headers={"Authorization": header.encode()})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_ends_with_its_revocation_its_time_and_its_person(served: Desk) -> None:
    """The next request after each of these is 401."""
    home = served.home
    clerk = home.person("XA", Office.BUREAU_OFFICER, member="XA")

    def status(secret: str) -> int:
        return served.client.get("/api/v1/me", headers=bearer(secret)).status_code

    first, second, third = (found_token(home.comity, clerk.id, days) for days in (9, 1, 9))
    assert [status(each.secret) for each in (first, second, third)] == [200, 200, 200]
    gone = served.client.delete(f"/api/v1/tokens/{first.token}", headers=bearer(third.secret))
    assert gone.status_code == 204
    assert status(first.secret) == 401
    home.later(days=1)
    assert status(second.secret) == 401
    home.do(home.admin, g.RemovePerson(id=clerk.id))
    assert status(third.secret) == 401


def test_a_token_makes_another_only_with_password_and_code_and_never_for_another_person(served: Desk) -> None:
    """Own, with a fresh proof: yes. With the token alone, for another person, or as a machine of oneself: no."""
    home = served.home
    owner, other = with_password(home, home.bureau["XA"]), home.bureau["XB"]
    bare = served.ask(owner.by, "POST", "/tokens", {"days": 1})
    assert (bare.status_code, bare.json()["policy"]) == (403, "TOKENS-NEED-PROOF")
    wrong = served.ask(owner.by, "POST", "/tokens", {"proof": {"password": PASSWORD, "code": "000000"}})
    assert (wrong.status_code, wrong.json()["policy"]) == (403, "TOKENS-NEED-PROOF")

    def proof() -> dict[str, str]:
        home.later(seconds=30)
        return {"password": PASSWORD, "code": owner.code}

    used = proof()
    made = served.ask(owner.by, "POST", "/tokens", {"days": 1, "proof": used})
    assert made.status_code == 201
    assert served.client.get("/api/v1/me", headers=bearer(made.json()["secret"])).json()["person"]["id"] == owner.by.id
    assert served.ask(owner.by, "POST", "/tokens", {"days": 1, "proof": used}).status_code == 403
    assert served.ask(owner.by, "POST", "/tokens", {"purpose": "service", "proof": proof()}).status_code == 409
    assert served.ask(owner.by, "POST", "/tokens", {"person": other.id, "proof": proof()}).status_code == 404
    assert served.ask(home.president, "POST", "/tokens", {}).status_code == 403


@pytest.mark.parametrize("purpose", ["person", "service"])
def test_an_administrator_makes_tokens_for_machines_and_for_no_other_person(served: Desk, purpose: str) -> None:
    """Not for a reviewer, an officer or a bureau, whatever is said and proved; each answer names the policy."""
    home = served.home
    admin, machine = with_password(home, home.admin), served.roles["border_service"]
    assert machine is not None
    for other in (home.reviewers[0], home.officer, home.bureau["XA"], home.secretary):
        home.later(seconds=30)
        proof = {"password": PASSWORD, "code": admin.code}
        answer = served.ask(admin.by, "POST", "/tokens", {"person": other.id, "purpose": purpose, "proof": proof})
        assert (answer.status_code, answer.json()["policy"]) == (403, "NO-TOKEN-FOR-ANOTHER")
        assert home.state("person", other.id).tokens == ()
    home.later(seconds=30)
    proof = {"password": PASSWORD, "code": admin.code}
    answer = served.ask(admin.by, "POST", "/tokens", {"person": machine.id, "purpose": purpose, "proof": proof})
    assert answer.status_code == (201 if purpose == "service" else 409)


def test_an_office_left_is_an_office_lost_at_the_next_request(served: Desk) -> None:
    """Offices are looked up at every request."""
    home = served.home
    officer = home.person("XG", Office.CASE_OFFICER)
    assert served.ask(officer, "GET", "/review/queue").status_code == 200
    served.do(home.admin, "DELETE", f"/people/{officer.id}/offices/case_officer", on=f"/people/{officer.id}")
    assert served.ask(officer, "GET", "/review/queue").status_code == 403


def test_a_version_is_required_compared_and_moved(served: Desk) -> None:
    """428 without, 412 stale, 200 and a new ETag with the version that was seen."""
    owner = served.home.bureau["XA"]
    made = served.ask(owner, "POST", "/requests", plain())
    path, tag = f"/requests/{made.json()['id']}", made.headers["ETag"]
    assert served.ask(owner, "PUT", path, plain()).status_code == 428
    assert served.ask(owner, "PUT", path, plain(), **{"If-Match": '"2"'}).status_code == 412
    done = served.ask(owner, "PUT", path, plain(), **{"If-Match": tag})
    assert (done.status_code, done.headers["ETag"]) == (200, '"2"')


@pytest.mark.parametrize("made", ['W/"{}"', '"{}-gzip"', 'W/"{}-br"', '  "{}"  '])
def test_a_version_counts_as_a_proxy_makes_it(served: Desk, made: str) -> None:
    """One that compresses weakens the tag or adds how: the version is the same, and a stale one is still refused."""
    owner = served.home.bureau["XA"]
    path = f"/requests/{served.ask(owner, 'POST', '/requests', plain()).json()['id']}"
    assert served.ask(owner, "PUT", path, plain(), **{"If-Match": made.format(2)}).status_code == 412
    assert served.ask(owner, "PUT", path, plain(), **{"If-Match": made.format(1)}).status_code == 200


def test_a_command_repeated_under_its_key_is_done_once(served: Desk) -> None:
    """The same draft twice is one request; the same act twice is one act, though its version has moved on."""
    owner = served.home.bureau["XA"]
    first, second = (served.ask(owner, "POST", "/requests", plain(), **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.json()["id"] == second.json()["id"]
    path = f"/requests/{first.json()['id']}/submit"
    sent = {"If-Match": '"1"', "Idempotency-Key": "k2"}
    answers = [served.ask(owner, "POST", path, {"despite": "x"}, **sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(served.get(owner, "/requests")["entries"]) == 1
    other = served.ask(owner, "POST", "/requests", plain(reference="another"), **{"Idempotency-Key": "k1"})
    assert (other.status_code, other.json()["type"]) == (409, "urn:comity:problem:idempotency-key-reused")


def test_pages_follow_each_other_without_gap_or_repetition(served: Desk) -> None:
    """Seven drafts in pages of three are seven drafts."""
    owner, home = served.home.bureau["XA"], served.home
    made = {home.draft() for _ in range(7)}
    seen: list[str] = []
    after = ""
    while True:
        page = served.get(owner, f"/requests?limit=3{after}")
        seen += [entry["id"] for entry in page["entries"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(seen) == 7
    assert set(seen) == made


ENDS: dict[str, Callable[[House, str], Any]] = {
    "achieved": lambda home, notice: home.do(home.bureau["XA"], c.AchievePurpose(id=notice)),
    "withdrawn": lambda home, notice: home.do(home.bureau["XA"], c.WithdrawNotice(id=notice, ground=Ground.OTHER)),
    "cancelled": lambda home, notice: home.do(home.officer, c.CancelNotice(id=notice, ground=Ground.PROTECTION)),
    "left out": lambda home, notice: home.do(
        home.bureau["XA"],
        c.RestrictCirculation(id=notice, circulation=wire.convert({"mode": "only", "members": ["XC"]}, c.Circulation)),
    ),
}


def test_a_recall_says_the_same_whatever_its_cause(served: Desk) -> None:
    """Only the notice and one deadline; the content of what was sent before is no longer given."""
    home, told = served.home, set()
    for end in ENDS.values():
        notice = home.published()
        after = served.get(home.bureau["XB"], "/feed")["cursor"]
        end(home, notice)
        entries = served.get(home.bureau["XB"], f"/feed?after={after}")["entries"]
        assert entries[-1].keys() == {"seq", "kind", "notice", "deadline"}
        told.add((entries[-1]["kind"], entries[-1]["deadline"]))
        whole = served.get(home.bureau["XB"], "/feed")["entries"]
        assert not [entry for entry in whole if entry["notice"] == notice and "content" in entry]
    assert len(told) == 1


def test_a_feed_gives_content_only_while_the_member_may_hold_it(served: Desk) -> None:
    """Suspended: the entries stand and the content is gone; resumed: it is there again."""
    home = served.home
    notice = home.published()
    owner, other = home.bureau["XA"], home.bureau["XB"]

    def carried() -> list[tuple[str, bool]]:
        return [(each["kind"], "content" in each) for each in served.get(other, "/feed")["entries"]]

    assert carried() == [("notice", True)]
    body = {"until": "2027-01-01", "reason": "x"}
    served.do(owner, "POST", f"/notices/{notice}/suspend", body, on=f"/notices/{notice}")
    assert carried() == [("notice", False), ("suspension", False)]
    served.do(owner, "POST", f"/notices/{notice}/resume", on=f"/notices/{notice}")
    assert carried() == [("notice", True), ("suspension", False), ("resumption", True)]


def test_opening_is_an_act_and_a_machine_s_pull_is_not(served: Desk) -> None:
    """Each opening by a person is recorded by id before the answer; a service reads its feed without."""
    home = served.home
    notice = home.published()

    def opened() -> int:
        with home.comity.look() as look:
            return sum(type(act.event).__name__ == "FileOpened" for act in look.all_acts())

    before = opened()
    served.get(home.bureau["XB"], f"/notices/{notice}")
    served.get(home.bureau["XB"], "/feed")
    assert opened() == before + 2
    machine = served.headers(served.roles["border_service"])
    assert served.client.get("/api/v1/feed", headers=machine).json()["entries"][0]["content"]
    served.get(home.bureau["XB"], "/notices")
    assert opened() == before + 2


def test_a_late_clock_opens_nothing(served: Desk) -> None:
    """No round of the clock runs; what has expired, or was suspended too long, is over for every reader."""
    home = served.home
    kept, paused = home.published(), home.published()
    home.do(
        home.bureau["XA"],
        c.SuspendNotice(id=paused, until=home.clock.at.date().replace(year=2027, month=2), reason="x"),
    )
    home.later(days=120)
    owner, other = home.bureau["XA"], home.bureau["XB"]
    assert (served.get(owner, f"/notices/{paused}")["state"], served.get(owner, f"/notices/{paused}")["body"]) == (
        "cancelled",
        None,
    )
    home.later(days=365 * 5)
    for role in (owner, home.officer):
        shown = served.get(role, f"/notices/{kept}")
        assert (shown["state"], shown["body"]) == ("expired", None)
    assert served.ask(other, "GET", f"/notices/{kept}").status_code == 404
    assert served.ask(other, "POST", f"/notices/{kept}/treatment", {"treatment": "entered"}).status_code == 404
    assert served.get(other, "/notices")["entries"] == []
    assert "content" not in str(served.get(other, "/feed"))
    assert served.ask(other, "POST", "/screen", {"id": "1", "name": "Ilya Marek"}).json()["hits"] == []


def test_a_photograph_opens_to_whoever_may_see_the_notice_and_to_no_one_else(served: Desk) -> None:
    """Requester, recipient, reviewer of the case and case officer; gone with the notice."""
    home, data = served.home, b"a picture"
    owner, name = home.bureau["XA"], hashlib.sha256(b"a picture").hexdigest()
    assert served.ask(owner, "PUT", f"/files/{name}", data).status_code == 201
    body = request()
    subject = wire.convert({**wire.builtins(body.subject), "photographs": [{"sha256": name}]}, type(body.subject))
    circulation = wire.convert({"mode": "except", "members": ["XC"]}, c.Circulation)
    notice = home.published(request(subject=subject, circulation=circulation))
    reading = {role for role, by in served.roles.items() if served.ask(by, "GET", f"/files/{name}").status_code == 200}
    assert reading == {
        "owner",
        "recipient",
        "border_service",
        "head_elsewhere",
        "reviewer",
        "case_officer",
        "commissioner",
    }
    home.do(owner, c.AchievePurpose(id=notice))
    gone = [served.ask(by, "GET", f"/files/{name}").status_code for by in (owner, home.bureau["XB"], home.officer)]
    assert gone == [404, 404, 404]


def test_a_second_opinion_is_given_before_the_first_is_read(served: Desk) -> None:
    """Neither the page nor its ETag tells the second reviewer what the first wrote."""
    home = served.home
    first, second = home.reviewers[:2]
    case = served.submitted()
    assert served.ask(second, "POST", f"/review/{case}/claim").status_code == 200
    before = served.ask(second, "GET", f"/review/{case}")
    served.opine(first, case, "refuse", ground="NEUTRALITY")
    after = served.ask(second, "GET", f"/review/{case}")
    assert after.headers["ETag"] == before.headers["ETag"]
    assert after.json()["opinions"] == []
    assert "NEUTRALITY" not in after.text
    answers = [{"rule": each["rule"], "answer": "Looked into."} for each in after.json()["questions"]]
    body = {"decision": "approve", "reasons": "Sound.", "answers": answers}
    assert (
        served.ask(second, "PUT", f"/review/{case}/opinion", body, **{"If-Match": after.headers["ETag"]}).status_code
        == 200
    )
    opened = served.get(second, f"/review/{case}")["opinions"]
    assert {opinion["reviewer"] for opinion in opened} == {first.id, second.id}


def test_an_opinion_answers_the_file_as_it_stands(served: Desk) -> None:
    """Context recorded after the reviewer looked makes the opinion stale."""
    home = served.home
    case = served.submitted()
    reviewer = home.reviewers[0]
    assert served.ask(reviewer, "POST", f"/review/{case}/claim").status_code == 200
    tag = served.ask(reviewer, "GET", f"/review/{case}").headers["ETag"]
    served.do(home.officer, "PUT", f"/review/{case}/context", {"open_redress": True})
    body = {"decision": "approve", "reasons": "Sound."}
    assert served.ask(reviewer, "PUT", f"/review/{case}/opinion", body, **{"If-Match": tag}).status_code == 412


def test_earlier_decisions_on_the_same_questions_are_shown(served: Desk) -> None:
    """A refused case is a precedent for the next of its kind, without name or words."""
    home = served.home
    earlier = served.submitted()
    for reviewer in home.reviewers[:2]:
        served.opine(reviewer, earlier, "refuse", ground="NEUTRALITY")
    later = served.submitted()
    found = served.get(home.officer, f"/review/{later}")["precedents"]
    assert [(each["case"], each["decision"], each["ground"]) for each in found] == [(earlier, "refuse", "NEUTRALITY")]


def test_an_application_is_followed_with_its_receipt_alone(served: Desk) -> None:
    """The right secret opens where it stands; a wrong one, and no such reference, are the same 404."""
    body = {
        "kind": "deletion", "by": "person", "language": "en",
        "form": {"name": "Ilya Marek", "contact": {"email": "m@example.org"}, "statement": "Delete it."},
    }  # fmt: skip
    made = served.ask(None, "POST", "/applications", body)
    assert made.status_code == 201, made.text
    receipt = made.json()
    path = f"/applications/{receipt['reference']}"
    followed = served.ask(None, "GET", path, **{"Comity-Secret": receipt["secret"].lower()})
    assert (followed.status_code, followed.json()["form"]) == (200, None)
    wrong = served.ask(None, "GET", path, **{"Comity-Secret": "AAAA-AAAA-AAAA-AAAA-AAAA"})
    unknown = served.ask(None, "GET", "/applications/RDR-2026-ZZZZZZZZ", **{"Comity-Secret": "x"})
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content) == (404, wrong.content)
    assert served.get(served.home.commissioner, path)["form"]["name"] == "Ilya Marek"
    assert served.ask(None, "GET", path).status_code == 401
    assert served.ask(served.home.officer, "GET", path).status_code == 404


def test_anyone_can_check_that_an_act_is_in_the_ledger(served: Desk) -> None:
    """The proof holds under the signed checkpoint; of the act it tells the leaf hash only."""
    home = served.home
    with home.comity.look() as look:
        row = look.reader.act(3)
    assert row is not None
    answer = served.ask(None, "GET", "/ledger/proof/3")
    proof = wire.decode(answer.content, ProofDocument)
    assert check(proof, row.document, home.comity.log_key).checkpoint.size >= 3
    assert answer.json().keys() == {"leaf", "index", "size", "siblings", "checkpoint"}
    assert served.ask(None, "GET", "/ledger/proof/999999").status_code == 404
    assert served.ask(None, "GET", "/ledger/consistency?old=3").json()["proof"]["old"] == 3


def test_screening_tells_each_member_of_what_reaches_it(served: Desk) -> None:
    """XB finds the person, XC, left out, does not; the excluded and the unknown answer alike."""
    home = served.home
    circulation = wire.convert({"mode": "except", "members": ["XC"]}, c.Circulation)
    notice = home.published(request(circulation=circulation))
    asked = {"id": "q1", "name": "MAREK Ilya Petr", "birth_date": "1971-05"}
    found = served.ask(home.bureau["XB"], "POST", "/screen", asked).json()
    assert [hit["notice"] for hit in found["hits"]] == [notice]
    assert "asked" in found["hits"][0]["asks"]
    assert served.ask(home.bureau["XC"], "POST", "/screen", asked).json()["hits"] == []
    both = served.ask(home.bureau["XB"], "POST", "/screen/batch", {"queries": [asked, {"id": "q2", "name": "Nobody"}]})
    assert [len(each["hits"]) for each in both.json()["answers"]] == [1, 0]


def test_the_extract_is_the_requester_s_to_give_and_to_take_back(served: Desk) -> None:
    """Authorised, public; retracted, not; and its number stays."""
    home = served.home
    notice = home.published(request(public_extract=PublicExtract(authorised=False)))
    owner, path = home.bureau["XA"], f"/notices/{notice}"
    served.do(owner, "PUT", f"{path}/extract", {"fields": ["family_name", "forenames"]}, on=path)
    assert served.get(owner, path)["public"] is True
    served.do(owner, "DELETE", f"{path}/extract", on=path)
    shown = served.get(owner, path)
    assert shown["public"] is False
    assert re.fullmatch(r"\d{4}/\d+", shown["number"])


def test_the_checkpoint_does_not_move_between_two_rounds_of_the_clock(served: Desk) -> None:
    """No one counts acts by asking often: what is done now shows after the next round."""
    home = served.home
    ledgering.checkpoint(home.comity)
    before = served.ask(None, "GET", "/ledger/checkpoint").content
    home.submitted()
    assert served.ask(None, "GET", "/ledger/checkpoint").content == before
    home.round()
    assert served.ask(None, "GET", "/ledger/checkpoint").content != before


def test_applications_and_tries_to_follow_one_are_counted_for_programs_as_for_pages(served: Desk) -> None:
    """Ten an hour from one address, told with when to try again; what is refused is not kept."""
    body = {
        "kind": "deletion", "by": "person", "language": "en",
        "form": {"name": "Ilya Marek", "contact": {"email": "m@example.org"}, "statement": "Delete it."},
    }  # fmt: skip
    made = [served.ask(None, "POST", "/applications", body) for _ in range(11)]
    assert [answer.status_code for answer in made] == [201] * 10 + [429]
    assert int(made[-1].headers["Retry-After"]) > 0
    assert len(served.get(served.home.commissioner, "/applications")["entries"]) == 10
    secret = {"Comity-Secret": "AAAA-AAAA-AAAA-AAAA-AAAA"}
    tried = [served.ask(None, "GET", "/applications/RDR-2026-ZZZZZZZZ", **secret).status_code for _ in range(11)]
    assert tried == [404] * 10 + [429]
    receipt = made[0].json()
    held = served.ask(None, "GET", f"/applications/{receipt['reference']}", **{"Comity-Secret": receipt["secret"]})
    assert held.status_code == 429


def test_a_change_that_takes_two_is_proposed_and_confirmed_over_http(served: Desk) -> None:
    """The first gets the code, the second the link; the first, a stranger and an unknown change are refused."""
    home = served.home
    spare = home.person("XC")
    path = f"/people/{spare.id}/changes"
    single = served.ask(
        home.admin, "POST", f"/people/{spare.id}/offices", {"office": "reviewer"},
        If_Match=served.ask(home.admin, "GET", f"/people/{spare.id}").headers["ETag"],
    )  # fmt: skip
    assert (single.status_code, "takes two" in single.json()["detail"]) == (409, True)
    change = served.ask(home.admin, "POST", path, {"office": "reviewer"}).json()["change"]
    assert served.ask(home.admin, "POST", f"{path}/{change}/confirm").status_code == 409
    assert served.ask(home.auditor, "POST", f"{path}/{change}/confirm").status_code == 404
    assert served.ask(home.bureau["XA"], "POST", path, {"office": "reviewer"}).status_code == 404
    assert served.get(home.secretary, path)["changes"][0]["id"] == change
    assert served.ask(home.secretary, "POST", f"{path}/{change}/confirm").json()["address"] is None
    assert home.state("person", spare.id).offices == {Office.REVIEWER}
    asked = served.ask(home.admin, "POST", path, {"invitation": True}).json()
    assert asked["code"]
    made = served.ask(home.secretary, "POST", f"{path}/{asked['change']}/confirm").json()
    assert "/welcome/" in made["address"]
    ties = served.ask(home.admin, "POST", path, {"nationalities": ["XB"]}).json()["change"]
    assert served.ask(home.secretary, "DELETE", f"{path}/{ties}").status_code == 204
    assert served.ask(home.secretary, "POST", f"{path}/{ties}/confirm").status_code == 409
    for body in ({}, {"office": "reviewer", "invitation": True}):
        assert served.ask(home.admin, "POST", path, body).status_code == 400
