"""The organisation at work: the path and the means that faces are given; `bootstrap` puts it together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from comity.app.logins import Logins
from comity.app.look import Look
from comity.app.path import CommandPath, Done, Order
from comity.app.ports.lists import Lists
from comity.app.ports.messengers import Messengers
from comity.app.ports.proofs import Passkeys, Passwords
from comity.app.ports.store import Store
from comity.app.ports.surroundings import Chance, Clock
from comity.app.ports.vault import Vault
from comity.app.unread import Unread
from comity.governance.gate import Gate, Principal
from comity.kernel.decider import Command
from comity.ledger.note import NoteKey, Signer


@dataclass(frozen=True)
class Comity:
    """Everything a face needs: it gives orders, looks, and never writes by itself.

    `secret` keys what faces seal and sign for themselves; `sample` where nobody in the organisation is real.
    """

    name: str
    origin: str
    base_url: str
    path: CommandPath
    store: Store
    vault: Vault
    gate: Gate
    clock: Clock
    chance: Chance
    signer: Signer
    log_key: NoteKey
    secret: bytes
    passwords: Passwords
    passkeys: Passkeys
    lists: Lists
    sample: bool = False
    logins: Logins = field(default_factory=Logins)
    messengers: Messengers = field(default_factory=Messengers)
    unread: Unread = field(default_factory=Unread)

    def order(self, by: Principal, command: Command, seen: int | None = None, key: str | None = None) -> Done:
        """Run one command for `by` down the one path."""
        return self.path.execute(Order(by=by, command=command, seen=seen, key=key))

    @contextmanager
    def look(self) -> Iterator[Look]:
        """Yield one consistent look at what is there."""
        with self.store.reading() as reader:
            yield Look(reader, self.vault, self.gate, self.clock.now(), self.sample, self.unread)
