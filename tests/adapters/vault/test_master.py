"""The master key is private, whole, and not beside the data."""

from base64 import b64encode
from pathlib import Path

import pytest

from comity.adapters.vault import MasterFile, MasterKey
from comity.kernel.errors import Unavailable


def test_a_new_master_file_is_private_and_read_back(tmp_path: Path) -> None:
    """The file has mode 0600 and holds the one key."""
    masters = MasterFile(tmp_path / "master.key", tmp_path / "data")
    made = masters.create()
    assert masters.ring() == [made]
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(Unavailable, match="not overwritten"):
        masters.create()
    assert masters.ring() == [made]


def test_a_master_key_beside_the_data_is_refused_outside_a_demonstration(tmp_path: Path) -> None:
    """Whoever copies the data folder must not copy the key with it, by whatever path it is named."""
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "link").symlink_to(data)
    for path in (data / "master.key", data / "deep" / "master.key", tmp_path / "link" / "master.key"):
        with pytest.raises(Unavailable, match="inside the data folder"):
            MasterFile(path, data)
    assert MasterFile(data / "master.key", data, demo=True).create()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_master_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    """The error says the mode and how to mend it."""
    masters = MasterFile(tmp_path / "master.key", tmp_path / "data")
    masters.create()
    masters.path.chmod(mode)
    with pytest.raises(Unavailable, match="chmod 600"):
        masters.ring()


KEY = b64encode(bytes(range(32)))


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"nonsense", KEY[:-4], KEY + KEY, b"\xff" * 44, b"\n".join([KEY] * 3), b"AAAA"]
)
def test_what_is_not_a_master_key_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty, short, long, other bytes, three keys: each is refused, saying what would be right."""
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(Unavailable, match="32 bytes in base64"):
        MasterFile(path, tmp_path / "data").ring()


def test_a_missing_master_key_and_a_folder_are_refused(tmp_path: Path) -> None:
    """The error names the file."""
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(Unavailable, match=str(path)):
            MasterFile(path, tmp_path / "data").ring()


def test_a_rotation_that_was_begun_goes_on_with_the_same_key(tmp_path: Path) -> None:
    """Beginning twice makes one new key; when it is finished, the old one is in no byte of the file."""
    masters = MasterFile(tmp_path / "master.key", tmp_path / "data")
    old = masters.create()
    new = masters.begin_rotation()
    assert masters.begin_rotation() == new
    assert masters.ring() == [new, old]
    masters.finish_rotation()
    assert masters.ring() == [new]


def test_keys_derived_for_other_purposes_differ() -> None:
    """The key of the archive's code is not the wrapping key, nor that of another purpose."""
    master = MasterKey(bytes(32))
    assert len({master.key, master.derive("a"), master.derive("b")}) == 3
