"""Carries out what backends want done in calls that the gateway has: answer, play files, send keys."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from core.service.callbacks.events import ILLEGAL_SVAML, INTERNAL_ERROR
from core.service.callbacks.svaml.instructions import Answer, Instruction, PlayFiles, SendDtmf
from core.service.callbacks.verdicts import Abilities, Complaint
from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.media.bridge import MediaRefused
from core.service.routing.screening import HeldCall

if TYPE_CHECKING:
    from core.service.gateway.media.announcements.playback import Piece
    from core.service.gateway.media.announcements.prompts import Prompts

log = logging.getLogger(__name__)

LONGEST = 600.0
"""Seconds that all instructions of one answer may take; what is not done by then is left undone."""
_ABILITIES = Abilities(frozenset({"answer", "playFiles", "sendDtmf"}))
_NOTHING = Abilities()
Complain = Callable[[Complaint], None]


class CallPerformer:
    """``find`` returns the gateway's call of a Call-ID on the clients' side. On the service's loop only.

    ``has_lines``: there is a way into the telephone network.
    """

    def __init__(
        self,
        find: Callable[[str], GatewayCall | None],
        prompts: Callable[[], Awaitable[Prompts]],
        *,
        has_lines: bool = False,
    ) -> None:
        self._has_lines = has_lines
        self._find = find
        self._prompts = prompts

    def abilities(self, held: HeldCall) -> Abilities:
        """Return what can be done with a call: no more than call numbers, if the gateway does not have it."""
        found = _ABILITIES if self._find(held.request.call_id) is not None else _NOTHING
        return replace(found, shows_numbers=self._has_lines)

    async def perform(
        self, held: HeldCall, instructions: tuple[Instruction, ...], complain: Complain
    ) -> None:
        """Carry out instructions in order. What cannot be done is told, and the next one follows."""
        call = self._find(held.request.call_id)
        if call is None:
            return
        try:
            async with asyncio.timeout(LONGEST):
                for each in instructions:
                    await self._do(call, each, complain)
        except TimeoutError:
            what = f"instructions may take {LONGEST:.0f} seconds: the others are left undone"
            complain(Complaint(INTERNAL_ERROR, what))

    async def _do(self, call: GatewayCall, instruction: Instruction, complain: Complain) -> None:
        try:
            match instruction:
                case Answer():
                    await call.attend(answers=True)
                case PlayFiles(ids):
                    await self._play(call, await self._files(ids, complain))
                case SendDtmf(value):
                    await self._play(call, _keys(value))
        except MediaRefused as error:
            complain(Complaint(INTERNAL_ERROR, f"{instruction.name} failed: {error.reason}"))

    async def _play(self, call: GatewayCall, pieces: tuple[Piece, ...]) -> None:
        if pieces:
            await call.attend(answers=False)
            await call.play(pieces)

    async def _files(self, names: tuple[str, ...], complain: Complain) -> tuple[Piece, ...]:
        prompts = await self._prompts()
        from core.service.gateway.media.announcements.decoding import PromptError
        from core.service.gateway.media.announcements.playback import Sound

        pieces = []
        for name in names:
            try:
                pieces.append(Sound(await prompts.load(name)))
            except PromptError as error:
                log.info("a prompt cannot be played: %s", error)
                code = ILLEGAL_SVAML if error.is_asked_wrongly else INTERNAL_ERROR
                complain(Complaint(code, str(error)))
        return tuple(pieces)


def _keys(value: str) -> tuple[Piece, ...]:
    from core.service.gateway.media.announcements.playback import keys_of

    return keys_of(value)
