"""What the window's core remembers, as frozen values, and how they come back from the disk."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from core.ports import DeviceKind, NoiseSuppression
from core.sentences import sentence
from core.snapshots import ContactSnapshot, DesktopChoices, ProfileSnapshot

T = TypeVar("T", ProfileSnapshot, "ServiceSettings", "SoundChoices", DesktopChoices)

ECHO = ContactSnapshot(sentence("Echo test"), "echo", is_builtin=True)


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Which call service to use; secrets are in the vault, never here. An empty url: the embedded one."""

    url: str = ""
    user_id: str = ""
    application_key: str = ""
    token_url: str = ""
    sip_domain: str = ""
    is_foreign: bool = False
    """A SIP server of somebody else's: ``user_id`` and a password in the vault open it."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What makes it another service, or another person there."""
        return (self.url, self.user_id, self.application_key)

    @property
    def home_domain(self) -> str:
        """The domain in which a bare user id is at home, where that is known."""
        if not self.is_foreign:
            return ""
        try:
            return self.sip_domain or urlsplit(self.url).hostname or self.url
        except ValueError:
            return ""


@dataclass(frozen=True, slots=True)
class SoundChoices:
    """How the person wants it to sound; volumes 0 to 1, ``gain`` 0 to 4."""

    volume: float = 1.0
    ring_volume: float = 1.0
    gain: float = 1.0
    noise: NoiseSuppression = NoiseSuppression.STANDARD
    ring_device_id: str = ""
    ringtone: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Everything read from the store, at one moment."""

    profile: ProfileSnapshot = field(default_factory=ProfileSnapshot)
    service: ServiceSettings = field(default_factory=ServiceSettings)
    contacts: tuple[ContactSnapshot, ...] = (ECHO,)
    blocked: tuple[str, ...] = ()
    device_ids: dict[DeviceKind, str] = field(default_factory=dict)
    device_sets: dict[str, str] = field(default_factory=dict)
    """What was chosen beside which other devices (``DeviceMemory``)."""
    sound: SoundChoices = field(default_factory=SoundChoices)
    desktop: DesktopChoices = field(default_factory=DesktopChoices)
    test_devices_shown: bool = False
    instance_id: str = ""
    """The URN of this installation (RFC 5626): the service knows it again after a restart."""


def restored(kind: type[T], stored: dict[str, Any]) -> T:
    """Make the value from what the disk says; what is unknown or of another type is left at its default."""
    plain = kind()
    known: dict[str, Any] = {}
    for name, default in asdict(plain).items():
        value = stored.get(name)
        if isinstance(default, StrEnum):
            value = _member(type(default), value)
        if type(value) is type(default):
            known[name] = value
    return replace(plain, **known)


def _member(kind: type[StrEnum], value: object) -> StrEnum | None:
    return next((member for member in kind if member == value), None)
