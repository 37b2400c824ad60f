"""Made-up persons and questions as files of the contract, so that what is timed holds nothing else in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.screening.accuracy import questions
from bench.screening.lexicon import Lexicon
from bench.screening.made_up import persons

from comity.kernel import wire


@dataclass(frozen=True)
class Prepared:
    """A list and questions, both JSON Lines; a question's id is its kind and the id of the person meant."""

    size: int
    persons: Path
    questions: Path


def prepare(data: Path, folder: Path, size: int, each: int) -> Prepared:
    """Write `size` persons and `each` questions of every kind to `folder`."""
    lexicon = Lexicon(data)
    everyone = list(persons(lexicon, size))
    made = Prepared(size, folder / f"persons-{size}.jsonl", folder / f"questions-{size}.jsonl")
    with made.persons.open("wb") as file:
        for person in everyone:
            file.write(wire.encode({"id": person.id, "subject": person.subject()}) + b"\n")
    with made.questions.open("wb") as file:
        for one in questions(lexicon, everyone, each):
            file.write(wire.encode({"id": f"{one.kind}|{one.person.id}", **one.asked}) + b"\n")
    return made


def lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file."""
    with path.open("rb") as file:
        yield from file
