"""Time and chance from the operating system, and a clock that stands where it is put."""

import secrets
from datetime import UTC, datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until it is set: for samples of the past, and for tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class SystemChance:
    def id(self, prefix: str) -> str:
        number = secrets.randbits(80)
        return f"{prefix}_{''.join(_ALPHABET[(number >> shift) & 31] for shift in range(0, 80, 5))}"

    def nonce(self) -> str:
        return secrets.token_hex(16)

    def secret(self) -> str:
        return secrets.token_urlsafe(24)
