"""The receipt: a reference anyone may read out, and a secret that alone opens the application."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.redress.receipt import SECRET_BYTES, digest, follow, id_prefix, reference, secret

AT = datetime(2026, 11, 21, tzinfo=UTC)
ID = "rdr_7k3m9p2x0000abcd"
chance = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


def test_a_reference_leads_back_to_the_beginning_of_the_id() -> None:
    """So that it is looked up without a table of references."""
    assert reference(ID, AT) == "RDR-2026-7K3M9P2X"
    assert id_prefix(" rdr-2026-7k3m9p2x ") == "rdr_7k3m9p2x"
    assert ID.startswith(id_prefix(reference(ID, AT)) or "?")


@pytest.mark.parametrize(
    "text", ["", "RDR-2026", "RDR-2026-7K3M9P2", "NTC-2026-7K3M9P2X", "RDR-2026-7K3M9P2%", "2026/17"]
)
def test_what_is_no_reference_leads_nowhere(text: str) -> None:
    """And is not guessed at."""
    assert id_prefix(text) is None


@given(chance)
def test_the_right_reference_and_secret_open(random: bytes) -> None:
    """However the secret is typed: small letters, no dashes, spaces, O for zero and L for one."""
    made = secret(random)
    typed = made.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert follow("rdr-2026-7k3m9p2x", typed, ID, AT, digest(made))


@given(chance, chance)
def test_another_secret_does_not_open(one: bytes, other: bytes) -> None:
    """Two secrets open the same only where they are the same."""
    opened = follow(reference(ID, AT), secret(other), ID, AT, digest(secret(one)))
    assert opened == (secret(one) == secret(other))


def test_another_reference_does_not_open_with_the_right_secret() -> None:
    """Both parts must be right."""
    made = secret(bytes(range(SECRET_BYTES)))
    assert not follow("RDR-2026-7K3M9P2Y", made, ID, AT, digest(made))
    assert not follow("RDR-2025-7K3M9P2X", made, ID, AT, digest(made))
    assert not follow("", "", ID, AT, digest(made))


def test_a_secret_uses_all_its_chance_and_no_letter_that_is_read_as_another() -> None:
    """A hundred bits in five groups of four; too little chance is refused."""
    assert secret(b"\xff" * SECRET_BYTES) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert secret(b"\x00" * SECRET_BYTES) == "0000-0000-0000-0000-0000"
    assert not set("ILOU") & set(secret(bytes(range(50, 50 + SECRET_BYTES))))
    with pytest.raises(ValueError, match="13 random bytes"):
        secret(b"short")
