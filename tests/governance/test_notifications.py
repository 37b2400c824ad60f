"""A person's choice of how to be told: confirmed addresses alone, codes that run out, nothing kept unused."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from comity.governance import notifications as n
from comity.kernel.decider import ContentRef, Event, Refusal

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
ME = "per_0000000000000001"
OLD, NEW, CODE = (ContentRef(f"cnt_000000000000000{number}", str(number) * 64) for number in (1, 2, 3))
REFS = {"choice": NEW, "pending": CODE}
PENDING = n.PendingAddress(to="desk@xa.example", code="042917")
WEBHOOK = n.Choice(route=n.Route.WEBHOOK, to="https://alerts.xa.example/comity", secret="s" * 32)
ASKED = n.AskConfirmation(id=ME, pending=PENDING)


def decide(state: n.Notifications, command: n.NotificationCommand, at: datetime = AT) -> Sequence[Event] | Refusal:
    return n.decide(state, command, REFS, PENDING if state.pending else None, at)


def after(state: n.Notifications, command: n.NotificationCommand, at: datetime = AT) -> n.Notifications:
    events = decide(state, command, at)
    assert not isinstance(events, Refusal), events
    for event in events:
        state = n.evolve(state, event, at)
    return state


def refused(state: n.Notifications, command: n.NotificationCommand, at: datetime = AT) -> str:
    outcome = decide(state, command, at)
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def test_nobody_is_told_until_they_choose() -> None:
    """The default is neither way, and to stop what never began is no act."""
    assert n.Notifications().choice is None
    assert decide(n.Notifications(), n.SetNotifications(id=ME)) == []


def test_a_confirmed_address_takes_the_place_of_what_was_chosen_before() -> None:
    """The choice before and the pending code are both destroyed with it."""
    asked = after(n.Notifications(choice=OLD), ASKED)
    assert (asked.choice, asked.pending) == (OLD, CODE)
    events = decide(asked, n.ConfirmAddress(id=ME, code="042917"))
    assert events == [n.NotificationsSet(choice=NEW, erased=(OLD.id, CODE.id))]
    assert after(asked, n.ConfirmAddress(id=ME, code="042917")).choice == NEW


def test_five_wrong_codes_destroy_the_code() -> None:
    """Not even the right one works after them."""
    state = after(n.Notifications(), ASKED)
    for _ in range(n.MISSES - 1):
        state = after(state, n.ConfirmAddress(id=ME, code="000000"))
        assert state.pending == CODE
    events = decide(state, n.ConfirmAddress(id=ME, code="000000"))
    assert events == [n.ConfirmationMissed(erased=(CODE.id,))]
    state = after(state, n.ConfirmAddress(id=ME, code="000000"))
    assert state.pending is None
    assert refused(state, n.ConfirmAddress(id=ME, code="042917")) == "no-code"


def test_a_code_runs_out_and_the_clock_drops_it() -> None:
    """An address that no one confirmed is not kept longer than its code works."""
    state = after(n.Notifications(choice=OLD), ASKED)
    over = AT + timedelta(minutes=n.CODE_MINUTES)
    assert refused(state, n.ConfirmAddress(id=ME, code="042917"), over) == "no-code"
    assert decide(state, n.DropConfirmation(id=ME), over - timedelta(seconds=1)) == []
    assert n.due(state, ME) == (over, n.DropConfirmation(id=ME))
    assert decide(state, n.DropConfirmation(id=ME), over) == [n.ConfirmationDropped(erased=(CODE.id,))]
    dropped = after(state, n.DropConfirmation(id=ME), over)
    assert (dropped.choice, dropped.pending, n.due(dropped, ME)) == (OLD, None, None)


def test_a_new_code_makes_the_one_before_worthless_and_starts_the_count_anew() -> None:
    """What was missed counts against the code that was guessed at."""
    state = after(n.Notifications(), ASKED)
    state = after(state, n.ConfirmAddress(id=ME, code="000000"))
    assert state.misses == 1
    events = decide(state, ASKED)
    assert isinstance(events, list)
    assert events[0].erased == (CODE.id,)
    assert after(state, ASKED).misses == 0


def test_codes_are_sent_five_times_an_hour_at_most() -> None:
    """Stopping or choosing something else in between frees no more of them; an hour later there are more."""
    state = n.Notifications()
    for minute in range(n.ASKED_AN_HOUR):
        state = after(state, ASKED, AT + timedelta(minutes=minute))
    assert refused(state, ASKED, AT + timedelta(minutes=59)) == "too-many-codes"
    stopped = after(state, n.SetNotifications(id=ME), AT + timedelta(minutes=10))
    assert refused(stopped, ASKED, AT + timedelta(minutes=59)) == "too-many-codes"
    assert after(state, ASKED, AT + timedelta(minutes=61)).pending == CODE


def test_no_address_is_used_without_its_code() -> None:
    """There is no way round the confirmation."""
    choice = n.Choice(route=n.Route.EMAIL, to="desk@xa.example")
    assert refused(n.Notifications(), n.SetNotifications(id=ME, choice=choice)) == "not-confirmed"


def test_a_webhook_is_chosen_with_the_secret_that_signs() -> None:
    """A message that cannot be told from a forged one is not sent."""
    assert after(n.Notifications(choice=OLD), n.SetNotifications(id=ME, choice=WEBHOOK)).choice == NEW
    bare = n.Choice(route=n.Route.WEBHOOK, to=WEBHOOK.to)
    assert refused(n.Notifications(), n.SetNotifications(id=ME, choice=bare)) == "no-secret"


@pytest.mark.parametrize(
    "text",
    [
        "", "desk", "@xa.example", "desk@", "desk@xa", "desk@@xa.example", "a b@xa.example", "desk@xa..example",
        "desk@-xa.example", ".desk@xa.example", "desk.@xa.example", "desk@xa.example,other@xb.example",
        "desk@xa.example\r\nBcc: other@xb.example", "desk@xa.example\n", "Desk <desk@xa.example>",
        '"desk"@xa.example', "desk@[192.0.2.1]", "bureau@xa.exämple", "desk\0@xa.example", "desk@xa.example ",
        f"{'d' * 65}@xa.example", f"desk@{'x' * 64}.example", f"desk@{'.'.join(['xa'] * 90)}.example",
    ],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_refused(text: str) -> None:
    """Lists, names, lines to come, quoted parts and bare numbers of hosts among it."""
    assert n.address_fault(text)
    pending = n.PendingAddress(to=text, code="042917")
    assert refused(n.Notifications(), n.AskConfirmation(id=ME, pending=pending)) == "bad-address"


@pytest.mark.parametrize("text", ["desk@xa.example", "first.o'last+comity@mail.xa.example", "d@xn--80ak6aa92e.example"])
def test_plain_addresses_are_taken(text: str) -> None:
    """As long as every mail server takes them."""
    assert n.address_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "alerts.xa.example", "http://alerts.xa.example/", "ftp://alerts.xa.example", "https://", "https:///path",
        "https://user@alerts.xa.example/", "https://user:word@alerts.xa.example/", "https://@alerts.xa.example/",
        "https://alerts.xa.example/#part", "https://alerts.xa.example:0/", "https://alerts.xa.example:99999/",
        "https://alerts.xa.example:port/", "https://alerts xa.example/", "https://alerts.xa.example/\r\nHost: other",
        "https://[::1]/", "https://alerts_xa.example/", "https://älerts.xa.example/", "https://[alerts/", "//alerts/",
    ],
)  # fmt: skip
def test_a_webhook_address_is_https_and_a_host_by_name(text: str) -> None:
    """Users, passwords, fragments, lines to come and addresses in brackets among what is refused."""
    assert n.webhook_fault(text)
    if text:
        choice = n.Choice(route=n.Route.WEBHOOK, to=text, secret="s")
        assert refused(n.Notifications(), n.SetNotifications(id=ME, choice=choice)) == "bad-address"


@pytest.mark.parametrize("text", ["https://alerts.xa.example", "https://alerts.xa.example:8443/comity?desk=4"])
def test_plain_webhook_addresses_are_taken(text: str) -> None:
    """A port, a path and a query are the receiver's business."""
    assert n.webhook_fault(text) is None
