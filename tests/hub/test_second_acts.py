"""A hidden act tells the requester nothing: not by what it adds, and not by what it takes away of an earlier one."""

import re
from pathlib import Path

import pytest
from tests.hub.desk import Desk, desk
from tests.hub.test_telling import _ID
from tests.hub.twin_worlds import HIDDEN, TOLD, Hidden, history

from comity.app import ledgering
from comity.ledger.checkpoint import Checkpoint
from comity.ledger.note import Note
from comity.notices import commands as c

_OF_NOTICE = ("", "/history", "/answers")


def read(served: Desk, case: str, notice: str, campaign: str) -> str:
    """Return all that the requester's systems read of a notice, headers and times too; ids are named in order."""
    owner = served.home.bureau["XA"]
    paths = [f"/notices/{notice}{part}" for part in _OF_NOTICE]
    paths += [f"/requests/{case}", f"/campaigns/{campaign}", "/notices", "/requests", "/counts", "/feed"]
    told = []
    for path in paths:
        answer = served.ask(owner, "GET", path)
        assert answer.status_code == 200, f"{path} {answer.text}"
        told.append(f"{path} {sorted(answer.headers.items())} {answer.text}")
    names: dict[str, str] = {}
    return _ID.sub(lambda found: names.setdefault(found[0], f"id{len(names)}"), "\n".join(told))


def told(folder: Path, hidden: Hidden | None) -> list[str]:
    with desk(folder) as served:
        home = served.home
        notice, owner, campaign = home.published(), home.bureau["XA"], home.comity.chance.id("cmp")
        home.do(owner, c.CreateCampaign(id=campaign, member=owner.member, title="Most wanted"))
        home.do(owner, c.AddToCampaign(id=campaign, notice=notice))
        case = str(home.state("notice", notice).request)
        return history(home, case, notice, hidden, lambda: read(served, case, notice, campaign))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the requester reads, step by step, where nothing is hidden from it."""
    return told(tmp_path_factory.mktemp("alone"), None)


@pytest.mark.parametrize("named", sorted(HIDDEN))
def test_a_hidden_act_before_between_and_after_what_is_told_leaves_every_answer_as_it_was(
    tmp_path: Path, alone: list[str], named: str
) -> None:
    """Protective first and harmless then, harmless first and protective then, again and again: the same bytes."""
    for step, (seen, expected) in enumerate(zip(told(tmp_path, HIDDEN[named]), alone, strict=True)):
        assert seen == expected, f"step {step}"


def test_the_histories_really_tell_something_at_each_step(alone: list[str]) -> None:
    """The comparison would hold for answers that never change too."""
    assert len(set(alone)) >= len(TOLD)
    assert re.search(r'"treatment":"not_entered","ground":null', alone[-1])


def noted(served: Desk, notice: str) -> list[tuple[int, int | None]]:
    """Return the numbers of the entries that a notice has in the feed of XB, and the act numbers told with them."""
    entries = served.get(served.home.bureau["XB"], "/feed")["entries"]
    return [(entry["seq"], entry.get("act")) for entry in entries if entry["notice"] == notice]


def test_feed_act_numbers_move_in_steps_of_the_clocks_round(served: Desk) -> None:
    """A recipient that pulls between two entries counts nothing of what others do: their acts have one number."""
    home = served.home
    notice = home.published()
    case = str(home.state("notice", notice).request)
    assert noted(served, notice) == [(1, None)]
    HIDDEN["context"](home, case, notice, 0)
    TOLD[-2](home, case, notice)
    assert noted(served, notice) == [(1, None), (2, None), (3, None)]
    home.round()
    size = Checkpoint.parse(Note.parse(ledgering.last_checkpoint(home.comity)).text).size
    assert noted(served, notice) == [(1, size), (2, size), (3, size)]
    HIDDEN["context"](home, case, notice, 1)
    assert noted(served, notice) == [(1, size), (2, size), (3, size)]
    home.do(home.officer, c.AddAddendum(id=notice, text="The passport was found."))
    assert noted(served, notice)[-1] == (4, None)
    assert served.ask(None, "GET", f"/ledger/proof/{size}").status_code == 200
