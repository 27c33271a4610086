"""``QtSound``: the sound devices that QtMultimedia knows, for ``QtDevices``."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QThread

from core.ports import Block, Device
from ui.devices.handle import Handle
from ui.devices.priority import go_first
from ui.devices.sound.qt.listing import QtSoundListing
from ui.devices.sound.qt.streams import MicrophoneStream, SpeakerStream
from ui.devices.supervision import SoundCounters
from ui.devices.threads import DeviceThread

log = logging.getLogger(__name__)


class QtSound:
    """The sound devices that QtMultimedia knows. Make it on the thread of the QCoreApplication."""

    def __init__(self) -> None:
        self.counters = SoundCounters()
        self._listing = QtSoundListing()
        self.thread = DeviceThread("sound", QThread.Priority.TimeCriticalPriority)
        self.thread.post(lambda: log.debug("sound goes first: %s", go_first()))

    def devices(self) -> tuple[Device, ...]:
        """Return the microphones and speakers present now. Any thread."""
        return self._listing.devices

    def has_service(self) -> bool:
        """Return True: these systems have no sound without their service."""
        return True

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change`` on the GUI thread whenever ``devices`` would answer differently."""
        self._listing.watch(on_change)

    def microphone(self, handle: Handle, on_block: Callable[[Block], None]) -> MicrophoneStream:
        """Return a stream to start and close on ``thread``."""
        return MicrophoneStream(handle, self._listing, on_block)

    def speaker(self, handle: Handle, next_block: Callable[[], Block]) -> SpeakerStream:
        """Return a stream to start and close on ``thread``."""
        return SpeakerStream(handle, self._listing, next_block, self.counters)

    def programs(self, deliver: Callable[[Block], None], tell: Callable[[bool], None]) -> None:
        """Return None: Qt does not let a program listen to others."""

    def close(self) -> bool:
        """End the thread; return False if that took longer than three seconds."""
        self._listing.close()
        return self.thread.stop()
