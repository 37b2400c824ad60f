"""What tests of screening at the hub repeat: a match that a member clears as it stands now."""

from comity.app.screening import clearances
from comity.app.screening.listed import tag
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.notices.notice import Notice
from comity.screening import Query
from tests.house import House

ASKED = Query(id="q", name="Ilya Petr Marek")


def seen(home: House, by: Principal, notice: str) -> str:
    """Return what a hit calls the content of a notice as `by` sees it."""
    state: Notice = home.state("notice", notice)
    face = state.face(by.member)
    assert face is not None
    return tag(face)


def cleared(home: House, by: Principal, notice: str, query: Query = ASKED, *shared_with: str) -> str:
    """Clear a match as it stands now, and return the id of the clearance."""
    told = [Country(each) for each in shared_with]
    return clearances.clear(home.comity, by, notice, seen(home, by, notice), query, told).stream_id
