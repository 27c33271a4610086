"""Transfers of one call: sending the other side to somebody else, and being sent (RFC 3515, 3891, 5589)."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.calling import arguments
from core.calling.call.details import CallEndCause
from core.calling.errors import ArgumentError, InvalidOperation
from core.calling.machine import events
from core.calling.machine import transfer_machine as transfer
from core.calling.machine.transfer_machine import TransferMachine, TransferStage, TransferState
from core.calling.ports import Leg
from core.calling.targets import Target
from core.sentences import sentence

if TYPE_CHECKING:
    from core.calling.call.call import Call
    from core.calling.call.life import CallLife

log = logging.getLogger(__name__)

PATIENCE = 120.0
"""Seconds without a word after which a transfer has failed, or a request has gone unanswered."""
_STATUS_OF_ENDING = {
    CallEndCause.DENIED: 603,
    CallEndCause.NO_ANSWER: 480,
    CallEndCause.TIMEOUT: 408,
    CallEndCause.CANCELED: 487,
    CallEndCause.OTHER_DEVICE_ANSWERED: 487,
}


@dataclass(frozen=True, slots=True)
class TransferProgress:
    """How far a transfer is that we asked for."""

    state: TransferState
    message: str = ""
    """Why it failed, as a sentence for a person."""


class TransferRequest:
    """The other side asks us to call somebody else. The first of ``accept`` and ``reject`` counts."""

    def __init__(self, transfers: Transfers, received: events.ReferReceived) -> None:
        self._transfers = transfers
        self._received = received

    @property
    def target(self) -> str:
        """Whom to call: a user id, ``user@domain``, ``+E164`` or a ``sip:`` address."""
        return self._received.target

    @property
    def target_name(self) -> str:
        """What the other side calls the one to be called: unproven, and empty if it does not say."""
        return self._received.target_name

    @property
    def replaces_call(self) -> bool:
        """Whether somebody over there talks to the other side already and is handed over to us."""
        return self._received.replaces is not None

    def accept(self) -> Call:
        """Call ``target``; the new call takes this one's place once it is established.

        Raises ``InvalidOperation`` when the request is answered already, has gone unanswered for too long,
        or the client is not started.
        """
        return self._transfers.accept(self._received)

    def reject(self) -> None:
        """Stay in this call; the other side hears "declined". Without effect on an answered request."""
        self._transfers.reject(self._received)


class Transfers:
    """The transfer of one call that is under way, if any."""

    def __init__(self, life: CallLife) -> None:
        self._life = life
        self._machine = TransferMachine()
        self._target: tuple[Target, Leg | None] | None = None
        self._request: events.ReferReceived | None = None
        self._successor: Call | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no transfer is under way."""
        return self._machine.stage is TransferStage.IDLE

    def send_to(self, target: Target, replaces: Leg | None = None) -> None:
        """Ask the other side to call ``target``, taking over the call of ``replaces``."""
        self._target = (target, replaces)
        self.take(events.TransferWanted(at=self._life.now()))

    def take(self, event: events.TransferEvent) -> None:
        """Take what the network or the application says."""
        before = self._machine
        self._machine, todo = transfer.step(before, event)
        if self._machine.stage is not before.stage:
            log.info(
                "call %s: transfer %s -> %s",
                self._life.call_id,
                before.stage.value,
                self._machine.stage.value,
            )
            self._restart_timer()
        for effect in todo:
            self._carry_out(effect)

    def accept(self, received: events.ReferReceived) -> Call:
        """See ``TransferRequest.accept``."""
        self._life.owner.check_loop()
        if self._request is not received or self._machine.stage is not TransferStage.ASKED:
            raise InvalidOperation("this request to call somebody else is no longer open")
        if not self._life.owner.isStarted():
            raise InvalidOperation("the client is not started")
        self.take(events.TransferAccepted(at=self._life.now()))
        assert self._successor is not None
        return self._successor

    def reject(self, received: events.ReferReceived) -> None:
        """See ``TransferRequest.reject``."""
        self._life.owner.check_loop()
        if self._request is received:
            self.take(events.TransferRejected(at=self._life.now()))

    def call_ended(self) -> None:
        """The call is over: what was asked of the other side is not known to have come to anything.

        Who asked us still hears how the call goes that they asked for: its end is the end of their waiting.
        """
        if self._machine.stage is TransferStage.DIALLING:
            return
        if self._machine.stage in (TransferStage.REFERRING, TransferStage.TRYING, TransferStage.RINGING):
            self._tell(TransferState.FAILED, sentence("The call ended before the transfer was confirmed."))
        self._machine = TransferMachine()
        self._request = None
        self._restart_timer()

    # What the successor tells (CallListener).

    def onCallRinging(self, call: Call) -> None:
        """Hear that the one we were sent to rings."""
        self.take(events.SuccessorProgressed(at=self._life.now(), status=180))

    def onCallEstablished(self, call: Call) -> None:
        """Hear that we talk to the one we were sent to."""
        self.take(events.SuccessorProgressed(at=self._life.now(), status=200))

    def onCallEnded(self, call: Call) -> None:
        """Hear that the call to the one we were sent to is over."""
        details = call.details
        status = _STATUS_OF_ENDING.get(details.endCause, 487)
        if details.wasBusy:
            status = 486
        elif details.error is not None and 400 <= details.error.code <= 699:
            status = details.error.code
        elif details.error is not None:
            status = 500
        if self._machine.stage is TransferStage.DIALLING:
            self.take(events.SuccessorProgressed(at=self._life.now(), status=status))

    # The inside.

    def _carry_out(self, effect: transfer.TransferEffect) -> None:
        match effect:
            case transfer.TellProgress(state, message):
                self._tell(state, message)
            case transfer.Leave():
                self._life.handle(events.UserHungUp(at=self._life.now()))
            case transfer.AskUser(request):
                self._ask(request)
            case transfer.DialSuccessor():
                self._dial()
            case transfer.GiveWay():
                assert self._successor is not None
                self._life.give_way(self._successor)
            case transfer.Forgotten(event, stage):
                log.info(
                    "call %s: %s means nothing while the transfer is %s",
                    self._life.call_id,
                    type(event).__name__,
                    stage,
                )
            case _:
                self._send(effect)

    def _send(self, effect: transfer.TransferEffect) -> None:
        leg = self._life.leg
        if leg is None:
            return
        match effect:
            case transfer.SendRefer():
                assert self._target is not None
                leg.refer(*self._target)
            case transfer.AcceptRefer():
                leg.accept_refer()
            case transfer.RejectRefer(status):
                leg.reject_refer(status)
            case transfer.NotifyRefer(status):
                leg.notify_refer(status)

    def _ask(self, received: events.ReferReceived) -> None:
        self._request = received
        try:
            arguments.transfer_target(received.target)
        except ArgumentError:
            log.info("call %s: sent to an address that nobody can call", self._life.call_id)
            self.take(events.TransferRejected(at=self._life.now()))
            return
        request = TransferRequest(self, received)
        if self._life.notify("onTransferRequested", request):
            return
        log.info("call %s: sent to another call, and nobody objects", self._life.call_id)
        try:
            request.accept()
        except InvalidOperation as error:
            log.info("call %s: %s", self._life.call_id, error)
            request.reject()

    def _dial(self) -> None:
        assert self._request is not None
        self._successor = self._life.owner.dial_successor(self._life.call, self._request, self)

    def _tell(self, state: TransferState, message: str) -> None:
        self._life.notify("onTransferProgress", TransferProgress(state, message))

    def _restart_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._machine.stage not in (TransferStage.IDLE, TransferStage.DIALLING):
            self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._time_out)

    def _time_out(self) -> None:
        self.take(events.TransferTimedOut(at=self._life.now()))
