"""What was measured: kept as a frozen run, written as a table, compared with the run before."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.screening.rates import wilson

HERE = Path(__file__).parent
FROZEN = HERE / "frozen.json"
RESULTS = HERE / "RESULTS.md"


@dataclass(frozen=True)
class Measure:
    """One figure with its 95 % interval where it is a rate, of how many, and what it should be."""

    part: str
    name: str
    value: float
    unit: str = ""
    low: float | None = None
    high: float | None = None
    of: int | None = None
    goal: str = ""
    known: str = ""
    """The best that is known of others."""
    note: str = ""

    def shown(self) -> str:
        """Return the value and its interval as they stand in the table."""
        text = f"{self.value:.3f}" if not self.unit else f"{self.value:,.2f} {self.unit}"
        if self.low is not None and self.high is not None:
            text += f" ({self.low:.3f} to {self.high:.3f})"
        text += f" of {self.of:,}" if self.of else ""
        return text + (f"; {self.note}" if self.note else "")


def rate(part: str, name: str, counted: tuple[int, int], goal: str = "", known: str = "", note: str = "") -> Measure:
    """Return a share, counted as so many of so many, with its interval."""
    found, of = counted
    return Measure(part, name, found / max(of, 1), "", *wilson(found, of), of, goal, known, note)


def frozen(size: str) -> dict[str, dict[str, object]]:
    """Return the frozen measures of a size (`quick` or `full`) by part and name."""
    kept = json.loads(FROZEN.read_text("utf-8")) if FROZEN.is_file() else {}
    return {f"{each['part']}: {each['name']}": each for each in kept.get(size, [])}


def show(measures: list[Measure], size: str) -> None:
    """Print each measure beside that of the frozen run; a star marks what left its interval."""
    before = frozen(size)
    for each in measures:
        old = before.get(f"{each.part}: {each.name}")
        line = f"{each.part:<9} {each.name:<66} {each.shown():<36}"
        if old is not None:
            was = float(str(old["value"]))
            left = each.low is not None and each.high is not None and not each.low <= was <= each.high
            line += f" was {was:.3f}{' *' if left else ''}"
        print(line, flush=True)


def freeze(measures: list[Measure], size: str) -> None:
    """Put these measures in the place of the frozen ones of the same names, and write the table."""
    kept = json.loads(FROZEN.read_text("utf-8")) if FROZEN.is_file() else {}
    names = {(each.part, each.name) for each in measures}
    old = [each for each in kept.get(size, []) if (each["part"], each["name"]) not in names]
    kept[size] = sorted(old + [asdict(each) for each in measures], key=lambda each: _order(each["part"]))
    FROZEN.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    RESULTS.write_text(_page(kept), "utf-8")


def _order(part: str) -> int:
    order = ["accuracy", "un", "calibration", "scripts", "pairs", "aliases", "speed", "peers"]
    return order.index(part) if part in order else len(order)


def _page(kept: dict[str, list[dict[str, object]]]) -> str:
    lines = [(HERE / "ABOUT.md").read_text("utf-8").rstrip(), ""]
    for size, title in (("full", "Whole run"), ("quick", "Quick run")):
        if size not in kept:
            continue
        lines += [f"## {title}", "", "| part | what | measured | goal | best known |", "|---|---|---|---|---|"]
        for each in (Measure(**one) for one in kept[size]):  # type: ignore[arg-type]
            lines.append(f"| {each.part} | {each.name} | {each.shown()} | {each.goal} | {each.known} |")
        lines.append("")
    return "\n".join(lines)
