"""Who left sees nothing any more by going back, and no other site shows a desk in a frame."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PageAs
from tests.browser.watching import Watch


@pytest.mark.parametrize("javascript", [True, False])
def test_the_back_button_after_signing_out_shows_the_way_in(page_as: PageAs, watch: Watch, javascript: bool) -> None:
    """Nothing of a desk rests in the browser: going back asks the hub, which knows nobody."""
    page = page_as("xa.officer1", javascript=javascript)
    page.goto("/bureau/notices")
    page.goto("/bureau")
    seen = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/sign-in*")
    for _ in range(2):
        page.go_back()
        expect(page.get_by_label("Login")).to_be_visible()
        assert seen not in page.get_by_role("heading", level=1).inner_text()
        assert "xa.officer1" not in page.content()


def test_no_page_of_another_site_holds_a_desk_in_a_frame(page_as: PageAs, watch: Watch) -> None:
    """A page that frames one of ours is shown nothing of it."""
    watch.forgiven.add("/bureau")
    page = page_as("xa.officer1")
    page.goto("/bureau")
    desk = page.get_by_role("heading", level=1).inner_text()
    address = page.url
    page.goto("about:blank")
    page.set_content(f'<iframe src="{address}" title="framed"></iframe>')
    page.wait_for_timeout(500)
    framed = [frame for frame in page.frames if frame is not page.main_frame]
    assert all(desk not in frame.content() for frame in framed)
