"""Look at one page of a running hub as a person of the sample: a picture, what axe finds, and what sticks out.

Run from the root of the repository, with `comity demo` serving elsewhere:

    .venv/bin/python -m tools.look xa.officer1 /bureau/requests                     # 1280 px, to look.png
    .venv/bin/python -m tools.look reviewer1 /review --width 360 --no-js --out queue.png
    .venv/bin/python -m tools.look - /ar --lang ar                                  # "-" is someone not signed in
    .venv/bin/python -m tools.look xa.head /account --base http://127.0.0.1:8731    # a hub on another port
    .venv/bin/python -m tools.look xa.officer1 /bureau --print                      # as it is printed

Entering is by the sample's one click, or with `--password` by password and code from demo.json (`--data`).
It ends with 1 where axe finds something, the page is wider than its window, or the browser complains.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.browser import chromium, entering, judging
from tests.browser.serving import standing
from tests.browser.watching import Watch


def read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.look", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("login", help="a login of the sample, or - for someone not signed in")
    parser.add_argument("path", help="a path, such as /bureau/requests")
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="the hub's address (default: %(default)s)")
    parser.add_argument("--data", default="comity-data", type=Path, help="its data folder, for --password")
    parser.add_argument("--width", default=1280, type=int, help="of the window, in px (default: %(default)s)")
    parser.add_argument("--lang", default="en", help="the browser's language (default: %(default)s)")
    parser.add_argument("--no-js", action="store_true", help="without JavaScript")
    parser.add_argument("--print", action="store_true", help="as it is printed")
    parser.add_argument("--password", action="store_true", help="sign in by password and code")
    parser.add_argument("--click", action="append", default=[], metavar="NAME", help="then press this button or link")
    parser.add_argument("--out", default="look.png", type=Path, help="the picture (default: %(default)s)")
    return parser.parse_args()


def come_in(page: Page, asked: argparse.Namespace) -> None:
    if asked.login == "-":
        return
    if asked.password:
        entering.sign_in(page, standing(asked.data).people[asked.login])
    else:
        entering.enter(page, asked.login)


def report(page: Page, source: str | None) -> list[str]:
    """Return all that is wrong with the page shown."""
    wrong = [f"overflow: {each}" for each in judging.overflow(page)]
    language = page.evaluate("() => document.documentElement.lang")
    wrong += [f"page: {each}" for each in judging.named(page, language)]
    if source is None:
        return [*wrong, "axe-core is not installed: npm ci"]
    return wrong + [f"axe: {each}" for each in judging.violations(page, source)]


def main() -> int:
    asked = read()
    binary = chromium.installed()
    if binary is None:
        raise SystemExit("no Chromium is installed")
    with sync_playwright() as playwright:
        browser = chromium.launched(playwright, binary)
        context = browser.new_context(
            base_url=asked.base,
            java_script_enabled=not asked.no_js,
            locale=asked.lang,
            reduced_motion="reduce",
            viewport={"width": asked.width, "height": 900},
        )
        watch = Watch().over(context)
        page = context.new_page()
        come_in(page, asked)
        answer = page.goto(asked.path)
        for name in asked.click:
            page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
        page.wait_for_load_state("load")
        page.emulate_media(media="print" if asked.print else "screen")
        page.screenshot(path=asked.out, full_page=True)
        wrong = [*watch.complaints, *report(page, judging.axe_source())]
        print(f"{answer.status if answer else '?'} {page.url} | {page.title()} | {asked.out}")
        print("\n".join(wrong) if wrong else "nothing is wrong")
        browser.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
