"""What was recorded while one answer was made: a failure after it is told as in doubt, and never as undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from comity.app.ports.vault import NotOpened
from comity.kernel.errors import InDoubt, Unavailable

_RECORDED: Final[ContextVar[bool]] = ContextVar("recorded", default=False)
_DONE: Final = (
    "The database was lost while this was being answered: it may have been done, or only a part of it. Repeat it with "
    "the same idempotency key, and it is done once; without a key, look first whether it was done."
)


def recorded() -> None:
    """Note that a commit came while the answer of this thread was made."""
    _RECORDED.set(True)


@contextmanager
def one_answer(*, commands: bool) -> Iterator[None]:
    """Make one answer; raises `InDoubt` in the place of `Unavailable` where something was recorded before it.

    Without `commands` what was asked is harmlessly repeated, and the error stays; so does that of a damaged content.
    """
    token = _RECORDED.set(False)
    try:
        yield
    except (InDoubt, NotOpened):
        raise
    except Unavailable as error:
        if commands and _RECORDED.get():
            raise InDoubt(_DONE) from error
        raise
    finally:
        _RECORDED.reset(token)
