"""The clocks of an application, in months, as the law has them on a day."""

from datetime import date

import msgspec

from comity.law import parameters
from comity.redress import limits
from comity.redress.commands import ApplicationKind


class Times(msgspec.Struct, frozen=True):
    """How long each step may take, in months."""

    admissibility: int
    access: int
    deletion: int
    notify: int
    execution: int
    revision: int


def times(day: date) -> Times:
    """Return the clocks as they stand on `day`."""
    return Times(
        admissibility=limits.admissibility(day).months,
        access=limits.decision(ApplicationKind.ACCESS, day).months,
        deletion=limits.decision(ApplicationKind.DELETION, day).months,
        notify=parameters.number("redress.notify_months", day),
        execution=parameters.number("redress.execution_months", day),
        revision=parameters.number("redress.revision_months", day),
    )
