"""Only global unicast may be reached; each range that is something else is refused, in every form it may take."""

from ipaddress import ip_network

import pytest

from comity.adapters.addresses import may_reach

REFUSED = {
    "this network": ("0.0.0.0", "0.1.2.3"),
    "this machine": ("127.0.0.1", "127.255.255.254", "::1"),
    "unspecified": ("::",),
    "private": ("10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    "shared by carriers": ("100.64.0.1", "100.127.255.255"),
    "link-local": ("169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1"),
    "unique local": ("fc00::1", "fd00::1", "fdff::1"),
    "site-local": ("fec0::1", "fec0::a9fe:a9fe", "feff::1"),
    "multicast": ("224.0.0.1", "239.1.1.1", "ff02::1", "ff0e::1", "ff1e::1"),
    "broadcast and reserved": ("255.255.255.255", "240.0.0.1"),
    "documentation": ("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"),
    "benchmarks": ("198.18.0.1", "198.19.255.255", "2001:2::1"),
    "protocol assignments": ("192.0.0.1", "192.0.0.8", "192.0.0.170", "2001:1::3", "2001:10::1", "2001:20::1"),
    "relays of 6to4": ("192.88.99.1",),
    "IPv4-compatible": ("::127.0.0.1", "::10.0.0.1", "::93.184.216.34", "::2"),
    "IPv4-mapped": ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:100.64.0.1"),
    "IPv4-translated": ("::ffff:0:127.0.0.1", "::ffff:0:93.184.216.34"),
    "NAT64 to what is not public": ("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::a00:1", "64:ff9b::e000:1"),
    "NAT64 of one network": ("64:ff9b:1::1", "64:ff9b:1::7f00:1", "64:ff9b:1:ffff::5db8:d822", "64:ff9b::1:0:0"),
    "6to4": ("2002:7f00:1::", "2002:a00:1::1", "2002:5db8:d822::1"),
    "Teredo": ("2001::1", "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
    "discard": ("100::1",),
    "segment routing": ("5f00::1",),
    "not given out": ("4000::1", "8000::1", "e000::1", "f000::1", "200::1"),
    "no address": ("", "localhost", "127.1", "0x7f.1", "2130706433", "[::1]", "10.0.0.1/8", "010.0.0.1"),
}  # fmt: skip
REACHED = ("93.184.216.34", "1.1.1.1", "192.0.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1",
           "64:ff9b::5db8:d822", "::ffff:93.184.216.34")  # fmt: skip


@pytest.mark.parametrize("addresses", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_global_unicast_is_not_reached(addresses: tuple[str, ...]) -> None:
    """Whatever range it is of, and in whatever form it is written."""
    assert [address for address in addresses if may_reach(address)] == []


def test_what_is_public_is_reached() -> None:
    """Also where it comes mapped, or by the well-known prefix of a network that has IPv6 alone."""
    assert [address for address in REACHED if not may_reach(address)] == []


def test_a_network_that_the_operator_allowed_opens_itself_alone() -> None:
    """In the forms in which its addresses are really reached, and in no other."""
    allowed = (ip_network("10.1.0.0/16"), ip_network("fd00:1::/32"))
    for address in ("10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::a01:203", "fd00:1::5"):
        assert may_reach(address, allowed), address
    for address in ("10.2.0.1", "::ffff:10.2.0.1", "::10.1.2.3", "2002:a01:203::1", "64:ff9b:1::a01:203", "fd00:2::5",
                    "10.1.2", ""):  # fmt: skip
        assert not may_reach(address, allowed), address
