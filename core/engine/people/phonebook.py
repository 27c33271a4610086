"""What is remembered on disk for the window: profile, contacts, finished calls, chosen devices."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeVar

from core.ports import DeviceKind
from core.snapshots import ContactSnapshot, HistorySnapshot, ProfileSnapshot
from core.storage import StorageError, Store

log = logging.getLogger(__name__)

T = TypeVar("T", ProfileSnapshot, "ServiceSettings")

ECHO = ContactSnapshot("Echo test", "echo", is_builtin=True)
HISTORY_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Which call service to use; the secret is in the vault, never here. An empty url: the embedded one."""

    url: str = ""
    user_id: str = ""
    application_key: str = ""
    token_url: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Everything read from the store, at one moment."""

    profile: ProfileSnapshot = field(default_factory=ProfileSnapshot)
    service: ServiceSettings = field(default_factory=ServiceSettings)
    contacts: tuple[ContactSnapshot, ...] = (ECHO,)
    history: tuple[HistorySnapshot, ...] = ()
    device_ids: dict[DeviceKind, str] = field(default_factory=dict)
    test_devices_shown: bool = False
    instance_id: str = ""
    """The URN of this installation (RFC 5626): the service knows it again after a restart."""


class PhoneBook:
    """Keeps ``remembered`` and the store in step: memory first, so that a full disk loses nothing shown."""

    def __init__(self, store: Store, on_problem: Callable[[str], None]) -> None:
        self.store = store
        self.remembered = Remembered()
        self._on_problem = on_problem

    async def load(self) -> None:
        """Read everything from the store. Raises ``StorageError`` when it cannot be read at all."""
        device_ids = await self._setting("devices", {})
        self.remembered = Remembered(
            profile=_restored(ProfileSnapshot, await self._setting("profile", {})),
            service=_restored(ServiceSettings, await self._setting("service", {})),
            contacts=(ECHO, *await self.store.contacts()),
            history=tuple(await self.store.history(HISTORY_SHOWN)),
            device_ids={kind: str(device_ids[kind]) for kind in DeviceKind if kind in device_ids},
            test_devices_shown=bool(await self._setting("test_devices", False)),
            instance_id=await self._setting("instance", ""),
        )
        if not self.remembered.instance_id:
            self._change(instance_id=f"urn:uuid:{uuid.uuid4()}")
            await self._save_setting("instance", self.remembered.instance_id)

    async def set_display_name(self, name: str) -> None:
        """Keep the name other people see; the first one decides the user id."""
        profile = self.remembered.profile
        user_id = profile.user_id or _free_user_id(name)
        self._change(profile=replace(profile, display_name=name, user_id=user_id))
        await self._save_setting("profile", asdict(self.remembered.profile))

    async def set_visible_nearby(self, visible: bool) -> None:
        """Keep whether this person is announced on the network."""
        self._change(profile=replace(self.remembered.profile, visible_nearby=visible))
        await self._save_setting("profile", asdict(self.remembered.profile))

    async def set_service(self, settings: ServiceSettings) -> None:
        """Keep which call service is used."""
        self._change(service=settings)
        await self._save_setting("service", asdict(settings))

    async def set_device(self, kind: DeviceKind, device_id: str) -> None:
        """Keep the device chosen for ``kind``."""
        self._change(device_ids={**self.remembered.device_ids, kind: device_id})
        await self._save_setting("devices", dict(self.remembered.device_ids))

    async def set_test_devices(self, shown: bool) -> None:
        """Keep whether the test picture and tone are offered."""
        self._change(test_devices_shown=shown)
        await self._save_setting("test_devices", shown)

    async def save_contact(self, name: str, address: str) -> None:
        """Add a contact, or rename the one with this address."""
        if address == ECHO.address:
            return
        others = [c for c in self.remembered.contacts if c.address != address]
        named = sorted([*others[1:], ContactSnapshot(name, address)], key=lambda c: c.name.casefold())
        self._change(contacts=(ECHO, *named))
        await self._kept(self.store.save_contact(name, address))

    async def remove_contact(self, address: str) -> None:
        """Forget a contact."""
        kept = tuple(c for c in self.remembered.contacts if c.is_builtin or c.address != address)
        self._change(contacts=kept)
        await self._kept(self.store.remove_contact(address))

    async def add_call(self, entry: HistorySnapshot) -> None:
        """Add a finished call on top of the history."""
        self._change(history=(entry, *self.remembered.history)[:HISTORY_SHOWN])
        await self._kept(self.store.add_call(entry))

    async def clear_history(self) -> None:
        """Forget all finished calls."""
        self._change(history=())
        await self._kept(self.store.clear_history())

    def name_of(self, address: str) -> str:
        """Return the person's own name for ``address``, or an empty string."""
        return next((c.name for c in self.remembered.contacts if c.address == address), "")

    def _change(self, **changes: Any) -> None:
        self.remembered = replace(self.remembered, **changes)

    async def _setting(self, name: str, default: Any) -> Any:
        value = await self.store.setting(name)
        if value is None or not isinstance(value, type(default)):
            return default
        return value

    async def _save_setting(self, name: str, value: Any) -> None:
        await self._kept(self.store.set_setting(name, value))

    async def _kept(self, writing: Any) -> None:
        try:
            await writing
        except StorageError as error:
            log.info("not kept on disk: %s", error)
            self._on_problem(f"This could not be saved: {error}")


def _restored(kind: type[T], stored: dict[str, Any]) -> T:
    """Make the value from what the disk says; what is unknown or of another type is left at its default."""
    plain = kind()
    known = {name: stored[name] for name in asdict(plain) if name in stored}
    return replace(plain, **{n: v for n, v in known.items() if type(v) is type(getattr(plain, n))})


def _free_user_id(name: str) -> str:
    """Derive the user id; the service answers some ids itself."""
    from core.identity import user_id_from_name  # loads cryptography: not before the window is there

    user_id = user_id_from_name(name)
    return f"{user_id}-1" if user_id == ECHO.address else user_id
