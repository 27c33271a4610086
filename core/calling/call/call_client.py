"""Places and receives the calls of one client."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Protocol

from core.calling import arguments
from core.calling.call.arrivals import Arrivals
from core.calling.call.call import Call
from core.calling.call.details import CallDirection
from core.calling.call.owner import CallTerms
from core.calling.client.features import Feature, ServiceFeatures
from core.calling.client.runtime import CallingRuntime
from core.calling.errors import ArgumentError, InvalidOperation
from core.calling.listeners import CallClientListener, Listeners
from core.calling.machine.events import CallNotSupported, Dialled, FlowLost, ReferReceived
from core.calling.ports import Invitation, Leg, LegObserver, Link, Media, Outgoing
from core.calling.targets import Target, TargetKind
from core.media.devices.capture import LocalMedia
from core.media.devices.constraints import ConstraintError
from core.media.session import IceServer, MediaSession
from core.ports import DeviceKind

log = logging.getLogger(__name__)


class CallHost(Protocol):
    """What a call client needs of the client that it belongs to."""

    runtime: CallingRuntime
    caller_identifier: str
    link: Link
    ice_servers: tuple[IceServer, ...]
    relay_only: bool
    """Whether media goes by a relay or not at all."""

    @property
    def features(self) -> ServiceFeatures:
        """What the service can do."""

    @property
    def has_own_number(self) -> bool:
        """Whether the service knows by itself which number phones see (a SIP provider does)."""

    def calls_changed(self) -> None:
        """Hear that a call has ended."""

    @property
    def isReconnecting(self) -> bool:
        """Whether the service is away and the client tries to get it back."""

    def isStarted(self) -> bool:
        """Whether calls can be placed."""

    def check_loop(self) -> None:
        """Raise ``InvalidOperation`` when this is not the client's loop."""

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``coroutine`` to its end."""

    def marshal(self, function: Callable[..., None], *args: object) -> None:
        """Run ``function`` on the client's loop."""


