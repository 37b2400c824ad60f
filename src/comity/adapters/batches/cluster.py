"""Answering on a Dask cluster: the lists go to every worker once, and each builds its index of them once.

The answers are those of one process, byte for byte. Workers need this version of Comity; what the scheduler and
the workers say to each other is Dask's own, and only `tls://` keeps it from being read on the way.
"""

import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from threading import Lock
from typing import Any, Final

from distributed import Client, Future, KilledWorker, Worker, WorkerPlugin
from distributed.comm.core import CommClosedError

from comity.adapters.batches.batch import Engine
from comity.kernel import wire
from comity.kernel.errors import Unavailable
from comity.screening.lists import Entry, Lists, Terms
from comity.screening.reading import Asked

_CHUNK: Final = 64
"""Questions a task: some tenths of a second, beside which the way to the worker is nothing."""
_AHEAD: Final = 4
"""Tasks in flight for each worker, so that none waits and a file of any size fits into memory."""
_PATIENCE: Final = 15

_Connection: Final[Any] = Client
"""Dask says little of its types."""
_SHIPPED: dict[str, bytes] = {}
_BUILT: dict[str, Lists] = {}
_TURN = Lock()


class _Shipping(WorkerPlugin):
    """Brings the lists to each worker, also to one that joins later or starts again, and takes them away."""

    def __init__(self, list_version: str, body: bytes) -> None:
        self.name, self._version, self._body = f"comity-{list_version}", list_version, body

    def setup(self, worker: Worker) -> None:
        _SHIPPED[self._version] = self._body

    def teardown(self, worker: Worker) -> None:
        _SHIPPED.pop(self._version, None)
        _BUILT.pop(self._version, None)


@contextmanager
def over_cluster(address: str, entries: Iterable[Entry], list_version: str, terms: Terms) -> Iterator[Engine]:
    """Yield the engine that answers on the cluster whose scheduler is at `address`.

    Raises `Unavailable` where no scheduler answers, no worker is there, or one has another version of Comity.
    """
    with _connected(address) as client:
        shipping = _Shipping(list_version, zlib.compress(b"\n".join(map(wire.encode, entries)), 1))
        client.register_plugin(shipping)
        try:
            yield lambda questions: _answers(client, questions, list_version, terms)
        except KilledWorker:
            said = "Workers ended again and again while they answered, as they do when memory is short."
            raise Unavailable(f"{said} What was answered is kept: --resume goes on.") from None
        except CommClosedError:
            said = "The cluster was lost while it answered. What was answered is kept: --resume goes on."
            raise Unavailable(said) from None
        finally:
            if client.status == "running":
                client.unregister_worker_plugin(shipping.name)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        client = _Connection(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Unavailable(f"No scheduler of Dask answers at {address}: {error}.") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise Unavailable(f"The scheduler at {address} has no worker; start some with `dask worker`.") from None
        _same_version(client)
        yield client


def _same_version(client: Any) -> None:
    """Refuse workers whose engine may answer otherwise than this one."""
    own = version("comity")
    try:
        found: dict[str, str] = client.run(version, "comity")
    except PackageNotFoundError:
        raise Unavailable(f"A worker of the cluster lacks Comity; install comity[cluster] {own} there.") from None
    for worker, theirs in sorted(found.items()):
        if theirs != own:
            raise Unavailable(f"The worker {worker} has Comity {theirs} and here is {own}; they must be the same.")


def _answers(client: Any, questions: Iterator[Asked], list_version: str, terms: Terms) -> Iterator[bytes]:
    """Yield the answers in the order of the questions, while some more are on their way."""
    waiting: deque[Future[list[bytes]]] = deque()
    while chunk := list(islice(questions, _CHUNK)):
        waiting.append(client.submit(_answered, wire.encode(chunk), list_version, wire.encode(terms), pure=False))
        if len(waiting) >= _AHEAD * max(1, _workers(client)):
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _workers(client: Any) -> int:
    known: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    return len(known)


def _answered(chunk: bytes, list_version: str, terms: bytes) -> list[bytes]:
    """Return the answers to some questions, on a worker."""
    lists, asked = _lists(list_version), wire.trusted(terms, Terms)
    return [wire.encode(lists.answer(each, asked)) for each in wire.trusted(chunk, list[Asked])]


def _lists(list_version: str) -> Lists:
    """Return the lists of this worker, built at the first question."""
    with _TURN:
        if list_version not in _BUILT:
            lines: Sequence[bytes] = zlib.decompress(_SHIPPED[list_version]).split(b"\n")
            _BUILT[list_version] = Lists.build((wire.trusted(line, Entry) for line in lines), list_version)
        return _BUILT[list_version]
