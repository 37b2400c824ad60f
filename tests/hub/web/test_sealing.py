"""What travels through a browser sealed comes back as it was, or not at all."""

from datetime import UTC, datetime, timedelta

import pytest

from comity.hub.web.sealing import seal, unseal

KEY, NONCE = b"k" * 32, b"n" * 12
AT = datetime(2026, 11, 21, tzinfo=UTC)
UNTIL = AT + timedelta(minutes=5)
SEALED = seal(KEY, "typed", {"name": "Марек"}, UNTIL, NONCE)


def test_a_sealed_value_comes_back() -> None:
    """Until its time has passed."""
    assert unseal(KEY, "typed", SEALED, UNTIL - timedelta(seconds=1)) == '{"name":"Марек"}'.encode()


@pytest.mark.parametrize(
    ("key", "purpose", "text", "at"),
    [
        (b"x" * 32, "typed", SEALED, AT),
        (KEY, "another purpose", SEALED, AT),
        (KEY, "typed", SEALED, UNTIL),
        (KEY, "typed", SEALED[:-6] + "AAAAA=", AT),
        (KEY, "typed", "", AT),
        (KEY, "typed", "é", AT),
        (KEY, "typed", "a", AT),
    ],
)
def test_anything_else_opens_nothing(key: bytes, purpose: str, text: str, at: datetime) -> None:
    """Another key or purpose, a changed text, and one that is too old."""
    assert unseal(key, purpose, text, at) is None


def test_nothing_sealed_can_be_read_on_its_way() -> None:
    """The browser carries it and learns nothing from it."""
    assert "name" not in SEALED
