"""Sound decoded and encoded anew, for two sides that share no codec; on a thread of its own.

Between decoder and encoder stands a playout buffer: it orders, conceals and paces, so that what leaves is
whole and comes every 20 ms, whatever the network did.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import numpy as np

from core.media.audio.playout.buffer import PlayoutBuffer
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from core.service.gateway.media.streams.routes import Fate, Route
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.decoders import create_decoders
from core.service.media.sound.encoders import create_encoder, ticks_of

SAMPLED_AT = {"opus": SAMPLE_RATE, "g722": 16_000, "pcma": 8000, "pcmu": 8000}
PACKET_MS = (10, 20, 30, 40, 60)


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
        self.playout.set_decoders(create_decoders(source))
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