class CallClient:
    """Places calls, announces incoming ones, and knows those that are going on."""

    def __init__(self, host: CallHost) -> None:
        self._host = host
        self._listeners: Listeners[CallClientListener | object] = Listeners()
        self._calls: dict[str, Call] = {}
        self._arrivals = Arrivals(self)

    # What the application does.

    def addListener(self, listener: CallClientListener | object) -> None:
        """Add a listener."""
        self._listeners.add(arguments.listener(listener))

    def removeListener(self, listener: CallClientListener | object) -> None:
        """Remove a listener."""
        self._listeners.remove(listener)

    @property
    def features(self) -> ServiceFeatures:
        """What the service can do (this project's addition)."""
        return self._host.features

    @property
    def has_own_number(self) -> bool:
        """Whether the service knows by itself which number phones see (a SIP provider does)."""
        return self._host.has_own_number

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls that have not ended, oldest first."""
        return tuple(self._calls.values())

    def getCall(self, callId: str) -> Call | None:
        """Return the call with this id unless it has ended."""
        return self._calls.get(callId)

    async def callUser(self, userId: str, headers: Mapping[str, str] | None = None) -> Call:
        """Call a user with audio; the call's listeners hear how it goes, whatever comes of it.

        ``headers`` are the application's own data, 1024 bytes of UTF-8 at most. Raises ``ArgumentError``, and
        ``InvalidOperation`` when the client is not started.
        """
        return self._place(Target(TargetKind.USER, arguments.user_id(userId)), headers)

    async def callUserVideo(self, userId: str, headers: Mapping[str, str] | None = None) -> Call:
        """Call a user with audio and video. Raises like ``callUser``."""
        return self._place(Target(TargetKind.USER, arguments.user_id(userId)), headers, video=True)

    async def callNearby(
        self, address: str, headers: Mapping[str, str] | None = None, *, video: bool = False
    ) -> Call:
        """Call ``user@host`` as the service lists it among the people nearby (this project's addition)."""
        return self._place(Target(TargetKind.USER, arguments.nearby_address(address)), headers, video=video)

    async def callPhoneNumber(self, number: str, headers: Mapping[str, str] | None = None) -> Call:
        """Call a telephone by its E.164 number, with audio.

        An emergency number is written with its country: ``+49112``; it needs no caller identifier. The call
        fails with a reason when ``SinchClient.features`` lacks phones. Raises ``ArgumentError`` for a number
        that is not E.164, and when the client has no caller identifier; else like ``callUser``.
        """
        number = arguments.phone_number(number, "number")
        is_known = bool(self._host.caller_identifier) or self._host.has_own_number
        if not is_known and not _calls_for_help(number):
            raise ArgumentError("callerIdentifier", "is required to call a phone: set it on the builder")
        return self._place(Target(TargetKind.PHONE, number), headers)

    async def callSip(
        self, identity: str, headers: Mapping[str, str] | None = None, account: str = ""
    ) -> Call:
        """Call ``user@server`` (64 characters at most; port and parameters may follow), with audio.

        ``account`` (our addition) is the id of an account of the user's at another provider, kept by the
        service, to call by. The call fails with a reason when ``SinchClient.features`` lacks SIP. Raises
        like ``callUser``.
        """
        target = Target(TargetKind.SIP, arguments.sip_identity(identity))
        return self._place(target, headers, account=arguments.account_id(account))

    async def callConference(
        self, conferenceId: str, headers: Mapping[str, str] | None = None, video: bool = False
    ) -> Call:
        """Join the room ``conferenceId`` (1 to 64 characters), or open it, with audio.

        ``video`` (our addition) shows us there, too. ``Call.room`` tells who is there. The call fails with a
        reason when ``SinchClient.features`` lacks rooms. Raises like ``callUser``.
        """
        target = Target(TargetKind.CONFERENCE, arguments.conference_id(conferenceId))
        return self._place(target, headers, video=video)

    def setAudioTrackConstraints(self, constraints: Mapping[str, Any]) -> None:
        """Choose the microphone by ``{"deviceId": {"exact": id}}``, for calls going on too.

        ``echoCancellation``, ``noiseSuppression`` and ``autoGainControl`` are on unless False here.
        """
        self._select(DeviceKind.MICROPHONE, constraints)

    def setVideoTrackConstraints(self, constraints: Mapping[str, Any]) -> None:
        """Choose the camera, likewise; ``width``, ``height``, ``frameRate`` (ideal, max) are limits."""
        self._select(DeviceKind.CAMERA, constraints)

    # What the client passes on.

    def invited(self, leg: Leg, invitation: Invitation) -> None:
        """Take an incoming INVITE."""
        self._arrivals.take(leg, invitation)

    def knows(self, call_id: str) -> bool:
        """Return whether this call goes on, or has ended here already."""
        return self._arrivals.knows(call_id)

    def flow_lost(self) -> None:
        """Tell the calls that the connection to the service broke; those with media go on."""
        for call in self.calls:
            call.life.handle(FlowLost(at=call.life.now()))

    def flow_restored(self) -> None:
        """Tell the calls that the service is back."""
        for call in self.calls:
            call.life.flow_restored()

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
            relay_only=self._host.relay_only,
        )

    def invite(self, call: Call, offer: str) -> Leg:
        """Send the INVITE of ``call``. Raises ``LinkError``."""
        return self._host.link.invite(self._outgoing(call, offer), call.life)

    def invite_again(self, call: Call, offer: str, observer: LegObserver) -> Leg:
        """Send an INVITE by which ``call`` comes back into its room. Raises ``LinkError``."""
        room = call.life.room
        assert room is not None and room.target is not None, "only rooms are entered again"
        outgoing = replace(
            self._outgoing(call, offer),
            call_id=self._host.runtime.new_call_id(),
            target=room.target,
            room_pass=room.roster.host_pass,
        )
        return self._host.link.invite(outgoing, observer)

    def _outgoing(self, call: Call, offer: str) -> Outgoing:
        terms = call.life.terms
        return Outgoing(
            call_id=terms.call_id,
            target=terms.target,
            offer=offer,
            headers=terms.headers,
            caller_identifier=self._host.caller_identifier,
            account_id=terms.account_id,
            replaces=terms.replaces,
            referred_by=terms.referred_by,
        )

    def dial_successor(self, call: Call, request: ReferReceived, observer: object) -> Call:
        """Call ``request.target`` in the place of ``call``; ``observer`` is its first listener."""
        before = call.life.media
        successor = self._place(
            arguments.transfer_target(request.target),
            None,
            video=call.life.terms.video,
            observer=observer,
            replaces=request.replaces,
            referred_by=request.referred_by,
        )
        successor.life.media.set_muted(before.is_muted)
        successor.life.media.set_video_paused(before.is_video_paused)
        return successor

    def observe(self, leg: Leg, observer: LegObserver) -> None:
        """Have ``observer`` told what happens on ``leg``."""
        self._host.link.observe(leg, observer)

    def adopt(self, call: Call) -> None:
        """Put a new call on the list."""
        self._calls[call.callId] = call

    def isStarted(self) -> bool:
        """Whether calls can be placed."""
        return self._host.isStarted()

    def announce(self, call: Call) -> None:
        """Tell the listeners of an incoming call."""
        if not self._listeners.notify("onIncomingCall", self, call):
            log.info("call %s comes in and nobody listens for calls", call.callId)

    def forget(self, call: Call) -> None:
        """Take an ended call off the list."""
        if self._calls.pop(call.callId, None) is not None:
            self._arrivals.remember(call)
            self._host.calls_changed()

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``coroutine`` to its end."""
        return self._host.spawn(coroutine)

    def marshal(self, function: Callable[..., None], *args: object) -> None:
        """Run ``function`` on the client's loop."""
        self._host.marshal(function, *args)

    # The inside.

    def _place(
        self,
        target: Target,
        headers: Mapping[str, str] | None,
        *,
        video: bool = False,
        observer: object | None = None,
        replaces: object | None = None,
        referred_by: str = "",
        account: str = "",
    ) -> Call:
        self._host.check_loop()
        checked = arguments.call_headers(headers)
        if not self._host.isStarted():
            raise InvalidOperation("the client is not started: wait for onClientStarted")
        terms = CallTerms(
            call_id=self._host.runtime.new_call_id(),
            direction=CallDirection.OUTBOUND,
            remote_user_id=target.address,
            video=video,
            headers=checked,
            kind=target.kind,
            account_id=account,
            replaces=replaces,
            referred_by=referred_by,
        )
        call = Call(self, terms)
        if observer is not None:
            call.addListener(observer)
        self.adopt(call)
        reason = self._host.features.reason(_FEATURES[target.kind]) if target.kind in _FEATURES else ""
        if reason:
            # Later, so that the application can attach its listener first.
            self._host.spawn(_fail(call, reason))
        else:
            call.life.handle(Dialled(at=call.life.now()))
        return call

    def _select(self, kind: DeviceKind, constraints: object) -> None:
        self._host.check_loop()
        device_id = _device_id(constraints)
        local_media = self._host.runtime.local_media
        if local_media is None:
            raise InvalidOperation("this client has no devices")
        assert isinstance(constraints, Mapping)
        try:
            local_media.constrain(kind, constraints)
        except ConstraintError as error:
            raise ArgumentError("constraints", str(error)) from error
        local_media.select(kind, device_id)


async def _fail(call: Call, reason: str) -> None:
    call.life.handle(CallNotSupported(at=call.life.now(), reason=reason))


def _calls_for_help(number: str) -> bool:
    from core.phone_numbers.reading import emergency_digits

    return bool(emergency_digits(number))


_FEATURES = {
    TargetKind.PHONE: Feature.PHONE,
    TargetKind.SIP: Feature.SIP,
    TargetKind.CONFERENCE: Feature.CONFERENCE,
}


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
