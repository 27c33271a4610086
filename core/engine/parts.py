"""What calls are made of: media, account, switchboard. Core thread only.

Importing this module loads aiortc, FFmpeg, NumPy, cryptography and aiohttp: one to two seconds of CPU on a
slow machine. ``core.engine.desk`` therefore imports it late and on another thread; nothing that the window
needs before its first picture may import it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from core.engine.account.account import Account
from core.engine.account.presence import own_presence, users_to_watch
from core.engine.calls.switchboard import Switchboard
from core.engine.options import EngineOptions
from core.engine.people.phonebook import PhoneBook
from core.engine.pictures import PREVIEW, PictureBoard
from core.engine.sound_desk import SoundDesk
from core.engine.tasks import TaskGroup
from core.media.devices.capture import LocalMedia
from core.media.devices.composite import CompositeDevices
from core.media.devices.device_port import Lease
from core.media.devices.fake import FakeDevices
from core.media.devices.screens import FakeScreens
from core.media.devices.system_sound import FakeSystemSound
from core.ports import DeviceHost, DeviceKind, ScreenHost, SystemSoundHost, Vault
from core.snapshots import ContactSnapshot

CLOCK_LOOK = 20.0
"""Seconds between looks at the clock for quiet hours."""


class Parts:
    """Media, account and calls of one person, wired together.

    ``on_change`` is called after each change, ``on_problem`` with sentences for the person,
    ``on_notice`` with sentences that may be good news, and whether they are bad.
    """

    def __init__(
        self,
        profile_dir: Path,
        host: DeviceHost,
        vault: Vault,
        options: EngineOptions,
        phonebook: PhoneBook,
        pictures: PictureBoard,
        tasks: TaskGroup,
        on_change: Callable[[], None],
        on_problem: Callable[[str], None],
        on_notice: Callable[[str, bool], None],
    ) -> None:
        self._options = options
        self._phonebook = phonebook
        self._on_change = on_change
        self._on_problem = on_problem
        self._fakes = FakeDevices()
        self._preview: list[Lease] = []
        self._account_lock = asyncio.Lock()
        self._tasks = tasks
        self._is_standing_due = False
        screens: ScreenHost | None = host if isinstance(host, ScreenHost) else None
        system_sound: SystemSoundHost | None = host if isinstance(host, SystemSoundHost) else None
        if options.fake_devices_only:
            screens, system_sound = FakeScreens(), FakeSystemSound()
        self.media = LocalMedia(CompositeDevices([host, self._fakes]), screens, system_sound)
        self.media.on_change = on_change
        self.media.on_notice = on_notice
        self.media.memory.restore(phonebook.remembered.device_sets)
        pictures.hang(PREVIEW, self.media.camera.preview)
        self.account = Account(profile_dir, vault, tasks, self._account_changed, lan=options.lan)
        self.switchboard = Switchboard(
            self.media, pictures, phonebook, self.account.providers, self._calls_changed, on_problem
        )
        self.apply_devices()
        self.sound = SoundDesk(self.media, phonebook, tasks, on_change)

    async def go_online(self) -> None:
        """Register at the service that is remembered, in place of the present registration."""
        async with self._account_lock:
            remembered = self._phonebook.remembered
            await self.account.close_client(for_good=self.account.leaves(remembered))
            client = await self.account.open(remembered, self.media)
            if client is not None:
                self.switchboard.attach(client)
        self.show_reachability()
        self.watch_contacts()
        self._on_change()

    async def follow_standing(self) -> None:
        """Register anew if what is remembered asks for it; not before the last call is over."""
        if not self.account.leaves(self._phonebook.remembered):
            return
        if self.switchboard.is_busy:
            self._is_standing_due = True
        else:
            self._is_standing_due = False
            await self.go_online()

    def show_reachability(self) -> None:
        """Publish how reachable the person is."""
        no_calls = self._phonebook.wants_no_calls
        self.account.presence.publish(own_presence(no_calls, is_in_call=self.switchboard.is_in_call))

    async def follow_quiet_hours(self) -> None:
        """Publish when quiet hours begin and end, by the clock on the wall; until cancelled.

        It looks at the clock instead of waiting for an hour: the machine may sleep, or travel.
        """
        before = self._phonebook.quiet_until
        while True:
            await asyncio.sleep(CLOCK_LOOK)
            if (now := self._phonebook.quiet_until) != before:
                before = now
                self._calls_changed()

    def watch_contacts(self) -> None:
        """Watch the contacts that there are now."""
        remembered = self._phonebook.remembered
        history, domain = self._phonebook.calls.state.history, remembered.service.home_domain
        self.account.presence.watch(users_to_watch(remembered.contacts, history, domain))

    def contacts(self) -> tuple[ContactSnapshot, ...]:
        """Return the contacts with their presence."""
        return self.account.presence.shown(self._phonebook.remembered.contacts)

    async def hang_up_all(self) -> None:
        """End the preview and every call, and wait until the calls stand in the history."""
        self.stop_preview()
        await self.switchboard.close()

    async def close(self) -> None:
        """Go offline and release the devices."""
        await self.account.close()
        self.sound.close()
        self.media.close()

    def apply_devices(self) -> None:
        """Choose the devices that are remembered."""
        remembered = self._phonebook.remembered
        self.media.show_test_devices(remembered.test_devices_shown or self._options.fake_devices_only)
        for kind in DeviceKind:
            chosen = remembered.device_ids.get(kind, "")
            if self._options.fake_devices_only and not chosen:
                chosen = self._fakes.default_id(kind)
            self.media.start_with(kind, chosen)

    def start_preview(self) -> None:
        """Open camera and microphone for the person's look at themselves."""
        if not self._preview:
            self._preview = [self.media.acquire_camera(), self.media.acquire_microphone()]

    def stop_preview(self) -> None:
        """Let them go again."""
        for lease in self._preview:
            lease.release()
        self._preview = []

    def _calls_changed(self) -> None:
        if self._is_standing_due and not self.switchboard.is_busy:
            self._is_standing_due = False
            self._tasks.spawn(self.follow_standing())
        self.show_reachability()
        self._on_change()

    def _account_changed(self, problem: str) -> None:
        if problem:
            self._on_problem(problem)
        self._on_change()
