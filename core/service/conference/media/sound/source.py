"""What one member says: packets in, 10 ms out when they are due."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from core.media.audio.playout.buffer import PlayoutBuffer
from core.media.rtp.receiving.reception_statistics import ReceptionStatistics
from core.media.sync.sender_clock import SenderClock
from core.ports import Block
from core.service.media.rtp.packet import HEADER, payload_of
from core.service.media.sdp.codecs import EVENT, NOISE, Codec
from core.service.media.sound.decoders import create_decoders


class SoundSource:
    """Core thread, but for ``next_block``, which belongs to the thread that mixes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.playout = PlayoutBuffer(clock)
        self.is_muted = False
        self.reception = ReceptionStatistics(48_000)
        self.sender_clock = SenderClock(48_000)
        self.source: int | None = None
        """The synchronisation source of what comes."""
        self.malformed = 0
        self._takes: Mapping[int, Codec] = {}

    def configure(self, takes: Mapping[int, Codec]) -> None:
        """Take these payload types from now on."""
        if dict(takes) != dict(self._takes):
            self._takes = dict(takes)
            media = [codec for codec in takes.values() if codec.name not in (EVENT, NOISE)]
            self.playout.set_decoders(create_decoders(media))

    def shut(self) -> None:
        """Take nothing until it is configured again; what waits is not heard any more."""
        self._takes = {}
        self.playout.reset()

    def take(self, data: bytes, now: float) -> None:
        """Take a packet of at least 12 bytes. Never raises, whatever it holds."""
        _, second, sequence, timestamp, ssrc = HEADER.unpack_from(data)
        codec = self._takes.get(second & 0x7F)
        payload = payload_of(data)
        if codec is None or payload is None:
            self.malformed += 1
            return
        if ssrc != self.source:
            self._change_source(ssrc, codec.clock_rate)
        self.reception.add(sequence, timestamp, now, is_timed=codec.name != EVENT)
        if codec.name == EVENT:
            self.playout.put_silence(sequence)
        elif codec.name == NOISE:
            self.playout.put_noise(sequence, payload, timestamp, codec.clock_rate)
        else:
            self.playout.put(sequence, codec.number, payload, timestamp, codec.clock_rate)

    def _change_source(self, ssrc: int, clock_rate: int) -> None:
        if self.source is not None:
            self.playout.change_source()
        self.source = ssrc
        self.reception = ReceptionStatistics(clock_rate)
        self.sender_clock = SenderClock(clock_rate)

    def next_block(self) -> Block | None:
        """Return the next 10 ms; None while there is nothing, or the member is muted."""
        block = self.playout.next_block()
        return None if self.is_muted else block

    def clock_offset(self) -> float | None:
        """Return our clock when something is mixed less the member's when it was captured, in seconds.

        None while nothing is played, or before the member has told its clock.
        """
        played = self.playout.played
        captured = self.sender_clock.seconds(played.timestamp) if played is not None else None
        return played.at - captured if played is not None and captured is not None else None
