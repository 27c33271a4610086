"""Places and receives the calls of one client."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Protocol

from core.calling import arguments
from core.calling.call.call import Call
from core.calling.call.details import CallDirection, CallEndCause
from core.calling.call.owner import CallTerms
from core.calling.client.runtime import CallingRuntime
from core.calling.errors import ArgumentError, InvalidOperation
from core.calling.listeners import CallClientListener, Listeners
from core.calling.machine.events import CallNotSupported, Dialled, FlowLost, InviteArrived
from core.calling.ports import Invitation, Leg, Link, Media
from core.calling.signalling.session_description import offers_video
from core.media.devices.capture import LocalMedia
from core.media.session import IceServer, MediaSession
from core.ports import DeviceKind

log = logging.getLogger(__name__)

_REMEMBERED_CALLS = 256


class CallHost(Protocol):
    """What a call client needs of the client that it belongs to."""

    runtime: CallingRuntime
    caller_identifier: str
    link: Link
    ice_servers: tuple[IceServer, ...]

    @property
    def isReconnecting(self) -> bool:
        """Whether the service is away and the client tries to get it back."""

    def isStarted(self) -> bool:
        """Whether calls can be placed."""

    def check_loop(self) -> None:
        """Raise ``InvalidOperation`` when this is not the client's loop."""

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run ``coroutine`` to its end."""

    def marshal(self, function: Callable[..., None], *args: object) -> None:
        """Run ``function`` on the client's loop."""


