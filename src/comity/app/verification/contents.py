"""Contents and their keys, held against what the acts say of them; with `deep`, each is opened."""

from collections.abc import Collection, Iterator
from itertools import islice

import msgspec

from comity.app.comity import Comity
from comity.app.figures import verify_release
from comity.app.look import Look
from comity.app.ports.store import Reader
from comity.app.ports.vault import KeyDestroyed, KeyMissing, SealBroken
from comity.app.verification.replica import Reference, Replica
from comity.app.verification.rows import Row, rows_of, shape_of
from comity.kernel import wire
from comity.kernel.errors import ComityError, Fault
from comity.kernel.hashing import sha256_hex
from comity.notices.request import NoticeRequest

_PAGE = 20


class Contents:
    """The contents of one reading. Keys are asked for after it began: what was erased meanwhile is no fault."""

    def __init__(self, comity: Comity, look: Look, replica: Replica) -> None:
        self._comity, self._look, self._replica = comity, look, replica
        self._live = {ref.id: ref for ref in replica.references.values() if not ref.erased}
        self.remarks: list[str] = []
        self.opened = 0
        self._hashes: dict[str, str] = {}
        self._named: dict[str, dict[str, int]] = {}
        self._unread: set[str] = set()

    def faults(self) -> Iterator[Fault]:
        """Yield a fault for each content that no act names, that is missing, in another file, or has no key."""
        kept = {row["id"]: row["file"] for row in self._rows("contents", ("id", "file"))}
        keys, destroyed = set(self._comity.vault.ids()), set(self._comity.vault.erased())
        for content in sorted(kept.keys() - self._live.keys(), key=str):
            yield Fault(f"contents {content}", "No act leads to this row.")
        gone = []
        for ref in self._live.values():
            if ref.id not in kept:
                if ref.id in destroyed:
                    gone.append(ref.id)
                else:
                    yield _fault(ref, "It is missing, and no act erased it")
            elif kept[ref.id] != ref.file:
                yield _fault(ref, f"It stands in the file {kept[ref.id]} and belongs to {ref.file}")
            elif ref.id not in keys and not self._erased_meanwhile(ref):
                yield _fault(ref, "Its key was destroyed" if ref.id in destroyed else "Its key is missing")
        self._remark(gone, "were erased after the last act that this database holds")
        self._remark(
            keys - self._replica.references.keys(),
            "have a key and no act: a sweep destroys the keys once later acts are recorded",
        )
        erased = {ref.id for ref in self._replica.references.values() if ref.erased}
        self._remark(keys & erased, "were erased by an act and still have a key: the next sweep destroys it")

    def _remark(self, contents: Collection[str], said: str) -> None:
        if contents:
            self.remarks.append(f"{len(contents)} contents {said}.")

    def releases(self) -> Iterator[Fault]:
        """Yield a fault for each release of figures that is not the one signed, or not of its quarter."""
        for quarter, state in self._replica.streams("figures"):
            ref = self._live.get(state.release.id) if state.release else None
            if ref is None:
                continue
            try:
                document = self._open(ref, self._look.reader.content(ref.id))
                if document is not None and str(verify_release(document, self._comity.log_key).quarter) != quarter:
                    yield _fault(ref, f"The figures of {quarter} are those of another quarter")
            except ComityError as error:
                yield _fault(ref, f"The figures of {quarter} do not hold: {error.detail}")

    def deep(self) -> Iterator[Fault]:
        """Open every content, compare it with the commitment in its act, and follow what it names."""
        remaining = iter(self._live.values())
        while page := list(islice(remaining, _PAGE)):
            blobs = self._look.reader.sealed([ref.id for ref in page])
            for ref in page:
                try:
                    found = self._open(ref, blobs.get(ref.id))
                except ComityError as error:
                    self._unread.add(ref.file)
                    yield _fault(ref, error.detail)
                    continue
                if found is not None:
                    self.opened += 1
                    self._note(ref, found)
        yield from self._uploads()

    def _open(self, ref: Reference, blob: bytes | None) -> bytes | None:
        """Return a content; None where there is none to open. Raises a `ComityError` that says what is wrong."""
        if blob is None:
            return None
        try:
            found = self._comity.vault.open(ref.id, blob)
            if not self._comity.vault.verify(ref.id, found, ref.digest):
                raise SealBroken("It opens, and is not what its act committed to.")
        except (KeyDestroyed, KeyMissing):
            if self._erased_meanwhile(ref):
                return None
            raise
        return found

    def _erased_meanwhile(self, ref: Reference) -> bool:
        with self._comity.look() as now:
            return now.reader.content(ref.id) is None

    def _note(self, ref: Reference, found: bytes) -> None:
        if ref.event == "UploadReceived":
            self._hashes[ref.id] = sha256_hex(found)
        elif ref.field == "body":
            try:
                body = wire.trusted(found, NoticeRequest)
            except (msgspec.MsgspecError, ComityError):
                self._unread.add(ref.file)
                return
            named = [photo.sha256 for photo in body.subject.photographs or ()]
            named += [attachment.sha256 for attachment in body.attachments or ()]
            of_file = self._named.setdefault(ref.file, {})
            of_file.update((each, ref.act) for each in named if each)

    def _uploads(self) -> Iterator[Fault]:
        """Yield a fault for each upload under another's digest, and each use that requests do not lead to."""
        uses = {(row["sha256"], row["member"], row["file"]) for row in self._rows("upload_uses", ("sha256",))}
        for row in self._rows("uploads", ("sha256", "member", "content")):
            yield from self._unused(row, uses)
            if self._hashes.get(row["content"], row["sha256"]) != row["sha256"]:
                yield Fault(f"uploads {row['sha256']} {row['member']}", "The upload has another digest.")
        once = {ref.file for ref in self._replica.references.values() if ref.field == "body" and ref.erased}
        for sha256, member, file in sorted(uses):
            if file not in once | self._unread and sha256 not in self._named.get(file, {}):
                yield Fault(f"upload_uses {sha256} {member} {file}", "No version of this request names the file.")

    def _unused(self, row: Row, uses: set[tuple[str, str, str]]) -> Iterator[Fault]:
        """Yield a fault for each request that names an upload that was there, and is not written to use it."""
        upload = self._live.get(row["content"])
        for file, named in self._named.items():
            member = self._replica.load("request", file).state.member
            used = upload is not None and member == row["member"] and named.get(row["sha256"], 0) > upload.act
            if used and (row["sha256"], row["member"], file) not in uses:
                place = f"upload_uses {row['sha256']} {row['member']} {file}"
                yield Fault(place, "The request names the file, and is not written to use it.")

    def _rows(self, table: str, columns: tuple[str, ...]) -> Iterator[Row]:
        reader: Reader = self._look.reader
        return rows_of(reader, shape_of(reader, table, columns))


def _fault(ref: Reference, message: str) -> Fault:
    place = f"contents {ref.id}"
    said = message.rstrip(".")
    return Fault(place, f"{said} (file {ref.file}, {ref.field} of {ref.event}, act {ref.act}).")
