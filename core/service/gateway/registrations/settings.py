"""What one registration outside is made with."""

from __future__ import annotations

from dataclasses import dataclass

from core.service.gateway.sides.provider import Provider
from core.sip.auth import DigestCredentials
from core.sip.messages import NameAddr, Uri


@dataclass(frozen=True, slots=True)
class RegistrationSettings:
    """Who registers, and where. ``address`` is what is registered, with the name that callers show.

    ``registrar`` is the domain that has the address, as a Request-URI (RFC 3261 10.2). ``server`` is where
    requests go: that domain, or an outbound proxy in front of it (``is_proxy``); its ``transport`` and port
    count as in any address. ``contact_user`` must be hard to guess: who knows it may call in. ``lifetime`` is
    in seconds. ``credentials`` may be missing where the server knows us without. ``is_trusted``: an
    administrator chose the server, so it may be in any network. ``stun``: see ``Provider``.
    """

    address: NameAddr
    registrar: Uri
    server: Uri
    contact_user: str
    credentials: DigestCredentials | None = None
    is_proxy: bool = False
    lifetime: int = 600
    is_trusted: bool = False
    stun: str = ""

    @property
    def provider(self) -> Provider:
        """How calls go out through it."""
        return Provider(
            self.server, self.credentials, self.is_proxy, self.contact_user, self.is_trusted, self.stun
        )
