"""A router under supervision in memory, with people at it and a backend that is only pretended."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from core.service.callbacks.backend_client import BackendError
from core.service.callbacks.backends import Backend
from core.service.callbacks.events import CallbackEvent, MenuInput, MenuResult, written
from core.service.callbacks.menu_walk import MenuWalk
from core.service.callbacks.performing import Audience
from core.service.callbacks.supervision import Supervision
from core.service.callbacks.svaml.actions import RunMenu
from core.service.callbacks.svaml.instructions import Instruction
from core.service.callbacks.verdicts import Abilities, Complaint
from core.service.routing.screening import HeldCall
from core.sip.messages import Request
from tests.service.bench import DOMAIN, KEY, SECRET, Bench, call, taken

CONNECT = {"action": {"name": "connectMxp"}}
Answer = dict[str, Any] | bytes | BackendError


class Pretended:
    """The client of backends, with answers by event; what has none is answered ``{}``."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.answers: dict[str, Answer] = {"ice": CONNECT}
        self.held = asyncio.Event()
        self.held.set()
        self.is_closed = False

    async def ask(self, backend: Backend, event: CallbackEvent) -> bytes:
        assert backend.application == KEY
        self.told.append(json.loads(written(event)))
        await self.held.wait()
        answer = self.answers.get(event.name, {})
        if isinstance(answer, BackendError):
            raise answer
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    async def close(self) -> None:
        self.is_closed = True

    def of(self, *names: str) -> list[dict[str, Any]]:
        return [event for event in self.told if event["event"] in names]

    @property
    def names(self) -> list[str]:
        return [event["event"] for event in self.told]


class Performed:
    """Media that plays files and answers."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.breaks = False
        self.complaints: list[Complaint] = []

    def has(self, held: HeldCall) -> bool:
        return True

    def defer(self, held: HeldCall, instructions: tuple[Instruction, ...], audience: Audience) -> None:
        raise AssertionError("it has every call")

    def forget(self, held: HeldCall) -> None:
        """Nothing was deferred."""

    async def press(self, held: HeldCall, keys: str, audience: Audience) -> None:
        self.done.append(f"keys {keys}")

    def abilities(self, held: HeldCall) -> Abilities:
        return Abilities(frozenset({"playFiles", "answer"}))

    async def perform(
        self, held: HeldCall, instructions: tuple[Instruction, ...], audience: Audience
    ) -> None:
        for complaint in self.complaints:
            audience.complain(complaint)
        if self.breaks:
            raise RuntimeError("no media today")
        self.done += [each.name for each in instructions]

    async def run_menu(
        self, held: HeldCall, walk: MenuWalk, action: RunMenu, audience: Audience
    ) -> MenuResult:
        return walk.result(MenuInput.RETURN, "1")


class Stage:
    """A router under supervision, alice and bob at it, and what their backend hears."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.client = Pretended()
        self.performer = Performed()
        self.url = "https://backend.example/"
        self.make(performs=False)
        self.alice, self.bob = bench.client("alice"), bench.client("bob")

    def make(self, *, performs: bool) -> None:
        bench = self.bench
        self.supervision = Supervision(
            bench.router,
            self.client,
            self.backend,
            bench.pump,
            wall=lambda: bench.wall,
            clock=lambda: bench.now,
        )
        if performs:
            self.supervision.performances.performer = self.performer
        bench.router.screening = self.supervision
        bench.router.calls.on_answered = self.supervision.answered
        bench.router.calls.on_ended = self.supervision.ended

    def backend(self, application: str) -> Backend | None:
        return Backend(KEY, SECRET, self.url) if application == KEY and self.url else None

    async def settle(self) -> None:
        for _ in range(12):
            await asyncio.sleep(0)
        self.bench.pump()

    async def place(self, uri: str = f"sip:bob@{DOMAIN}", **more: Any) -> Request:
        invite = call(self.alice, uri, **more)
        await self.settle()
        return invite

    async def answered(self, status: int = 200) -> Request:
        """Place a call, and let bob answer it."""
        await self.place()
        invite = taken(self.bob, "INVITE")
        self.bob.answer(invite, status)
        await self.settle()
        return invite

    @property
    def heard(self) -> list[int]:
        """The answers that alice got and that say something."""
        return [status for status in self.alice.statuses() if status != 100]

    async def dice(self) -> dict[str, Any]:
        await self.settle()
        [found] = self.client.of("dice")
        assert self.supervision.calls == 0
        return found

    async def ending(self) -> str:
        found = await self.dice()
        return f"{found['result']} {found['reason']}"

    def complaint(self) -> tuple[int, str]:
        [found] = self.client.of("notify")
        assert found["type"] == "callingerror" and found["user"] == "alice"
        return found["errorCode"], found["errorMsg"]
