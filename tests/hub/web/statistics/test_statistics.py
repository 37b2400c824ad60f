"""The statistician: what was released, what is due, and publishing it."""

import pytest
from tests.hub.web.face import Face

from comity.app.clock import assume
from comity.governance.gate import Principal
from comity.governance.offices import Office

HOME = "/statistics"


@pytest.fixture
def statistician(face: Face) -> Principal:
    return face.home.person("XA", Office.STATISTICIAN)


def test_a_quarter_that_is_due_is_published_by_who_may(face: Face, statistician: Principal) -> None:
    """Before its end there is nothing to publish; after it the page says what is due, and the release stands signed."""
    assert "Nothing is due" in face.page(statistician, HOME).text
    assert face.get(statistician, f"{HOME}/publish").status_code == 404
    face.home.later(days=60)
    assume(face.home.comity)
    assert "Due: 2026-Q4" in face.page(statistician, HOME).text
    assert "2026-Q4" in face.page(statistician, f"{HOME}/publish").text
    shown = face.after(statistician, face.post(statistician, f"{HOME}/publish"))
    assert "2026-Q4" in shown.text
    assert "Hold" in shown.text
    (release,) = [face.home.state("figures", "2026-Q4")]
    assert release.release is not None


def test_publishing_twice_is_publishing_once(face: Face, statistician: Principal) -> None:
    """A form that was open while the clock published does no harm."""
    face.home.later(days=60)
    assume(face.home.comity)
    form = face.page(statistician, f"{HOME}/publish").form(f"{HOME}/publish")
    assert [face.send(statistician, form).status_code for _ in range(2)] == [303, 303]


def test_nobody_else_publishes_figures(shared_face: Face) -> None:
    """Every other office is turned away."""
    home = shared_face.home
    for by in (home.secretary, home.admin, home.auditor, home.president, home.bureau["XA"]):
        for path in (HOME, f"{HOME}/publish"):
            assert shared_face.get(by, path).status_code == 403
