"""The whole way of sound through this process, in blocks of 10 ms on the host's audio thread.

microphone -> canceller of other programs, while they are shared -> high pass
  -> echo canceller -> noise suppressor -> gain control -> gain -> calls
calls, tones -> mixer -> volume -> speaker, and as the reference into the echo canceller
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable

import numpy as np

from core.media.audio.levels import LevelMeter
from core.media.audio.pipeline.echo_path import EchoPath
from core.media.audio.pipeline.high_pass import HighPass
from core.media.audio.pipeline.other_sound import OtherSound
from core.media.audio.pipeline.processing import PLAIN, SoundProcessor, SoundSettings, make_processor
from core.media.audio.pipeline.reference import Reference
from core.ports import BLOCK_SAMPLES, Block

log = logging.getLogger(__name__)

MAX_HELD = 4
"""Blocks of the microphone that wait for their reference; then they go on without it."""

MAX_GAIN = 4.0
"""12 dB for a microphone's gain and a speaker's volume."""

MOST_PAIRS = 64
"""Pairs of devices of which is remembered that there was no echo."""

_SILENCE: Block = np.zeros(BLOCK_SAMPLES, np.int16)
_SILENCE.flags.writeable = False


def checked_gain(gain: float) -> float:
    """Return ``gain`` if it is a factor of 0 to ``MAX_GAIN``. Raises ValueError."""
    if not 0.0 <= gain <= MAX_GAIN:
        raise ValueError(f"a gain must be 0 to {MAX_GAIN:g}, not {gain!r}")
    return gain


def amplified(block: Block, gain: float) -> Block:
    """Return ``block`` times ``gain``, cut off at full scale."""
    if gain == 1.0:
        return block
    louder: Block = np.clip(block * np.float32(gain), -32_768, 32_767).astype(np.int16)
    return louder


def fitting(block: Block) -> Block:
    """Return ``block`` as 480 samples of 16 bits: what a host delivers otherwise is cut or repeated."""
    if len(block) == BLOCK_SAMPLES and block.dtype == np.int16:
        return block
    return np.resize(block, BLOCK_SAMPLES).astype(np.int16) if len(block) else _SILENCE


class SoundPipeline:
    """From ``capture`` to ``deliver``, and from ``mix`` to ``playout``.

    ``capture`` and ``playout`` are a host's callbacks (one audio thread, or two); everything else belongs to
    the core thread and takes effect with the next block. ``on_problem`` gets a sentence, on the audio
    thread, when sound cannot be processed; calls go on without.
    """

    def __init__(
        self,
        deliver: Callable[[Block], None],
        mix: Callable[[], Block],
        on_problem: Callable[[str], None] = lambda sentence: None,
        make: Callable[[SoundSettings], tuple[SoundProcessor, str]] = make_processor,
    ) -> None:
        self.settings = SoundSettings()
        self.is_acoustic = False
        """Whether a real microphone is open: what a file or a test device delivers is left as it is."""
        self.played_samples = 0
        """Samples that speakers have been given."""
        self.gain = 1.0
        self.volume = 1.0
        self.reference = Reference()
        self.others = OtherSound(make)
        self.raw_meter = LevelMeter()
        """How loud the device itself is, before anything is done."""
        self.on_raw: Callable[[Block], None] | None = None
        """Called on the audio thread with what the device delivers."""
        self._deliver = deliver
        self._mix = mix
        self._on_problem = on_problem
        self._make = make
        self._must_reset = False
        self._pair = self._next_pair = ("", "")
        """Microphone and speaker."""
        self._without_echo: set[tuple[str, str]] = set()
        self._done = PLAIN
        self._processor = make(PLAIN)[0]
        self._high_pass = HighPass()
        self._held: deque[Block] = deque()

    def device_changed(self, microphone: str | None = None, speaker: str | None = None) -> None:
        """Forget echo path, noise and level before the next block: another device, another room.

        The one that was opened is named by its id. Of a pair of devices between which there was no echo that
        is remembered: with a headset, not even the first words of a call are taken for one.
        """
        before = self._next_pair
        self._next_pair = (
            before[0] if microphone is None else microphone,
            before[1] if speaker is None else speaker,
        )
        self._must_reset = True

    def capture(self, block: Block) -> None:
        """Take 10 ms from the microphone."""
        self.raw_meter.feed(block)
        on_raw = self.on_raw
        if on_raw is not None:
            on_raw(block)
        if self._must_reset:
            self._reset()
        wanted = self.settings if self.is_acoustic else PLAIN
        if wanted != self._done:
            self._rebuild(wanted)
        if wanted.is_plain:
            self._deliver(amplified(fitting(block), self.gain))
            return
        for near in self.others.clean(fitting(block)) if wanted.echo_cancellation else (fitting(block),):
            self.reference.captured()
            self._held.append(near)
            while self._held and (not self.reference.is_short or len(self._held) > MAX_HELD):
                self._process(self._held.popleft())

    def playout(self) -> Block:
        """Return the next 10 ms for the speaker."""
        block = amplified(self._mix(), self.volume)
        self.played_samples += len(block)
        self.reference.put(block)
        return block

    def _process(self, block: Block) -> None:
        near = self._high_pass.process(block)
        clean = self._processor.process(near, self.reference.take())
        self._deliver(amplified(clean, self.gain))

    def _rebuild(self, wanted: SoundSettings) -> None:
        self._remember_path()
        self._processor, problem = self._make(wanted)
        self._processor.reset(self._known_path())
        self._done = wanted
        self.others.reset()
        if wanted.is_plain:
            self._reset()
        log.info("sound is processed: %s", wanted)
        if problem:
            self._on_problem(problem)

    def _reset(self) -> None:
        self._must_reset = False
        self._held.clear()
        self.others.reset()
        self.reference.reset()
        self._remember_path()
        self._pair = self._next_pair
        self._processor.reset(self._known_path())
        self._high_pass.reset()

    def _remember_path(self) -> None:
        path = self._processor.path
        if path is EchoPath.ABSENT and all(self._pair) and len(self._without_echo) < MOST_PAIRS:
            self._without_echo.add(self._pair)
        elif path is EchoPath.PRESENT:
            self._without_echo.discard(self._pair)

    def _known_path(self) -> EchoPath:
        return EchoPath.ABSENT if self._pair in self._without_echo else EchoPath.UNKNOWN
