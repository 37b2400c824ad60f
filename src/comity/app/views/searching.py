"""The search index of one worker: built beside answering, and brought up to date before each answer."""

from threading import Event, Lock
from typing import Final

import msgspec

from comity.app.comity import Comity
from comity.app.look import Found, Look
from comity.app.ports.vault import KeyDestroyed
from comity.governance.gate import Principal, Resource
from comity.governance.offices import Office
from comity.governance.scope import holds, scope
from comity.kernel.decider import Row
from comity.kernel.errors import Unavailable
from comity.notices.kinds import KINDS
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Caution, Kind
from comity.screening import Band, Index, Query, Reason

_DESKS: Final = frozenset({Office.CASE_OFFICER, Office.REVIEWER})
"""Who asks for duplicates among all files; everyone else is told only of notices that they may open."""
_WIDEST: Final = 1_000
ADDENDA: Final = "Addenda stand on this notice: read them before you act."


class ScreenHit(msgspec.Struct, frozen=True):
    """A subject on file that may be the person asked about, and what its notice asks for."""

    subject: str
    score: float
    band: Band
    reasons: tuple[Reason, ...]
    notice: str
    kind: Kind
    asks: str
    cautions: tuple[Caution, ...]
    caveats: tuple[str, ...]
    copy_age_s: int = 0


class Screened(msgspec.Struct, frozen=True):
    """The answer to one question; `list_version` names the state of the list that it was asked of."""

    id: str
    hits: tuple[ScreenHit, ...]
    list_version: str


class Search:
    """The notices in force by name and document, in memory; safe for threads, right at each question."""

    def __init__(self) -> None:
        self.ready = False
        self._index = Index()
        self._cautions: dict[str, tuple[Caution, ...]] = {}
        self._seq = 0
        self._turn = Lock()
        self._stopped = Event()

    def stop(self) -> None:
        """End a build that is under way."""
        self._stopped.set()

    def build(self, comity: Comity) -> None:
        """Read every notice in force once; questions before it is done are answered as not available."""
        with self._turn, comity.look() as look:
            self._seq = look.reader.last_seq()
            for registered in look.reader.registers("notice"):
                if self._stopped.is_set():
                    return
                self._take(look, look.typed(registered))
            self.ready = True

    def _take(self, look: Look, found: Found) -> None:
        notice: Notice = found.state
        try:
            body = look.opened(notice.body, NoticeRequest) if notice.body and notice.state in IN_FORCE else None
        except KeyDestroyed:
            body = None  # erased while this look was open
        if body is None:
            self._index.remove(notice.id)
            self._cautions.pop(notice.id, None)
            return
        self._index.add(notice.id, body.subject)
        self._cautions[notice.id] = tuple(body.cautions or ())

    def _follow(self, look: Look) -> None:
        """Apply what happened since the last question, so that any number of workers gives the same answer."""
        with self._turn:
            while rows := look.reader.acts(self._seq, 1000):
                for stream in dict.fromkeys(row.stream_id for row in rows if row.stream_type == "notice"):
                    found = look.find("notice", stream)
                    assert found is not None
                    self._take(look, found)
                self._seq = rows[-1].seq

    def screen(self, look: Look, by: Principal, query: Query, threshold: float, limit: int) -> Screened:
        """Return who on file may be the person asked about, as far as `by` may know; raises `Forbidden`."""
        look.require(by, "screening:person:ask", Resource("screening", "screening", Row(state="open")))
        if not self.ready:
            raise Unavailable("Search is still being built; ask again in a moment.")
        self._follow(look)
        hits: list[ScreenHit] = []
        for hit in self._index.screen(query, threshold, _WIDEST):
            found = look.find("notice", hit.subject)
            if found is None or not _may_know(by, found):
                continue
            notice: Notice = found.state
            hits.append(
                ScreenHit(
                    hit.subject,
                    hit.score,
                    hit.band,
                    hit.reasons,
                    notice.id,
                    notice.kind,
                    KINDS[notice.kind].asks,
                    self._cautions.get(notice.id, ()),
                    (ADDENDA,) if notice.addenda else (),
                )
            )
            if len(hits) == limit:
                break
        return Screened(query.id, tuple(hits), str(self._seq))


def _may_know(by: Principal, found: Found) -> bool:
    if found.state.state not in IN_FORCE:
        return False
    return bool(by.offices & _DESKS) or holds(scope(by, "notice"), found.row)
