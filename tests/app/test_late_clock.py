"""A clock that is late opens nothing: no one acts on what a date has ended."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.house import House, house, request

from comity.kernel.codes import Country
from comity.kernel.decider import Command
from comity.kernel.errors import CommandRefused, Forbidden, NotFound
from comity.notices import commands as c
from comity.notices.vocabulary import Decision, Ground, State, Treatment


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as found:
        yield found


def test_a_suspension_that_ran_out_is_not_lifted(home: House) -> None:
    """The notice is over at its day; the clock then says so, and erases it."""
    notice, by = home.published(), home.bureau["XA"]
    until = home.clock.at.date() + timedelta(days=2)
    home.do(by, c.SuspendNotice(id=notice, until=until, reason="The court looks again."))
    home.later(days=3)
    with pytest.raises(CommandRefused, match="while this notice is cancelled"):
        home.do(by, c.ResumeNotice(id=notice))
    home.round()
    assert home.state("notice", notice).state is State.CANCELLED


ON_EXPIRED: dict[str, Callable[[House, str], Command]] = {
    "retain": lambda home, notice: c.ExtendRetention(
        id=notice, until=home.clock.at.date() + timedelta(days=300), reason="Still wanted."
    ),
    "extract": lambda home, notice: c.AuthoriseExtract(id=notice),
    "suspend": lambda home, notice: c.SuspendNotice(
        id=notice, until=home.clock.at.date() + timedelta(days=30), reason="Unsure."
    ),
}


@pytest.mark.parametrize("how", ON_EXPIRED)
def test_a_notice_that_expired_is_neither_kept_nor_shown(home: House, how: str) -> None:
    """Asked for its need in time and silent until after the last day, the requester comes too late."""
    notice = home.published()
    expires = home.state("notice", notice).expires
    home.clock.at = expires - timedelta(days=30)
    home.round()
    home.clock.at = expires + timedelta(days=1)
    with pytest.raises(CommandRefused, match="while this notice is expired"):
        home.do(home.bureau["XA"], ON_EXPIRED[how](home, notice))
    assert home.round().done["ExpireNotice"] == 1


def test_an_expired_notice_is_unknown_to_its_recipients(home: House) -> None:
    """What they may not see any more they cannot treat."""
    notice, by = home.published(), home.bureau["XB"]
    home.clock.at = home.state("notice", notice).expires
    with pytest.raises((NotFound, Forbidden)):
        home.do(by, c.RecordTreatment(notice=notice, member=Country("XB"), treatment=Treatment.ENTERED))


def test_a_return_that_lapsed_is_not_replied_to(home: House) -> None:
    """The day for the reply has passed."""
    new = home.submitted()
    for reviewer in home.reviewers[:2]:
        home.opine(reviewer, new, Decision.RETURN, Ground.DATA_QUALITY)
    home.clock.at = home.state("request", new).reply_by
    with pytest.raises(CommandRefused, match="while this request is lapsed"):
        home.do(home.bureau["XA"], c.ReplyToReturn(id=new, body=request(), reply="Mended."))
