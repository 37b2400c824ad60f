"""Who has a login: in the memory of one worker, because profiles are sealed, and right at each question."""

import unicodedata
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from comity.app.look import Found, Look
from comity.app.ports.vault import NotOpened
from comity.governance.commands import PersonProfile

if TYPE_CHECKING:
    from datetime import datetime


def login_key(login: str) -> str:
    """Return a login as it is compared: case, width and composition of letters do not matter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", login).casefold()).strip()


@dataclass
class Logins:
    """The people by login; where two have one, it is the first one's. Safe for threads."""

    _seq: int = -1
    _of: dict[str, str] = field(default_factory=dict)
    _holders: dict[str, dict[str, "datetime"]] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def find(self, look: Look, login: str) -> str | None:
        """Return the active person who has a login."""
        with self._turn:
            self._follow(look)
            holders = self._holders.get(login_key(login), {})
            return min(holders, key=lambda person: (holders[person], person), default=None)

    def catch_up(self, look: Look) -> None:
        """Follow what happened, asked or not; who was never asked of is not read in for it."""
        with self._turn:
            if self._seq >= 0:
                self._follow(look)

    def _follow(self, look: Look) -> None:
        """Read everyone once, and from then on those of whom something changed."""
        if self._seq < 0:
            for found in look.legible(look.reader.registers("person")):
                self._take(look, found)
            self._seq = look.reader.last_seq()
        while rows := look.reader.acts(self._seq, 1000):
            for person in dict.fromkeys(row.stream_id for row in rows if row.stream_type == "person"):
                for found in look.legible(look.reader.several("person", [person])):
                    self._take(look, found)
            self._seq = rows[-1].seq

    def _take(self, look: Look, found: Found) -> None:
        if old := self._of.pop(found.id, None):
            self._holders[old].pop(found.id, None)
            if not self._holders[old]:
                del self._holders[old]
        profile = found.state.profile
        if profile is None or found.state.state != "active":
            return
        try:
            login = login_key(look.opened(profile, PersonProfile).login)
        except NotOpened:
            return  # erased while this look was open
        self._of[found.id] = login
        self._holders.setdefault(login, {})[found.id] = found.created
