"""Settings: one frozen object, read once from the environment and the command line."""

import os
from pathlib import Path

import msgspec

DEFAULT_DATA = "./comity-data"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the data and keys of a hub lie.

    `data` is the folder; `database` a PostgreSQL DSN, or None for the embedded SQLite file in `data`.
    `master_key` is the file of the master key, outside `data` unless the organisation is a sample.
    """

    data: Path
    database: str | None = None
    master_key: Path | None = None
    base_url: str | None = None

    @property
    def keys(self) -> Path:
        """The key store, always an embedded file of its own."""
        return self.data / "keys.sqlite"

    @property
    def embedded_database(self) -> Path:
        """The SQLite file, where no `database` is named."""
        return self.data / "comity.db"

    @property
    def signing_key(self) -> Path:
        return self.data / "ledger.key"

    @property
    def organisation_file(self) -> Path:
        return self.data / "organisation.json"


def read_settings(data: str | None = None, master_key: str | None = None, database: str | None = None) -> Settings:
    """Return the settings; what the command line gives goes before `COMITY_DATA`, `COMITY_DATABASE` and so on."""
    env = os.environ
    folder = Path(data or env.get("COMITY_DATA") or DEFAULT_DATA)
    key = master_key or env.get("COMITY_MASTER_KEY")
    return Settings(
        data=folder,
        database=database or env.get("COMITY_DATABASE") or None,
        master_key=Path(key) if key else None,
        base_url=env.get("COMITY_BASE_URL") or None,
    )
