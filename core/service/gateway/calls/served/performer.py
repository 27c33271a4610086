"""Carries out what backends want done in calls that the gateway has: answer, play files, send keys."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from core.ports import SAMPLE_RATE
from core.service.callbacks.events import ILLEGAL_SVAML, INTERNAL_ERROR, MenuInput, MenuResult
from core.service.callbacks.menu_walk import MenuWalk
from core.service.callbacks.svaml.actions import RunMenu
from core.service.callbacks.svaml.instructions import Answer, Instruction, PlayFiles, Say, SendDtmf
from core.service.callbacks.verdicts import Abilities, Complaint
from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.calls.reoffers import Side
from core.service.gateway.calls.served.menu_leader import MenuLeader
from core.service.gateway.media.announcements.naming import PromptError, prompts_of
from core.service.media.refusal import MediaRefused
from core.service.routing.screening import HeldCall

if TYPE_CHECKING:
    from core.service.callbacks.performing import Audience
    from core.service.gateway.media.announcements.playback import Piece
    from core.service.gateway.media.announcements.prompts import Prompts

log = logging.getLogger(__name__)

LONGEST = 600.0
"""Seconds that all instructions of one answer may take; what is not done by then is left undone."""
_ABILITIES = Abilities(frozenset({"answer", "playFiles", "sendDtmf"}), frozenset({"runMenu"}))


class CallPerformer:
    """``calls`` returns the gateway's calls. On the service's loop only.

    ``has_lines``: there is a way into the telephone network. ``speaks``: texts can be said.
    """

    def __init__(
        self,
        calls: Callable[[], Iterable[GatewayCall]],
        prompts: Callable[[], Awaitable[Prompts]],
        *,
        has_lines: bool = False,
        speaks: bool = False,
    ) -> None:
        self._has_lines = has_lines
        self._speaks = speaks
        self._calls = calls
        self._deferred: dict[str, tuple[tuple[Instruction, ...], Audience]] = {}
        self._prompts = prompts

    def abilities(self, held: HeldCall) -> Abilities:
        """Return what can be done with a call: no menus, as long as the gateway does not have it."""
        features = _ABILITIES.features if self.has(held) else frozenset()
        if self._has_lines:
            features |= {"dtmf"}
        instructions = _ABILITIES.instructions | ({"say"} if self._speaks else set())
        return replace(
            _ABILITIES, instructions=instructions, features=features, shows_numbers=self._has_lines
        )

    def has(self, held: HeldCall) -> bool:
        """Whether the gateway has the call already."""
        return self._find(held.request.call_id) is not None

    def defer(self, held: HeldCall, instructions: tuple[Instruction, ...], audience: Audience) -> None:
        """Carry out instructions when the gateway gets the call, before it calls anybody."""
        self._deferred[held.request.call_id] = (instructions, audience)

    def forget(self, held: HeldCall) -> None:
        """A call is over: what was deferred is not done any more."""
        self._deferred.pop(held.request.call_id, None)

    async def press(self, held: HeldCall, keys: str, audience: Audience) -> None:
        """Send keys to the callee, who has just answered."""
        call = self._find(held.request.call_id, is_out=True)
        try:
            if call is not None:
                await call.play(_keys(keys), to_callee=True)
        except MediaRefused as error:
            audience.complain(Complaint(INTERNAL_ERROR, f"dtmf failed: {error.reason}"))

    def listen(self, held: HeldCall, on_key: Callable[[str], None]) -> None:
        """Tell each key that a caller from outside presses from now on."""
        call = self._find(held.request.call_id)
        if call is not None and call.caller is Side.OUTSIDE:
            call.listen(on_key)

    def _find(self, call_id: str, *, is_out: bool = False) -> GatewayCall | None:
        """Return the call with this Call-ID on the clients' side; of two, the one that came from outside.

        ``is_out``: the other one, which was made to somebody outside.
        """
        found = [call for call in self._calls() if call.client_call_id == call_id]
        if is_out:
            found = [call for call in found if call.caller is Side.CLIENT]
        return min(found, key=lambda call: call.caller is Side.CLIENT, default=None)

    async def prelude(self, call: GatewayCall) -> None:
        """Carry out what was deferred until now."""
        instructions, audience = self._deferred.pop(call.client_call_id, ((), None))
        if audience is None or call.caller is not Side.CLIENT:
            return
        call.on_joined = audience.joined
        await self._perform(call, instructions, audience)
        audience.performed()

    async def perform(
        self, held: HeldCall, instructions: tuple[Instruction, ...], audience: Audience
    ) -> None:
        """Carry out instructions in order. What cannot be done is told, and the next one follows."""
        call = self._find(held.request.call_id)
        if call is not None:
            await self._perform(call, instructions, audience)

    async def _perform(
        self, call: GatewayCall, instructions: tuple[Instruction, ...], audience: Audience
    ) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                for each in instructions:
                    await self._do(call, each, audience)
        except TimeoutError:
            what = f"instructions may take {LONGEST:.0f} seconds: the others are left undone"
            audience.complain(Complaint(INTERNAL_ERROR, what))

    async def run_menu(
        self, held: HeldCall, walk: MenuWalk, action: RunMenu, audience: Audience
    ) -> MenuResult:
        """Answer the caller and lead them through menus; return what came of it."""
        call = self._find(held.request.call_id)
        if call is None:
            return walk.result(MenuInput.ERROR)

        async def load(text: str) -> tuple[Piece, ...]:
            return await self._prompt(text, action.locale, audience)

        try:
            async with asyncio.timeout(LONGEST):
                await call.attend(answers=True)
                audience.attended()
                return await MenuLeader(call, load, barges=action.barge).lead(walk)
        except TimeoutError:
            return walk.result(MenuInput.TIMEOUT)
        except MediaRefused as error:
            audience.complain(Complaint(INTERNAL_ERROR, f"runMenu failed: {error.reason}"))
            return walk.result(MenuInput.ERROR)

    async def _do(self, call: GatewayCall, instruction: Instruction, audience: Audience) -> None:
        try:
            match instruction:
                case Answer():
                    await call.attend(answers=True)
                    audience.attended()
                case PlayFiles(ids, locale):
                    await self._play(call, await self._files(ids, locale, audience))
                case Say(text, locale):
                    await self._play(call, await self._speech(text, locale, audience))
                case SendDtmf(value):
                    await self._play(call, _keys(value))
        except MediaRefused as error:
            audience.complain(Complaint(INTERNAL_ERROR, f"{instruction.name} failed: {error.reason}"))

    async def _play(self, call: GatewayCall, pieces: tuple[Piece, ...]) -> None:
        if pieces:
            await call.attend(answers=False)
            await call.play(pieces)

    async def _speech(self, text: str, locale: str, audience: Audience) -> tuple[Piece, ...]:
        """Return a text as it is spoken; nothing where it cannot be."""
        prompts = await self._prompts()
        from core.service.gateway.media.announcements.playback import Sound

        try:
            return (Sound(await prompts.say(text, locale)),)
        except PromptError as error:
            _complain(error, audience)
            return ()

    async def _prompt(self, text: str, locale: str, audience: Audience) -> tuple[Piece, ...]:
        """Return the sounds that the text of a menu joins."""
        try:
            return await self._files(prompts_of(text), locale, audience)
        except PromptError as error:
            audience.complain(Complaint(ILLEGAL_SVAML, str(error)))
            return ()

    async def _files(self, names: tuple[str, ...], locale: str, audience: Audience) -> tuple[Piece, ...]:
        """Return what can be played of these; nothing is loaded any more once it is too long to be heard."""
        prompts = await self._prompts()
        from core.service.gateway.media.announcements.playback import Sound

        pieces: list[Piece] = []
        known: dict[str, Sound] = {}
        samples = 0
        for name in names:
            if samples > LONGEST * SAMPLE_RATE:
                what = f"prompts may take {LONGEST:.0f} seconds: the others are left out"
                audience.complain(Complaint(INTERNAL_ERROR, what))
                break
            try:
                sound = known[name] = known.get(name) or Sound(await prompts.load(name, locale))
            except PromptError as error:
                _complain(error, audience)
                continue
            pieces.append(sound)
            samples += len(sound.samples)
        return tuple(pieces)


def _complain(error: PromptError, audience: Audience) -> None:
    log.info("a prompt cannot be played: %s", error)
    code = ILLEGAL_SVAML if error.is_asked_wrongly else INTERNAL_ERROR
    audience.complain(Complaint(code, str(error)))


def _keys(value: str) -> tuple[Piece, ...]:
    from core.service.gateway.media.announcements.playback import keys_of

    return keys_of(value)
