"""The one file that knows adapters and app together: opens a data folder as a `Comity`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from comity.adapters.outgoing import messengers
from comity.adapters.passkeys import WebAuthnPasskeys
from comity.adapters.passwords import Argon2Passwords
from comity.adapters.signing import SigningKey
from comity.adapters.sqlite_file import ReadOnlyFile
from comity.adapters.storage.engine import open_engine, open_read_only, sqlite_url
from comity.adapters.storage.migrating import at_head, is_at_head, upgrade
from comity.adapters.storage.store import SqlStore
from comity.adapters.surroundings import SystemChance, SystemClock
from comity.adapters.un.lists import UnLists
from comity.adapters.vault.master import MasterFile
from comity.adapters.vault.vault import FileVault
from comity.app.comity import Comity
from comity.app.facts import gather
from comity.app.keeping import open_on
from comity.app.path import CommandPath
from comity.app.ports.surroundings import Chance, Clock
from comity.app.registry import ACTIONS, DECIDERS
from comity.governance.gate import gate
from comity.kernel import wire
from comity.kernel.errors import Unavailable
from comity.kernel.subject import Record
from comity.settings import Settings

DEFAULT_BASE_URL = "http://127.0.0.1:8000"


class OrganisationFile(Record, frozen=True):
    """What a data folder says of itself; nothing in it is secret.

    `founding` is set from the making of a sample until its tokens are handed out, and never again.
    """

    name: str
    origin: str
    sample: bool = False
    founding: bool = False
    base_url: str = DEFAULT_BASE_URL
    master_key: str = ""


def database_url(settings: Settings) -> str:
    """Return the address of the database of a data folder."""
    return settings.database or sqlite_url(settings.embedded_database)


def present_database(settings: Settings) -> str:
    """Return the address of a database that was made; raises `Unavailable` where the embedded one is not there.

    SQLite would make an empty one in its place, as if the organisation had lost everything.
    """
    if settings.database is None and not settings.embedded_database.exists():
        hint = "if the data lie in PostgreSQL, name it in COMITY_DATABASE"
        raise Unavailable(f"{settings.embedded_database} is not there: {hint}.")
    return database_url(settings)


def create(settings: Settings, about: OrganisationFile) -> None:
    """Make an empty data folder: keys, key store, database; raises `Unavailable` where one is there already."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.organisation_file.exists():
        raise Unavailable(f"{settings.data} holds an organisation already.")
    key = master_key_path(settings, about)
    if not key.exists():
        MasterFile(key, settings.data, demo=about.sample).create()
    SigningKey.create(settings.signing_key)
    if settings.database is None:
        # SQLite gives its other files the mode of this one, whatever the folder's is.
        settings.embedded_database.touch(mode=0o600)
    upgrade(database_url(settings))
    _write(settings, msgspec.structs.replace(about, master_key="" if about.sample else str(key)))


def _write(settings: Settings, about: OrganisationFile) -> None:
    settings.organisation_file.write_bytes(msgspec.json.format(wire.encode(about)))


def end_founding(settings: Settings) -> None:
    """Record that a sample is made: from now on no one gives a token to a person."""
    _write(settings, msgspec.structs.replace(read_organisation(settings), founding=False))


def master_key_path(settings: Settings, about: OrganisationFile) -> Path:
    """Return where the master key lies; beside the data only in a sample."""
    if settings.master_key:
        return settings.master_key
    if about.master_key:
        return Path(about.master_key)
    if about.sample:
        return settings.data / "master.key"
    raise Unavailable("Say where the master key lies, outside the data folder: --master-key FILE or COMITY_MASTER_KEY.")


def read_organisation(settings: Settings) -> OrganisationFile:
    """Return what the folder says of itself, or raise `Unavailable` saying how to make one."""
    try:
        body = settings.organisation_file.read_bytes()
    except OSError as error:
        hint = "make one with `comity init`, or a sample with `comity demo`"
        raise Unavailable(f"{settings.data} holds no organisation: {hint}.") from error
    return wire.decode(body, OrganisationFile, "organisation.json")


def open_comity(settings: Settings, clock: Clock | None = None, chance: Chance | None = None) -> Comity:
    """Open a data folder. What a crash left there is finished by the sweep, not here.

    Raises `Unavailable` where it is missing, behind its migrations, lacks its key, or its database is not
    the one that belongs to its keys.
    """
    comity = assemble(settings, clock, chance)
    try:
        if not at_head(database_url(settings)):
            raise Unavailable("The database is not at this version of Comity: back it up and run `comity migrate`.")
        open_on(comity)
    except BaseException:
        close(comity)
        raise
    return comity


@contextmanager
def read_only(settings: Settings, clock: Clock | None = None) -> Iterator[Comity]:
    """Yield a data folder that is only read, while a hub serves it or not: no file of it is written or made.

    Raises `Unavailable` where it is missing, behind its migrations or lacks its key, and at the end where someone
    began to write meanwhile to what nobody had open.
    """
    about, url = read_organisation(settings), present_database(settings)
    keys = ReadOnlyFile(settings.keys)
    database = None if settings.database else ReadOnlyFile(settings.embedded_database)
    engine = open_read_only(database) if database else open_engine(url)
    vault = FileVault(settings.keys, open_masters(settings, about), read_only=keys)
    try:
        if not is_at_head(engine):
            raise Unavailable("The database is not at this version of Comity: back it up and run `comity migrate`.")
        yield _together(settings, about, vault, SqlStore(engine), clock, None)
        for file in (keys, database):
            if file is not None:
                file.check_unchanged()
    finally:
        engine.dispose()
        vault.close()


def assemble(settings: Settings, clock: Clock | None = None, chance: Chance | None = None) -> Comity:
    """Put a data folder together as it stands: it may be behind its migrations, and nothing is swept."""
    about, url = read_organisation(settings), present_database(settings)
    return _together(settings, about, open_vault(settings, about), SqlStore(open_engine(url)), clock, chance)


def _together(
    settings: Settings,
    about: OrganisationFile,
    vault: FileVault,
    store: SqlStore,
    clock: Clock | None,
    chance: Chance | None,
) -> Comity:
    signer = SigningKey.load(settings.signing_key)
    clock, chance, policies = clock or SystemClock(), chance or SystemChance(), gate()
    path = CommandPath(store, vault, policies, clock, chance, DECIDERS, ACTIONS, gather, about.sample, about.founding)
    return Comity(
        name=about.name,
        origin=about.origin,
        base_url=settings.base_url or about.base_url,
        path=path,
        store=store,
        vault=vault,
        gate=policies,
        clock=clock,
        chance=chance,
        signer=signer,
        log_key=signer.note_key(about.origin),
        secret=open_masters(settings, about).ring()[0].derive("web"),
        passwords=Argon2Passwords(),
        passkeys=WebAuthnPasskeys(settings.base_url or about.base_url, about.name),
        lists=UnLists(),
        sample=about.sample,
        messengers=messengers(settings, clock),
    )


def open_masters(settings: Settings, about: OrganisationFile) -> MasterFile:
    """Return the file of the master key; raises `Unavailable` where it lies beside the data outside a sample."""
    return MasterFile(master_key_path(settings, about), settings.data, demo=about.sample)


def open_vault(settings: Settings, about: OrganisationFile) -> FileVault:
    """Return the key store of a data folder under its master key."""
    return FileVault(settings.keys, open_masters(settings, about))


def close(comity: Comity) -> None:
    """Let go of the database and the key store."""
    for part in (comity.store, comity.vault):
        part.close()
