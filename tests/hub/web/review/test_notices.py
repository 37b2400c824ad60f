"""Notices as case officers reach and stop them."""

import pytest
from tests.house import request
from tests.hub.web.face import Face, Shown

from comity.notices import commands as c
from comity.notices.vocabulary import Ground, Kind, State

LIST = "/review/notices"


def test_a_case_officer_blocks_and_lifts_the_block(face: Face) -> None:
    """Each on a page of its own that names how many members it touches."""
    officer, notice = face.home.officer, face.home.published()
    page = f"{LIST}/{notice}/act/block"
    shown = face.page(officer, page)
    assert "6 members will stop seeing it at once" in shown.text
    after = face.after(officer, face.post(officer, page, ground="IDENTITY", reason="Another person was held."))
    assert face.home.state("notice", notice).state is State.BLOCKED
    assert "Blocked" in after.text
    assert f"{LIST}/{notice}/act/unblock" in after.links
    face.after(officer, face.post(officer, f"{LIST}/{notice}/act/unblock", reason="It was cleared up."))
    assert face.home.state("notice", notice).state is State.PUBLISHED


def test_a_case_officer_cancels_with_a_ground(face: Face) -> None:
    """The page names the effect: members are asked to erase; after it the content is gone."""
    officer, notice = face.home.officer, face.home.published()
    page = f"{LIST}/{notice}/act/cancel"
    shown = face.page(officer, page)
    assert "6 members will be asked to erase it" in shown.text
    assert "cannot be undone" in shown.text
    after = face.after(officer, face.post(officer, page, ground="PROTECTION"))
    assert face.home.state("notice", notice).ground is Ground.PROTECTION
    assert "This notice ended" in after.text
    assert "Erased" in after.text


def test_the_bureau_reads_the_pooled_ground_and_no_reason(face: Face) -> None:
    """What a case officer wrote and the true ground are nowhere on the bureau's page."""
    officer, notice = face.home.officer, face.home.published()
    face.post(officer, f"{LIST}/{notice}/act/cancel", ground="PROTECTION", reason="Granted-refuge-in-XD")
    answer = face.get(face.home.bureau["XA"], f"/bureau/notices/{notice}")
    assert "Granted-refuge" not in answer.text
    assert "rotection" not in Shown(answer).text


def test_an_addendum_may_be_kept_from_the_requester(face: Face) -> None:
    """Who may read it is asked, and never guessed."""
    officer, notice = face.home.officer, face.home.published()
    page = f"{LIST}/{notice}/act/addendum"
    answer = face.post(officer, page, text="Ask before you act.")
    assert answer.status_code in (303, 400)
    face.after(officer, face.post(officer, page, text="Ask first.", to_requester="false", public="false"))
    assert face.home.state("notice", notice).addenda[-1].to_requester is False


BAD = [
    ("block", {"ground": "", "reason": "x"}, "ground"),
    ("block", {"ground": "NOBODY", "reason": "x"}, "ground"),
    ("cancel", {"ground": ""}, "ground"),
    ("block", {"ground": "IDENTITY", "reason": "x" * 200_001}, "reason"),
    ("addendum", {"text": "x", "to_requester": "perhaps"}, "to_requester"),
]


@pytest.mark.parametrize(("deed", "typed", "field"), BAD)
def test_what_cannot_be_used_is_named_and_nothing_is_done(
    face: Face, deed: str, typed: dict[str, str], field: str
) -> None:
    """400 with the field; the notice stays as it is."""
    officer, notice = face.home.officer, face.home.published()
    page = f"{LIST}/{notice}/act/{deed}"
    answer = face.post(officer, page, typed)
    shown = Shown(answer)
    assert answer.status_code == 400
    assert "Nothing was done" in shown.text
    assert f"{page}#{field}" in shown.links
    assert face.home.state("notice", notice).state is State.PUBLISHED


def test_a_stale_page_shows_the_effect_anew(face: Face) -> None:
    """412 and what was typed stays."""
    officer, notice = face.home.officer, face.home.published()
    page = f"{LIST}/{notice}/act/cancel"
    form = face.page(officer, page).form(page)
    face.home.do(officer, c.AddAddendum(id=notice, text="Meanwhile"))
    answer = face.send(officer, form, {"ground": "IDENTITY", "reason": "Typed-reason-5"})
    assert answer.status_code == 412
    assert "changed since you opened" in answer.text
    assert "Typed-reason-5" in answer.text
    assert face.home.state("notice", notice).state is State.PUBLISHED


def test_only_what_the_state_bears_is_offered(face: Face) -> None:
    """No block to lift on a notice that is not blocked, and no act on one that ended."""
    officer, notice = face.home.officer, face.home.published()
    assert f"{LIST}/{notice}/act/unblock" not in face.page(officer, f"{LIST}/{notice}").links
    assert face.get(officer, f"{LIST}/{notice}/act/unblock").status_code == 404
    assert face.get(officer, f"{LIST}/{notice}/act/explode").status_code == 404
    face.home.do(officer, c.CancelNotice(id=notice, ground=Ground.OTHER))
    assert "Nothing is open to you" in face.page(officer, f"{LIST}/{notice}").text


def test_notices_are_found_by_filter_and_by_name_of_file(face: Face) -> None:
    """State and kind filter; an identifier leads to its notice, an unknown one is said so."""
    officer, home = face.home.officer, face.home
    red, blue = home.published(), home.published(request(kind=Kind.BLUE))
    home.do(officer, c.BlockNotice(id=blue, ground=Ground.IDENTITY, reason="x"))
    for query, found in (("", {red, blue}), ("?kind=red", {red}), ("?state=blocked", {blue}), ("?member=XB", set())):
        text = face.page(officer, f"{LIST}{query}").text
        assert {each for each in (red, blue) if each in text} == found
    assert face.get(officer, f"{LIST}?find={red}").headers["location"] == f"{LIST}/{red}"
    assert face.get(officer, f"{LIST}?find=nothing").status_code == 400


@pytest.mark.parametrize("who", ["secretary", "president", "auditor", "admin"])
def test_others_neither_see_nor_stop(face: Face, who: str) -> None:
    """403 on the list, the page and every act."""
    notice, by = face.home.published(), getattr(face.home, who)
    for path in (LIST, f"{LIST}/{notice}", f"{LIST}/{notice}/act/cancel"):
        assert face.get(by, path).status_code == 403
    reviewer = face.home.reviewers[0]
    assert face.get(reviewer, f"{LIST}/{notice}").status_code == 403
