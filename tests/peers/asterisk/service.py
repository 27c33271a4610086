"""An Asterisk as a service on which scenarios are played: of rooms, which are called like a person there."""

from __future__ import annotations

from core.calling import Sinch, SinchClientBuilder, SipAccount
from tests.conformance.catalogue import Need
from tests.conformance.services import TokenSigner
from tests.peers.asterisk.process import DOMAIN, Asterisk
from tests.peers.server_program import StandingService


class AsteriskService(StandingService):
    """One Asterisk as a service under test."""

    name = "asterisk"
    offers = frozenset({Need.ROOMS, Need.ROOM_PICTURES, Need.RESTART})
    real_media = True
    sign = TokenSigner("no tokens", "here")
    server: Asterisk

    @property
    def url(self) -> str:
        """What a person types as the host."""
        return self.server.url

    def builder(self, user: str) -> SinchClientBuilder:
        """Return a builder of a client of ``user``, who gets an account if there is none yet."""
        account = SipAccount(self.url, user, self.server.account(user), DOMAIN)
        return Sinch.getSinchClientBuilder().sipAccount(account)

    def room_address(self, room: str) -> str:
        """Return what the dialplan takes for a room."""
        return f"conf-{room}"

    def _end(self) -> None:
        self.server.crash()  # told to end, it would hang up first
