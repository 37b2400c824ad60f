"""Codes of an authenticator app are those of RFC 6238."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from comity.governance import totp

SECRET = b32encode(b"12345678901234567890").decode()
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """The test values of RFC 6238, appendix B, in six digits."""
    assert totp.code_at(SECRET, seconds // 30) == code


@pytest.mark.parametrize(("seconds", "counts"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_counts_for_a_step_before_and_after(seconds: int, counts: bool) -> None:
    """Clocks differ by half a minute, and typing takes as long."""
    step = int(AT.timestamp()) // 30
    found = totp.step_of(SECRET, totp.code_at(SECRET, step), AT + timedelta(seconds=seconds))
    assert found == (step if counts else None)


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "123-456", "１２３４５６", "123\u00a0456"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    """Spaces, dashes and the digits of other keyboards are no error."""
    assert totp.typed(typed) == "123456"


@pytest.mark.parametrize("wrong", ["", "0", "12345", "1234567", "abcdef", "\x00" * 6, "-1", "9" * 5000])
def test_what_is_no_code_never_fits(wrong: str) -> None:
    """Whatever is typed is compared, and nothing else happens."""
    assert totp.step_of(SECRET, totp.typed(wrong), AT) is None


def test_the_address_names_organisation_and_login_safely() -> None:
    """Signs of an address within a name do not end it early."""
    found = totp.address(SECRET, "ilva&x=1", "Comity: Test/é")
    assert found.startswith("otpauth://totp/Comity%3A%20Test%2F%C3%A9:ilva%26x%3D1?secret=")
    assert found.count("&") == 3
