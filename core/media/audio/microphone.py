"""The microphone: one permanent source, and the track that each call reads from it."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from fractions import Fraction

import av
import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

from core.media.audio.levels import LevelMeter
from core.media.audio.mixer import soft_clip
from core.media.audio.system_sound import SystemSoundLine
from core.media.devices.constraints import SoundWishes
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block

FRAME_SAMPLES = 960
"""Samples in one frame of sound: 20 ms. aiortc stamps other sizes wrongly."""

FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE
QUEUE_BLOCKS = 8
"""Blocks that wait for a frame at most; the oldest are dropped."""

STARVED_AFTER = 0.06
"""Seconds without sound after which silence is sent instead."""

TIME_BASE = Fraction(1, SAMPLE_RATE)


class MicrophoneSource:
    """Hands what the microphone hears to every track that listens; there with or without a device."""

    def __init__(self) -> None:
        self.meter = LevelMeter()
        self.wishes = SoundWishes()
        """What the sound is to go through before it comes here."""
        self._lock = threading.Lock()
        self._tracks: tuple[MicrophoneTrack, ...] = ()

    def push(self, block: Block) -> None:
        """Take 10 ms of sound. Audio thread; a block of another length is cut or padded."""
        if len(block) != BLOCK_SAMPLES:
            block = np.resize(block, BLOCK_SAMPLES) if len(block) else np.zeros(BLOCK_SAMPLES, np.int16)
        self.meter.feed(block)
        for track in self._tracks:
            track.push(block)

    def open_track(self) -> MicrophoneTrack:
        """Return a track of its own for one call. Core thread; stop the track to let it go."""
        track = MicrophoneTrack(self)
        with self._lock:
            self._tracks = (*self._tracks, track)
        return track

    def forget(self, track: MicrophoneTrack) -> None:
        """Feed ``track`` no more."""
        with self._lock:
            self._tracks = tuple(other for other in self._tracks if other is not track)


class MicrophoneTrack(MediaStreamTrack):
    """48 kHz mono sound in frames of exactly 20 ms, without a gap in time unless it is held.

    When nothing feeds it, or while it is muted, it carries silence. While it is held it carries nothing, and
    its clock goes on. What goes into ``beside``, if that is set, is added, also while it is muted. ``push``
    may be called from any thread, everything else belongs to the loop that made it.
    """

    kind = "audio"

    def __init__(self, source: MicrophoneSource) -> None:
        super().__init__()
        self.is_muted = False
        self.beside: SystemSoundLine | None = None
        self.dropped_blocks = 0
        self._source = source
        self._blocks: deque[Block] = deque()
        self._lock = threading.Lock()
        self._owner_loop = asyncio.get_running_loop()
        self._ready = asyncio.Event()
        self._pts = 0
        self._due = self._owner_loop.time() + STARVED_AFTER
        self._alarm: asyncio.TimerHandle | None = None
        self._held_since: float | None = None

    @property
    def is_held(self) -> bool:
        """Whether nothing is carried."""
        return self._held_since is not None

    @is_held.setter
    def is_held(self, held: bool) -> None:
        now = self._owner_loop.time()
        if held == self.is_held:
            return
        with self._lock:
            self._blocks.clear()
            was, self._held_since = self._held_since, now if held else None
        if was is None:
            return
        self._pts += round((now - was) / FRAME_SECONDS) * FRAME_SAMPLES
        self._due = now + STARVED_AFTER
        self._ready.set()

    @property
    def has_music(self) -> bool:
        """Whether there may be more than a voice in it: what other programs play is added now."""
        return self.beside is not None and self.beside.is_flowing

    def getSettings(self) -> dict[str, object]:
        """Return what the sound is now (W3C MediaTrackSettings)."""
        wishes = self._source.wishes
        return {
            "sampleRate": SAMPLE_RATE,
            "channelCount": 1,
            "echoCancellation": wishes.echo_cancellation,
            "noiseSuppression": wishes.noise_suppression,
            "autoGainControl": wishes.auto_gain_control,
        }

    def push(self, block: Block) -> None:
        """Take 10 ms of sound; when the track is not read in time the oldest block is dropped."""
        with self._lock:
            if self._held_since is not None:
                return
            self._blocks.append(block)
            if len(self._blocks) > QUEUE_BLOCKS:
                self._blocks.popleft()
                self.dropped_blocks += 1
            wake = len(self._blocks) == 2
        if wake:
            self._wake()

    async def recv(self) -> av.AudioFrame:
        """Return the next 20 ms as a frame, for those who know no better; otherwise like ``read``."""
        return as_frame(*await self.read())

    async def read(self) -> tuple[int, Block]:
        """Return the next 20 ms: heard sound as soon as there is enough, silence on time if there is none.

        With it comes where it begins, in samples. Raises MediaStreamError once the track has ended.
        """
        while True:
            if self.readyState != "live":
                raise MediaStreamError
            if self.is_held:
                self._ready.clear()
                await self._ready.wait()
                continue
            samples = self._take()
            now = self._owner_loop.time()
            if samples is not None:
                self._due = now + STARVED_AFTER
                return self._finished(samples)
            if now >= self._due:
                self._due = max(self._due, now - FRAME_SECONDS) + FRAME_SECONDS
                return self._finished(np.zeros(FRAME_SAMPLES, np.int16))
            if self._alarm is None:
                self._alarm = self._owner_loop.call_at(self._due, self._look)
            await self._ready.wait()

    def stop(self) -> None:
        """End the track; it is fed no more."""
        self._source.forget(self)
        super().stop()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._ready.set()

    def _wake(self) -> None:
        try:
            self._owner_loop.call_soon_threadsafe(self._ready.set)
        except RuntimeError:  # the loop has closed: nobody listens any more
            self._source.forget(self)

    def _take(self) -> Block | None:
        with self._lock:
            if len(self._blocks) < 2:
                self._ready.clear()
                return None
            pair = (self._blocks.popleft(), self._blocks.popleft())
        return np.concatenate(pair)

    def _look(self) -> None:
        """Wake the reader if sound is overdue. It seldom is, so that one timer serves many frames."""
        self._alarm = None
        if self.readyState != "live":
            return
        if self._owner_loop.time() < self._due:
            self._alarm = self._owner_loop.call_at(self._due, self._look)
        else:
            self._ready.set()

    def _finished(self, samples: Block) -> tuple[int, Block]:
        if self.is_muted:
            samples = np.zeros(FRAME_SAMPLES, np.int16)
        if self.beside is not None and (sound := self.beside.take(FRAME_SAMPLES)) is not None:
            samples = soft_clip(np.add(samples, sound, dtype=np.int32))
        pts = self._pts
        self._pts += FRAME_SAMPLES
        return pts, samples


def as_frame(pts: int, samples: Block) -> av.AudioFrame:
    """Return 48 kHz mono samples that begin at ``pts`` (in samples) as a frame."""
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
    np.frombuffer(memoryview(frame.planes[0]), np.int16)[: len(samples)] = samples
    frame.sample_rate = SAMPLE_RATE
    frame.time_base = TIME_BASE
    frame.pts = pts
    return frame
