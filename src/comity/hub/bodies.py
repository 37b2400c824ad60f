"""Bodies of requests: bounded each, all together, and in time; read only once it is known who sends them.

The sum is of one worker and is counted on its event loop alone. A body counts from its first byte until it is answered.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from litestar import Request
from litestar.exceptions import InternalServerException

from comity.hub.bounds import BOUNDS, MIB, Bounds
from comity.kernel.errors import ComityError, TooLarge, Unavailable, UnusableInput

_RETRY_AFTER: Final = 5


class TooSlow(ComityError):
    """The body did not come in time."""

    type, title, status = "too-slow", "The request came too slowly", 408


class Busy(Unavailable):
    """The hub bears no more for the moment; `retry_after` says in how many seconds to come again."""

    type = "busy"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.retry_after = _RETRY_AFTER


def is_short(request: Request[Any, Any, Any]) -> bool:
    """Return True if the request says that its body is so short that it does not count."""
    said = request.headers.get("content-length", "")
    return said.isdecimal() and int(said) <= BOUNDS.free


class Bodies:
    """The bodies that one worker holds at present."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._bounds = bounds
        self._all = 0
        self._unknown = 0
        self._addresses: Counter[str] = Counter()

    @property
    def held(self) -> int:
        """The bytes that count at present."""
        return self._all

    @asynccontextmanager
    async def body(self, request: Request[Any, Any, Any], largest: int, known: bool) -> AsyncIterator[bytes]:
        """Yield the body, which counts until the block ends.

        Raises `TooLarge` as soon as the bound is passed, `TooSlow` where it does not come in time, and `Busy` where all
        bodies together are more than the worker bears.
        """
        taking = _Taking(self, "" if known or request.client is None else request.client.host, known)
        try:
            yield await self._read(request, largest, taking)
        finally:
            taking.give_back()

    async def _read(self, request: Request[Any, Any, Any], largest: int, taking: "_Taking") -> bytes:
        said = request.headers.get("content-length", "")
        if said.isdecimal() and int(said) > largest:
            raise _too_large(largest)
        parts, size, begun = [], 0, asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self._bounds.body) as patience:
                async for part in request.stream():
                    size += len(part)
                    if size > largest:
                        raise _too_large(largest)
                    taking.take(size - self._bounds.free)
                    patience.reschedule(begun + self._bounds.body + size / self._bounds.rate)
                    parts.append(part)
        except TimeoutError:
            raise TooSlow(f"Send at least {self._bounds.rate // 1024} kB a second.") from None
        except InternalServerException:
            raise UnusableInput("The request ended before its body was whole.") from None
        return b"".join(parts)

    def add(self, size: int, address: str, known: bool) -> None:
        """Count `size` more bytes, or fewer where it is negative; raises `Busy` where that is too much."""
        bounds = self._bounds
        if size > 0 and self._all + size > bounds.bodies:
            raise Busy("Too much is being sent at this moment; nothing of yours was read. Send it again in a moment.")
        elsewhere = self._unknown + size > bounds.unknown or self._addresses[address] + size > bounds.address
        if size > 0 and not known and elsewhere:
            raise Busy("Too many files are being sent at this moment. Send yours again in a moment.")
        self._all += size
        if not known:
            self._unknown += size
            self._addresses[address] += size
            if not self._addresses[address]:
                del self._addresses[address]


class _Taking:
    """What one body takes of the sum."""

    def __init__(self, bodies: Bodies, address: str, known: bool) -> None:
        self._bodies, self._address, self._known = bodies, address, known
        self._taken = 0

    def take(self, size: int) -> None:
        """Take `size` bytes in all."""
        more = max(size, 0) - self._taken
        if more:
            self._bodies.add(more, self._address, self._known)
            self._taken += more

    def give_back(self) -> None:
        self._bodies.add(-self._taken, self._address, self._known)
        self._taken = 0


def _too_large(largest: int) -> TooLarge:
    bound = f"{largest // MIB} MB" if largest >= MIB else f"{largest} bytes"
    return TooLarge(f"No more than {bound} are read here: send less, or choose a smaller file.")
