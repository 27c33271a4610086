"""What an incoming INVITE means here: a new call, a known one, one that takes over, one that crosses ours.

Two people who dial each other at the same moment have two calls on their way and want one. Both ends decide
the same way, without a word between them: the call whose id sorts lower goes on. The end that called with the
other one gives way, and answers without ringing: who has dialled has agreed to talk.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import Protocol

from core.calling.call.call import Call
from core.calling.call.details import CallDirection, CallEndCause
from core.calling.call.owner import CallOwner, CallTerms
from core.calling.machine import events
from core.calling.machine.stages import TALKING, Stage
from core.calling.ports import Invitation, Leg, LegObserver
from core.calling.signalling.session_description import offers_video
from core.calling.targets import TargetKind

log = logging.getLogger(__name__)

_REMEMBERED_CALLS = 256
_DIALLING = (Stage.OFFERING, Stage.INVITING, Stage.NOTIFYING, Stage.RINGING)


class ArrivalHost(CallOwner, Protocol):
    """What arrivals need of the call client."""

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls that have not ended."""

    def observe(self, leg: Leg, observer: LegObserver) -> None:
        """Have ``observer`` told what happens on ``leg``."""

    def adopt(self, call: Call) -> None:
        """Put a new call on the list."""


class Arrivals:
    """Takes the invitations of one call client."""

    def __init__(self, host: ArrivalHost) -> None:
        self._host = host
        self._ended: deque[str] = deque(maxlen=_REMEMBERED_CALLS)
        self._waiting: dict[str, WaitingInvitation] = {}

    def take(self, leg: Leg, invitation: Invitation) -> None:
        """Take an INVITE; another one of a call that is or was known is refused (RFC 3261 8.2.2.2).

        A call that failed may come again: the service rings once more when a lost connection is back.
        """
        if self.knows(invitation.call_id):
            log.info("a repeated invitation to call %s is refused", invitation.call_id)
            leg.reject(482)
        elif invitation.replaces is not None:
            self._take_over(leg, invitation, invitation.replaces)
        elif (ours := self._crossed(invitation)) is None:
            self._ring(leg, invitation)
        elif invitation.call_id < ours.callId:
            self._yield(ours, leg, invitation)
        else:
            self._wait(ours, leg, invitation)

    def remember(self, call: Call) -> None:
        """Remember a call that has ended, so that it does not ring again by another route."""
        if call.details.endCause is not CallEndCause.FAILURE:
            self._ended.append(call.callId)

    def knows(self, call_id: str) -> bool:
        """Return whether this call goes on, waits, or has ended here already."""
        waiting = any(one.invitation.call_id == call_id for one in self._waiting.values())
        return waiting or call_id in self._ended or any(call.callId == call_id for call in self._host.calls)

    def _crossed(self, invitation: Invitation) -> Call | None:
        """Return the call of ours to the one who calls that is not answered yet."""
        if not invitation.is_verified:
            return None
        for call in self._host.calls:
            is_same = call.direction is CallDirection.OUTBOUND and call.remoteUserId == invitation.user_id
            if is_same and call.life.machine.stage in _DIALLING and call.life.terms.kind is TargetKind.USER:
                return call
        return None

    def _ring(self, leg: Leg, invitation: Invitation) -> None:
        call = self._make(leg, invitation)
        call.life.handle(events.InviteArrived(at=call.life.now(), offer=invitation.offer))

    def _yield(self, ours: Call, leg: Leg, invitation: Invitation) -> None:
        """Answer theirs in the place of ours, with no more than the user agreed to by dialling."""
        log.info("call %s gives way to call %s", ours.callId, invitation.call_id)
        call = self._make_successor(ours, leg, invitation)
        ours.life.give_way(call)
        call.life.handle(events.SuccessorArrived(at=call.life.now(), offer=invitation.offer))

    def _take_over(self, leg: Leg, invitation: Invitation, replaced: Leg) -> None:
        """Answer in the place of a running call (RFC 3891), which ends once media flows in the new one."""
        old = next((call for call in self._host.calls if call.life.leg is replaced), None)
        if old is None or old.life.machine.stage not in TALKING:
            leg.reject(481)
            return
        call = self._make_successor(old, leg, invitation)
        call.addListener(_Relief(old))
        call.life.handle(events.SuccessorArrived(at=call.life.now(), offer=invitation.offer))

    def _wait(self, ours: Call, leg: Leg, invitation: Invitation) -> None:
        """Keep theirs without ringing: the other end will take it back and answer ours."""
        if ours.callId in self._waiting:
            leg.reject(486)
            return
        log.info("call %s waits for call %s", invitation.call_id, ours.callId)
        waiting = WaitingInvitation(ours, leg, invitation, self._waited)
        self._waiting[ours.callId] = waiting
        self._host.observe(leg, waiting)
        ours.addListener(waiting)

    def _waited(self, waiting: WaitingInvitation) -> None:
        """Ours has ended or was answered: theirs is refused, or rings after all."""
        self._waiting.pop(waiting.ours.callId, None)
        waiting.ours.removeListener(waiting)
        if waiting.is_gone:
            return
        if waiting.ours.life.machine.stage is Stage.ENDED:
            self._ring(waiting.leg, waiting.invitation)
        else:
            waiting.leg.reject(486)

    def _make_successor(self, old: Call, leg: Leg, invitation: Invitation) -> Call:
        call = self._make(leg, invitation, is_held=old.life.media.wants_hold)
        media, before = call.life.media, old.life.media
        media.is_muted = before.is_muted
        media.is_video_paused = before.is_video_paused or not old.life.terms.video
        return call

    def _make(self, leg: Leg, invitation: Invitation, *, is_held: bool = False) -> Call:
        terms = CallTerms(
            call_id=invitation.call_id,
            direction=CallDirection.INBOUND,
            remote_user_id=invitation.user_id,
            video=offers_video(invitation.offer),
            remote_display_name=invitation.display_name,
            headers=invitation.headers,
            is_verified=invitation.is_verified,
            account_id=invitation.account_id,
            is_held=is_held,
            referred_by=invitation.referred_by,
            is_room=invitation.is_focus,
        )
        call = Call(self._host, terms, leg)
        self._host.adopt(call)
        self._host.observe(leg, call.life)
        return call


