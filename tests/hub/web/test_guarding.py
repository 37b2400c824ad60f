"""Forms are taken from our own pages alone, sent in the browser and by the person they were given to."""

import pytest

from comity.hub.web.guarding import CSRF_FIELD, holder, same_origin, token
from comity.hub.web.visit import Fields
from comity.kernel.errors import Forbidden

SECRET = b"k" * 32


def form(text: str) -> Fields:
    return Fields([(CSRF_FIELD, text)])


@pytest.mark.parametrize("person", ["", "per_0000000000000001"])
def test_a_form_says_for_whom_it_was_made(person: str) -> None:
    """The person comes back out of the token, so that a form typed in an ended session is still theirs."""
    assert holder(SECRET, "browser", form(token(SECRET, "browser", person))) == person


@pytest.mark.parametrize(
    "text",
    [
        "",
        "per_0000000000000001.",
        "per_0000000000000002." + token(SECRET, "browser", "per_0000000000000001").rpartition(".")[2],
        token(SECRET, "another browser", "per_0000000000000001"),
        token(b"x" * 32, "browser", "per_0000000000000001"),
        "é.é",
    ],
)
def test_a_form_of_another_page_browser_or_person_is_refused(text: str) -> None:
    """Nothing but the very token of this browser opens a form."""
    with pytest.raises(Forbidden):
        holder(SECRET, "browser", form(text))


def test_a_browser_without_a_name_sends_no_form() -> None:
    """A token made for no browser would be everybody's."""
    with pytest.raises(Forbidden):
        holder(SECRET, "", form(token(SECRET, "", "")))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"host": "hub.example", "origin": "https://evil.example"},
        {"host": "hub.example", "origin": "null"},
    ],
)
def test_what_another_site_sends_is_refused(headers: dict[str, str]) -> None:
    """The browser's own word on where a form comes from is enough to refuse it."""
    with pytest.raises(Forbidden):
        same_origin(headers, "https://hub.example")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "host": "hub.example", "origin": "https://hub.example"},
        {"host": "10.0.0.7:8000", "origin": "https://hub.example"},
    ],
)
def test_what_our_own_pages_send_is_taken(headers: dict[str, str]) -> None:
    """Also behind a proxy that gives the hub another host name than the one it is reached by."""
    same_origin(headers, "https://hub.example")
