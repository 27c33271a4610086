"""The inside of a call: steps its machine, carries out what it decides, and hears its leg and its media."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING, Any

from core.calling.call.call_media import CallMedia
from core.calling.call.details import CallDirection
from core.calling.call.keys import KeyQueue, pressed
from core.calling.call.owner import CallOwner, CallTerms
from core.calling.call.path import CallPath
from core.calling.call.transfers import Transfers
from core.calling.errors import InvalidOperation
from core.calling.listeners import CallListener, Listeners
from core.calling.machine import effects, events
from core.calling.machine.call_machine import step
from core.calling.machine.stages import TALKING, CallMachine, Stage
from core.calling.machine.timers import TimerKind
from core.calling.ports import Leg, LinkError
from core.calling.quality.watch import QualityWatch
from core.calling.room.call_room import CallRoom, is_room_request, tells_of_room
from core.calling.room.comeback import Comeback
from core.calling.signalling.target_uris import conference_of
from core.calling.targets import TargetKind
from core.media.sdp.room_offers import shows_members
from core.sip.bodies import time_left
from core.sip.bodies.time_left import TimeLeft
from core.sip.messages import ParseError
from core.trust import path_header

if TYPE_CHECKING:
    from core.calling.call.call import Call

log = logging.getLogger(__name__)


class CallLife:
    """Everything that happens to one call, in order. It is the leg's observer (``LegObserver``)."""

    def __init__(self, call: Call, owner: CallOwner, terms: CallTerms, leg: Leg | None) -> None:
        self.call = call
        self.owner = owner
        self.terms = terms
        self.leg = leg
        self.machine = CallMachine(terms.direction, owner.runtime.timeouts)
        self.listeners: Listeners[CallListener | object] = Listeners()
        self.remote_name = terms.remote_display_name
        self.ends_at = 0.0
        """The monotonic second in which the service ends the call; 0 as long as it does not say."""
        self.media = CallMedia(self, is_held=terms.is_held)
        self.keys = KeyQueue(self)
        self.transfers = Transfers(self)
        self.path = CallPath(self)
        self.quality = QualityWatch(self)
        self.room: CallRoom | None = None
        """The conference room at the other side; None while it is not known to be one."""
        if terms.kind is TargetKind.CONFERENCE or terms.is_room:
            self.room = CallRoom(self, conference_of(terms.remote_user_id, is_address=terms.is_room))
        self.comeback = Comeback(self)
        self._timers: dict[TimerKind, asyncio.TimerHandle] = {}
        self._pending: deque[events.CallEvent] = deque()
        self._is_stepping = False
        self._answered: asyncio.Future[None] | None = None

    @property
    def call_id(self) -> str:
        """The call's id."""
        return self.terms.call_id

    def now(self) -> float:
        """Return the monotonic second of the client's clock."""
        return self.owner.runtime.clock()

    def notify(self, callback: str, *arguments: Any) -> int:
        """Call ``callback`` with the call and ``arguments`` on every listener that has it."""
        return self.listeners.notify(callback, self.call, *arguments)

    def answer(self) -> asyncio.Future[None]:
        """Answer; the future is done once the answer is on its way, or cannot be."""
        self._answered = asyncio.get_running_loop().create_future()
        self.handle(events.UserAnswered(at=self.now()))
        return self._answered

    def give_way(self, successor: Call) -> None:
        """End this call because ``successor`` takes its place, and say so."""
        if self.machine.stage is Stage.ENDED:
            return
        self.notify("onCallReplaced", successor)
        self.handle(events.Succeeded(at=self.now(), by=successor.callId))

    @property
    def is_unreachable(self) -> bool:
        """Whether the other side can be told nothing now: the service is away, or the room is lost."""
        return self.owner.isReconnecting or self.comeback.is_away

    def flow_restored(self) -> None:
        """Say again what could not be said while the service was away."""
        if self.machine.stage is Stage.ESTABLISHED:
            self.media.tell_changed_state()
            self.comeback.service_restored()
            self.path.service_restored()

    def end_by(self, event: events.CallEvent) -> None:
        """Let ``event`` end the call, whatever could still be tried."""
        self._step(event)

    # What the leg tells (LegObserver).

    def handle(self, event: events.CallEvent) -> None:
        """Take ``event`` and do what follows; an event from inside a listener waits for its turn."""
        self._pending.append(event)
        if self._is_stepping:
            return
        self._is_stepping = True
        try:
            while self._pending:
                self._take(self._pending.popleft())
        finally:
            self._is_stepping = False

    def informed(self, content_type: str, body: bytes) -> None:
        """Take an INFO of the other side; what is not understood is dropped."""
        if self.machine.stage is Stage.ENDED:
            return
        if content_type == time_left.CONTENT_TYPE:
            self._take_time_left(body)
            return
        if content_type == path_header.CONTENT_TYPE:
            self.notify("onPathChanged")  # the leg has read it
            return
        key = pressed(content_type, body)
        if key is None and self.room is not None and is_room_request(content_type):
            self.room.informed(body)
        elif key is None:
            self.media.informed(content_type, body)
        elif key:
            self.notify("onDtmfReceived", key)

    def _take_time_left(self, body: bytes) -> None:
        """Take how long the service lets this call last: of calls to numbers alone, where it is their end."""
        if self.terms.kind is not TargetKind.PHONE or self.terms.account_id:
            log.info("call %s: only the service says how long a call may last", self.call_id)
            return
        try:
            seconds = TimeLeft.parse(body).seconds
        except ParseError as error:
            log.info("call %s: unreadable time left: %s", self.call_id, error)
            return
        self.ends_at = self.now() + seconds
        self.notify("onTimeLeft", seconds)

    def told(self, method: str, content_type: str, body: bytes) -> None:
        """Take a MESSAGE or NOTIFY of the other side; what is not understood is dropped."""
        if self.machine.stage is Stage.ENDED:
            return
        if self.room is None and tells_of_room(content_type, body):
            self._enter_room()  # Asterisk's Contact has no isfocus
        if self.room is not None:
            self.room.told(method, content_type, body)

    def info_refused(self, status: int) -> None:
        """Hear that an INFO of ours was refused: only rooms do that on purpose."""
        if self.machine.stage is Stage.ENDED or self.room is None or self.comeback.forgotten(status):
            return
        self.room.refused(status)

    def want_media(self) -> None:
        """Have the other side told by an offer what our media has to say."""
        self.handle(events.MediaWanted(at=self.now()))

    def confirmed(self) -> None:
        """Hear that the dialog is there on both sides: what had to wait for it may be said."""
        self.path.flush()

    def named(self, display_name: str) -> None:
        """Take the name that the one called gives itself."""
        if self.terms.direction is CallDirection.OUTBOUND:
            self.remote_name = display_name

    # The inside.

    def _take(self, event: events.CallEvent) -> None:
        """Give ``event`` to the machine that it concerns."""
        if self.comeback.takes(event):
            return
        if isinstance(event, events.ByeReceived) and self.room is not None:
            event = self.room.farewell(event)
        stage = self.machine.stage
        is_late_answer = isinstance(event, events.AckReceived) and stage is Stage.ESTABLISHED
        if isinstance(event, events.ReofferEvent) or is_late_answer:
            self._renegotiate(event)
        elif isinstance(event, events.TransferEvent):
            self._transfer(event)
        else:
            self._step(event)

    def _renegotiate(self, event: events.CallEvent) -> None:
        if self.machine.stage in TALKING:
            if self.room is None and isinstance(event, events.ReofferReceived) and shows_members(event.offer):
                self._enter_room()  # Asterisk offers the others' pictures before it says who they are
            self.media.renegotiate(event)
        elif isinstance(event, events.ReofferReceived) and self.leg is not None:
            # RFC 3261 14.2: an offer while our answer is still open.
            self.leg.reject_reoffer(491)

    def _transfer(self, event: events.TransferEvent) -> None:
        if self.machine.stage in TALKING:
            self.transfers.take(event)
        elif isinstance(event, events.ReferReceived) and self.leg is not None:
            self.leg.reject_refer(481)

    def _step(self, event: events.CallEvent) -> None:
        machine, todo = step(self.machine, event)
        if machine.stage is not self.machine.stage:
            log.info("call %s: %s -> %s", self.call_id, self.machine.stage.value, machine.stage.value)
        self.machine = machine
        for effect in todo:
            self._carry_out(effect)
        self._settle_answer()

    def _settle_answer(self) -> None:
        if self._answered is None or self._answered.done() or self.machine.stage is Stage.ANSWERING:
            return
        if self.machine.stage is not Stage.ENDED:
            self._answered.set_result(None)
            return
        reason = self.machine.error.message if self.machine.error else "the call ended first"
        self._answered.set_exception(InvalidOperation(f"the call could not be answered: {reason}"))

    def _carry_out(self, effect: effects.CallEffect) -> None:
        match effect:
            case effects.MediaEffect():
                self.media.carry_out(effect)
            case effects.StartTimer(timer, deadline):
                self._start_timer(timer, deadline)
            case effects.StopTimer(timer):
                self._timers.pop(timer).cancel()
            case effects.Notify(callback):
                self._announce(callback)
            case effects.Ignored(event, stage):
                log.info("call %s: %s means nothing while %s", self.call_id, type(event).__name__, stage)
            case effects.SendInvite(offer):
                self._send_invite(offer)
            case _:
                self._signal(effect)

    def _signal(self, effect: effects.CallEffect) -> None:
        leg = self.leg
        if leg is None:
            log.error("call %s: %s without a leg", self.call_id, type(effect).__name__)
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
            case effects.SendBye(cause):
                leg.bye(cause)

    def _send_invite(self, offer: str) -> None:
        try:
            self.leg = self.owner.invite(self.call, offer)
        except LinkError as error:
            self.handle(events.SignallingFailed(at=self.now(), reason=str(error)))

    def _start_timer(self, timer: TimerKind, deadline: float) -> None:
        loop = asyncio.get_running_loop()
        self._timers[timer] = loop.call_later(max(0.0, deadline - self.now()), self._time_out, timer)

    def _time_out(self, timer: TimerKind) -> None:
        self.handle(events.TimerFired(at=self.now(), timer=timer))

    def _announce(self, callback: effects.Callback) -> None:
        if callback is effects.Callback.INCOMING:
            self.owner.announce(self.call)
            self.handle(events.Announced(at=self.now()))
            return
        if callback is effects.Callback.ANSWERED and self.leg is not None and self.leg.is_focus:
            self._enter_room()
        if callback is effects.Callback.ESTABLISHED:
            self.media.tell_changed_state()
            self.quality.start()
            if self.room is not None:
                self.room.entered()
            self.path.flush()
        if callback is effects.Callback.ENDED:
            self._clear_up()
        self.notify(callback.value)

    def _enter_room(self) -> None:
        """Take note that the other side says that it is a conference room."""
        if self.room is None:
            self.room = CallRoom(self, conference_of(self.terms.remote_user_id, is_address=True))
            if self.media.session is not None:
                self.room.prepare(self.media.session)

    def _clear_up(self) -> None:
        self.quality.stop()
        self.comeback.stop()
        if self.room is not None:
            self.room.stop()
        self.keys.abort()
        self.path.stop()
        self.transfers.call_ended()
        self.owner.forget(self.call)
