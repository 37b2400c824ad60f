"""What texts cost that are written to be slow: CPU time at three sizes, each twice the one before.

Run: python -m bench.texts. Prints a table in Markdown; nothing is asserted (`tests/**/test_linear.py` count steps).
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

from tests.compliance.example import AT, changed, plain, request
from tests.compliance.hostile import patterns

from comity.compliance.check import check
from comity.compliance.reading.reading import read
from comity.hub.web.review.differing import differences
from comity.kernel.errors import ComityError
from comity.kernel.subject import Subject, SubjectType
from comity.screening import Index, Query
from comity.screening.names import name_score
from comity.screening.reading.formats import Format
from comity.screening.reading.formats import read as records

Make = Callable[[int], Callable[[], Any]]
DAY = date(2026, 11, 30)


def body(path: str, text: Any) -> Any:
    """Return the example request with one of its parts replaced."""
    return request(changed(plain(), {path: text}))


def checked(unit: str) -> Make:
    """Return what checks a request whose account is a unit over and over."""

    def make(signs: int) -> Callable[[], Any]:
        asked = body("judicial.facts", (unit * signs)[:signs])
        return lambda: check(asked, None, AT)

    return make


def charged(count: int) -> Callable[[], Any]:
    """Return what checks a request of many charges beside an account."""
    charge = plain()["judicial"]["charges"][0] | {"category": "speech"}
    both = {"judicial.charges": [charge] * count, "judicial.facts": "he criticised and hit her " * (count * 75)}
    asked = request(changed(plain(), both))
    return lambda: check(asked, None, AT)


def compared(signs: int) -> Callable[[], Any]:
    """Return what lays two versions beside each other that have nothing in common, just below its bound."""
    one = [body(f"particulars.{name}", "a " * (signs // 2)) for name in ("assessment",)]
    other = [body(f"particulars.{name}", "b " * (signs // 2)) for name in ("assessment",)]
    return lambda: [differences(before, after) for before, after in zip(one, other, strict=True)]


def screened(unit: str) -> Make:
    """Return what files a name of a unit over and over, asks for one like it, and scores the two."""

    def make(signs: int) -> Callable[[], Any]:
        name = (unit * signs)[:signs]

        def act() -> None:
            index = Index.of([("one", Subject(type=SubjectType.PERSON, family_name=name))])
            index.screen(Query(id="q", name=f"{name[1:]}x"), 0.5, 10)
            name_score(name, name[::-1])

        return act

    return make


def read_as(form: Format, unit: str, before: str = "", after: str = "") -> Make:
    """Return what reads a list of questions of so many signs."""

    def make(signs: int) -> Callable[[], Any]:
        written = (before + (unit * signs)[:signs] + after).encode()

        def act() -> None:
            try:
                for _ in records(BytesIO(written), form, DAY):
                    pass
            except ComityError:
                pass

        return act

    return make


PAXLST = "UNA:+.? 'UNB+UNOA:4+A+B+261130:1200+1'UNH+1+PAXLST:D:02B:UN:IATA'"
FTM = '{"id":"1","schema":"Person","properties":{"name":['
CASES: dict[str, tuple[int, Make]] = {
    "check: facts of `insult `": (50_000, checked("insult ")),
    "check: facts of `criticised the `": (50_000, checked("criticised the ")),
    "check: facts of `member of a group `": (50_000, checked("member of a group ")),
    "check: facts of one Arabic word": (50_000, checked("انتقد ")),
    "check: facts of combining marks": (50_000, checked("e\u0301")),
    "check: charges beside an account (25, 50, 100)": (25, charged),
    "two versions with nothing in common": (700, compared),
    "screening: equal Han signs": (125, screened("习")),
    "screening: the widest ligature": (125, screened("\ufdfa")),
    "screening: particles": (125, screened("van der ")),
    "screening: two words over and over": (125, screened("jong un ")),
    "PAXLST: one long segment": (100_000, read_as(Format.PAXLST, "+a:b", f"{PAXLST}NAD", "'")),
    "PAXLST: released signs": (100_000, read_as(Format.PAXLST, "?+", f"{PAXLST}NAD+FL+++", "'")),
    "PAXLST: segments": (100_000, read_as(Format.PAXLST, "NAD+FL+++A:B'", PAXLST)),
    "CSV: one long field": (100_000, read_as(Format.CSV, "a,", 'id,name\n1,"', '"\n')),
    "CSV: quotes that never end": (100_000, read_as(Format.CSV, '"a\n', "id,name\n")),
    "zones: lines of fillers": (100_000, read_as(Format.MRZ, f"{'P' + '<' * 43}\n")),
    "zones: lines of no length": (100_000, read_as(Format.MRZ, "P<\n")),
    "JSON Lines: one long name": (100_000, read_as(Format.JSONL, "x ", '{"id": "1", "name": "', '"}\n')),
    "JSON Lines: brackets": (100_000, read_as(Format.JSONL, "[")),
    "FollowTheMoney: names": (100_000, read_as(Format.FTM, '"a b",', FTM, '"c"]}}\n')),
}  # fmt: skip


def slowest_patterns(signs: int) -> Iterator[tuple[float, str]]:
    """Yield the CPU time of reading each pattern of the word lists, repeated to so many signs, and its name."""
    for name, unit in patterns():
        text = (unit * signs)[:signs]
        read(text[:200], "en")
        yield _spent(lambda text=text: read(text, "en")), name


def _spent(act: Callable[[], Any]) -> float:
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


def main() -> None:
    """Print the tables."""
    print("| text | size | CPU, ms | of twice the size | of four times |\n|---|---|---|---|---|")
    for name, (size, make) in CASES.items():
        make(size)()
        spent = [min(_spent(make(size * times)) for _ in range(2)) for times in (1, 2, 4)]
        print(f"| {name} | {size:,} | " + " | ".join(f"{each:,.1f}" for each in spent) + " |", flush=True)
    slow = sorted(slowest_patterns(20_000), reverse=True)[:3]
    print(f"\nOf {len(list(patterns())):,} patterns, 20,000 signs each, the slowest to read: ", end="")
    print(", ".join(f"{name} ({spent:,.0f} ms)" for spent, name in slow))


if __name__ == "__main__":
    main()
