"""Why can I not do this: answered by the policy, and only where the asker may know of the thing."""

from tests.hub.web.face import Face

from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode


def asked(action: str, what: str, stream: str) -> str:
    return f"/why?action={action}&what={what}&id={stream}"


def test_the_policy_that_stands_in_the_way_is_named(face: Face) -> None:
    """A recipient cannot end a notice of another, and reads who can."""
    notice = face.home.published()
    page = face.page(face.home.bureau["XB"], asked("bureau:notice:end", "notice", notice))
    assert "Why you cannot do this" in page.text
    assert "BUREAU-OWN-NOTICES" in page.text


def test_what_is_permitted_is_said_so(face: Face) -> None:
    """The owner asks the same and hears that nothing stands in the way."""
    notice = face.home.published()
    assert "You may do this" in face.page(face.home.bureau["XA"], asked("bureau:notice:end", "notice", notice)).text


def test_nothing_is_explained_of_what_one_may_not_know(face: Face) -> None:
    """The answer for a notice that is kept from the member is that for none at all."""
    home = face.home
    notice = home.published()
    reach = Circulation(mode=CirculationMode.ONLY, members=["XB"])
    home.do(home.bureau["XA"], c.RestrictCirculation(id=notice, circulation=reach))
    for stream in (notice, "ntc_0000000000000000"):
        assert face.get(home.bureau["XC"], asked("bureau:notice:end", "notice", stream)).status_code == 404


def test_a_case_in_the_queue_may_be_asked_about_before_it_is_opened(face: Face) -> None:
    """The Secretary General reads there that no case is theirs to judge."""
    request = face.home.submitted()
    page = face.page(face.home.secretary, asked("review:case:claim", "review", request))
    assert "SECRETARY-GENERAL-DECIDES-NOTHING" in page.text


def test_nonsense_is_not_found(face: Face) -> None:
    """Unknown acts, kinds and identifiers."""
    by = face.home.bureau["XA"]
    for query in (
        "",
        "?action=x&what=notice&id=y",
        "?action=bureau:notice:end&what=car&id=y",
        "?action=a&what=b&id=%00",
    ):
        assert face.get(by, f"/why{query}").status_code == 404
