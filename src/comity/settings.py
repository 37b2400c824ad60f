"""Settings: one frozen object, read once from the environment and the command line."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from comity.kernel.errors import Fault, UnusableInput

DEFAULT_DATA = "./comity-data"


class MailSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The mail host that messages are handed to; `security` is `starttls`, `tls` or `none`."""

    host: str
    sender: str
    port: int | None = None
    security: str = "starttls"
    user: str | None = None
    password_file: Path | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the data and keys of a hub lie.

    `data` is the folder; `database` a PostgreSQL DSN, or None for the embedded SQLite file in `data`.
    `master_key` is the file of the master key, outside `data` unless the organisation is a sample. Messages leave by
    `mail` and to `webhook_hosts`, which must be public or in `webhook_networks`; `trusted` is a PEM file of
    authorities to believe besides those of the system.
    """

    data: Path
    database: str | None = None
    master_key: Path | None = None
    base_url: str | None = None
    mail: MailSettings | None = None
    webhook_hosts: tuple[str, ...] = ()
    webhook_networks: tuple[str, ...] = ()
    trusted: Path | None = None

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
        mail=_mail(env),
        webhook_hosts=_listed(env, "COMITY_WEBHOOK_HOSTS"),
        webhook_networks=_listed(env, "COMITY_WEBHOOK_NETWORKS"),
        trusted=_path(env, "COMITY_TRUSTED"),
    )


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]) if env.get(name) else None


def _listed(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in env.get(name, "").split(",") if each.strip())


def _mail(env: Mapping[str, str]) -> MailSettings | None:
    """Return the mail host where one is named; raises `UnusableInput` for a port that is none."""
    host, port = env.get("COMITY_SMTP_HOST"), env.get("COMITY_SMTP_PORT") or None
    if not host:
        return None
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        message = "a number from 1 to 65535"
        raise UnusableInput(f"COMITY_SMTP_PORT cannot be used: {message}.", [Fault("COMITY_SMTP_PORT", message)])
    return MailSettings(
        host=host,
        sender=env.get("COMITY_SMTP_FROM", ""),
        port=int(port) if port else None,
        security=env.get("COMITY_SMTP_SECURITY") or "starttls",
        user=env.get("COMITY_SMTP_USER") or None,
        password_file=_path(env, "COMITY_SMTP_PASSWORD_FILE"),
    )
