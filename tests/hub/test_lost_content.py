"""One content is lost or damaged while the hub serves: it is told, stops nothing else, and comes back by itself."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from tests.app.test_losses import put_back, taken_out
from tests.hub.desk import Desk

from comity.app.keeping import sweep_round
from comity.notices import commands as c

QUESTION = {"id": "q", "name": "Marek Ilya Petr"}


def hits(served: Desk) -> set[str]:
    answer = served.ask(served.roles["border_service"], "POST", "/screen", QUESTION)
    assert answer.status_code == 200, answer.text
    return {hit["notice"] for hit in answer.json()["hits"]}


def ready(served: Desk) -> Any:
    return served.client.get("/health/ready")


@pytest.mark.parametrize("how", ["no row", "damaged"])
def test_a_content_that_cannot_be_opened_stops_nothing_else(served: Desk, how: str) -> None:
    """Screening finds the other, the feed goes on to the recall behind it, health is not ready until it is back."""
    home, service = served.home, served.roles["border_service"]
    lost, other, over = home.published(), home.published(), home.published()
    assert hits(served) == {lost, other, over}
    home.do(home.bureau["XA"], c.AchievePurpose(id=over))
    body = home.state("notice", lost).body.id
    if how == "no row":
        rows = taken_out(home, f"id = '{body}'")
    else:
        path = home.comity.vault._store.path.parent / "comity.db"  # type: ignore[attr-defined]
        with closing(sqlite3.connect(path, timeout=60)) as database:
            kept = database.execute("SELECT blob FROM contents WHERE id = ?", [body]).fetchone()[0]
            bad = kept[:-1] + bytes([kept[-1] ^ 1])
            database.execute("UPDATE contents SET blob = ? WHERE id = ?", [bad, body])
            database.commit()
    sweep_round(home.comity)
    home.do(home.officer, c.AddAddendum(id=lost, text="Seen in Veld.", public=True))
    assert hits(served) == {other}
    assert ready(served).status_code == 503
    assert lost not in ready(served).text
    entries = served.get(service, "/feed")["entries"]
    assert [each["notice"] for each in entries if each.get("unread")] == [lost] * sum(
        each["notice"] == lost and each["kind"] == "notice" for each in entries
    )
    assert entries[-1]["notice"] == lost
    assert "recall" in {each["kind"] for each in entries}
    assert [each["content"]["id"] for each in entries if "content" in each] == [other]
    assert served.ask(home.bureau["XB"], "GET", f"/notices/{lost}").status_code in {500, 503}
    assert served.ask(home.bureau["XB"], "GET", f"/notices/{other}").status_code == 200
    if how == "no row":
        put_back(home, rows)
    else:
        with closing(sqlite3.connect(path, timeout=60)) as database:
            database.execute("UPDATE contents SET blob = ? WHERE id = ?", [kept, body])
            database.commit()
    sweep_round(home.comity)
    home.later(minutes=2)
    assert hits(served) == {lost, other}
    assert ready(served).status_code == 200
    assert not any(each.get("unread") for each in served.get(service, "/feed")["entries"])
