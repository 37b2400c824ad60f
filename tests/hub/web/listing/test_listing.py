"""The listing office: publishing, revising and ending by hand, and importing the consolidated list."""

import asyncio
import json

import pytest
from tests.adapters.un.conftest import PERSON, document
from tests.hub.web.face import Face, Shown

from comity.app.import_jobs import Imports, Job, Stage
from comity.hub.web.listing import importing
from comity.kernel.errors import NotFound, Unavailable
from comity.notices.vocabulary import State

HOME = "/listing"
TYPED = {
    "list": "DRC",
    "reference": "CDi.999",
    "listed_on": "2024-05-06",
    "measures": ["travel ban", "assets freeze"],
    "type": "person",
    "family_name": "Marek",
    "forenames": "Ilya",
    "aliases": "Elias Marrick\nThe Clerk",
    "birth": "1971-05",
    "nationalities": "xa, XB",
}


def published(face: Face, **changes: str) -> str:
    """Publish a listing in the page, and return the address of its page."""
    answer = face.post(face.home.listing, f"{HOME}/new", {**TYPED, **changes})
    assert answer.status_code == 303, Shown(answer).text
    return str(answer.headers["location"])


def test_a_listing_is_published_on_the_resolution_of_its_list(face: Face) -> None:
    """It is in force, public and in the list of the office; nobody reviewed it."""
    page = published(face)
    state = face.home.state("notice", page.rpartition("/")[2])
    assert (state.state, state.resolution, state.reviewers) == (State.PUBLISHED, 1533, ())
    assert state.public
    shown = face.page(face.home.listing, HOME)
    assert page in shown.links
    assert "Ilya Marek" in shown.text
    assert "CDi.999" in shown.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"list": ""}, "list"),
        ({"list": "Atlantis"}, "list"),
        ({"reference": ""}, "reference"),
        ({"reference": "QDi.001"}, "reference"),
        ({"listed_on": ""}, "listed_on"),
        ({"listed_on": "6 May"}, "listed_on"),
        ({"measures": []}, "measures"),
        ({"measures": ["arms embargo"]}, "measures"),
        ({"type": ""}, "type"),
        ({"family_name": ""}, "family_name"),
        ({"type": "entity", "name": ""}, "name"),
        ({"birth": "long ago"}, "birth"),
        ({"nationalities": "Narnia"}, "nationalities"),
    ],
)
def test_what_cannot_be_a_listing_says_at_which_field(
    shared_face: Face, changes: dict[str, str | list[str]], field: str
) -> None:
    """The summary leads to the field, what was typed stays, nothing is published."""
    answer = shared_face.post(shared_face.home.listing, f"{HOME}/new", {**TYPED, **changes})
    shown = Shown(answer)
    assert answer.status_code == 400
    assert [link for link in shown.links if link.endswith(f"#{field}")], shown.text
    assert "Elias Marrick" in answer.text
    assert "No listing is in force" in shared_face.page(shared_face.home.listing, HOME).text


def test_a_revision_keeps_what_is_not_asked_and_one_from_an_old_page_is_not_done(face: Face) -> None:
    """What another changed meanwhile stands beside what was typed."""
    by, page = face.home.listing, published(face)
    path = f"{page}/revise"
    form = face.page(by, path).form(path)
    assert face.post(by, path, family_name="Marec").status_code == 303
    answer = face.send(by, form, {"family_name": "Marek-Old"})
    assert answer.status_code == 412
    assert "It now says “Marec”" in answer.text
    assert 'value="Marek-Old"' in answer.text
    text = face.page(by, page).text
    assert "Ilya Marec" in text
    assert "The Clerk" in text


def test_a_listing_is_ended_after_its_effect_was_read(face: Face) -> None:
    """Every member is asked to erase it; it moves to the ended ones."""
    by, page = face.home.listing, published(face)
    assert "7 members will be asked to erase it" in face.page(by, f"{page}/end").text
    assert face.post(by, f"{page}/end").status_code == 303
    assert page not in face.page(by, HOME).links
    assert page in face.page(by, f"{HOME}?ended=true").links
    assert face.get(by, f"{page}/end").status_code == 404


def uploaded(face: Face, xml: str) -> str:
    """Upload a list, and return the address of what it would do."""
    file = ("file", ("list.xml", xml.encode(), "text/xml"))
    answer = face.post(face.home.listing, f"{HOME}/import", attached=[file])
    assert answer.status_code == 303, Shown(answer).text
    return str(answer.headers["location"])


