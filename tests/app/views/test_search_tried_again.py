"""A build of search that fails is tried again until it is done, with health that says so; no restart is needed."""

from threading import Thread
from time import sleep

from sqlalchemy import text
from structlog.testing import capture_logs
from tests.house import House

from comity.app.views.searching import Search


def rename(home: House, old: str, new: str) -> None:
    with home.comity.store.writing(lambda: None) as writer:
        writer.connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))  # type: ignore[attr-defined]


def test_a_build_that_failed_is_tried_again_once_the_database_answers(both: House) -> None:
    both.published()
    search = Search()
    rename(both, "register", "register_away")
    with capture_logs() as logs:
        thread = Thread(target=search.run, args=(both.comity,))
        thread.start()
        while not search.failed:
            sleep(0.01)
        rename(both, "register_away", "register")
        thread.join(30)
    assert (search.ready, search.failed, thread.is_alive()) == (True, False, False)
    lines = [line for line in logs if line["event"] == "search_not_built"]
    assert lines
    assert all(line["again_in_s"] for line in lines)


def test_a_build_that_fails_ends_where_the_hub_stops(home: House) -> None:
    search = Search()
    rename(home, "register", "register_away")
    thread = Thread(target=search.run, args=(home.comity,))
    thread.start()
    while not search.failed:
        sleep(0.01)
    search.stop()
    thread.join(30)
    assert (thread.is_alive(), search.ready) == (False, False)
