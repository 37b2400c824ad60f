"""No face takes the threads that another needs: whatever exports do, a border is answered."""

import asyncio
from collections.abc import Iterator
from threading import Event, Lock

from comity.hub.pools import Face, Pools

EXPORTS = 20


class Made:
    """Parts of exports, which wait until they may be made; how many were being made at once."""

    def __init__(self) -> None:
        self.may, self.most = Event(), 0
        self._now, self._lock = 0, Lock()

    def parts(self) -> Iterator[bytes]:
        for _ in range(2):
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            assert self.may.wait(60)
            with self._lock:
                self._now -= 1
            yield b"part"


async def _received(pools: Pools, made: Made) -> bytes:
    return b"".join([part async for part in pools.parts(Face.EXPORT, made.parts())])


def test_the_border_is_answered_while_twenty_exports_stand_still() -> None:
    """Exports share one thread; a border, an office and a public page are answered before any of them ends."""

    async def tried() -> None:
        pools, made = Pools(), Made()
        exports = [asyncio.create_task(_received(pools, made)) for _ in range(EXPORTS)]
        for face in (Face.BORDER, Face.OFFICE, Face.COMMAND, Face.PUBLIC):
            assert await asyncio.wait_for(pools.run(face, str.upper, face), 60) == face.upper()
        assert not any(export.done() for export in exports)
        made.may.set()
        assert await asyncio.wait_for(asyncio.gather(*exports), 60) == [b"partpart"] * EXPORTS
        assert made.most == 1

    asyncio.run(tried())


def test_what_an_office_reads_does_not_wait_for_commands() -> None:
    """Twenty commands wait for a writer that is busy; a page is answered meanwhile."""

    async def tried() -> None:
        pools, may = Pools(), Event()
        commands = [asyncio.create_task(pools.run(Face.COMMAND, may.wait, 60)) for _ in range(EXPORTS)]
        await asyncio.sleep(0)
        assert await asyncio.wait_for(pools.run(Face.OFFICE, str.upper, "done"), 60) == "DONE"
        may.set()
        assert all(await asyncio.gather(*commands))

    asyncio.run(tried())


def test_nobody_waits_for_ever_because_a_border_is_asked() -> None:
    """A question that takes long lets others begin."""

    async def tried() -> None:
        pools, may = Pools(), Event()
        asked = asyncio.create_task(pools.run(Face.BORDER, may.wait, 60))
        await asyncio.sleep(0)
        assert await asyncio.wait_for(pools.run(Face.OFFICE, str.upper, "done"), 60) == "DONE"
        assert not asked.done()
        may.set()
        assert await asked

    asyncio.run(tried())
