"""Keeping an organisation: its two archives, their return to a folder or a database, and its master key.

To restore:
 1. The target must be empty. The key archive must open under the master key, and the data archive must bear
    the signature of the key that the key archive holds.
 2. The tables are made at the archive's revision, filled in one transaction, and brought to this version.
 3. The keys are taken over; what was erased since stays erased, and what rests on it is ended again.
 4. The log must hold against its checkpoints, and its acts must lead to the register; at the end, to every table.
 5. What is numbered from now on leaves a gap, in which lie the numbers that lost acts may have been known by.
 6. Only then does the folder get its name: a restore that does not hold leaves nothing behind.
"""

import os
import shutil
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from comity.adapters.keyfile import write_secret
from comity.adapters.signing import SigningKey
from comity.adapters.storage import migrating
from comity.adapters.storage.engine import open_engine
from comity.adapters.storage.store import SqlStore
from comity.app import ledgering
from comity.app.archiving import Archive, Manifest, write
from comity.app.comity import Comity
from comity.app.inventory import fates
from comity.app.keeping import FEW, Swept, inspect, require_whole, sweep
from comity.app.ports.store import MISSING
from comity.app.ports.surroundings import Clock
from comity.app.ports.vault import KeyMissing
from comity.app.replaying import differences
from comity.app.verification import verify
from comity.bootstrap import (
    OrganisationFile,
    assemble,
    close,
    database_url,
    master_key_path,
    open_masters,
    open_vault,
    read_organisation,
)
from comity.kernel import wire
from comity.kernel.errors import Fault, Unavailable, VerificationFailed
from comity.settings import Settings


class Restored(msgspec.Struct, frozen=True):
    """What came back, and what was erased again."""

    manifest: Manifest
    swept: Swept


def key_archive(settings: Settings, named: Path | None) -> Path:
    """Return where the key archive lies: where it is said to, or beside the master key."""
    master = master_key_path(settings, read_organisation(settings))
    return named or master.with_name(f"{master.name}.archive")


def backup(settings: Settings, file: Path, keys: Path) -> Manifest:
    """Write the data archive to a new `file`, and the key archive to `keys` in place of the one before.

    Works on a database that is behind its migrations too. Raises `Unavailable` where `file` is there already,
    where the keys would lie with the data, or where a content in force is lost: both archives stay as they are.
    """
    about = read_organisation(settings)
    _apart(settings, about, file, keys)
    comity = assemble(settings)
    try:
        require_whole(comity)
        if migrating.at_head(database_url(settings)):
            sweep(comity, at_most=FEW)
            ledgering.checkpoint(comity)
        with _new(file) as out, comity.store.reading() as reader:
            said = wire.encode(msgspec.structs.replace(about, master_key=""))
            revision = migrating.current(database_url(settings)) or ""
            if missing := [name for name, what in reader.foreign() if what == MISSING and revision == migrating.HEAD]:
                raise VerificationFailed(f"Tables are missing in the database: {', '.join(missing)}.")
            manifest = write(out, reader, said, about.origin, revision, comity.signer)
            # Keys come last, so that the archive has a key for all that was read; what was erased meanwhile has none.
            _export(comity, settings, keys)
    finally:
        close(comity)
    return manifest


def _apart(settings: Settings, about: OrganisationFile, file: Path, keys: Path) -> None:
    if about.sample:
        return
    here = keys.resolve()
    if here.parent == file.resolve().parent or here.is_relative_to(settings.data.resolve()):
        raise Unavailable(
            f"The key archive {keys} would lie beside the data: who takes one would have both. "
            "Name another place with --keys; the place of the master key is the default."
        )


