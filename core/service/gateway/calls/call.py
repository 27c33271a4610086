"""One call through the gateway: two sessions, the media between them, and what is passed on.

Events of both sides and of the media are taken one after the other, since translating a description takes
time; what is awaited never waits for a peer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any

from core.service.agents.line import Line
from core.service.gateway.calls.path_news import PathNews, path_beyond
from core.service.gateway.calls.phases import Duty, Happened, Phase, step
from core.service.gateway.calls.refusals import Refusal
from core.service.gateway.calls.reoffers import End, Reoffers, Side, text_of
from core.service.gateway.calls.served.pressed_keys import KINDS, PressedKeys
from core.service.gateway.calls.transfers.handed_on import HandedOn
from core.service.gateway.calls.transfers.referrals import TransferEvent, Transfers, TransferTargets
from core.service.gateway.media.bridge import MediaBridge
from core.service.media.refusal import UNAVAILABLE, MediaRefused
from core.sip.agent.calls.session_states import SessionState
from core.sip.agent.events import (
    AckReceived,
    AgentEvent,
    EndedHow,
    InfoReceived,
    InviteAccepted,
    InviteProgress,
    InviteRejected,
    ReferAnswered,
    ReferProgress,
    ReferReceived,
    ReinviteAnswered,
    ReinviteFailed,
    ReinviteReceived,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.messages import Reason
from core.sip.transports.hops import Hop

if TYPE_CHECKING:
    from core.service.gateway.media.announcements.playback import Piece

log = logging.getLogger(__name__)

MAX_EVENTS = 256
"""Events of one call that wait; a call that makes more is ended."""

_MEDIA_LOST = Reason("SIP", 504, "media lost")
_NO_AGREEMENT = Reason("SIP", 488, "no agreement on media")
_CANDIDATES = "application/trickle-ice-sdpfrag"
_NO_OFFER, _RINGING = 488, 180
_Work = Callable[[], Coroutine[Any, Any, None]]


class GatewayCall(HandedOn):
    """What calls in both directions share. ``caller`` is the side that called."""

    caller: Side

    def __init__(self, number: int, on_over: Callable[[GatewayCall], None]) -> None:
        self.number = number
        self.phase = Phase.SETTING_UP
        self.refusal = Refusal(480)
        self._on_over = on_over
        self._loop = asyncio.get_running_loop()
        self._ends: dict[Side, End] = {}
        self._media: MediaBridge | None = None
        self._reoffers: Reoffers | None = None
        self._work: asyncio.Queue[_Work] = asyncio.Queue(MAX_EVENTS)
        self._task = self._loop.create_task(self._run(), name=f"gateway call {number}")
        self._ending: asyncio.Task[None] | None = None
        self._answer = b""
        """What the callee answered, early or for good, as it came."""
        self._reason: Reason | None = None
        self._told = b""
        """What the caller was told before the callee said anything."""
        self.transfer_targets: TransferTargets | None = None
        """Where the two ends may send each other; None: nowhere."""
        self._transfers: Transfers | None = None
        self.on_joined: Callable[[], None] = lambda: None
        """Called when a callee has answered whose caller the service had answered before."""
        self._promises: set[asyncio.Future[None]] = set()
        self._unacknowledged: asyncio.Future[None] | None = None
        self._ringing: asyncio.Task[None] | None = None
        self._keys = PressedKeys()
        self._path_news = PathNews()

    @property
    def client_call_id(self) -> str:
        """The Call-ID on the clients' side; empty as long as there is nobody."""
        end = self._ends.get(Side.CLIENT)
        return end.session.call_id if end is not None else ""

    @property
    def _whole(self) -> GatewayCall:
        return self

    def end(self, side: Side) -> End | None:
        """Return one end, None as long as there is none."""
        return self._ends.get(side)

    # --- driven ---------------------------------------------------------------------------------------

    def tell(self, side: Side, event: AgentEvent) -> None:
        """Take what a side's agent says."""
        self._put(lambda: self._handle(side, event))

    async def stop(self) -> None:
        """Say goodbye to both sides at once and be done. Idempotent."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if self.phase is not Phase.ENDED:
            self._move(Phase.ENDED)
            for end in self._ends.values():
                end.session.bye(end.line.now())
                end.line.pump()
        await self._close_media()

    async def attend(self, *, answers: bool) -> None:
        """Let the caller hear the service itself: answered, or else before the call is.

        Raises MediaRefused when that cannot be.
        """
        promise: asyncio.Future[None] = self._loop.create_future()
        if not self._put(lambda: self._keep(promise, answers=answers)):
            raise _over()
        self._promises.add(promise)
        try:
            await promise
        finally:
            self._promises.discard(promise)

    async def play(self, pieces: Iterable[Piece], *, to_callee: bool = False) -> None:
        """Play to the caller, who hears the service or stands with the callee. Raises MediaRefused."""
        if self._media is None or self.phase is Phase.ENDED:
            raise _over()
        listener = self.caller.other if to_callee else self.caller
        await self._media.play(pieces, to_client=listener is Side.CLIENT)

    def listen(self, on_key: Callable[[str], None] | None) -> None:
        """Tell each key that the caller presses from now on, in the sound or by INFO; None: no longer."""
        self._keys.listen(on_key)
        if self._media is not None:
            by_sound = None if on_key is None else self._keys.in_sound
            self._media.listen(by_sound, to_client=self.caller is Side.CLIENT)

    def media_ended(self, media: MediaBridge, sentence: str) -> None:
        """Take it that media cannot go on."""
        if media is self._media:
            log.info("gateway call %d: %s", self.number, sentence)
            self._reason = _MEDIA_LOST
            self._put(lambda: self._happened(Happened.MEDIA_LOST))

    def _put(self, work: _Work) -> bool:
        if self._task.done() or self._ending is not None:
            return False
        try:
            self._work.put_nowait(work)
            return True
        except asyncio.QueueFull:
            log.warning("gateway call %d makes too many events and is ended", self.number)
            self._task.cancel()
            self._ending = self._loop.create_task(self.stop(), name=f"end of gateway call {self.number}")
            return False

    async def _run(self) -> None:
        try:
            while self.phase is not Phase.ENDED:
                work = await self._work.get()
                try:
                    await work()
                    self._tell_path()
                except Exception:
                    log.exception("gateway call %d failed", self.number)
                    self._fail()
            await self._close_media()
        finally:
            self._leave_caller_alone()
            for promise in self._promises:
                if not promise.done():
                    promise.set_exception(_over())
            self._on_over(self)

    def _fail(self) -> None:
        """End both sides without media's help: it may be what failed."""
        self._move(Phase.ENDED)
        for end in self._ends.values():
            if not end.session.reject(500, end.line.now()):
                end.session.bye(end.line.now())
            end.line.pump()

    # --- events ---------------------------------------------------------------------------------------

    async def _handle(self, side: Side, event: AgentEvent) -> None:
        if await self._handle_handover(side, event):
            return
        if side is not self.caller and await self._handle_callee(event):
            return
        match event:
            case SessionEnded():
                await self._gone(side, event)
            case AckReceived(body=body) if self._reoffers is not None:
                await self._reoffers.acknowledged(side, body)
                self._acknowledged()
            case ReinviteReceived(body=body) if self._reoffers is not None:
                await self._reoffers.asked(side, body)
            case ReinviteAnswered(body=body) if self._reoffers is not None:
                await self._reoffers.answered(side, body)
                self._go_on_handing()
            case ReinviteFailed(status=status) if self._reoffers is not None:
                self._reoffers.refused(side, status)
                self._go_on_handing()
            case ReinviteReceived(session=session):
                session.reject_reinvite(491, self._loop.time())
            case ReferReceived() if side is Side.CLIENT and self._hands_on:
                await self._hand_on(event)
            case ReferReceived() | ReferAnswered() | ReferProgress():
                self._transfer(side, event)
            case InfoReceived(content_type=kind, body=body):
                await self._informed(side, kind, body)

    def _transfer(self, side: Side, event: TransferEvent) -> None:
        if self._transfers is None and self.transfer_targets is not None and self.phase is Phase.CONNECTED:
            self._transfers = Transfers(self._ends, self.transfer_targets)
        if self._transfers is not None:
            self._transfers.happened(side, event)
        elif isinstance(event, ReferReceived):
            end = self._ends[side]
            end.session.reject_refer(491, end.line.now())
            end.line.pump()

    async def _handle_callee(self, event: AgentEvent) -> bool:
        match event:
            case InviteProgress(status=status, body=body):
                await self._happened(Happened.CALLEE_PROGRESSES, status=status, body=body)
            case InviteAccepted(body=body):
                await self._happened(Happened.CALLEE_ACCEPTS, body=body)
            case InviteRejected(status=status, reason=reason):
                self.refusal = Refusal(status, reason, is_far=True)
                await self._happened(Happened.CALLEE_REFUSES)
            case _:
                return False
        return True

    async def _gone(self, side: Side, event: SessionEnded) -> None:
        if side is Side.CLIENT and self._handover is not None:
            self._handover.referrer_gone()  # the call goes on with who is coming, or ends with that
            return
        if side is self.caller:
            is_cancel = event.how is EndedHow.REMOTE_CANCEL
            passes = is_cancel or side is Side.CLIENT
            self._reason = event.reason_header if passes else None
            await self._happened(Happened.CALLER_GONE)
            return
        if self.phase is Phase.SETTING_UP:
            self.refusal = Refusal(event.status if event.status >= 300 else 480, event.reason)
        self._reason = event.reason_header if side is Side.CLIENT else None
        await self._happened(Happened.CALLEE_GONE)

    async def _informed(self, side: Side, kind: str, body: bytes) -> None:
        """Take an INFO: a pressed key is passed on, late candidates are for media, the rest means nothing."""
        other = self._ends.get(side.other)
        if kind == _CANDIDATES and side is Side.CLIENT and self._media is not None:
            await self._media.take_candidates(text_of(body))
        elif kind in KINDS and side is self.caller and self._keys.are_wanted:
            self._keys.in_info(kind, body)
        elif kind in KINDS and other is not None:
            other.session.info(kind, body, other.line.now(), ())
            other.line.pump()

    # --- what the table says --------------------------------------------------------------------------

    async def _happened(self, happened: Happened, *, status: int = 0, body: bytes = b"") -> None:
        found = step(self.phase, happened)
        if found is None:
            return
        if happened is Happened.CALLEE_REFUSES and self.phase is Phase.ATTENDED:
            self._reason = Reason("SIP", self.refusal.status, self.refusal.words)
        phase, duties = found
        self._move(phase)
        for duty in duties:
            await self._do(duty, status, body)

    def _move(self, phase: Phase) -> None:
        if phase is not self.phase:
            log.info("gateway call %d: %s -> %s", self.number, self.phase, phase)
            self.phase = phase

    async def _do(self, duty: Duty, status: int, body: bytes) -> None:
        match duty:
            case Duty.PASS_PROGRESS:
                await self._pass_progress(status, body)
            case Duty.ANSWER_CALLER:
                await self._answer_caller(body or self._answer)
            case Duty.ANSWER_ALONE:
                self._accept(self._told)
            case Duty.RING_CALLER:
                await self._ring_caller(status, body)
            case Duty.JOIN_CALLEE:
                await self._join_callee(body or self._answer)
            case Duty.REFUSE_CALLER:
                self._refuse_caller()
            case Duty.HANG_UP_CALLER:
                self._hang_up(self.caller)
            case Duty.HANG_UP_CALLEE:
                self._hang_up_callee()
            case Duty.CLOSE_MEDIA:
                if self._media is not None:
                    await self._media.close()

    async def _pass_progress(self, status: int, body: bytes) -> None:
        end = self._ends[self.caller]
        told = b""
        if body and self.caller is Side.CLIENT and self._media is not None:
            told = await self._pass_early(body)
        end.session.progress(status, end.line.now(), told)
        end.line.pump()

    async def _pass_early(self, body: bytes) -> bytes:
        """Let the caller hear the callee's side before the answer; return what the caller is told."""
        assert self._media is not None
        try:
            told = (await self._media.answer_to_client(text_of(body), is_early=True)).encode()
        except MediaRefused as error:
            log.info("gateway call %d: early media cannot be used: %s", self.number, error.reason)
            return b""
        self._answer = body
        self._leave_caller_alone()
        return told

    async def _answer_caller(self, body: bytes) -> None:
        media = self._media
        if media is None:
            return
        try:
            if self._told:
                await self._join(media, body)
                told = self._told
            elif self.caller is Side.CLIENT:
                told = (await media.answer_to_client(text_of(body))).encode()
            else:
                told = (await media.answer_to_sip(text_of(body))).encode()
        except MediaRefused as error:
            await self._cannot_agree(error)
            return
        self._accept(told)

    def _accept(self, told: bytes) -> None:
        end, media = self._ends[self.caller], self._media
        if media is None or end.session.state is not SessionState.RINGING:
            return  # the caller has gone meanwhile: that event is the next
        said = end.session.request.body
        self._reoffers = Reoffers(self._ends, media)
        if said:
            self._reoffers.settled(self.caller, said, told)
        else:
            self._reoffers.expect_late_answer()
        end.session.accept(told, end.line.now())
        end.line.pump()

    # --- the service itself ---------------------------------------------------------------------------

    async def _keep(self, promise: asyncio.Future[None], *, answers: bool) -> None:
        try:
            await self._attend(answers=answers)
        except MediaRefused as error:
            if not promise.done():
                promise.set_exception(error)
            return
        if promise.done():
            return
        session = self._ends[self.caller].session
        if answers and not session.request.body and not session.is_established:
            self._unacknowledged = promise  # where sound goes comes with the ACK
        else:
            promise.set_result(None)

    async def _attend(self, *, answers: bool) -> None:
        end, media = self._ends.get(self.caller), self._media
        if self.phase is not Phase.SETTING_UP:
            return
        if end is None or media is None:
            raise _over()
        if not answers and not end.session.request.body:
            raise MediaRefused(_NO_OFFER, "a caller who makes no offer hears nothing before the answer")
        if not self._told:
            is_client = self.caller is Side.CLIENT
            told = media.answer_to_client(None, is_early=True) if is_client else media.answer_to_sip(None)
            self._told = (await told).encode()
            if not answers:
                end.session.progress(183, end.line.now(), self._told)
                end.line.pump()
        if answers:
            await self._happened(Happened.SERVICE_ANSWERS)

    def _acknowledged(self) -> None:
        promise, self._unacknowledged = self._unacknowledged, None
        if promise is not None and not promise.done():
            promise.set_result(None)

    async def _ring_caller(self, status: int, body: bytes) -> None:
        """Let the caller, who is answered, hear that somebody rings, or what the callee's side has to say."""
        if body and self.caller is Side.CLIENT and self._media is not None:
            await self._pass_early(body)
        elif status == _RINGING and self._ringing is None and self._media is not None:
            to_client = self.caller is Side.CLIENT
            self._ringing = self._loop.create_task(self._media.ring(to_client=to_client))

    def _leave_caller_alone(self) -> None:
        if self._ringing is not None:
            self._ringing.cancel()

    async def _join_callee(self, body: bytes) -> None:
        self._leave_caller_alone()
        assert self._media is not None
        try:
            await self._join(self._media, body)
        except MediaRefused as error:
            log.info("gateway call %d: the answer cannot be used: %s", self.number, error.reason)
            self._reason = _NO_AGREEMENT
            await self._happened(Happened.MEDIA_LOST)
            return
        self.on_joined()

    async def _join(self, media: MediaBridge, body: bytes) -> None:
        """Let media flow as the callee answers a caller who was told something before."""
        if self.caller is Side.CLIENT:
            await media.answer_to_client(text_of(body))
        else:
            await media.join_client(text_of(body))

    # --- how it ends ----------------------------------------------------------------------------------

    async def _close_media(self) -> None:
        if self._handover is not None:
            self._handover.abandon()
        if self._media is not None:
            await self._media.close()

    async def _cannot_agree(self, error: MediaRefused) -> None:
        log.info("gateway call %d: the answer cannot be used: %s", self.number, error.reason)
        self.refusal, self._reason = Refusal(error.status, error.reason), _NO_AGREEMENT
        self._refuse_caller()
        await self._happened(Happened.CALLER_GONE)

    def _refuse_caller(self) -> None:
        end = self._ends[self.caller]
        refusal = self.refusal
        made = refusal.for_client() if self.caller is Side.CLIENT else refusal.for_outside()
        end.session.reject(made[0], end.line.now(), made[1], made[2])
        end.line.pump()

    def _hang_up(self, side: Side) -> None:
        end = self._ends.get(side)
        if end is not None:
            end.session.bye(end.line.now(), self._reason)
            end.line.pump()

    def _hang_up_callee(self) -> None:
        self._hang_up(self.caller.other)

    def _connect(self, side: Side, session: InviteSession, line: Line, hop: Hop | None = None) -> None:
        self._ends[side] = End(session, line, hop)

    def _tell_path(self) -> None:
        """Tell the client what lies beyond the gateway, unless it knows."""
        outside, targets = self._ends.get(Side.OUTSIDE), self.transfer_targets
        is_agreed = self.phase is Phase.CONNECTED and self._media is not None and outside is not None
        encryption = self._media.encryption if is_agreed and self._media is not None else None
        is_trunk = targets is not None and targets.bills_us
        path = path_beyond(outside.hop if outside is not None else None, encryption, is_trunk=is_trunk)
        self._path_news.tell(self._ends.get(Side.CLIENT), path)


def _over() -> MediaRefused:
    return MediaRefused(UNAVAILABLE, "the call is over")
