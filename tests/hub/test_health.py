"""The bare address says where to go, and health says whether it serves."""

from tests.hub.desk import Desk

from comity.hub.health import FROM_HERE


def test_the_root_names_addresses_that_answer(standing: Desk) -> None:
    """Whoever opens the printed address finds the public notices, the interface, the figures and the ledger."""
    found = standing.client.get("/").json()
    assert set(FROM_HERE) < set(found)
    for path in FROM_HERE.values():
        assert standing.client.get(path).status_code == 200


def test_ready_says_whether_search_is_still_building(standing: Desk) -> None:
    """200 when it serves, and the state of search in words."""
    answer = standing.client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert answer.json()["search"] in {"ready", "building"}
