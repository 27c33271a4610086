"""Push notifications of calls, as the application relays them (the desktop's managed push).

A payload is a JSON object, as a mapping or as text::

    {"ahoy": "call", "callId": "...", "from": "alice", "to": "bob", "displayName": "Alice", "video": false,
     "headers": {...}, "domain": "mxp", "sentAt": 1768521570, "expiresAt": 1768521615, "canceled": false}

``ahoy``, ``callId`` and ``from`` are required; times are Unix seconds. Everything else in it is passed over.
A payload is what anybody may have sent: it never rings by itself, it makes the client ask its service.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.calling.arguments import call_headers
from core.calling.errors import ArgumentError

LIMIT = 8192
"""Characters of a payload."""
LIFETIME = 60.0
"""Seconds that a payload without ``expiresAt`` is good for after ``sentAt``."""
_ID_LIMIT = 256
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class CallNotificationResult:
    """The call that a push notification tells of."""

    callId: str
    remoteUserId: str
    domain: str = ""
    """Where the caller is: "mxp" for this service's own users; empty if it does not say."""
    headers: Mapping[str, str] | None = None
    """The caller's application data; None when it comes with the call only."""
    video: bool = field(default=False, repr=False)
    expired: bool = field(default=False, repr=False)
    canceled: bool = field(default=False, repr=False)

    def isVideoOffered(self) -> bool:
        """Return whether the caller offers pictures."""
        return self.video

    def hasTimedOut(self) -> bool:
        """Return whether it came too late: it must not ring."""
        return self.expired

    def isCallCanceled(self) -> bool:
        """Return whether the caller gave up: it must not ring."""
        return self.canceled


@dataclass(frozen=True, slots=True)
class NotificationResult:
    """What ``relayRemotePushNotification`` made of a payload."""

    displayName: str = ""
    """The name that the caller gives itself; empty if none."""
    callResult: CallNotificationResult | None = None

    def isValid(self) -> bool:
        """Return whether the payload is one of ours and readable."""
        return self.callResult is not None

    def isCall(self) -> bool:
        """Return whether it is about a call (all valid ones are, so far)."""
        return self.callResult is not None


def read_notification(payload: object, now: float) -> NotificationResult:
    """Return what ``payload`` tells at Unix second ``now``; one that is not ours gives an invalid result.

    Raises ``ArgumentError`` for what is no mapping and no text.
    """
    if not isinstance(payload, Mapping | str | bytes):
        raise ArgumentError("payload", "must be a mapping, or JSON text")
    value = _value_of(payload)
    call_id, user = _text(value, "callId", _ID_LIMIT), _text(value, "from", _ID_LIMIT)
    if value.get("ahoy") != "call" or not call_id or not user:
        return NotificationResult()
    call = CallNotificationResult(
        callId=call_id,
        remoteUserId=user,
        domain=_text(value, "domain", _ID_LIMIT),
        headers=_headers(value),
        video=value.get("video") is True,
        expired=now >= _expiry(value, now),
        canceled=value.get("canceled") is True,
    )
    return NotificationResult(_text(value, "displayName", _NAME_LIMIT), call)


def _value_of(payload: Mapping[Any, Any] | str | bytes) -> Mapping[Any, Any]:
    if isinstance(payload, Mapping):
        return payload
    if len(payload) > LIMIT:
        return {}
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _text(value: Mapping[Any, Any], name: str, limit: int) -> str:
    text = value.get(name)
    return "".join(c for c in text if c.isprintable())[:limit].strip() if isinstance(text, str) else ""


def _headers(value: Mapping[Any, Any]) -> Mapping[str, str] | None:
    try:
        return call_headers(value["headers"]) if value.get("headers") is not None else None
    except ArgumentError:
        return None


def _expiry(value: Mapping[Any, Any], now: float) -> float:
    """Return when it is too late; a payload without times is as good as sent now."""
    expires = _number(value.get("expiresAt"))
    if expires is not None:
        return expires
    sent = _number(value.get("sentAt"))
    return (now if sent is None else sent) + LIFETIME


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
