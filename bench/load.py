"""What one worker answers to fifty clients at once, each face beside a bare route of the same size.

Run: python -m bench.load [SECONDS] [CLIENTS] [FACE ...]. Prints a table in Markdown; nothing is asserted.
The hub runs as `comity serve` does, on this machine alone; the clients are connections of one other process that parses
no more of an answer than its length. Each figure stands beside that of a Litestar route, in a process of its own under
the same server, that gives out as many bytes. Screening at a border is also asked by one client, while the
others ask for another face.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench import public
from bench.pages import served
from litestar import Litestar, Response, get
from tests.browser.serving import free_port
from tests.house import House, house, request

from comity.app.founding import found_token
from comity.governance.commands import TokenPurpose
from comity.governance.offices import Office
from comity.hub.connection import server
from comity.kernel import wire

NOTICES = 100
EXTRACTS = 2_000
GOALS = {"public search": 600, "list": 400, "feed page": 300, "notice": 250}
BORDER = "border, while others ask for "


class Face:
    """What is asked for: a whole request, sent over and over."""

    def __init__(self, name: str, path: str, token: str = "", body: bytes = b"") -> None:
        self.name = name
        said = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", "Host: hub", "Accept-Encoding: identity"]
        said += [f"Authorization: Bearer {token}"] if token else []
        said += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
        self.request = "\r\n".join((*said, "", "")).encode() + body


def faces(home: House) -> list[Face]:
    """Return what is asked for in an organisation with notices, and how."""
    comity, by = home.comity, home.bureau["XB"]
    service = home.person("XB", Office.BORDER_SERVICE, member="XB")
    notices = [home.published() for _ in range(NOTICES)]
    public.fill(comity, EXTRACTS)
    person = found_token(comity, by.id, 30, TokenPurpose.PERSON).secret
    machine = found_token(comity, service.id, 30, TokenPurpose.SERVICE).secret
    own = found_token(comity, home.bureau["XA"].id, 30, TokenPurpose.PERSON).secret
    asked = wire.encode({"id": "1", "name": "Marek Dolvan", "birth_date": "1971-03-05"})
    return [
        Face("public search", "/notices/v1/red?name=ma"),
        Face("list", "/api/v1/notices?limit=50", person),
        Face("feed page", "/api/v1/feed?limit=50", machine),
        Face("notice", f"/api/v1/notices/{notices[0]}", person),
        Face("screen", "/api/v1/screen?purpose=border", machine, asked),
        Face("draft", "/api/v1/requests", own, wire.encode(request())),
        Face("export", "/notices/v1/export.jsonl"),
    ]


class Line:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def ask(self, request: bytes) -> tuple[int, int]:
        """Return the status of an answer and how many bytes its body has."""
        if not hasattr(self, "_reader"):
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head[9:12])
        if b"transfer-encoding: chunked" in head:
            return status, await self._chunked()
        size = int(head.partition(b"content-length: ")[2].partition(b"\r")[0] or 0)
        await self._reader.readexactly(size)
        return status, size

    async def _chunked(self) -> int:
        found = 0
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            await self._reader.readexactly(size + 2)
            found += size
        await self._reader.readexactly(2)
        return found


async def asking(port: int, clients: list[bytes], seconds: float) -> list[list[float]]:
    """Let each client ask for some seconds, over and over; return the milliseconds of each of their answers."""
    end = time.perf_counter() + seconds

    async def client(request: bytes) -> list[float]:
        line, taken = Line(port), []
        while (begun := time.perf_counter()) < end:
            status, _ = await line.ask(request)
            if status not in (200, 201):
                raise SystemExit(f"{request[:60]!r} answers {status}")
            taken.append((time.perf_counter() - begun) * 1e3)
        return taken

    return list(await asyncio.gather(*map(client, clients)))


def load(port: int, clients: list[Face], seconds: float) -> list[list[float]]:
    """Ask in a process of its own."""
    told = json.dumps({"port": port, "seconds": seconds, "clients": [each.request.decode() for each in clients]})
    command = [sys.executable, "-m", "bench.load", "--ask"]
    done = subprocess.run(command, input=told.encode(), check=True, stdout=subprocess.PIPE)
    return list(json.loads(done.stdout))


def size_of(port: int, face: Face) -> int:
    return asyncio.run(Line(port).ask(face.request))[1]


@contextmanager
def bare(size: int) -> Iterator[int]:
    """Serve a route that gives out so many bytes, and yield the port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "bench.load", "--bare", str(port), str(size)])
    try:
        while True:
            try:
                asyncio.run(Line(port).ask(Face("", "/").request))
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def serve_bare(port: int, size: int) -> None:
    from comity.cli.running import listen

    @get("/", sync_to_thread=False)
    def route() -> Response[bytes]:
        return Response(b"x" * size, media_type="application/json")

    server(Litestar([route], openapi_config=None, logging_config=None), 1).run(sockets=[listen("127.0.0.1", port)])


def row(*cells: Any) -> None:
    shown = (f"{cell:,.0f}" if isinstance(cell, float) and cell >= 10 else
             f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in cells)  # fmt: skip
    print("| " + " | ".join(shown) + " |", flush=True)


def flat(taken: list[list[float]]) -> list[float]:
    return [each for client in taken for each in client]


def tail(taken: list[float]) -> float:
    return quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]


def measure(data: Path, asked: list[Face], clients: int, seconds: float, chosen: list[str]) -> None:
    print(f"\n| {clients} clients, one worker | a second | goal | median, ms | 99th of 100, ms | bare route | share |")
    print("|---|---|---|---|---|---|---|")
    border = next(face for face in asked if face.name == "screen")
    with served(data, 1) as port:
        load(port, [border], 2.0)
        for face in asked:
            if chosen and face.name not in chosen:
                continue
            many = 20 if face.name == "export" else clients
            load(port, [face] * many, 0.5)
            taken = flat(load(port, [face] * many, seconds))
            with bare(size_of(port, face)) as route:
                plain = flat(load(route, [Face("", "/")] * many, seconds))
            rate, possible = len(taken) / seconds, len(plain) / seconds
            row(face.name, rate, GOALS.get(face.name, ""), median(taken), tail(taken), possible, rate / possible)
            beside = load(port, [border] + [face] * (many - 1), seconds)[0]
            row(BORDER + face.name, len(beside) / seconds, "", median(beside), tail(beside), "", "")


def main(seconds: float, clients: int, chosen: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        with house(Path(name)) as home:
            asked = faces(home)
        measure(Path(name) / "data", asked, clients, seconds, chosen)


if __name__ == "__main__":
    if sys.argv[1:] == ["--ask"]:
        told = json.load(sys.stdin)
        bodies = [each.encode() for each in told["clients"]]
        print(json.dumps(asyncio.run(asking(told["port"], bodies, told["seconds"]))))
    elif sys.argv[1:2] == ["--bare"]:
        serve_bare(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main(float((sys.argv[1:2] or ["5"])[0]), int((sys.argv[2:3] or ["50"])[0]), sys.argv[3:])
