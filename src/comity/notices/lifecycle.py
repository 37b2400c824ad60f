"""The one table of all lifecycles: from, command, to, Cedar action, guard, citation.

Who is allowed is said by the Cedar action alone; a guard looks at state, command and time only. `to` is
None where the command leaves the state as it is, and `BACK` where it restores the state before a block.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from comity.kernel.decider import Command, Refusal
from comity.notices import commands as c
from comity.notices import guards as g
from comity.notices.vocabulary import State as S

BACK: Final = "back"
Guard = Callable[[Any, Any, datetime], Refusal | None]
STAYS: Final = None


@dataclass(frozen=True)
class Transition:
    """One line of the table; `targets` are all states it may lead to, for the drawing."""

    machine: str
    sources: tuple[S, ...]
    command: type[Command]
    to: S | str | None
    action: str
    citation: str
    guard: Guard | None = None
    targets: tuple[S, ...] = ()


_IN_REVIEW = (S.SUBMITTED, S.UNDER_REVIEW)
_IN_FORCE = (S.PUBLISHED, S.SUSPENDED, S.BLOCKED)
_APPROVED = (S.APPROVED, S.APPROVED_IN_PART, S.APPROVED_AS_OTHER_KIND)
_CLOSED = (S.REFUSED, S.WITHDRAWN, S.LAPSED)
_DEALT = (S.SILENT, S.TREATED, S.FOUND)

T = Transition
TABLE: Final[tuple[Transition, ...]] = (
    T("request", (S.NEW,), c.DraftRequest, S.DRAFT, "bureau:request:draft", "RPD 76"),
    T("request", (S.DRAFT,), c.ReviseDraft, STAYS, "bureau:request:draft", "RPD 76"),
    T("request", (S.DRAFT,), c.DiscardDraft, S.DISCARDED, "bureau:request:draft", "RPD 76"),
    T("request", (S.DRAFT,), c.SubmitRequest, S.SUBMITTED, "bureau:request:submit", "RPD 76"),
    T("request", (S.SUBMITTED, S.RECONSIDERATION_ASKED), c.BeginReview, S.UNDER_REVIEW, "process:request:review", "RPD 77"),
    T("request", (S.UNDER_REVIEW,), c.Conclude, g.CONCLUDED, "process:request:conclude", "RPD 77", None,
      (S.RETURNED, S.REFUSED, *_APPROVED)),
    T("request", _APPROVED, c.RecordPublication, S.PUBLISHED, "process:request:conclude", "RPD 79"),
    T("request", (S.RETURNED,), c.DraftReply, STAYS, "bureau:request:reply", "RPD 78"),
    T("request", (S.RETURNED,), c.ReplyToReturn, S.SUBMITTED, "bureau:request:reply", "RPD 78"),
    T("request", (S.RETURNED,), c.LapseRequest, S.LAPSED, "clock:request:lapse", "RPD 78"),
    T("request", (*_IN_REVIEW, S.RETURNED, S.RECONSIDERATION_ASKED), c.WithdrawRequest, S.WITHDRAWN,
      "bureau:request:withdraw", "RPD 81"),
    T("request", (S.REFUSED,), c.AskReconsideration, S.RECONSIDERATION_ASKED, "bureau:request:reconsider", "RPD 78",
      g.not_reconsidered_before),
    T("request", (S.PUBLISHED,), c.RecordEnd, S.ENDED, "process:request:conclude", "RPD 81"),
    T("request", _CLOSED, c.EraseRequest, S.ERASED, "clock:request:erase", "RPD 51"),
    T("review", (S.NEW, S.DECIDED), c.OpenReview, S.OPEN, "process:review:open", "RPD 86"),
    T("review", (S.OPEN,), c.ClaimReview, STAYS, "review:case:claim", "RPD 86", g.slot_is_free),
    T("review", (S.OPEN,), c.ReleaseReview, STAYS, "review:case:release", "RPD 86", g.holds_claim),
    T("review", (S.OPEN,), c.ReleaseLateClaims, STAYS, "clock:review:release", "RPD 86"),
    T("review", (S.OPEN, S.DECIDED), c.RecordContext, STAYS, "secretariat:case:context", "RPD 77"),
    T("review", (S.OPEN,), c.WeighTies, STAYS, "process:review:tally", "RPD 86"),
    T("review", (S.OPEN,), c.TallyOpinions, g.TALLIED, "process:review:tally", "RPD 86", None, (S.OPEN, S.DECIDED)),
    T("review", (S.OPEN,), c.CloseReview, S.CLOSED, "process:review:close", "RPD 81"),
    T("opinion", (S.NEW,), c.GiveOpinion, S.GIVEN, "review:opinion:give", "RPD 86"),
    T("notice", (S.NEW,), c.PublishNotice, S.PUBLISHED, "process:notice:publish", "RPD 79"),
    T("notice", (S.NEW,), c.PublishListing, S.PUBLISHED, "listing:notice:publish", "RPD 95"),
    T("notice", _IN_FORCE, c.ReviseListing, STAYS, "listing:notice:publish", "RPD 95", g.is_listing),
    T("notice", _IN_FORCE, c.EndListing, S.WITHDRAWN, "listing:notice:end", "RPD 95", g.is_listing),
    T("notice", _IN_FORCE, c.AmendNotice, STAYS, "process:notice:publish", "RPD 80"),
    T("notice", _IN_FORCE, c.StrikeCharges, STAYS, "process:notice:conclude", "RPD 78"),
    T("notice", _IN_FORCE, c.MaintainNotice, STAYS, "process:notice:conclude", "RPD 86"),
    T("notice", (S.PUBLISHED,), c.SuspendNotice, S.SUSPENDED, "bureau:notice:suspend", "RPD 81", g.suspension_in_bounds),
    T("notice", (S.SUSPENDED,), c.ResumeNotice, S.PUBLISHED, "bureau:notice:suspend", "RPD 81"),
    T("notice", (S.SUSPENDED,), c.EndSuspension, S.CANCELLED, "clock:notice:end", "RPD 81", g.suspension_over),
    T("notice", (S.PUBLISHED, S.SUSPENDED), c.BlockNotice, S.BLOCKED, "secretariat:notice:block", "RPD 129"),
    T("notice", (S.BLOCKED,), c.UnblockNotice, BACK, "secretariat:notice:unblock", "RPD 129", None, (S.PUBLISHED, S.SUSPENDED)),
    T("notice", _IN_FORCE, c.AddAddendum, STAYS, "secretariat:notice:addendum", "RPD 87"),
    T("notice", _IN_FORCE, c.RestrictCirculation, STAYS, "bureau:notice:restrict", "RPD 58"),
    T("notice", _IN_FORCE, c.AuthoriseExtract, STAYS, "bureau:notice:extract", "RPD 61", g.extract_ahead),
    T("notice", _IN_FORCE, c.RetractExtract, STAYS, "bureau:notice:extract", "RPD 61", g.has_extract),
    T("notice", _IN_FORCE, c.ExpireExtract, STAYS, "clock:notice:end", "RPD 61", g.has_extract),
    T("notice", _IN_FORCE, c.AskRetention, STAYS, "clock:notice:remind", "RPD 50"),
    T("notice", _IN_FORCE, c.ExtendRetention, STAYS, "bureau:notice:retain", "RPD 50", g.retention_asked),
    T("notice", _IN_FORCE, c.TakeSecondLook, STAYS, "clock:notice:remind", "RPD 86"),
    T("notice", _IN_FORCE, c.AchievePurpose, S.ACHIEVED, "bureau:notice:end", "RPD 81", g.is_not_listing),
    T("notice", _IN_FORCE, c.WithdrawNotice, S.WITHDRAWN, "bureau:notice:end", "RPD 81", g.is_not_listing),
    T("notice", _IN_FORCE, c.CancelNotice, S.CANCELLED, "secretariat:notice:cancel", "RPD 81"),
    T("notice", _IN_FORCE, c.ExpireNotice, S.EXPIRED, "clock:notice:end", "RPD 50", g.retention_over),
    T("dealing", (S.NEW, *_DEALT), c.RecordTreatment, g.TREATED, "recipient:notice:treat", "RPD 80", None, (S.TREATED, S.FOUND)),
    T("dealing", (S.NEW, *_DEALT), c.RecordAnswer, S.FOUND, "recipient:notice:answer", "RPD 87"),
    T("dealing", (S.NEW, *_DEALT), c.RaiseObjection, g.OBJECTED, "recipient:notice:object", "RPD 34(3)(d)", None, _DEALT),
    T("dealing", (S.FOUND,), c.RemindOfSilence, STAYS, "clock:dealing:remind", "RPD 87"),
    T("campaign", (S.NEW,), c.CreateCampaign, S.OPEN, "bureau:campaign:keep", "RPD 80"),
    T("campaign", (S.OPEN,), c.AddToCampaign, STAYS, "bureau:campaign:keep", "RPD 80"),
    T("campaign", (S.OPEN,), c.RemoveFromCampaign, STAYS, "bureau:campaign:keep", "RPD 80"),
)  # fmt: skip

_INDEX = {(row.machine, source, row.command): row for row in TABLE for source in row.sources}
ACTIONS: Final[dict[type[Command], str]] = {row.command: row.action for row in TABLE}


def step(machine: str, state: Any, command: Command, at: datetime) -> Transition | Refusal:
    """Return the line of the table that permits `command` in `state`, or why there is none."""
    row = _INDEX.get((machine, state.state, type(command)))
    if row is None:
        return Refusal(
            detail=f"{type(command).__name__} is not possible while this {machine} is {state.state.value}.",
            code="wrong-state",
        )
    refusal = row.guard(state, command, at) if row.guard else None
    return refusal or row


def possible(machine: str, state: S) -> Sequence[Transition]:
    """Return the lines of the table that start in `state`."""
    return [row for row in TABLE if row.machine == machine and state in row.sources]
