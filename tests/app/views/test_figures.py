"""The released figures for who reads them."""

import pytest
from tests.house import House
from tests.hub.web.public.released import QUARTERS, release_all

from comity.app.views.figures import all_releases, counted, figures
from comity.governance.gate import PUBLIC
from comity.kernel.errors import NotFound


def test_the_newest_quarter_comes_with_those_before_it(home: House) -> None:
    """In order, so that a line can be drawn; who wants only the last quarters is not given the others."""
    release_all(home)
    with home.comity.look() as look:
        found = figures(look, PUBLIC)
        assert (found.quarter, found.quarters) == (QUARTERS[1], (QUARTERS[1], QUARTERS[0]))
        assert [release.quarter for release in found.run] == list(QUARTERS)
        assert found.before is not None
        assert found.before.quarter == QUARTERS[0]
        assert [release.quarter for release in figures(look, PUBLIC, back=1).run] == [QUARTERS[1]]
        assert figures(look, PUBLIC, back=1).before is None
        assert [release.quarter for release in all_releases(look, PUBLIC)] == list(QUARTERS)


def test_a_quarter_ends_with_itself_and_knows_nothing_of_what_came_after(home: House) -> None:
    """An earlier quarter is shown as it was."""
    release_all(home)
    with home.comity.look() as look:
        found = figures(look, PUBLIC, QUARTERS[0])
    assert [release.quarter for release in found.run] == [QUARTERS[0]]
    assert found.totals("requests") == (40,)
    assert found.totals("decisions", "refused") == (10,)


def test_counts_are_of_a_measure_a_group_or_a_column(home: House) -> None:
    """Refusals are the sum of the columns of their grounds."""
    release_all(home)
    with home.comity.look() as look:
        release = figures(look, PUBLIC, QUARTERS[0]).release
    assert counted(release, "decisions") == 40
    assert counted(release, "decisions", "refused") == 10
    assert counted(release, "decisions", "refused:WARRANT") == 5
    assert counted(release, "decisions", "no such column") == 0


@pytest.mark.parametrize("quarter", [None, "2026-Q1", "", "nonsense"])
def test_what_was_not_released_is_not_found(home: House, quarter: str | None) -> None:
    """Before the first release there is nothing, under any name."""
    with home.comity.look() as look, pytest.raises(NotFound):
        figures(look, PUBLIC, quarter)
