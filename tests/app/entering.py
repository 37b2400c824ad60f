"""A person of the house who was invited and set a password and codes, or a passkey."""

from dataclasses import dataclass

from tests.authenticator import Authenticator
from tests.house import House

from comity.app import challenges, proving, signing_in, welcoming
from comity.app.sessions import Session
from comity.app.welcoming import Welcome
from comity.governance import gate, totp
from comity.governance.gate import Principal
from comity.governance.offices import BY_TWO, Office

PASSWORD, DEVICE, REMOTE = "lantern-cobble-thistle-7", "Firefox on Linux", "203.0.113.7"


@dataclass
class Person:
    """Someone with a login, and what they know and have."""

    home: House
    by: Principal
    offered: Welcome
    secret: str
    session: Session

    @property
    def login(self) -> str:
        return self.offered.profile.login

    @property
    def code(self) -> str:
        """The code that the app shows now."""
        return totp.code_at(self.offered.totp_secret, int(self.home.clock.at.timestamp()) // 30)

    def sign_in(self, password: str = PASSWORD, code: str | None = None, login: str | None = None) -> Session:
        code = self.code if code is None else code
        name = self.login if login is None else login
        return signing_in.by_password(self.home.comity, name, password, code, REMOTE, DEVICE)[1]


def invited(home: House, by: Principal) -> Welcome:
    """Return what an invitation offers, made by two where that is needed."""
    code, operator = "", gate.operator(frozenset({Office.ADMINISTRATOR}))
    if by.offices & BY_TWO:
        half = welcoming.propose(home.comity, operator, by.id)
        second = home.secretary if by.id != home.secretary.id else home.admin
        made, code = welcoming.confirm(home.comity, second, by.id, half.change), half.code
    else:
        made = welcoming.invite(home.comity, home.admin, by.id)
    assert made is not None
    found = welcoming.welcome(home.comity, made.secret, code)
    assert found is not None
    return found


def with_password(home: House, by: Principal) -> Person:
    """Let a person accept an invitation by password; half a minute later the next code shows."""
    offered = invited(home, by)
    code = totp.code_at(offered.totp_secret, int(home.clock.at.timestamp()) // 30)
    secret, session = welcoming.accept_by_password(home.comity, offered, PASSWORD, code, DEVICE)
    home.later(seconds=30)
    return Person(home, by, offered, secret, session)


def with_passkey(home: House, by: Principal, key: Authenticator) -> Person:
    """Let a person accept an invitation by passkey."""
    offered = invited(home, by)
    answer = key.make(welcoming.passkey_invitation(home.comity, offered))
    secret, session = welcoming.accept_by_passkey(home.comity, offered, answer, "Blue key", DEVICE)
    return Person(home, by, offered, secret, session)


def question(home: House, purpose: str = proving.SIGN_IN) -> str:
    """What a page asks a passkey."""
    return home.comity.passkeys.question(challenges.ask(home.comity, purpose))


def by_key(home: House, key: Authenticator) -> Session:
    return signing_in.by_passkey(home.comity, key.answer(question(home)), REMOTE, DEVICE)[1]
