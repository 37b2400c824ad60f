"""The answers of a batch: whole in their place or waiting beside it, and never mixed."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from comity.adapters.batches.outcome import Outcome, Run
from comity.kernel.errors import CommandRefused, Unavailable

RUN = Run("sha256:1", "q", "jsonl", 0.7, 10, "0.1", date(2026, 11, 21))


def line(number: int, version: str = "sha256:1", hits: str = "") -> bytes:
    return f'{{"id":"{number}","hits":[{hits}],"list_version":"{version}"}}'.encode()


def broken(out: Path, count: int, run: Run = RUN) -> None:
    """Leave a batch that was broken off after `count` answers."""
    outcome = Outcome(out, run, resume=False)
    outcome.write(line(number) for number in range(count))
    outcome.close()


def answered(out: Path, resume: bool) -> int:
    """Return how many answers a batch begins with."""
    with closing(Outcome(out, RUN, resume)) as outcome:
        return outcome.done


def test_answers_are_in_their_place_when_all_are_there(tmp_path: Path) -> None:
    """Until then whoever looks finds what was there before, and afterwards nothing is left over."""
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    outcome = Outcome(out, RUN, resume=False)
    outcome.write([line(1), line(2, hits="{}")])
    assert out.read_text() == "before"
    outcome.finish()
    assert out.read_bytes() == line(1) + b"\n" + line(2, hits="{}") + b"\n"
    assert (outcome.done, outcome.found) == (2, 1)
    assert list(tmp_path.iterdir()) == [out]


def test_a_batch_goes_on_where_it_was_and_on_its_first_day(tmp_path: Path) -> None:
    """The day decides the century of short years, so it must not change with midnight."""
    out = tmp_path / "out.jsonl"
    broken(out, 3)
    outcome = Outcome(out, replace(RUN, at=date(2027, 1, 1)), resume=True)
    assert (outcome.done, outcome.run) == (3, RUN)
    outcome.write([line(3)])
    outcome.finish()
    assert out.read_bytes() == b"".join(line(number) + b"\n" for number in range(4))


TAILS = {
    "half a line": line(3)[:20],
    "a line without its end": line(3),
    "zeros": b"\0" * 50,
    "another list": line(3, version="sha256:2") + b"\n",
    "no object": b"[]\n",
    "half a line and more": line(3)[:20] + b"\n" + line(4) + b"\n",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_was_not_written_whole_is_dropped(tmp_path: Path, tail: bytes) -> None:
    """And all that comes after it, which would be in the wrong place."""
    out = tmp_path / "out.jsonl"
    broken(out, 3)
    with (tmp_path / "out.jsonl.part").open("ab") as file:
        file.write(tail)
    outcome = Outcome(out, RUN, resume=True)
    assert outcome.done == 3
    outcome.finish()
    assert out.read_bytes() == b"".join(line(number) + b"\n" for number in range(3))


OTHER = {
    "list_version": "sha256:2",
    "questions": "other",
    "format": "csv",
    "threshold": 0.8,
    "limit": 5,
    "comity": "0.2",
}


@pytest.mark.parametrize(("name", "value"), OTHER.items(), ids=OTHER)
def test_a_batch_of_something_else_is_not_gone_on_with(tmp_path: Path, name: str, value: object) -> None:
    """The refusal names what is different, and what was answered stays."""
    out = tmp_path / "out.jsonl"
    broken(out, 3)
    with pytest.raises(CommandRefused) as caught:
        Outcome(out, replace(RUN, **{name: value}), resume=True)
    assert [fault.path for fault in caught.value.errors] == [name]
    assert answered(out, resume=True) == 3


def test_without_resume_a_batch_begins_anew(tmp_path: Path) -> None:
    """And with it too, where nothing was broken off."""
    out = tmp_path / "out.jsonl"
    broken(out, 3)
    assert answered(out, resume=False) == 0
    assert answered(tmp_path / "other.jsonl", resume=True) == 0


def test_two_processes_never_write_the_same_answers(tmp_path: Path) -> None:
    """The second is refused, and loses nothing of the first."""
    out = tmp_path / "out.jsonl"
    first = Outcome(out, RUN, resume=False)
    first.write([line(1)])
    for resume in (False, True):
        with pytest.raises(Unavailable, match="Another process writes"):
            Outcome(out, RUN, resume=resume)
    first.finish()
    assert out.read_bytes() == line(1) + b"\n"


def test_a_batch_without_an_answer_leaves_nothing(tmp_path: Path) -> None:
    """So that a file that cannot be used leaves no traces."""
    Outcome(tmp_path / "out.jsonl", RUN, resume=False).close()
    assert list(tmp_path.iterdir()) == []
