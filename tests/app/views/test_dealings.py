"""What members did with a notice: each sees its own, the requester what is meant for it, and silence looks alike."""

import pytest
from tests.house import House

from comity.app.views.dealings import dealings
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.vocabulary import PROTECTIVE_GROUNDS, Answer, AnswerGround, ObjectionKind, Treatment, VisibleTo


def read(home: House, by: Principal, notice: str) -> list[str]:
    """Return who is shown with what, as text."""
    with home.comity.look() as look:
        found = look.see(by, "notice", notice)
        return [str(each) for each in dealings(look, by, found).dealings]


@pytest.mark.parametrize("ground", sorted(PROTECTIVE_GROUNDS))
def test_a_protective_ground_leaves_the_member_silent_to_the_requester(home: House, ground: AnswerGround) -> None:
    """Not entered and refused on this ground: the requester's page is that of a notice no one answered."""
    notice = home.published()
    nothing = read(home, home.bureau["XA"], notice)
    xc = Country("XC")
    home.do(
        home.bureau["XC"], c.RecordTreatment(notice=notice, member=xc, treatment=Treatment.NOT_ENTERED, ground=ground)
    )
    home.do(home.bureau["XC"], c.RecordAnswer(notice=notice, member=xc, answer=Answer.NO_ACTION, ground=ground))
    home.do(home.bureau["XC"], c.RaiseObjection(notice=notice, member=xc, kind=ObjectionKind.PROTECTION, text="x"))
    assert read(home, home.bureau["XA"], notice) == nothing == []
    assert len(read(home, home.bureau["XC"], notice)) == len(read(home, home.officer, notice)) == 1
    assert read(home, home.bureau["XD"], notice) == []


def test_an_answer_is_seen_by_whom_its_member_says(home: House) -> None:
    """Located, by default for the secretariat, is shown to the requester where the member says so."""
    notice = home.published()
    for visible, shown in ((None, 0), (VisibleTo.REQUESTER, 1)):
        command = c.RecordAnswer(notice=notice, member=Country("XC"), answer=Answer.LOCATED, visible_to=visible)
        home.do(home.bureau["XC"], command)
        assert len(read(home, home.bureau["XA"], notice)) == shown


def test_words_are_gone_when_the_notice_is(home: House) -> None:
    """After the end the codes stand and the texts are erased."""
    notice = home.published()
    command = c.RecordAnswer(notice=notice, member=Country("XC"), answer=Answer.SURRENDERED, text="On the bridge.")
    home.do(home.bureau["XC"], command)
    assert "On the bridge." in read(home, home.bureau["XA"], notice)[0]
    home.do(home.bureau["XA"], c.AchievePurpose(id=notice))
    (shown,) = read(home, home.bureau["XA"], notice)
    assert "surrendered" in shown
    assert "bridge" not in shown
