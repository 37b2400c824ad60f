"""What pages cost: pages a second and the 95th of 100 on the sample, every page against 100 ms, and long lists.

Run: python -m bench.pages [SECONDS] [NOTICES]. Prints tables in Markdown; nothing is asserted.
The hub runs as `comity serve` does, with one worker and with two; who asks is a process of its own with eight kept
connections, on the same machine. Every figure is of whole answers, signed in, with the client's own time in it.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

from bench import acts, public
from bench.browsing import Visitor
from tests.browser.serving import free_port, ready
from tests.house import house

from comity.hub.web.pages import Page
from comity.hub.web.parts import PAGES
from comity.sample.making import make_sample
from comity.settings import Settings

CONNECTIONS = 8
BUDGET = 100.0
"""Milliseconds within which each page of the sample should answer."""
LOGINS = ("xa.officer1", "xb.head", "reviewer1", "case1", "listing", "secretary", "auditor", "commissioner1",
          "statistics", "admin", "president")  # fmt: skip


@dataclass(frozen=True)
class Busy:
    """One of the busiest pages: whose, and the path itself or, as an expression, that of a link on the page `begin`."""

    what: str
    who: str | None
    begin: str
    link: str | None = None


BUSIEST = (
    Busy("bureau: incoming notices", "bureau officer, XB", "/bureau/notices"),
    Busy("bureau: a notice", "bureau officer, XB", "/bureau/notices", r"/bureau/notices/ntc_\w+"),
    Busy("review: the queue", "reviewer", "/review"),
    Busy("review: a case", "case officer", "/review", r"/review/req_\w+"),
    Busy("public: search", None, "/en/notices?name=ma"),
)


def row(*cells: object) -> None:
    print(
        "| " + " | ".join(f"{cell:,.1f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |", flush=True
    )


@contextmanager
def served(data: Path, workers: int) -> Iterator[int]:
    """Serve a data folder in processes of its own and yield the port."""
    port = free_port()
    command = [sys.executable, "-m", "comity", "serve", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen([*command, "--workers", str(workers)], stderr=subprocess.DEVNULL)
    try:
        while not ready(port):
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def visitor(port: int, who: str | None) -> Visitor:
    found = Visitor(port)
    if who is not None:
        found.enter(who)
    return found


def place(port: int, busy: Busy) -> tuple[str, Visitor]:
    """Return the address of a busy page, and a visitor who may see it."""
    found = visitor(port, busy.who)
    if busy.link is None:
        return busy.begin, found
    links = found.see(busy.begin)[1].links
    return next(link for link in links if re.fullmatch(busy.link, link)), found


def load(port: int, cookie: str, path: str, seconds: float) -> list[float]:
    """Ask for a path over all connections for some seconds, in a process of its own; return milliseconds."""
    told = [sys.executable, "-m", "bench.pages", "--load", str(port), cookie, path, str(seconds)]
    return list(json.loads(subprocess.run(told, check=True, capture_output=True).stdout))


def loading(port: str, cookie: str, path: str, seconds: str) -> None:
    """Be the process that asks."""
    taken: list[float] = []
    end = time.perf_counter() + float(seconds)

    def ask() -> None:
        asking = Visitor(int(port), cookie)
        while time.perf_counter() < end:
            took, status, _ = asking.timed(path)
            if status != 200:
                raise SystemExit(f"{path} answers {status}")
            taken.append(took * 1e3)

    threads = [Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(taken))


def busiest(data: Path, seconds: float) -> None:
    print(f"\n| page, {CONNECTIONS} connections | workers | pages a second | median, ms | 95th of 100, ms |")
    print("|---|---|---|---|---|")
    for workers in (1, 2):
        with served(data, workers) as port:
            for busy in BUSIEST:
                path, who = place(port, busy)
                load(port, who.cookie, path, 1.0)
                taken = load(port, who.cookie, path, seconds)
                row(busy.what, workers, len(taken) / seconds, median(taken), quantiles(taken, n=100)[94])


def every_page(data: Path, shown: int = 15) -> None:
    """Print the slowest pages that anyone meets on the way along every link, each the median of seven visits."""
    with served(data, 1) as port:
        found = [each for login in (*LOGINS, None) for each in along(visitor(port, login), login)]
    slow = sorted(found, reverse=True)
    over = sum(took > BUDGET for took, _, _ in found)
    print(f"\n{len(found)} pages of {len(LOGINS)} people and anyone, one connection; {over} over {BUDGET:.0f} ms.\n")
    print("| slowest pages | as | median, ms |\n|---|---|---|")
    for took, path, login in slow[:shown]:
        row(path, login, took)


def along(who: Visitor, login: str | None) -> Iterator[tuple[float, str, str]]:
    """Visit one address of each page along the links of a desk."""
    waiting, met = ["/desk" if login else "/en"], set[str]()
    while waiting:
        path = waiting.pop(0)
        kind = pattern(PAGES, path)
        elsewhere = login is not None and kind is not None and kind.startswith("/{language}")
        if kind is None or kind in met or elsewhere:
            continue
        met.add(kind)
        where, content = who.see(path)
        waiting += content.links
        times = [who.timed(where) for _ in range(7)]
        if kind != "/desk":
            yield median(took for took, _, _ in times) * 1e3, kind, login or "anyone"


def pattern(pages: Sequence[Page], path: str) -> str | None:
    """Return the address in the registry that answers a path; None for what is no page of ours in English."""
    path = path.partition("?")[0]
    for page in sorted(pages, key=lambda page: page.path.count("{")):
        known = page.path.replace("{language}", "en")
        expression = "".join("[^/]+" if part[:1] == "{" else re.escape(part) for part in re.split(r"({[^}]*})", known))
        if page.method == "GET" and re.fullmatch(expression, path):
            return page.path
    return None


def long_lists(count: int) -> None:
    """Print the same pages out of 300 notices and out of `count`."""
    found = {number: out_of(number) for number in (300, count)}
    print(f"\n| page, one connection, median and 95th of 100 in ms | out of 300 | out of {count:,} |\n|---|---|---|")
    for what in found[300]:
        row(
            what, *(f"{median(found[each][what]):.1f}, {quantiles(found[each][what], n=100)[94]:.1f}" for each in found)
        )


def out_of(count: int) -> dict[str, list[float]]:
    """Return how long pages take, in ms, in an organisation with so many notices, requests, reviews and extracts."""
    with tempfile.TemporaryDirectory() as name:
        with house(Path(name)) as home:
            acts.fill(home, count)
            public.fill(home.comity, count)
        with served(Path(name) / "data", 1) as port:
            return {busy.what: times(port, busy) for busy in BUSIEST}


def times(port: int, busy: Busy) -> list[float]:
    path, who = place(port, busy)
    return [who.timed(path)[0] * 1e3 for _ in range(110)][10:]


def main(seconds: float, count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        make_sample(Settings(data=data), datetime.now(UTC), "http://127.0.0.1:8000")
        busiest(data, seconds)
        every_page(data)
    long_lists(count)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        loading(*sys.argv[2:6])
    else:
        numbers = [float(each) for each in sys.argv[1:3]]
        seconds, count = (*numbers, *[10.0, 100_000.0][len(numbers) :])
        main(seconds, int(count))
