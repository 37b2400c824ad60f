"""The pictures of the figures pages: each has a name, a title, a finding, a drawing and the table behind it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import msgspec

from comity.app.views.figures import Figures, counted
from comity.hub.web.charts.bars import Bar, bars
from comity.hub.web.charts.lines import Panel, lines
from comity.hub.web.charts.palette import Fill
from comity.hub.web.charts.sheet import Drawing, Said, Width
from comity.hub.web.charts.stacks import Part, Stack, stacks
from comity.hub.web.charts.tiles import NO_LEVEL, Key, Tile, bounds_of, tiles
from comity.hub.web.public import findings
from comity.hub.web.public.figure_tables import FEW, Grid, Row, arrangements, kind_name, measure_of
from comity.hub.web.public.tongue import Tongue
from comity.statistics.answering import MEASURE, Answering, answering
from comity.statistics.measures import Column

PARTS: Final = frozenset({"decisions", "treatment", "ignored_30", "ignored_90", "ignored_180"})
"""Measures whose groups are parts of a whole; those of others are only counted beside each other."""
_FILLS: Final = (Fill.FULL, Fill.PALE, Fill.STRIPES, Fill.EMPTY, Fill.DOTS, Fill.HATCH)
EARLIER: Final = "-earlier"
LEVELS: Final = 5


class Picture(msgspec.Struct, frozen=True):
    """`source` is what its CSV and JSON are called; a measure has a page, what is computed from measures has none."""

    name: str
    title: str
    finding: str
    source: str
    grids: tuple[Grid, ...]
    draw: Callable[[Width], Drawing]

    @property
    def page(self) -> str | None:
        """The measure whose page says more, or None."""
        return None if self.source == "in_force" else self.source


def story(figures: Figures, tongue: Tongue) -> tuple[Picture, ...]:
    """Return the pictures of a quarter in the order of what happens: asked, decided, published, answered, ignored."""
    return (
        of_measure(figures, "requests", tongue),
        of_measure(figures, "decisions", tongue),
        refusals(figures, tongue),
        of_measure(figures, "published", tongue),
        stock(figures, tongue),
        of_measure(figures, MEASURE, tongue),
        ignored(figures, tongue),
    )


def named(figures: Figures, name: str, tongue: Tongue) -> Picture | None:
    """Return the picture of a name, or None where there is none such."""
    others = {"refusals": refusals, "in_force": stock, "ignored": ignored, "answers": answers}
    if name in others:
        return others[name](figures, tongue)
    base = name.removesuffix(EARLIER)
    if base not in {measure.id for measure in figures.release.measures}:
        return None
    return of_measure(figures, base, tongue) if base == name else earlier(figures, base, tongue)


def of_measure(figures: Figures, measure: str, tongue: Tongue) -> Picture:
    """Return the columns of a measure as bars, or its groups as parts of the whole."""
    about = measure_of(figures.release, measure)
    title, finding = tongue.plain(about.title), findings.of_measure(figures, measure, tongue)
    draw = _parts if measure in PARTS else _bars
    return Picture(
        name=measure,
        title=title,
        finding=finding,
        source=measure,
        grids=arrangements(figures.release, measure, tongue),
        draw=partial(draw, figures, measure, _said(title, finding, tongue), tongue),
    )


def _said(title: str, finding: str, tongue: Tongue) -> Said:
    return Said(title, finding, tongue.language, tongue.rtl)


def _parts(figures: Figures, measure: str, said: Said, tongue: Tongue, width: Width) -> Drawing:
    groups = measure_of(figures.release, measure).groups
    values = tuple(counted(figures.release, measure, group.code) for group in groups)
    shown = tuple(map(tongue.number, values))
    labels = [tongue.pair(tongue.plain(group.label), count) for group, count in zip(groups, shown, strict=True)]
    parts = [Part(label, fill) for label, fill in zip(labels, _FILLS, strict=False)]
    row = Stack("", values, shown, findings.nothing(tongue))
    return stacks(said, parts, [row], width)


def _bars(figures: Figures, measure: str, said: Said, tongue: Tongue, width: Width) -> Drawing:
    shown = _shown(figures, measure)
    return bars(said, [Bar(tongue.label(column.label), count, tongue.number(count)) for column, count in shown], width)


def _shown(figures: Figures, measure: str) -> list[tuple[Column, int]]:
    """Return the columns with their counts; of many columns those that count something, the groups if none does."""
    about = measure_of(figures.release, measure)
    pairs = [(column, counted(figures.release, measure, column.code)) for column in about.columns]
    if len(pairs) <= FEW:
        return pairs
    found = sorted((pair for pair in pairs if pair[1]), key=lambda pair: -pair[1])
    return found or [(group, 0) for group in about.groups]


def earlier(figures: Figures, measure: str, tongue: Tongue) -> Picture:
    """Return the total of a measure, and its groups where it has several, over the quarters before."""
    about = measure_of(figures.release, measure)
    title = tongue.say("%(title)s, quarter by quarter", title=tongue.plain(about.title))
    groups = about.groups if 1 < len(about.groups) <= len(_FILLS) else ()
    series = [(tongue.say("All"), figures.totals(measure))]
    series += [(tongue.label(group.label), figures.totals(measure, group.code)) for group in groups]
    quarters = [release.quarter for release in figures.run]
    finding = findings.of_run(quarters, series[0][1], tongue)
    # A line of noughts says nothing that the table does not; the first is drawn whatever it says.
    drawn = [each for place, each in enumerate(series) if not place or any(each[1])]
    panels = [Panel(label, values, tuple(map(tongue.number, values))) for label, values in drawn]
    rows = tuple(
        Row(quarter, tuple(tongue.number(values[place]) for _, values in series))
        for place, quarter in enumerate(quarters)
    )
    grid = Grid(title, tongue.say("Quarter"), tuple(label for label, _ in series), rows)
    said = _said(title, finding, tongue)
    return Picture(measure + EARLIER, title, finding, measure, (grid,), partial(lines, said, quarters, panels))


def refusals(figures: Figures, tongue: Tongue) -> Picture:
    """Return the grounds of refusal that were told."""
    title, finding = tongue.say("Grounds of refusal"), findings.of_refusals(figures, tongue)
    found = [(tongue.plain(figures.release.grounds[code]), count) for code, count in findings.refusals(figures)]
    return _counts("refusals", (title, finding), "decisions", tongue.say("Ground"), found, tongue)


def stock(figures: Figures, tongue: Tongue) -> Picture:
    """Return what was in force at the end of the quarter, by kind."""
    about = next(each for each in figures.release.derived if each.id == "in_force")
    found = [(kind_name(line.row, tongue), line.total) for line in figures.release.in_force.rows]
    heads = tongue.plain(about.title), findings.of_stock(figures, tongue)
    return _counts("in_force", heads, "in_force", tongue.say("Kind"), found, tongue)


def _counts(
    name: str, heads: tuple[str, str], source: str, corner: str, found: Sequence[tuple[str, int]], tongue: Tongue
) -> Picture:
    title, finding = heads
    rows = tuple(Row(label, (tongue.number(count),)) for label, count in found)
    grids = (Grid(title, corner, (tongue.say("Count"),), rows),) if rows else ()
    drawn = [Bar(label, count, tongue.number(count)) for label, count in found]
    drawn = drawn or [Bar(finding, None, "")]
    return Picture(name, title, finding, source, grids, partial(bars, _said(title, finding, tongue), drawn))


def ignored(figures: Figures, tongue: Tongue) -> Picture:
    """Return what had become of finds at each mark."""
    title, finding = tongue.say("What became of finds"), findings.of_ignored(figures, tongue)
    groups = measure_of(figures.release, "ignored_30").groups
    parts = [Part(tongue.label(group.label), fill) for group, fill in zip(groups, (Fill.FULL, Fill.DOTS), strict=True)]
    rows: list[Stack] = []
    for days in findings.MARKS:
        values = tuple(counted(figures.release, f"ignored_{days}", group.code) for group in groups)
        label = tongue.say("After %(days)s days", days=tongue.number(days))
        rows.append(Stack(label, values, tuple(map(tongue.number, values)), tongue.say("None, or fewer than five")))
    grid = Grid(
        title, tongue.say("Mark"), tuple(part.label for part in parts), tuple(Row(row.label, row.shown) for row in rows)
    )
    said = _said(title, finding, tongue)
    return Picture("ignored", title, finding, "ignored_30", (grid,), partial(stacks, said, parts, rows))


def answers(figures: Figures, tongue: Tongue) -> Picture:
    """Return the tile of each member: on which part of the notices that it received it said what it does."""
    members = answering(figures.year)
    title, finding = tongue.say("Answers by member"), findings.of_answering(members, tongue)
    drawn = [Tile(member.member, member.percent, short(member, tongue)) for member in members]
    rows = tuple(
        Row(
            member.member,
            (tongue.number(member.received), tongue.number(member.answered), tongue.percent(member.percent)),
            member.member,
        )
        for member in members
    )
    heads = (tongue.say("Received"), tongue.say("Answered"), tongue.say("Share"))
    grid = Grid(title, tongue.say("Member"), heads, rows)
    said = _said(title, finding, tongue)
    return Picture("answers", title, finding, MEASURE, (grid,), partial(tiles, said, drawn, keys(tongue)))


def short(member: Answering, tongue: Tongue) -> str:
    """Return a share as a tile has room for it."""
    return "–" if member.percent is None else tongue.share(member.percent)


def level_class(level: int) -> str:
    """Return the class of a shade in the style sheet, whose first is for what is not known."""
    return f"comity-level-{level + 1}"


def keys(tongue: Tongue) -> tuple[Key, ...]:
    """Return what each shade means."""
    bounds = [bounds_of(level) for level in range(LEVELS)]
    shades = [
        Key(level, tongue.say("%(low)s to %(high)s", low=tongue.number(low), high=tongue.share(high)))
        for level, (low, high) in enumerate(bounds)
    ]
    return (*shades, Key(NO_LEVEL, tongue.say("too few to say")))
