"""The public set: what anyone may read, unsealed and in memory, and right at each question.

1. Each worker reads the set once, newest notice first, in the background; what is read can be served at once.
2. Before each answer it compares the last public change and applies the difference, so that a take-down by another
   worker is seen at the next question; a date that has passed has passed, whatever the clock was late with.
3. Single notices and their pictures are not served from memory: they are opened in the reading that found them public.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from threading import Condition, Thread
from typing import Generic, TypeVar

import msgspec
import structlog

from comity.app.clock import BEFORE_ALL, SLACK
from comity.app.comity import Comity
from comity.app.look import Found, Look
from comity.app.ports.vault import NotOpened
from comity.app.published import CHUNK, Published, published_of, published_pages
from comity.app.unread import RowDamaged
from comity.governance.scope import extracts
from comity.kernel.errors import ComityError, NotFound, Unavailable
from comity.notices.vocabulary import Kind

E = TypeVar("E")
_log = structlog.get_logger()
PATIENCE_S = 5.0
"""How long a question waits for the set to be read before it is told to come again."""


class StillReading(Unavailable):
    """The set is not read to the end yet, and what is asked for needs the whole of it."""

    type = "still-reading"

    def __init__(self) -> None:
        super().__init__("The public list is still being read; ask again in some seconds.")


class Listed(msgspec.Struct, Generic[E], frozen=True):
    """The entries of a kind, newest first, and how many there are; more than `entries` while the set is being read."""

    entries: Sequence[E]
    total: int


class _Held(msgspec.Struct, Generic[E], frozen=True):
    order: tuple[datetime, str]
    kind: Kind
    number: str
    until: datetime | None
    entry: E


class PublicSet(Generic[E]):
    """The public set of one worker; `index` says what it keeps in memory of a notice. Safe for threads."""

    def __init__(self, comity: Comity, index: Callable[[Published], E]) -> None:
        self._comity, self._index = comity, index
        self._held: dict[str, _Held[E]] = {}
        self._numbers: dict[str, str] = {}
        self._sorted: dict[Kind, tuple[E, ...]] = {}
        self._soonest: datetime | None = None
        self._changed: set[str] = set()
        self._damaged: set[str] = set()
        self._counted: Mapping[tuple[str, str | None], int] | None = None
        self._reached: tuple[datetime, str] | None = None
        self._failed: ComityError | None = None
        self._seq = 0
        self._latest = BEFORE_ALL
        self._thread: Thread | None = None
        self._stopped = False
        self._state = Condition()
        self.ready = False
        self.unread: frozenset[str] = frozenset()

    @property
    def failed(self) -> bool:
        """Return True if the last reading failed; the next question begins anew."""
        return self._failed is not None and not self.ready

    def start(self) -> None:
        """Begin to read the set in the background, unless that was done."""
        with self._state:
            if self._thread is None and not self.ready and not self._stopped:
                self._thread = Thread(target=self._read, name="public-set", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stop reading, and wait until it has stopped."""
        self._stopped = True
        thread = self._thread
        if thread is not None:
            thread.join()

    def complete(self, seconds: float) -> bool:
        """Wait until the whole set is read, at most so long, and say whether it is."""
        with self._state:
            return self._state.wait_for(lambda: self.ready, seconds)

    def listed(self, kind: Kind, at_least: int | None = None) -> Listed[E]:
        """Return the entries of `kind`; while the set is being read, the newest, if there are `at_least` so many.

        Raises `StillReading` where more are asked for than could be read in `PATIENCE_S` seconds.
        """
        self._begin_anew()
        if self.ready or at_least is None:
            total = 0
        else:
            total = self._count(kind)
            at_least = min(at_least, total)
        self._wait(kind, at_least)
        with self._comity.look() as look, self._state:
            self._follow(look)
            entries = self._entries(kind)
            return Listed(entries, len(entries) if self.ready else max(total, len(entries)))

    def entries(self, notices: Iterable[str]) -> dict[str, E]:
        """Return the entries of those of `notices` that are public, by id."""
        self._begin_anew()
        self._wait(None, None)
        with self._comity.look() as look, self._state:
            self._follow(look)
            return {notice: self._held[notice].entry for notice in notices if notice in self._held}

    def catch_up(self, look: Look) -> None:
        """Follow what happened, asked or not, once the set was read."""
        with self._state:
            if self.ready:
                self._follow(look)
                self._damaged |= {which for what, which in look.unread.known() if what == "notice"}
                self._damaged = {notice for notice in self._damaged if not self._refresh(look, notice)}

    def find(self, kind: Kind, number: str) -> Published:
        """Return the notice of `kind` with the public number `number`, as it stands now; raises `NotFound`."""
        with self._comity.look() as look:
            return self._find(look, kind, number)

    def picture(self, kind: Kind, number: str, picture_id: str) -> bytes:
        """Return a picture of a notice, a JPEG, by its id; raises `NotFound`."""
        with self._comity.look() as look:
            pictures = {each.id: each.ref for each in self._find(look, kind, number).pictures}
            if picture_id not in pictures:
                raise NotFound
            try:
                return look.bytes_of(pictures[picture_id])
            except NotOpened:
                raise NotFound from None

    def _count(self, kind: Kind) -> int:
        """Return how many there will be once all are read, as counted once: to count takes longer than a page."""
        if self._counted is None:
            with self._comity.look() as look:
                self._counted = look.reader.counts("notice", extracts())
        return sum(number for (_, of), number in self._counted.items() if of == kind)

    def _find(self, look: Look, kind: Kind, number: str) -> Published:
        notice = self._numbers.get(number) or look.reader.numbered(number)
        found = look.find("notice", notice) if notice else None
        published = published_of(look, found) if found else None
        if published is None or published.kind is not kind:
            raise NotFound
        return published

    def _begin_anew(self) -> None:
        """Read the set again where the clock was set back: what it had ended was let go of."""
        with self._state:
            if self._thread is None and self._comity.clock.now() < self._latest - SLACK:
                self._held, self._numbers, self._sorted, self._changed = {}, {}, {}, set()
                self._soonest = self._counted = self._reached = None
                self._seq, self._latest, self.ready = 0, self._comity.clock.now(), False

    def _wait(self, kind: Kind | None, at_least: int | None) -> None:
        def there() -> bool:
            return self.ready or (kind is not None and at_least is not None and len(self._entries(kind)) >= at_least)

        self.start()
        with self._state:
            if not self._state.wait_for(there, PATIENCE_S):
                raise self._failed or StillReading()

    def _read(self) -> None:
        """Read the whole set; what changed meanwhile was put right by a question, and is newer than what is read."""
        try:
            with self._comity.look() as look, self._state:
                self._seq = self._seq or look.reader.last_public_change()
            for page in published_pages(self._comity):
                held = {found.id: self._hold(found, published) for found, published in page}
                with self._state:
                    self._put({notice: one for notice, one in held.items() if notice not in self._changed})
                    self._reached = min((one.order for one in held.values()), default=self._reached)
                    self._sorted.clear()
                    self._state.notify_all()
                if self._stopped:
                    return
            with self._state:
                self.ready = True
                self._sorted.clear()
        except Exception as error:  # noqa: BLE001
            # The next question begins anew, and whoever waits in vain is told what is wrong.
            ours = isinstance(error, ComityError)
            self._failed = error if isinstance(error, ComityError) else Unavailable("The public list cannot be read.")
            _log.error(
                "public_set_failed", kind=type(error).__name__, detail=self._failed.detail if ours else "a defect"
            )
        finally:
            with self._state:
                self._thread = None
                self._state.notify_all()

    def _hold(self, found: Found, published: Published) -> _Held[E]:
        order, until = (found.created, found.id), published.expires_at
        return _Held(order, published.kind, published.number, until, self._index(published))

    def _follow(self, look: Look) -> None:
        """Apply what changed since the last question, and let go of what a date has ended."""
        self._latest = max(self._latest, look.at)
        while rows := look.reader.public_changes(self._seq, CHUNK, None):
            for notice in dict.fromkeys(row.notice for row in rows):
                if not self._refresh(look, notice):
                    self._damaged.add(notice)
                if not self.ready:
                    self._changed.add(notice)
            self._seq = rows[-1].seq
        if self._soonest and self._soonest <= look.at:
            for notice in [notice for notice, one in self._held.items() if one.until and one.until <= look.at]:
                self._drop(notice)
            self._soonest = min((one.until for one in self._held.values() if one.until), default=None)

    def _refresh(self, look: Look, notice: str) -> bool:
        """Hold a notice as it stands now, or let it go; return False where it is let go because it cannot be read."""
        self._drop(notice)
        try:
            found = look.find("notice", notice)
        except RowDamaged:
            return False
        published = published_of(look, found) if found else None
        if found and published:
            self._put({notice: self._hold(found, published)})
        return True

    def _put(self, held: dict[str, _Held[E]]) -> None:
        self._held |= held
        self._numbers |= {one.number: notice for notice, one in held.items()}
        dates = [one.until for one in held.values() if one.until]
        self._soonest = min(dates if self._soonest is None else [*dates, self._soonest], default=None)
        for kind in {one.kind for one in held.values()}:
            self._sorted.pop(kind, None)

    def _drop(self, notice: str) -> None:
        held = self._held.pop(notice, None)
        if held:
            self._sorted.pop(held.kind, None)

    def _entries(self, kind: Kind) -> tuple[E, ...]:
        """Return the entries of a kind, newest first; while the set is read, as far as it is read without a gap."""
        if kind not in self._sorted:
            mine = [one for one in self._held.values() if one.kind is kind and self._is_reached(one)]
            mine.sort(key=lambda one: one.order, reverse=True)
            self._sorted[kind] = tuple(one.entry for one in mine)
        return self._sorted[kind]

    def _is_reached(self, held: _Held[E]) -> bool:
        return self.ready or (self._reached is not None and held.order >= self._reached)
