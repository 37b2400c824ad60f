"""One damaged byte in a row of the database: that one thing is left out and told, and all the rest goes on."""

from time import sleep
from typing import Any

import pytest
from sqlalchemy import text
from tests.house import request
from tests.hub.desk import Desk
from tests.hub.test_damaged import LISTS, PUBLIC, everyone
from tests.hub.test_screening import ask

from comity.app.ticking import tick
from comity.app.verification import verify
from comity.app.views.searching import LACKING
from comity.governance.gate import Principal
from comity.notices import commands as c
from comity.notices.request import PublicExtract
from comity.notices.vocabulary import Ground

ROWS: dict[str, str] = {
    "document": "UPDATE register SET document = :bytes WHERE stream_id = :id",
    "updated": "UPDATE register SET updated = '2O26' || substr(updated, 5) WHERE stream_id = :id",
    "created": "UPDATE register SET created = '2O26' || substr(created, 5) WHERE stream_id = :id",
    "no_zone": "UPDATE register SET updated = replace(updated, 'Z', '') WHERE stream_id = :id",
}


def run(served: Desk, statement: str, **values: Any) -> None:
    with served.home.comity.store.writing(lambda: None) as writer:
        writer.connection.execute(text(statement), values)  # type: ignore[attr-defined]


def damage(served: Desk, column: str, notice: str) -> bytes:
    """Damage a column of the row of a notice; return the document that it had."""
    with served.home.comity.look() as look:
        row = look.reader.register("notice", notice)
    assert row
    values: dict[str, Any] = {"bytes": b"\xff" + row.state[1:]} if column == "document" else {}
    run(served, ROWS[column], id=notice, **values)
    return row.state


def reader(served: Desk) -> Principal:
    return served.home.bureau["XC"]


def built(served: Desk) -> None:
    for _ in range(200):
        if ask(served, reader(served)).status_code == 200:
            return
        sleep(0.05)


@pytest.mark.parametrize("column", ROWS)
def test_a_damaged_row_of_the_register_is_left_out_alone(served: Desk, column: str) -> None:
    """Lists, feed, public list, search and the clock's round go on; health is not ready, and `verify` names the row."""
    home = served.home
    broken = home.published(request(public_extract=PublicExtract(authorised=True, reason="Risk")))
    whole = home.published(request(reference="XA/2", public_extract=PublicExtract(authorised=True, reason="Risk")))
    kept = damage(served, column, broken)
    for by in everyone(home):
        for path in LISTS:
            answer = served.ask(by, "GET", path)
            assert answer.status_code < 500, (path, by.offices, answer.text)
    for path in PUBLIC:
        assert served.client.get(path).status_code < 500, path
    page = served.get(reader(served), "/notices")
    assert ([each["id"] for each in page["entries"]], page["unread"]) == ([whole], 1)
    entries = served.get(reader(served), "/feed")["entries"]
    assert [(each["notice"], each.get("unread", False)) for each in entries] == [(broken, True), (whole, False)]
    assert served.client.get("/notices/v1/red").json()["total"] == 1
    assert served.ask(reader(served), "GET", f"/notices/{broken}").status_code == 503
    tick(home.comity)
    assert served.client.get("/health/ready").status_code == 503
    assert any(broken in str(fault) for fault in verify(home.comity).faults)
    if column == "document":
        run(served, ROWS[column], id=broken, bytes=kept)
        assert "rows of the database" not in served.client.get("/health/ready").text
        assert len(served.get(reader(served), "/notices")["entries"]) == 2


def test_screening_says_that_a_row_cannot_be_read_until_it_can(served: Desk) -> None:
    home = served.home
    built(served)
    broken = home.published()
    kept = damage(served, "document", broken)
    answer = ask(served, reader(served))
    assert (answer.status_code, answer.json()["hits"], answer.json()["notes"]) == (200, [], [LACKING])
    run(served, ROWS["document"], id=broken, bytes=kept)
    home.later(minutes=2)
    assert [hit["notice"] for hit in ask(served, reader(served)).json()["hits"]] == [broken]
    assert served.client.get("/health/ready").status_code == 200


@pytest.mark.parametrize("change", ["at = 'x' || substr(at, 2)", "kind = 'recalk'"])
def test_a_damaged_entry_of_a_feed_is_marked_and_later_recalls_are_read(served: Desk, change: str) -> None:
    home = served.home
    first = home.published()
    second = home.published(request(reference="XA/2"))
    for notice in (first, second):
        home.do(home.bureau["XA"], c.WithdrawNotice(id=notice, ground=Ground.LEGAL_BASIS_GONE))
    before = served.get(reader(served), "/feed")["entries"]
    recall = next(each for each in before if each["kind"] == "recall" and each["notice"] == first)
    run(served, f"UPDATE feed SET {change} WHERE seq = :seq AND member = 'XC'", seq=recall["seq"])
    after = served.get(reader(served), "/feed")["entries"]
    entry = next(each for each in after if each["seq"] == recall["seq"])
    assert (entry["unread"], entry["notice"], "content" in entry) == (True, first, False)
    assert after[-1] == before[-1]
    assert after[-1]["kind"] == "recall"
    health = served.client.get("/health/ready")
    assert (health.status_code, "rows of the database" in health.json()["detail"]) == (503, True)
    run(served, "UPDATE feed SET at = '2026-01-01T00:00:00.000000Z', kind = 'recall' WHERE seq = :s", s=recall["seq"])
    assert served.client.get("/health/ready").status_code == 200


def test_a_damaged_time_of_the_last_round_is_said_and_holds_the_clock(served: Desk) -> None:
    home = served.home
    home.published()
    tick(home.comity)
    run(served, "UPDATE last_round SET at = 'x' || substr(at, 2)")
    health = served.client.get("/health/ready")
    assert (health.status_code, "last round is damaged" in health.json()["detail"]) == (503, True)
    assert tick(home.comity).held is not None
