"""The media side of one call: its session, what is negotiated about it, what each side says of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from core.calling.call.negotiation_words import negotiation_words
from core.calling.call.remote_media import RemoteMedia
from core.calling.errors import ErrorType, SinchError
from core.calling.machine import effects, events
from core.calling.machine import reoffer_machine as reoffer
from core.calling.machine.reoffer_machine import ReofferMachine
from core.calling.machine.stages import Stage
from core.calling.ports import Media
from core.media import media_events
from core.media.pictures import PictureSlot
from core.media.sdp import trickle
from core.media.statistics import MediaReport
from core.media.streams import MediaStream
from core.sentences import sentence
from core.sip.bodies.media_state import CONTENT_TYPE, INFO_PACKAGE, MediaState, VideoState
from core.sip.messages import ParseError

if TYPE_CHECKING:
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)

_FAILURES = {
    media_events.MediaFailure.TIMEOUT: "no network path between the two machines was found",
    media_events.MediaFailure.REFUSED: "the other side broke off the encryption handshake",
    media_events.MediaFailure.LOST: "the network path between the two machines was lost",
}


_NO_SCREENS = sentence("The other side's program cannot show a shared screen.")


class CallMedia:
    """Carries out what the machines decide about media, and hears what becomes of it."""

    def __init__(self, life: CallLife, *, is_held: bool) -> None:
        self.session: Media | None = None
        """The media while there is any: let go as soon as it has closed, however long the call is known."""
        self.incoming_stream = MediaStream()
        self.outgoing_stream = MediaStream()
        self.remote = RemoteMedia()
        self.is_muted = False
        self._only_listens = False
        """Media runs before the callee has answered: nothing that is said here goes out yet."""
        self.is_video_paused = False
        self._life = life
        self._reoffers = ReofferMachine(wanted=is_held, agreed=is_held, offered=is_held)
        self._no_picture = PictureSlot()
        self._told_state = MediaState()
        self._last_report: MediaReport | None = None
        self._made = 0
        """How many sessions were made: what an earlier one says comes too late."""

    @property
    def is_held(self) -> bool:
        """Whether both sides know that we have put the call on hold."""
        return self._reoffers.agreed

    @property
    def wants_hold(self) -> bool:
        """Whether the user has the call on hold, or is about to: nothing is sent then."""
        return self._reoffers.wanted

    @property
    def is_sharing(self) -> bool:
        """Whether we show a screen, or have offered to."""
        return self.session is not None and self.session.is_sharing

    @property
    def incoming_screen(self) -> PictureSlot:
        """The newest picture of the screen that the other side shows."""
        return self.session.incoming_screen if self.session is not None else self._no_picture

    @property
    def incoming_picture(self) -> PictureSlot:
        """The newest picture of the other side."""
        return self.session.incoming_picture if self.session is not None else self._no_picture

    async def report(self) -> MediaReport | None:
        """Return what was measured so far, after the end for good; None if there never was any media."""
        return await self.session.stats() if self.session is not None else self._last_report

    # What the user does.

    def set_muted(self, muted: bool) -> None:
        """Stop or go on sending sound, and say so."""
        if muted == self.is_muted:
            return
        self.is_muted = muted
        self._set_session_muted()
        self._tell_state()
        if not muted and self._life.room is not None:
            self._life.room.unmuted()

    def _set_session_muted(self) -> None:
        if self.session is not None:
            self.session.set_muted(self.is_muted or self._only_listens)

    def set_video_paused(self, paused: bool) -> None:
        """Stop or go on sending pictures, and say so."""
        if paused == self.is_video_paused:
            return
        self.is_video_paused = paused
        if self.session is not None:
            self.session.set_video_paused(paused)
        self._tell_state()

    def share_screen(self, session: Media, source_id: str, *, with_sound: bool) -> None:
        """Show a screen or window, or another one than before, and say so."""
        was_sharing = session.is_sharing
        session.share_screen(source_id, with_sound=with_sound)
        if not was_sharing:
            self._life.handle(events.MediaWanted(at=self._life.now()))

    def stop_sharing(self) -> None:
        """Show it no more, and say so."""
        if self.session is not None and self.session.is_sharing:
            self.session.stop_sharing()
            self._life.handle(events.MediaWanted(at=self._life.now()))

    # What the call's machine decides.

    def carry_out(self, effect: effects.MediaEffect) -> None:
        """Do what ``effect`` says."""
        match effect:
            case effects.MakeOffer():
                self._start(is_offerer=True, then=self._make_offer)
            case effects.MakeAnswer(offer):
                self._start(is_offerer=False, then=partial(self._make_answer, offer))
            case effects.LetSpeak():
                self._only_listens = False
                self._set_session_muted()
            case effects.ApplyAnswer(answer, is_early):
                self._only_listens = is_early
                self._set_session_muted()
                self._with_session(partial(self._apply_answer, answer))
                self._life.path.flush()
            case effects.StopMedia():
                self._with_session(self._close)

    def tell_changed_state(self) -> None:
        """Say what could not be said before: the call was not established, or the service was away."""
        if self._state() != self._told_state:
            self._tell_state()

    def informed(self, content_type: str, body: bytes) -> None:
        """Take an INFO of the other side; what is not understood is dropped."""
        if content_type == trickle.CONTENT_TYPE:
            fragment = body.decode("utf-8", errors="replace")
            self._with_session(lambda session: session.take_candidates(fragment))
            return
        if content_type != CONTENT_TYPE:
            log.info("call %s: INFO of type %.60s means nothing here", self._life.call_id, content_type)
            return
        try:
            state = MediaState.parse(body)
        except ParseError as error:
            log.info("call %s: unreadable media state: %s", self._life.call_id, error)
            return
        self._change_remote(state=state)

    # Negotiation in the running call.

    def renegotiate(self, event: events.CallEvent) -> None:
        """Take something about a change of media in a running call."""
        before = self._reoffers
        self._reoffers, todo = reoffer.step(before, event)
        if self._reoffers.stage is not before.stage:
            log.info(
                "call %s: media %s -> %s",
                self._life.call_id,
                before.stage.value,
                self._reoffers.stage.value,
            )
        for effect in todo:
            self._carry_out_reoffer(effect)

    def _carry_out_reoffer(self, effect: reoffer.ReofferEffect) -> None:
        match effect:
            case reoffer.SetHeld(held):
                if self.session is not None:
                    self.session.set_held(held)
                self._tell_view()
            case reoffer.MakeReoffer(restarts_ice):
                self._with_session(partial(self._make_reoffer, restarts_ice))
            case reoffer.MakeReanswer(offer):
                self._with_session(partial(self._make_reanswer, offer))
            case reoffer.ApplyReanswer(answer):
                self._with_session(partial(self._apply_reanswer, answer))
            case reoffer.RollBack():
                self._with_session(self._roll_back)
            case reoffer.TellHeld(held):
                self._tell_view()
                self._life.notify("onCallHeld" if held else "onCallResumed")
            case reoffer.TellHoldFailed(error):
                self._life.notify("onHoldFailed", error)
            case reoffer.TellMediaRefused(error):
                self._sharing_refused(error)
            case reoffer.Meaningless(event, stage):
                name = type(event).__name__
                log.info("call %s: %s means nothing while media is %s", self._life.call_id, name, stage)
            case _:
                self._signal(effect)

    def _tell_view(self) -> None:
        """Have a room send no pictures to who holds it, and send them again afterwards."""
        if self._life.room is not None:
            self._life.room.tell_view()

    def _signal(self, effect: reoffer.ReofferEffect) -> None:
        leg = self._life.leg
        if leg is None:
            return
        match effect:
            case reoffer.SendReoffer(offer):
                leg.reoffer(offer)
            case reoffer.WithdrawReoffer():
                leg.withdraw_reoffer()
            case reoffer.SendReanswer(description):
                leg.answer_reoffer(description)
            case reoffer.RejectReoffer(status):
                leg.reject_reoffer(status)

    async def _make_reoffer(self, restarts_ice: bool, session: Media) -> None:
        offer = await self._attempt(session.create_offer(restart_ice=restarts_ice))
        if offer is not None:
            self._life.handle(events.ReofferMade(at=self._life.now(), offer=offer))

    async def _make_reanswer(self, offer: str, session: Media) -> None:
        answer = await self._attempt(session.accept_offer(offer))
        if answer is not None:
            self._life.handle(events.ReanswerMade(at=self._life.now(), answer=answer))

    async def _apply_reanswer(self, answer: str, session: Media) -> None:
        async def accept() -> bool:
            await session.accept_answer(answer)
            return True

        if await self._attempt(accept()):
            self._life.handle(events.ReanswerApplied(at=self._life.now()))

    async def _roll_back(self, session: Media) -> None:
        try:
            await session.roll_back_offer()
        except Exception as error:
            log.info("call %s: an offer could not be taken back: %r", self._life.call_id, error)

    async def _attempt(self, action: Coroutine[Any, Any, Any]) -> Any:
        """Return what ``action`` gives; a failure leaves the call as it was (RFC 3261 14.2)."""
        try:
            return await action
        except Exception as error:
            log.info("call %s: a change of media failed: %r", self._life.call_id, error)
            reason = negotiation_words(error)
            self._life.handle(events.RenegotiationFailed(at=self._life.now(), reason=reason))
            return None

    def _sharing_refused(self, error: SinchError) -> None:
        """Take back a screen that the other side could not be told of; one that is shown already stays."""
        if self.session is not None and self.session.is_sharing and not self.session.is_screen_agreed:
            self.session.stop_sharing()
            self._life.notify("onSharingFailed", error)

    def _sharing_ended(self, reason: str) -> None:
        self._life.notify("onSharingStopped", reason)
        self._life.handle(events.MediaWanted(at=self._life.now()))

    # The first negotiation.

    def _start(self, *, is_offerer: bool, then: Callable[[Media], Coroutine[Any, Any, None]]) -> None:
        life = self._life
        try:
            self._make(is_offerer=is_offerer)
        except Exception as error:
            log.exception("call %s: media could not be made", life.call_id)
            failed = events.NegotiationFailed(at=life.now(), reason=negotiation_words(error))
            # Later, so that the application can attach its listener first.
            asyncio.get_running_loop().call_soon(life.handle, failed)
            return
        self._with_session(then)

    def begin_anew(self) -> Media:
        """Make media in the place of what is no use any more, as the user wants it. Raises anything."""
        before, self.session = self.session, None
        if before is not None:
            self._life.owner.spawn(self._discard(before))
        is_held = self.wants_hold
        self._reoffers = ReofferMachine(wanted=is_held, agreed=is_held, offered=is_held)
        self._told_state = MediaState()
        self.remote = RemoteMedia()
        session = self._make(is_offerer=True)
        if before is not None and before.is_sharing:
            session.share_screen(before.shared_source, with_sound=before.shares_sound)
        return session

    def returned(self) -> None:
        """Say what the other side does not know of the media that was made anew."""
        self.tell_changed_state()
        if self.session is not None and self.session.is_sharing and not self.session.is_screen_agreed:
            self._life.want_media()

    def _make(self, *, is_offerer: bool) -> Media:
        """Make the session of this call, as the user wants it by now."""
        life, self._made = self._life, self._made + 1
        session = life.owner.make_media(
            video=life.terms.video, is_offerer=is_offerer, on_event=partial(self._on_event, self._made)
        )
        self.session = session
        if life.room is not None:
            life.room.prepare(session)
        session.set_muted(self.is_muted)
        session.set_video_paused(self.is_video_paused)
        if self.wants_hold:
            session.set_held(True)
        _mirror(session.incoming_stream, self.incoming_stream)
        _mirror(session.outgoing_stream, self.outgoing_stream)
        return session

    def _with_session(self, action: Callable[[Media], Coroutine[Any, Any, None]]) -> None:
        if self.session is not None:
            self._life.owner.spawn(action(self.session))

    async def _make_offer(self, session: Media) -> None:
        try:
            offer = await session.create_offer()
        except Exception as error:
            self._negotiation_failed(error)
        else:
            self._life.handle(events.OfferMade(at=self._life.now(), offer=offer))

    async def _make_answer(self, offer: str, session: Media) -> None:
        try:
            answer = await session.accept_offer(offer)
        except Exception as error:
            self._negotiation_failed(error)
        else:
            self._life.handle(events.AnswerMade(at=self._life.now(), answer=answer))

    async def _apply_answer(self, answer: str, session: Media) -> None:
        try:
            await session.accept_answer(answer)
        except Exception as error:
            self._negotiation_failed(error)

    async def _discard(self, session: Media) -> None:
        try:
            await session.close()
        except Exception:
            log.exception("call %s: media did not close cleanly", self._life.call_id)

    async def _close(self, session: Media) -> None:
        try:
            self._last_report = await session.stats()
        except Exception as error:
            log.info("call %s: nothing is known of its media: %r", self._life.call_id, error)
        await self._discard(session)
        self.session = None

    def _negotiation_failed(self, error: Exception) -> None:
        log.info("call %s: negotiation failed: %r", self._life.call_id, error)
        self._life.handle(events.NegotiationFailed(at=self._life.now(), reason=negotiation_words(error)))

    # What media tells.

    def _on_event(self, made: int, event: media_events.MediaEvent) -> None:
        self._life.owner.marshal(self._take_event, made, event)

    def _take_event(self, made: int, event: media_events.MediaEvent) -> None:
        life = self._life
        if made != self._made:
            return  # of media that was given up since
        match event:
            case media_events.MediaFlowing():
                life.handle(events.MediaFlowing(at=life.now()))
            case media_events.MediaFailed(reason, detail):
                life.handle(events.MediaFailed(at=life.now(), reason=_FAILURES[reason]))
                log.info("call %s: media failed: %s %s", life.call_id, reason.value, detail)
            case media_events.RemoteVideoPaused():
                self._change_remote(is_stalled=True)
            case media_events.RemoteVideoResumed():
                self._change_remote(is_stalled=False)
            case media_events.PathSilent():
                self._change_remote(is_silent=True)
                life.path.lost()
            case media_events.PathRestored():
                self._change_remote(is_silent=False)
                life.path.restored()
            case media_events.LocalCandidates(fragment):
                life.path.found_late(fragment)
            case media_events.RemoteHeld(held):
                self._change_remote(is_held=held)
            case media_events.RemoteSharing(is_sharing):
                self._change_remote(is_sharing=is_sharing)
            case media_events.SharingDeclined():
                life.notify("onSharingFailed", SinchError(_NO_SCREENS, 488, ErrorType.SIP, isFatal=False))
            case media_events.SharingEnded(reason):
                self._sharing_ended(reason)
            case media_events.SharedSoundChanged():
                life.notify("onSharedSoundChanged")
            case media_events.DtmfReceived(key):
                life.notify("onDtmfReceived", key)
            case media_events.MemberPicturesChanged():
                if life.room is not None:
                    life.room.changed()
            case media_events.RemotePictureStarted():
                life.notify("onRemotePictureStarted")
            case media_events.MediaConnected():
                log.info("call %s: media is connected", life.call_id)

    def _change_remote(self, **changes: Any) -> None:
        if self._life.machine.stage is Stage.ENDED:
            return
        before, self.remote = self.remote, self.remote.having(**changes)
        for callback in self.remote.changes_since(before):
            self._life.notify(callback)

    # What we say of our own media.

    def _state(self) -> MediaState:
        if not self._life.terms.video:
            return MediaState(self.is_muted)
        has_video = self.session is None or self.session.has_outgoing_video
        if not has_video and not self.is_video_paused and not self.wants_hold:
            return MediaState(self.is_muted, VideoState.NONE)
        return MediaState(self.is_muted, VideoState.PAUSED if self.is_video_paused else VideoState.ON)

    def _tell_state(self) -> None:
        life = self._life
        if life.leg is None or life.machine.stage is not Stage.ESTABLISHED or life.is_unreachable:
            return
        self._told_state = self._state()
        life.leg.inform(CONTENT_TYPE, bytes(self._told_state), {"Info-Package": INFO_PACKAGE})


def _mirror(source: MediaStream, target: MediaStream) -> None:
    for track in source.getTracks():
        target.addTrack(track)
    source.on_track_added.append(target.addTrack)
