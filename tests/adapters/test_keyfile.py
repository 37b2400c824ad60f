"""A secret file is private and whole, and its predecessor leaves nothing behind."""

from pathlib import Path

import pytest

from comity.adapters.keyfile import read_secret, secret_file, write_secret
from comity.kernel.errors import Unavailable


def test_a_secret_is_written_privately_and_never_over_another(tmp_path: Path) -> None:
    """The mode is 0600; a second writing without `replace` changes nothing and leaves no other file."""
    path = tmp_path / "secret"
    write_secret(path, b"one")
    with pytest.raises(Unavailable, match="not overwritten"):
        write_secret(path, b"two")
    assert (read_secret(path), path.stat().st_mode & 0o777) == (b"one", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_a_writing_that_fails_leaves_the_old_secret_whole(tmp_path: Path) -> None:
    """An error half way, as a full disk would be, changes nothing and leaves no half of the new one."""
    path = tmp_path / "secret"
    write_secret(path, b"old")

    def written_half() -> None:
        with secret_file(path, replace=True) as file:
            file.write(b"half of the n")
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        written_half()
    assert read_secret(path) == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 200_000])
def test_a_replaced_secret_is_filled_with_zeros(tmp_path: Path, size: int) -> None:
    """Read through another name for the old file, there is nothing but zeros, to the last byte."""
    path, aside = tmp_path / "secret", tmp_path / "aside"
    write_secret(path, b"s" * size)
    aside.hardlink_to(path)
    write_secret(path, b"new", replace=True)
    assert aside.read_bytes() == bytes(size)
    assert read_secret(path) == b"new"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o610, 0o666])
def test_a_secret_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    """Any right of the group or of others is one too many."""
    path = tmp_path / "secret"
    write_secret(path, b"one")
    path.chmod(mode)
    with pytest.raises(Unavailable, match=f"{mode:04o}"):
        read_secret(path)


def test_a_secret_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    """The error names the file and what the system said."""
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(Unavailable, match=str(path)):
            read_secret(path)
