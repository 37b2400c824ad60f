"""Acts on a notice that are possible as it stands and not open to its reader, who may ask why."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from comity.app.look import Found, Look
from comity.app.views.sides import Side
from comity.governance.gate import Principal
from comity.notices.lifecycle import possible


class Barred(msgspec.Struct, frozen=True):
    """An act in words, and its name in the policies."""

    text: str
    action: str


_ASKED_FOR: Final[Mapping[Side, Sequence[Barred]]] = {
    Side.OWNER: (
        Barred("Lift the block", "secretariat:notice:unblock"),
        Barred("Add an addendum", "secretariat:notice:addendum"),
        Barred("Have it cancelled", "secretariat:notice:cancel"),
    ),
    Side.RECIPIENT: (
        Barred("Suspend it", "bureau:notice:suspend"),
        Barred("Withdraw it", "bureau:notice:end"),
        Barred("Block it", "secretariat:notice:block"),
        Barred("Add an addendum", "secretariat:notice:addendum"),
    ),
    Side.ORGANISATION: (),
}
"""What readers of each side look for and do not find."""


def barred(look: Look, by: Principal, found: Found, side: Side) -> list[Barred]:
    """Return the acts that someone may do now and `by` may not."""
    now = {row.action for row in possible("notice", found.state.state)}
    return [each for each in _ASKED_FOR[side] if each.action in now and not look.may(by, each.action, "notice", found)]
