"""Lists named on a command line, `scheme:path`, and what each holds: a broken record loses no other."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import msgspec

from comity.adapters.ofac.reader import read_ofac_list
from comity.adapters.un.mapping import to_request
from comity.adapters.un.reader import MAX_BYTES, read_un_entries
from comity.kernel.errors import Fault, TooLarge, UnusableInput
from comity.kernel.subject import Subject
from comity.screening.lists import Entry
from comity.screening.reading import Problem, read_subjects


class Scheme(StrEnum):
    """`comity`: the notices of a data folder; the others are files of their own."""

    COMITY = "comity"
    UN = "un"
    OFAC = "ofac"
    JSONL = "jsonl"


class Source(msgspec.Struct, frozen=True):
    """A list as it was named."""

    scheme: Scheme
    path: Path

    def __str__(self) -> str:
        return f"{self.scheme.value}:{self.path}"


class Held(msgspec.Struct, frozen=True):
    """What a source holds: its subjects by their ids, what could not be used, and the digest of its content."""

    source: Source
    subjects: deque[tuple[str, Subject]]
    faults: Sequence[Fault]
    digest: str


def parse(text: str) -> Source:
    """Return the source that `text` names, or raise `UnusableInput` saying which there are."""
    scheme, colon, path = text.partition(":")
    if not colon or scheme not in list(Scheme) or not path:
        message = f"“{text[:80]}” is none of comity:DIR, un:FILE.xml, ofac:DIR and jsonl:FILE"
        raise UnusableInput(f"The list cannot be read: {message}.", [Fault("--list", message)])
    return Source(Scheme(scheme), Path(path))


def read(source: Source) -> Held:
    """Return what a source of files holds; raises `UnusableInput` where nothing of it can be used."""
    readers: dict[Scheme, Callable[[Source], Held]] = {Scheme.UN: _un, Scheme.OFAC: _ofac, Scheme.JSONL: _jsonl}
    held = readers[source.scheme](source)
    if held.subjects:
        return held
    first = f" {held.faults[0].path}: {held.faults[0].message}." if held.faults else ""
    message = "no subject could be read from it, and a list that holds no one would clear everyone"
    raise UnusableInput(f"{source} cannot be used: {message}.{first}", held.faults or [Fault(str(source), message)])


def entries(held: Sequence[Held], several: bool) -> Iterator[Entry]:
    """Yield the entries of all sources of files; where there are `several` sources each hit says from which it is.

    Subjects are let go as they are handed out: a million of them need not be in memory beside their index.
    """
    for number, each in enumerate(held):
        about = {"list": str(each.source)} if several else {}
        while each.subjects:
            key, subject = each.subjects.popleft()
            yield Entry(f"{number}:{key}", key, subject, about)


def version(parts: Sequence[tuple[Source, str]]) -> str:
    """Return what names some sources together, each with its digest: of one file the SHA-256 of its bytes."""
    if len(parts) == 1:
        ((source, digest),) = parts
        return digest if source.scheme is Scheme.COMITY else f"sha256:{digest}"
    lines = "".join(f"{source.scheme.value} {digest}\n" for source, digest in parts)
    return f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def _un(source: Source) -> Held:
    body = _bytes(source)
    listed, faults = read_un_entries(BytesIO(body))
    subjects: deque[tuple[str, Subject]] = deque()
    for entry in listed:
        try:
            subjects.append((entry.reference, to_request(entry).subject))
        except UnusableInput as error:
            faults += error.errors
    return Held(source, subjects, _named(source, faults), hashlib.sha256(body).hexdigest())


def _bytes(source: Source) -> bytes:
    try:
        if source.path.stat().st_size > MAX_BYTES:
            raise TooLarge(f"{source} is larger than {MAX_BYTES // 1_000_000} MB; the real list has 2 MB.")
        return source.path.read_bytes()
    except OSError as error:
        raise _unreadable(source, error) from None


def _ofac(source: Source) -> Held:
    found = read_ofac_list(source.path)
    return Held(source, deque(found.subjects), _named(source, found.faults), found.digest)


def _jsonl(source: Source) -> Held:
    subjects: deque[tuple[str, Subject]] = deque()
    faults: list[Fault] = []
    try:
        with source.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            for record in read_subjects(stream):
                if isinstance(record, Problem):
                    faults += record.faults
                else:
                    subjects.append((record.id, record.subject))
    except OSError as error:
        raise _unreadable(source, error) from None
    return Held(source, subjects, _named(source, faults), digest)


def _named(source: Source, faults: Sequence[Fault]) -> list[Fault]:
    return [Fault(f"{source}: {each.path}", each.message) for each in faults]


def _unreadable(source: Source, error: OSError) -> UnusableInput:
    message = error.strerror or "it cannot be read"
    return UnusableInput(f"{source} cannot be read: {message}.", [Fault(str(source), message)])
