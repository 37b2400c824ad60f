"""The built style sheet and scripts: nothing from elsewhere, no side named, contrast that holds, no class unknown."""

import json
import re
from pathlib import Path

import pytest

from comity.hub.web.statics import statics

ROOT = Path(__file__).resolve().parents[3]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--comity-([a-z0-9-]+):\s*(#[0-9a-f]{3,6})")
HOOKS = frozenset({"comity-finding__reason", "comity-finding__remedy", "comity-timeline__who", "comity-diff__row"})
"""Classes that say what something is and need no rule."""
OWN_SCRIPTS = sorted(each.name for each in (ROOT / "assets/js").glob("*.js"))


def sheet() -> str:
    """The style sheet as it is served."""
    return statics().files["app.css"].plain.decode()


def declarations() -> list[tuple[str, str]]:
    """Every declaration of the sheet with the selector that it belongs to."""
    return [(rule[1], each) for rule in RULE.finditer(sheet()) for each in rule[2].split(";") if each.strip()]


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    full = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_style_sheet_asks_for_nothing_from_elsewhere() -> None:
    """No picture, no font and no other sheet: what is served is all there is, and no emblem of others is in it."""
    found = re.findall(r"url\(|@import|@font-face|crown|crest|GDS Transport", sheet(), re.IGNORECASE)
    assert found == []


def test_the_style_sheet_names_no_side() -> None:
    """Start and end serve both directions of writing; only what is drawn before or after a text has fixed sides."""
    named = re.compile(
        r"^(?:(?:margin|padding|border)-)?(?:left|right)(?:-\w+)?:|^(?:text-align|float):\s*(?:left|right)"
    )
    sided = [
        (selector, each)
        for selector, each in declarations()
        if named.match(each) and not re.search(":before|:after", selector)
    ]
    assert sided == []


def test_each_declaration_is_whole() -> None:
    """What the build rewrites stays a name and a value with all its brackets."""
    broken = [
        (selector, each) for selector, each in declarations() if ":" not in each or each.count("(") != each.count(")")
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "#ffffff", 7.0),
        ("ink", "mist", 7.0),
        ("ink", "focus", 4.5),
        ("ink", "amber", 4.5),
        ("teal", "#ffffff", 4.5),
        ("teal", "mist", 4.5),
        ("grey", "#ffffff", 4.5),
        ("grey", "mist", 4.5),
        ("warm", "#ffffff", 4.5),
        ("warm", "warm-tint", 4.5),
        ("red", "#ffffff", 4.5),
        ("red", "red-tint", 4.5),
        ("green", "#ffffff", 4.5),
        ("green", "green-tint", 4.5),
        ("violet", "#ffffff", 4.5),
        ("violet", "violet-tint", 4.5),
        ("ochre", "#ffffff", 4.5),
        ("ochre", "ochre-tint", 4.5),
        ("#ffffff", "deep", 7.0),
        ("amber", "deep", 4.5),
        ("focus", "deep", 3.0),
        ("edge", "#ffffff", 3.0),
        ("edge", "mist", 3.0),
        *((f"series-{number}", "#ffffff", 3.0) for number in range(1, 7)),
        *(("ink", f"level-{number}", 4.5) for number in range(4)),
        *(("#ffffff", f"level-{number}", 4.5) for number in (4, 5)),
    ],
)
def test_what_is_read_stands_out_from_its_ground(text: str, ground: str, least: float) -> None:
    """Text has 4.5 to 1 and shapes 3 to 1 at the least (WCAG 2.2, 1.4.3 and 1.4.11)."""
    tokens = dict(TOKEN.findall(sheet()))
    assert contrast(tokens.get(text, text), tokens.get(ground, ground)) >= least


def test_every_class_of_the_design_system_is_in_the_style_sheet() -> None:
    """What the page says one may write has an effect."""
    page = (ROOT / "docs/design-system.md").read_text(encoding="utf-8")
    named = {
        each for group in re.findall(r'class="([^"]*)"', page) for each in group.split() if each.startswith("comity-")
    }
    in_sheet = set(re.findall(r"\.(comity-[a-z0-9_-]+)", sheet()))
    assert len(named) > 60
    assert named - in_sheet - HOOKS == set()


@pytest.mark.parametrize("name", OWN_SCRIPTS)
def test_our_scripts_make_no_code_and_no_markup_of_text(name: str) -> None:
    """The content policy forbids it, and nothing that was typed may become part of a page's structure."""
    source = statics().files[name].plain.decode()
    forbidden = (
        r"\beval\b|\bFunction\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|setAttribute\(.style"
    )
    assert re.findall(forbidden, source) == []
    imported = re.findall(r'from "\./([^"]+)"', source)
    assert set(imported) <= statics().files.keys()


def test_the_notices_of_what_others_wrote_are_served() -> None:
    """The MIT licence asks for its notice wherever the work goes."""
    said = statics().files["licences.txt"].plain.decode()
    taken = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    named = (f"govuk-frontend {taken['govuk-frontend']}", f"htmx {taken['htmx.org']}")
    assert all(words in said for words in (*named, "Crown Copyright", "Permission is hereby granted"))


def test_the_lock_file_holds_hashes_and_no_addresses() -> None:
    """What is installed is known by its content, wherever it comes from."""
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = lock.count('"node_modules/')
    assert packages == lock.count('"integrity": "sha512-') > 0
    assert '"resolved"' not in lock


def test_every_class_that_a_page_writes_is_in_the_style_sheet() -> None:
    """A class without a rule is a slip of the pen, or a component that nobody dressed yet in assets/scss."""
    web = ROOT / "src/comity/hub/web"
    sources = [*web.glob("templates/**/*.html"), *web.glob("**/*.py")]
    written = {
        (each, source.relative_to(web).as_posix())
        for source in sources
        for each in re.findall(r"(?<![\w/.-])comity-[a-z0-9]+(?:(?:__|--|-)[a-z0-9]+)*(?![\w-])", _classes(source))
    }
    in_sheet = set(re.findall(r"\.(comity-[a-z0-9_-]+)", sheet()))
    assert len(written) > 60
    assert sorted((each, where) for each, where in written if each not in in_sheet | HOOKS) == []


def _classes(source: Path) -> str:
    """What stands in the class attributes of a source file."""
    text = source.read_text(encoding="utf-8")
    return " ".join(re.findall(r'class(?:es|_)?"?\s*[=:]\s*f?"([^"]*)"', text))
