"""Limits: counted for all workers, across restarts, in no one's name, and never for ever."""

import pytest
from sqlalchemy import text
from tests.app.test_keeping import reopened
from tests.house import House

from comity.app import limits
from comity.kernel.errors import TooManyRequests, Unavailable

WHO, FROM = "ilva", "203.0.113.7"


def tries(home: House, what: str, whom: str, count: int) -> None:
    for _ in range(count):
        limits.take(home.comity, what, whom)


def held(home: House, what: str = "login", whom: str = WHO) -> int:
    """Return for how many minutes there is a hold."""
    with pytest.raises(TooManyRequests) as refused:
        limits.take(home.comity, what, whom)
    assert (
        f"{-(-refused.value.retry_after // 60)} minute" in refused.value.detail or "in a minute" in refused.value.detail
    )
    return -(-refused.value.retry_after // 60)


def test_after_five_tries_each_further_one_waits_longer(both: House) -> None:
    """One minute, five, fifteen, an hour, and an hour from then on; on either engine."""
    tries(both, "login", WHO, 5)
    for minutes in (1, 5, 15, 60, 60, 60):
        assert held(both) == minutes
        both.later(minutes=minutes)
        tries(both, "login", WHO, 1)


def test_trying_during_a_hold_does_not_lengthen_it(home: House) -> None:
    """Who floods a login with guesses keeps its owner out for a while, not for good."""
    tries(home, "login", WHO, 5)
    for _ in range(50):
        held(home)
    home.later(minutes=1)
    tries(home, "login", WHO, 1)


def test_slow_tries_are_not_held_up(home: House) -> None:
    """Four in a quarter of an hour are a person who mistypes."""
    for _ in range(10):
        tries(home, "login", WHO, 4)
        home.later(minutes=15)


def test_success_clears_a_login_and_takes_one_try_of_an_address_back(home: House) -> None:
    """A bureau that signs in well behind one address is never held up; who has one account cannot clear the address."""
    tries(home, "login", WHO, 4)
    limits.clear(home.comity, "login", WHO)
    tries(home, "login", WHO, 4)
    for _ in range(200):
        tries(home, "address", FROM, 1)
        limits.give_back(home.comity, "address", FROM)
    tries(home, "address", FROM, 29)
    limits.take(home.comity, "address", FROM)
    assert held(home, "address", FROM) == 15
    home.later(minutes=15)
    tries(home, "address", FROM, 29)


def test_a_success_on_the_last_try_leaves_no_hold(home: House) -> None:
    """The hold that the last try set goes with it."""
    tries(home, "address", FROM, 30)
    limits.give_back(home.comity, "address", FROM)
    tries(home, "address", FROM, 1)


def test_ten_applications_an_hour(home: House) -> None:
    """The eleventh waits for the hour to end, and then ten more are taken."""
    for _ in range(3):
        tries(home, "application", FROM, 10)
        assert held(home, "application", FROM) == 60
        home.later(minutes=60)


def test_each_is_counted_apart(home: House) -> None:
    """Another login, another address, another thing that is limited."""
    tries(home, "login", WHO, 5)
    tries(home, "login", "maren", 4)
    tries(home, "address", WHO, 4)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("not an address", "not an address", True),
        ("", "", True),
    ],
)
def test_an_address_is_its_network_where_one_customer_has_many(home: House, one: str, other: str, same: bool) -> None:
    """A network of 2^64 addresses counts as one."""
    tries(home, "application", one, 10)
    if same:
        held(home, "application", other)
    else:
        limits.take(home.comity, "application", other)


def test_a_hold_outlives_a_restart(home: House) -> None:
    """Restarting the hub gives no new tries."""
    tries(home, "login", WHO, 5)
    reopened(home)
    held(home)


def test_no_login_and_no_address_stands_in_the_table(home: House) -> None:
    """And a day after the last try, nothing does."""
    tries(home, "login", WHO, 2)
    tries(home, "address", FROM, 2)
    assert len(rows(home)) == 2
    assert not [named for named in (WHO, FROM) if named in str(rows(home))]
    home.later(days=1, seconds=1)
    home.round()
    assert rows(home) == []


def rows(home: House) -> list[tuple[object, ...]]:
    with home.comity.look() as look:
        return [tuple(row) for row in look.reader.connection.execute(text("SELECT * FROM tries"))]  # type: ignore[attr-defined]


def test_what_cannot_be_counted_is_refused(home: House) -> None:
    """With the table gone no one gets a try."""
    with home.comity.store.writing(lambda: None) as writer:
        writer.connection.execute(text("DROP TABLE tries"))  # type: ignore[attr-defined]
    with pytest.raises(Unavailable):
        limits.take(home.comity, "login", WHO)


def test_a_quiet_day_forgives(home: House) -> None:
    """The next try is a first one again."""
    tries(home, "login", WHO, 5)
    home.later(hours=25)
    tries(home, "login", WHO, 5)
    assert held(home) == 1
