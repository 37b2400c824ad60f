"""Secrets in files: one that others can read is refused, one that is written is whole and private."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from comity.kernel.errors import Unavailable

_BLOCK = 64 * 1024


def open_secret(path: Path) -> BinaryIO:
    """Open a secret file for reading.

    Raises `Unavailable` where it cannot be read, or is open to the group or to others.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise Unavailable(f"The key file {path} cannot be read: {error.strerror}.") from error
    mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
    if mode & 0o077:
        file.close()
        raise Unavailable(
            f"{path} can be read by others (mode {mode:04o}): "
            f"run chmod 600 {path}, and replace the key if it may have been read."
        )
    return file


def read_secret(path: Path) -> bytes:
    """Return the bytes of a small secret file, at most 64 KiB; raises as `open_secret`."""
    with open_secret(path) as file:
        return file.read(_BLOCK)


@contextmanager
def secret_file(
    path: Path, *, replace: bool = False, proves: Callable[[Path], None] | None = None
) -> Iterator[BinaryIO]:
    """Write a secret file with mode 0600, whole or not at all; an existing one only with `replace`.

    `proves` is given what was written, under another name, before it takes its place; it does not if that raises.

    A predecessor is filled with zeros when its successor stands, through every hard link to it, so that
    nothing of it stays on disk as far as the file system allows.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if proves is not None:
            proves(temporary)
        if replace:
            _replace(temporary, path)
        else:
            os.link(temporary, path)
    except FileExistsError as error:
        raise Unavailable(f"{path} is there already, and a key is not overwritten.") from error
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def write_secret(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a secret file from bytes; see `secret_file`."""
    with secret_file(path, replace=replace) as file:
        file.write(content)


def _replace(temporary: Path, path: Path) -> None:
    predecessor: BinaryIO | None = None
    with suppress(FileNotFoundError):
        predecessor = path.open("r+b")
    temporary.replace(path)
    if predecessor is not None:
        with predecessor:
            _fill_with_zeros(predecessor)


def _fill_with_zeros(file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    while file.tell() < size:
        file.write(bytes(min(_BLOCK, size - file.tell())))
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
