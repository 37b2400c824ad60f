"""Passwords are hashed with argon2id at the parameters that OWASP asks for."""

import re

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from comity.adapters.passwords import Argon2Passwords

HASHES = Argon2Passwords()


def test_a_hash_names_what_it_was_made_with_and_is_never_the_same() -> None:
    """Parameters can be raised later without losing anyone: a hash is checked with its own."""
    one, other = HASHES.hash("lantern-cobble"), HASHES.hash("lantern-cobble")
    assert one != other
    assert re.match(r"\$argon2id\$v=19\$m=19456,t=2,p=1\$", one)
    assert HASHES.verify(one, "lantern-cobble")
    assert Argon2Passwords(memory_kib=64, passes=1).verify(other, "lantern-cobble")


@pytest.mark.parametrize("kept", [None, "", "x", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA", "lantern-cobble", "\x00"])
def test_what_is_no_hash_fits_no_password(kept: str | None) -> None:
    """Nothing kept, or something broken: the answer is no, never an error."""
    assert HASHES.verify(kept, "lantern-cobble") is False
    assert HASHES.verify(kept, "") is False


def test_no_hash_costs_what_a_hash_does() -> None:
    """What is checked in the place of a password that no one has bears the same parameters, and is a hash."""
    kept, nobody = HASHES.hash("lantern-cobble"), HASHES._dummy
    assert nobody.rsplit("$", 2)[0] == kept.rsplit("$", 2)[0]
    assert len(nobody) == len(kept)
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(nobody, "lantern-cobble")


def test_another_password_does_not_fit() -> None:
    """Not one that begins alike, nor the empty one."""
    kept = HASHES.hash("lantern-cobble")
    assert [HASHES.verify(kept, each) for each in ("lantern-cobbl", "lantern-cobble ", "", "Lantern-cobble")] == [
        False
    ] * 4
