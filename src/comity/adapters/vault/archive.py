"""The key archive: the key store as one file of JSON lines, the keys in it wrapped, a code over the whole.

A header, a line for each key or erasure, and a last line with an HMAC under a key derived from the master
key: an archive that was changed, reordered or cut short is refused before anything is taken from it.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from comity.adapters.keyfile import open_secret, secret_file
from comity.adapters.vault import envelope
from comity.adapters.vault.keystore import KeyRow, tombstone
from comity.adapters.vault.master import MasterKey
from comity.app.ports.vault import SealBroken
from comity.kernel import wire

_FORMAT = "comity-keys-1"
_MAX_LINE = 1000
_BESIDE = "beside the keys"


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`beside` is another secret under the master key, such as the one with which the ledger signs."""

    format: str
    master: str
    beside: bytes = b""


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A key, or where `master` is left out an erasure."""

    id: str
    master: str | None = None
    wrapped: bytes = b""


def write(
    path: Path, rows: Iterable[KeyRow], master: MasterKey, secret: bytes, proves: Callable[[Iterable[KeyRow]], None]
) -> None:
    """Write the archive whole, with mode 0600; the one before it is overwritten with zeros. `secret` is kept with it.

    What was written is read back and handed to `proves` first: if that raises, the one before stands untouched.
    """
    code = hmac.new(master.derive("key archive"), digestmod=sha256)

    def check(written: Path) -> None:
        proves(read(written, lambda _: master))
        if beside(written, lambda _: master) != secret:
            raise SealBroken("The secret beside the keys did not come back from the new key archive.")

    with secret_file(path, replace=True, proves=check) as file:
        for line in _lines(rows, master, secret):
            code.update(line)
            file.write(line)
        file.write(code.hexdigest().encode() + b"\n")


def read(path: Path, master: Callable[[str], MasterKey]) -> Iterator[KeyRow]:
    """Yield the rows of an archive, all of which is checked before the first.

    Raises `SealBroken` where it does not hold, `WrongMaster` where it stands under another master key.
    """
    with open_secret(path) as file:
        _check(path, file, master(_head(path, file).master))
        file.seek(0)
        file.readline(_MAX_LINE)
        while (line := file.readline(_MAX_LINE)).startswith(b"{"):
            found = wire.trusted(line, _Line)
            gone = found.master is None
            yield tombstone(found.id) if gone else KeyRow(found.id, found.master or "", found.wrapped)


def beside(path: Path, master: Callable[[str], MasterKey]) -> bytes:
    """Return the other secret that the archive keeps; raises as `read`."""
    with open_secret(path) as file:
        head = _head(path, file)
        _check(path, file, master(head.master))
    return envelope.unwrap(master(head.master), _BESIDE, head.beside) if head.beside else b""


def _head(path: Path, file: BinaryIO) -> _Header:
    head = wire.decode(file.readline(_MAX_LINE), _Header, "key archive")
    if head.format != _FORMAT:
        raise SealBroken(f"{path} is not a key archive of this version.")
    return head


def _lines(rows: Iterable[KeyRow], master: MasterKey, beside: bytes) -> Iterator[bytes]:
    wrapped = envelope.wrap(master, _BESIDE, beside) if beside else b""
    yield wire.encode(_Header(_FORMAT, master.id, wrapped)) + b"\n"
    for row in rows:
        line = _Line(row.content_id) if row.destroyed else _Line(row.content_id, row.master, row.wrapped)
        yield wire.encode(line) + b"\n"


def _check(path: Path, file: BinaryIO, master: MasterKey) -> None:
    code = hmac.new(master.derive("key archive"), digestmod=sha256)
    file.seek(0)
    line, following = file.readline(_MAX_LINE), file.readline(_MAX_LINE)
    while following:
        code.update(line)
        line, following = following, file.readline(_MAX_LINE)
    if not hmac.compare_digest(line.strip(), code.hexdigest().encode()):
        raise SealBroken(f"The key archive {path} was changed or cut short; nothing was taken from it.")
