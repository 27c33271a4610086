"""The sound of other programs behind ``core.ports.SystemSoundHost``."""

from __future__ import annotations

import sys
from collections.abc import Callable

from core.ports import Block, DeviceHandle, FailureReason
from core.sentences import sentence
from ui.devices.handle import Grip
from ui.devices.sound.system import SoundSystem

NO_SERVER = sentence("The sound server does not answer; Ahoy goes on trying.")
OWN_FAULT = sentence("Ahoy has made a mistake; share again to send it.")
_SYSTEMS = {"darwin": "macOS", "win32": "Windows"}


def unavailable_words(platform: str) -> str:
    """Return why the sound of other programs cannot be had on ``platform`` (``sys.platform``), or ""."""
    if platform == "linux":
        return ""
    return (
        sentence("Ahoy cannot take up this computer's sound on {system}.", system=_SYSTEMS[platform])
        if platform in _SYSTEMS
        else sentence("Ahoy cannot take up this computer's sound on this system.")
    )


class SoundGrip(Grip):
    """The sound of other programs as the core sees it."""

    def __init__(self, on_problem: Callable[[str], None]) -> None:
        super().__init__("system sound")
        self.on_problem = on_problem

    def told(self, works: bool) -> None:
        """Say that it works, or that there is no sound server."""
        self.call(self.on_problem, "" if works else NO_SERVER)

    def _tell(self, reason: FailureReason, detail: str) -> None:
        self.on_problem(OWN_FAULT)


class SystemSoundDesk:
    """Opens and closes. Any thread."""

    def __init__(self, sound: SoundSystem) -> None:
        self._sound = sound

    def problem(self) -> str:
        """Return why there is none to be had, or ""."""
        return unavailable_words(sys.platform)

    def open(self, on_block: Callable[[Block], None], on_problem: Callable[[str], None]) -> DeviceHandle:
        """Deliver blocks on the sound thread, and try again when that fails."""
        grip = SoundGrip(on_problem)
        programs = None
        if not self.problem():
            programs = self._sound.programs(lambda block: grip.call(on_block, block), grip.told)
        if programs is None:
            grip.call(on_problem, self.problem() or unavailable_words(""))
            return grip
        grip.release = lambda: self._sound.thread.post(programs.close)
        self._sound.thread.post(programs.start)
        return grip
