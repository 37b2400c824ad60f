"""Errors as pages: what is wrong, what was done (nothing), what can be done now; nothing typed is lost."""

import re
from typing import Final

from comity.governance.register import policies
from comity.hub.bodies import Busy
from comity.hub.web.keeping_typed import Typed
from comity.hub.web.language import marked
from comity.hub.web.visit import Show, Visit
from comity.kernel.errors import ComityError, Forbidden, NotFound, Stale, TooManyRequests, Unavailable

_TITLES: Final = {
    400: marked("There is a problem with what was sent"),
    403: marked("You may not do this"),
    404: marked("Page not found"),
    409: marked("This could not be done"),
    412: marked("This has changed since you opened it"),
    413: marked("The file is too large"),
    429: marked("Too many attempts"),
}
_FAULT: Final = marked("Something went wrong here")
_THING: Final = re.compile(r"(/[a-z]+(?:/[a-z]+)?/[a-z]{3}_[0-9a-z]+)/.+")
"""An address below that of one thing, such as /bureau/requests/req_7k3m9p2x4v6t8w0z/submit."""


def fault_page(visit: Visit, error: ComityError, desk: str) -> Show:
    """Return the page of an error, at the desk where it arose; what only the operators can mend is not told."""
    hidden = error.status >= 500 and not isinstance(error, Unavailable)
    typed = Typed(visit.by.id, visit.address, visit.form.items, len(visit.form.files)) if visit.form.items else None
    known = {policy.id: policy for policy in policies()}
    return Show(
        "fault.html",
        {
            "title": _FAULT if hidden else _title(error),
            "error": None if hidden else error,
            "policy": known.get(error.policy) if isinstance(error, Forbidden) else None,
            "typed": typed.shown if typed and not isinstance(error, NotFound) else [],
            "stale": isinstance(error, Stale),
            "above": _above(visit) if error.status in (409, 412) else None,
            "desk": desk if visit.known else "public",
            "public": not visit.known,
        },
        status=error.status,
        headers={"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests | Busy) else {},
    )


def _title(error: ComityError) -> str:
    """Return the title of a page for an error; an error of a kind of its own has one of its own."""
    own = isinstance(error, Forbidden) and type(error) is not Forbidden
    return error.title if own else _TITLES.get(error.status, error.title)


def _above(visit: Visit) -> str | None:
    """Return the page of the thing whose other page was asked for, which shows it as it stands now."""
    found = _THING.fullmatch(visit.address)
    return found[1] if found and visit.known else None
