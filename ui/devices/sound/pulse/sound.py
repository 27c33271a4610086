"""``PulseSound``: the sound devices of Linux for ``QtDevices``."""

from __future__ import annotations

from collections.abc import Callable

from core.ports import Block, Device
from ui.devices.handle import Handle
from ui.devices.sound.pulse.library import Library
from ui.devices.sound.pulse.loop import PulseLoop
from ui.devices.sound.pulse.programs import PulsePrograms
from ui.devices.sound.pulse.server import PulseServer
from ui.devices.sound.pulse.streams import PulseMicrophone, PulseSpeaker
from ui.devices.supervision import SoundCounters


class PulseSound:
    """Sources and sinks of a PulseAudio server. Any thread; only ``close`` waits. ``name`` is the program's.

    Raises OSError where ``libpulse`` is not installed.
    """

    def __init__(self, name: str = "Ahoy") -> None:
        self.counters = SoundCounters()
        self._name = name
        self._library = Library()
        self._watchers: list[Callable[[], None]] = []
        self.thread = PulseLoop(self._library)
        self._server = PulseServer(self._library, self.thread.api, name, self._changed)
        self.thread.last = self._server.turn
        self.thread.start()

    def devices(self) -> tuple[Device, ...]:
        """Return the microphones and speakers present now, none while there is no server."""
        return self._server.devices

    def has_service(self) -> bool:
        """Whether there is a server that answers."""
        return not self._server.is_away

    def watch(self, on_change: Callable[[], None]) -> None:
        """Call ``on_change`` on the sound thread whenever ``devices`` would answer differently."""
        self._watchers.append(on_change)

    def microphone(self, handle: Handle, on_block: Callable[[Block], None]) -> PulseMicrophone:
        """Return a stream to start and close on ``thread``."""
        return PulseMicrophone(self._library, self.thread, self._server, handle, on_block)

    def speaker(self, handle: Handle, next_block: Callable[[], Block]) -> PulseSpeaker:
        """Return a stream to start and close on ``thread``."""
        return PulseSpeaker(self._library, self.thread, self._server, handle, next_block, self.counters)

    def programs(self, deliver: Callable[[Block], None], tell: Callable[[bool], None]) -> PulsePrograms:
        """Return what listens to all other programs, to start and close on ``thread``."""
        return PulsePrograms(self._library, self.thread, self._server, self._name, deliver, tell)

    def close(self) -> bool:
        """Release everything and end the thread; return False if that took longer than three seconds."""
        self._watchers.clear()
        self.thread.post(self._server.close)
        return self.thread.stop()

    def _changed(self) -> None:
        for on_change in tuple(self._watchers):
            on_change()
