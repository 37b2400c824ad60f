"""`comity screen --list comity:DIR`: the notices in force, as far as whoever asks may find them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comity.cli.screening import PURPOSES
from comity.governance.gate import Principal
from comity.kernel.codes import Country
from comity.notices.questions import Lines, Purpose
from comity.notices.request import Circulation
from comity.notices.vocabulary import CirculationMode
from tests.cli.test_screening import Desk
from tests.house import House, house, request

ASKED = {
    "id": "1",
    "name": "Ilya Petr Marek",
    "documents": [{"type": "passport", "number": "K1234567", "country": "XB"}],
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """An organisation of today, because the command reads the clock."""
    with house(tmp_path, at=datetime.now(UTC)) as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def notices(desk: Desk) -> str:
    return f"comity:{desk.folder / 'data'}"


def as_(by: Principal) -> list[str]:
    """Return the options by which a person of the house acts, whose login is the id."""
    return ["--as", by.id]


def test_a_hit_says_what_its_notice_asks_for(desk: Desk, home: House) -> None:
    """With kind, cautions, caveats and the age of the copy, and where the trail has the question."""
    notice = home.published()
    (answer,) = desk.ask(desk.lines("q.jsonl", ASKED), *as_(home.bureau["XC"]), lists=[notices(desk)])
    (hit,) = answer["hits"]
    assert (hit["notice"], hit["kind"], hit["band"], hit["copy_age_s"]) == (notice, "red", "hit", 0)
    assert hit["asks"]
    assert {"cautions", "caveats", "reasons"} <= hit.keys()
    assert "list" not in hit
    assert answer["receipt"].startswith("qst_")
    assert desk.told.endswith(f"lists: {answer['list_version']}\n")


def test_nobody_is_told_of_a_notice_that_is_not_for_them(desk: Desk, home: House) -> None:
    """The answer is that to a question about a stranger, and so is the version of the list."""
    queries = desk.lines("q.jsonl", ASKED)
    (before,) = desk.ask(queries, *as_(home.bureau["XB"]), lists=[notices(desk)])
    home.published(request(circulation=Circulation(mode=CirculationMode.ONLY, members=[Country("XC")])))
    (outside,) = desk.ask(queries, *as_(home.bureau["XB"]), lists=[notices(desk)])
    (inside,) = desk.ask(queries, *as_(home.bureau["XC"]), lists=[notices(desk)])
    assert {**outside, "receipt": ""} == {**before, "receipt": ""}
    assert outside["hits"] == []
    assert len(inside["hits"]) == 1


def test_each_question_stands_in_the_trail(desk: Desk, home: House) -> None:
    """Under who asked and why, also when there are more than are written at once."""
    home.published()
    queries = desk.lines("q.jsonl", *({"id": str(number), "name": "Nobody Known"} for number in range(1_100)))
    answers = desk.ask(queries, *as_(home.bureau["XC"]), "--purpose", "airline_list", lists=[notices(desk)])
    with home.comity.look() as look:
        batches = [look.typed(registered).state for registered in look.reader.registers("questions")]
        lines = [line for batch in batches for line in look.opened(batch.lines, Lines).lines]
    assert len(lines) == len(answers) == 1_100
    assert {(line.asker, line.purpose) for line in lines} == {("operator", Purpose.AIRLINE_LIST)}
    assert {answer["receipt"].partition(".")[2] for answer in answers} == {line.nonce for line in lines}


def test_notices_are_asked_beside_other_lists(desk: Desk, home: House) -> None:
    """In one order of scores, and each hit says which list it is from."""
    notice = home.published()
    (answer,) = desk.ask(desk.lines("q.jsonl", ASKED), *as_(home.bureau["XC"]), lists=[desk.list, notices(desk)])
    assert {(hit["list"], hit["subject"]) for hit in answer["hits"]} == {(desk.list, "s1"), (notices(desk), notice)}
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert answer["list_version"].startswith("sha256:")
    (first,) = desk.ask(
        desk.lines("q.jsonl", ASKED), *as_(home.bureau["XC"]), "--limit", "1", lists=[desk.list, notices(desk)]
    )
    assert first["hits"] == answer["hits"][:1]


def test_who_may_not_ask_is_refused(desk: Desk, home: House) -> None:
    """The President has no operational access; nothing is written."""
    home.published()
    desk.ask(desk.lines("q.jsonl", ASKED), *as_(home.president), lists=[notices(desk)], status=2)
    assert desk.problem["title"] == "Not permitted"
    assert not desk.out.exists()
    desk.ask(desk.lines("q.jsonl", ASKED), "--as", "nobody", lists=[notices(desk)], status=2)
    assert "no one here has the login nobody" in desk.problem["detail"]


def test_the_one_case_officer_asks_where_no_one_is_named(desk: Desk, home: House) -> None:
    """As with other commands: the holder of the office, where there is one alone."""
    home.published()
    (answer,) = desk.ask(desk.lines("q.jsonl", ASKED), lists=[notices(desk)])
    assert len(answer["hits"]) == 1


def test_notices_do_not_leave_the_machine_for_a_cluster(desk: Desk) -> None:
    """They would lie unsealed in the memory of others."""
    arguments = ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"]
    desk.ask(desk.lines("q.jsonl", ASKED), *arguments, lists=[notices(desk)], status=2)
    assert "which they do not leave unsealed" in desk.problem["detail"]


def test_a_folder_that_holds_no_organisation_is_refused(desk: Desk) -> None:
    """With how to make one."""
    desk.ask(desk.lines("q.jsonl", ASKED), lists=[f"comity:{desk.folder / 'none'}"], status=2)
    assert "holds no organisation" in desk.problem["detail"]
    assert not desk.out.exists()


def test_the_purposes_are_those_of_the_trail() -> None:
    """The command names them without reading what they mean."""
    assert set(PURPOSES) == {purpose.value for purpose in Purpose}
