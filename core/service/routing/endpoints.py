"""Who a message is for: an instance of a user, or another service; and tokens that name them on the wire.

A token stands in the user part of our Record-Route. It names the endpoint, not the socket, so a dialog goes
on when the endpoint has come back on another flow or the service was started again (RFC 5626 section 5.1
names the socket; ours need not). It is protected by an HMAC, so nobody can make one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

MAC_BYTES = 16
_LIMIT = 1024


@dataclass(frozen=True, slots=True)
class Account:
    """A user of one application: the same user id in two applications is two people."""

    application: str
    user: str


@dataclass(frozen=True, slots=True)
class Instance:
    """One device of a user of this service; ``instance`` is its ``+sip.instance``."""

    user: str
    instance: str
    reg_id: int = 1
    application: str = ""
    """The key of the user's application; empty for what belongs to the service itself."""

    @property
    def account(self) -> Account:
        """Whose it is."""
        return Account(self.application, self.user)


@dataclass(frozen=True, slots=True)
class Device:
    """Another call service, known by its device id (it proved that it holds the key)."""

    device_id: str


Endpoint = Instance | Device

GATEWAY = Instance("sip-gateway", "urn:uuid:51b00000-0000-4000-8000-000000000000")
"""The gateway to classic SIP: what is called outside goes to it, what calls from outside comes from it."""

ROOMS = Instance("conference-rooms", "urn:uuid:c0f00000-0000-4000-8000-000000000000")
"""The conference rooms: what is called there goes to them, and they call whom a member invites."""

ECHO = Instance("echo", "urn:uuid:ec400000-0000-4000-8000-000000000000")
"""The echo test."""


class RouteTokens:
    """Makes and reads tokens with one secret key (32 bytes).

    ``application`` is the one that tokens of an older version, which name none, belong to.
    """

    def __init__(self, key: bytes, application: str = "") -> None:
        self._key = key
        self._application = application

    def make(self, endpoint: Endpoint) -> str:
        """Return the token for ``endpoint``: unreserved characters of RFC 3261 only."""
        match endpoint:
            case Instance(user, instance, reg_id, application):
                fields = ["a", user, instance, str(reg_id), application]
            case Device(device_id):
                fields = ["d", device_id]
        payload = "\0".join(fields).encode()
        return base64.urlsafe_b64encode(self._mac(payload) + payload).decode().rstrip("=")

    def read(self, token: str) -> Endpoint | None:
        """Return the endpoint of a token we made, None for anything else."""
        if len(token) > _LIMIT or not token.isascii():
            return None
        try:
            data = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        mac, payload = data[:MAC_BYTES], data[MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(payload)):
            return None
        return self._endpoint(payload.decode().split("\0"))

    def _endpoint(self, fields: list[str]) -> Endpoint:
        if fields[0] == "d":
            return Device(fields[1])
        application = fields[4] if fields[0] == "a" else self._application
        return Instance(fields[1], fields[2], int(fields[3]), application)

    def _mac(self, payload: bytes) -> bytes:
        return hmac.new(self._key, b"route\0" + payload, hashlib.sha256).digest()[:MAC_BYTES]
