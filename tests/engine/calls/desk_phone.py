"""A person's switchboard on a fake world: real calls and a real phone book, no network, no devices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from core.calling import Call
from core.calling.machine import events
from core.engine.account.provider_accounts import ProviderAccounts
from core.engine.calls.switchboard import Switchboard
from core.engine.people.phonebook import PhoneBook
from core.engine.pictures import PictureBoard
from core.engine.tasks import TaskGroup
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.snapshots import CallSnapshot
from core.storage import Store
from tests.calling.fakes import FakeLeg, Heard, World

LIVE = ("answered", "established")


class DeskPhone:
    """Ada's calls as her window sees them, and the invariant that she is heard in one call at most."""

    def __init__(self, world: World, path: Path) -> None:
        self.world = world
        self.path = path
        self.said: list[str] = []
        self.keys: list[str] = []
        self._changed = asyncio.Event()
        self._looks: list[Callable[[], None]] = []

    async def open(self) -> DeskPhone:
        store = Store()
        await store.open(self.path)
        self.book = PhoneBook(store, self._say)
        await self.book.load()
        self.local_media = LocalMedia(FakeDevices())
        self.local_media.show_test_devices(True)
        self.pictures = PictureBoard()
        self.providers = ProviderAccounts(TaskGroup(), self._say)
        self.board = Switchboard(
            self.local_media, self.pictures, self.book, self.providers, self._change, self._say
        )
        self.client, _ = await self.world.started("ada")
        self.board.attach(self.client)
        return self

    async def close(self) -> None:
        await self.board.close()
        await self.client.terminate()
        self.local_media.close()
        await self.book.store.close()

    @property
    def calls(self) -> tuple[CallSnapshot, ...]:
        """What the window is shown now; one call at most has the microphone, and only it sends sound."""
        calls = self.board.snapshots()
        assert sum(call.has_microphone for call in calls) <= 1, calls
        for line in self.board._lines.values():
            media = line.call.media
            if media is not None and line.is_answered and self.board.floor is not line:
                assert media.held or media.muted, f"{line.name} hears Ada"  # type: ignore[attr-defined]
            if media is not None and line.call.state == "established" and self.board.floor is line:
                is_heard = not (media.held or media.muted)  # type: ignore[attr-defined]
                assert is_heard or line.is_muted or line.call.isOnHold, f"{line.name} does not hear Ada"
        return calls

    def call_with(self, name: str) -> CallSnapshot:
        """The newest call with ``name``."""
        return next(call for call in reversed(self.calls) if call.remote_name == name)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Return once ``is_so`` holds; it is looked at after each change."""
        async with asyncio.timeout(2):
            while not is_so():
                self._changed.clear()
                await self._changed.wait()

    async def shows(self, name: str, state: str, **fields: object) -> CallSnapshot:
        """Return the call with ``name`` once it is in ``state`` and has ``fields``."""

        def is_so() -> bool:
            return any(
                call.remote_name == name
                and call.state == state
                and all(getattr(call, field) == value for field, value in fields.items())
                for call in self.calls
            )

        await self.until(is_so)
        return self.call_with(name)

    async def history(self, count: int) -> list[str]:
        """Return how the last ``count`` calls ended, oldest first, once they are written."""
        await self.until(lambda: len(self.book.calls.state.history) >= count)
        return [entry.end_text for entry in reversed(self.book.calls.state.history)]

    async def friend(self, name: str, display_name: str = "") -> Friend:
        """Return somebody else, online."""
        client, heard = await self.world.started(name)
        client.displayName = display_name or name
        return Friend(self, client.callClient, heard, name)

    async def talks_to(self, friend: Friend) -> CallSnapshot:
        """Call ``friend``, who answers."""
        await self.board.place(friend.name, video=False)
        await friend.heard.hears("incoming")
        await friend.heard.calls[-1].answer()
        await friend.heard.hears("established")
        return await self.shows(friend.name, "established")

    def _say(self, text: str) -> None:
        self.said.append(text)
        self._changed.set()

    def watch(self, look: Callable[[], None]) -> None:
        """Have ``look`` called at each change."""
        self._looks.append(look)

    def _change(self) -> None:
        self._changed.set()
        for look in self._looks:
            look()


class Friend:
    """Somebody with an ordinary client."""

    def __init__(self, ada: DeskPhone, calls: object, heard: Heard, name: str) -> None:
        self.ada, self.calls, self.heard, self.name = ada, calls, heard, name

    async def rings(self, **fields: object) -> CallSnapshot:
        """Call Ada, and return how her window shows it."""
        await self.dials()
        return await self.ada.shows(self.name, "initiating", **fields)

    async def dials(self) -> Call:
        """Call Ada."""
        self.call: Call = await self.calls.callUser("ada")  # type: ignore[attr-defined]
        self.call.addListener(self.heard)
        return self.call

    def refuses_to_be_held(self) -> None:
        """Answer the next re-INVITEs of Ada's call with 488."""
        leg = self.heard.calls[-1].life.leg
        assert isinstance(leg, FakeLeg) and isinstance(leg.peer, FakeLeg)

        def refuse(offer: str) -> None:
            leg.tell(events.ReofferRefused, status=488)

        leg.peer.reoffer = refuse  # type: ignore[method-assign]
