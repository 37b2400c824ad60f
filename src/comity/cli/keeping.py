"""`comity migrate`, `vault`, `backup`, `restore`: keeping an organisation, its keys and its archives."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.cli.opening import data_option

if TYPE_CHECKING:
    from comity.app.keeping import Swept
    from comity.settings import Settings

_PATH = click.Path(path_type=Path, dir_okay=False)
_KEYS = click.option(
    "--keys", type=_PATH, metavar="FILE", help="The key archive (default: MASTERKEY.archive, beside the master key)."
)


_GIVE_UP = click.option(
    "--give-up",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Give up the N contents that are lost, all of them: their keys are destroyed, what rests on them is ended.",
)


@click.command()
@data_option
def migrate(data: str | None) -> None:
    """Bring the database to this version of Comity. Back it up first, and stop what serves it."""
    from comity.adapters.storage import migrating
    from comity.app import ledgering
    from comity.bootstrap import assemble, close, present_database, read_organisation

    settings = _settings(data)
    read_organisation(settings)
    url = present_database(settings)
    before = migrating.current(url)
    if before == migrating.HEAD:
        return click.echo(f"The database is at {before}, the newest there is.")
    migrating.upgrade(url)
    comity = assemble(settings)
    ledgering.sign_off(comity)
    close(comity)
    click.echo(f"The database was at {before or 'nothing'} and is now at {migrating.HEAD}.")
    return click.echo("A backup made before still restores: it is brought to this version on its way in.")


@click.group()
def vault() -> None:
    """The vault: its master key, its key archive, and the sweep."""


@vault.command("rotate")
@_KEYS
@data_option
def rotate(keys: Path | None, data: str | None) -> None:
    """Put all keys under a new master key, while others may be serving; the key archive is written anew.

    After a crash, run it again: it goes on where it stopped. Copies of the old master key open nothing then.
    """
    from comity import keeping

    settings = _settings(data)
    place = keeping.key_archive(settings, keys)
    name = keeping.rotate(settings, place)
    click.echo(f"All keys stand under the new master key {name}: keep a copy of it apart.")
    click.echo(f"The key archive {place} was written anew.")


@vault.command("archive")
@_KEYS
@data_option
def archive(keys: Path | None, data: str | None) -> None:
    """Write the key archive anew in place of the one before: from now on the erasures until now are final."""
    from comity import keeping

    settings = _settings(data)
    place = keeping.key_archive(settings, keys)
    keeping.archive_keys(settings, place)
    click.echo(f"The key archive {place} was written anew. What was erased until now cannot come back.")


@vault.command("check")
@data_option
def check(data: str | None) -> None:
    """Hold acts, contents and keys side by side, and name what is lost. Nothing is destroyed.

    Exit status 1 where a content in force has no row or no key.
    """
    from comity.app.keeping import inspect
    from comity.bootstrap import assemble, close
    from comity.kernel.errors import Fault, VerificationFailed

    comity = assemble(_settings(data))
    try:
        found = inspect(comity, whole=True)
    finally:
        close(comity)
    if found.losses:
        faults = [Fault(each.content, str(each)) for each in found.losses]
        raise VerificationFailed(f"{len(faults)} contents in force are lost.", faults)
    waiting = len(found.orphans) + len(found.keyless)
    click.echo(f"Every content in force has its row and its key. {waiting} keys or contents wait for the sweep.")


@vault.command("sweep")
@click.option(
    "--accept-older-database",
    is_flag=True,
    help="Take a database that lost acts for the right one: what it lacks is gone for good.",
)
@click.option("--destroy", type=click.IntRange(min=1), metavar="N", help="Destroy up to N, if the sweep asked for it.")
@_GIVE_UP
@data_option
def sweep_(accept_older_database: bool, destroy: int | None, give_up: int, data: str | None) -> None:
    """Finish what a crash left, as each round of the clock does. More than a few at once: it stops and asks."""
    from comity.app.keeping import FEW, sweep
    from comity.bootstrap import assemble, close

    comity = assemble(_settings(data))
    try:
        swept = sweep(
            comity,
            accept_older_database=accept_older_database,
            give_up=give_up,
            at_most=destroy or FEW,
            awaited=destroy is not None,
        )
    finally:
        close(comity)
    click.echo(f"{swept.keys} keys without a content were destroyed.")
    _tell(swept)


@click.command()
@click.argument("file", type=_PATH)
@_KEYS
@data_option
def backup(file: Path, keys: Path | None, data: str | None) -> None:
    """Write the data archive to FILE, and the key archive in place of the one before.

    FILE may be kept as often as you like: its contents are sealed. The key archive is kept once, apart from it.
    """
    from comity import keeping

    settings = _settings(data)
    place = keeping.key_archive(settings, keys)
    manifest = keeping.backup(settings, file, place)
    click.echo(f"{file}: {manifest.acts} acts, {manifest.rows('contents')} sealed contents.")
    click.echo(f"{place}: their keys, in place of the archive before. Keep no other copy of it.")
    click.echo(manifest.checkpoint, nl=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--keys", type=_PATH, required=True, metavar="FILE", help="The key archive, the newest there is.")
@click.option("--data", required=True, metavar="DIR", help="The new data folder; it must be empty or not be there.")
@click.option("--database", metavar="DSN", help="An empty PostgreSQL database; without it the data go to SQLite.")
@click.option("--master-key", metavar="FILE", help="The master key (default: COMITY_MASTER_KEY).")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="CHECKPOINT",
    help="A checkpoint kept elsewhere, which the log must contain.",
)
@_GIVE_UP
def restore(
    file: Path,
    keys: Path,
    data: str,
    database: str | None,
    master_key: str | None,
    against: tuple[Path, ...],
    give_up: int,
) -> None:
    """Bring an organisation back from its two archives, verified whole, and end again what was erased since.

    The same archive moves a folder from SQLite to PostgreSQL and back. Nothing is written over.
    """
    from comity import keeping
    from comity.cli.ledger import read_checkpoint
    from comity.settings import read_settings

    settings = read_settings(data, master_key, database)
    restored = keeping.restore(settings, file, keys, [read_checkpoint(path) for path in against], give_up)
    manifest = restored.manifest
    until = f"{manifest.until:%Y-%m-%d %H:%M:%S}" if manifest.until else "its beginning"
    click.echo(f"{data} holds {manifest.origin} as it stood at {until} UTC: {manifest.acts} acts, all verified.")
    _tell(restored.swept)
    click.echo("Tokens revoked since then hold again, and people and offices stand as they did: look at both.")
    click.echo("Write the key archive anew with `comity vault archive` once this folder serves.")


def _tell(swept: "Swept") -> None:
    if swept.contents:
        click.echo(f"{swept.contents} contents had been erased since or were given up. What rested on them:")
    for each in swept.reapplied:
        click.echo(f"  {each.what} {each.id}: {each.command or 'people must record it anew'}")


def _settings(data: str | None) -> "Settings":
    from comity.settings import read_settings

    return read_settings(data)
