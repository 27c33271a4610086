"""One call: carries out what the call machine decides, and is what the application holds."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from core.calling import arguments
from core.calling.call.details import CallDetails, CallDirection, CallState
from core.calling.call.negotiation_words import negotiation_words
from core.calling.call.owner import CallOwner, CallTerms
from core.calling.call.record import describe, state_times
from core.calling.call.remote_media import RemoteMedia
from core.calling.errors import InvalidOperation
from core.calling.listeners import CallListener, Listeners
from core.calling.machine import effects, events
from core.calling.machine.call_machine import CallMachine, Stage, step
from core.calling.machine.timers import TimerKind
from core.calling.ports import Leg, LinkError, Media
from core.calling.signalling.media_state import CONTENT_TYPE, INFO_PACKAGE, MediaState, VideoState
from core.media import media_events
from core.media.pictures import PictureSlot
from core.media.streams import MediaStream

log = logging.getLogger(__name__)

_DTMF_MS = 160
_TALKING = (Stage.CONNECTING, Stage.ACCEPTED, Stage.ESTABLISHED)


class Call:
    """A call, from before the first message until after the last.

    Every method belongs on the loop of the client and raises ``InvalidOperation`` elsewhere; every callback
    arrives on it.
    """

    def __init__(self, owner: CallOwner, terms: CallTerms, leg: Leg | None = None) -> None:
        self.incomingStream = MediaStream()
        """What the other side sends: there from the start, its tracks arrive when media connects."""
        self.outgoingStream = MediaStream()
        """What we send, likewise."""
        self._owner = owner
        self._terms = terms
        self._leg = leg
        self._machine = CallMachine(terms.direction, owner.runtime.timeouts)
        self._wall_offset = owner.runtime.wall_clock() - owner.runtime.clock()
        self._listeners: Listeners[CallListener | object] = Listeners()
        self._media: Media | None = None
        self._timers: dict[TimerKind, asyncio.TimerHandle] = {}
        self._pending: deque[events.CallEvent] = deque()
        self._is_stepping = False
        self._answered: asyncio.Future[None] | None = None
        self._muted = False
        self._video_paused = False
        self._told_state = MediaState()
        self._remote = RemoteMedia()
        self._remote_name = terms.remote_display_name
        self._no_picture = PictureSlot()

    # What the application reads.

    @property
    def callId(self) -> str:
        """The call's id, the same on both ends unless a gateway is between them."""
        return self._terms.call_id

    @property
    def remoteUserId(self) -> str:
        """The other party: as dialled, or as the caller's address says."""
        return self._terms.remote_user_id

    @property
    def remoteUserDisplayName(self) -> str:
        """The name that the other party gives itself; empty if none, and until the one called rings."""
        return self._remote_name

    @property
    def isUnverified(self) -> bool:
        """Whether the caller's name is only what a stranger's machine says it is."""
        return not self._terms.is_verified

    @property
    def direction(self) -> CallDirection:
        """Who called."""
        return self._terms.direction

    @property
    def state(self) -> CallState:
        """How far it has come."""
        return self._machine.state

    @property
    def headers(self) -> dict[str, str]:
        """The application's own data, as the caller gave it."""
        return dict(self._terms.headers)

    @property
    def details(self) -> CallDetails:
        """Times, durations and end, as of now."""
        tracks = [*self.incomingStream.getTracks(), *self.outgoingStream.getTracks()]
        return describe(
            self._machine, self._wall_offset, video=self._terms.video, kinds={track.kind for track in tracks}
        )

    @property
    def stateTimes(self) -> dict[CallState, float]:
        """When each state was reached, in monotonic seconds of the client's clock, in that order."""
        return state_times(self._machine)

    @property
    def media(self) -> Media | None:
        """This call's media session; None on an incoming call until it is answered."""
        return self._media

    @property
    def incomingPicture(self) -> PictureSlot:
        """The newest picture of the other side; another slot than before once the call is answered."""
        return self._media.incoming_picture if self._media is not None else self._no_picture

    @property
    def hasIncomingVideo(self) -> bool:
        """Whether the other side sends pictures, paused or not."""
        return self._media is not None and self._media.has_incoming_video

    @property
    def establishedAt(self) -> float:
        """The monotonic second in which media began to flow; 0 before."""
        return self._machine.established or 0.0

    @property
    def isReconnecting(self) -> bool:
        """Whether this call goes on while the connection to the service is away."""
        return self._machine.stage is not Stage.ENDED and self._owner.isReconnecting

    @property
    def isMuted(self) -> bool:
        """Whether our microphone is muted."""
        return self._muted

    @property
    def isVideoPaused(self) -> bool:
        """Whether our camera is paused."""
        return self._video_paused

    @property
    def isRemoteMuted(self) -> bool:
        """Whether the other side says that it is muted."""
        return self._remote.is_muted

    @property
    def isRemoteVideoPaused(self) -> bool:
        """Whether the other side sends no pictures: it says so, or none have come for a while."""
        return self._remote.is_paused

    @property
    def isRemoteSilent(self) -> bool:
        """Whether nothing at all comes from the other side: its program or its network may be gone."""
        return self._remote.is_silent

    # What the application does.

    def addListener(self, listener: CallListener | object) -> None:
        """Add a listener."""
        self._listeners.add(listener)

    def removeListener(self, listener: CallListener | object) -> None:
        """Remove a listener."""
        self._listeners.remove(listener)

    async def answer(self) -> None:
        """Accept an incoming call; returns once the answer is on its way.

        Raises ``InvalidOperation`` when this is no ringing incoming call, or media could not be set up.
        """
        self._owner.check_loop()
        if self._machine.stage is not Stage.ALERTING:
            raise InvalidOperation("only an incoming call that is still ringing can be answered")
        self._answered = asyncio.get_running_loop().create_future()
        self.handle(events.UserAnswered(at=self.now()))
        await self._answered

    def hangup(self) -> None:
        """Decline, cancel or hang up, whichever the state asks for; harmless on an ended call."""
        self._owner.check_loop()
        self.handle(events.UserHungUp(at=self.now()))

    def mute(self) -> None:
        """Stop sending the microphone."""
        self._set_muted(True)

    def unmute(self) -> None:
        """Go on sending the microphone."""
        self._set_muted(False)

    def pauseVideo(self) -> None:
        """Stop sending the camera; before the answer: answer without it."""
        self._set_video_paused(True)

    def resumeVideo(self) -> None:
        """Go on sending the camera."""
        self._set_video_paused(False)

    def sendDtmf(self, keys: str) -> None:
        """Press ``keys``, one or more of ``0-9 * # A-D``, in an established call.

        Raises ``ArgumentError`` for other keys, ``InvalidOperation`` when the call is not established.
        """
        self._owner.check_loop()
        keys = arguments.dtmf_keys(keys)
        if self._machine.stage is not Stage.ESTABLISHED or self._leg is None:
            raise InvalidOperation("keys can be sent in an established call only")
        for key in keys:
            body = f"Signal={key}\r\nDuration={_DTMF_MS}\r\n"
            self._leg.inform("application/dtmf-relay", body.encode())

    # What happens to the call (LegObserver).

    def now(self) -> float:
        """Return the monotonic second of the client's clock."""
        return self._owner.runtime.clock()

    def handle(self, event: events.CallEvent) -> None:
        """Take ``event`` and do what follows; an event from inside a listener waits for its turn."""
        self._pending.append(event)
        if self._is_stepping:
            return
        self._is_stepping = True
        try:
            while self._pending:
                self._step(self._pending.popleft())
        finally:
            self._is_stepping = False

    def flow_restored(self) -> None:
        """Say again what could not be said while the service was away."""
        if self._machine.stage is Stage.ESTABLISHED and self._media_state() != self._told_state:
            self._tell_media_state()

    def informed(self, content_type: str, body: bytes) -> None:
        """Take an INFO of the other side; what is not understood is dropped."""
        if content_type.partition(";")[0].strip().lower() != CONTENT_TYPE:
            log.info("call %s: INFO of type %.60s means nothing here", self.callId, content_type)
            return
        try:
            state = MediaState.parse(body)
        except ValueError as error:
            log.info("call %s: unreadable media state: %s", self.callId, error)
            return
        self._change_remote(self._remote.having(state=state))

    def named(self, display_name: str) -> None:
        """Take the name that the one called gives itself."""
        if self.direction is CallDirection.OUTBOUND:
            self._remote_name = display_name

    # The inside.

    def _step(self, event: events.CallEvent) -> None:
        machine, todo = step(self._machine, event)
        self._set_machine(machine)
        for effect in todo:
            self._carry_out(effect)
        self._settle_answer()

    def _set_machine(self, machine: CallMachine) -> None:
        if machine.stage is not self._machine.stage:
            log.info("call %s: %s -> %s", self.callId, self._machine.stage.value, machine.stage.value)
        self._machine = machine

    def _settle_answer(self) -> None:
        if self._answered is None or self._answered.done() or self._machine.stage is Stage.ANSWERING:
            return
        if self._machine.stage is not Stage.ENDED:
            self._answered.set_result(None)
            return
        reason = self._machine.error.message if self._machine.error else "the call ended first"
        self._answered.set_exception(InvalidOperation(f"the call could not be answered: {reason}"))

    def _carry_out(self, effect: effects.CallEffect) -> None:
        match effect:
            case effects.MediaEffect():
                self._carry_out_media(effect)
            case effects.StartTimer(timer, deadline):
                self._start_timer(timer, deadline)
            case effects.StopTimer(timer):
                self._timers.pop(timer).cancel()
            case effects.Notify(callback):
                self._notify(callback)
            case effects.Ignored(event, stage):
                log.info("call %s: %s means nothing while %s", self.callId, type(event).__name__, stage)
            case effects.SendInvite(offer):
                self._send_invite(offer)
            case _:
                self._carry_out_signalling(effect)

    def _carry_out_signalling(self, effect: effects.CallEffect) -> None:
        leg = self._leg
        if leg is None:
            log.error("call %s: %s without a leg", self.callId, type(effect).__name__)
            return
        match effect:
            case effects.SendRinging():
                leg.ring()
            case effects.SendAccept(answer):
                leg.accept(answer)
            case effects.SendReject(status):
                leg.reject(status)
            case effects.SendCancel(cause):
                leg.cancel(cause)
            case effects.SendBye():
                leg.bye()
            case effects.RejectReoffer(status):
                leg.reject_reoffer(status)

    def _carry_out_media(self, effect: effects.MediaEffect) -> None:
        match effect:
            case effects.MakeOffer():
                self._start_media(is_offerer=True, then=self._make_offer)
            case effects.MakeAnswer(offer):
                self._start_media(is_offerer=False, then=partial(self._make_answer, offer))
            case effects.ApplyAnswer(answer):
                self._with_media(partial(self._apply_answer, answer))
            case effects.AnswerReoffer(offer):
                self._with_media(partial(self._answer_reoffer, offer))
            case effects.StopMedia():
                self._with_media(self._close_media)

    def _send_invite(self, offer: str) -> None:
        try:
            self._leg = self._owner.invite(self, offer)
        except LinkError as error:
            self.handle(events.SignallingFailed(at=self.now(), reason=str(error)))

    def _start_timer(self, timer: TimerKind, deadline: float) -> None:
        loop = asyncio.get_running_loop()
        self._timers[timer] = loop.call_later(max(0.0, deadline - self.now()), self._time_out, timer)

    def _time_out(self, timer: TimerKind) -> None:
        self.handle(events.TimerFired(at=self.now(), timer=timer))

    def _notify(self, callback: effects.Callback) -> None:
        if callback is effects.Callback.INCOMING:
            self._owner.announce(self)
            return
        if callback is effects.Callback.ESTABLISHED and self._media_state() != self._told_state:
            self._tell_media_state()
        if callback is effects.Callback.ENDED:
            self._owner.forget(self)
        self._listeners.notify(callback.value, self)

    # Media.

    def _start_media(self, *, is_offerer: bool, then: Callable[[Media], Coroutine[Any, Any, None]]) -> None:
        try:
            self._media = self._owner.make_media(
                video=self._terms.video, is_offerer=is_offerer, on_event=self._on_media_event
            )
        except Exception as error:
            log.exception("call %s: media could not be made", self.callId)
            failed = events.NegotiationFailed(at=self.now(), reason=negotiation_words(error))
            # Later, so that the application can attach its listener first.
            asyncio.get_running_loop().call_soon(self.handle, failed)
            return
        self._media.set_muted(self._muted)
        self._media.set_video_paused(self._video_paused)
        _mirror(self._media.incoming_stream, self.incomingStream)
        _mirror(self._media.outgoing_stream, self.outgoingStream)
        self._with_media(then)

    def _with_media(self, action: Callable[[Media], Coroutine[Any, Any, None]]) -> None:
        if self._media is not None:
            self._owner.spawn(action(self._media))

    async def _make_offer(self, media: Media) -> None:
        try:
            offer = await media.create_offer()
        except Exception as error:
            self._negotiation_failed(error)
        else:
            self.handle(events.OfferMade(at=self.now(), offer=offer))

    async def _make_answer(self, offer: str, media: Media) -> None:
        try:
            answer = await media.accept_offer(offer)
        except Exception as error:
            self._negotiation_failed(error)
        else:
            self.handle(events.AnswerMade(at=self.now(), answer=answer))

    async def _apply_answer(self, answer: str, media: Media) -> None:
        try:
            await media.accept_answer(answer)
        except Exception as error:
            self._negotiation_failed(error)

    async def _answer_reoffer(self, offer: str, media: Media) -> None:
        assert self._leg is not None
        try:
            answer = await media.accept_offer(offer)
        except Exception as error:
            # The call goes on as it was: RFC 3261 14.2.
            log.info("call %s: a change of media is refused: %s", self.callId, error)
            self._leg.reject_reoffer(488)
        else:
            self._leg.answer_reoffer(answer)

    async def _close_media(self, media: Media) -> None:
        try:
            await media.close()
        except Exception:
            log.exception("call %s: media did not close cleanly", self.callId)

    def _negotiation_failed(self, error: Exception) -> None:
        log.info("call %s: negotiation failed: %r", self.callId, error)
        self.handle(events.NegotiationFailed(at=self.now(), reason=negotiation_words(error)))

    def _on_media_event(self, event: media_events.MediaEvent) -> None:
        self._owner.marshal(self._take_media_event, event)

    def _take_media_event(self, event: media_events.MediaEvent) -> None:
        match event:
            case media_events.MediaFlowing():
                self.handle(events.MediaFlowing(at=self.now()))
            case media_events.MediaFailed(reason, detail):
                self.handle(events.MediaFailed(at=self.now(), reason=_MEDIA_FAILURES[reason]))
                log.info("call %s: media failed: %s %s", self.callId, reason.value, detail)
            case media_events.RemoteVideoPaused():
                self._change_remote(self._remote.having(is_stalled=True))
            case media_events.RemoteVideoResumed():
                self._change_remote(self._remote.having(is_stalled=False))
            case media_events.PathSilent():
                self._change_remote(self._remote.having(is_silent=True))
            case media_events.PathRestored():
                self._change_remote(self._remote.having(is_silent=False))
            case media_events.RemotePictureStarted():
                self._listeners.notify("onRemotePictureStarted", self)
            case media_events.MediaConnected():
                log.info("call %s: media is connected", self.callId)

    def _change_remote(self, remote: RemoteMedia) -> None:
        if self._machine.stage is Stage.ENDED:
            return
        before, self._remote = self._remote, remote
        for callback in remote.changes_since(before):
            self._listeners.notify(callback, self)

    def _set_muted(self, muted: bool) -> None:
        self._owner.check_loop()
        if muted == self._muted:
            return
        self._muted = muted
        if self._media is not None:
            self._media.set_muted(muted)
        self._tell_media_state()

    def _set_video_paused(self, paused: bool) -> None:
        self._owner.check_loop()
        if paused == self._video_paused:
            return
        self._video_paused = paused
        if self._media is not None:
            self._media.set_video_paused(paused)
        self._tell_media_state()

    def _media_state(self) -> MediaState:
        if not self._terms.video:
            return MediaState(self._muted)
        if self._media is not None and not self._media.has_outgoing_video and not self._video_paused:
            return MediaState(self._muted, VideoState.NONE)
        return MediaState(self._muted, VideoState.PAUSED if self._video_paused else VideoState.ON)

    def _tell_media_state(self) -> None:
        if self._leg is None or self._machine.stage is not Stage.ESTABLISHED or self._owner.isReconnecting:
            return
        self._told_state = self._media_state()
        headers = {"Info-Package": INFO_PACKAGE}
        self._leg.inform(CONTENT_TYPE, bytes(self._told_state), headers)


_MEDIA_FAILURES = {
    media_events.MediaFailure.TIMEOUT: "no network path between the two machines was found",
    media_events.MediaFailure.REFUSED: "the other side broke off the encryption handshake",
    media_events.MediaFailure.LOST: "the network path between the two machines was lost",
}


def _mirror(source: MediaStream, target: MediaStream) -> None:
    for track in source.getTracks():
        target.addTrack(track)
    source.on_track_added.append(target.addTrack)