@contextmanager
def _new(file: Path) -> Iterator[IO[bytes]]:
    """Write a new file, whole or not at all."""
    if file.exists():
        raise Unavailable(f"{file} is there already, and a backup is not overwritten.")
    temporary = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with open(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(file)
    finally:
        temporary.unlink(missing_ok=True)


def archive_keys(settings: Settings, keys: Path) -> None:
    """Write the key archive anew: from now on the erasures before it are final.

    Raises `LossFound` where a content in force is lost, and `Unavailable` where the new archive would not open
    every content in force; the archive before it stays then.
    """
    comity = assemble(settings)
    try:
        require_whole(comity)
        _export(comity, settings, keys)
    finally:
        close(comity)


def _export(comity: Comity, settings: Settings, keys: Path) -> None:
    with comity.look() as look:
        live = fates(look.reader).live.keys()

    def lacking(opens: Set[str]) -> Set[str]:
        missing = live - opens
        if not missing:
            return missing
        with comity.look() as look:  # what was erased meanwhile needs no key
            return set(fates(look.reader, missing).live)

    vault = open_vault(settings, read_organisation(settings))
    try:
        vault.export(keys, settings.signing_key.read_bytes(), lacking)
    finally:
        vault.close()


def rotate(settings: Settings, keys: Path) -> str:
    """Put all keys under a new master key, and the key archive too; return the new key's id. Others may be serving.

    Raises `LossFound` where a content in force is lost: nothing was begun then.
    """
    about = read_organisation(settings)
    comity = assemble(settings)
    try:
        require_whole(comity)
    finally:
        close(comity)
    vault = open_vault(settings, about)
    try:
        new = vault.rotate_file(open_masters(settings, about))
    finally:
        vault.close()
    archive_keys(settings, keys)
    return new.id


def restore(
    settings: Settings,
    file: Path,
    keys: Path,
    earlier: Sequence[str] = (),
    give_up: int = 0,
    *,
    clock: Clock | None = None,
) -> Restored:
    """Bring an organisation back from its two archives into `settings.data`, and into its database if one is named.

    `earlier` are checkpoints kept elsewhere; `give_up` is as in `sweep`.
    Raises `VerificationFailed` where an archive, the log or the
    register does not hold, `Unavailable` where the target is not empty; nothing is left behind then.
    """
    _require_empty(settings)
    folder = settings.data.resolve()
    building = folder.with_name(f".{folder.name}.restoring")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700, parents=True)
    at_work = msgspec.structs.replace(settings, data=building)
    try:
        with file.open("rb") as opened:
            restored = _restore(at_work, Archive(opened), keys, earlier, give_up, clock)
    except BaseException:
        if settings.database:
            migrating.clear(settings.database)
        shutil.rmtree(building, ignore_errors=True)
        raise
    if folder.exists():
        folder.rmdir()
    building.rename(folder)
    return restored


def _require_empty(settings: Settings) -> None:
    if settings.data.exists() and any(settings.data.iterdir()):
        raise Unavailable(f"{settings.data} is not empty: a restore never writes over anything.")
    if settings.database and not migrating.is_empty(settings.database):
        raise Unavailable("The database is not empty: a restore never writes over anything.")


def _restore(
    settings: Settings, archive: Archive, keys: Path, earlier: Sequence[str], give_up: int, clock: Clock | None
) -> Restored:
    about = wire.decode(archive.organisation, OrganisationFile, "organisation.json")
    about = msgspec.structs.replace(about, master_key=str(master_key_path(settings, about).resolve()))
    vault = open_vault(settings, about)
    try:
        write_secret(settings.signing_key, vault.beside(keys))
        archive.verify(SigningKey.load(settings.signing_key).note_key(about.origin))
        vault.import_(keys)
    finally:
        vault.close()
    url = database_url(settings)
    if settings.database is None:
        settings.embedded_database.touch(mode=0o600)
    migrating.upgrade(url, archive.manifest.revision)
    store = SqlStore(open_engine(url))
    try:
        with store.writing() as writer:
            archive.load(writer)
    finally:
        store.close()
    migrating.upgrade(url)
    settings.organisation_file.write_bytes(msgspec.json.format(wire.encode(about)))
    comity = assemble(settings, clock)
    try:
        _verify(comity, [archive.manifest.checkpoint, *earlier])
        with comity.store.writing(lambda: None) as writer:
            writer.put_checkpoint(archive.manifest.acts, archive.manifest.checkpoint)
            writer.leave_gap(comity.clock.now())
        if keyless := [
            each.content for each in inspect(comity, whole=True, reapply=True).losses if each.lacks == "key"
        ]:
            raise KeyMissing(keyless[0])
        swept = sweep(comity, give_up=give_up, reapply=True)
        _refuse(verify(comity, [archive.manifest.checkpoint, *earlier]).faults)
        return Restored(archive.manifest, swept)
    finally:
        close(comity)


def _verify(comity: Comity, checkpoints: Sequence[str]) -> None:
    report = ledgering.verify(comity, checkpoints)
    faults = [Fault("ledger", each.message) for each in report.faults]
    with comity.look() as look:
        faults += [Fault("register", sentence) for sentence in differences(look)]
    _refuse(faults)


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise VerificationFailed("What the archive holds does not hold together; nothing was restored.", faults)
