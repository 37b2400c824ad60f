"""The checks of one command, made before the writer's lock is taken and looked up within the transaction.

1. Within the transaction a report is asked for by what it is of: the request, what the secretariat holds, the day.
2. Where it is not made yet, the transaction is given up, nothing of it done, and the report is made without the lock.
3. The command is run again from its start. Only a report on the very bytes that stand there now is used.
"""

from datetime import date
from hashlib import sha256

from comity.compliance.check import Report, check
from comity.kernel import wire
from comity.kernel.decider import Command
from comity.kernel.size import require_size
from comity.kernel.subject import Record
from comity.notices.context import CaseContext
from comity.notices.request import NoticeRequest


def require_sizes(command: Command) -> None:
    """Raise `UnusableInput` where a command says more than is read of it."""
    for name in type(command).sealed:
        value = getattr(command, name)
        if isinstance(value, Record):
            require_size(value)


class NotChecked(Exception):
    """A report that a command needs is not made yet; the transaction is given up for it."""

    def __init__(self, body: NoticeRequest, context: CaseContext | None, day: date) -> None:
        super().__init__("not checked yet")
        self.of = body, context, day


class Checks:
    """The reports that were made for one command; `locked` makes them where they are asked for, lock or no lock."""

    def __init__(self, locked: bool = False) -> None:
        self._locked = locked
        self._made: dict[bytes, Report] = {}

    def report(self, body: NoticeRequest, context: CaseContext | None, day: date) -> Report:
        """Return the report on a request; raises `NotChecked` where it is not made yet."""
        if self._locked:
            return check(body, context, day)
        try:
            return self._made[_digest(body, context, day)]
        except KeyError:
            raise NotChecked(body, context, day) from None

    def make(self, wanted: NotChecked) -> None:
        """Run the checks that were wanted; no transaction may be open."""
        self._made[_digest(*wanted.of)] = check(*wanted.of)


def _digest(body: NoticeRequest, context: CaseContext | None, day: date) -> bytes:
    return sha256(wire.encode([body, context, day])).digest()
