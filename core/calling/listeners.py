"""What the application may listen to. Every callback is optional and arrives on the loop of the client.

Any object will do as a listener: a callback that it does not have is left out. A callback that raises is
logged; the call and the other listeners go on.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from core.calling.call.call import Call
    from core.calling.call.call_client import CallClient
    from core.calling.call.transfers import TransferProgress, TransferRequest
    from core.calling.client.client import SinchClient
    from core.calling.client.connection_status import ConnectionStatus
    from core.calling.client.features import ServiceFeatures
    from core.calling.client.registration import ClientRegistration
    from core.calling.errors import SinchError
    from core.calling.quality.warnings import CallQualityWarningEvent

log = logging.getLogger(__name__)

L = TypeVar("L")


class SinchClientListener:
    """Hears how a client stands with its call service."""

    def onClientStarted(self, client: SinchClient) -> None:
        """Hear that the client is registered: it can place and receive calls."""

    def onClientFailed(self, client: SinchClient, error: SinchError) -> None:
        """Hear that the client could not start or go on; with ``error.isFatal`` False it keeps trying."""

    def onCredentialsRequired(self, client: SinchClient, registration: ClientRegistration) -> None:
        """Get a registration token, then call ``registration.register(token)`` or ``registerFailed()``."""

    def onPresenceChanged(self, client: SinchClient, userId: str, presence: str) -> None:
        """Hear how reachable a watched user is: "offline", "online", "in-call" or "do-not-disturb" (ours)."""

    def onIceServersChanged(self, client: SinchClient) -> None:
        """Hear that the service named its STUN and TURN servers (``client.ice_servers``)."""

    def onFeaturesChanged(self, client: SinchClient, features: ServiceFeatures) -> None:
        """Hear that the service can do less, or more, than it seemed (this project's addition)."""

    def onConnectionChanged(self, client: SinchClient, status: ConnectionStatus) -> None:
        """Hear of every change of the connection (this project's addition)."""


class CallClientListener:
    """Hears of incoming calls."""

    def onIncomingCall(self, callClient: CallClient, call: Call) -> None:
        """Hear of a new inbound call; attach a ``CallListener`` now."""


class CallListener:
    """Hears how one call goes. Every callback is optional and arrives on the client's loop."""

    def onCallProgressing(self, call: Call) -> None:
        """Hear that the callee is being notified (outgoing calls only)."""

    def onCallRinging(self, call: Call) -> None:
        """Hear that the callee's device is ringing (outgoing calls only)."""

    def onEarlyMedia(self, call: Call) -> None:
        """Hear that sound comes before the call is answered (this project's addition; outgoing calls only).

        An announcement, or a ringing tone of the far side's own: one made here would be in its way.
        """

    def onCallAnswered(self, call: Call) -> None:
        """Hear that the callee accepted."""

    def onCallEstablished(self, call: Call) -> None:
        """Hear that media flows."""

    def onCallEnded(self, call: Call) -> None:
        """Hear that it is over: the last callback of every call, exactly once."""

    def onCallQualityWarningEvent(self, call: Call, event: CallQualityWarningEvent) -> None:
        """Hear that the quality became poor (``event.type`` Trigger) or recovered (Recover)."""

    def onCallHeld(self, call: Call) -> None:
        """Hear that both sides know that we have put the call on hold (this project's addition, as below)."""

    def onCallResumed(self, call: Call) -> None:
        """Hear that both sides know that we are back from hold."""

    def onHoldFailed(self, call: Call, error: SinchError) -> None:
        """Hear that ``hold`` or ``resume`` did not work; the call is as it was."""

    def onRemoteHeld(self, call: Call) -> None:
        """Hear that the other side has put us on hold."""

    def onRemoteSharingStarted(self, call: Call) -> None:
        """Hear that the other side shows a screen: its pictures come in ``call.incomingScreen``."""

    def onRemoteSharingStopped(self, call: Call) -> None:
        """Hear that it shows it no more."""

    def onSharingStopped(self, call: Call, reason: str) -> None:
        """Hear that what we showed cannot be captured any more; ``reason`` is a sentence."""

    def onSharingFailed(self, call: Call, error: SinchError) -> None:
        """Hear that the other side does not take our screen: we show it no more."""

    def onSharedSoundChanged(self, call: Call) -> None:
        """Hear that ``call.sharedSoundProblem`` is another one than before, or gone."""

    def onRemoteResumed(self, call: Call) -> None:
        """Hear that the other side is back from hold."""

    def onDtmfSent(self, call: Call, key: str) -> None:
        """Hear that one of the keys given to ``sendDtmf`` has been sent."""

    def onDtmfReceived(self, call: Call, key: str) -> None:
        """Hear that the other side pressed ``key``."""

    def onTimeLeft(self, call: Call, seconds: float) -> None:
        """Hear how long the service lets a call to a number last: at first, on a change, near its end."""

    def onPathChanged(self, call: Call) -> None:
        """Hear that the service told more of who takes this call's media (``call.way``)."""

    def onTransferRequested(self, call: Call, request: TransferRequest) -> None:
        """Hear that the other side asks us to call somebody else; answer with ``request.accept()``.

        With no listener that has this callback, the request is accepted.
        """

    def onTransferProgress(self, call: Call, progress: TransferProgress) -> None:
        """Hear how far the transfer is that we asked for."""

    def onCallReplaced(self, call: Call, newCall: Call) -> None:
        """Hear that ``newCall`` takes the place of this call, which ends next; listen to that one now.

        There is no ``onIncomingCall`` for ``newCall``, whatever its direction: it does not ring.
        """

    def onRoomChanged(self, call: Call) -> None:
        """Hear that something in ``call.room`` is another than before: who is there, who speaks, pictures."""

    def onRoomNotice(self, call: Call, text: str) -> None:
        """Hear a sentence of the room's for the person, to be shown for a moment."""

    def onRoomMuted(self, call: Call) -> None:
        """Hear that the host of the room has muted us: ``call.isMuted`` is true now."""

    def onRoomRefused(self, call: Call, error: SinchError) -> None:
        """Hear that the room does not do what it was asked for."""

    def onRemoteMuted(self, call: Call) -> None:
        """Hear that the other side muted its microphone (this project's addition, as all below)."""

    def onRemoteUnmuted(self, call: Call) -> None:
        """Hear that the other side's microphone is back."""

    def onRemoteVideoPaused(self, call: Call) -> None:
        """Hear that no pictures come: paused by the other side, or stalled."""

    def onRemoteVideoResumed(self, call: Call) -> None:
        """Hear that pictures come again."""

    def onRemoteSilent(self, call: Call) -> None:
        """Hear that nothing comes from the other side any more; the call ends if that lasts."""

    def onRemoteBack(self, call: Call) -> None:
        """Hear that something comes again."""

    def onRemotePictureStarted(self, call: Call) -> None:
        """Hear that the first picture of the other side is there to be drawn."""


_UNHEARD = frozenset(
    function
    for base in (SinchClientListener, CallClientListener, CallListener)
    for function in vars(base).values()
    if callable(function)
)
"""Callbacks that a listener inherits without overriding them: nobody hears there."""


class Listeners(Generic[L]):
    """An ordered set of listeners."""

    def __init__(self) -> None:
        self._listeners: list[L] = []

    def add(self, listener: L) -> None:
        """Add ``listener`` unless it is there."""
        if not any(each is listener for each in self._listeners):
            self._listeners.append(listener)

    def remove(self, listener: L) -> None:
        """Remove ``listener`` if it is there."""
        self._listeners = [each for each in self._listeners if each is not listener]

    def notify(self, callback: str, *arguments: Any) -> int:
        """Call ``callback`` on every listener that has it; returns on how many.

        A listener that is removed meanwhile is not called any more; one that is added hears the next.
        """
        told = 0
        for listener in list(self._listeners):
            if not any(each is listener for each in self._listeners):
                continue  # removed by one of those before it
            method = getattr(listener, callback, None)
            if not callable(method) or getattr(method, "__func__", None) in _UNHEARD:
                continue
            told += 1
            try:
                method(*arguments)
            except Exception:
                log.exception("a listener raised in %s", callback)
        return told
