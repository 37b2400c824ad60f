"""A batch of questions: which of them are still to be asked, and what of the file cannot be used."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol

from msgspec.structs import replace

from comity.adapters.batches.outcome import Outcome
from comity.kernel import wire
from comity.kernel.errors import Fault
from comity.screening.lists import Answer, Lists, Terms, ready
from comity.screening.reading import Asked, Problem, Record

Engine = Callable[[Iterator[Asked]], Iterator[bytes]]
"""What answers questions that are ready: the answers come in the order of the questions, each as one line of JSON."""
MOST_FAULTS: Final = 1_000
"""So many are named; of a file of another kind every line is wrong."""


class Faults:
    """What cannot be used, the first of it named."""

    def __init__(self) -> None:
        self.named: list[Fault] = []
        self.count = 0

    def add(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.count += 1
            if self.count <= MOST_FAULTS:
                self.named.append(fault)


class Live(Protocol):
    """A list that answers for itself, as the notices of an organisation do; `version` names its state."""

    version: str

    def ask(self, question: Asked, terms: Terms) -> Answer: ...


def local(lists: Lists, terms: Terms, live: Sequence[Live] = ()) -> Engine:
    """Return the engine that answers in this process: from the lists, and beside them from those that are live."""
    if not live:
        return lambda questions: (wire.encode(lists.answer(each, terms)) for each in questions)
    return lambda questions: (wire.encode(_together(each, lists, terms, live)) for each in questions)


def _together(question: Asked, lists: Lists, terms: Terms, live: Sequence[Live]) -> Answer:
    answers = [lists.answer(question, terms), *(each.ask(question, terms) for each in live)]
    hits = sorted((hit for answer in answers for hit in answer.hits), key=lambda hit: -hit["score"])
    return replace(
        answers[0],
        hits=tuple(hits[: terms.limit]),
        silenced=sum(answer.silenced for answer in answers),
        receipt=" ".join(answer.receipt for answer in answers if answer.receipt),
    )


def ask(
    records: Iterable[Record], engine: Engine, outcome: Outcome, faults: Faults, told: Callable[[int], None]
) -> None:
    """Ask every question that has no answer in `outcome` yet, and gather what cannot be asked in `faults`."""
    questions = _waiting(records, outcome, faults)
    for line in engine(questions):
        outcome.write([line])
        told(outcome.done)
    outcome.finish()


def _waiting(records: Iterable[Record], outcome: Outcome, faults: Faults) -> Iterator[Asked]:
    """Yield what is still to be asked: what an earlier run answered is passed over, what it could not use is not."""
    answered = outcome.done
    for record in records:
        asked = ready(record, outcome.run.at) if isinstance(record, Asked) else record
        if isinstance(asked, Problem):
            faults.add(asked.faults)
        elif answered:
            answered -= 1
        else:
            yield asked
