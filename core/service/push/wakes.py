"""Calls for which devices are woken: what each is told, and what it says back. No I/O.

``outbox`` holds what is to be sent, in order for each device. A device answers with a token that only its
push held: it names one call at one device and is good while that call waits for it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.push.notification import ID_LIMIT, NAME_LIMIT, REPLY_PATH, CallEnding, CallNotification
from core.service.config import Limits
from core.service.push.devices import PushDevice, PushDevices
from core.service.routing.endpoints import Instance
from core.service.routing.forks.relays import Branch, Relay
from core.service.routing.forks.waking import WokenFor
from core.sip.call_headers import FIELD, decode_headers
from core.sip.callers import ASSERTED_HEADER
from core.sip.messages import NameAddr, ParseError, Request

MISSED_TTL = 7 * 24 * 3600
"""Seconds for which a device hears of a call that it missed."""
OVER_TTL = 60
"""Seconds for which a device hears that a call is over which nobody missed."""
_TOPIC_LENGTH = 32
_PICTURES = re.compile(rb"^m=video (?!0[ \r\n])", re.MULTILINE)
_ENDINGS = {
    WokenFor.TAKEN: CallEnding.TAKEN,
    WokenFor.ANSWERED: CallEnding.ANSWERED,
    WokenFor.DECLINED: CallEnding.DECLINED,
    WokenFor.MISSED: CallEnding.CANCELED,
}


class DeviceWord(StrEnum):
    """What a woken device says."""

    RINGING = "ringing"
    DECLINED = "declined"
    BUSY = "busy"
    """Of this device alone: its person wants no calls there now."""


@dataclass(frozen=True, slots=True)
class Push:
    """One push to be sent. ``ttl`` in seconds, ``urgency`` and ``topic`` as RFC 8030 has them."""

    wake: Wake
    notification: CallNotification
    ttl: int
    urgency: str
    topic: str


@dataclass(slots=True, eq=False)
class Wake:
    """One call at one device."""

    relay: Relay
    branch: Branch
    device: PushDevice
    token: str = field(repr=False)
    notification: CallNotification
    may_know: bool = False
    """Whether a push service has taken the news of the call, or may have."""
    is_over: bool = False


class Wakes:
    """All of them, bounded. Monotonic time comes as ``now``, ``wall`` is the clock that pushes speak of."""

    def __init__(
        self,
        devices: PushDevices,
        limits: Limits,
        *,
        domain: str,
        new_token: Callable[[], str],
        wall: Callable[[], float],
    ) -> None:
        self._devices = devices
        self._limits = limits
        self._domain = domain.lower()
        self._new_token = new_token
        self._wall = wall
        self._by_token: dict[str, Wake] = {}
        self._by_branch: dict[int, Wake] = {}
        self._outbox: list[Push] = []
        self.on_outbox: Callable[[], None] = lambda: None
        """Called when there is something to send, not before the present step is done."""

    def __len__(self) -> int:
        return len(self._by_token)

    def outbox(self) -> list[Push]:
        """Return and forget what must be sent."""
        pushes, self._outbox = self._outbox, []
        return pushes

    def of_token(self, token: str) -> Wake | None:
        """Return the call that a device means, while it waits for the device."""
        return self._by_token.get(token)

    # What the forker needs (Waker).

    def wake(self, relay: Relay, branch: Branch, now: float) -> float:
        """Tell a device of a call; each is told of it once."""
        end = branch.endpoint
        device = self._devices.get(end, self._wall()) if isinstance(end, Instance) else None
        if device is None or branch.id in relay.woken or len(self) >= self._limits.push_wakes:
            return 0.0
        token, wait = self._new_token(), self._limits.push_wait
        told = notification_of(branch.request, device.endpoint.user, self._domain)
        if len(told.call_id) > ID_LIMIT or len(told.remote_user_id) > ID_LIMIT:
            return 0.0
        sent_at = self._wall()
        told = replace(told, sent_at=sent_at, expires_at=sent_at + wait, reply=REPLY_PATH + token)
        wake = Wake(relay, branch, device, token, told)
        self._by_token[token] = self._by_branch[id(branch)] = wake
        relay.woken.add(branch.id)
        self._send(Push(wake, told, int(wait), "high", topic_of(told.call_id)))
        return wait

    def over(self, relay: Relay, branch: Branch, how: WokenFor, now: float) -> None:
        """Tell the device that there is nothing to come for."""
        wake = self._by_branch.get(id(branch))
        if wake is None:
            return
        self.forget(wake)
        ending = _ENDINGS[how]
        is_missed = ending is CallEnding.CANCELED
        told = replace(wake.notification, ending=ending, headers=None, reply="")
        ttl = MISSED_TTL if is_missed else OVER_TTL
        self._send(Push(wake, told, ttl, "high", topic_of(told.call_id)))

    def refused(self, relay: Relay, branch: Branch) -> None:
        """Take it that a device has refused: there is nothing to tell it any more."""
        if (wake := self._by_branch.get(id(branch))) is not None:
            self.forget(wake)

    def forget(self, wake: Wake) -> None:
        """Take no word of a device about a call any more. Idempotent."""
        wake.is_over = True
        self._by_token.pop(wake.token, None)
        self._by_branch.pop(id(wake.branch), None)

    def _send(self, push: Push) -> None:
        self._outbox.append(push)
        self.on_outbox()


def notification_of(invite: Request, user: str, domain: str) -> CallNotification:
    """Return what a push says of an INVITE on its way to ``user``; times and where to answer are missing."""
    caller, name = _caller(invite), invite.from_.display_name
    host = caller.uri.host.lower()
    caller_user = caller.uri.unescaped_user or ""
    is_ours = host == domain
    return CallNotification(
        invite.call_id,
        caller_user if is_ours and caller_user else f"{caller_user}@{host}" if caller_user else host,
        user_id=user,
        display_name=name[:NAME_LIMIT],
        is_video=_PICTURES.search(invite.body) is not None,
        headers=decode_headers(invite.headers.get(FIELD)) or None,
        domain="mxp" if is_ours else "",
    )


def topic_of(call_id: str) -> str:
    """Return under which topic pushes of a call take each other's place (RFC 8030 section 5.4)."""
    digest = hashlib.sha256(call_id.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest).decode()[:_TOPIC_LENGTH]


def _caller(invite: Request) -> NameAddr:
    """Return who calls: the service's own word for it before the caller's."""
    try:
        return NameAddr.parse(invite.headers.get(ASSERTED_HEADER) or "")
    except ParseError:
        return invite.from_
