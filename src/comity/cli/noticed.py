"""The notices of a data folder as a list that `comity screen` asks, down the same path as the hub's own answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from comity.adapters.lists.sources import Source
from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.views.searching import Search
from comity.app.views.searching import Terms as Asking
from comity.cli.opening import Who, acting, opened
from comity.governance.gate import Principal
from comity.governance.offices import Office
from comity.kernel import wire
from comity.notices.questions import Purpose
from comity.screening import Query
from comity.screening.lists import Answer, Terms
from comity.screening.reading import Asked

_WRITTEN: Final = 500
"""After so many questions the trail is written: more would be lost if the process were killed."""


@contextmanager
def notices(source: Source, several: bool, who: Who, purpose: str) -> Iterator["Notices"]:
    """Yield the notices in force of a data folder, as whom the command asks may find them; raises `Forbidden`.

    All questions are asked of one state, that of now; each stands in the trail of the organisation.
    """
    with opened(str(source.path)) as comity:
        by = acting(comity, who, Office.CASE_OFFICER)
        search = Search()
        search.build(comity)
        try:
            with comity.look() as look:
                yield Notices(comity, look, by, search, Purpose(purpose), str(source) if several else None)
        finally:
            search.trail.flush(comity)


class Notices:
    """One state of the notices in force; `version` names what the asker may find of it."""

    def __init__(
        self, comity: Comity, look: Look, by: Principal, search: Search, purpose: Purpose, named: str | None
    ) -> None:
        self._comity, self._look, self._by, self._search, self._purpose = comity, look, by, search, purpose
        self._about = {"list": named} if named else {}
        self._unwritten = 0
        # What names the list is part of every answer; this question is nobody's and stands in no trail.
        self.version = search.screen(look, by, Query(id="", name="nobody"), 1.0, 1).list_version

    def ask(self, question: Asked, terms: Terms) -> Answer:
        """Answer a question as the hub does, and note it in the trail."""
        asking = Asking(threshold=terms.threshold, limit=terms.limit, purpose=self._purpose)
        found, _ = self._search.ask(self._comity, self._look, self._by, question.query, asking)
        self._unwritten += 1
        if self._unwritten >= _WRITTEN:
            self._search.trail.flush(self._comity)
            self._unwritten = 0
        hits = tuple(wire.builtins(hit) | self._about for hit in found.hits)
        return Answer(found.id, hits, found.list_version, (), found.silenced, found.receipt)
