"""Alice, Bob and whom a test wants besides, at the real service in memory, in simulated time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from core.calling import Call
from tests.calling.fakes import World
from tests.calling.memory_bureau import Bureau
from tests.calling.simulated_time import run_simulated

LATENCY = 0.01
"""Seconds that a message takes between a client and the service."""


class Stage:
    """Alice calls Bob, who has two devices when a scenario wants them."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau
        self.world = bureau.world

    async def start(self, *devices: str) -> None:
        self.alice, self.hears_alice = await self.bureau.started("alice")
        self.bob, self.hears_bob = await self.bureau.started("bob")
        self.extra = [await self.bureau.started(user) for user in devices]

    async def dial(self, whom: str = "bob") -> Call:
        self.out = await self.alice.callClient.callUser(whom)
        self.out.addListener(self.hears_alice)
        return self.out

    async def ring(self) -> Call:
        await self.dial()
        await self.hears_bob.hears("incoming")
        self.incoming = self.hears_bob.calls[0]
        await self.hears_alice.hears("ringing")
        return self.incoming

    async def talk(self) -> None:
        await (await self.ring()).answer()
        await self.hears_alice.hears("established")
        await self.hears_bob.hears("established")

    async def over(self, *, callee: bool = True) -> None:
        await self.hears_alice.hears("ended")
        if callee:
            await self.hears_bob.hears("ended")

    def now(self) -> float:
        return asyncio.get_running_loop().time()


def on_stage(seed: int, folder: Path, play: Callable[[Stage], Awaitable[Any]], *devices: str) -> None:
    async def run() -> None:
        bureau = Bureau(folder, World(seed), latency=LATENCY)
        await bureau.open()
        stage = Stage(bureau)
        try:
            await stage.start(*devices)
            await play(stage)
        finally:
            await bureau.close()

    run_simulated(run())
