"""From packets to a steady stream of sound: a small adaptive jitter buffer for one remote track."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import av
import numpy as np
from numpy.typing import NDArray

from core.media.audio.levels import falling_level, rms
from core.media.audio.stretching import compress, stretch
from core.media.codecs.audio_decoders import AudioDecoder
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block

FRAME_SAMPLES = 960
MIN_TARGET, MAX_TARGET = 0.040, 0.200
"""Seconds of sound that the buffer aims to hold, from a calm to a bad network."""

IN_TIME = 0.97
"""Share of the packets that the target waits for; the rest is concealed rather than everything delayed."""

DELAYS_KEPT = 500
MEASURE_EVERY = 25
"""Packets: the target follows the last ten seconds and changes twice a second."""

MARGIN = 0.025
"""Seconds beside the target within which nothing is done."""

JUMP = 0.2
"""Seconds above the target at which sound is skipped at once."""

ADJUST_EVERY = 25
"""Blocks between two adjustments: 0.25 s."""

MAX_PACKETS = 60
"""Packets that wait at most; the oldest are dropped."""

MAX_JUMP = 500
"""A sequence number that far away from the last starts a new stream."""

SILENCE = -1
"""In place of a payload type: nothing to decode."""

UNDERRUN_FRAMES = 3
"""Frames that are made up when nothing comes, before the track falls silent."""


@dataclass(slots=True)
class PlayoutCounters:
    """What happened so far, in samples unless said otherwise (webrtc-stats names in snake case)."""

    jitter_buffer_delay: float = 0.0
    """Seconds, summed over the samples emitted."""
    jitter_buffer_emitted: int = 0
    concealed: int = 0
    concealment_events: int = 0
    total_received: int = 0
    inserted: int = 0
    removed: int = 0
    late_packets: int = 0
    bad_packets: int = 0


class PlayoutBuffer:
    """Orders, decodes, conceals and paces the sound of one track.

    ``put`` belongs to the core thread, ``next_block`` to the audio thread; a lock stands between them,
    held for less than a millisecond. ``decoders`` maps payload types to decoders.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.counters = PlayoutCounters()
        self.level = 0.0
        self.on_samples: Callable[[NDArray[np.int16]], None] | None = None
        self._clock = clock
        self._lock = threading.Lock()
        self._decoders: dict[int, AudioDecoder] = {}
        self._decoder: AudioDecoder | None = None
        self._packets: dict[int, tuple[int, bytes, float]] = {}
        self._pcm: NDArray[np.int16] = np.zeros(0, np.int16)
        self._highest: int | None = None
        self._next = 0
        self._is_playing = False
        self._is_concealing = False
        self._underruns = 0
        self._smoothed = 0.0
        self._since_adjusted = 0
        self._least_transit: float | None = None
        self._usual_delay = 0.0
        self._delays: deque[float] = deque(maxlen=DELAYS_KEPT)
        self._since_measured = 0

    @property
    def target(self) -> float:
        """Seconds of sound that the buffer aims to hold now."""
        return min(MAX_TARGET, max(MIN_TARGET, self._usual_delay + FRAME_SAMPLES / SAMPLE_RATE))

    @property
    def delay(self) -> float:
        """Seconds of sound that it holds now."""
        waiting = 0 if self._highest is None else max(0, self._highest - self._next + 1)
        held = waiting if self._is_playing else len(self._packets)
        return (len(self._pcm) + held * FRAME_SAMPLES) / SAMPLE_RATE

    def set_decoders(self, decoders: dict[int, AudioDecoder]) -> None:
        """Decode payload types with these from now on."""
        with self._lock:
            self._decoders = decoders

    def put(self, sequence: int, payload_type: int, payload: bytes, media_time: float) -> None:
        """Take a packet: its 16 bit sequence number, and its RTP timestamp in seconds.

        An empty payload is ignored; a late one and the excess of a flood are dropped and counted.
        """
        if payload:
            self._put(sequence, (payload_type, payload), media_time)

    def put_silence(self, sequence: int, samples: int) -> None:
        """Take a packet that stands for ``samples`` of silence, none perhaps: it is no sound, but no gap."""
        self._put(sequence, (SILENCE, samples.to_bytes(4, "big")), None)

    def _put(self, sequence: int, content: tuple[int, bytes], media_time: float | None) -> None:
        with self._lock:
            now = self._clock()
            number = self._unwrap(sequence)
            if self._is_playing and number < self._next:
                self.counters.late_packets += 1
                return
            if media_time is not None:
                self._measure(now, media_time)
            self._packets[number] = (*content, now)
            while len(self._packets) > MAX_PACKETS:
                self._drop_first()

    def reset(self) -> None:
        """Forget what waits: another source speaks now."""
        with self._lock:
            self._restart()

    def next_block(self) -> Block | None:
        """Return the next 10 ms, or None while there is nothing to play."""
        with self._lock:
            if not self._is_playing and not self._begin():
                return None
            self._adjust()
            while len(self._pcm) < BLOCK_SAMPLES and self._fill():
                continue
            if len(self._pcm) < BLOCK_SAMPLES:
                self.level = 0.0
                return None
            block, self._pcm = self._pcm[:BLOCK_SAMPLES], self._pcm[BLOCK_SAMPLES:]
        return block

    def _unwrap(self, sequence: int) -> int:
        if self._highest is None:
            self._highest = sequence
            return sequence
        step = (sequence - self._highest + 0x8000) % 0x10000 - 0x8000
        if abs(step) > MAX_JUMP:
            self._restart()
            self._highest = sequence
            return sequence
        number = self._highest + step
        self._highest = max(self._highest, number)
        return number

    def _restart(self) -> None:
        self._packets.clear()
        self._pcm = np.zeros(0, np.int16)
        self._highest = None
        self._is_playing = False
        self.level = 0.0
        self._least_transit = None

    def _measure(self, now: float, media_time: float) -> None:
        """Follow how much later than the quickest packet most others come."""
        transit = now - media_time
        if self._least_transit is None or abs(transit - self._least_transit) > 5:
            self._least_transit = transit
        self._least_transit = min(transit, self._least_transit + 0.00002)
        self._delays.append(transit - self._least_transit)
        self._since_measured += 1
        if self._since_measured >= MEASURE_EVERY:
            self._since_measured = 0
            ordered = sorted(self._delays)
            self._usual_delay = ordered[min(len(ordered) - 1, int(IN_TIME * len(ordered)))]

    def _begin(self) -> bool:
        if not self._packets or self.delay < self.target:
            return False
        self._next = min(self._packets)
        self._is_playing = True
        self._underruns = 0
        self._smoothed = self.delay
        return True

    def _drop_first(self) -> None:
        first = min(self._packets)
        del self._packets[first]
        self._next = max(self._next, first + 1)
        self.counters.removed += FRAME_SAMPLES

    def _fill(self) -> bool:
        """Decode or make up the next frame; False when the track falls silent."""
        packet = self._packets.pop(self._next, None)
        if packet is not None:
            samples = self._decode(packet)
            self._next += 1
            self._underruns = 0
        elif self._packets:
            samples = self._recover()
            self._next += 1
        elif self._underruns < UNDERRUN_FRAMES and self._decoder is not None:
            self._underruns += 1
            samples = self._count_concealed(self._decoder.conceal(FRAME_SAMPLES))
        else:
            self._is_playing = False
            return False
        self.counters.total_received += len(samples)
        if self.on_samples is not None:
            self.on_samples(samples)
        self._pcm = np.concatenate((self._pcm, samples)) if len(self._pcm) else samples
        self.level = falling_level(self.level, rms(samples))
        return True

    def _decode(self, packet: tuple[int, bytes, float]) -> NDArray[np.int16]:
        payload_type, payload, arrived = packet
        if payload_type == SILENCE:
            return np.zeros(int.from_bytes(payload, "big"), np.int16)
        decoder = self._decoders.get(payload_type)
        try:
            samples = decoder.decode(payload) if decoder is not None else np.zeros(0, np.int16)
        except (ValueError, av.FFmpegError):
            self.counters.bad_packets += 1
            assert decoder is not None
            return self._count_concealed(decoder.conceal(FRAME_SAMPLES))
        self._decoder = decoder or self._decoder
        self._is_concealing = False
        held = self._clock() - arrived + len(self._pcm) / SAMPLE_RATE
        self.counters.jitter_buffer_delay += held * len(samples)
        self.counters.jitter_buffer_emitted += len(samples)
        return samples

    def _recover(self) -> NDArray[np.int16]:
        following = self._packets.get(self._next + 1)
        decoder = self._decoder
        if decoder is None:
            return self._count_concealed(np.zeros(FRAME_SAMPLES, np.int16))
        try:
            if following is not None and self._decoders.get(following[0]) is decoder:
                return self._count_concealed(decoder.recover(following[1], FRAME_SAMPLES))
        except ValueError:
            self.counters.bad_packets += 1
        return self._count_concealed(decoder.conceal(FRAME_SAMPLES))

    def _count_concealed(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        self.counters.concealed += len(samples)
        if not self._is_concealing:
            self.counters.concealment_events += 1
        self._is_concealing = True
        return samples

    def _adjust(self) -> None:
        """Play a little faster or slower when the buffer has drifted away from its target."""
        self._smoothed += 0.02 * (self.delay - self._smoothed)
        self._since_adjusted += 1
        while self.delay > self.target + JUMP and self._packets:
            self._drop_first()
            self._smoothed = self.delay
        if self._since_adjusted < ADJUST_EVERY or len(self._pcm) < BLOCK_SAMPLES:
            return
        if self._smoothed > self.target + MARGIN:
            self._apply(compress(self._pcm))
        elif self._smoothed < self.target - MARGIN:
            self._apply(stretch(self._pcm))

    def _apply(self, adjusted: NDArray[np.int16]) -> None:
        change = len(adjusted) - len(self._pcm)
        self.counters.inserted += max(0, change)
        self.counters.removed += max(0, -change)
        self._smoothed += change / SAMPLE_RATE
        self._pcm = adjusted
        self._since_adjusted = 0
