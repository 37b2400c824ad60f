"""The guards of the lifecycle table: each looks at a state, a command and the time, and says why not.

Days are counted in the zone of the time that a guard is given.
"""

from datetime import UTC, datetime
from typing import Any, Final

from comity.kernel.dates import add_months
from comity.kernel.decider import Refusal
from comity.kernel.errors import Fault
from comity.kernel.time_zone import beginning
from comity.law import parameters

CONCLUDED: Final = "as concluded"
TALLIED: Final = "as tallied"
TREATED: Final = "as found"
OBJECTED: Final = "as before"


def not_reconsidered_before(state: Any, _: Any, __: datetime) -> Refusal | None:
    """A refusal is reconsidered once; a new fact is a new request."""
    if state.reconsidered:
        return Refusal("This refusal was reconsidered once already; a new fact needs a new request.")
    return None


def slot_is_free(state: Any, _: Any, __: datetime) -> Refusal | None:
    """No more reviewers than opinions needed may hold a claim at once."""
    if len(state.claims) + len(state.counted) >= state.needed:
        return Refusal("Enough reviewers hold this case; wait until one hands it back.", code="claimed")
    return None


def holds_claim(state: Any, command: Any, _: datetime) -> Refusal | None:
    if command.reviewer not in {claim.reviewer for claim in state.claims}:
        return Refusal("This reviewer does not hold the case.")
    return None


def is_listing(state: Any, _: Any, __: datetime) -> Refusal | None:
    if state.resolution is None:
        return Refusal("This notice does not rest on a resolution of the Security Council.")
    return None


def is_not_listing(state: Any, _: Any, __: datetime) -> Refusal | None:
    if state.resolution is not None:
        return Refusal("A listing ends when the Security Council takes it off its list.")
    return None


def suspension_in_bounds(state: Any, command: Any, at: datetime) -> Refusal | None:
    """A suspension lies in the future and lasts six months at most, its earlier parts counted (RPD 81)."""
    begun = state.suspended_since or at
    last = add_months(begun.astimezone(at.tzinfo).date(), parameters.number("suspension.max_months", at.date()))
    if not at.date() < command.until <= last:
        message = f"a day after today and not after {last.isoformat()}"
        return Refusal(f"A suspension must end on {message}.", (Fault("$.until", message),), "bad-date")
    return None


def suspension_over(state: Any, _: Any, at: datetime) -> Refusal | None:
    if state.suspended_until is None or at < state.suspended_until:
        return Refusal("The suspension has not run out.")
    return None


def retention_asked(state: Any, command: Any, at: datetime) -> Refusal | None:
    """Retention is extended only once the need was asked for, and to a later day (RPD 50)."""
    if state.retention_asked is None:
        return Refusal("The need to retain is asked for six months before the notice expires, and not earlier.")
    if beginning(command.until, at.tzinfo or UTC) <= state.expires:
        message = f"a day after {state.expires.date().isoformat()}"
        return Refusal(f"Retention must be extended to {message}.", (Fault("$.until", message),), "bad-date")
    return None


def retention_over(state: Any, _: Any, at: datetime) -> Refusal | None:
    if state.expires is None or at < state.expires:
        return Refusal("The notice has not expired.")
    return None


def extract_ahead(_: Any, command: Any, at: datetime) -> Refusal | None:
    """An extract that ends on a day ends on a day to come."""
    if command.until is not None and command.until <= at.date():
        message = f"a day after {at.date().isoformat()}"
        return Refusal(f"An extract must end on {message}.", (Fault("$.until", message),), "bad-date")
    return None


def has_extract(state: Any, _: Any, __: datetime) -> Refusal | None:
    if state.number is None or not state.public:
        return Refusal("This notice has no public extract.")
    return None
