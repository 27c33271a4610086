"""What DNS says of a domain, and who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Naptr:
    """One NAPTR record (RFC 3403)."""

    order: int
    preference: int
    flags: str
    service: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Srv:
    """One SRV record (RFC 2782); a target of ``.`` says that the service is not offered."""

    priority: int
    weight: int
    port: int
    target: str


class LookupFailed(Exception):
    """No answer came, or a useless one: nothing is known. That there is no such record is an empty answer."""


class Resolver(Protocol):
    """Asks DNS. Every method raises ``LookupFailed`` and nothing else."""

    async def naptr(self, domain: str) -> list[Naptr]:
        """Return the NAPTR records of ``domain``, in any order."""

    async def srv(self, name: str) -> list[Srv]:
        """Return the SRV records of ``name``, in any order."""

    async def addresses(self, host: str) -> list[str]:
        """Return the IPv4 and IPv6 addresses of ``host``, the preferred first."""
