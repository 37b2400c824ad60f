"""The sweep: what a crash left is finished, and what was erased before a restore is erased again.

1. The database must be the one that belongs to the keys, and hold all acts that it was seen to hold.
   Keys name the acts that they were written for: a database that lacks two such batches or more lost acts.
   Keys of the one batch that a crash cut short wait until later acts have taken its numbers.
2. Acts, rows and keys are held side by side (`app/inventory.py`). A loss is noted and named, and nothing is
   destroyed while there is one that no operator has given up.
3. More than a few at once are no crash: the round stops and asks.
4. Orphans are destroyed. What still rests on a row without a key is ended on the one path, by the process or the
   clock, and the row is dropped.
5. The log is signed as it stands, and its last act noted beside the keys, for the next sweep.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
import structlog

from comity.app import endings, ledgering
from comity.app.comity import Comity
from comity.app.endings import Reapplied
from comity.app.inventory import Inventory, fates, take
from comity.app.ports.vault import Anchor, Findings, Loss
from comity.kernel.errors import ComityError, Fault, Unavailable, VerificationFailed
from comity.ledger.merkle import leaf_hash

FEW: Final = 20
"""So many things may a round of its own finish: a crash cuts short what was under way, and never more."""
_NAMED: Final = 100
_PATIENCE_S: Final = 1.0
_log = structlog.get_logger()


class LossFound(Unavailable):
    """Contents in force lack their row or their key: what could make it worse is refused until they are back."""

    type, title = "content-lost", "Contents are lost"

    def __init__(self, losses: tuple[Loss, ...]) -> None:
        super().__init__(
            f"{len(losses)} contents in force are lost: no act erased them, and each lacks its row or its key. "
            "Nothing was destroyed and no archive was replaced. Put back the right database or key store, or restore "
            "the newest archives; `comity vault check` names each.",
            [Fault(each.content, str(each)) for each in losses[:_NAMED]],
        )
        self.losses = losses


class TooMany(Unavailable):
    """More would be destroyed than a crash can explain."""

    type, title = "sweep-stopped", "The sweep stopped and asks"

    def __init__(self, found: int) -> None:
        super().__init__(
            f"{found} keys or contents would be destroyed, more than a crash can explain. Nothing was. Find out why: "
            f"is this the right database? If it is, `comity vault sweep --destroy {found}` does it."
        )
        self.found = found


class Swept(msgspec.Struct, frozen=True):
    """How many keys were destroyed, how many contents without a key dropped, and what was ended with them."""

    keys: int = 0
    contents: int = 0
    reapplied: tuple[Reapplied, ...] = ()


def sweep_round(comity: Comity) -> Swept:
    """Sweep as each round of the clock does: where keys and rows differ in number, and only a few.

    What stops it is logged with each round, and health tells of it; the round goes on.
    """
    try:
        if not _differ(comity):
            _hold_together(comity)
            ledgering.checkpoint(comity)
            return Swept()
        return sweep(comity, at_most=FEW, whole=False)
    except ComityError as error:
        named = [each.message for each in error.errors]
        _log.error("sweep_refused", why=error.detail, named=named)
        return Swept()
    finally:
        if not comity.store.empty_log(_PATIENCE_S):
            _log.warning("log_in_use")


def sweep(
    comity: Comity,
    *,
    accept_older_database: bool = False,
    give_up: int = 0,
    at_most: int | None = None,
    whole: bool = True,
    reapply: bool = False,
    awaited: bool = False,
) -> Swept:
    """Finish what a crash left; repeating does nothing. Several processes may sweep while others write.

    With `reapply`, as after a restore, a row whose key was destroyed is erased again; an older database that is
    accepted needs it too. With `awaited`, keys go whose acts may have been lost.
    `give_up` losses are destroyed for good, if there are exactly so many, and what rests on them is ended.
    Raises `Unavailable` where the database is not the one that the keys belong to, or lost acts, unless
    `accept_older_database`; `LossFound` where contents are lost; `TooMany` where more than `at_most` would go.
    """
    if not accept_older_database:
        _hold_together(comity)
    found = inspect(comity, whole=whole, reapply=reapply or accept_older_database)
    if not (awaited or accept_older_database):
        found = _without(found, comity.vault.awaited(found.seq))
    if len(found.losses) != give_up:
        raise LossFound(found.losses)
    if at_most is not None and found.causes > at_most:
        held = len(found.orphans) + len(found.keyless)
        comity.vault.set_findings(Findings(held=held))
        raise TooMany(held)
    keys, erased = _destroy(comity, found)
    comity.vault.set_findings(Findings())
    reapplied = tuple(_reapply(comity, erased))
    if erased:
        with comity.store.writing(_nothing) as writer:
            writer.drop_contents(sorted(erased))
    ledgering.checkpoint(comity, accept_older_database=accept_older_database)
    swept = Swept(keys, len(erased), reapplied)
    if swept != Swept():
        _log.warning("swept", keys=keys, contents=len(erased), reapplied=len(reapplied))
    return swept


def _without(found: Inventory, awaited: frozenset[str]) -> Inventory:
    kept = {content: act for content, act in found.orphans.items() if act or content not in awaited}
    return msgspec.structs.replace(found, orphans=kept)


def inspect(comity: Comity, *, whole: bool = False, reapply: bool = False) -> Inventory:
    """Take the inventory and note its losses for all processes; `whole` reads every act, else where numbers differ."""
    noted = comity.vault.findings()
    with comity.look() as look:
        found = take(look, comity.vault, {each.content for each in noted.losses}, whole=whole, reapply=reapply)
    if keyless := [each.content for each in found.losses if each.lacks == "key"]:
        with comity.look() as look:  # what an act erased meanwhile has no row any more
            there = look.reader.files(keyless)
        losses = tuple(each for each in found.losses if each.lacks != "key" or each.content in there)
        found = msgspec.structs.replace(found, losses=losses)
    if found.losses != noted.losses:
        comity.vault.set_findings(Findings(found.losses, noted.held))
    return found


def require_whole(comity: Comity) -> None:
    """Raise `LossFound` if any content in force lacks its row or its key; every act is read."""
    if losses := inspect(comity, whole=True).losses:
        raise LossFound(losses)


def open_on(comity: Comity) -> None:
    """Look over a folder that is opened: it must be the right one, and losses are noted. Nothing is destroyed.

    Raises `Unavailable` where the database is not the one that the keys belong to, or lost acts.
    """
    _hold_together(comity)
    try:
        losses = inspect(comity).losses if _differ(comity) else ()
    except VerificationFailed as error:
        _log.error("inventory_failed", why=error.detail)
        return
    if losses:
        _log.error("contents_lost", lost=len(losses), named=[str(each) for each in losses[:_NAMED]])


def _differ(comity: Comity) -> bool:
    """Return True if keys and rows differ in number, or something was found before."""
    keys = comity.vault.count()
    with comity.look() as look:
        return keys != look.reader.content_count() or comity.vault.findings() != Findings()


def _hold_together(comity: Comity) -> None:
    anchor, promised = comity.vault.anchor() or Anchor(0, ""), comity.vault.promised()
    with comity.look() as look:
        row, last = look.reader.act(anchor.act), look.reader.last_seq()
    foreign = anchor.act > 0 and (row is None or leaf_hash(row.document).hex() != anchor.leaf)
    if foreign or ledgering.lost_acts(promised, last):
        held = max(anchor.act, *promised[:-1], 0)
        raise Unavailable(
            f"The database, of {last} acts, is not the one that the keys were used with, of {held} acts or more: "
            "it is another one, or lost acts. Nothing was opened, so that no key is destroyed in error. Open the "
            "right database, or take over what was lost: `comity vault sweep --accept-older-database`."
        )


def _destroy(comity: Comity, found: Inventory) -> tuple[int, Mapping[str, str]]:
    """Destroy the keys of orphans and of losses given up; return their number, and the files of contents that go.

    Everything is judged once more under the writer's turn, when no act is on its way: a key that an act has come
    to name since is no orphan, and a row that is gone was erased by its act.
    """
    with comity.store.writing(_nothing) as writer:
        since = fates(writer, found.orphans.keys(), found.seq).live
        doomed = sorted(found.orphans.keys() - since.keys())
        given_up = {each.content: each.file for each in found.losses}
        comity.vault.destroy([*doomed, *given_up])
        return len(doomed), {**given_up, **writer.files(sorted(found.keyless | given_up.keys()))}


def _nothing() -> None:
    return None


def _reapply(comity: Comity, erased: Mapping[str, str]) -> Iterator[Reapplied]:
    """End what rests on erased contents, notices first: the end of a notice ends its requests."""
    files: dict[str, set[str]] = {}
    for content, file in erased.items():
        files.setdefault(file, set()).add(content)
    for end in endings.IN_ORDER:
        for file, gone in sorted(files.items()):
            with comity.look() as look:
                found = list(end(look, file, gone))
            for reapplied, order in found:
                if order is not None:
                    comity.path.execute(order)
                yield reapplied
