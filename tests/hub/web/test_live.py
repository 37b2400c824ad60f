"""Something new: a number for the person who listens, nothing of what it is, and no longer than the session."""

import asyncio
import json
from dataclasses import replace

import pytest
from tests.hub.web.face import Face

from comity.app import sessions
from comity.app.live import EACH, STEP, Live
from comity.app.views.searching import Search
from comity.governance.gate import Principal
from comity.hub.web import live
from comity.hub.web.parts import beginning_of, leading_of
from comity.hub.web.visit import Common, Events, Fields, Give, Visit


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between two looks."""

    async def at_once(delay: float) -> None:
        assert delay == STEP.total_seconds()

    monkeypatch.setattr(asyncio, "sleep", at_once)


def visiting(face: Face, by: Principal) -> Visit:
    """Return the visit of a person who has just signed in."""
    _, session = sessions.open_session(face.home.comity, by.id, "a test", "sample")
    common = Common(face.home.comity, Search(), None, beginning_of, leading_of)  # type: ignore[arg-type]
    return Visit(common=common, by=by, path={}, session=session)


async def heard(face: Face, visit: Visit, *meanwhile: object) -> list[tuple[str, dict[str, object]]]:
    """Return what is told: the first message, then one after each of `meanwhile` was done."""
    answer = live.events(visit)
    assert isinstance(answer, Events)
    events = answer.events
    found = [await anext(events)]  # type: ignore[arg-type]
    for act in meanwhile:
        act()  # type: ignore[operator]
        face.home.later(seconds=STEP.total_seconds())
        found.append(await anext(events))  # type: ignore[arg-type]
    await events.aclose()  # type: ignore[union-attr]
    return [(name, json.loads(data)) for name, data in found]


def test_what_comes_to_wait_is_a_number_and_nothing_else(face: Face) -> None:
    """A reviewer hears that something is new when a case may be taken; no identifier, no kind, no name."""
    visit = visiting(face, face.home.reviewers[0])
    first, second = asyncio.run(heard(face, visit, face.home.submitted))
    assert (first[0], first[1]["new"]) == ("new", 0)
    assert (second[0], second[1]["new"]) == ("new", 1)
    assert set(second[1]) == {"new", "since"}


def test_a_bureau_hears_of_what_reaches_it_and_of_nothing_of_the_secretariat_alone(face: Face) -> None:
    """A notice that circulates is news to its recipients; a review of another member is none."""
    visit = visiting(face, face.home.bureau["XB"])
    told = asyncio.run(heard(face, visit, face.home.published))
    assert told[-1][1]["new"] == 1
    quiet = asyncio.run(heard(face, visit, face.home.submitted))
    assert (quiet[-1][0], quiet[-1][1]) == ("beat", {}) or quiet[-1][1]["new"] == 0


def test_who_comes_back_goes_on_from_where_they_listened(face: Face) -> None:
    """What came meanwhile counts; a number of another process, or one that was made up, does not."""
    visit = visiting(face, face.home.reviewers[0])
    ((_, first),) = asyncio.run(heard(face, visit))
    face.home.submitted()
    face.home.later(seconds=5)
    back = replace(visit, query=Fields([("since", str(first["since"]))]))
    ((_, again),) = asyncio.run(heard(face, back))
    assert again["new"] == 1
    for said in ("00000000.0", "x", "9" * 30, f"{visit.common.live.epoch}.999"):
        ((_, anew),) = asyncio.run(heard(face, replace(visit, query=Fields([("since", said)]))))
        assert anew["new"] == 0


def test_listening_ends_with_the_session_and_does_not_prolong_it(face: Face) -> None:
    """When the session is over the last word is `end`, and listening was not noted as use."""
    visit = visiting(face, face.home.reviewers[0])
    assert visit.session is not None
    assert sessions.stands(face.home.comity, visit.session)

    async def to_the_end() -> list[str]:
        answer = live.events(visit)
        assert isinstance(answer, Events)
        names = []
        async for name, _ in answer.events:  # type: ignore[union-attr]
            names.append(name)
            face.home.later(minutes=4)
        return names

    names = asyncio.run(to_the_end())
    assert names[-1] == "end"
    assert not sessions.stands(face.home.comity, visit.session)
    assert not visit.common.live.full(visit.by.id)


def test_where_too_many_listen_the_browser_is_told_not_to_ask(face: Face) -> None:
    """204 ends it; a place that is given back can be taken again."""
    visit = visiting(face, face.home.reviewers[0])
    visit = replace(visit, common=replace(visit.common, live=Live(places=1)))
    assert visit.common.live.enter("another")
    answer = live.events(visit)
    assert isinstance(answer, Give)
    assert answer.status == 204
    visit.common.live.leave("another")
    assert isinstance(live.events(visit), Events)


def test_nobody_takes_more_places_than_one_person_may_have(face: Face) -> None:
    """Who opens more windows than that hears nothing in the last, and everyone else still hears."""
    visit, other = (visiting(face, each) for each in face.home.reviewers[:2])
    other = replace(other, common=visit.common)
    for _ in range(EACH):
        assert visit.common.live.enter(visit.by.id)
    assert not visit.common.live.enter(visit.by.id)
    assert isinstance(live.events(visit), Give)
    assert isinstance(live.events(other), Events)
    visit.common.live.leave(visit.by.id)
    assert isinstance(live.events(visit), Events)


def test_one_reader_follows_for_everyone_and_not_too_often(face: Face) -> None:
    """Within a step nothing is read again."""
    counting, home = Live(), face.home
    reviewer = home.reviewers[0].id
    assert counting.total(home.comity, reviewer) == 0
    home.submitted()
    assert counting.total(home.comity, reviewer) == 0
    home.later(seconds=STEP.total_seconds())
    assert counting.total(home.comity, reviewer) == 1


def test_a_page_of_a_desk_listens_and_a_public_page_does_not(shared_face: Face) -> None:
    """What listens is hidden until there is something to say."""
    page = shared_face.get(shared_face.home.reviewers[0], "/review").text
    assert 'data-live="/events"' in page
    assert "data-live" not in shared_face.get(None, "/en").text
    assert shared_face.get(None, "/events").status_code == 303
