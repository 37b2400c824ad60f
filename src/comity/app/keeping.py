"""The sweep: what a crash left is finished, and what was erased before a restore is erased again.

1. The database must be the one that belongs to the keys, and hold all acts that it was seen to hold.
2. A key without a content is of an act that was never recorded, or that erases: it is destroyed.
3. A content whose key was destroyed shows that acts were lost. What still rests on it is ended on the one
   path, by the process or the clock; the content is dropped.
4. The last act is noted beside the keys, for the next sweep.
"""

from collections.abc import Iterator, Mapping

import msgspec
import structlog

from comity.app.comity import Comity
from comity.app.look import Look
from comity.app.path import Order
from comity.app.ports.vault import Anchor, KeyMissing
from comity.governance.account import Account
from comity.governance.commands import RemovePerson
from comity.governance.credentials import VoidCredentials
from comity.governance.describing import Described, DescribeMember
from comity.governance.gate import CLOCK, PROCESS, Principal
from comity.governance.people import PersonState
from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef
from comity.kernel.errors import Unavailable
from comity.ledger.merkle import leaf_hash
from comity.notices import commands as c
from comity.notices.access import DropUpload, Upload
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.questions import Batch, EraseQuestions
from comity.notices.reviewing import Review
from comity.notices.vocabulary import Ground, State
from comity.statistics.releasing import Reply, WriteReply

_log = structlog.get_logger()


class Reapplied(msgspec.Struct, frozen=True):
    """A stream that rested on what was erased, and the command that ended it; None where people must act."""

    what: str
    id: str
    command: str | None


class Swept(msgspec.Struct, frozen=True):
    """How many keys were destroyed, how many contents without a key dropped, and what was ended with them."""

    keys: int = 0
    contents: int = 0
    reapplied: tuple[Reapplied, ...] = ()


def sweep_round(comity: Comity) -> Swept:
    """Sweep as each round of the clock does: only where keys and contents differ in number."""
    keys = comity.vault.count()
    with comity.look() as look:
        if keys == look.reader.content_count():
            return Swept()
    return sweep(comity)


def sweep(comity: Comity, *, accept_older_database: bool = False) -> Swept:
    """Finish what a crash left; repeating does nothing. Several processes may sweep while others write.

    Raises `Unavailable` where the database is not the one that the keys belong to, or lost acts, unless
    `accept_older_database`; `KeyMissing` where a content has no key and was not erased.
    """
    if not accept_older_database:
        _hold_together(comity)
    keys, erased = _compare(comity)
    reapplied = tuple(_reapply(comity, erased))
    if erased:
        with comity.store.writing(_nothing) as writer:
            writer.drop_contents(sorted(erased))
    _note(comity)
    swept = Swept(keys, len(erased), reapplied)
    if swept != Swept():
        _log.warning("swept", keys=keys, contents=len(erased), reapplied=len(reapplied))
    return swept


def _hold_together(comity: Comity) -> None:
    anchor = comity.vault.anchor()
    if anchor is None or anchor.act == 0:
        return
    with comity.look() as look:
        row, last = look.reader.act(anchor.act), look.reader.last_seq()
    if row is None or leaf_hash(row.document).hex() != anchor.leaf:
        raise Unavailable(
            f"The database, of {last} acts, is not the one that the keys were used with, of {anchor.act} acts or more: "
            "it is another one, or lost acts. Nothing was opened, so that no key is destroyed in error. Open the "
            "right database, or take over what was lost: `comity vault sweep --accept-older-database`."
        )


def _note(comity: Comity) -> None:
    with comity.look() as look:
        last = look.reader.last_seq()
        row = look.reader.act(last)
    anchor = Anchor(last, leaf_hash(row.document).hex()) if row else Anchor(0, "")
    if comity.vault.anchor() != anchor:
        comity.vault.set_anchor(anchor)