class WaitingInvitation:
    """An invitation that crossed a call of ours and waits for what becomes of that; observes its own leg."""

    def __init__(
        self, ours: Call, leg: Leg, invitation: Invitation, then: Callable[[WaitingInvitation], None]
    ) -> None:
        self.ours = ours
        self.leg = leg
        self.invitation = invitation
        self.is_gone = False
        self._then = then

    # What our own call tells (CallListener).

    def onCallAnswered(self, call: Call) -> None:
        """Hear that ours was answered."""
        self._then(self)

    def onCallEnded(self, call: Call) -> None:
        """Hear that ours has ended."""
        self._then(self)

    # What the leg tells (LegObserver).

    def now(self) -> float:
        """Return the monotonic second."""
        return self.ours.life.now()

    def handle(self, event: events.CallEvent) -> None:
        """Hear that theirs was taken back."""
        ends = (events.CancelReceived, events.ByeReceived, events.SignallingFailed, events.RejectReceived)
        if isinstance(event, ends):
            log.info("call %s is taken back", self.invitation.call_id)
            self.is_gone = True

    def informed(self, content_type: str, body: bytes) -> None:
        """Take an INFO: there is no dialog yet that it could be in."""

    def told(self, method: str, content_type: str, body: bytes) -> None:
        """Take a message: likewise."""

    def info_refused(self, status: int) -> None:
        """Hear of an INFO of ours: none is sent."""

    def confirmed(self) -> None:
        """Hear of a dialog: this one never comes to that."""

    def named(self, display_name: str) -> None:
        """Take a name: the invitation holds it already."""


class _Relief:
    """Ends the old call when the new one is established; a new one that fails leaves the old one alone."""

    def __init__(self, old: Call) -> None:
        self._old = old

    def onCallEstablished(self, call: Call) -> None:
        """Hear that media flows in the new call."""
        self._old.life.give_way(call)
