"""The doors to the outside: Protocols for devices, notifications and secrets, each with a fake beside it.

Implementations: QtMultimedia in ``ui/devices``; test picture, test tone and files in ``core/media``.
Every method of a port is called on the core thread unless its docstring says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import av
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 48_000
"""Samples per second of all audio inside the process (mono, signed 16 bit)."""

BLOCK_SAMPLES = 480
"""Samples in one block of audio: 10 ms."""

# The window imports this module before its first picture; NumPy and FFmpeg would triple the time to it.
if TYPE_CHECKING:
    Block = NDArray[np.int16]
else:
    Block = Any
"""``BLOCK_SAMPLES`` mono samples at ``SAMPLE_RATE``."""


class DeviceKind(StrEnum):
    """What a device does."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Device:
    """One selectable device; ``id`` is stable over restarts as far as the system allows."""

    id: str
    name: str
    kind: DeviceKind
    is_default: bool = False
    is_fake: bool = False
    is_acoustic: bool = True
    """A microphone in a room: its sound needs work. False for files and computed sound, used as they are."""


class NoiseSuppression(StrEnum):
    """How much of the noise around the person is taken away."""

    OFF = "off"
    STANDARD = "standard"
    STRONG = "strong"


class FailureReason(StrEnum):
    """Why a device does not work, as far as the system tells."""

    GONE = "gone"
    BUSY = "busy"
    DENIED = "denied"
    SILENT = "silent"
    BROKEN = "broken"
    NO_SERVER = "no server"
    """The system's sound service is away; the host lists its devices again when it is back."""


@dataclass(frozen=True, slots=True)
class DeviceFailure:
    """A device that could not be opened or that stopped working."""

    device_id: str
    kind: DeviceKind
    reason: FailureReason
    detail: str = ""


OnFailure = Callable[[DeviceFailure], None]
"""Called at most once per opened device, from any thread."""


class DeviceHandle(Protocol):
    """An open device."""

    def close(self) -> None:
        """Release the device; no callback arrives after this returns. Idempotent."""


class DeviceHost(Protocol):
    """The capture and playout hardware of one machine.

    Callbacks given to ``open_*`` run on a thread of the host's choosing (the audio thread for sound) and
    must return within a millisecond or two. A device that fails, at once or later, is reported through
    ``on_failure``; ``open_*`` itself never raises for a device's sake.
    """

    def devices(self) -> tuple[Device, ...]:
        """Return the devices present now, defaults first within each kind. Any thread."""

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change`` (from any thread) whenever ``devices()`` would answer differently."""

    def open_microphone(
        self, device_id: str, on_block: Callable[[Block], None], on_failure: OnFailure
    ) -> DeviceHandle:
        """Capture from ``device_id``, delivering one ``Block`` every 10 ms."""

    def open_speaker(
        self, device_id: str, next_block: Callable[[], Block], on_failure: OnFailure
    ) -> DeviceHandle:
        """Play on ``device_id``, asking ``next_block`` for one ``Block`` every 10 ms."""

    def open_camera(
        self,
        device_id: str,
        on_frame: Callable[[av.VideoFrame], None],
        on_failure: OnFailure,
        *,
        width: int = 1280,
        height: int = 720,
        rate: int = 30,
    ) -> DeviceHandle:
        """Capture pictures near the wanted size and rate, as yuv420p or nv12 without a meaningful pts."""

    def close(self) -> None:
        """Release everything the host holds."""


@runtime_checkable
class SoundServiceHost(Protocol):
    """A machine whose sound goes through a service that can be away, as on Linux. Any thread."""

    def has_sound_service(self) -> bool:
        """Whether it answers; while it does not, ``devices()`` has no sound in it. ``watch`` tells both."""


@dataclass(frozen=True, slots=True)
class ScreenSource:
    """A screen or a window that can be shared; ``kind`` is ``screen`` or ``window``, the size in pixels."""

    id: str
    name: str
    kind: str
    width: int = 0
    height: int = 0
    preview: str = ""
    """A small picture of it as a ``data:`` URL; empty where the system gives none."""


OnScreens = Callable[[tuple[ScreenSource, ...], str], None]
"""Called from any thread with what can be shared, and a sentence that says why nothing can be, if so."""

SCREEN_RATE = 15
"""Pictures a second of a shared screen: text is read, not watched."""


@runtime_checkable
class ScreenHost(Protocol):
    """The screens and windows of one machine. Any thread; nothing here waits for the system."""

    def look_for_screens(self, on_screens: OnScreens) -> None:
        """Find out what can be shared now, and tell ``on_screens``, again when there are more previews."""

    def open_screen(
        self,
        source_id: str,
        on_frame: Callable[[av.VideoFrame], None],
        on_end: Callable[[str], None],
        *,
        rate: int = SCREEN_RATE,
    ) -> DeviceHandle:
        """Capture a source at its own size, ``rate`` pictures a second at most, as yuv420p without a pts.

        What does not change is delivered about once a second. ``on_end`` is called at most once, from any
        thread, when the source cannot be captured, at once or any more, with a sentence that says why.
        """


@runtime_checkable
class SystemSoundHost(Protocol):
    """What the other programs of this machine play. Any thread; nothing here waits for the system."""

    def system_sound_problem(self) -> str:
        """Return why it cannot be captured on this system, as a sentence; empty if it can."""

    def open_system_sound(
        self, on_block: Callable[[Block], None], on_problem: Callable[[str], None]
    ) -> DeviceHandle:
        """Capture what other programs play on the machine's speakers, and nothing of what this one plays.

        A ``Block`` comes every 10 ms while something is played, none else. ``on_problem`` gets a sentence
        when nothing can be captured for the moment, and "" when it can again: the host goes on trying.
        """


class Vault(Protocol):
    """Where secrets live (the system's key store). May block: call from an executor thread."""

    def read(self, name: str) -> str | None:
        """Return the secret called ``name``, or None."""

    def write(self, name: str, secret: str) -> None:
        """Store ``secret`` under ``name``, replacing what was there."""

    def delete(self, name: str) -> None:
        """Forget the secret called ``name`` if there is one."""

    @property
    def is_persistent(self) -> bool:
        """Whether secrets survive the end of the process."""


class MemoryVault:
    """A vault that forgets when the process ends: the fake for tests and the visible fallback."""

    is_persistent = False

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        """Return the secret called ``name``, or None."""
        return self._secrets.get(name)

    def write(self, name: str, secret: str) -> None:
        """Store ``secret`` under ``name``."""
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forget the secret called ``name``."""
        self._secrets.pop(name, None)
