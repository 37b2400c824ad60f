"""What a recorded act sends to whom: each member's feed and the list of public changes."""

from datetime import timedelta
from typing import Any

from comity.app.acts import Act
from comity.app.ports.store import FeedRow, TokenRow
from comity.app.unit import Loading
from comity.governance import credentials as k
from comity.governance import events as g
from comity.governance.organisation import STREAM as ORGANISATION
from comity.kernel.decider import Event
from comity.kernel.hashing import sha256_hex
from comity.notices import events as e
from comity.notices.access import Upload, UploadExamined, UploadReceived
from comity.notices.notice import IN_FORCE, Notice, extract_end
from comity.notices.requesting import Request
from comity.notices.vocabulary import State

FEED_KINDS: dict[type[Event], str] = {
    e.NoticePublished: "notice",
    e.ListingPublished: "notice",
    e.NoticeAmended: "amendment",
    e.ListingRevised: "amendment",
    e.AddendumAdded: "addendum",
    e.NoticeSuspended: "suspension",
    e.NoticeResumed: "resumption",
    e.NoticeBlocked: "block",
    e.NoticeUnblocked: "unblock",
    e.PurposeAchieved: "recall",
    e.NoticeWithdrawn: "recall",
    e.NoticeCancelled: "recall",
    e.NoticeExpired: "recall",
    e.ListingEnded: "recall",
}
"""What each event is called in a feed; a recall is the same whatever its cause."""
_KINDS = frozenset(FEED_KINDS.values())


def is_damaged(row: FeedRow) -> bool:
    """Return True if a row of a feed does not say when it was, or what: no act makes such a one."""
    return row.damaged or row.kind not in _KINDS


def deliver(unit: Loading, act: Act, before: Any, after: Any) -> None:
    """Write the feed entries and the public change that follow from `act`."""
    match act.event:
        case g.MemberAdmitted(member=member):
            _welcome(unit, act, member)
        case g.TokenIssued(token=token, digest=digest, expires=expires):
            unit.writer.put_token(TokenRow(token, act.stream_id, expires), digest)
        # Whether a session or an invitation still holds is the account's to say; its row tells whose it was.
        case k.SessionOpened(session=token, digest=digest, expires=expires):
            unit.writer.put_token(TokenRow(token, act.stream_id, expires), digest)
        case k.PersonInvited(invitation=token, digest=digest, expires=expires):
            unit.writer.put_token(TokenRow(token, act.stream_id, expires), digest)
        case g.TokenRevoked(token=token):
            unit.writer.drop_token(token)
        case g.PersonRemoved():
            unit.writer.drop_tokens_of(act.stream_id)
        case UploadReceived(member=member, data=data):
            unit.writer.put_upload(sha256_hex(unit.opened(data)), member, data.id, act.at)
        case UploadExamined() if isinstance(before, Upload) and before.data:
            _pictured(unit, sha256_hex(unit.opened(before.data)), act)
        case _:
            pass
    if isinstance(after, Notice):
        _feeds(unit, act, before, after)
        _public(unit, act, before, after)


def recipients(unit: Loading, notice: Notice) -> set[str]:
    """Return the members that the notice is meant for; its requester is never among them."""
    if notice.state is State.NEW:
        return set()
    members = unit.load("organisation", ORGANISATION).state.members
    return {member for member in members if notice.reach.reaches(member, notice.member)}


def _feeds(unit: Loading, act: Act, before: Notice, after: Notice) -> None:
    kind = FEED_KINDS.get(type(act.event))
    had, have = recipients(unit, before), recipients(unit, after)
    push = unit.writer.push
    if kind is not None:
        new = have - had if kind == "amendment" else set()
        push(sorted(have - new), kind, after.id, act.seq, act.at)
        push(sorted(new), "notice", after.id, act.seq, act.at)
    dropped = had - have
    push(sorted(dropped), "recall", after.id, act.seq, act.at)


def _public(unit: Loading, act: Act, before: Notice, after: Notice) -> None:
    """An addition or change shows at once; a removal is released with the next day's batch, whatever its cause."""
    day = act.at.date()
    if after.public and not before.public:
        unit.writer.change_public("added", str(after.number), after.id, day)
    elif before.public and not after.public:
        unit.writer.change_public("removed", str(before.number), after.id, day + timedelta(days=1))
    elif after.public and _shown(after) != _shown(before):
        unit.writer.change_public("changed", str(after.number), after.id, day)


def _shown(notice: Notice) -> tuple[Any, ...]:
    """Return what the public sees change: what a notice says and when it ends."""
    return notice.extract, notice.expires, extract_end(notice)


def _pictured(unit: Loading, sha256: str, act: Act) -> None:
    """The public notices that show a photograph change when its picture does."""
    uses = [use.file for use in unit.writer.upload_uses(sha256)]
    requests: list[Request] = [unit.load("request", file).state for file in uses]
    for notice in sorted({notice for each in requests if (notice := each.notice or each.amends)}):
        state: Notice = unit.load("notice", notice).state
        if state.public:
            unit.writer.change_public("changed", str(state.number), notice, act.at.date())


def _welcome(unit: Loading, act: Act, member: str) -> None:
    """A new member receives the notices in force that are meant for it."""
    for found in unit.writer.registers("notice"):
        notice: Notice = unit.load("notice", found.stream_id).state
        if notice.state in IN_FORCE and notice.reach.reaches(member, notice.member):
            unit.writer.push([member], "notice", notice.id, act.seq, act.at)
