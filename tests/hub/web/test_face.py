"""The tests' own browser reads pages and sends forms as a real one does."""

from tests.hub.web.face import Face, Shown


def test_who_enters_the_sample_by_a_form_is_led_to_their_desk(face: Face) -> None:
    """A form that was found on a page is taken with what the page put into it."""
    answer = face.post(None, "/sample")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")


def test_whoever_has_a_session_is_known(face: Face) -> None:
    """The cookie of a session that was opened for a person is taken by the pages."""
    shown = Shown(face.get(face.home.bureau["XA"], "/sample"))
    assert "You act as Bureau officer, XA" in shown.text


def test_a_form_without_its_token_is_refused(face: Face) -> None:
    """What does not come from a page of ours is not carried out."""
    answer = face.ask(None, "POST", "/sample", data={"person": face.home.bureau["XA"].id})
    assert answer.status_code == 403


def test_every_control_of_the_doors_has_a_label(face: Face) -> None:
    """The reader of pages knows controls and labels apart."""
    shown = face.page(None, "/sample")
    assert shown.unlabelled == []
    assert [level for level, _ in shown.headings].count(1) == 1
