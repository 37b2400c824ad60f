"""How the sample's people sign in: one password for all of them, an authenticator secret for each.

One password, because hashing one for each of seventy people would take as long as a year of cases.
"""

from base64 import b32encode
from datetime import timedelta
from typing import Final

import msgspec

from comity.app.comity import Comity
from comity.app.founding import token_digest
from comity.app.path import Order
from comity.governance.credentials import AcceptInvitation, Credentials, InvitePerson
from comity.governance.gate import Principal, operator, through
from comity.governance.offices import Office
from comity.governance.passwords import normalised
from comity.kernel.decider import Command
from comity.sample.chance import SeededChance
from comity.sample.staff import Staff

_WORDS: Final = (
    "lantern", "meadow", "cobble", "thistle", "harbour", "pepper", "granite", "willow", "saffron", "kettle",
    "juniper", "marble", "feather", "copper", "orchard", "pebble", "velvet", "walnut", "ember", "lagoon",
)  # fmt: skip
_A_DAY: Final = timedelta(days=1)


class Key(msgspec.Struct, frozen=True):
    """With what one of the sample's people signs in."""

    password: str
    totp_secret: str


def hand_out(comity: Comity, staff: Staff, chance: SeededChance) -> dict[str, Key]:
    """Invite everyone but the machines, let each accept, and return their keys by login."""
    password = f"{'-'.join(chance.some(_WORDS, 4))}-{chance.between(10, 99)}"
    kept = comity.passwords.hash(normalised(password))
    found = {login: Key(password, _totp_secret(chance)) for login in _who_sign_in(staff)}
    with comity.path.batch() as run:
        asked = [_invite(comity, staff, login) for login in found]
        for order in asked:
            run(order)
        for order, key in zip(asked, found.values(), strict=True):
            run(_accept(comity, order.command, Credentials(password=kept, totp_secret=key.totp_secret)))
    return found


def _who_sign_in(staff: Staff) -> list[str]:
    return [login for login, person in staff.people.items() if person.office is not Office.BORDER_SERVICE]


def _invite(comity: Comity, staff: Staff, login: str) -> Order:
    """Return the operator's invitation of a person; while no one has a way in, there is no second to confirm it."""
    person = staff.of(login).id
    invitation, digest = comity.chance.id("inv"), token_digest(comity.chance.secret())
    expires = comity.clock.now() + _A_DAY
    command = InvitePerson(id=person, invitation=invitation, digest=digest, expires=expires)
    return Order(by=operator(staff.of("admin").offices), command=command)


def _accept(comity: Comity, invited: Command, credentials: Credentials) -> Order:
    assert isinstance(invited, InvitePerson)
    by = through(Principal(invited.id, frozenset()), invited.invitation)
    return Order(by=by, command=AcceptInvitation(id=by.id, invitation=invited.invitation, credentials=credentials))


def _totp_secret(chance: SeededChance) -> str:
    return b32encode(bytes(chance.number(256) for _ in range(20))).decode()
