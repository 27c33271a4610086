"""The sound of other programs that goes with a screen: the fakes, and one call's share of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import numpy as np

from core.media.audio.pipeline.other_sound import OtherSound
from core.media.audio.system_sound import SystemSoundLine
from core.media.devices.fake import BLOCK_SECONDS, NoDevice
from core.media.devices.paced_thread import PacedThread
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, DeviceHandle, SystemSoundHost
from core.sentences import sentence

log = logging.getLogger(__name__)

NOT_HERE = sentence("Ahoy cannot take up this computer's sound on this system.")

FAKE_NOTES = (400.0, 500.0, 600.0)
"""Hz of what the fake plays: whole periods fit its second."""


class NoSystemSound:
    """A machine whose sound cannot be taken up."""

    def system_sound_problem(self) -> str:
        """Say so."""
        return NOT_HERE

    def open_system_sound(
        self, on_block: Callable[[Block], None], on_problem: Callable[[str], None]
    ) -> DeviceHandle:
        """Deliver nothing."""
        on_problem(NOT_HERE)
        return NoDevice()


class FakeSystemSound:
    """A program that plays a chord without end; ``say`` has a problem."""

    def __init__(self) -> None:
        self.open_count = 0
        self._problems: list[Callable[[str], None]] = []
        times = np.arange(SAMPLE_RATE) / SAMPLE_RATE
        chord = sum(np.sin(2 * np.pi * note * times) for note in FAKE_NOTES)
        self._chord: Block = (2_000 * np.asarray(chord)).astype(np.int16)

    def system_sound_problem(self) -> str:
        """Nothing is wrong here."""
        return ""

    def open_system_sound(
        self, on_block: Callable[[Block], None], on_problem: Callable[[str], None]
    ) -> DeviceHandle:
        """Deliver the chord."""

        def play(number: int) -> None:
            start = number * BLOCK_SAMPLES % SAMPLE_RATE
            on_block(self._chord[start : start + BLOCK_SAMPLES])

        self.open_count += 1
        self._problems.append(on_problem)
        return _FakeSound(self, PacedThread("test-system-sound", BLOCK_SECONDS, play), on_problem)

    def say(self, problem: str) -> None:
        """Have a problem, or none any more if empty."""
        for on_problem in self._problems:
            on_problem(problem)

    def closed(self, on_problem: Callable[[str], None]) -> None:
        """Note that one has let go."""
        self.open_count -= 1
        self._problems.remove(on_problem)


class _FakeSound:
    def __init__(self, host: FakeSystemSound, thread: PacedThread, on_problem: Callable[[str], None]) -> None:
        self._host: FakeSystemSound | None = host
        self._thread = thread
        self._on_problem = on_problem

    def close(self) -> None:
        """Stop. Idempotent."""
        host, self._host = self._host, None
        if host is not None:
            self._thread.close()
            host.closed(self._on_problem)


class UnheardSystemSound:
    """A machine's sound that its microphone does not send a second time: while it is open, it is taken out.

    Core thread.
    """

    def __init__(self, host: SystemSoundHost, others: OtherSound) -> None:
        self._host = host
        self._others = others
        self._open: list[object] = []

    def system_sound_problem(self) -> str:
        """Return why it cannot be captured on this system; empty if it can."""
        return self._host.system_sound_problem()

    def open_system_sound(
        self, on_block: Callable[[Block], None], on_problem: Callable[[str], None]
    ) -> DeviceHandle:
        """Deliver it; of several who have it open the first one's is what is taken out."""
        token = object()

        def take(block: Block) -> None:
            if self._open[:1] == [token]:
                self._others.played(block)
            on_block(block)

        handle = self._host.open_system_sound(take, on_problem)
        self._open.append(token)
        self._others.is_wanted = True
        return _Unheard(handle, lambda: self._closed(token))

    def _closed(self, token: object) -> None:
        self._open.remove(token)
        self._others.is_wanted = bool(self._open)


class _Unheard:
    def __init__(self, handle: DeviceHandle, on_close: Callable[[], None]) -> None:
        self._handle = handle
        self._on_close: Callable[[], None] | None = on_close

    def close(self) -> None:
        """Stop. Idempotent."""
        on_close, self._on_close = self._on_close, None
        if on_close is not None:
            self._handle.close()
            on_close()


class SystemSoundShare:
    """What one call sends of this machine's sound: ``line`` is added to its microphone. Core thread.

    ``on_change`` is called when ``problem`` has changed.
    """

    def __init__(self, host: SystemSoundHost, on_change: Callable[[], None]) -> None:
        self.line = SystemSoundLine()
        self.is_wanted = False
        self.problem = ""
        """Why nothing is sent for the moment, as a sentence; empty while all is well."""
        self._host = host
        self._on_change = on_change
        self._loop = asyncio.get_running_loop()
        self._capture: DeviceHandle | None = None
        self._serial = 0

    @property
    def is_open(self) -> bool:
        """Whether the sound is taken up now."""
        return self._capture is not None

    def choose(self, wanted: bool) -> None:
        """Send it from the next ``claim`` on, or no more at once."""
        self.is_wanted = wanted
        if not wanted:
            self.claim(False)

    def claim(self, wanted: bool) -> None:
        """Take the sound up if it was chosen, or let it go."""
        wanted = wanted and self.is_wanted
        if wanted and self._capture is None:
            self._serial += 1
            serial = self._serial
            self._capture = self._host.open_system_sound(
                self.line.push, lambda sentence: self._told(serial, sentence)
            )
        elif not wanted and self._capture is not None:
            capture, self._capture = self._capture, None
            capture.close()
            self.line.clear()
            self.problem = ""

    def close(self) -> None:
        """Let go."""
        self.choose(False)

    def _told(self, serial: int, sentence: str) -> None:
        def take() -> None:
            if self._capture is not None and serial == self._serial and sentence != self.problem:
                log.info("the system's sound: %s", sentence or "it is there again")
                self.problem = sentence
                self._on_change()

        try:
            self._loop.call_soon_threadsafe(take)
        except RuntimeError:
            log.debug("the system's sound spoke after the end")
