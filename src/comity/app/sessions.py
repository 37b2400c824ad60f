"""Sessions: who is signed in, until when; each is a token of the person's own stream."""

from datetime import datetime

import msgspec

from comity.app.comity import Comity
from comity.governance.gate import Principal


class Session(msgspec.Struct, frozen=True):
    """A session that stands."""

    id: str
    person: str
    opened: datetime
    expires: datetime
    device: str


def open_session(comity: Comity, person: str, device: str, factor: str) -> tuple[str, Session]:
    """Open a session for a person who has proved who they are; return its secret too."""
    raise NotImplementedError


def end(comity: Comity, by: Principal, session: str) -> None:
    """End a session."""
    raise NotImplementedError


def resume(comity: Comity, secret: str) -> Session | None:
    """Return the session whose secret a browser holds, or None."""
    return None
