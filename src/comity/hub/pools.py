"""Threads that answer, a share for each face, so that no face takes what another needs; the border goes first.

Few, because one process runs one thread of Python at a time: more threads answer no more, and each waits for the
others in the midst of its answer.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import Final, TypeVar

T = TypeVar("T")


class Face(StrEnum):
    """For whom an answer is made."""

    BORDER = "border"
    OFFICE = "office"
    COMMAND = "command"
    PUBLIC = "public"
    EXPORT = "export"


THREADS: Final = {Face.BORDER: 4, Face.OFFICE: 2, Face.COMMAND: 4, Face.PUBLIC: 3, Face.EXPORT: 1}
"""A command waits for the writer and the disk, as does the opening of a file, which is an act; a list does neither."""
_AT_MOST: Final = 0.05
"""Seconds that an answer is begun later because of the border: nobody waits for ever."""


class Pools:
    """The threads of one worker."""

    def __init__(self) -> None:
        self._pools = {face: ThreadPoolExecutor(count, thread_name_prefix=face) for face, count in THREADS.items()}
        self._at_border = 0
        self._free = asyncio.Event()
        self._free.set()

    @property
    def public(self) -> ThreadPoolExecutor:
        """The threads for what Litestar itself runs, which are public pages and files."""
        return self._pools[Face.PUBLIC]

    async def run(self, face: Face, function: Callable[..., T], *values: object) -> T:
        """Return what `function` returns in a thread of `face`; while the border is asked, others begin later."""
        answering = partial(asyncio.get_running_loop().run_in_executor, self._pools[face], function, *values)
        if face is not Face.BORDER:
            if self._at_border:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._free.wait(), _AT_MOST)
            return await answering()
        self._at_border += 1
        self._free.clear()
        try:
            return await answering()
        finally:
            self._at_border -= 1
            if not self._at_border:
                self._free.set()

    async def parts(self, face: Face, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Yield parts, each made in a thread of `face`; between two parts nobody holds one."""
        while (part := await self.run(face, next, parts, None)) is not None:
            yield part
