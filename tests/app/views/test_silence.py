"""Members that say nothing: counted by what reaches them, on both engines."""

from tests.house import House, request

from comity.app.views.silence import Counted, Silence, Silent, count
from comity.kernel.codes import Country
from comity.notices import commands as c
from comity.notices.request import Circulation
from comity.notices.vocabulary import Answer, CirculationMode, Treatment


def counted(both: House) -> dict[str, Silent]:
    with both.comity.look() as look:
        return {each.member: each for each in count(look).members}


def test_a_notice_counts_for_whom_it_reaches_once_the_mark_has_passed(both: House) -> None:
    """Before the mark nobody is silent; after it everyone who received it and said nothing is, its requester never."""
    both.published(request(circulation=Circulation(mode=CirculationMode.ONLY, members=[Country("XB"), Country("XC")])))
    assert all(each.reached == 0 for each in counted(both).values())
    both.later(days=31)
    found = counted(both)
    assert {member for member, each in found.items() if each.reached} == {"XB", "XC"}
    assert found["XB"].unanswered == 1


def test_who_said_how_it_treats_a_notice_is_not_silent_on_it(both: House) -> None:
    """A treatment is a word, whatever it says."""
    notice = both.published()
    treated = c.RecordTreatment(notice=notice, member=Country("XB"), treatment=Treatment.NOT_ENTERED)
    both.do(both.bureau["XB"], treated)
    both.later(days=31)
    found = counted(both)
    assert (found["XB"].reached, found["XB"].unanswered) == (1, 0)
    assert (found["XC"].reached, found["XC"].unanswered) == (1, 1)
    assert found["XA"].reached == 0


def test_after_a_find_a_word_is_owed_until_it_is_said(both: House) -> None:
    """The marks of the law say since when; what was done settles it."""
    notice = both.published()
    located = c.RecordAnswer(notice=notice, member=Country("XB"), answer=Answer.LOCATED)
    both.do(both.bureau["XB"], located)
    both.later(days=91)
    assert counted(both)["XB"].finds == (1, 1, 0)
    both.do(both.bureau["XB"], c.RecordAnswer(notice=notice, member=Country("XB"), answer=Answer.NO_ACTION))
    assert counted(both)["XB"].finds == (0, 0, 0)


def test_a_notice_that_has_ended_is_nobodys_silence(both: House) -> None:
    """Only what stands is counted."""
    notice = both.published()
    both.later(days=40)
    both.do(both.bureau["XA"], c.WithdrawNotice(id=notice, ground="PURPOSE_ACHIEVED"))  # type: ignore[arg-type]
    assert counted(both)["XB"].reached == 0


def test_a_count_is_kept_for_some_minutes_and_then_made_anew(both: House) -> None:
    """Two pages within the time share one count."""

    def known() -> Counted:
        found = None
        while found is None:
            found = silence.known(both.comity)
        return found

    silence = Silence()
    first = known()
    assert known() is first
    both.later(minutes=11)
    later = known()
    while later is first:
        later = known()
    assert later.at > first.at
