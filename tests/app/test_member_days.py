"""A day that a bureau names is a day of its member: what cannot be undone is not done while that day has not begun."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.house import House, house, request

from comity.governance import describing as d
from comity.governance.offices import Office
from comity.kernel.codes import Country
from comity.kernel.dates import PartialDate
from comity.kernel.errors import CommandRefused
from comity.notices import commands as c
from comity.notices.request import PublicExtract
from comity.notices.vocabulary import Answer, State

FIRST = date(2026, 12, 1)
ZONES = {
    "America/Los_Angeles": datetime(2026, 12, 1, 8, tzinfo=UTC),
    "Asia/Tokyo": datetime(2026, 11, 30, 15, tzinfo=UTC),
    None: datetime(2026, 12, 1, 12, tzinfo=UTC),
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path, at=datetime(2026, 11, 27, 9, tzinfo=UTC)) as found:
        yield found


def described(home: House, member: str, zone: str | None) -> None:
    """Write the card of a member, with the zone that its days are of."""
    card = d.MemberCard(red=d.RedEffect.ALERT_ONLY, telephone="+999 100", time_zone=zone)
    by = home.person(member, Office.BUREAU_HEAD, member=member)
    home.do(by, d.DescribeMember(member=Country(member), card=card))


@pytest.mark.parametrize(("zone", "begins"), ZONES.items(), ids=map(str, ZONES))
def test_a_suspension_ends_when_its_day_begins_in_the_member(home: House, zone: str | None, begins: datetime) -> None:
    """Where the bureau named no zone, once the day has begun everywhere on earth."""
    notice = home.published()
    described(home, "XA", zone)
    home.do(home.bureau["XA"], c.SuspendNotice(id=notice, until=FIRST, reason="The court sits in the morning."))
    assert home.state("notice", notice).suspended_until == begins
    home.clock.at = begins - timedelta(seconds=1)
    home.round()
    assert home.state("notice", notice).state is State.SUSPENDED
    home.clock.at = begins
    home.round()
    assert home.state("notice", notice).state is State.CANCELLED


def test_today_and_tomorrow_are_those_of_the_bureau(home: House) -> None:
    """In the evening in Tokyo the UTC day of tomorrow is no day to come; in Los Angeles it is."""
    notice = home.published()
    home.clock.at = datetime(2026, 11, 30, 17, tzinfo=UTC)
    suspend = c.SuspendNotice(id=notice, until=FIRST, reason="The court sits in the morning.")
    described(home, "XA", "Asia/Tokyo")
    with pytest.raises(CommandRefused, match="A suspension must end on a day after today"):
        home.do(home.bureau["XA"], suspend)
    described(home, "XA", "America/Los_Angeles")
    home.do(home.bureau["XA"], suspend)


def test_an_extract_ends_when_its_day_begins_in_the_member(home: House) -> None:
    """Authorised in the request, or after publication; and the public set lets go of it at that moment."""
    described(home, "XA", "America/Los_Angeles")
    leave = PublicExtract(authorised=True, reason="Known to be abroad.", until=PartialDate("2026-12-01"))
    notice = home.published(request(public_extract=leave))
    begins = ZONES["America/Los_Angeles"]
    assert home.state("notice", notice).extract_ends == begins
    home.do(home.bureau["XA"], c.RetractExtract(id=notice))
    assert not home.state("notice", notice).extract_ends
    home.do(home.bureau["XA"], c.AuthoriseExtract(id=notice, until=FIRST))
    assert home.state("notice", notice).extract_ends == begins
    home.clock.at = begins - timedelta(seconds=1)
    home.round()
    assert home.state("notice", notice).extract is not None
    home.clock.at = begins
    assert home.round().done["ExpireExtract"] == 1


@pytest.mark.parametrize(("zone", "right"), [("Asia/Tokyo", True), ("America/Lima", False), (None, True)])
def test_an_answer_says_a_day_that_has_begun_in_the_recipient(home: House, zone: str | None, right: bool) -> None:
    """A find in the morning of 1 December in Tokyo is told while it is 30 November in UTC."""
    notice = home.published()
    described(home, "XC", zone)
    home.clock.at = datetime(2026, 11, 30, 16, tzinfo=UTC)
    answer = c.RecordAnswer(notice=notice, member=Country("XC"), answer=Answer.LOCATED, on=FIRST)
    if right:
        home.do(home.bureau["XC"], answer)
        return
    with pytest.raises(CommandRefused) as refused:
        home.do(home.bureau["XC"], answer)
    assert [fault.message for fault in refused.value.errors] == ["not after 2026-11-30"]


def test_retention_is_extended_to_the_beginning_of_a_day_in_the_member(home: House) -> None:
    """As a suspension is."""
    described(home, "XA", "Asia/Tokyo")
    notice = home.published()
    expires = home.state("notice", notice).expires
    home.clock.at = expires - timedelta(days=30)
    home.round()
    day = date(expires.year + 1, 3, 2)
    home.do(home.bureau["XA"], c.ExtendRetention(id=notice, until=day, reason="Still wanted."))
    assert home.state("notice", notice).expires == datetime(day.year, 3, 1, 15, tzinfo=UTC)
