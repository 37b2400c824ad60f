"""Which addresses of other machines the hub may connect to: public ones, and what the operator allowed besides.

Fails closed: only global unicast is public. What stands for another address is judged by what it carries where networks
really use it so (IPv4-mapped, the well-known prefix of NAT64), and is never public otherwise (IPv4-compatible, 6to4,
Teredo, NAT64 prefixes of one network alone).
"""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_NAT64: Final = IPv6Network("64:ff9b::/96")
_UNICAST: Final = IPv6Network("2000::/3")
"""All that is given out as global unicast (RFC 4291, IANA); site-local, local-use and reserved ranges are outside."""
_NEVER_V4: Final = (
    IPv4Network("0.0.0.0/8"),  # this network
    IPv4Network("100.64.0.0/10"),  # shared by carriers (RFC 6598)
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, given up (RFC 7526)
    IPv4Network("224.0.0.0/3"),  # multicast, reserved, broadcast
)
_NEVER_V6: Final = (
    IPv6Network("2001::/23"),  # protocol assignments: Teredo, benchmarks, ORCHID
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)


def may_reach(text: str, allowed: Collection[Network] = ()) -> bool:
    """Return True if a connection may go to the address `text`: it is public, or in a network that is `allowed`.

    An address that cannot be read is not reachable.
    """
    try:
        address = _plain(ip_address(text.partition("%")[0]))
    except ValueError:
        return False
    return _is_public(address) or any(address.version == each.version and address in each for each in allowed)


def _plain(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, on this machine or behind the next gateway."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in each for each in _NEVER_V4)
    return address in _UNICAST and address.is_global and not any(address in each for each in _NEVER_V6)
