"""`demo.json`: the address of the sample and its people, for those who try it and for tools."""

from collections.abc import Sequence
from typing import Final

import msgspec

from comity.adapters.keyfile import write_secret
from comity.kernel import wire
from comity.kernel.subject import Record
from comity.settings import Settings

NAME: Final = "demo.json"


class DemoPerson(Record, frozen=True):
    """One of the sample's people: password and authenticator secret (base32) for the desks, the token for programs.

    Border services are machines: they have a token alone.
    """

    name: str
    office: str
    member: str | None
    login: str
    password: str | None
    totp_secret: str | None
    token: str


class Demo(Record, frozen=True):
    base_url: str
    people: list[DemoPerson]


def write_demo(settings: Settings, base_url: str, people: Sequence[DemoPerson]) -> None:
    """Write `demo.json` with mode 0600."""
    path = settings.data / NAME
    document = msgspec.json.format(wire.encode(Demo(base_url=base_url, people=list(people))), indent=1)
    write_secret(path, document, replace=path.exists())


def read_demo(settings: Settings) -> list[DemoPerson] | None:
    """Return the sample's people, or None where the folder holds no sample."""
    path = settings.data / NAME
    return _read(settings).people if path.exists() else None


def stand_at(settings: Settings, base_url: str) -> None:
    """Let `demo.json` name the address that the sample is served at now."""
    demo = _read(settings)
    if demo.base_url != base_url:
        write_demo(settings, base_url, demo.people)


def _read(settings: Settings) -> Demo:
    return wire.decode((settings.data / NAME).read_bytes(), Demo, NAME)
