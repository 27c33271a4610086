"""The sound of other programs behind ``core.ports.SystemSoundHost``: a thread for each call that sends it."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable

from core.ports import Block, DeviceHandle, FailureReason
from ui.devices.handle import Grip

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
"""Between two attempts to reach a sound server that is not there."""

NO_SERVER = "The sound server does not answer; Ahoy goes on trying."
OWN_FAULT = "Ahoy has made a mistake; share again to send it."
_SYSTEMS = {"darwin": "macOS", "win32": "Windows"}


def unavailable_words(platform: str) -> str:
    """Return why the sound of other programs cannot be had on ``platform`` (``sys.platform``), or ""."""
    if platform == "linux":
        return ""
    return f"Ahoy cannot take up this computer's sound on {_SYSTEMS.get(platform, 'this system')}."


class SoundGrip(Grip):
    """The sound of other programs as the core sees it."""

    def __init__(self, on_problem: Callable[[str], None]) -> None:
        super().__init__("system sound")
        self.on_problem = on_problem

    def _tell(self, reason: FailureReason, detail: str) -> None:
        self.on_problem(OWN_FAULT)


class SystemSoundDesk:
    """Opens and closes. Any thread, but ``close``, which waits for the others. ``name`` is the program's."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._open: dict[SoundGrip, threading.Thread] = {}

    def problem(self) -> str:
        """Return why there is none to be had, or ""."""
        return unavailable_words(sys.platform)

    def open(self, on_block: Callable[[Block], None], on_problem: Callable[[str], None]) -> DeviceHandle:
        """Deliver blocks on a thread of its own, and try again when that fails."""
        grip = SoundGrip(on_problem)
        if problem := self.problem():
            grip.call(on_problem, problem)
            return grip
        stopped = threading.Event()
        grip.release = stopped.set
        thread = threading.Thread(
            target=self._run, args=(grip, on_block, stopped), name="system-sound", daemon=True
        )
        with self._lock:
            self._open[grip] = thread
        thread.start()
        return grip

    def close(self) -> None:
        """Release everything; waits for at most three seconds."""
        with self._lock:
            open_now = dict(self._open)
        for grip in open_now:
            grip.close()
        for thread in open_now.values():
            thread.join(3)

    def _run(self, grip: SoundGrip, on_block: Callable[[Block], None], stopped: threading.Event) -> None:
        from ui.devices.system_sound.pulse import ServerGone, listen  # loads libpulse

        while grip.is_open:
            try:
                listen(
                    self._name,
                    lambda block: grip.call(on_block, block),
                    lambda: grip.is_open,
                    lambda: grip.call(grip.on_problem, ""),
                )
            except ServerGone as error:
                log.info("system sound: %s", error)
                grip.call(grip.on_problem, NO_SERVER)
                stopped.wait(RETRY_SECONDS)
        with self._lock:
            self._open.pop(grip, None)
