"""What rests on a content, and by which command on the one path it ends once the content is erased or given up."""

from collections.abc import Iterator

import msgspec

from comity.app.look import Look
from comity.app.path import Order
from comity.governance.account import Account
from comity.governance.commands import RemovePerson
from comity.governance.credentials import VoidCredentials
from comity.governance.describing import Described, DescribeMember
from comity.governance.gate import CLOCK, PROCESS, Principal
from comity.governance.people import PersonState
from comity.kernel.codes import Country
from comity.kernel.decider import Command, ContentRef
from comity.notices import commands as c
from comity.notices.access import DropUpload, ExamineUpload, Upload
from comity.notices.notice import IN_FORCE, Notice
from comity.notices.questions import Batch, EraseQuestions
from comity.notices.reviewing import Review
from comity.notices.vocabulary import Ground, State
from comity.statistics.releasing import Reply, WriteReply


class Reapplied(msgspec.Struct, frozen=True):
    """A stream that rested on what was erased, and the command that ended it; None where people must act."""

    what: str
    id: str
    command: str | None


Ends = Iterator[tuple[Reapplied, Order | None]]


def _by(principal: Principal, what: str, stream: str, command: Command) -> tuple[Reapplied, Order]:
    return Reapplied(what, stream, type(command).__name__), Order(by=principal, command=command)


def end_notice(look: Look, file: str, gone: set[str]) -> Ends:
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


def end_request(look: Look, file: str, gone: set[str]) -> Ends:
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


def end_other(look: Look, file: str, gone: set[str]) -> Ends:
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
            case Upload(picture=ref) if _rests(ref, gone):
                yield _by(CLOCK, what, file, ExamineUpload(id=file))
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


IN_ORDER = (end_notice, end_request, end_other)
"""Notices first: the end of a notice ends its requests."""


def rests(look: Look, file: str, content: str) -> bool:
    """Return True if a stream of `file` rests on `content` and would have to be ended with it."""
    return any(order is not None for end in IN_ORDER for _, order in end(look, file, {content}))
