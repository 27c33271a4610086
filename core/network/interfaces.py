"""Which of a machine's interfaces a call should prefer: cable before Wi-Fi before anything built on top."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from enum import StrEnum

import ifaddr

LOOPBACK = "127.0.0.1"


class NetworkKind(StrEnum):
    """What an interface is built on, as far as its name tells."""

    LOOPBACK = "loopback"
    VIRTUAL = "virtual"
    VPN = "vpn"
    MOBILE = "mobile"
    WIFI = "wifi"
    CABLE = "cable"
    UNKNOWN = "unknown"


_PREFERENCES = (
    (re.compile(r"lo\d*|loopback.*", re.IGNORECASE), 5_000),
    (re.compile(r"docker\w*|br-\w+|veth\w+|virbr\w*|vmnet\w*|vboxnet\w*|vEthernet.*", re.IGNORECASE), 10_000),
    (re.compile(r"utun\d*|tun\d*|tap\d*|wg\d*|ppp\d*|ipsec\d*|tailscale\d*|zt\w+", re.IGNORECASE), 30_000),
    (re.compile(r"ww\w+|rmnet\w*|pdp_ip\d*|.*cellular.*|.*mobile.*", re.IGNORECASE), 35_000),
    (re.compile(r"wl\w+|ath\d*|.*wi-?fi.*|.*wireless.*", re.IGNORECASE), 45_000),
)
_CABLE = 60_000
_KINDS = {
    5_000: NetworkKind.LOOPBACK,
    10_000: NetworkKind.VIRTUAL,
    30_000: NetworkKind.VPN,
    35_000: NetworkKind.MOBILE,
    45_000: NetworkKind.WIFI,
}
_CABLES = re.compile(r"eth\d+|en[opsx]\w+|em\d+|ethernet.*|lan.*", re.IGNORECASE)
"""Names that are a cable's for sure; macOS calls both cable and Wi-Fi ``en0``."""
_LINK_LOCAL_COST = 4_000
_IPV6_BONUS = 500
"""RFC 8421 section 4: of two like ones, the IPv6 address goes first."""


def local_preference(interface: str, address: str) -> int:
    """Return the ICE local preference, 0 to 65535, of ``address`` on an interface of that name."""
    found = next((value for pattern, value in _PREFERENCES if pattern.fullmatch(interface)), _CABLE)
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if parsed.is_loopback:
        found = min(found, _PREFERENCES[0][1])
    if parsed.is_link_local:
        found -= _LINK_LOCAL_COST
    return found + (_IPV6_BONUS if parsed.version == 6 else 0)


def kind_of(interface: str) -> NetworkKind:
    """Return what an interface of that name is built on."""
    found = next((value for pattern, value in _PREFERENCES if pattern.fullmatch(interface)), 0)
    if found:
        return _KINDS[found]
    return NetworkKind.CABLE if _CABLES.fullmatch(interface) else NetworkKind.UNKNOWN


def interface_names() -> dict[str, str]:
    """Return the interface name of every address of this machine, as the system knows it now."""
    found = {}
    for adapter in ifaddr.get_adapters():
        for each in adapter.ips:
            address = each.ip if isinstance(each.ip, str) else each.ip[0]
            found[address] = adapter.nice_name or adapter.name
    return found


def usable_addresses(names: Iterable[str]) -> frozenset[str]:
    """Return those of ``names`` that another machine might reach: no loopback, no link-local addresses."""
    usable = set()
    for name in names:
        address = ipaddress.ip_address(name.partition("%")[0])
        if not (address.is_loopback or address.is_link_local):
            usable.add(name)
    return frozenset(usable)
