"""Sound decoded and encoded anew, for two sides that share no codec; on a thread of its own.

Between decoder and encoder stands a playout buffer: it orders, conceals and paces, so that what leaves is
whole and comes every 20 ms, whatever the network did.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Protocol

import numpy as np
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.audio.playout.buffer import PlayoutBuffer
from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.devices.paced_thread import PacedThread
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from core.service.gateway.media.sdp.codecs import Codec
from core.service.gateway.media.streams.encoders import create_encoder, ticks_of
from core.service.gateway.media.streams.routes import Fate, Route

log = logging.getLogger(__name__)

BLOCK_SECONDS = BLOCK_SAMPLES / SAMPLE_RATE
SAMPLED_AT = {"opus": SAMPLE_RATE, "g722": 16_000, "pcma": 8000, "pcmu": 8000}
MOST_IDLE_TURNS = 100
"""Of 10 ms without a transcoder, after which the thread ends."""

PACKET_MS = (10, 20, 30, 40, 60)


class Stepped(Protocol):
    """What the transcoding thread drives: a transcoder, or what makes sound of its own."""

    def step(self) -> None:
        """Take the next 10 ms."""


class Transcoder:
    """One direction of one stream. ``put`` belongs to the core thread, ``step`` to the transcoding thread.

    ``deliver`` is called on the transcoding thread with a payload, how far RTP time goes on with it, and
    whether sound begins with it after a pause.
    """

    def __init__(
        self,
        source: Iterable[Codec],
        target: Codec,
        deliver: Callable[[bytes, int, bool], None],
        packet_ms: int = 20,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.target = target
        self.playout = PlayoutBuffer(clock)
        source = tuple(source)
        self.playout.set_decoders({codec.number: create_audio_decoder(_as_aiortc(codec)) for codec in source})
        self._encoder = create_encoder(target, max(SAMPLED_AT[codec.name] for codec in source))
        self._deliver = deliver
        is_fixed = target.name == "opus" or packet_ms not in PACKET_MS
        self._samples = SAMPLE_RATE // 1000 * (20 if is_fixed else packet_ms)
        self._blocks: list[Block] = []
        self._position = 0
        """Samples since the beginning, silent ones included."""
        self._sent_to = 0
        """Where what was delivered last began."""
        self._is_paused = True

    def put(self, route: Route, sequence: int, timestamp: int, payload: bytes) -> None:
        """Take a packet of sound or noise, or of a key: then nothing is to be heard."""
        if route.fate is Fate.RECODE:
            self.playout.put(sequence, route.codec.number, payload, timestamp, route.clock_rate)
        elif route.fate is Fate.NOISE:
            self.playout.put_noise(sequence, payload, timestamp, route.clock_rate)
        else:
            self.playout.put_silence(sequence)

    def step(self) -> None:
        """Take the next 10 ms."""
        block = self.playout.next_block()
        if block is None and not self._blocks:
            self._position += BLOCK_SAMPLES
            self._is_paused = True
            return
        self._blocks.append(np.zeros(BLOCK_SAMPLES, np.int16) if block is None else block)
        if len(self._blocks) * BLOCK_SAMPLES < self._samples:
            return
        samples, self._blocks = np.concatenate(self._blocks), []
        start = self._position
        self._position += len(samples)
        for payload in self._encoder.encode(samples, start):
            self._deliver(payload, ticks_of(start - self._sent_to, self.target), self._is_paused)
            self._sent_to, self._is_paused = start, False


def _as_aiortc(codec: Codec) -> RTCRtpCodecParameters:
    return RTCRtpCodecParameters(
        mimeType=f"audio/{codec.name}",
        clockRate=codec.clock_rate,
        channels=codec.channels,
        payloadType=codec.number,
    )


class TranscodingThread:
    """Steps all transcoders every 10 ms; ends by itself some time after the last of them.

    A transcoder that raises is given up, alone. ``on_step`` is called on this thread after each turn.
    """

    def __init__(self, on_step: Callable[[], None]) -> None:
        self._on_step = on_step
        self._lock = threading.Lock()
        self._transcoders: tuple[Stepped, ...] = ()
        self._idle_turns = 0
        self._thread: PacedThread | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a thread now."""
        return self._thread is not None

    def add(self, transcoder: Stepped) -> None:
        """Step this one too."""
        with self._lock:
            self._transcoders = (*self._transcoders, transcoder)
            if self._thread is None:
                self._idle_turns = 0
                self._thread = PacedThread("transcoding", BLOCK_SECONDS, self._turn)

    def discard(self, transcoder: Stepped) -> None:
        """Step this one no more. Does not wait for the turn under way."""
        with self._lock:
            self._transcoders = tuple(one for one in self._transcoders if one is not transcoder)

    def close(self) -> None:
        """End the thread; waits for the turn under way."""
        with self._lock:
            self._transcoders = ()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()

    def _turn(self, number: int) -> None:
        for transcoder in self._transcoders:
            try:
                transcoder.step()
            except Exception:
                log.exception("a transcoder is given up")
                self.discard(transcoder)
        self._on_step()
        self._idle_turns = 0 if self._transcoders else self._idle_turns + 1
        if self._idle_turns >= MOST_IDLE_TURNS:
            self._end()

    def _end(self) -> None:
        """End this thread, from within, unless something has come to do."""
        with self._lock:
            if not self._transcoders and self._thread is not None:
                self._thread.close()
                self._thread = None
