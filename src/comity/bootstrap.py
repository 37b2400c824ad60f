"""The one file that knows adapters and app together: opens a data folder as a `Comity`."""

from pathlib import Path

import msgspec

from comity.adapters.outgoing import messengers
from comity.adapters.passkeys import WebAuthnPasskeys
from comity.adapters.passwords import Argon2Passwords
from comity.adapters.signing import SigningKey
from comity.adapters.storage.engine import open_engine, sqlite_url
from comity.adapters.storage.migrating import at_head, upgrade
from comity.adapters.storage.store import SqlStore
from comity.adapters.surroundings import SystemChance, SystemClock
from comity.adapters.un.lists import UnLists
from comity.adapters.vault.master import MasterFile
from comity.adapters.vault.vault import FileVault
from comity.app.comity import Comity
from comity.app.facts import gather
from comity.app.keeping import sweep
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
    """What a data folder says of itself; nothing in it is secret."""

    name: str
    origin: str
    sample: bool = False
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
    settings.organisation_file.write_bytes(
        msgspec.json.format(wire.encode(msgspec.structs.replace(about, master_key="" if about.sample else str(key))))
    )


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
    """Open a data folder and finish what a crash left there.

    Raises `Unavailable` where it is missing, behind its migrations, lacks its key, or its database is not
    the one that belongs to its keys.
    """
    comity = assemble(settings, clock, chance)
    try:
        if not at_head(database_url(settings)):
            raise Unavailable("The database is not at this version of Comity: back it up and run `comity migrate`.")
        sweep(comity)
    except BaseException:
        close(comity)
        raise
    return comity


def assemble(settings: Settings, clock: Clock | None = None, chance: Chance | None = None) -> Comity:
    """Put a data folder together as it stands: it may be behind its migrations, and nothing is swept."""
    about, url = read_organisation(settings), present_database(settings)
    signer = SigningKey.load(settings.signing_key)
    vault = open_vault(settings, about)
    store = SqlStore(open_engine(url))
    clock, chance, policies = clock or SystemClock(), chance or SystemChance(), gate()
    path = CommandPath(store, vault, policies, clock, chance, DECIDERS, ACTIONS, gather)
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
