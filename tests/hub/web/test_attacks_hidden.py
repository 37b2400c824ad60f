"""What one may not know of looks like what is not there: on each page that names a thing, for all who may come."""

import re
from collections.abc import Iterator

import pytest
from tests.house import House, request
from tests.hub.web.face import Face, Form
from tests.hub.web.face import face as served_face
from tests.hub.web.test_doors import IN_PLACES

from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.hub.web.pages import Page
from comity.hub.web.parts import PAGES
from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode

_OURS = re.compile(r'name="(csrf|key)" value="[^"]*"|comity-browser=[A-Za-z0-9_-]+')
UNKNOWN = "1111111111111111"
ON_ONE = [page for page in PAGES if "{id}" in page.path and Office.PUBLIC not in page.offices]
_OF_ONESELF = re.compile(r"/account/")


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Face, dict[str, str], list[Principal]]]:
    """Things of XA that are for XB alone, a case about them, and everyone who might look for them."""
    with served_face(tmp_path_factory.mktemp("hidden")) as face:
        home = face.home
        narrow = Circulation(mode=CirculationMode.ONLY, members=[home.bureau["XB"].member])
        campaign = home.comity.chance.id("cmp")
        home.do(home.bureau["XA"], c.CreateCampaign(id=campaign, member=home.bureau["XA"].member, title="Most wanted"))
        things = {
            "draft": home.draft(request(circulation=narrow)),
            "case": home.submitted(request(circulation=narrow)),
            "notice": home.published(request(circulation=narrow)),
            "campaign": campaign,
            "person": home.bureau["XE"].id,
        }
        yield face, things, _everyone(home)


def _everyone(home: House) -> list[Principal]:
    members = [home.bureau["XC"], home.person("XD", Office.BUREAU_HEAD, member="XD")]
    tied = home.person("XA", Office.REVIEWER)
    return [*members, tied, home.secretary, home.admin, home.auditor, home.commissioner, home.listing, home.president]


def at(page: Page, thing: str) -> str:
    """Return the address of a page about a thing."""
    path = page.path.replace("{id}", thing)
    return re.sub(r"\{([a-z0-9_]+)\}", lambda match: IN_PLACES[match[1]], path)


def sent(face: Face, by: Principal, page: Page, thing: str) -> tuple[int, list[tuple[str, str]], str]:
    """Return all that is answered about a thing, with its identifier replaced."""
    if page.method == "GET":
        answer = face.get(by, at(page, thing))
    else:
        form = face.page(by, "/account").form("/sign-out")
        answer = face.send(by, Form(at(page, thing), "post", {"csrf": form.values["csrf"]}), {"text": "x", "seen": "1"})
    headers = [(name, value) for name, value in answer.headers.items() if name not in ("content-length", "set-cookie")]
    return answer.status_code, sorted(headers), _OURS.sub("", answer.text).replace(thing, "thing")


@pytest.mark.parametrize("page", ON_ONE, ids=lambda page: page.name)
def test_what_is_hidden_is_as_what_never_was(hidden: tuple[Face, dict[str, str], list[Principal]], page: Page) -> None:
    """Status, headers and bytes, for who may come to the page and may not know of the thing."""
    face, things, everyone = hidden
    if _OF_ONESELF.match(page.path):
        things = {"session": "ses_2222222222222222"}
    for by in everyone:
        if not page.admits(by.offices):
            continue
        for thing in things.values():
            if _known(face.home, by, thing):
                continue
            assert sent(face, by, page, thing) == sent(face, by, page, f"{thing[:3]}_{UNKNOWN}"), (by.offices, thing)


def _known(home: House, by: Principal, thing: str) -> bool:
    """Say whether the policies let someone know of a thing, as any of the kinds that its identifier can name."""
    with home.comity.look() as look:
        for what in ("request", "review", "notice", "campaign", "person"):
            found = look.find(what, thing)
            if found is None:
                continue
            actions = {"review": ("files:review:view", "review:queue:view")}.get(what, (f"files:{what}:view",))
            if any(look.may(by, action, what, found) for action in actions):
                return True
    return False


def test_there_are_pages_and_people_to_try(hidden: tuple[Face, dict[str, str], list[Principal]]) -> None:
    """The table of pages is not empty, and something is hidden from someone at each desk."""
    face, things, everyone = hidden
    assert len(ON_ONE) > 30
    for desk in ("bureau", "review"):
        pages = [page for page in ON_ONE if page.desk == desk]
        comers = [by for by in everyone if any(page.admits(by.offices) for page in pages)]
        assert any(not _known(face.home, by, thing) for by in comers for thing in things.values())
