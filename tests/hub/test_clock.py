"""A wrong clock at the faces: what has expired is silent and comes back; health and a page say why."""

from datetime import timedelta
from pathlib import Path

from tests.hub.desk import Desk
from tests.hub.web.face import face

from comity.notices import commands as c

ASKED = {"id": "q1", "name": "Marek Ilya Petr"}
YEARS = timedelta(days=6 * 365)


def read(served: Desk) -> tuple[int, int, int]:
    """Return how many hits, public notices and notices of a recipient there are."""
    border, bureau = served.roles["border_service"], served.home.bureau["XB"]
    answer = served.ask(border, "POST", "/screen", ASKED)
    assert answer.status_code == 200, answer.text
    public = served.client.get("/notices/v1/red").json()["total"]
    return len(answer.json()["hits"]), public, len(served.get(bureau, "/notices")["entries"])


def test_what_has_expired_by_a_wrong_clock_is_silent_and_comes_back(served: Desk) -> None:
    """No hit, no public notice and no list has it while the clock is wrong; all have it again when it is right."""
    home = served.home
    notice = home.published()
    home.do(home.bureau["XA"], c.AuthoriseExtract(id=notice))
    home.round()
    there, at = read(served), home.clock.at
    assert min(there) >= 1
    home.clock.at = at + YEARS
    assert read(served) == (0, 0, 0)
    assert served.client.get("/health/ready").json()["clock"] == "in-doubt"
    home.clock.at = at + timedelta(minutes=1)
    assert read(served) == there, "nobody is missed once the clock is right, without a restart"
    assert served.client.get("/health/ready").json()["clock"] == "believed"


def test_an_act_before_the_last_round_is_refused_as_a_problem(served: Desk) -> None:
    """503 with what is in doubt and who must mend it; reads go on."""
    home = served.home
    machine = served.roles["owner"]
    assert served.headers(machine)
    home.round()
    home.later(days=-3)
    body = {"reference": "XA/1", "requesting_member": "XA", "kind": "red", "language": "en"}
    answer = served.ask(machine, "POST", "/requests", body | {"subject": {"type": "person"}})
    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:comity:problem:clock-in-doubt"
    assert "Nothing was done" in answer.json()["detail"]
    assert served.client.get("/notices/v1/red").status_code == 200


def test_the_administrator_s_page_says_that_the_clock_is_in_doubt(tmp_path: Path) -> None:
    """With both times and the command that confirms; on a day like any other it says nothing of it."""
    with face(tmp_path) as seen:
        seen.home.round()
        assert "confirm-clock" not in seen.page(seen.home.admin, "/accounts").text
        seen.home.later(days=2)
        shown = seen.page(seen.home.admin, "/accounts").text
    assert "2026-11-23 12:00 UTC" in shown
    assert "comity tick --confirm-clock" in shown
