"""The case page."""

from tests.house import request
from tests.hub.web.face import Face

from comity.notices import commands as c


def held(face: Face, number: int = 0, **changes: object) -> str:
    """Return a case that a reviewer holds."""
    case = face.home.submitted(request(**changes))
    face.home.do(face.home.reviewers[number], c.ClaimReview(id=case))
    return case


def test_a_case_page_is_there(face: Face) -> None:
    """The file, its findings and a form."""
    case = held(face)
    shown = face.page(face.home.reviewers[0], f"/review/{case}")
    assert "Findings and questions" in shown.text
