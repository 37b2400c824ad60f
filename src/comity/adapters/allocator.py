"""Memory of large bodies goes back to the machine when it is let go of (glibc `mallopt(3)`)."""

import ctypes
from typing import Final

_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8
_LARGE: Final = 256 * 1024
"""From this size on, in bytes, a block is memory of its own, unmapped when it is freed."""
_ARENAS: Final = 2


def give_back_large_blocks() -> bool:
    """Keep each large block apart, and few arenas beside; return False where the C library knows no such setting.

    By default glibc raises the threshold to the largest block that was freed, 32 MiB at most, and keeps smaller ones in
    an arena for each thread: a worker would stay as large as the most that it ever read at once.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_MMAP_THRESHOLD, _LARGE) and mallopt(_ARENA_MAX, _ARENAS))
