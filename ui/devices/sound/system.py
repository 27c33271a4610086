"""Where the microphones and speakers of this machine come from, behind one small interface."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from core.ports import Block, Device
from ui.devices.handle import Handle
from ui.devices.supervision import SoundCounters


class Stream(Protocol):
    """An open device; lives in one thread."""

    def start(self) -> None:
        """Open the device; what goes wrong is told through its handle."""

    def close(self) -> None:
        """Release the device; the object is of no use afterwards."""


class StreamThread(Protocol):
    """The thread in which streams live."""

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` there, after everything posted before it. Any thread; never waits."""


class SoundSystem(Protocol):
    """The sound devices of one machine."""

    counters: SoundCounters

    @property
    def thread(self) -> StreamThread:
        """The thread of its streams."""

    def devices(self) -> tuple[Device, ...]:
        """Return the microphones and speakers present now, defaults first within each kind. Any thread."""

    def has_service(self) -> bool:
        """Whether the system's sound service answers, as of the devices told last. Any thread."""

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change``, on any thread, whenever one of these two would answer differently."""

    def microphone(self, handle: Handle, on_block: Callable[[Block], None]) -> Stream:
        """Return a stream to start and close on ``thread``."""

    def speaker(self, handle: Handle, next_block: Callable[[], Block]) -> Stream:
        """Return a stream to start and close on ``thread``."""

    def programs(self, deliver: Callable[[Block], None], tell: Callable[[bool], None]) -> Stream | None:
        """Return what listens to all other programs, to start and close on ``thread``; None: no way here.

        ``tell`` is called there when it begins or fails to work; it goes on trying.
        """

    def close(self) -> bool:
        """Release everything; return False if that took longer than three seconds."""


def sound_of_this_system() -> SoundSystem:
    """Return the sound server of Linux, or what Qt has elsewhere. On the thread of the QCoreApplication."""
    if sys.platform == "linux":
        from ui.devices.sound.pulse import PulseSound

        return PulseSound(QCoreApplication.applicationName())
    from ui.devices.sound.qt import QtSound

    return QtSound()
