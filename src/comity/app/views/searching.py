"""The search index of one worker: built beside answering, and brought up to date before each answer."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain, islice, repeat
from threading import Event, Lock
from typing import Final

import msgspec
import structlog

from comity.app.clock import BEFORE_ALL, SLACK
from comity.app.comity import Comity
from comity.app.look import Found, Look
from comity.app.ports.store import Registered
from comity.app.ports.vault import KeyDestroyed, NotOpened
from comity.app.screening.cleared import Cleared, key_of, traveller_of
from comity.app.screening.listed import Entry, Listed, Sight, tag
from comity.app.screening.trail import Noted, Trail
from comity.governance.gate import Principal, Resource
from comity.kernel import wire
from comity.kernel.decider import Row
from comity.kernel.errors import ComityError, Unavailable, UnusableInput
from comity.kernel.subject import Subject
from comity.notices.clearing import Clearance
from comity.notices.kinds import KINDS
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.questions import Purpose
from comity.notices.request import NoticeRequest
from comity.notices.vocabulary import Caution, Kind
from comity.screening import Band, Hit, Index, Query, Reason, resolved

_WIDEST: Final = 1_000
"""The most that is looked through for those that the caller may find; most questions need what `_NARROW` gives."""
_NARROW: Final = 5
_PART: Final = 500
"""Notices read at once while the index is built."""
_MOST_KNOWN: Final = 4_096
_AGAIN: Final = timedelta(minutes=1)
_PAUSES_S: Final = (1, 2, 5, 10, 30)
"""Seconds until a build that failed is tried again; the last holds from there on."""
ADDENDA: Final = "Addenda stand on this notice: read them before you act."
NO_EFFECT: Final = "This notice has no effect at present: nothing is asked of anyone."
CLEARED: Final = "Another member found that this traveller is not the person on the notice. Decide for yourselves."
LACKING: Final = (
    "A notice that you may open cannot be read at present and was not compared. No match is no answer about it: "
    "ask again later, or look at the list of notices."
)
_BUILDING: Final = "Search is still being built; ask again in a moment."
_log = structlog.get_logger()
_ASKED: Final = Resource("screening", "screening", Row(state="open"))


class ScreenHit(msgspec.Struct, frozen=True):
    """A subject on file that may be the person asked about, and what its notice asks for.

    `seen` names the content that was compared; who clears the match says which it was.
    """

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
    to_settle: tuple[str, ...] = ()
    seen: str = ""


class Screened(msgspec.Struct, frozen=True):
    """The answer to one question; `list_version` names the state of what the caller may find.

    `notes` say what of a machine-readable zone, or of a record of a list, was not used. `silenced` counts the matches
    that the caller's own member cleared before, which `cleared` shows where that was asked for. `receipt` is where the
    trail has it.
    `problem` says why one of many was not answered: then there is no match, and that is no answer.
    """

    id: str
    hits: tuple[ScreenHit, ...]
    list_version: str
    notes: tuple[str, ...] = ()
    silenced: int = 0
    cleared: tuple[ScreenHit, ...] = ()
    receipt: str = ""
    problem: str | None = None


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How a question is asked: `keep` seals it and its answer in the trail, `cleared` shows what is silenced too."""

    threshold: float = 0.7
    limit: int = 10
    purpose: Purpose = Purpose.UNSPECIFIED
    keep: bool = False
    cleared: bool = False


