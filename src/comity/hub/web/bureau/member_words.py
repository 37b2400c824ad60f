"""What a red notice does in a member, and its clocks, in words for officers and judges."""

from collections.abc import Mapping
from typing import Final

from comity.governance.describing import ArrestClock, RedEffect
from comity.hub.web.bureau.meaning import Meaning

EFFECTS: Final[Mapping[RedEffect, Meaning]] = {
    RedEffect.BASIS_FOR_ARREST: Meaning(
        "A basis for provisional arrest",
        "Our law lets the police arrest on the notice itself, until a judge decides and the papers come.",
    ),
    RedEffect.NEEDS_REQUEST: Meaning(
        "An arrest needs a request from the other state",
        "The notice says that a person is wanted. Before an arrest we need a request for provisional arrest.",
    ),
    RedEffect.ALERT_ONLY: Meaning(
        "Information for the police",
        "Our police see it and ask our bureau. An arrest needs a warrant of our own courts.",
    ),
    RedEffect.NOTHING: Meaning("Nothing", "Our law gives a notice no effect, and our police are not shown it as one."),
}
UNKNOWN: Final = "Not said yet"


def effect(red: RedEffect | None) -> str:
    """Return what a red notice does in a member, or that its bureau has not said."""
    return EFFECTS[red].text if red else UNKNOWN


def clock(each: ArrestClock) -> str:
    """Return how long an arrest may last without the papers."""
    least = "1 day" if each.days == 1 else f"{each.days} days"
    return f"{least}, at most {each.longest}" if each.longest and each.longest != each.days else least
