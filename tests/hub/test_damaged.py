"""One damaged byte, over HTTP: every list answers, the feed goes on, and health is not ready until it is mended."""

from time import sleep
from typing import Any

import pytest
from sqlalchemy import text
from tests.app.test_damage import DAMAGES, damage_act
from tests.house import House, request
from tests.hub.desk import Desk
from tests.hub.test_screening import ask

from comity.app.views.searching import LACKING
from comity.hub.api import ENDPOINTS
from comity.notices import commands as c
from comity.notices.request import PublicExtract

LISTS = [each.path for each in ENDPOINTS if each.method == "GET" and "{" not in each.path]
PUBLIC = ("/notices/v1/red", "/notices/v1/un", "/notices/v1/red/changes", "/api/v1/figures")


def everyone(home: House) -> list[Any]:
    return [
        *(home.bureau[member] for member in ("XA", "XC")),
        home.reviewers[0],
        home.officer,
        home.secretary,
        home.commissioner,
        home.auditor,
        home.listing,
        home.admin,
    ]


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_list_answers_beside_a_damaged_content(served: Desk, damage: str) -> None:
    """Body and extract of a notice, a profile and a draft, each unreadable: no list is a failure for anyone."""
    home = served.home
    notice = home.published(request(public_extract=PublicExtract(authorised=True, reason="Risk")))
    home.do(home.officer, c.AddAddendum(id=notice, text="Seen again."))
    home.published(request(reference="XA/2", public_extract=PublicExtract(authorised=True, reason="Risk")))
    asked = home.draft()
    state = home.state("notice", notice)
    before = served.client.get("/health/ready")
    assert before.status_code == 200
    for ref in (state.body, state.extract, state.addenda[0].text, home.state("request", asked).body):
        DAMAGES[damage](home, ref.id)
    DAMAGES[damage](home, home.state("person", home.president.id).profile.id)
    for by in everyone(home):
        for path in LISTS:
            answer = served.ask(by, "GET", path)
            assert answer.status_code < 500, (path, by.offices, answer.text)
    for path in PUBLIC:
        assert served.client.get(path).status_code < 500, path
    assert served.client.get("/health/ready").status_code == 503


def test_every_list_answers_beside_a_damaged_act(served: Desk) -> None:
    """So it is with the bytes of an act."""
    home = served.home
    home.published(request(public_extract=PublicExtract(authorised=True, reason="Risk")))
    with home.comity.look() as look:
        last = look.seq
    for seq in (last - 3, last):
        damage_act(home, seq)
    for by in everyone(home):
        for path in LISTS:
            answer = served.ask(by, "GET", path)
            assert answer.status_code < 500, (path, by.offices, answer.text)


def test_screening_answers_and_health_says_what_is_left_out(served: Desk) -> None:
    """503 while the content is damaged, in numbers alone; once it is put back, ready again without a restart."""
    home = served.home
    notice = home.published()
    for _ in range(100):
        if served.client.get("/health/ready").json().get("search") == "ready":
            break
        sleep(0.05)
    body = home.state("notice", notice).body.id
    with home.comity.look() as look:
        kept = look.reader.content(body)
    DAMAGES["content"](home, body)
    home.do(home.officer, c.AddAddendum(id=notice, text="Seen again."))
    answer = ask(served, home.bureau["XC"])
    assert (answer.status_code, answer.json()["hits"], answer.json()["notes"]) == (200, [], [LACKING])
    health = served.client.get("/health/ready")
    assert health.status_code == 503
    assert "1 notices in force cannot be opened" in health.json()["detail"]
    assert body not in health.text
    entries = served.get(home.bureau["XC"], "/feed")["entries"]
    assert entries[0]["unread"] is True
    with home.comity.store.writing(lambda: None) as writer:
        where = {"id": body, "blob": kept}
        writer.connection.execute(text("UPDATE contents SET blob = :blob WHERE id = :id"), where)  # type: ignore[attr-defined]
    home.later(minutes=2)
    assert ask(served, home.bureau["XC"]).json()["hits"]
    assert served.client.get("/health/ready").status_code == 200


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_notice_whose_content_cannot_be_opened_says_so(served: Desk, damage: str) -> None:
    """503 and which kind of damage it is, and no fault of the program."""
    home = served.home
    notice = home.published()
    DAMAGES[damage](home, home.state("notice", notice).body.id)
    answer = served.ask(home.bureau["XA"], "GET", f"/notices/{notice}")
    kinds = {f"urn:comity:problem:{each}" for each in ("seal-broken", "key-missing", "content-lost", "content-unread")}
    assert (answer.status_code, answer.json()["type"] in kinds) == (503, True), answer.text
