"""The inventory of contents: what the acts, the database and the key store each say of them, held side by side.

1. A content is in force from the act that points at it to the act that erases it. The acts alone decide that.
2. An *orphan* is a key of a content that an act erased, or that no act ever named.
3. A *loss* is a content in force that has no row, or no key. Nothing that it needs is ever destroyed.
4. A row in force whose key was destroyed is a loss. Only after a restore, or with an older database that an
   operator accepts, does it tell of an erasure whose act was lost, which is done again.
"""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Final

import msgspec

from comity.app.acts import Act, ActReader
from comity.app.endings import rests
from comity.app.look import Look
from comity.app.ports.store import Reader
from comity.app.ports.vault import Loss, Vault
from comity.app.registry import DECIDERS
from comity.app.streams import file_of
from comity.app.unit import references
from comity.kernel.errors import VerificationFailed

_READER: Final = ActReader(DECIDERS.values())
_CONTENT: Final = re.compile(rb"cnt_[0-9a-z]{16}")
_PAGE: Final = 5000


class Fates(msgspec.Struct, frozen=True):
    """What acts say of contents: the stream of each in force, and the number of the act that erased each other."""

    live: Mapping[str, tuple[str, str]]
    erased: Mapping[str, int]


class Inventory(msgspec.Struct, frozen=True):
    """What was found up to act `seq`: losses, orphans (with the act that erased each, or 0), rows without a key."""

    seq: int
    losses: tuple[Loss, ...]
    orphans: Mapping[str, int]
    keyless: frozenset[str]

    @property
    def causes(self) -> int:
        """How many things must have been cut short to leave these: each act that erases is one, each other key too."""
        acts = set(self.orphans.values()) - {0}
        return len(acts) + sum(act == 0 for act in self.orphans.values()) + len(self.keyless)


def fates(reader: Reader, among: Set[str] | None = None, after: int = 0) -> Fates:
    """Return what the acts say of all contents, or of those in `among`; only acts after number `after` are read.

    Raises `VerificationFailed` where an act is missing: what it named would be taken for an orphan.
    """
    live: dict[str, tuple[str, str]] = {}
    erased: dict[str, int] = {}
    for act in _acts(reader, among, after):
        for _, ref in references(act.event):
            if ref.id not in erased and (among is None or ref.id in among):
                live[ref.id] = (act.stream_type, act.stream_id)
        for content in getattr(act.event, "erased", ()):
            if among is None or content in among:
                live.pop(content, None)
                erased[content] = act.seq
    return Fates(live, erased)


def _acts(reader: Reader, among: Set[str] | None, after: int) -> Iterator[Act]:
    """Yield the acts that name a content, or one of `among`."""
    while rows := reader.acts(after, _PAGE):
        for row in rows:
            after += 1
            if row.seq != after:
                raise VerificationFailed(f"The log lacks act {after}: what it named cannot be told. Nothing was done.")
            named = {found.decode() for found in _CONTENT.findall(row.document)}
            if named if among is None else named & among:
                yield _READER.read(row)


def take(
    look: Look, vault: Vault, among: Set[str] = frozenset(), *, whole: bool = False, reapply: bool = False
) -> Inventory:
    """Hold acts, rows and keys side by side; without `whole`, only where rows and keys differ, and for `among`.

    With `reapply`, a row in force whose key was destroyed tells of an erasure, and is no loss.
    What is in force and lacks its row is lost whatever others write meanwhile. Orphans and rows without a key are
    to be judged again under the writer's turn.
    """
    keys, rows = set(vault.ids()), look.reader.content_ids()
    found = fates(look.reader, None if whole else (keys ^ rows) | among)
    destroyed = frozenset(each for each in rows - keys if vault.holds(each) is False)
    keyless = destroyed if reapply else destroyed - found.live.keys()
    asked = ((content, stream) for content, stream in found.live.items() if content not in keyless)
    losses = (_loss(look, vault, content, stream, rows) for content, stream in asked)
    orphans = {each: found.erased.get(each, 0) for each in keys - rows if each not in found.live}
    return Inventory(look.seq, tuple(each for each in losses if each), orphans, keyless)


def _loss(look: Look, vault: Vault, content: str, named: tuple[str, str], rows: Set[str]) -> Loss | None:
    key, row = vault.holds(content), content in rows
    if row and key and not vault.broken(content):
        return None
    what, stream = named
    file = file_of(look, what, stream)
    if row:
        return Loss(content, what, stream, file, "key")
    if key is False and not rests(look, file, content):
        return None  # erased by an act that was lost, and nothing rests on it any more
    return Loss(content, what, stream, file, "row" if key else "row and key")
