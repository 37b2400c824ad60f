"""The account: what Comity knows of a person, how they sign in, where they are signed in, what holds a token."""

from typing import Any, Final

import msgspec

from comity.app import sessions
from comity.app.look import Look
from comity.app.proving import kept
from comity.app.views import people
from comity.governance.credentials import Factor, Passkey
from comity.governance.gate import Principal, proved
from comity.hub.web.pages import SIGNED_IN, Pages
from comity.hub.web.visit import Answer, Show, Visit
from comity.kernel.hashing import sha256_hex

PAGES: Final = Pages("account", SIGNED_IN)
DONE: Final = {
    "password": "Your password is changed. You were signed out everywhere else.",
    "second_factor": "Your authenticator app and recovery codes are new. You were signed out everywhere else.",
    "recovery_codes": "Your recovery codes are new; the old ones no longer work. You were signed out everywhere else.",
    "passkey_added": "Your passkey is added. You were signed out everywhere else.",
    "passkey_removed": "The passkey is removed and signs no one in. You were signed out everywhere else.",
    "recovered": "You signed in with a recovery code, which is used up. If your phone is lost, set up a new app.",
    "session": "That session is over.",
    "sessions": "All your other sessions are over.",
    "token": "The token is revoked. Programs that use it are refused from now on.",
}
_FACTORS: Final = {
    Factor.PASSWORD_AND_CODE: "password and code",
    Factor.PASSWORD_AND_RECOVERY_CODE: "password and recovery code",
    Factor.PASSKEY: "passkey",
    Factor.INVITATION: "invitation",
    Factor.SAMPLE: "the sample's door",
}


CHANGES: Final = {
    "TokenIssued": "A token was made",
    "TiesAmended": "Your ties were changed",
    "ProfileRevised": "Your profile was changed",
    "OfficeFilled": "An office was given to you",
    "OfficeLeft": "An office of yours ended",
    "PersonInvited": "You were invited anew; what you signed in with before ended",
    "InvitationAccepted": "An invitation was accepted and a way to sign in set",
    "CredentialsChanged": "How you sign in was changed",
    "CredentialsVoided": "Every way in was closed",
    "OfficeProposed": "An office was proposed for you",
    "TiesProposed": "A change of your ties was proposed",
    "InvitationProposed": "It was proposed to invite you anew",
}
"""What is said of each change to an account."""


class Line(msgspec.Struct, frozen=True):
    """A session in the list; `here` is the one in which the list is read."""

    session: sessions.Session
    by: str
    seen: Any
    here: bool


class Key(msgspec.Struct, frozen=True):
    """A passkey in the list, and how an address names it."""

    place: str
    passkey: Passkey


def place_of(passkey: Passkey) -> str:
    """Return how an address names a passkey: ids of passkeys may be as long as a page."""
    return sha256_hex(passkey.id.encode())[:16]


@PAGES.get("/account", "Your account")
def account(visit: Visit) -> Answer:
    """Show a person everything that is kept of them, and what they can change."""
    with visit.hub.look() as look:
        found = look.see(visit.by, "person", visit.by.id)
        credentials = kept(look, visit.by.id).credentials
        context = {
            "me": people.me(look, visit.by, visit.hub.name),
            "credentials": credentials,
            "keys": [Key(place_of(each), each) for each in credentials.passkeys],
            "lines": lines(look, visit.by, visit),
            "may_issue": look.may(proved(visit.by), "admin:token:issue", "person", found),
            "changes": people.account_acts(look, visit.by),
            "words": CHANGES,
            "done": DONE.get(visit.query.one("done")),
            "passkey_address": visit.hub.passkeys.address,
        }
    return Show("account/account.html", context)


def lines(look: Look, by: Principal, visit: Visit) -> list[Line]:
    """Return the sessions that stand as the list shows them."""
    here = visit.session.id if visit.session else ""
    return [
        Line(each.session, _FACTORS[each.factor], each.seen, each.session.id == here)
        for each in sessions.listed(look, by)
    ]
