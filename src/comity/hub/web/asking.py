"""A page that asks before something is done: what it does, what it needs, and afterwards what was wrong with it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

import msgspec

from comity.hub.web.complaints import Complaints, complaints
from comity.hub.web.visit import Answer, Go, Show, Visit
from comity.kernel.errors import ComityError, CommandRefused, Stale, UnusableInput

_CHANGED: Final = "It has changed since you opened this page. Look at what is said below, and decide anew."


class Sort(StrEnum):
    """How a question is asked."""

    LINE = "line"
    WORDS = "words"
    DAY = "day"
    NUMBER = "number"
    ONE = "one"
    SELECT = "select"
    MANY = "many"
    FILE = "file"


class Option(msgspec.Struct, frozen=True):
    """An answer that can be chosen; `bar` says why it cannot be, where it cannot."""

    value: str
    text: str
    hint: str = ""
    bar: str = ""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """One question; `now` is what stands there at present, which the page begins with."""

    name: str
    label: str
    sort: Sort = Sort.LINE
    hint: str = ""
    options: tuple[Option, ...] = ()
    now: tuple[str, ...] = ()
    narrow: bool = False
    many_lines: int = 5

    @property
    def value(self) -> str:
        return self.now[0] if self.now else ""


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """A page that asks. `effects` say what the act does, the first of them foremost; `back` is where one goes instead.

    `grave` is for what cannot be taken back.
    """

    question: str
    button: str
    back: str
    back_text: str = "Go back"
    keep: str = "Leave it as it is"
    caption: str = ""
    effects: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    grave: bool = False


def ask(visit: Visit, asking: Asking, seen: object = None, error: ComityError | None = None) -> Show:
    """Return the page; after an error with what was typed, and beside a field that another changed what it is now."""
    stale = isinstance(error, Stale)
    if error is None:
        wrong = Complaints()
    elif stale:
        wrong = Complaints([{"text": _CHANGED}])
    else:
        wrong = complaints(error, {each.name: each.name for each in asking.asks})
    context: dict[str, Any] = {
        "title": asking.question,
        "asking": asking,
        "seen": seen,
        "wrong": wrong,
        "typed": {each.name: _typed(visit, each, error) for each in asking.asks},
        "changed": {each.name for each in asking.asks if stale and _differs(visit, each)},
        "files": any(each.sort is Sort.FILE for each in asking.asks),
    }
    return Show("asking.html", context, error.status if error else 200)


def _typed(visit: Visit, each: Ask, error: ComityError | None) -> list[str]:
    return visit.form.all(each.name) if error else list(each.now)


def _differs(visit: Visit, each: Ask) -> bool:
    return bool(each.now) and sorted(visit.form.all(each.name)) != sorted(each.now)


def done(visit: Visit, page: Callable[[ComityError], Show], act: Callable[[], str]) -> Answer:
    """Run `act` and go where it says; what is wrong with what was typed is said on the page that asked."""
    try:
        return Go(act())
    except (UnusableInput, CommandRefused, Stale) as error:
        return page(error)
