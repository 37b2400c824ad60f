"""`comity tick` and `comity serve` after the hub stood still: held, said once, and mended by one plain command."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from comity.app.clock import Belief
from comity.app.ticking import Ticked
from comity.cli.main import run
from comity.cli.running import RoundLog
from comity.governance import commands as g
from comity.kernel.decider import Command
from comity.notices import commands as c
from tests.house import House, house


@pytest.fixture
def stood(tmp_path: Path) -> Path:
    """An organisation whose hub stood still for three days, in which a suspension ran out, and the notice."""
    with house(tmp_path, at=datetime.now(UTC) - timedelta(days=3)) as home:
        home.do(home.admin, _named(home))
        notice = home.published()
        until = (home.clock.at + timedelta(days=1)).date()
        home.do(home.bureau["XA"], c.SuspendNotice(id=notice, until=until, reason="The court looks again."))
        home.round()
    return tmp_path / "data"


def _named(home: House) -> Command:
    return g.ReviseProfile(id=home.admin.id, profile=g.PersonProfile(name="Ann Adams", login="ann"))


def comity(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "comity", *words, "--data", str(data)], capture_output=True, text=True, timeout=120
    )


def test_a_round_after_days_is_held_until_one_command_confirms_the_clock(stood: Path) -> None:
    """Status 1 and what waits; then one confirmation, by a named person, and the next rounds need none."""
    held = comity("tick", data=stood)
    assert held.returncode == 1
    assert held.stdout == ""
    said = json.loads(held.stderr)["detail"]
    assert "comity tick --confirm-clock" in said
    assert "1 EndSuspension" in said
    confirmed = comity("tick", "--confirm-clock", "--as", "ann", data=stood)
    assert (confirmed.returncode, confirmed.stderr) == (0, "")
    assert "1 EndSuspension" in confirmed.stdout
    again = comity("tick", "--confirm-clock", data=stood)
    assert (again.returncode, again.stdout) == (0, "Nothing was due.\n")
    assert "nothing to confirm" in again.stderr


def test_a_round_of_an_earlier_day_is_held_like_any_other(stood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--at` is no way round: a time two days after the last round needs its word, day by day none is needed."""
    days = [f"{datetime.now(UTC) - timedelta(days=ago):%Y-%m-%dT%H:%M:%S}" for ago in (1, 2.1, 1.2)]
    assert run(["tick", "--at", days[0], "--data", str(stood)]) == 1
    capsys.readouterr()
    assert run(["tick", "--at", days[1], "--data", str(stood)]) == 0
    assert run(["tick", "--at", days[2], "--data", str(stood)]) == 0
    assert run(["tick", "--data", str(stood)]) == 1


def test_rounds_that_are_held_are_logged_once_and_so_is_their_end() -> None:
    """Not each minute: an alarm that never ends is no alarm."""
    at = datetime(2026, 11, 21, 12, tzinfo=UTC)
    held, done = Ticked({}, 0, Belief(at, at + timedelta(days=3))), Ticked({}, 0)
    log = RoundLog()
    with structlog.testing.capture_logs() as logged:
        for each in (done, held, held, held, done, done, held):
            log.take(each)
    assert [each["event"] for each in logged] == ["clock_in_doubt", "clock_believed", "clock_in_doubt"]
    assert "comity tick --confirm-clock" in logged[0]["detail"]
