"""What a visitor finds whatever day the sample is made on: its chance is seeded by the day."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comity.adapters.surroundings import SetClock
from comity.app.views import running
from comity.bootstrap import OrganisationFile, close, create, open_comity
from comity.sample.chance import SeededChance
from comity.sample.making import LATE
from comity.sample.programme import Programme
from comity.sample.staff import Staff, establish
from comity.sample.stage import Stage
from comity.settings import Settings

FIRST = datetime(2026, 11, 21, tzinfo=UTC)
FORTNIGHT = [FIRST + timedelta(days=number, hours=number * 23 % 24) for number in range(14)]
ENDS = [
    datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(2027, 2, 28, 12, tzinfo=UTC),
    datetime(2028, 2, 29, 12, tzinfo=UTC),
]
BEFORE = timedelta(days=700)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Staff]:
    """An organisation with everyone in office and no case, for each day to be played in a copy of it."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    settings = Settings(data=folder)
    create(settings, OrganisationFile(name="A Day", origin="day.comity/ledger", sample=True))
    comity = open_comity(settings, SetClock(FIRST - BEFORE), SeededChance("founded"))
    staff = establish(comity, LATE)
    close(comity)
    return folder, staff


@pytest.mark.parametrize("until", [*FORTNIGHT, *ENDS], ids=lambda each: f"{each:%a %Y-%m-%d %H}")
def test_cases_are_held_late_and_free_on_every_day(
    founded: tuple[Path, Staff], tmp_path: Path, until: datetime
) -> None:
    """The Secretary General finds two cases that can be taken back, some that are late, and some held by no one."""
    folder, staff = founded
    data = shutil.copytree(folder, tmp_path / "data")
    clock, chance = SetClock(FIRST), SeededChance(f"sample {until.date()}")
    comity = open_comity(Settings(data=data), clock, chance)
    stage = Stage(comity, clock, chance, staff)
    Programme(stage, until).work()
    stage.play(until, lambda done, of: None)
    clock.at = until
    with comity.look() as look:
        load = running.load(look, staff.of("secretary"))
        cases = running.cases(look, staff.of("secretary"), running.CasesQuery()).entries
    close(comity)
    assert sorted(len(case.held) for case in cases if case.held) == [1, 2]
    assert sum(holder.held for holder in load.holders) == 3
    assert load.overdue
    assert load.unheld
