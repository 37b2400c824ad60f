"""The data archive: every table of an organisation as one file, its contents sealed as they are.

A zip file in which nothing varies: `organisation.json`, a file of JSON lines for each table in the order of
its key, then `manifest.json` with the digests of all of these, and `manifest.note`, the manifest's own digest
signed by the ledger's key. Equal data make equal files, whichever engine kept them.
"""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import IO, Any, Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import msgspec

from comity.app.ledgering import StoredNodes
from comity.app.ports.store import ColumnShape, Reader, TableShape, Writer
from comity.kernel import wire
from comity.kernel.errors import VerificationFailed
from comity.kernel.subject import Record
from comity.ledger.checkpoint import Checkpoint, issue
from comity.ledger.merkle import root
from comity.ledger.note import Note, NoteKey, Signer, sign

_ORGANISATION, _MANIFEST, _NOTE = "organisation.json", "manifest.json", "manifest.note"
_FAST = 1
"""Most of an archive is sealed, and does not become smaller for more work."""
_SMALL, _LINE = 4_000_000, 40_000_000
OF_THE_MOMENT = frozenset({"session_seen", "tries"})
"""Tables that no archive holds: a restore ends every session, since nothing says that it was used of late."""
_KINDS: dict[str, Any] = {"text": str, "integer": int, "boolean": bool, "bytes": bytes}


class Part(Record, frozen=True):
    """A table of the archive: its shape, how many rows it has, and the SHA-256 of its lines."""

    shape: TableShape
    rows: int
    sha256: str


class Manifest(Record, frozen=True):
    """What an archive holds: the schema's `revision`, the number of acts, and the log's signed checkpoint."""

    format: Literal["comity-data-1"]
    origin: str
    revision: str
    acts: int
    until: datetime | None
    checkpoint: str
    organisation: str
    tables: tuple[Part, ...]

    def rows(self, table: str) -> int:
        """Return how many rows a table has; 0 where the archive has no such table."""
        return sum(part.rows for part in self.tables if part.shape.name == table)


def write(file: IO[bytes], reader: Reader, about: bytes, origin: str, revision: str, signer: Signer) -> Manifest:
    """Write the archive of what `reader` sees, a row at a time; `about` is what the organisation says of itself."""
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_FAST) as archive:
        organisation = _put(archive, _ORGANISATION, [about])[1]
        parts = tuple(
            Part(shape, *_put(archive, _name(shape), map(_line, reader.rows(shape))))
            for shape in reader.shapes()
            if shape.name not in OF_THE_MOMENT
        )
        size = reader.last_seq()
        last = reader.act(size)
        manifest = Manifest(
            format="comity-data-1",
            origin=origin,
            revision=revision,
            acts=size,
            until=last.at if last else None,
            checkpoint=issue(Checkpoint(origin, size, root(size, StoredNodes(reader))), signer),
            organisation=organisation,
            tables=parts,
        )
        document = msgspec.json.format(wire.encode(manifest), indent=1) + b"\n"
        digest = _put(archive, _MANIFEST, [document])[1]
        _put(archive, _NOTE, [sign(_said(origin, digest), origin, signer).document.encode()])
    return manifest


def _said(origin: str, digest: str) -> str:
    return f"{origin} archive\n{digest}\n"


def _name(shape: TableShape) -> str:
    return f"tables/{shape.name}.jsonl"


def _line(row: tuple[Any, ...]) -> bytes:
    return wire.encode(row) + b"\n"


def _put(archive: ZipFile, name: str, lines: Iterable[bytes]) -> tuple[int, str]:
    """Write one file of the archive; return how many lines it has, and its digest."""
    code, count = sha256(), 0
    with archive.open(name, "w", force_zip64=True) as part:
        for line in lines:
            part.write(line)
            code.update(line)
            count += 1
    return count, code.hexdigest()


class Archive:
    """An archive to be read. Nothing of it is to be used before `verify` has passed."""

    def __init__(self, file: IO[bytes]) -> None:
        """Read the manifest. Raises `VerificationFailed` where the file is not an archive of this form."""
        try:
            self._zip = ZipFile(file)
            self.organisation = self._small(_ORGANISATION)
            self._document = self._small(_MANIFEST)
            self._note = self._small(_NOTE).decode()
        except (BadZipFile, zlib.error, EOFError, KeyError, UnicodeDecodeError) as error:
            raise VerificationFailed(f"The file is no data archive of Comity, or is cut short: {error}.") from None
        self.manifest = wire.decode(self._document, Manifest, "manifest")

    def verify(self, key: NoteKey) -> None:
        """Check the signature of `key` on the manifest and the digest of every file; raises `VerificationFailed`."""
        note = Note.parse(self._note)
        note.verify(key)
        if note.text != _said(self.manifest.origin, sha256(self._document).hexdigest()):
            raise VerificationFailed("The manifest is not the one that was signed.")
        if sha256(self.organisation).hexdigest() != self.manifest.organisation:
            raise VerificationFailed(f"{_ORGANISATION} was changed after the archive was made.")
        for part in self.manifest.tables:
            code, count = sha256(), 0
            for line in self._lines(part.shape):
                code.update(line)
                count += 1
            if (count, code.hexdigest()) != (part.rows, part.sha256):
                raise VerificationFailed(f"{_name(part.shape)} was changed after the archive was made.")

    def load(self, writer: Writer) -> None:
        """Insert every row into the tables of an empty database at the archive's revision.

        A table that is not of Comity, which archives of before took along, is left out.
        """
        known = {each.name for each in writer.shapes()}
        for part in self.manifest.tables:
            if part.shape.name in known:
                writer.load(part.shape, self._rows(part.shape))

    def _rows(self, shape: TableShape) -> Iterator[tuple[Any, ...]]:
        row: Any = tuple.__class_getitem__(tuple(_column(each) for each in shape.columns))
        decoder = msgspec.json.Decoder(row)
        return (decoder.decode(line) for line in self._lines(shape))

    def _lines(self, shape: TableShape) -> Iterator[bytes]:
        try:
            with self._zip.open(_name(shape)) as part:
                while line := part.readline(_LINE):
                    yield line
        except (BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise VerificationFailed(f"{_name(shape)} cannot be read: {error}.") from None

    def _small(self, name: str) -> bytes:
        with self._zip.open(name) as part:
            return part.read(_SMALL)


def _column(column: ColumnShape) -> Any:
    kind = _KINDS[column.type]
    return kind | None if column.nullable else kind
