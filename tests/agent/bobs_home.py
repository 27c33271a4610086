"""Bob's profile with his window closed, an agent process, and whoever calls him at a real service."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.agent.household import FILE
from core.agent.subscription_store import ProfilePushStore
from core.calling import SinchClient
from core.ports import MemoryVault
from core.storage import Store
from tests.calling.fakes import Heard, World
from tests.calling.test_managed_push import PushBureau
from tests.told_process import ToldProcess


class Home:
    """Bob's profile: the service knows how to wake him, and his window is closed."""

    def __init__(self, bureau: PushBureau, profile: Path) -> None:
        self.bureau = bureau
        self.profile = profile
        self.agents: list[ToldProcess] = []

    async def close_window(self) -> None:
        bob, _ = await self.bureau.bob()
        await bob.terminateGracefully()

    async def agent(self, *, waits: bool = True) -> ToldProcess:
        started = ToldProcess("tests.agent.told_agent", os.environ)
        self.agents.append(started)
        started.do("begin", self.profile)
        if waits:
            await self.hears(started, open=True)
        return started

    async def hears(self, agent: ToldProcess, **words: Any) -> dict[str, Any]:
        return await asyncio.to_thread(
            agent.wait_for, lambda told: all(told.get(name) == value for name, value in words.items())
        )

    async def history(self) -> list[Any]:
        store = Store()
        await store.open(self.profile / FILE)
        try:
            return await store.history()
        finally:
            await store.close()


@pytest.fixture
async def bobs(world: World, tmp_path: Path) -> AsyncIterator[Home]:
    bureau = PushBureau(world, tmp_path / "service")
    profile = tmp_path / "profile"
    profile.mkdir()
    bureau.store = ProfilePushStore(profile, MemoryVault())  # type: ignore[assignment]
    await bureau.open()
    bobs = Home(bureau, profile)
    await bobs.close_window()
    yield bobs
    for agent in bobs.agents:
        await asyncio.to_thread(agent.end)
    await world.close()
    await bureau.shut()


async def calling(bobs: Home) -> tuple[SinchClient, Heard, Any]:
    alice, heard = await bobs.bureau.started("alice")
    call = await alice.callClient.callUser("bob")
    call.addListener(heard)
    return alice, heard, call
