"""The charts as documents: valid, small, deterministic, in both directions and both widths."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from comity.hub.web.charts.bars import Bar, bars
from comity.hub.web.charts.lines import Panel, lines
from comity.hub.web.charts.palette import INK, LEVELS, MAIN, PALE, PAPER, QUIET, VIOLET, WARM, Fill
from comity.hub.web.charts.sheet import Drawing, Said, Width
from comity.hub.web.charts.stacks import Part, Stack, stacks
from comity.hub.web.charts.svg import NAMESPACE
from comity.hub.web.charts.tiles import NO_LEVEL, Key, Tile, bounds_of, level_of, tiles

SAID = Said("Refusals & returns", "Identity was the most frequent ground: 10 of 15.")
ARABIC = Said("حالات الرفض", "الهوية", language="ar", rtl=True)
ROWS = [Bar("Legal review", 15, "15"), Bar("Identity", 0, "0"), Bar("Warrant", None, "too few to say")]
PARTS = [Part("Entered", Fill.FULL), Part("Alert only", Fill.PALE), Part("Silent", Fill.DOTS)]
CODES = [first + second for first in "ABCDEFGH" for second in "ABCDEFGHIJKLMNOPQRSTUVWXY"]
Draw = Callable[[Said, Width], Drawing]
DRAWINGS: dict[str, Draw] = {
    "bars": lambda said, width: bars(said, ROWS, width),
    "no bars": lambda said, width: bars(said, [], width),
    "one stack": lambda said, width: stacks(said, PARTS, [Stack("", (45, 25, 160), ("45", "25", "160"))], width),
    "stacks": lambda said, width: stacks(
        said,
        PARTS,
        [Stack("30", (5, 0, 5), ("5", "0", "5")), Stack("90", (0, 0, 0), ("0", "0", "0"), "Nothing fell due")],
        width,
    ),
    "lines": lambda said, width: lines(
        said, ["2026-Q1", "2026-Q2", "2026-Q3"], [Panel("All", (5, None, 10), ("5", "–", "10"))], width
    ),
    "one quarter": lambda said, width: lines(said, ["2026-Q3"], [Panel("All", (0,), ("0",))], width),
    "tiles": lambda said, width: tiles(said, [Tile("XA", 83, "83%"), Tile("XB", None, "–")], [Key(4, "most")], width),
    "two hundred": lambda said, width: tiles(
        said,
        [Tile(code, 100, "100\u200e%\u200e") for code in CODES],
        [Key(level, "a shade") for level in range(5)],
        width,
    ),
}


def drawn(name: str, said: Said, width: Width = Width.WIDE) -> bytes:
    return DRAWINGS[name](said, width).document


def every(document: bytes, name: str) -> list[Element]:
    return fromstring(document).findall(f".//{{{NAMESPACE}}}{name}")


def texts(document: bytes) -> list[str]:
    return [element.text or "" for element in every(document, "text")]


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("said", [SAID, ARABIC], ids=["en", "ar"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_small_valid_and_the_same_each_time(name: str, said: Said, width: Width) -> None:
    """Under 40 kB, without script, style or anything from elsewhere, and named in words for who cannot see it."""
    document = drawn(name, said, width)
    assert document == drawn(name, said, width)
    assert len(document) < 40_000
    root = fromstring(document)
    assert (root.get("role"), root.get("aria-labelledby"), root.get("lang")) == ("img", "title desc", said.language)
    assert root.get("direction") == ("rtl" if said.rtl else "ltr")
    assert [root[0].text, root[1].text] == [said.title, said.finding]
    kinds = {element.tag.removeprefix(f"{{{NAMESPACE}}}") for element in root.iter()}
    assert kinds.isdisjoint({"script", "style", "image", "use", "foreignObject", "a"})
    for element in root.iter():
        assert not [key for key in element.attrib if key.startswith("on") or key in {"style", "href"}]
        assert "url(" not in element.get("fill", "") or element.get("fill", "").startswith("url(#")


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("said", [SAID, ARABIC], ids=["en", "ar"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_is_drawn_beyond_the_edge(name: str, said: Said, width: Width) -> None:
    """On a telephone nothing is cut off."""
    for element in every(drawn(name, said, width), "rect"):
        left, wide = float(element.get("x", 0)), float(element.get("width", 0))
        assert -0.1 <= left <= left + wide <= width + 0.1


def test_right_to_left_turns_the_whole_picture() -> None:
    """Bars grow from where reading begins."""
    wide = [element for element in every(drawn("bars", ARABIC), "rect") if element.get("fill") == MAIN]
    assert [float(element.get("x", 0)) + float(element.get("width", 0)) for element in wide] == [
        pytest.approx(Width.WIDE * 0.58, abs=0.2)
    ]


def test_a_figure_that_may_not_be_given_is_words_and_never_nought() -> None:
    """Nought has its 0; too few has no length and no number."""
    shown = texts(drawn("bars", SAID))
    assert "0" in shown
    assert "too few to say" in shown
    assert len([element for element in every(drawn("bars", SAID), "rect") if element.get("fill") == MAIN]) == 1


def test_no_line_is_drawn_across_a_quarter_without_a_figure() -> None:
    """A gap is a gap, marked with a cross on the foot."""
    document = drawn("lines", SAID, Width.WIDE)
    runs = [len(str(element.get("points")).split()) for element in every(document, "polyline")]
    assert runs == [1, 1]
    assert len(every(document, "circle")) - 1 == 2, "one circle is of a pattern"


def test_each_part_has_a_pattern_and_its_words() -> None:
    """Parts are told apart in black and white."""
    document = drawn("one stack", SAID, Width.WIDE)
    fills = [element.get("fill") for element in every(document, "rect") if element.get("stroke") == MAIN]
    assert len(set(fills)) == 3
    assert texts(document)[:3] == ["Entered", "Alert only", "Silent"]


def test_a_bar_with_nothing_to_share_out_says_so() -> None:
    """An empty frame with words, not a bar of nothing."""
    assert "Nothing fell due" in texts(drawn("stacks", SAID, Width.NARROW))


def test_tiles_say_code_and_share_and_two_hundred_fit() -> None:
    """Shade is never alone; each member is named once."""
    assert texts(drawn("tiles", SAID, Width.WIDE)) == ["XA", "XB", "83%", "–", "most"]
    assert [text for text in texts(drawn("two hundred", SAID, Width.NARROW)) if text in CODES] == CODES


@pytest.mark.parametrize(
    ("percent", "level"), [(None, NO_LEVEL), (0, 0), (19, 0), (20, 1), (59, 2), (79, 3), (80, 4), (100, 4)]
)
def test_a_share_has_the_shade_whose_bounds_hold_it(percent: int | None, level: int) -> None:
    """The key says what the picture does."""
    assert level_of(percent) == level
    if percent is not None:
        low, high = bounds_of(level)
        assert low <= percent <= high


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


ON_PAPER = [(colour, PAPER) for colour in (INK, QUIET, MAIN, WARM, VIOLET)]


@pytest.mark.parametrize(("one", "other"), [*ON_PAPER, *LEVELS])
def test_words_stand_out_from_what_they_stand_on(one: str, other: str) -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    assert contrast(one, other) >= 4.5


@pytest.mark.parametrize("shape", [MAIN, WARM, QUIET])
def test_what_outlines_a_shape_stands_out_from_paper(shape: str) -> None:
    """At least 3 to 1 (WCAG 2.2, 1.4.11); the pale fill leans on its outline."""
    assert contrast(shape, PAPER) >= 3
    assert contrast(MAIN, PALE) >= 3
