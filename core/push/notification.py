"""What a push about a call says, and how much of it is believed.

A payload is a JSON object::

    {"ahoy": "call", "callId": "...", "from": "alice", "to": "bob", "displayName": "Alice", "video": false,
     "headers": {...}, "domain": "mxp", "sentAt": 1768521570, "expiresAt": 1768521615, "canceled": false,
     "ending": "", "reply": "/push/calls/..."}

``ahoy``, ``callId`` and ``from`` are required; times are Unix seconds. Everything else in it is passed over.
``ending`` says why a call that is ``canceled`` is over; ``reply`` is where on the call service the device
says that it rings or declines.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.push.encryption import LARGEST_MESSAGE

LIMIT = 8192
"""Characters of a payload."""
LIFETIME = 60.0
"""Seconds that a payload without ``expiresAt`` is good for after ``sentAt``."""
FUTURE = 600.0
"""Seconds by which a payload may say that it comes from the future: clocks differ, and not by more."""
ID_LIMIT = 256
"""Characters of a call id or a user; longer ones cannot be told of."""
NAME_LIMIT = 100
_REPLY_LIMIT = 128
REPLY_PATH = "/push/calls/"
"""Before the token that names a call at one device."""


class CallEnding(StrEnum):
    """Why a call does not ring any more."""

    CANCELED = "canceled"
    """The caller gave up, or nobody answered in time: it was missed."""
    ANSWERED = "answered"
    """On another device."""
    DECLINED = "declined"
    """Here or on another device."""
    TAKEN = "taken"
    """The program itself has the call now."""


@dataclass(frozen=True, slots=True)
class CallNotification:
    """One push about one call."""

    call_id: str
    remote_user_id: str
    user_id: str = ""
    display_name: str = ""
    is_video: bool = False
    headers: object = field(default=None, repr=False)
    """As they came: the calling API checks them."""
    domain: str = ""
    sent_at: float | None = None
    expires_at: float = 0.0
    ending: CallEnding | None = None
    reply: str = field(default="", repr=False)

    @property
    def caller(self) -> str:
        """Who calls, for a person."""
        return self.display_name or self.remote_user_id

    def has_expired(self, now: float) -> bool:
        """Whether it came too late, or from a clock that cannot be right: it must not ring."""
        return now >= self.expires_at or self.expires_at - now > FUTURE

    def to_payload(self) -> bytes:
        """Return the JSON that is sent; call headers stay out that would make it too long for a push.

        The call brings them all the same.
        """
        value: dict[str, Any] = {
            "ahoy": "call",
            "callId": self.call_id,
            "from": self.remote_user_id,
            "to": self.user_id,
            "displayName": self.display_name,
            "video": self.is_video,
            "domain": self.domain,
            "sentAt": self.sent_at,
            "expiresAt": self.expires_at,
        }
        if self.ending is not None:
            value |= {"canceled": True, "ending": self.ending.value}
        if self.reply:
            value["reply"] = self.reply
        if self.headers is not None:
            # One byte of a header may be six of JSON.
            whole = _line(value | {"headers": self.headers})
            if len(whole) <= LARGEST_MESSAGE:
                return whole
        return _line(value)


def read_payload(payload: Mapping[Any, Any] | str | bytes, now: float) -> CallNotification | None:
    """Return what ``payload`` tells; None for what is not ours. One without times was sent ``now``."""
    value = _value_of(payload)
    call_id, user = _text(value, "callId", ID_LIMIT), _text(value, "from", ID_LIMIT)
    if value.get("ahoy") != "call" or not call_id or not user:
        return None
    sent = _number(value.get("sentAt"))
    expires = _number(value.get("expiresAt"))
    if expires is None:
        expires = (now if sent is None else sent) + LIFETIME
    return CallNotification(
        call_id,
        user,
        user_id=_text(value, "to", ID_LIMIT),
        display_name=_text(value, "displayName", NAME_LIMIT),
        is_video=value.get("video") is True,
        headers=value.get("headers"),
        domain=_text(value, "domain", ID_LIMIT),
        sent_at=sent,
        expires_at=expires,
        ending=_ending(value),
        reply=_reply(value),
    )


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


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


def _ending(value: Mapping[Any, Any]) -> CallEnding | None:
    if value.get("canceled") is not True:
        return None
    try:
        return CallEnding(value.get("ending", ""))
    except ValueError:
        return CallEnding.CANCELED


def _reply(value: Mapping[Any, Any]) -> str:
    """Return where to answer: a path of the service that we know, and no address of somebody's choice."""
    path = _text(value, "reply", _REPLY_LIMIT)
    token = path.removeprefix(REPLY_PATH)
    return path if token and token != path and set(token) <= _TOKEN_CHARACTERS else ""


_TOKEN_CHARACTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def _text(value: Mapping[Any, Any], name: str, limit: int) -> str:
    text = value.get(name)
    return "".join(c for c in text if c.isprintable())[:limit].strip() if isinstance(text, str) else ""


def _number(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    # What no calendar holds, "not a number" among it, is no time.
    return float(value) if -_LATEST <= value <= _LATEST else None


_LATEST = 1e12
