"""The part of a call of the gateway that lets another client have it."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from core.service.gateway.calls.phases import Happened, Phase
from core.service.gateway.calls.reoffers import End, Reoffers, Side
from core.service.gateway.calls.transfers.handover import Handover
from core.service.gateway.calls.transfers.referrals import TransferRefused, Transfers, TransferTargets
from core.service.gateway.media.bridge import MediaBridge
from core.sip.agent.events import (
    AgentEvent,
    ReferReceived,
    ReinviteAnswered,
    ReinviteFailed,
    ReinviteReceived,
)

if TYPE_CHECKING:
    from core.service.gateway.calls.call import GatewayCall
    from core.service.gateway.calls.transfers.handovers import Handovers

log = logging.getLogger(__name__)

_BUSY, _OVER = 491, 481


class HandedOn:
    """A call between a client and somebody outside, whose client may change. See ``Handover``."""

    number: int
    phase: Phase
    caller: Side
    transfer_targets: TransferTargets | None
    _loop: asyncio.AbstractEventLoop
    _ends: dict[Side, End]
    _media: MediaBridge | None
    _reoffers: Reoffers | None
    _transfers: Transfers | None
    _ringing: asyncio.Task[None] | None

    handovers: Handovers | None = None
    """Who puts another client in the place of the one in this call; None: nobody."""
    _handover: Handover | None = None
    _leaving: asyncio.Task[None] | None = None

    @property
    def media(self) -> MediaBridge | None:
        """The media between the two ends; None before there is any."""
        return self._media

    @property
    def own_number(self) -> str:
        """The number of the one who has the clients' end, as this call shows it; empty for none."""
        return ""

    @abstractmethod
    def _put(self, work: Callable[[], Coroutine[Any, Any, None]]) -> bool: ...

    @abstractmethod
    def _hang_up(self, side: Side) -> None: ...

    @abstractmethod
    def _leave_caller_alone(self) -> None: ...

    @abstractmethod
    async def _happened(self, happened: Happened, *, status: int = 0, body: bytes = b"") -> None: ...

    @abstractmethod
    def media_ended(self, media: MediaBridge, sentence: str) -> None:
        """Take it that media cannot go on."""

    # --- what is heard --------------------------------------------------------------------------------

    async def _handle_handover(self, side: Side, event: AgentEvent) -> bool:
        """Take what concerns a change of clients; return whether that was all."""
        handover, session = self._handover, getattr(event, "session", None)
        if side is Side.CLIENT and handover is not None and session is handover.session:
            await handover.heard(event)
            return True
        if side is Side.CLIENT and self.phase is Phase.CONNECTED and session is not self._ends[side].session:
            return True  # of a client that has handed the call on
        if handover is None or not handover.is_offering:
            return False
        match event:
            case ReinviteAnswered(body=body) if side is Side.OUTSIDE:
                await handover.agreed(body)
            case ReinviteFailed(status=status) if side is Side.OUTSIDE:
                handover.disagreed(status)
            case ReinviteReceived():
                event.session.reject_reinvite(_BUSY, self._loop.time())
                self._ends[side].line.pump()
            case _:
                return False
        return True

    @property
    def _hands_on(self) -> bool:
        """Whether a REFER of the client is carried out here: whoever is outside would bill us for it."""
        targets = self.transfer_targets
        return self.handovers is not None and targets is not None and targets.bills_us

    async def _hand_on(self, asked: ReferReceived) -> None:
        end = self._ends[Side.CLIENT]
        try:
            if self.handovers is None or self._handover is not None or self.phase is not Phase.CONNECTED:
                raise TransferRefused(_BUSY, "the call is being set up, or transferred already")
            self._handover = await self.handovers.send(self._whole, asked)
            end.session.accept_refer(end.line.now())
        except TransferRefused as error:
            log.info("a transfer is refused: %s", error)
            end.session.reject_refer(error.status, end.line.now())
        end.line.pump()

    def give_to(self, end: End) -> None:
        """Let a client have this call that has come by itself, and whose INVITE waits for an answer."""
        if not self._put(lambda: self._give_to(end)):
            end.session.reject(_OVER, end.line.now())
            end.line.pump()

    async def _give_to(self, end: End) -> None:
        try:
            if self.handovers is None or self._handover is not None or self.phase is not Phase.CONNECTED:
                raise TransferRefused(_BUSY, "the call is being set up, or transferred already")
            self._handover = await self.handovers.come(self._whole)
            await self._handover.comes(end)
        except TransferRefused as error:
            log.info("a call is not taken over: %s", error)
            end.session.reject(error.status, end.line.now())
            end.line.pump()

    @property
    def is_quiet(self) -> bool:
        """See ``HandedCall``."""
        return self._reoffers is None or not self._reoffers.is_busy

    def let_hear_ringing(self) -> None:
        """See ``HandedCall``."""
        if self._ringing is None and self._media is not None:
            self._ringing = self._loop.create_task(self._media.ring(to_client=False))

    def handed_over(self, end: End, media: MediaBridge) -> None:
        """See ``HandedCall``."""
        self._leave_caller_alone()
        self._ringing = self._handover = self._transfers = None
        self._hang_up(Side.CLIENT)
        before, self._media = self._media, media
        media.on_ended = lambda sentence: self.media_ended(media, sentence)
        self._ends[Side.CLIENT] = end
        self._reoffers = Reoffers(self._ends, media)
        if before is not None:
            self._leaving = self._loop.create_task(before.close(), name="media of a client that has left")

    def not_handed_over(self) -> None:
        """See ``HandedCall``."""
        self._leave_caller_alone()
        self._ringing = self._handover = None
        if self._ends[Side.CLIENT].session.is_ended:
            side = Happened.CALLER_GONE if self.caller is Side.CLIENT else Happened.CALLEE_GONE
            self._put(lambda: self._happened(side))

    def take_outside_back(self, *, is_answered: bool) -> None:
        """See ``HandedCall``."""
        reoffers = self._reoffers
        if reoffers is None:
            return
        reoffers.take_back()
        if is_answered:
            self._put(lambda: reoffers.answered(Side.OUTSIDE, b""))

    def later(self, work: Callable[[], object]) -> None:
        """See ``HandedCall``."""

        async def do() -> None:
            work()

        self._put(do)

    def _go_on_handing(self) -> None:
        if self._handover is not None:
            self._handover.go_on()

    @property
    @abstractmethod
    def _whole(self) -> GatewayCall: ...
