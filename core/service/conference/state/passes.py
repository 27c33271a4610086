"""What a member shows when it joins anew: who it was in the room, said and signed by the service.

Rooms are not kept on disk. After a restart of the service the first to come back brings the room with it:
when it began, whether it was locked and who its host was, from passes that nobody else can make.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

from core.sip.bodies.room_events import MAX_PASS

_MAC_BYTES = 16
_LONGEST = 14_400
"""Seconds that a pass holds good: no call lasts longer."""


@dataclass(frozen=True, slots=True)
class RoomPass:
    """One member as it was in a room. Times are Unix seconds; ``issued`` is to the millisecond."""

    application: str
    room: str
    account: str
    is_host: bool
    locked: bool
    started: int
    since: int
    issued: float


class PassPress:
    """Makes and reads passes with a secret key, which must outlive restarts."""

    def __init__(self, key: bytes) -> None:
        self._key = hmac.new(key, b"room-pass", hashlib.sha256).digest()

    def make(self, one: RoomPass) -> str:
        """Return the text of a pass."""
        room = hashlib.sha256(one.room.encode()).hexdigest()[:32]  # IDs may be long, and of any characters
        numbers = (int(one.is_host), int(one.locked), one.started, one.since, round(one.issued * 1000))
        payload = "\0".join((one.application, room, one.account, *map(str, numbers))).encode()
        return base64.urlsafe_b64encode(self._mac(payload) + payload).decode().rstrip("=")[:MAX_PASS]

    def read(self, text: str, application: str, room: str, account: str, now: float) -> RoomPass | None:
        """Return the pass if it is ours, of this member in this room, and not too old; else None."""
        payload = self._payload(text)
        if payload is None:
            return None
        found_application, found_room, found_account, *numbers = payload.decode().split("\0")
        is_host, locked, started, since, milliseconds = map(int, numbers)
        issued = milliseconds / 1000
        expected = hashlib.sha256(room.encode()).hexdigest()[:32]
        if (found_application, found_room, found_account) != (application, expected, account):
            return None
        if not issued <= now + 60 or now - issued > _LONGEST:
            return None
        return RoomPass(application, room, account, bool(is_host), bool(locked), started, since, issued)

    def _payload(self, text: str) -> bytes | None:
        if not text or len(text) > MAX_PASS or not text.isascii():
            return None
        try:
            data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        mac, payload = data[:_MAC_BYTES], data[_MAC_BYTES:]
        return payload if hmac.compare_digest(mac, self._mac(payload)) else None

    def _mac(self, payload: bytes) -> bytes:
        return hmac.new(self._key, payload, hashlib.sha256).digest()[:_MAC_BYTES]
