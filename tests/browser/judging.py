"""What must hold of every page: axe finds nothing, it fits its window, and it says what it is."""

import json
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RIGHT_TO_LEFT: Final = frozenset({"ar"})
_RUN: Final = """async tags => (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations.map(
    each => ({id: each.id, help: each.help, impact: each.impact,
              nodes: each.nodes.map(node => ({html: node.html.slice(0, 300), why: node.failureSummary}))}))"""
_WIDER: Final = """() => {
    const most = document.documentElement.clientWidth;
    const scrolled = e => { for (; e; e = e.parentElement) {
        const way = getComputedStyle(e).overflowX; if (way !== 'visible' && e !== document.body) return true; }
        return false; };
    return document.scrollingElement.scrollWidth <= most ? [] : [...document.body.querySelectorAll('*')]
        .filter(e => { const box = e.getBoundingClientRect();
            return (box.right > most + 1 || box.left < -1) && box.width > 0 && !scrolled(e.parentElement); })
        .slice(0, 5).map(e => e.outerHTML.slice(0, 200)).concat([`page ${document.scrollingElement.scrollWidth}`]); }"""


def axe_source() -> str | None:
    """Return axe-core as `npm ci` installs it, or None where it is not installed."""
    return AXE.read_text() if AXE.exists() else None


def violations(page: Page, source: str, tags: tuple[str, ...] = TAGS) -> list[str]:
    """Return what axe finds on the page, a line each; the source comes in beside the content policy, as a tool does."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(source)
    found: list[dict[str, Any]] = page.evaluate(_RUN, list(tags))
    return [
        f"{each['id']} ({each['impact']}): {each['help']}\n"
        + "\n".join(f"    {node['html']}\n    {node['why']}" for node in each["nodes"][:3])
        for each in found
    ]


def overflow(page: Page) -> list[str]:
    """Return the elements that stick out of the window sideways, and how wide the page is; empty where it fits."""
    page.wait_for_load_state("load")  # a click that navigates may have left no document yet
    return list(page.evaluate(_WIDER))


def named(page: Page, language: str = "en") -> list[str]:
    """Return what is wrong with how a page names itself: one first heading, a title, its language and direction."""
    said = json.loads(
        page.evaluate(
            """() => JSON.stringify({h1: document.querySelectorAll('h1').length, title: document.title.trim(),
            lang: document.documentElement.lang, dir: document.documentElement.dir || 'ltr',
            main: document.querySelectorAll('main').length})"""
        )
    )
    right = {"h1": 1, "lang": language, "dir": "rtl" if language in RIGHT_TO_LEFT else "ltr", "main": 1}
    wrong = [f"{key} is {said[key]!r}, not {value!r}" for key, value in right.items() if said[key] != value]
    return wrong if said["title"] else [*wrong, "no title"]
