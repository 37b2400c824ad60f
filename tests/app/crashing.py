"""A process that gives orders to a data folder until it is killed, and writes down what was acknowledged."""

import random
from pathlib import Path

from tests.house import NOON, House, request

from comity import bootstrap
from comity.adapters.surroundings import SetClock
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.kernel.errors import CommandRefused, NotFound, Stale, Unavailable
from comity.ledger.merkle import leaf_hash
from comity.notices import commands as c
from comity.notices.access import ReceiveUpload
from comity.notices.vocabulary import State, Treatment
from comity.settings import Settings


class Crew(House):
    """The people of a house that stands already."""

    def __init__(self, settings: Settings, bureau: dict[str, Principal], reviewers: list[Principal]) -> None:
        self.clock = SetClock(NOON)
        self.comity = bootstrap.open_comity(settings, self.clock)
        self.bureau, self.reviewers = bureau, reviewers


def work(
    settings: Settings, bureau: dict[str, Principal], reviewers: list[Principal], journal: Path, seed: int
) -> None:
    """Give orders for ever; a line of the journal is the number and leaf of an act that was acknowledged."""
    chance, crew = random.Random(seed), Crew(settings, bureau, reviewers)
    with journal.open("a", buffering=1) as log:
        crew.comity.path.listeners.append(lambda seq: log.write(f"{seq} {_leaf(crew, seq)}\n"))
        while True:
            try:
                _STEPS[chance.randrange(len(_STEPS))](crew, chance)
            except (CommandRefused, NotFound, Stale, Unavailable):
                continue  # another process was there first


def _leaf(crew: Crew, seq: int) -> str:
    with crew.comity.look() as look:
        row = look.reader.act(seq)
    assert row is not None
    return leaf_hash(row.document).hex()


def _draft(crew: Crew, chance: random.Random) -> None:
    new = crew.draft()
    if chance.random() < 0.5:
        crew.do(crew.bureau["XA"], c.ReviseDraft(id=new, body=request(international_interest="Seen in XD")))
    if chance.random() < 0.5:
        crew.do(crew.bureau["XA"], c.DiscardDraft(id=new))


def _publish(crew: Crew, chance: random.Random) -> None:
    notice = crew.published()
    crew.do(crew.bureau["XA"], c.AuthoriseExtract(id=notice))


def _treat(crew: Crew, chance: random.Random) -> None:
    notice = _some(crew, chance)
    treated = c.RecordTreatment(notice=notice, member=Country("XC"), treatment=Treatment.ENTERED, text="At the desk.")
    crew.do(crew.bureau["XC"], treated)


def _end(crew: Crew, chance: random.Random) -> None:
    crew.do(crew.bureau["XA"], c.AchievePurpose(id=_some(crew, chance)))


def _some(crew: Crew, chance: random.Random) -> str:
    """Return a notice in force; another process may end it meanwhile."""
    with crew.comity.look() as look:
        found = [each.stream_id for each in look.reader.registers("notice") if each.row.state == State.PUBLISHED]
    if not found:
        raise NotFound
    return chance.choice(found)


def _upload(crew: Crew, chance: random.Random) -> None:
    data = chance.randbytes(20_000)
    crew.do(crew.bureau["XA"], ReceiveUpload(id=crew.comity.chance.id("upl"), member=Country("XA"), data=data))


_STEPS = (_draft, _draft, _publish, _treat, _end, _upload)
