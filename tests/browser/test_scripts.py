"""The small scripts: each spares a click or a mistake, and nothing depends on it."""

from pathlib import Path

from playwright.sync_api import Browser, Dialog, expect

from tests.browser.drawing import HERE, written
from tests.browser.watching import Watch

FORM = '<form method="post" action="/send"{}><label>Said <input name="a"></label><button>Send</button></form>'


def test_a_second_click_on_submit_sends_nothing(browser: Browser, watch: Watch, tmp_path: Path) -> None:
    """Two clicks of an impatient hand are one act."""
    scene = written(tmp_path, FORM.format(""))
    page = scene.open(browser, watch)
    page.get_by_role("button").click()
    expect(page.get_by_role("button")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button").click(force=True)
    page.wait_for_timeout(200)
    assert scene.sent == ["send"]
    page.context.close()


def test_a_form_that_answers_with_a_file_may_be_sent_again(browser: Browser, watch: Watch, tmp_path: Path) -> None:
    """Its page stays, so the second click is meant."""
    scene = written(tmp_path, FORM.format(" data-again"))
    page = scene.open(browser, watch)
    page.get_by_role("button").click()
    page.get_by_role("button").click()
    page.wait_for_timeout(200)
    assert scene.sent == ["send", "send"]
    page.context.close()


def test_leaving_what_was_typed_is_asked_about_and_sending_it_is_not(
    browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    """The guard speaks once something was typed, and is silent when it is sent."""
    asked: list[str] = []

    def hear(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    scene = written(tmp_path, FORM.format(" data-guard") + '<p><a href="/away.html">Away</a></p>')
    scene.answers["away.html"] = ("text/html", "<!doctype html><title>Away</title>")
    page = scene.open(browser, watch)
    page.on("dialog", hear)
    page.get_by_role("link").click()
    page.wait_for_url("**/away.html")
    assert asked == []
    page.goto(f"{HERE}components.html")
    page.get_by_label("Said").press_sequentially("half a reason")
    page.get_by_role("link").click()
    page.wait_for_url("**/away.html")
    assert asked == ["beforeunload"]
    page.context.close()


def test_copying_says_what_it_did_or_how_to_do_it(browser: Browser, watch: Watch, tmp_path: Path) -> None:
    """Where the browser forbids it, the text is chosen and one key is left to press."""
    body = '<p id="secret">abc-def</p><button type="button" class="comity-js-only" data-copy="#secret">Copy</button>'
    page = written(tmp_path, body).open(browser, watch)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Press Ctrl and C to copy")
    assert page.evaluate("() => getSelection().toString().trim()") == "abc-def"
    page.context.close()


def test_one_box_ticks_all_and_shows_when_only_some_are(browser: Browser, watch: Watch, tmp_path: Path) -> None:
    """A list is taken whole with one click, and the box on top never says more than is true."""
    boxes = "".join(f'<label><input type="checkbox" name="id" value="{n}">{n}</label>' for n in range(3))
    body = f'<form><label><input type="checkbox" data-choose-all="id">All</label>{boxes}</form>'
    page = written(tmp_path, body).open(browser, watch)
    page.get_by_label("All").check()
    assert page.locator("[name=id]:checked").count() == 3
    page.get_by_label("1").uncheck()
    assert page.get_by_label("All").evaluate("box => box.indeterminate")
    page.context.close()


def test_progress_shows_what_the_hub_tells_and_goes_only_where_we_are(
    browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    """Bar and words follow the messages; an address of elsewhere is not followed."""
    body = (
        '<div class="comity-progress" data-progress="/events"><label for="p">Answers</label>'
        '<progress id="p" value="0" max="40"></progress><p class="comity-progress__text"></p></div>'
    )
    told = '{"value": 13, "max": 40, "text": "13 of 40"}', '{"go": "https://elsewhere.test/"}'
    scene = written(tmp_path, body)
    scene.answers["events"] = ("text/event-stream", "".join(f"data: {each}\n\n" for each in told))
    page = scene.open(browser, watch)
    expect(page.locator(".comity-progress__text")).to_have_text("13 of 40")
    assert page.locator("progress").evaluate("bar => bar.value") == 13
    page.wait_for_timeout(200)
    assert page.url == f"{HERE}components.html"
    page.context.close()