def _compare(comity: Comity) -> tuple[int, Mapping[str, str]]:
    """Destroy the keys that have no content; return their number, and the contents erased by their keys, with files.

    Looks first without the writer's turn: what others write meanwhile may make a difference where there is
    none, never hide one. What is found is judged again under the turn.
    """
    keys = set(comity.vault.ids())
    with comity.look() as look:
        known = look.reader.content_ids()
    if keys == known:
        comity.vault.destroy(())  # what a crash left in the log of the key store is emptied all the same
        return 0, {}
    with comity.store.writing(_nothing) as writer:
        known = writer.content_ids()
        lacking = known.difference(comity.vault.ids())
        if lacking and (missing := lacking.difference(comity.vault.erased())):
            raise KeyMissing(min(missing))
        destroyed = comity.vault.sweep(known.__contains__)
        return len(destroyed), writer.files(sorted(lacking))


def _nothing() -> None:
    return None


def _reapply(comity: Comity, erased: Mapping[str, str]) -> Iterator[Reapplied]:
    """End what rests on erased contents, notices first: the end of a notice ends its requests."""
    files: dict[str, set[str]] = {}
    for content, file in erased.items():
        files.setdefault(file, set()).add(content)
    for end in (_end_notice, _end_request, _end_other):
        for file, gone in sorted(files.items()):
            with comity.look() as look:
                found = list(end(look, file, gone))
            for reapplied, order in found:
                if order is not None:
                    comity.path.execute(order)
                yield reapplied


_Ends = Iterator[tuple[Reapplied, Order | None]]


def _by(principal: Principal, what: str, stream: str, command: Command) -> tuple[Reapplied, Order]:
    return Reapplied(what, stream, type(command).__name__), Order(by=principal, command=command)


def _end_notice(look: Look, file: str, gone: set[str]) -> _Ends:
    request = look.find("request", file)
    name = (request.state.notice or request.state.amends) if request else file
    found = look.find("notice", name) if name else None
    if found is None or found.state.state not in IN_FORCE:
        return
    notice: Notice = found.state
    if _rests(notice.body, gone):
        yield _by(PROCESS, "notice", notice.id, c.CancelNotice(id=notice.id, ground=Ground.OTHER))
    elif _rests(notice.extract, gone):
        yield _by(CLOCK, "notice", notice.id, c.ExpireExtract(id=notice.id))


def _end_request(look: Look, file: str, gone: set[str]) -> _Ends:
    found = look.find("request", file)
    if found is None or not _rests(found.state.body, gone):
        return
    match found.state.state:
        case State.DRAFT:
            yield _by(PROCESS, "request", file, c.DiscardDraft(id=file))
        case State.SUBMITTED | State.UNDER_REVIEW | State.RETURNED | State.RECONSIDERATION_ASKED:
            yield _by(PROCESS, "request", file, c.WithdrawRequest(id=file))
            yield _by(CLOCK, "request", file, c.EraseRequest(id=file))
        case State.REFUSED | State.WITHDRAWN | State.LAPSED:
            yield _by(CLOCK, "request", file, c.EraseRequest(id=file))
        case _:
            pass


def _end_other(look: Look, file: str, gone: set[str]) -> _Ends:
    """End a person, credentials, an upload, a reply, a card, a batch of the trail; people record a context anew."""
    for what in ("person", "file", "reply", "member", "review", "questions"):
        found = look.find(what, file)
        match found.state if found else None:
            case PersonState(state="active", profile=ref) if _rests(ref, gone):
                yield _by(PROCESS, what, file, RemovePerson(id=file))
            case PersonState(state="active", account=Account(credentials=ref)) if _rests(ref, gone):
                yield _by(PROCESS, what, file, VoidCredentials(id=file))
            case Upload(data=ref) if _rests(ref, gone):
                yield _by(CLOCK, what, file, DropUpload(id=file))
            case Reply(text=ref) if _rests(ref, gone):
                yield _by(PROCESS, what, file, WriteReply(member=Country(file)))
            case Described(card=ref) if _rests(ref, gone):
                yield _by(PROCESS, what, file, DescribeMember(member=Country(file)))
            case Batch(lines=ref) if _rests(ref, gone):
                yield _by(CLOCK, what, file, EraseQuestions(id=file))
            case Review(state=State.OPEN, context=ref) if _rests(ref, gone):
                yield Reapplied(what, file, None), None
            case _:
                pass


def _rests(ref: ContentRef | None, gone: set[str]) -> bool:
    return ref is not None and ref.id in gone
