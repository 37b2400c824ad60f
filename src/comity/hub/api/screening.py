"""Screening: is this person, or this document, wanted? Each question stands in the trail."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec

from comity.app.look import Look
from comity.app.screening import asked, clearances
from comity.app.screening.asked import AskedLine, KeptLine, Proved, Proving, TrailQuery
from comity.app.screening.clearances import ClearanceLine
from comity.app.views.paging import Page, PageQuery
from comity.app.views.searching import Screened, Terms
from comity.hub.api.acting import Result
from comity.hub.api.question_lists import Listed, ListFormat, records, unanswered
from comity.hub.endpoint import LINES, Call, Nothing, Reply, Routes
from comity.hub.pools import Face
from comity.kernel import wire
from comity.kernel.codes import Country
from comity.kernel.decider import Id
from comity.kernel.subject import Record
from comity.notices.questions import Purpose
from comity.screening import Query
from comity.screening.reading import Problem
from comity.screening.reading import Record as Read

ROUTES = Routes("Screening")
MOST: int = 1_000
"""Questions that are answered at once; for more there is the list."""
LARGEST: int = 16 * 1024 * 1024
_PART: int = 50


class ScreenQuery(Record, frozen=True):
    """`threshold` is the least score of an answer, `limit` how many answers a question gets at most.

    `purpose` says why it is asked. `keep` seals question and answer in the trail, where nothing but a commitment stands
    otherwise. `cleared` shows the matches that your own member cleared before, which are only counted otherwise.
    """

    threshold: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.7
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10
    purpose: Purpose = Purpose.UNSPECIFIED
    keep: bool = False
    cleared: bool = False

    @property
    def terms(self) -> Terms:
        return Terms(
            threshold=self.threshold, limit=self.limit, purpose=self.purpose, keep=self.keep, cleared=self.cleared
        )


class ListQuery(ScreenQuery, frozen=True):
    """`format` says what is sent."""

    format: ListFormat = ListFormat.JSON


class Batch(Record, frozen=True):
    """Many questions at once."""

    queries: Annotated[list[Query], msgspec.Meta(max_length=MOST)]


class BatchAnswer(msgspec.Struct, frozen=True):
    """The answers, in the order of the questions."""

    answers: tuple[Screened, ...]


class ClearBody(Record, frozen=True):
    """The person of `query` is not the one on `notice`; `seen` is that of the hit, `shared_with` are told so."""

    notice: Id
    seen: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$")]
    query: Query
    shared_with: Annotated[list[Country], msgspec.Meta(max_length=250)] = []


@ROUTES.post("/screen", "Ask whether a person or a document is wanted.", Screened, body=Query, query=ScreenQuery,
             key=False, looks=True, face=Face.BORDER)  # fmt: skip
def screen(call: Call[Query, ScreenQuery]) -> Reply:
    _, encoded = call.search.ask(call.hub, call.looking, call.by, call.body, call.query.terms)
    return Reply(encoded)


@ROUTES.post("/screen/batch", "Ask about many persons at once.", BatchAnswer, body=Batch, query=ScreenQuery, key=False,
             looks=True)  # fmt: skip
def screen_batch(call: Call[Batch, ScreenQuery]) -> Reply:
    call.search.require(call.looking, call.by)
    terms = call.query.terms
    found = [call.search.ask_one(call.hub, call.looking, call.by, each, terms) for each in call.body.queries]
    return Reply(b'{"answers":[' + b",".join(found) + b"]}")


@ROUTES.post("/screen/list", "Ask about a whole list: answers come line by line, as they are found.", Screened,
             body=Listed, query=ListQuery, key=False, writes=LINES, largest=LARGEST,
             file=lambda query: query.format is not ListFormat.JSON)  # fmt: skip
def screen_list(call: Call[Listed | bytes, ListQuery]) -> Reply:
    with call.hub.look() as look:
        call.search.require(look, call.by)
        at = look.at.date()
    return Reply(_lines(call, records(call.body, call.query.format, at)))


def _lines(call: Call[Listed | bytes, ListQuery], found: Sequence[Read]) -> Iterator[bytes]:
    """Yield the answers some at a time, each part from a look of its own: a list may take longer than a look should."""
    for first in range(0, len(found), _PART):
        with call.hub.look() as look:
            part = [_line(call, look, each) for each in found[first : first + _PART]]
        yield b"\n".join(part) + b"\n"


def _line(call: Call[Listed | bytes, ListQuery], look: Look, found: Read) -> bytes:
    if isinstance(found, Problem):
        return wire.encode(unanswered(found))
    return call.search.ask_one(call.hub, look, call.by, found.query, call.query.terms, found.notes)


@ROUTES.get("/screen/trail", "List the questions of your member in the trail; all of them for who controls.",
            Page[AskedLine], query=TrailQuery)  # fmt: skip
def list_trail(call: Call[None, TrailQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(asked.trail(look, call.by, call.query))


@ROUTES.get("/screen/trail/{receipt}", "See one question of your member in the trail.", KeptLine)
def get_question(call: Call[None, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(asked.kept(look, call.by, call.path["receipt"]))


@ROUTES.post("/screen/trail/prove", "Prove that a question was asked, and how it was answered.", Proved, body=Proving,
             key=False)  # fmt: skip
def prove_question(call: Call[Proving, Nothing]) -> Reply:
    with call.hub.look() as look:
        return Reply(asked.prove(look, call.by, call.body))


@ROUTES.get("/screen/clearances", "List the clearances of your member.", Page[ClearanceLine], query=PageQuery)
def list_clearances(call: Call[None, PageQuery]) -> Reply:
    with call.hub.look() as look:
        return Reply(clearances.clearances(look, call.by, call.query))


@ROUTES.post("/screen/clearances", "Say that a traveller is not the person on a notice: your member is not told again.",
             Result, body=ClearBody, status=201)  # fmt: skip
def clear_match(call: Call[ClearBody, Nothing]) -> Reply:
    said = call.body
    done = clearances.clear(call.hub, call.by, said.notice, said.seen, said.query, said.shared_with, call.key)
    return Reply(Result(id=done.stream_id, version=done.version, state="cleared"))


@ROUTES.delete("/screen/clearances/{id}", "Take a clearance back: the next question is answered again.", Result)
def revoke_clearance(call: Call[None, Nothing]) -> Reply:
    done = clearances.revoke(call.hub, call.by, call.id, call.key)
    return Reply(Result(id=done.stream_id, version=done.version, state="ended"))