class Search:
    """The notices in force by name and document, in memory; safe for threads, right at each question."""

    def __init__(self) -> None:
        self.ready = False
        self.trail = Trail()
        self._index = Index()
        self._listed = Listed()
        self._cleared = Cleared()
        self._known: dict[Principal, None] = {}
        self._seq = self._signed = 0
        self.failed = False
        self._latest = BEFORE_ALL
        self._turn = Lock()
        self._stopped = Event()
        self.unread: frozenset[str] = frozenset()
        self._tried = BEFORE_ALL
        self._dropped = False
        self._damaged: set[str] = set()

    def stop(self) -> None:
        """End a build that is under way."""
        self._stopped.set()

    def build(self, comity: Comity) -> None:
        """Read every notice in force once; questions before it is done are answered as not available."""
        try:
            with self._turn, comity.look() as look:
                self._read_all(look)
                self.ready = not self._stopped.is_set()
        finally:
            self.failed = not self.ready and not self._stopped.is_set()

    def run(self, comity: Comity) -> None:
        """Build, again after growing pauses where that fails, however it does, until it is done or stopped."""
        for pause in chain(_PAUSES_S, repeat(_PAUSES_S[-1])):
            try:
                return self.build(comity)
            except Exception as error:  # noqa: BLE001
                told = error.detail if isinstance(error, ComityError) else "a defect of Comity"
                _log.error("search_not_built", kind=type(error).__name__, detail=told, again_in_s=pause)
            if self._stopped.wait(pause):
                return None

    def _read_all(self, look: Look) -> None:
        """Read in what is in force by the date of a look, in place of what was read before."""
        self._listed, self._cleared = Listed(), Cleared()
        self._seq, self._signed = look.seq, look.reader.signed_size()
        self._index = Index.of(self._read(look))
        for registered in () if self._stopped.is_set() else look.reader.registers("clearance"):
            if found := self._legible(look, registered):
                self._cleared.take(look, found.state)
        self._latest = look.at

    def _read(self, look: Look) -> Iterator[tuple[str, Subject]]:
        """Yield who is on file, some at a time, and take in what answers say of each notice."""
        notices: Iterator[Notice] = (
            found.state for each in look.reader.registers("notice") if (found := self._legible(look, each))
        )
        while part := list(islice(notices, _PART)):
            refs = {each.id: each.body.id for each in part if each.state in IN_FORCE and each.body}
            sealed = look.reader.sealed(list(refs.values()))
            for notice in part:
                if self._stopped.is_set():
                    return
                body = self._opened(look, notice, sealed.get(refs.get(notice.id, "")))
                if body is not None:
                    self._listed.put(notice, tuple(body.cautions or ()))
                    yield notice.id, body.subject

    def _legible(self, look: Look, registered: Registered | None) -> Found | None:
        """Return a stream as it stands; None where there is none, or its row is damaged, which answers then say."""
        for found in look.legible((registered,) if registered else ()):
            self._damaged.discard(found.id)
            return found
        if registered and registered.stream_type == "notice":
            self._damaged.add(registered.stream_id)
            self.unread |= {registered.stream_id}
        return None

    def _take(self, look: Look, found: Found) -> None:
        match found.state:
            case Clearance():
                self._cleared.take(look, found.state)
            case Notice():
                self._take_notice(look, found.state)

    def _take_notice(self, look: Look, notice: Notice) -> None:
        body = self._opened(look, notice)
        if body is None:
            self._dropped = True
            self._index.remove(notice.id)
            self._cleared.drop(notice.id)
            if notice.id not in self.unread:
                self._listed.drop(notice.id)
            return
        self._index.add(notice.id, body.subject)
        self._listed.put(notice, tuple(body.cautions or ()))

    def _opened(self, look: Look, notice: Notice, blob: bytes | None = None) -> NoticeRequest | None:
        """Return the body of a notice in force; None for any other, and for one that cannot be opened.

        One that was not erased and cannot be opened is in `unread`, and found by nobody until it can.
        """
        self.unread -= {notice.id}
        if notice.body is None or notice.state not in IN_FORCE:
            return None
        try:
            return look.opened(notice.body, NoticeRequest, blob)
        except NotOpened as error:
            if isinstance(error, KeyDestroyed) and look.reader.content(notice.body.id) is not None:
                return None  # it was erased while the look was open
            _log.error("notice_unread", notice=notice.id, why=error.type)
            self.unread |= {notice.id}
            self._listed.lack(notice)
            return None

    def _try_again(self, look: Look) -> None:
        """Read once a minute what could not be opened before: it may have been put back."""
        if self.unread and look.at - self._tried >= _AGAIN:
            self._tried = look.at
            for notice in self.unread:
                if found := self._legible(look, look.reader.register("notice", notice)):
                    self._take_notice(look, found.state)

    def catch_up(self, look: Look) -> bool:
        """Follow what happened, asked or not; return True if a notice was let go since this was last called."""
        if not self.ready:
            return False
        self._follow(look)
        dropped, self._dropped = self._dropped, False
        return dropped

    def _forget(self, notice: str) -> None:
        self._dropped = True
        self._index.remove(notice)
        self._listed.drop(notice)
        self._cleared.drop(notice)

    def _follow(self, look: Look) -> None:
        """Apply what happened since the last question, so that any number of workers gives the same answer.

        What a date ended is forgotten; where the clock was set back, what it had ended is read again.
        """
        if look.at < self._latest - SLACK:
            with self._turn:
                if look.at < self._latest - SLACK:
                    self._read_all(look)
        self._latest = max(self._latest, look.at)
        for over in self._listed.over(look.at):
            self._forget(over)
        if look.seq <= self._seq and not self.unread:
            return
        with self._turn:
            self._try_again(look)
            while rows := look.reader.acts(self._seq, 1000):
                changed = ((row.stream_type, row.stream_id) for row in rows if row.stream_type in _FOLLOWED)
                for what, stream in dict.fromkeys(changed):
                    if found := self._legible(look, look.reader.register(what, stream)):
                        self._take(look, found)
                    elif what == "notice":
                        self._forget(stream)
                self._seq = rows[-1].seq
            self._signed = look.reader.signed_size()

    def screen(
        self, look: Look, by: Principal, query: Query, threshold: float, limit: int, terms: Terms | None = None
    ) -> Screened:
        """Return who on file may be the person asked about, as far as `by` may know; raises `Forbidden`.

        Raises `UnusableInput` where a machine-readable zone cannot be used. Nothing of it stands in the trail: `ask`
        is for questions of people and programs.
        """
        self.require(look, by)
        said = msgspec.structs.replace(terms or Terms(), threshold=threshold, limit=limit)
        asked, notes = resolved(query, look.at.date())
        self._follow(look)
        sight = self._listed.sight(by)
        hits, cleared = self._found(asked, sight, said)
        shown = tuple(cleared) if said.cleared else ()
        notes = (*notes, LACKING) if sight.lacks or self._damaged else notes
        return Screened(query.id, tuple(hits), sight.version, notes, len(cleared), shown)

    def ask(
        self, comity: Comity, look: Look, by: Principal, query: Query, terms: Terms, notes: tuple[str, ...] = ()
    ) -> tuple[Screened, bytes]:
        """Answer a question and note it in the trail; return the answer and its JSON. Raises as `screen` does.

        `notes` say what of the record was not used that the question was read from.
        """
        self.require(look, by)
        batch, nonce = self.trail.promise(comity.chance)
        noted: Noted | None = None
        try:
            found = self.screen(look, by, query, terms.threshold, terms.limit, terms)
            answer = msgspec.structs.replace(found, receipt=f"{batch}.{nonce}", notes=(*notes, *found.notes))
            encoded = wire.encode(answer)
            noted = Noted(
                nonce=nonce,
                at=look.at,
                by=by,
                purpose=terms.purpose,
                threshold=terms.threshold,
                limit=terms.limit,
                list_version=answer.list_version,
                act=self._seq,
                signed=self._signed,
                hits=len(answer.hits),
                silenced=answer.silenced,
                question=wire.encode(query),
                answer=encoded,
                keep=terms.keep,
            )
            return answer, encoded
        finally:
            self.trail.note(batch, noted)

    def ask_one(
        self, comity: Comity, look: Look, by: Principal, query: Query, terms: Terms, notes: tuple[str, ...] = ()
    ) -> bytes:
        """Answer one question of many, as JSON: what is wrong with it is its answer, and keeps no other from theirs."""
        try:
            return self.ask(comity, look, by, query, terms, notes)[1]
        except UnusableInput as error:
            return wire.encode(Screened(query.id, (), "", problem=error.detail))

    def require(self, look: Look, by: Principal) -> None:
        """Raise `Forbidden` for who may not ask, as policies see their offices, and `Unavailable` until all is read."""
        if by not in self._known:
            look.require(by, "screening:person:ask", _ASKED)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[by] = None
        if not self.ready:
            raise Unavailable(_BUILDING)

    def _found(self, asked: Query, sight: Sight, terms: Terms) -> tuple[list[ScreenHit], list[ScreenHit]]:
        """Return the matches, and those that the caller's member cleared before."""
        for widest in (terms.limit + _NARROW, _WIDEST):
            found = self._index.screen(asked, terms.threshold, widest)
            hits, cleared = self._sorted(found, asked, sight, terms.limit)
            if len(hits) == terms.limit or len(found) < widest:
                break
        return hits, cleared

    def _sorted(
        self, found: Sequence[Hit], asked: Query, sight: Sight, limit: int
    ) -> tuple[list[ScreenHit], list[ScreenHit]]:
        hits: list[ScreenHit] = []
        cleared: list[ScreenHit] = []
        key: bytes | None = None
        for hit in found:
            entry = self._listed.get(hit.subject)
            if entry is None or entry.group not in sight.groups:
                continue
            told = False
            if sight.member is not None and self._cleared.among(hit.subject):
                key = key or key_of(traveller_of(asked))
                face = entry.face_for(sight.member)
                if self._cleared.own(hit.subject, sight.member, face, key):
                    cleared.append(_hit(hit, entry, sight, told=False))
                    continue
                told = self._cleared.told(hit.subject, sight.member, face, key)
            if len(hits) < limit:
                hits.append(_hit(hit, entry, sight, told))
        return hits, cleared


_FOLLOWED: Final = frozenset({"notice", "clearance"})


def _hit(hit: Hit, entry: Entry, sight: Sight, told: bool) -> ScreenHit:
    face = entry.face_for(sight.member)
    stands = ((ADDENDA, face.addenda > 0), (NO_EFFECT, not entry.in_effect), (CLEARED, told))
    return ScreenHit(
        subject=hit.subject,
        score=hit.score,
        band=hit.band,
        reasons=hit.reasons,
        notice=hit.subject,
        kind=entry.kind,
        asks=KINDS[entry.kind].asks,
        cautions=entry.cautions,
        caveats=tuple(caveat for caveat, there in stands if there),
        to_settle=hit.to_settle,
        seen=tag(face),
    )
