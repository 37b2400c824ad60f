"""The parts of `comity screen`: what is asked, of which lists, by which engine, and what could not be used."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from comity.adapters.batches.batch import Engine, Faults, Live, local
from comity.adapters.lists.sources import Held, Scheme, Source, entries, parse, read, version
from comity.kernel.errors import Fault, PartlyUnusable, Unavailable, UnusableInput
from comity.screening.lists import Lists, Terms
from comity.screening.reading import Format, detect
from comity.screening.reading.formats import HEAD


class Named(NamedTuple):
    """The lists that are asked: what the files hold, those that answer for themselves, and what names all together."""

    held: Sequence[Held]
    live: Sequence[Live]
    version: str


def sources(named: Sequence[str], engine: str, scheduler: str | None, queries: Path, out: Path) -> list[Source]:
    """Return the lists that are named; raises `UnusableInput` where the command line cannot be followed."""
    if (engine == "dask") != (scheduler is not None):
        message = "--engine dask needs --scheduler ADDRESS, and no other engine takes it"
        raise UnusableInput(f"{message}.", [Fault("--scheduler", message)])
    found = [parse(text) for text in named]
    writable(out, [queries, *(source.path for source in found)])
    if scheduler and any(source.scheme is Scheme.COMITY for source in found):
        message = "the notices of an organisation are asked on this machine, which they do not leave unsealed"
        raise UnusableInput(f"--engine dask takes no comity:DIR: {message}.", [Fault("--list", message)])
    return found


def writable(out: Path, read: Sequence[Path]) -> None:
    """Raise `UnusableInput` where answers cannot be written to `out`, or would be written over what is `read`."""
    message = ""
    if not out.parent.is_dir():
        message = f"{out.parent} is no folder"
    elif out.resolve() in (path.resolve() for path in read):
        message = f"{out} is asked or asked about, and would be written over"
    if message:
        raise UnusableInput(f"The answers cannot be written: {message}.", [Fault("--out", message)])


@contextmanager
def opened(queries: Path) -> Iterator[BufferedReader]:
    """Yield a file of questions; it is read more than once, so a pipe is none."""
    try:
        stream = queries.open("rb")
    except OSError as error:
        raise UnusableInput(f"{queries} cannot be read: {error.strerror}.") from None
    with stream:
        if not stream.seekable():
            raise UnusableInput(f"{queries} is a pipe; put the questions in a file, so that the batch can be resumed.")
        yield stream


def digest(stream: BufferedReader) -> tuple[str, int]:
    """Return the SHA-256 of a file of questions, and how many lines it has."""
    found, lines = hashlib.sha256(), 0
    while block := stream.read(1 << 20):
        found.update(block)
        lines += block.count(b"\n")
    stream.seek(0)
    return found.hexdigest(), lines


def form_of(stream: BufferedReader, named: str) -> Format:
    """Return the format that is named, or that the file is told by."""
    form = detect(stream.read(HEAD)) if named == "auto" else Format(named)
    stream.seek(0)
    return form


def teller(told: Callable[[int, int | None], None], form: Format, lines: int) -> Callable[[int], None]:
    """Return what is told how many answers there are; of how many is known where each has a line of its own."""
    of = lines if form in (Format.JSONL, Format.CSV) else None
    return lambda done: told(done, of)


def lists(named: Sequence[Source], faults: Faults, open_notices: Callable[[Source], Live]) -> Named:
    """Return what the sources hold, and keep what of it cannot be used; notices are opened by `open_notices`."""
    held, live, parts = [], [], []
    for source in named:
        if source.scheme is Scheme.COMITY:
            live.append(open_notices(source))
            parts.append((source, live[-1].version))
        else:
            held.append(read(source))
            faults.add(held[-1].faults)
            parts.append((source, held[-1].digest))
    return Named(held, live, version(parts))


@contextmanager
def engine(scheduler: str | None, named: Named, terms: Terms) -> Iterator[Engine]:
    """Yield what answers the questions: this process, or the cluster with this scheduler."""
    found = entries(named.held, len(named.held) + len(named.live) > 1)
    if scheduler is None:
        yield local(Lists.build(found, named.version), terms, named.live)
        return
    try:
        from comity.adapters.batches.cluster import over_cluster
    except ModuleNotFoundError as error:
        hint = "install it with `pip install 'comity[cluster]'`"
        raise Unavailable(f"--engine dask needs the package {error.name}, which is not here: {hint}.") from None
    with over_cluster(scheduler, found, named.version, terms) as answering:
        yield answering


def report(faults: Faults, out: Path) -> None:
    """Raise `PartlyUnusable` where something could not be used: the answers stand, and do not cover it."""
    if not faults.count:
        return
    first, more = faults.named[0], faults.count - len(faults.named)
    unnamed = f" {more} more are not named here." if more else ""
    what = "One record" if faults.count == 1 else f"{faults.count} records"
    detail = f"{what} cannot be used, the first at {first.path}: {first.message}."
    raise PartlyUnusable(f"{detail}{unnamed} All else was done; it is in {out}.", faults.named)
