"""Through whom a call outside goes when it does not go straight to the address that is called."""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.auth import DigestCredentials
from core.sip.messages import Uri


@dataclass(frozen=True, slots=True)
class Provider:
    """A server that takes calls to any address, with a password where it asks for one.

    ``server`` is located in place of the address that is called. ``stands_in_route``: it is a proxy on the
    way to where the call is decided, which a Route header asks for (RFC 3261 8.1.2), not that place itself.
    ``contact_user`` is the user part that the server knows us by; empty: the caller's. ``is_trusted``: an
    administrator chose it, so it may be in any network; but nobody is called where it redirects to. ``stun``
    is the server (``host[:port]``) that tells how it sees us, empty: the service's usual one.
    """

    server: Uri
    credentials: DigestCredentials | None = None
    stands_in_route: bool = False
    contact_user: str = ""
    is_trusted: bool = False
    stun: str = ""

    @property
    def routes(self) -> list[tuple[str, str]]:
        """The Route header that requests outside of any dialog begin with, if there is one."""
        if not self.stands_in_route:
            return []
        return [("Route", f"<{self.server.having_param('lr', None)}>")]
