"""Who has a login: in the memory of one worker, because profiles are sealed, and right at each question."""

import unicodedata
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from comity.app.look import Found, Look
from comity.app.ports.vault import KeyDestroyed
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

    def _follow(self, look: Look) -> None:
        """Read everyone once, and from then on those of whom something changed."""
        if self._seq < 0:
            for registered in look.reader.registers("person"):
                self._take(look, look.typed(registered))
            self._seq = look.reader.last_seq()
        while rows := look.reader.acts(self._seq, 1000):
            for person in dict.fromkeys(row.stream_id for row in rows if row.stream_type == "person"):
                found = look.find("person", person)
                if found is not None:
                    self._take(look, found)
            self._seq = rows[-1].seq

    def _take(self, look: Look, found: Found) -> None:
        if old := self._of.pop(found.id, None):
            self._holders[old].pop(found.id, None)
        profile = found.state.profile
        if profile is None or found.state.state != "active":
            return
        try:
            login = login_key(look.opened(profile, PersonProfile).login)
        except KeyDestroyed:
            return  # erased while this look was open
        self._of[found.id] = login
        self._holders.setdefault(login, {})[found.id] = found.created
