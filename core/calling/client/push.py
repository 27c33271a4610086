"""Push notifications of calls, as the application relays them (the desktop's managed push).

What a payload holds is in ``core.push.notification``. It is what anybody may have sent: it never rings by
itself, it makes the client ask its service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.calling.arguments import call_headers
from core.calling.errors import ArgumentError
from core.push.notification import read_payload


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
        """Return whether the call is over already: it must not ring."""
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
    told = read_payload(payload, now)
    if told is None:
        return NotificationResult()
    call = CallNotificationResult(
        callId=told.call_id,
        remoteUserId=told.remote_user_id,
        domain=told.domain,
        headers=_headers(told.headers),
        video=told.is_video,
        expired=told.has_expired(now),
        canceled=told.ending is not None,
    )
    return NotificationResult(told.display_name, call)


def _headers(value: object) -> Mapping[str, str] | None:
    try:
        return call_headers(value) if value is not None else None
    except ArgumentError:
        return None
