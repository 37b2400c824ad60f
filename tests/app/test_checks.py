"""The checks of a command are made while the writer is free, and hold for the bytes that stand when it is done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from types import FrameType
from typing import Any

import msgspec
import pytest
from tests.house import House, request

from comity.compliance.check import check
from comity.kernel.errors import CommandRefused, UnusableInput
from comity.kernel.size import MOST_CHARGES, MOST_SIGNS
from comity.notices import commands as c
from comity.notices.request import Judicial, NoticeRequest
from comity.notices.vocabulary import State

_PATIENCE = 20.0


@contextmanager
def meanwhile(act: Callable[[], Any]) -> Iterator[list[bool]]:
    """Yield a list; each time the checks begin, `act` runs in a thread of its own and whether it was done is added."""
    done: list[bool] = []

    def called(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code is check.__code__:
            other = Thread(target=act)
            other.start()
            other.join(_PATIENCE)
            done.append(not other.is_alive())

    sys.setprofile(called)
    try:
        yield done
    finally:
        sys.setprofile(None)


def test_the_writer_is_free_while_a_request_is_checked(both: House) -> None:
    """Another member's act is recorded while the checks of a submission run: a recall never waits for a text."""
    new = both.draft()
    with meanwhile(lambda: both.draft(request(requesting_member="XB"))) as done:
        both.do(both.bureau["XA"], c.SubmitRequest(id=new))
    assert done == [True]
    assert both.state("request", new).state is State.SUBMITTED


def test_a_review_asks_its_questions_while_the_writer_is_free(both: House) -> None:
    """So it is where reviewers' questions come of the checks."""
    new = both.submitted()
    both.do(both.reviewers[0], c.ClaimReview(id=new))
    text = c.OpinionText(reasons="Examined.", answers=[])
    with meanwhile(lambda: both.draft(request(requesting_member="XB"))) as done:
        both.do(both.reviewers[0], c.GiveOpinion(id=new, decision="approve", text=text))
    assert done == [True]


def test_a_report_holds_for_the_bytes_that_were_checked_alone(both: House) -> None:
    """A draft that is emptied while its text is checked is submitted as it stands then, and what lacks is named."""
    new, revised = both.draft(), [request(judicial=Judicial())]

    def revise() -> None:
        if revised:
            both.do(both.bureau["XA"], c.ReviseDraft(id=new, body=revised.pop()))

    with meanwhile(revise) as done, pytest.raises(CommandRefused) as refused:
        both.do(both.bureau["XA"], c.SubmitRequest(id=new))
    assert done == [True, True]
    assert any(fault.path == "judicial.charges" for fault in refused.value.errors)


def _facts(signs: int) -> NoticeRequest:
    body = request()
    assert body.judicial is not None
    return msgspec.structs.replace(
        body, judicial=msgspec.structs.replace(body.judicial, facts="insult " * (signs // 7))
    )


def test_a_request_of_more_text_than_is_read_is_refused_by_its_place(both: House) -> None:
    """All texts count together, and the longest is named."""
    text = "x" * (MOST_SIGNS // 2 + 1)
    body = msgspec.structs.replace(_facts(MOST_SIGNS // 2), international_interest=text)
    with pytest.raises(UnusableInput) as refused:
        both.draft(body)
    assert [fault.path for fault in refused.value.errors] == ["$.international_interest"]
    assert f"at most {MOST_SIGNS:,} are read" in refused.value.errors[0].message
    assert both.draft(_facts(MOST_SIGNS // 2))


def test_a_request_of_too_many_charges_is_refused_by_its_place(both: House) -> None:
    """Each charge is weighed against the whole account."""
    body = request()
    assert body.judicial is not None
    charges = [body.charges[0]] * (MOST_CHARGES + 1)
    with pytest.raises(UnusableInput) as refused:
        both.draft(msgspec.structs.replace(body, judicial=msgspec.structs.replace(body.judicial, charges=charges)))
    assert [fault.path for fault in refused.value.errors] == ["$.judicial.charges"]
