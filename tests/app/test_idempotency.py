"""One idempotency key many times at once, in threads and across processes: all get the one result."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
from litestar.testing import TestClient
from tests.house import House
from tests.hub.desk import Desk, plain

from comity import bootstrap
from comity.adapters.surroundings import SetClock
from comity.hub.asgi import create
from comity.kernel.hashing import sha256_hex
from comity.settings import Settings

MANY = 20
Send = Callable[[int], httpx.Response]


@contextmanager
def workers(home: House, folder: Path, database: str | None) -> Iterator[list[Desk]]:
    """Two hubs on one organisation, with connections, locks and memory of their own, as two workers have."""
    other = bootstrap.open_comity(Settings(data=folder / "data", database=database), SetClock(home.clock.at))
    with TestClient(create(home.comity)) as one, TestClient(create(other)) as two:
        first = Desk(home, one)
        second = Desk.__new__(Desk)
        second.home, second.client, second._tokens, second.roles = home, two, first._tokens, first.roles
        yield [first, second]
    bootstrap.close(other)


def at_once(send: Send, many: int = MANY) -> list[httpx.Response]:
    """Send so many at the same time."""
    barrier = Barrier(many)

    def one(number: int) -> httpx.Response:
        barrier.wait()
        return send(number)

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def all_same(answers: list[httpx.Response]) -> httpx.Response:
    assert {(each.status_code, each.content) for each in answers} == {(answers[0].status_code, answers[0].content)}
    return answers[0]


def test_one_key_at_once_makes_one_draft_and_all_get_it(both: House, tmp_path: Path, database: str | None) -> None:
    """20 requests to two hubs: one draft, 20 times the same answer; the key with another body is refused."""
    by = both.bureau["XA"]
    with workers(both, tmp_path, database) as hubs:
        hubs[0].headers(by)

        def draft(number: int, **changes: Any) -> httpx.Response:
            return hubs[number % 2].ask(by, "POST", "/requests", plain(**changes), Idempotency_Key="once")

        made = all_same(at_once(draft))
        assert made.status_code == 201
        assert [each["id"] for each in hubs[0].get(by, "/requests")["entries"]] == [made.json()["id"]]
        other = draft(0, reference="XA/2026/0042")
        assert (other.status_code, other.json()["type"]) == (409, "urn:comity:problem:idempotency-key-reused")


def test_one_key_at_once_on_a_thing_that_goes_out_of_sight(both: House, tmp_path: Path, database: str | None) -> None:
    """The draft is discarded once; who came later with the same key is told the same and not that it is gone."""
    by, draft = both.bureau["XA"], both.draft()
    with workers(both, tmp_path, database) as hubs:
        tag = hubs[0].ask(by, "GET", f"/requests/{draft}").headers["ETag"]
        said = {"If_Match": tag, "Idempotency_Key": "gone"}
        answers = at_once(lambda number: hubs[number % 2].ask(by, "DELETE", f"/requests/{draft}", **said))
        assert all_same(answers).status_code == 200
    with both.comity.look() as look:
        assert len(look.history("request", draft)) == 2


def test_of_two_bodies_under_one_key_at_once_one_is_done(both: House, tmp_path: Path, database: str | None) -> None:
    """Ten of each: those of the body that came first get its result, the others 409; one draft in all."""
    by = both.bureau["XA"]
    with workers(both, tmp_path, database) as hubs:
        hubs[0].headers(by)

        def draft(number: int) -> httpx.Response:
            body = plain(reference=f"XA/2026/{number // 2 % 2}")
            return hubs[number % 2].ask(by, "POST", "/requests", body, Idempotency_Key="two")

        answers = at_once(draft)
        assert sorted(each.status_code for each in answers) == [201] * 10 + [409] * 10
        assert len({each.json()["id"] for each in answers if each.status_code == 201}) == 1


def test_the_same_file_at_once_is_kept_once(both: House, tmp_path: Path, database: str | None) -> None:
    """20 uploads of one photograph, without a key: each is answered, none is a fault of ours."""
    by, data = both.bureau["XA"], b"%PDF-1.4 a warrant"
    with workers(both, tmp_path, database) as hubs:
        hubs[0].headers(by)
        path = f"/files/{sha256_hex(data)}"
        kind = {"Content_Type": "application/octet-stream"}
        answers = at_once(lambda number: hubs[number % 2].ask(by, "PUT", path, data, **kind))
        assert {each.status_code for each in answers} <= {200, 201}
