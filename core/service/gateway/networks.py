"""Where calls may come from and go to."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from core.service.errors import ServiceError, ServiceProblem

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Networks:
    """A set of networks in CIDR notation. Raises ``ServiceError`` for text that is none."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._networks = [_network(text) for text in texts]

    def __bool__(self) -> bool:
        return bool(self._networks)

    def contains(self, host: str) -> bool:
        """Whether a numeric address belongs to one of the networks; text that is no address does not."""
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return any(address.version == net.version and address in net for net in self._networks)


class Reachable:
    """Where calls may go: into the networks given, or, without any, everywhere that one host answers.

    This machine itself counts only if the service is for it alone: on a server its other programs are none
    of the callers' business.
    """

    def __init__(self, networks: Networks, *, is_local: bool) -> None:
        self._networks = networks
        self._is_local = is_local

    def allows(self, host: str) -> bool:
        """Whether a numeric address may be sent to."""
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        if address.is_unspecified or address.is_multicast or host == "255.255.255.255":
            return False
        if self._networks:
            return self._networks.contains(host)
        return self._is_local or not (address.is_loopback or address.is_link_local)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError as error:
        sentence = f"{text!r} is no network: write it like 192.0.2.0/24 or 2001:db8::/32 ({error})."
        raise ServiceError(ServiceProblem.CONFIGURATION, sentence, network=text) from error
