"""The inside of the engine: dispatches commands, owns the parts, composes the snapshot. Core thread only.

It opens in two steps, so that the window is on the screen early: first what is remembered is read and
published, which takes milliseconds; then, once ``use_devices`` was called, the parts that calls need are
loaded and go online.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import commands, room_commands
from core.commands import Command
from core.engine.options import EngineOptions
from core.engine.people.clerk import CLERK_COMMANDS, Clerk
from core.engine.people.phonebook import PhoneBook
from core.engine.people.remembered import ServiceSettings
from core.engine.pictures import PictureBoard
from core.engine.tasks import TaskGroup
from core.ports import DeviceHost, Vault
from core.sentences import sentence
from core.snapshots import AppSnapshot, DevicesSnapshot, NoticeSnapshot, ServiceSnapshot
from core.storage import StorageError, Store

if TYPE_CHECKING:
    from core.engine.parts import Parts
    from core.media.devices.capture import LocalMedia

log = logging.getLogger(__name__)

EARLY_COMMANDS = 100
"""Commands kept until the parts are there; beyond that the oldest is dropped."""


class Desk:
    """Everything the engine owns, wired together."""

    def __init__(
        self,
        profile_dir: Path,
        vault: Vault,
        options: EngineOptions,
        publish: Callable[[AppSnapshot], None],
    ) -> None:
        self.tasks = TaskGroup()
        self.pictures = PictureBoard()
        self._profile_dir = profile_dir
        self._vault = vault
        self._options = options
        self._publish = publish
        self._store = Store()
        self.phonebook = PhoneBook(self._store, self._notify_error)
        self._clerk = Clerk(self.phonebook, self._notify, self.refresh)
        self._parts: Parts | None = None
        self._host: asyncio.Queue[DeviceHost] = asyncio.Queue(1)
        self._notice: NoticeSnapshot | None = None
        self._serial = 0
        self._is_ready = False
        self._early: deque[Command] = deque(maxlen=EARLY_COMMANDS)
        self._refresh_due = False

    @property
    def local_media(self) -> LocalMedia | None:
        """The devices in use; None until the parts are there. Any thread."""
        return self._parts.media if self._parts is not None else None

    async def open(self) -> None:
        """Read the disk and publish it; with the devices, open for commands and go online."""
        await self._open_store()
        self._is_ready = True
        self.refresh()
        self._handle_early()
        await self._meet()
        self._parts = parts = await self._load_parts(await self._host.get())
        self.refresh()
        self._handle_early()
        self.tasks.spawn(parts.follow_quiet_hours())
        await parts.go_online()

    def use_devices(self, host: DeviceHost) -> None:
        """Let the second step of opening begin, with the devices of ``host``. Once."""
        self._host.put_nowait(host)

    async def close(self) -> None:
        """Hang up, go offline, release devices, close the store."""
        if self._parts is not None:
            await self._parts.hang_up_all()
        # First what is under way: an account that is just being opened would open after its end.
        await self.tasks.cancel_all()
        if self._parts is not None:
            await self._parts.close()
        await self._store.close()

    def handle(self, command: Command) -> None:
        """Do what ``command`` asks; one that comes early waits for the disk, or for the parts it needs."""
        if self._is_ready and isinstance(command, CLERK_COMMANDS):
            self.tasks.spawn(self._write_down(command))
        elif self._parts is None:
            self._early.append(command)
        else:
            self._handle_with(self._parts, command)

    async def report(self, call_id: str) -> dict[str, Any]:
        """Return what is measured of a running call, empty when it is gone."""
        return await self._parts.switchboard.report(call_id) if self._parts is not None else {}

    def refresh(self) -> None:
        """Publish a snapshot soon; many changes in one turn of the loop make one snapshot."""
        if not self._refresh_due:
            self._refresh_due = True
            asyncio.get_running_loop().call_soon(self._publish_now)

    def _handle_early(self) -> None:
        early, self._early = self._early, deque(maxlen=EARLY_COMMANDS)
        for command in early:
            self.handle(command)

    def _handle_with(self, parts: Parts, command: Command) -> None:
        if parts.sound.handle(command) or parts.switchboard.rooms.handle(command):
            return
        match command:
            case commands.StartPreview():
                parts.start_preview()
            case commands.StopPreview():
                parts.stop_preview()
            case commands.PlayKey(key):
                parts.switchboard.key_sent(key)
            case commands.HangUp(call_id):
                parts.switchboard.hang_up(call_id)
            case commands.SetMuted(call_id, muted):
                parts.switchboard.set_muted(call_id, muted)
            case commands.SetVideoPaused(call_id, paused):
                parts.switchboard.set_video_paused(call_id, paused)
            case commands.SetHeld(call_id, held):
                parts.switchboard.set_held(call_id, held)
            case commands.SendDtmf(call_id, keys):
                parts.switchboard.send_keys(call_id, keys)
            case commands.ListScreens():
                parts.media.screens.look()
            case commands.ShareScreen(call_id, source_id, with_sound):
                parts.switchboard.share_screen(call_id, source_id, with_sound=with_sound)
            case commands.StopSharing(call_id):
                parts.switchboard.stop_sharing(call_id)
            case commands.TransferCall(call_id, target):
                parts.switchboard.transfer(call_id, target)
            case commands.ConnectCalls(call_id, other_call_id):
                parts.switchboard.connect(call_id, other_call_id)
            case _:
                self.tasks.spawn(self._handle_slowly(command, parts))

    async def _write_down(self, command: Command) -> None:
        await self._clerk.do(command)
        if self._parts is not None:
            self._parts.show_reachability()
            self._parts.watch_contacts()
            if isinstance(command, commands.SetDesktop):
                await self._parts.follow_standing()
            if isinstance(command, commands.SetAlwaysRelay):
                self._parts.account.use_relays_only(command.on)
            if isinstance(command, commands.SetPhone):
                self._parts.account.show_number(self.phonebook.remembered.profile.own_number)
        self.refresh()

    async def _handle_slowly(self, command: Command, parts: Parts) -> None:
        match command:
            case commands.PlaceCall(target, video, name, account):
                await parts.switchboard.place(target, video=video, name=name, account=account)
            case room_commands.MergeCalls(call_ids, invite, invite_name):
                await parts.switchboard.merge(call_ids, invite, invite_name)
            case commands.AnswerCall(call_id, video, end_others):
                await parts.switchboard.answer(call_id, video=video, end_others=end_others)
            case commands.SelectDevice(kind, device_id):
                parts.media.select(kind, device_id)
                await self.phonebook.set_device(kind, device_id)
                await self.phonebook.set_device_sets(parts.media.memory.as_json())
            case commands.SetTestDevices(shown):
                await self.phonebook.set_test_devices(shown)
                parts.apply_devices()
            case _:
                await self._handle_account(command, parts)
        self.refresh()

    async def _handle_account(self, command: Command, parts: Parts) -> None:
        match command:
            case commands.SetDisplayName(name):
                await self._set_display_name(name.strip(), parts)
            case commands.UseService():
                await self._use_service(command, parts)
            case commands.SignOut():
                await self._sign_out(parts)
            case commands.SetVisibleNearby(visible):
                await self.phonebook.set_visible_nearby(visible)
                await parts.account.set_visible(visible)
            case commands.RetryService():
                await parts.go_online()
            case commands.SaveAccount():
                await parts.account.providers.save(command)
            case commands.RemoveAccount(account_id):
                await parts.account.providers.remove(account_id)
            case commands.RetryAccount(account_id):
                await parts.account.providers.retry(account_id)

    async def _set_display_name(self, name: str, parts: Parts) -> None:
        if not name:
            self._notify_error(sentence("Type a name that other people will see."))
            return
        await self.phonebook.set_display_name(name[:100])
        self.refresh()
        await parts.go_online()

    async def _use_service(self, command: commands.UseService, parts: Parts) -> None:
        settings = await self._settings_of(command, parts)
        if secret := command.password or command.application_secret:
            await parts.account.keep_secret(settings, secret)
        await self.phonebook.set_service(settings)
        await parts.go_online()

    async def _sign_out(self, parts: Parts) -> None:
        settings = self.phonebook.remembered.service
        if not settings.url:
            return
        await self.phonebook.set_service(ServiceSettings())
        await self.phonebook.forget_service(settings)
        await parts.account.forget_secret(settings)
        await parts.go_online()

    async def _settings_of(self, command: commands.UseService, parts: Parts) -> ServiceSettings:
        """Return what ``command`` means; one that names no more than a place used before goes back there."""
        settings = ServiceSettings(
            command.url.strip(),
            command.user_id.strip(),
            command.application_key.strip(),
            command.token_url.strip(),
            command.sip_domain.strip().lower(),
        )
        if command.password:
            return replace(settings, is_foreign=True)
        is_only_a_place = not (settings.application_key or settings.token_url or command.application_secret)
        if settings.url and is_only_a_place:
            known = await self.phonebook.known_service(settings.url, settings.user_id)
            if known is not None:
                return replace(known, sip_domain=settings.sip_domain or known.sip_domain)
            if settings.sip_domain or await parts.account.has_password(settings):
                return replace(settings, is_foreign=True)
        return settings

    async def _load_parts(self, host: DeviceHost) -> Parts:
        """Load the media and calling code on another thread: this one goes on serving the window."""
        module = await asyncio.to_thread(importlib.import_module, "core.engine.parts")
        parts: Parts = module.Parts(
            self._profile_dir,
            host,
            self._vault,
            self._options,
            self.phonebook,
            self.pictures,
            self.tasks,
            self.refresh,
            self._notify_error,
            lambda text, is_bad: self._notify(text, is_error=is_bad),
        )
        return parts

    async def _open_store(self) -> None:
        """Read what is remembered; where that fails the app goes on without, and says so."""
        try:
            self._profile_dir.mkdir(parents=True, exist_ok=True)
            for said in await self._store.open(self._profile_dir / "ahoy.sqlite"):
                self._notify_error(said)
            await self.phonebook.load()
        except StorageError as error:
            self._notify_error(
                sentence("{error} Contacts and calls of this session are not kept.", error=error)
            )
        except OSError as error:
            self._notify_error(
                sentence(
                    "The profile {folder} cannot be used: {reason}.",
                    folder=self._profile_dir,
                    reason=error.strerror,
                )
            )

    async def _meet(self) -> None:
        try:
            await self.phonebook.calls.load_acquaintances()
        except StorageError as error:
            log.info("who called before is not known: %s", error)

    def _notify_error(self, text: str) -> None:
        self._notify(text, is_error=True)

    def _notify(self, text: str, *, is_error: bool = False) -> None:
        self._serial += 1
        self._notice = NoticeSnapshot(self._serial, text, is_error)
        self.refresh()

    def _publish_now(self) -> None:
        self._refresh_due = False
        self._publish(self._snapshot())

    def _snapshot(self) -> AppSnapshot:
        parts, remembered = self._parts, self.phonebook.remembered
        log_state = self.phonebook.calls.state
        return AppSnapshot(
            service=parts.account.snapshot if parts else ServiceSnapshot(),
            profile=remembered.profile,
            accounts=parts.account.providers.accounts if parts else (),
            keeps_accounts=parts.account.providers.is_kept if parts else False,
            accounts_note=parts.account.providers.note if parts else "",
            contacts=parts.contacts() if parts else remembered.contacts,
            nearby=parts.account.nearby if parts else (),
            history=log_state.history,
            calls=parts.sound.calls(parts.switchboard.snapshots()) if parts else (),
            devices=parts.sound.devices() if parts else DevicesSnapshot(is_known=False),
            notice=self._notice,
            importing=self._clerk.importing,
            missed_calls=log_state.new_calls,
            listed=log_state.listed,
            forgotten_calls=log_state.forgotten,
            blocked=remembered.blocked,
            region=self.phonebook.region,
            desktop=remembered.desktop,
            keeps_secrets=parts.account.keeps_secrets if parts else True,
            is_quiet=self.phonebook.quiet_until is not None,
            quiet_until=self.phonebook.quiet_until or "",
            is_ready=self._is_ready,
        )
