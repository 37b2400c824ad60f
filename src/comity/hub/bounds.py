"""What one worker bears of its clients: connections, seconds and bytes, each with its reason."""

from typing import Final

import msgspec

MIB: Final = 1024 * 1024


class Bounds(msgspec.Struct, frozen=True):
    """Times are in seconds, sizes in bytes, rates in bytes a second."""

    connections: int = 512
    """Connections at once, below the 1,024 files that most systems give a process."""
    idle: float = 65
    """A kept connection without a request: longer than the 60 seconds of common proxies, so that they end it first."""
    head: float = 15
    """From the first byte of a request to the end of its headers."""
    body: float = 20
    """What a body gets at the start; and one second more for each `rate` bytes that came."""
    rate: int = 32 * 1024
    stalled: float = 30
    """How long a client may take no more than `slowest` bytes a second of what is sent to it."""
    slowest: int = 1024
    linger: float = 2
    """How long what still comes is thrown away after an answer that needed no more of it."""
    bodies: int = 256 * MIB
    """All bodies together, from their first byte until they are answered."""
    unknown: int = 128 * MIB
    """The part of `bodies` for who is not known: no stranger keeps those out whom the hub knows."""
    address: int = 52 * MIB
    """The part of `unknown` for one address: one application with all its documents."""
    listeners: int = 100
    """Places for people who have it told to them at once that something waits."""
    free: int = 64 * 1024
    """Of each body this much is not counted, so that no form and no question waits for others' files."""


BOUNDS: Final = Bounds()
