"""Coming back into a room by itself: the service was restarted, or the way to it was lost for good.

The call stays what it is, established, while a new leg and new media are made for it::

    THERE --lost--> WAITING --try--> TRYING --answered--> CONNECTING --media flows--> THERE
                       ^               | refused for now      | lost again
                       +---------------+----------------------+
    WAITING, TRYING, CONNECTING --hung up, refused for good, too late--> over

Who was sent out, or whose room has ended, was told so and does not come back. A room of another server is
called again as it was called: that server sees one member leave and another come.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from core.calling.machine import events
from core.calling.machine.endings import GAVE_UP, MEDIA_LOST, NO_MEDIA
from core.calling.machine.stages import Stage
from core.calling.ports import Leg, LinkError, Media
from core.calling.room.departed import Departed
from core.sentences import sentence
from core.sip.bodies.room_events import EndReason

if TYPE_CHECKING:
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)

PATIENCE = 120.0
"""Seconds after which a room that cannot be entered again is given up."""

ATTEMPT_SECONDS = 8.0
"""Seconds from an offer until its media flows."""

FIRST_WAIT, LONGEST_WAIT = 0.25, 2.0
"""Seconds between two attempts: twice as many each time."""

_LOST = (408, NO_MEDIA, 503, MEDIA_LOST)
"""SIP causes of a BYE that ends a call which nobody wanted to end."""
_FOR_NOW = (408, 430, 480, 481, 486, 491, 500, 502, 503, 504)
"""Refusals that may be over in a moment; after any other, trying again is no use."""
_LOCKED = sentence("The connection to the room was lost, and it has been locked since.")
_REFUSED = sentence("The connection to the room was lost, and it could not be entered again.")
_UNKNOWN = (404, 410, 430, 480, 481)
"""Answers to an INFO that say that nobody has this call any more."""


class ComebackStage(StrEnum):
    """How far we are."""

    THERE = "there"
    WAITING = "waiting"
    TRYING = "trying"
    CONNECTING = "connecting"


class Comeback:
    """Keeps one call in its room; observes the leg of an attempt (``LegObserver``). On the client's loop."""

    def __init__(self, life: CallLife) -> None:
        self._life = life
        self._stage = ComebackStage.THERE
        self._leg: Leg | None = None
        self._is_inviting = False
        self._early: list[events.CallEvent] = []
        self._early_answer = ""
        self._timer: asyncio.TimerHandle | None = None
        self._wait = FIRST_WAIT
        self._gives_up_at = 0.0

    @property
    def is_away(self) -> bool:
        """Whether we have lost the room and are not back yet."""
        return self._stage is not ComebackStage.THERE

    def takes(self, event: events.CallEvent) -> bool:
        """Take ``event`` if it means that the room is lost, or what becomes of an attempt."""
        if self.is_away:
            return self._takes_away(event)
        if self._life.machine.stage is not Stage.ESTABLISHED or not self._means_loss(event):
            return False
        self._begin(type(event).__name__, is_known_there=isinstance(event, events.MediaFailed))
        return True

    def service_restored(self) -> None:
        """Hear that the service is back: it may know nothing of our call, or be there for an attempt."""
        if self._stage is ComebackStage.WAITING:
            self._wait = FIRST_WAIT
            self._try()
        elif self._life.room is not None and not self.is_away:
            self._life.room.probe()

    def forgotten(self, status: int) -> bool:
        """Take the answer to an INFO if it says that our call is not known any more."""
        if status not in _UNKNOWN or self.is_away or self._life.machine.stage is not Stage.ESTABLISHED:
            return False
        if not self._can_return or not self._is_at_home:
            return False
        self._begin(f"INFO was answered {status}")
        return True

    def stop(self) -> None:
        """The call is over: try no more, and take back what was asked for."""
        if self.is_away:
            self._set(ComebackStage.THERE)
        self._disarm()
        self._drop_leg(GAVE_UP)

    # The leg of an attempt (LegObserver).

    def now(self) -> float:
        """Return the monotonic second."""
        return self._life.now()

    def handle(self, event: events.CallEvent) -> None:
        """Take what becomes of our INVITE; what comes while it is being sent waits until it is."""
        if self._is_inviting:
            self._early.append(event)
            return
        match event:
            case events.AcceptReceived(answer=answer) if self._stage is ComebackStage.TRYING:
                self._accepted(answer or self._early_answer)
            case events.EarlyAnswerReceived(answer=answer):
                self._early_answer = answer
            case events.RejectReceived(status=status) if self._stage is ComebackStage.TRYING:
                self._leg = None
                self._refused(status)
            case events.SignallingFailed() | events.ByeReceived():
                self._leg = None
                self._failed("the attempt broke")
            case _:
                log.debug("call %s: %s while coming back", self._life.call_id, type(event).__name__)

    def informed(self, content_type: str, body: bytes) -> None:
        """Pass an INFO on."""
        self._life.informed(content_type, body)

    def told(self, method: str, content_type: str, body: bytes) -> None:
        """Pass a message on: who is there is known before media flows."""
        self._life.told(method, content_type, body)

    def info_refused(self, status: int) -> None:
        """Nothing was asked yet."""

    def confirmed(self) -> None:
        """Hear that the dialog is there on both sides."""

    def named(self, display_name: str) -> None:
        """Take a name: the room has none."""

    # The inside.

    @property
    def _can_return(self) -> bool:
        room = self._life.room
        return room is not None and room.target is not None and room.endReason in (None, EndReason.SERVICE)

    @property
    def _is_at_home(self) -> bool:
        """Whether it is a room of our service, which knows who comes back and lets the old call go."""
        return self._life.room is not None and bool(self._life.room.conferenceId)

    def _means_loss(self, event: events.CallEvent) -> bool:
        room = self._life.room
        if room is None or not self._can_return:
            return False
        match event:
            case events.MediaFailed() | events.SignallingFailed():
                return True
            case events.ByeReceived(cause=cause):
                return cause in _LOST or room.endReason is EndReason.SERVICE
        return False

    def _takes_away(self, event: events.CallEvent) -> bool:
        match event:
            case events.UserHungUp() | events.Succeeded():
                self.stop()
                return False
            case events.MediaFlowing() if self._stage is ComebackStage.CONNECTING:
                self._arrived()
            case events.MediaFailed(reason=reason) | events.NegotiationFailed(reason=reason):
                self._failed(reason)
            case events.FlowLost():
                return False
            case events.ReofferEvent() | events.TransferEvent() if self._stage is ComebackStage.CONNECTING:
                return False
            case _:
                log.debug("call %s: %s means nothing while away", self._life.call_id, type(event).__name__)
        return True

    def _begin(self, why: str, *, is_known_there: bool = False) -> None:
        life = self._life
        log.info("call %s: the room is lost (%s); coming back", life.call_id, why)
        assert life.room is not None
        life.room.left()
        if life.leg is not None:
            life.owner.observe(life.leg, Departed(life, life.leg))
            if is_known_there and not self._is_at_home:
                life.leg.bye(MEDIA_LOST)  # who comes back is somebody new to that server
        life.path.stop()
        self._gives_up_at = life.now() + PATIENCE
        self._wait = FIRST_WAIT
        self._set(ComebackStage.WAITING)
        life.notify("onRoomChanged")
        self._try()

    def _try(self) -> None:
        self._disarm()
        if self._life.owner.isReconnecting:
            self._later()
            return
        self._set(ComebackStage.TRYING)
        self._early_answer = ""
        self._arm(ATTEMPT_SECONDS, self._too_late)
        try:
            session = self._life.media.begin_anew()
        except Exception:
            log.exception("call %s: media for coming back could not be made", self._life.call_id)
            self._failed("media could not be made")
            return
        self._life.owner.spawn(self._offer(session))

    async def _offer(self, session: Media) -> None:
        life = self._life
        try:
            offer = await session.create_offer()
        except Exception as error:
            self._broke(session, f"no offer could be made: {error!r}")
            return
        if self._stage is not ComebackStage.TRYING or life.media.session is not session:
            return
        self._is_inviting = True
        try:
            self._leg = life.owner.invite_again(life.call, offer, self)
        except LinkError as error:
            self._failed(str(error))
        finally:
            self._is_inviting = False
        early, self._early = self._early, []
        for event in early:
            self.handle(event)

    def _accepted(self, answer: str) -> None:
        life, leg = self._life, self._leg
        assert leg is not None and life.media.session is not None
        self._leg = None
        life.leg = leg
        life.owner.observe(leg, life)
        self._set(ComebackStage.CONNECTING)
        life.owner.spawn(self._connect(life.media.session, answer))

    async def _connect(self, session: Media, answer: str) -> None:
        try:
            await session.accept_answer(answer)
        except Exception as error:
            self._broke(session, f"the answer does not fit: {error!r}")

    def _broke(self, session: Media, why: str) -> None:
        """Give the attempt up whose media this is, unless another is under way by now."""
        if session is self._life.media.session:
            self._failed(why)
        else:
            log.info("call %s: an attempt given up has failed: %s", self._life.call_id, why)

    def _arrived(self) -> None:
        life = self._life
        self._disarm()
        self._set(ComebackStage.THERE)
        life.path.restored()
        life.path.flush()
        life.media.returned()
        assert life.room is not None
        life.room.returned()

    def _refused(self, status: int) -> None:
        if status in _FOR_NOW:
            self._failed(f"refused with {status}")
            return
        log.info("call %s: the room is not entered again: %d", self._life.call_id, status)
        reason = _LOCKED if status == 403 and self._is_at_home else _REFUSED
        self._end(events.SignallingFailed(at=self._life.now(), reason=reason))

    def _failed(self, why: str) -> None:
        if not self.is_away or self._stage is ComebackStage.WAITING:
            return
        log.info("call %s: not back yet: %s", self._life.call_id, why)
        self._drop_leg(NO_MEDIA)
        self._later()

    def _later(self) -> None:
        self._set(ComebackStage.WAITING)
        if self._life.now() >= self._gives_up_at:
            self._end(events.MediaFailed(at=self._life.now(), reason="the room was not found again"))
            return
        self._arm(self._wait * self._life.owner.runtime.random.uniform(0.8, 1.2), self._try)
        self._wait = min(LONGEST_WAIT, 2 * self._wait)

    def _too_late(self) -> None:
        self._failed("nothing came in time")

    def _end(self, event: events.CallEvent) -> None:
        """Let the call end by ``event``."""
        self._set(ComebackStage.THERE)
        self._disarm()
        self._life.end_by(event)

    def _drop_leg(self, cause: int) -> None:
        """Take back an INVITE that is not answered, or leave a call that is no use."""
        leg, self._leg = self._leg, None
        if leg is not None:
            self._life.owner.observe(leg, Departed(self._life, leg, is_withdrawn=True))
            leg.cancel(cause)
        elif self._stage is ComebackStage.CONNECTING and self._life.leg is not None:
            self._life.owner.observe(self._life.leg, Departed(self._life, self._life.leg))
            self._life.leg.bye(cause)

    def _set(self, stage: ComebackStage) -> None:
        if stage is not self._stage:
            log.info("call %s: in its room %s -> %s", self._life.call_id, self._stage.value, stage.value)
            self._stage = stage

    def _arm(self, seconds: float, action: Callable[[], None]) -> None:
        self._disarm()
        self._timer = asyncio.get_running_loop().call_later(seconds, action)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
