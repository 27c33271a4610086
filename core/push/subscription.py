"""A subscription as its two ends hold it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from core.push.endpoints import origin_of
from core.push.errors import PushError
from core.push.keys import AUTH_BYTES, ReceiverKeys, public_key_at
from core.push.texts import from_text

ENDPOINT_LIMIT = 600
_TEXT_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """What a sender needs: where to, and for whom to encrypt. Raises ``PushError`` for nonsense."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.endpoint) > ENDPOINT_LIMIT or not self.endpoint.isascii():
            raise PushError("a push endpoint is too long, or no web address")
        if not self.endpoint.isprintable() or " " in self.endpoint:
            raise PushError("a push endpoint must be a web address")
        origin_of(self.endpoint)
        public_key_at(self.point)
        if len(self.secret) != AUTH_BYTES:
            raise PushError("the secret of a subscription must be 16 bytes")

    @property
    def point(self) -> bytes:
        """The public key."""
        return from_text(self.p256dh)

    @property
    def secret(self) -> bytes:
        """What only sender and subscriber know."""
        return from_text(self.auth)


@dataclass(frozen=True, slots=True)
class HeldSubscription:
    """What a subscriber keeps. ``receive_url`` is where messages come from: who knows it, gets them.

    ``service_url`` is the call service whose calls it is for; ``application_server`` its key (RFC 8292).
    """

    service_url: str
    receive_url: str = field(repr=False)
    endpoint: str = field(repr=False)
    keys: ReceiverKeys = field(repr=False)
    application_server: str = ""
    user_id: str = ""

    @property
    def told(self) -> PushSubscription:
        """What the sender is told of it."""
        return PushSubscription(self.endpoint, self.keys.p256dh, self.keys.auth_text)

    def to_text(self) -> str:
        """Return it as one line for a key store."""
        fields = {name: getattr(self, name) for name in _FIELDS}
        return json.dumps(fields | {"keys": self.keys.to_text()})

    @classmethod
    def from_text(cls, text: str) -> HeldSubscription:
        """Read what ``to_text`` wrote; raise ``PushError``."""
        try:
            value = json.loads(text) if len(text) <= _TEXT_LIMIT else None
        except (ValueError, RecursionError):
            value = None
        names = (*_FIELDS, "keys")
        if not isinstance(value, dict) or not all(isinstance(value.get(name), str) for name in names):
            raise PushError("the push subscription that was kept cannot be read")
        keys = ReceiverKeys.from_text(value["keys"])
        return cls(keys=keys, **{name: value[name] for name in _FIELDS})


_FIELDS = ("service_url", "receive_url", "endpoint", "application_server", "user_id")
