"""Block a notice from a process of its own: `-m tests.app.blocking_process DATA COMMISSIONER NOTICE`."""

import sys
from pathlib import Path

from tests.house import NOON

from comity import bootstrap
from comity.adapters.surroundings import SetClock
from comity.notices import commands as c
from comity.notices.vocabulary import Ground
from comity.settings import Settings


def main(data: str, person: str, notice: str) -> None:
    comity = bootstrap.open_comity(Settings(data=Path(data)), SetClock(NOON))
    with comity.look() as look:
        commissioner = look.principal(person)
    comity.order(commissioner, c.BlockNotice(id=notice, ground=Ground.NEUTRALITY, reason="Under review"))
    bootstrap.close(comity)


if __name__ == "__main__":
    main(*sys.argv[1:])
