"""Where a message of classic SIP goes next: a transport, an address, a port."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Transport(StrEnum):
    """How classic SIP travels; the value is what stands in ``transport=``."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"

    @property
    def is_reliable(self) -> bool:
        """Whether what is sent arrives, or the connection is lost."""
        return self is not Transport.UDP

    @property
    def default_port(self) -> int:
        """The port without one in the address (RFC 3261 19.1.2)."""
        return 5061 if self is Transport.TLS else 5060


@dataclass(frozen=True, slots=True)
class Hop:
    """The next hop. ``host`` is a numeric address, IPv6 without brackets; it identifies a connection.

    ``name`` is whom the certificate of a TLS server must be for (RFC 5922 7.2): the domain that was looked
    up, not what DNS said; empty for a connection that the other side opened.
    """

    transport: Transport
    host: str
    port: int
    name: str = ""

    @property
    def is_ipv6(self) -> bool:
        """Whether the address is one of IPv6."""
        return ":" in self.host

    @property
    def host_in_uri(self) -> str:
        """The address as it stands in URIs and Vias."""
        return f"[{self.host}]" if self.is_ipv6 else self.host

    def __str__(self) -> str:
        return f"{self.transport.value}:{self.host_in_uri}:{self.port}"
