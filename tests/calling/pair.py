"""Alice and Bob in memory, and a call between them as far as a test wants it."""

from __future__ import annotations

from typing import Any

from tests.calling.fakes import FakeLeg, FakeMedia, World


class Pair:
    """Two clients of one world; ``out`` and ``incoming`` are the two ends of their call."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def start(self) -> Pair:
        self.alice, self.hears_alice = await self.world.started("alice")
        self.bob, self.hears_bob = await self.world.started("bob")
        return self

    async def ring(self, *, video: bool = False, headers: dict[str, str] | None = None) -> Pair:
        client = self.alice.callClient
        self.out = await (client.callUserVideo if video else client.callUser)("bob", headers)
        self.out.addListener(self.hears_alice)
        await self.hears_bob.hears("incoming")
        self.incoming = self.hears_bob.calls[-1]
        await self.hears_alice.hears("ringing")
        return self

    async def talk(self, **options: Any) -> Pair:
        await self.ring(**options)
        await self.incoming.answer()
        await self.hears_alice.hears("established")
        await self.hears_bob.hears("established")
        return self

    @property
    def legs(self) -> tuple[FakeLeg, FakeLeg]:
        """The signalling of the last call: Alice's end and Bob's."""
        ours, theirs = self.world.service.legs[-2:]
        return ours, theirs

    @property
    def media(self) -> tuple[FakeMedia, FakeMedia]:
        """The media of the first call: Alice's and Bob's."""
        first, second = self.world.media[:2]
        return first, second