def finished(face: Face, page: str) -> Shown:
    """Return the page of an import once it is over."""
    while "is running" in (shown := face.page(face.home.listing, page)).text:
        pass
    return shown


def test_a_list_is_looked_at_before_it_is_imported(face: Face) -> None:
    """Nothing happens until it is confirmed; a second import changes nothing."""
    by = face.home.listing
    page = uploaded(face, document())
    assert "To publish 2" in face.page(by, page).text
    assert "No listing is in force" in face.page(by, HOME).text
    assert face.post(by, page, do="import").status_code == 303
    assert "2 published, 0 revised, 0 ended, 0 as they were" in finished(face, page).text
    assert "To publish 0" in face.page(by, uploaded(face, document())).text


def test_a_list_of_which_nothing_would_be_left_is_confirmed_by_name(face: Face) -> None:
    """A file of one committee must not end the listings of another."""
    by = face.home.listing
    page = uploaded(face, document())
    face.post(by, page, do="import")
    finished(face, page)
    page = uploaded(face, document(entities=""))
    answer = face.post(by, page, do="import")
    assert answer.status_code == 400
    assert "Confirm for each of these lists" in answer.text
    assert face.post(by, page, do="import", emptied=["KP"]).status_code == 303
    assert "1 ended" in finished(face, page).text


@pytest.mark.parametrize(
    "data", [b"", b"not xml", b"<a/>", document("", "").encode(), document(PERSON, PERSON).encode()]
)
def test_a_file_that_is_no_list_changes_nothing_and_says_why(shared_face: Face, data: bytes) -> None:
    """The fault stands at the field of the file."""
    answer = shared_face.post(
        shared_face.home.listing, f"{HOME}/import", attached=[("file", ("list.xml", data, "text/xml"))]
    )
    assert answer.status_code == 400
    assert [link for link in Shown(answer).links if link.endswith("#file")]


def test_an_import_is_its_own_persons_and_can_be_left(face: Face) -> None:
    """Another officer does not find it, and one that was left is gone."""
    other = face.home.person("XA", *face.home.listing.offices)
    page = uploaded(face, document())
    assert face.get(other, page).status_code == 404
    assert face.post(face.home.listing, page, do="leave").status_code == 303
    assert face.get(face.home.listing, page).status_code == 404


def test_progress_is_told_until_it_is_done(face: Face) -> None:
    """Numbers while it runs, and then where to go."""
    imports = Imports()
    job = imports.propose(face.home.comity, face.home.listing, document().encode())
    job.stage, job.done, job.of = Stage.RUNNING, 1, 2

    async def told(job: Job) -> list[dict[str, object]]:
        found = []
        async for name, data in importing._events(job):
            assert name == "progress"
            found.append(json.loads(data))
            job.stage = Stage.DONE
        return found

    first, last = asyncio.run(told(job))
    assert first == {"value": 1, "max": 2, "text": "1 of 2 listings"}
    assert last == {"go": f"{HOME}/import/{job.id}"}


def test_imports_wait_for_an_hour_and_some_at_a_time(face: Face) -> None:
    """A full desk says so; after an hour there is room again."""
    imports, by = Imports(), face.home.listing
    waiting = [imports.propose(face.home.comity, by, document().encode()) for _ in range(4)]
    with pytest.raises(Unavailable):
        imports.propose(face.home.comity, by, document().encode())
    face.home.later(hours=1)
    assert imports.propose(face.home.comity, by, document().encode())
    with pytest.raises(NotFound):
        imports.find(by, waiting[0].id)


def test_the_office_is_closed_to_everyone_else(shared_face: Face) -> None:
    """Nobody else publishes, imports or looks at what is being imported."""
    home = shared_face.home
    for by in (home.secretary, home.officer, home.reviewers[0], home.admin, home.commissioner, home.bureau["XA"]):
        for path in (HOME, f"{HOME}/new", f"{HOME}/import"):
            assert shared_face.get(by, path).status_code == 403


def test_each_page_has_one_heading_and_names_its_fields(face: Face) -> None:
    """One h1, and a label for every control."""
    page = published(face)
    waiting = uploaded(face, document())
    for path in (HOME, f"{HOME}/new", f"{HOME}/import", page, f"{page}/revise", f"{page}/end", waiting):
        shown = face.page(face.home.listing, path)
        assert len([level for level, _ in shown.headings if level == 1]) == 1, path
        assert not shown.unlabelled, path