class CallClient:
    """Places calls, announces incoming ones, and knows those that are going on."""

    def __init__(self, host: CallHost) -> None:
        self._host = host
        self._listeners: Listeners[CallClientListener | object] = Listeners()
        self._calls: dict[str, Call] = {}
        self._ended: deque[str] = deque(maxlen=_REMEMBERED_CALLS)

    # What the application does.

    def addListener(self, listener: CallClientListener | object) -> None:
        """Add a listener."""
        self._listeners.add(listener)

    def removeListener(self, listener: CallClientListener | object) -> None:
        """Remove a listener."""
        self._listeners.remove(listener)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls that have not ended, oldest first."""
        return tuple(self._calls.values())

    def getCall(self, callId: str) -> Call | None:
        """Return the call with this id unless it has ended."""
        return self._calls.get(callId)

    async def callUser(self, userId: str, headers: Mapping[str, str] | None = None) -> Call:
        """Call a user with audio. Raises ``ArgumentError``, and ``InvalidOperation`` if not started."""
        return self._dial(arguments.user_id(userId), headers, video=False)

    async def callUserVideo(self, userId: str, headers: Mapping[str, str] | None = None) -> Call:
        """Call a user with audio and video. Raises like ``callUser``."""
        return self._dial(arguments.user_id(userId), headers, video=True)

    async def callNearby(
        self, address: str, headers: Mapping[str, str] | None = None, *, video: bool = False
    ) -> Call:
        """Call ``user@host`` as the service lists it among the people nearby (this project's addition)."""
        return self._dial(arguments.nearby_address(address), headers, video=video)

    async def callPhoneNumber(self, number: str, headers: Mapping[str, str] | None = None) -> Call:
        """Call a telephone. The arguments are checked; the call then fails, since no gateway exists yet.

        Raises ``ArgumentError`` for a number that is not E.164, and when the client has no caller identifier.
        """
        number = arguments.phone_number(number, "number")
        if not self._host.caller_identifier:
            raise ArgumentError("callerIdentifier", "is required to call a phone: set it on the builder")
        return self._refuse(number, headers, "calls to phone numbers are not carried yet")

    async def callSip(self, identity: str, headers: Mapping[str, str] | None = None) -> Call:
        """Call ``user@server``. The arguments are checked; the call then fails: there is no gateway yet."""
        identity = arguments.sip_identity(identity)
        return self._refuse(identity, headers, "calls to SIP addresses are not carried yet")

    async def callConference(self, conferenceId: str, headers: Mapping[str, str] | None = None) -> Call:
        """Join a room. The arguments are checked; the call then fails, since there are no rooms yet."""
        conferenceId = arguments.conference_id(conferenceId)
        return self._refuse(conferenceId, headers, "calls into conference rooms are not carried yet")

    def setAudioTrackConstraints(self, constraints: Mapping[str, Any]) -> None:
        """Choose the microphone by ``{"deviceId": {"exact": id}}``, for calls going on too."""
        self._select(DeviceKind.MICROPHONE, constraints)

    def setVideoTrackConstraints(self, constraints: Mapping[str, Any]) -> None:
        """Choose the camera, likewise."""
        self._select(DeviceKind.CAMERA, constraints)

    # What the client passes on.

    def invited(self, leg: Leg, invitation: Invitation) -> None:
        """Take an incoming call; another INVITE of one that is or was known is refused (RFC 3261 8.2.2.2).

        One that failed may come again: the service rings once more when a lost connection is back.
        """
        call_id = invitation.call_id
        if call_id in self._calls or call_id in self._ended:
            log.info("a repeated invitation to call %s is refused", call_id)
            leg.reject(482)
            return
        terms = CallTerms(
            call_id=call_id,
            direction=CallDirection.INBOUND,
            remote_user_id=invitation.user_id,
            video=offers_video(invitation.offer),
            remote_display_name=invitation.display_name,
            headers=invitation.headers,
            is_verified=invitation.is_verified,
        )
        call = Call(self, terms, leg)
        self._calls[call_id] = call
        self._host.link.observe(leg, call)
        call.handle(InviteArrived(at=call.now(), offer=invitation.offer))

    def flow_lost(self) -> None:
        """Tell the calls that the connection to the service broke; those with media go on."""
        for call in self.calls:
            call.handle(FlowLost(at=call.now()))

    def flow_restored(self) -> None:
        """Tell the calls that the service is back."""
        for call in self.calls:
            call.flow_restored()

    def hang_up_all(self) -> None:
        """End every call."""
        for call in self.calls:
            call.hangup()

    # What a call needs (CallOwner).

    @property
    def runtime(self) -> CallingRuntime:
        """What the client runs on."""
        return self._host.runtime

    @property
    def isReconnecting(self) -> bool:
        """Whether the client is without its service and tries to get it back."""
        return self._host.isReconnecting

    def check_loop(self) -> None:
        """Raise ``InvalidOperation`` when this is not the client's loop."""
        self._host.check_loop()

    def make_media(self, *, video: bool, is_offerer: bool, on_event: Callable[[Any], None]) -> Media:
        """Make the media of one call with the ICE servers known now; nobody waits for them."""
        factory = self._host.runtime.media_factory
        if factory is not None:
            return factory(
                video=video, ice_servers=self._host.ice_servers, is_offerer=is_offerer, on_event=on_event
            )
        return _real_media(
            self._host.runtime.local_media,
            video=video,
            ice_servers=self._host.ice_servers,
            is_offerer=is_offerer,
            on_event=on_event,
        )

    def invite(self, call: Call, offer: str) -> Leg:
        """Send the INVITE of ``call``."""
        return self._host.link.invite(call.callId, call.remoteUserId, offer, call.headers, call)

    def announce(self, call: Call) -> None:
        """Tell the listeners of an incoming call."""
        if not self._listeners.notify("onIncomingCall", self, call):
            log.info("call %s comes in and nobody listens for calls", call.callId)

    def forget(self, call: Call) -> None:
        """Take an ended call off the list."""
        is_known = self._calls.pop(call.callId, None) is not None
        if is_known and call.details.endCause is not CallEndCause.FAILURE:
            self._ended.append(call.callId)

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run ``coroutine`` to its end."""
        self._host.spawn(coroutine)

    def marshal(self, function: Callable[..., None], *args: object) -> None:
        """Run ``function`` on the client's loop."""
        self._host.marshal(function, *args)

    # The inside.

    def _dial(self, target: str, headers: Mapping[str, str] | None, *, video: bool) -> Call:
        call = self._new_call(target, headers, video=video)
        call.handle(Dialled(at=call.now()))
        return call

    def _refuse(self, target: str, headers: Mapping[str, str] | None, reason: str) -> Call:
        call = self._new_call(target, headers, video=False)
        # Later, so that the application can attach its listener first.
        self._host.spawn(_fail(call, reason))
        return call

    def _new_call(self, target: str, headers: Mapping[str, str] | None, *, video: bool) -> Call:
        self._host.check_loop()
        checked = arguments.call_headers(headers)
        if not self._host.isStarted():
            raise InvalidOperation("the client is not started: wait for onClientStarted")
        call_id = self._host.runtime.new_call_id()
        call = Call(self, CallTerms(call_id, CallDirection.OUTBOUND, target, video, headers=checked))
        self._calls[call_id] = call
        return call

    def _select(self, kind: DeviceKind, constraints: object) -> None:
        self._host.check_loop()
        device_id = _device_id(constraints)
        local_media = self._host.runtime.local_media
        if local_media is None:
            raise InvalidOperation("this client has no devices")
        local_media.select(kind, device_id)


async def _fail(call: Call, reason: str) -> None:
    call.handle(CallNotSupported(at=call.now(), reason=reason))


def _device_id(constraints: object) -> str:
    """Read the ``deviceId`` of W3C MediaTrackConstraints; none means the system's default."""
    if not isinstance(constraints, Mapping):
        raise ArgumentError("constraints", "must be a mapping such as {'deviceId': {'exact': id}}")
    wanted = constraints.get("deviceId", "")
    if isinstance(wanted, Mapping):
        wanted = wanted.get("exact", wanted.get("ideal", ""))
    if not isinstance(wanted, str):
        raise ArgumentError("constraints", "deviceId must be a string")
    return wanted


def _real_media(local_media: LocalMedia | None, **terms: Any) -> Media:
    if local_media is None:
        raise InvalidOperation("this client has no devices: give its builder a runtime with local_media")
    return MediaSession(local_media, **terms)
