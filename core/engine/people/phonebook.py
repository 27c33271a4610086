"""What is remembered on disk for the window: profile, contacts, finished calls, chosen devices."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.engine.people.call_log import CallLog
from core.engine.people.names import Names
from core.engine.people.quiet_hours import QuietHoursError, read_quiet_hours
from core.engine.people.region import system_region
from core.engine.people.remembered import ECHO, Remembered, ServiceSettings, SoundChoices, restored
from core.ports import DeviceKind
from core.sentences import plural, sentence
from core.snapshots import BusyPolicy, DesktopChoices, HistorySnapshot, ProfileSnapshot, UnknownCallers
from core.storage import StorageError, Store, address_key

if TYPE_CHECKING:
    from core.engine.people.importing import ContactImport

log = logging.getLogger(__name__)

SERVICES_KEPT = 20
"""Call services that can be gone back to without typing everything again; secrets are in the vault."""


class PhoneBook:
    """Keeps ``remembered`` and the store in step: memory first, so that a full disk loses nothing shown."""

    def __init__(self, store: Store, on_problem: Callable[[str], None]) -> None:
        self.store = store
        self.remembered = Remembered()
        self.names = Names()
        self.calls = CallLog(store, self.names, self._kept)
        self.local_time: Callable[[], datetime] = datetime.now
        self._on_problem = on_problem

    async def load(self) -> None:
        """Read everything from the store. Raises ``StorageError`` when it cannot be read at all."""
        device_ids = await self._setting("devices", {})
        self.remembered = Remembered(
            profile=restored(ProfileSnapshot, await self._setting("profile", {})),
            service=restored(ServiceSettings, await self._setting("service", {})),
            blocked=tuple(await self.store.blocked()),
            device_ids={kind: str(device_ids[kind]) for kind in DeviceKind if kind in device_ids},
            device_sets=await self._setting("device_sets", {}),
            sound=restored(SoundChoices, await self._setting("sound", {})),
            desktop=restored(DesktopChoices, await self._setting("desktop", {})),
            test_devices_shown=bool(await self._setting("test_devices", False)),
            instance_id=await self._setting("instance", ""),
        )
        self.names.home_domain = self.remembered.service.home_domain
        await self._read_contacts()
        await self.calls.load()
        if not self.remembered.instance_id:
            self._change(instance_id=f"urn:uuid:{uuid.uuid4()}")
            await self._save_setting("instance", self.remembered.instance_id)

    # Profile and settings.

    async def set_display_name(self, name: str) -> None:
        """Keep the name other people see; the first one decides the user id."""
        user_id = self.remembered.profile.user_id or _free_user_id(name)
        await self._set_profile(display_name=name, user_id=user_id)

    async def set_visible_nearby(self, visible: bool) -> None:
        """Keep whether this person is announced on the network."""
        await self._set_profile(visible_nearby=visible)

    async def set_busy_policy(self, policy: BusyPolicy) -> None:
        """Keep what a second call meets."""
        await self._set_profile(busy_policy=policy)

    async def set_unknown_callers(self, policy: UnknownCallers) -> None:
        """Keep what callers meet whom the person does not know."""
        await self._set_profile(unknown_callers=policy)

    async def set_always_relay(self, on: bool) -> None:
        """Keep whether media goes by a relay alone."""
        await self._set_profile(always_relay=on)

    async def set_do_not_disturb(self, on: bool) -> None:
        """Keep whether anybody may ring."""
        await self._set_profile(do_not_disturb=on)

    async def set_quiet_hours(self, on: bool, hours: str) -> None:
        """Keep the hours at which nobody may ring (``QuietHours`` as text), and whether they hold."""
        await self._set_profile(quiet=on, quiet_hours=hours)

    @property
    def quiet_until(self) -> str | None:
        """None when the quiet hours let people ring now, else when they end (empty: never)."""
        profile = self.remembered.profile
        try:
            hours = read_quiet_hours(profile.quiet_hours) if profile.quiet else None
        except QuietHoursError:
            return None
        now = self.local_time()
        return hours.end_after(now) if hours is not None and hours.covers(now) else None

    @property
    def wants_no_calls(self) -> bool:
        """Whether nobody may ring now."""
        return self.remembered.profile.do_not_disturb or self.quiet_until is not None

    async def set_desktop(self, choices: DesktopChoices) -> None:
        """Keep how Ahoy is at home on the desktop."""
        self._change(desktop=choices)
        await self._save_setting("desktop", asdict(choices))

    async def set_phone(self, own_number: str, country: str) -> None:
        """Keep the person's phone number (E.164), and the country of numbers without one."""
        await self._set_profile(own_number=own_number, country=country)

    async def set_call_account(self, account_id: str) -> None:
        """Keep by which account at another provider numbers are called."""
        await self._set_profile(call_account=account_id)

    @property
    def region(self) -> str:
        """The country (ISO 3166) of numbers that name none: the person's choice, or the system's."""
        return self.remembered.profile.country or system_region()

    async def set_service(self, settings: ServiceSettings) -> None:
        """Keep which call service is used."""
        self._change(service=settings)
        self.names.home_domain = settings.home_domain
        await self._save_setting("service", asdict(settings))
        if settings.url:
            others = [each for each in await self._known_services() if each.place != settings.place]
            known = [settings, *others][:SERVICES_KEPT]
            await self._save_setting("services", [asdict(each) for each in known])

    async def forget_service(self, settings: ServiceSettings) -> None:
        """Keep nothing that leads back to a service used before."""
        others = [each for each in await self._known_services() if each.place != settings.place]
        await self._save_setting("services", [asdict(each) for each in others])

    async def known_service(self, url: str, user_id: str) -> ServiceSettings | None:
        """Return what was used at ``url`` last, by ``user_id`` if that is given."""
        known = await self._known_services()
        return next((s for s in known if s.url == url and user_id in ("", s.user_id)), None)

    async def set_device(self, kind: DeviceKind, device_id: str) -> None:
        """Keep the device chosen for ``kind``."""
        self._change(device_ids={**self.remembered.device_ids, kind: device_id})
        await self._save_setting("devices", dict(self.remembered.device_ids))

    async def set_device_sets(self, device_sets: dict[str, str]) -> None:
        """Keep what was chosen beside which other devices."""
        self._change(device_sets=device_sets)
        await self._save_setting("device_sets", device_sets)

    async def set_sound(self, choices: SoundChoices) -> None:
        """Keep how it is to sound."""
        self._change(sound=choices)
        await self._save_setting("sound", asdict(choices))

    async def set_test_devices(self, shown: bool) -> None:
        """Keep whether the test picture and tone are offered."""
        self._change(test_devices_shown=shown)
        await self._save_setting("test_devices", shown)

    # Contacts.

    async def save_contact(self, name: str, address: str) -> None:
        """Add a contact, or rename the one with this address."""
        if not address or address_key(address) == ECHO.address:
            return
        self.names.save(name, address)
        self._contacts_changed()
        await self._kept(self.store.save_contact(name, address))

    async def edit_contact(self, address: str, name: str, addresses: tuple[str, ...]) -> str:
        """Give the contact with this address another name and addresses; returns why not, or nothing."""
        known = self.names.contact_at(address)
        if known is None:
            return sentence("This contact does not exist any more.")
        for each in addresses:
            owner = self.names.contact_at(each)
            if owner is not None and owner is not known:
                return sentence("{name} has the address {address} already.", name=owner.name, address=each)
        await self._kept(self.store.edit_contact(known.address, name, addresses))
        await self._kept(self._read_contacts())
        return ""

    async def set_favourite(self, address: str, favourite: bool) -> None:
        """Mark the contact with this address, or take the mark away."""
        if (known := self.names.contact_at(address)) is None:
            return
        self.names.put(replace(known, is_favourite=favourite))
        self._contacts_changed()
        await self._kept(self.store.set_favourite(address, favourite))

    async def remove_contact(self, address: str) -> None:
        """Forget the contact with this address."""
        if (known := self.names.contact_at(address)) is None:
            return
        self.names.drop(known)
        self._contacts_changed()
        await self._kept(self.store.remove_contact(address))

    async def import_contacts(self, file: ContactImport) -> str:
        """Add what ``file`` holds; returns what became of it in a sentence. Raises as it does."""
        said = await file.run(self.store, self.region)
        await self._read_contacts()
        return said

    async def export_contacts(self, path: str, vcard_version: str) -> str:
        """Write all contacts to ``path``; returns a sentence.

        Raises ``ContactFileError``, ``StorageError``.
        """
        from core.storage.exchange import ContactFileError, VcardVersion, write_contacts

        try:
            version = VcardVersion(vcard_version)
        except ValueError:
            raise ContactFileError(
                sentence("Ahoy writes no vCard {version}: only 3.0 and 4.0.", version=vcard_version[:20])
            ) from None
        contacts = await self.store.whole_contacts()
        await asyncio.to_thread(write_contacts, file_path(path), contacts, version)
        count = len(contacts)
        return plural(count, "1 contact written to {file}.", "{n} contacts written to {file}.", file=path)

    # Blocked addresses.

    async def set_blocked(self, address: str, blocked: bool) -> None:
        """Let nobody with this address ring, or let them again."""
        if not (key := address_key(address)):
            return
        others = tuple(other for other in self.remembered.blocked if address_key(other) != key)
        if blocked and len(others) == len(self.remembered.blocked):
            self._change(blocked=(*others, address))
            await self._kept(self.store.block(address))
        elif not blocked:
            self._change(blocked=others)
            await self._kept(self.store.unblock(address))

    def is_blocked(self, address: str) -> bool:
        """Whether nobody with ``address`` may ring here, in whatever spelling it comes."""
        keys = self.names.keys_of(address)
        return any(address_key(other) in keys for other in self.remembered.blocked)

    # Finished calls.

    async def add_call(self, entry: HistorySnapshot) -> None:
        """Add a finished call on top of the history."""
        await self.calls.add(entry)

    def is_first_contact(self, address: str, *, is_vouched: bool = False) -> bool:
        """Whether ``address`` is no contact's, and there was no call with it before."""
        if self.name_of(address, is_vouched=is_vouched):
            return False
        return not self.calls.met.has_met(address, is_vouched=is_vouched)

    def is_unknown(self, address: str, *, is_vouched: bool = False) -> bool:
        """Whether ``address`` is no contact's, and this person has never talked to it or called it."""
        if self.name_of(address, is_vouched=is_vouched):
            return False
        return not self.calls.met.has_talked(address, is_vouched=is_vouched)

    @property
    def silences_unknown(self) -> bool:
        """Whether nobody may ring whom the person does not know."""
        return self.remembered.profile.unknown_callers is UnknownCallers.SILENCE

    def name_of(self, address: str, *, is_vouched: bool = False) -> str:
        """Return the person's own name for ``address``, in whatever spelling, or an empty string.

        ``is_vouched``: a number at a SIP address is whose number it says, as it came by the person's account.
        """
        return ECHO.name if address == ECHO.address else self.names.name_of(address, is_vouched=is_vouched)

    # The inside.

    async def _known_services(self) -> list[ServiceSettings]:
        try:
            stored = await self._setting("services", [])
        except StorageError as error:
            log.info("the services used before are not known: %s", error)
            return []
        return [restored(ServiceSettings, each) for each in stored if isinstance(each, dict)]

    async def _read_contacts(self) -> None:
        self.names.load(await self.store.contacts(), await self.store.contact_keys())
        self._contacts_changed()

    def _contacts_changed(self) -> None:
        self._change(contacts=(ECHO, *self.names.in_order()))
        self.calls.rename()

    async def _set_profile(self, **changes: Any) -> None:
        self._change(profile=replace(self.remembered.profile, **changes))
        await self._save_setting("profile", asdict(self.remembered.profile))

    def _change(self, **changes: Any) -> None:
        self.remembered = replace(self.remembered, **changes)

    async def _setting(self, name: str, default: Any) -> Any:
        value = await self.store.setting(name)
        if value is None or not isinstance(value, type(default)):
            return default
        return value

    async def _save_setting(self, name: str, value: Any) -> None:
        await self._kept(self.store.set_setting(name, value))

    async def _kept(self, writing: Awaitable[object]) -> None:
        try:
            await writing
        except StorageError as error:
            log.info("not kept on disk: %s", error)
            self._on_problem(sentence("This could not be saved: {error}", error=error))


def file_path(text: str) -> Path:
    """Return the file that a person means by ``text``; a folder, which is no file, where it names none."""
    path = Path(text.strip() or "/")
    with suppress(RuntimeError):  # nobody of this name has a home here
        return path.expanduser()
    return path


def _free_user_id(name: str) -> str:
    """Derive the user id; the service answers some ids itself."""
    from core.identity import user_id_from_name  # loads cryptography: not before the window is there

    user_id = user_id_from_name(name)
    return f"{user_id}-1" if user_id == ECHO.address else user_id
