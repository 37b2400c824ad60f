"""The states, decisions and acts of a request in the words of its bureau."""

from collections.abc import Mapping
from typing import Final

import msgspec

from comity.kernel.decider import Command
from comity.notices import commands as c
from comity.notices import events as e
from comity.notices.vocabulary import Channel, Decision, Kind, State, UrgencyLevel

STATES: Final[Mapping[State, tuple[str, str]]] = {
    State.DRAFT: ("Draft", "govuk-tag--grey"),
    State.SUBMITTED: ("Sent", "govuk-tag--blue"),
    State.UNDER_REVIEW: ("Under review", "govuk-tag--blue"),
    State.RECONSIDERATION_ASKED: ("Reconsideration asked", "govuk-tag--blue"),
    State.RETURNED: ("Returned to you", "govuk-tag--yellow"),
    State.REFUSED: ("Refused", "govuk-tag--red"),
    State.APPROVED: ("Approved", "govuk-tag--green"),
    State.APPROVED_IN_PART: ("Approved in part", "govuk-tag--green"),
    State.APPROVED_AS_OTHER_KIND: ("Approved as another kind", "govuk-tag--green"),
    State.PUBLISHED: ("Published", "govuk-tag--green"),
    State.WITHDRAWN: ("Withdrawn", "govuk-tag--grey"),
    State.LAPSED: ("Lapsed", "govuk-tag--grey"),
    State.ENDED: ("Ended", "govuk-tag--grey"),
    State.DISCARDED: ("Discarded", "govuk-tag--grey"),
    State.ERASED: ("Erased", "govuk-tag--grey"),
}
"""Each state of a request: its word, and the shade of its tag."""
DECISIONS: Final[Mapping[Decision, str]] = {
    Decision.APPROVE: "The request is approved.",
    Decision.APPROVE_IN_PART: "The request is approved in part: some charges were struck out.",
    Decision.OTHER_KIND: "The request is approved as another kind of notice.",
    Decision.RETURN: "The request is returned to you: it can go forward once what is named is mended.",
    Decision.REFUSE: "The request is refused.",
}
HAPPENED: Final[Mapping[str, tuple[str, str]]] = {
    e.RequestDrafted.__name__: ("Your bureau", "Draft begun"),
    e.DraftRevised.__name__: ("Your bureau", "Draft revised"),
    e.RequestSubmitted.__name__: ("Your bureau", "Sent to the Secretariat"),
    e.ReviewBegun.__name__: ("The Secretariat", "Review begun"),
    e.RequestReturned.__name__: ("The Secretariat", "Returned to be mended"),
    e.ReplyDrafted.__name__: ("Your bureau", "Reply being written"),
    e.ReplyGiven.__name__: ("Your bureau", "Reply sent"),
    e.RequestRefused.__name__: ("The Secretariat", "Refused"),
    e.RequestApproved.__name__: ("The Secretariat", "Approved"),
    e.RequestPublished.__name__: ("The Secretariat", "Published"),
    e.RequestWithdrawn.__name__: ("Your bureau", "Withdrawn"),
    e.ReconsiderationAsked.__name__: ("Your bureau", "Reconsideration asked"),
    e.RequestLapsed.__name__: ("By date", "Lapsed without a reply"),
    e.RequestEnded.__name__: ("The Secretariat", "The notice ended"),
    e.RequestErased.__name__: ("By date", "Content erased"),
}
"""What happened to a request, and who did it; an act that has no word here is not told."""


class Offer(msgspec.Struct, frozen=True):
    """An act that a bureau may want to do on its request: its words and the page for it."""

    command: type[Command]
    words: str
    page: str
    main: bool = False


OFFERS: Final = (
    Offer(c.ReviseDraft, "Go on writing", "tasks", main=True),
    Offer(c.SubmitRequest, "Check and send", "submit"),
    Offer(c.ReplyToReturn, "Mend and reply", "tasks", main=True),
    Offer(c.AskReconsideration, "Ask for reconsideration, once", "reconsider", main=True),
    Offer(c.WithdrawRequest, "Withdraw the request", "withdraw"),
    Offer(c.DiscardDraft, "Discard this draft", "discard"),
)


def kind_words(kind: Kind, channel: Channel) -> str:
    """Return a kind and its channel in words."""
    return f"{kind.value.capitalize()} {channel.value}"


def urgency_words(level: UrgencyLevel) -> str:
    """Return an urgency in a word, "" for the ordinary one."""
    return "" if level is UrgencyLevel.ROUTINE else level.value.capitalize()
