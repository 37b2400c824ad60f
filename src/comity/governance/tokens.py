"""Tokens: by which programs are known; who may have one, from whom, and which of them still holds.

1. A person makes tokens for itself alone, after a fresh proof; a machine's are made by others (`gate`).
2. A token ends no later than the token it is made through, and with it.
3. A machine's token ends with the account of the person who made it, and when the account is no machine's any more.
4. A token of a person that does not say who made it was issued by an earlier version, where another could make it:
   it holds in a sample only.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from comity.governance import commands as c
from comity.governance import events as e
from comity.governance.offices import Office
from comity.kernel.decider import Event, Id, Refusal
from comity.kernel.errors import Fault

if TYPE_CHECKING:
    from comity.governance.people import PeopleFacts, PersonState

FOUNDED: Final = "process"
"""The maker of a sample's first tokens."""
_Loading = Callable[[str], "PersonState"]


class Token(msgspec.Struct, frozen=True):
    """A token of a person or machine; `maker` and `through` are None where an earlier version issued it."""

    id: Id
    expires: datetime
    purpose: c.TokenPurpose
    maker: c.Maker | None = None
    through: c.Maker | None = None


def _refused(detail: str, code: str, path: str) -> Refusal:
    return Refusal(detail, (Fault(path, detail),), code)


def issue(
    state: "PersonState", command: c.IssueToken | c.FoundToken, facts: "PeopleFacts", at: datetime
) -> Sequence[Event] | Refusal:
    """Return the token as issued, or why it cannot be."""
    founding = isinstance(command, c.FoundToken)
    if founding and not facts.founding:
        return _refused("Tokens are handed out only while a sample is made.", "not-founding", "$.id")
    if command.expires.tzinfo is None or command.expires <= at:
        return _refused("A token expires at a time after now, with its time zone.", "bad-date", "$.expires")
    if facts.through_until is not None and command.expires > facts.through_until:
        until = f"{facts.through_until:%Y-%m-%d %H:%M} UTC"
        detail = f"A token ends no later than the one that it is made with, which ends at {until}."
        return _refused(detail, "outlives-its-maker", "$.expires")
    if command.token in {each.id for each in state.tokens}:
        return _refused("A token of this id exists already.", "token-exists", "$.token")
    machine = Office.BORDER_SERVICE in state.offices
    if command.purpose is c.TokenPurpose.SERVICE and not machine:
        # A machine's pull of a feed is not recorded as opening files, so no one makes a machine of themselves.
        return _refused(
            "Only a machine has tokens for a service; a person's are their own.", "bad-purpose", "$.purpose"
        )
    if command.purpose is c.TokenPurpose.PERSON and machine:
        return _refused("A border service is a machine; its tokens are for a service.", "bad-purpose", "$.purpose")
    return [
        e.TokenIssued(
            token=command.token,
            digest=command.digest,
            expires=command.expires,
            purpose=command.purpose,
            maker=facts.actor,
            through=facts.via,
        )
    ]


def own(state: "PersonState") -> tuple[Id, ...]:
    """Return the tokens that the person made, or may have made: they end with the credentials they rest on."""
    machine = Office.BORDER_SERVICE in state.offices
    return tuple(each.id for each in state.tokens if not machine and each.maker != FOUNDED)


def standing(token: str, state: "PersonState", load: _Loading, at: datetime, sample: bool) -> Token | None:
    """Return a token of a person or machine if it holds at `at`, with all that it was made through.

    `load` returns the state of any person.
    """
    first = link = _held(token, state, at)
    while link is not None:
        if not _rightful(link, state, sample):
            return None
        if not (link.maker or "").startswith("per_"):
            return first
        state = state if link.maker == state.id else load(str(link.maker))
        if state.state != "active":
            return None
        if not (link.through or "").startswith("tok_"):
            return first
        link = _held(str(link.through), state, at)
    return None


def _held(token: str, state: "PersonState", at: datetime) -> Token | None:
    if state.state != "active":
        return None
    return next((each for each in state.tokens if each.id == token and at < each.expires), None)


def _rightful(token: Token, state: "PersonState", sample: bool) -> bool:
    """Return True if the account may have a token from this maker."""
    if token.maker == state.id or Office.BORDER_SERVICE in state.offices:
        return True
    return sample and token.maker in (None, FOUNDED)
