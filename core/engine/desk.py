"""The inside of the engine: dispatches commands, owns the parts, composes the snapshot. Core thread only."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import commands
from core.commands import Command
from core.engine.account import Account
from core.engine.options import EngineOptions
from core.engine.phonebook import PhoneBook, ServiceSettings
from core.engine.pictures import PREVIEW, PictureBoard
from core.engine.switchboard import Switchboard
from core.engine.tasks import TaskGroup
from core.media.devices.capture import Lease, LocalMedia
from core.media.devices.composite import CompositeDevices
from core.media.devices.fake import FakeDevices
from core.ports import DeviceHost, DeviceKind, Vault
from core.snapshots import AppSnapshot, DevicesSnapshot, NoticeSnapshot
from core.storage import StorageError, Store

log = logging.getLogger(__name__)

EARLY_COMMANDS = 100
"""Commands kept while the disk is read; beyond that the oldest is dropped."""


class Desk:
    """Everything the engine owns, wired together."""

    def __init__(
        self,
        profile_dir: Path,
        host: DeviceHost,
        vault: Vault,
        options: EngineOptions,
        publish: Callable[[AppSnapshot], None],
    ) -> None:
        self.tasks = TaskGroup()
        self.pictures = PictureBoard()
        self.local_media: LocalMedia | None = None
        self._profile_dir = profile_dir
        self._options = options
        self._publish = publish
        self._host = host
        self._fakes = FakeDevices()
        self._store = Store()
        self.phonebook = PhoneBook(self._store, self._notify_error)
        self.account = Account(profile_dir, vault, self.tasks, self._account_changed, lan=options.lan)
        self.switchboard: Switchboard | None = None
        self._preview: list[Lease] = []
        self._notice: NoticeSnapshot | None = None
        self._serial = 0
        self._is_ready = False
        self._early: deque[Command] = deque(maxlen=EARLY_COMMANDS)
        self._refresh_due = False
        self._account_lock = asyncio.Lock()

    async def open(self) -> None:
        """Read the disk, open for commands, and go online."""
        media = LocalMedia(CompositeDevices([self._host, self._fakes]))
        media.on_change = self.refresh
        self.local_media = media
        self.pictures.hang(PREVIEW, media.camera.preview)
        self.switchboard = Switchboard(media, self.pictures, self.phonebook, self.refresh, self._notify_error)
        await self._open_store()
        self._apply_devices(media)
        self._is_ready = True
        self.refresh()
        early, self._early = list(self._early), deque(maxlen=0)
        for command in early:
            self.handle(command)
        await self._go_online()

    async def close(self) -> None:
        """Hang up, go offline, release devices, close the store."""
        self._stop_preview()
        if self.switchboard is not None:
            await self.switchboard.close()
        # First what is under way: an account that is just being opened would open after its end.
        await self.tasks.cancel_all()
        await self.account.close()
        if self.local_media is not None:
            self.local_media.close()
        await self._store.close()

    def handle(self, command: Command) -> None:
        """Do what ``command`` asks; one that comes while the disk is still being read waits for that."""
        if self.switchboard is None or self.local_media is None or not self._is_ready:
            self._early.append(command)
            return
        match command:
            case commands.StartPreview():
                self._start_preview(self.local_media)
            case commands.StopPreview():
                self._stop_preview()
            case commands.HangUp(call_id):
                self.switchboard.hang_up(call_id)
            case commands.SetMuted(call_id, muted):
                self.switchboard.set_muted(call_id, muted)
            case commands.SetVideoPaused(call_id, paused):
                self.switchboard.set_video_paused(call_id, paused)
            case _:
                self.tasks.spawn(self._handle_slowly(command))

    async def report(self, call_id: str) -> dict[str, Any]:
        """Return what is measured of a running call, empty when it is gone."""
        return await self.switchboard.report(call_id) if self.switchboard else {}

    def refresh(self) -> None:
        """Publish a snapshot soon; many changes in one turn of the loop make one snapshot."""
        if not self._refresh_due:
            self._refresh_due = True
            asyncio.get_running_loop().call_soon(self._publish_now)

    async def _handle_slowly(self, command: Command) -> None:
        assert self.switchboard is not None and self.local_media is not None
        match command:
            case commands.PlaceCall(target, video, name):
                await self.switchboard.place(target, video=video, name=name)
            case commands.AnswerCall(call_id, video):
                await self.switchboard.answer(call_id, video=video)
            case commands.SelectDevice(kind, device_id):
                self.local_media.select(kind, device_id)
                await self.phonebook.set_device(kind, device_id)
            case commands.SaveContact(name, address):
                await self.phonebook.save_contact(name.strip() or address, address.strip())
            case commands.RemoveContact(address):
                await self.phonebook.remove_contact(address)
            case commands.ClearHistory():
                await self.phonebook.clear_history()
            case commands.SetTestDevices(shown):
                await self.phonebook.set_test_devices(shown)
                self._apply_devices(self.local_media)
            case _:
                await self._handle_account(command)
        self.refresh()

    async def _handle_account(self, command: Command) -> None:
        match command:
            case commands.SetDisplayName(name):
                await self._set_display_name(name.strip())
            case commands.UseService():
                await self._use_service(command)
            case commands.SetVisibleNearby(visible):
                await self.phonebook.set_visible_nearby(visible)
                await self.account.set_visible(visible)
            case commands.RetryService():
                await self._go_online()

    async def _set_display_name(self, name: str) -> None:
        if not name:
            self._notify_error("Type a name that other people will see.")
            return
        await self.phonebook.set_display_name(name[:100])
        self.refresh()
        await self._go_online()

    async def _use_service(self, command: commands.UseService) -> None:
        settings = ServiceSettings(
            command.url.strip(),
            command.user_id.strip(),
            command.application_key.strip(),
            command.token_url.strip(),
        )
        if command.application_secret:
            await self.account.keep_secret(settings, command.application_secret)
        await self.phonebook.set_service(settings)
        await self._go_online()

    async def _go_online(self) -> None:
        assert self.local_media is not None
        async with self._account_lock:
            await self.account.close_client()
            client = await self.account.open(self.phonebook.remembered, self.local_media)
            if client is not None and self.switchboard is not None:
                self.switchboard.attach(client)
        self.refresh()

    async def _open_store(self) -> None:
        """Read what is remembered; where that fails the app goes on without, and says so."""
        try:
            self._profile_dir.mkdir(parents=True, exist_ok=True)
            for sentence in await self._store.open(self._profile_dir / "ahoy.sqlite"):
                self._notify_error(sentence)
            await self.phonebook.load()
        except StorageError as error:
            self._notify_error(f"{error} Contacts and calls of this session are not kept.")
        except OSError as error:
            self._notify_error(f"The profile {self._profile_dir} cannot be used: {error.strerror}.")

    def _apply_devices(self, media: LocalMedia) -> None:
        remembered = self.phonebook.remembered
        media.show_test_devices(remembered.test_devices_shown or self._options.fake_devices_only)
        for kind in DeviceKind:
            chosen = remembered.device_ids.get(kind, "")
            if self._options.fake_devices_only and not chosen:
                chosen = self._fakes.default_id(kind)
            media.select(kind, chosen)

    def _start_preview(self, media: LocalMedia) -> None:
        if not self._preview:
            self._preview = [media.acquire_camera(), media.acquire_microphone()]

    def _stop_preview(self) -> None:
        for lease in self._preview:
            lease.release()
        self._preview = []

    def _account_changed(self, problem: str) -> None:
        if problem:
            self._notify_error(problem)
        self.refresh()

    def _notify_error(self, text: str) -> None:
        self._serial += 1
        self._notice = NoticeSnapshot(self._serial, text, is_error=True)
        self.refresh()

    def _publish_now(self) -> None:
        self._refresh_due = False
        self._publish(self._snapshot())

    def _snapshot(self) -> AppSnapshot:
        remembered = self.phonebook.remembered
        return AppSnapshot(
            service=self.account.snapshot,
            profile=remembered.profile,
            contacts=remembered.contacts,
            nearby=self.account.nearby,
            history=remembered.history,
            calls=self.switchboard.snapshots() if self.switchboard else (),
            devices=self._devices(),
            notice=self._notice,
            is_ready=self._is_ready,
        )

    def _devices(self) -> DevicesSnapshot:
        return self.local_media.snapshot() if self.local_media else DevicesSnapshot()
