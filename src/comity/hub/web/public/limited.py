"""Forms that are shown again: with which status and headers, and what is said where there were too many tries."""

from collections.abc import Mapping
from typing import Final

from comity.hub.web.language import marked
from comity.kernel.errors import TooManyRequests

Told = tuple[int, Mapping[str, str]]
FINE: Final[Told] = (200, {})
UNUSABLE: Final[Told] = (400, {})
TOO_MANY: Final = marked(
    "There were too many tries from where you are. Try again in an hour; nothing you wrote is lost."
)


def told(error: TooManyRequests) -> Told:
    """Return status and headers of a form that is shown again because there were too many tries."""
    return error.status, {"Retry-After": str(error.retry_after)}
