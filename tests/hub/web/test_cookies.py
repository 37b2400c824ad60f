"""Cookies go over TLS alone everywhere but on this very machine, and no script reads them."""

import pytest

from comity.hub.web.cookies import SESSION, made, read, secure


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://hub.example", True),
        ("http://hub.example", True),
        ("http://192.168.1.5:8000", True),
        ("http://localhost.evil.example", True),
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://[::1]:8000", False),
        ("https://127.0.0.1", True),
    ],
)
def test_cookies_are_secure_outside_loopback(base_url: str, expected: bool) -> None:
    """An organisation that is served in clear to others cannot be signed in to at all."""
    assert secure(base_url) is expected
    (cookie,) = made({SESSION: "x"}, base_url)
    header = cookie.to_header(header="")
    assert ("Secure" in header) is expected
    assert ("__Host-" in header) is expected
    assert "HttpOnly" in header
    assert "SameSite=lax" in header
    assert "Path=/" in header
    assert "Domain" not in header


def test_a_cookie_that_cannot_be_ours_is_not_read() -> None:
    """Too long, or of letters that we never give."""
    base_url = "http://127.0.0.1"
    found = [read({SESSION: value}, SESSION, base_url) for value in ("x" * 201, "é", "good")]
    assert found == ["", "", "good"]


def test_a_removed_cookie_ends_at_once() -> None:
    """Signing out leaves nothing behind."""
    (cookie,) = made({SESSION: None}, "http://127.0.0.1")
    assert "Max-Age=0" in cookie.to_header(header="")
