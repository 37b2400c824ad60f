"""What a worker keeps in memory of what was erased leaves it by the next round, asked or not."""

from threading import Event, Thread
from typing import Any, Final

import structlog

from comity.app.comity import Comity
from comity.app.publicset import PublicSet
from comity.app.views.searching import Search
from comity.kernel.errors import ComityError
from comity.screening.caches import forget_words

ROUND: Final = 60.0
"""Seconds between two rounds."""
_log = structlog.get_logger()


class MemoryRound:
    """A thread that brings the search index, the public set and the logins of one worker up to date each minute."""

    def __init__(self, comity: Comity, search: Search, public: PublicSet[Any]) -> None:
        self._comity, self._search, self._public = comity, search, public
        self._stop = Event()
        self._thread = Thread(target=self._repeat, name="memory", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread, and wait for a round that is under way."""
        self._stop.set()
        self._thread.join()

    def run(self) -> None:
        """Let go of what was erased; the words that screening keeps go with the first notice that does."""
        with self._comity.look() as look:
            dropped = self._search.catch_up(look)
            self._public.catch_up(look)
            self._comity.logins.catch_up(look)
        if dropped:
            forget_words()

    def _repeat(self) -> None:
        while not self._stop.wait(ROUND):
            try:
                self.run()
            except Exception as error:  # noqa: BLE001
                told = error.detail if isinstance(error, ComityError) else "a defect of Comity"
                _log.warning("memory_not_followed", kind=type(error).__name__, why=told)
