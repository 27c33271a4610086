"""Sound in simulated time: a playout buffer on a speaker of 10 ms blocks behind a bad line.

Each packet's samples all have the value of its number, so that what is played tells when it was spoken.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from aiortc.jitterbuffer import JitterBuffer
from aiortc.rtp import RtpPacket
from numpy.typing import NDArray

from core.media.audio.playout.buffer import PlayoutBuffer
from core.ports import BLOCK_SAMPLES, Block
from tests.bench.measurement import percentile
from tests.bench.network.line.impairment import Schedule
from tests.bench.network.line.simulation import Line, Simulation

PACKET_SECONDS = 0.02
FRAME_SAMPLES = 960
BLOCK_SECONDS = 0.01
PAYLOAD_TYPE = 96
CONCEALED, BLENDED = 0, -1
FIRST, NUMBERS = 100, 3_000
"""Values that mean packets; they repeat every minute."""

WARM_UP = 5.0


class SoundReceiver(Protocol):
    """What is measured: packets in, blocks out."""

    def put(self, sequence: int, payload_type: int, payload: bytes, timestamp: int, clock_rate: int) -> None:
        """Take a packet."""

    def next_block(self) -> Block | None:
        """Return the next 10 ms."""


class NumberDecoder:
    """Decodes a number to samples of that value; what is made up has the value 0."""

    def samples_in(self, payload: bytes) -> int:
        """Return the length of a frame."""
        return FRAME_SAMPLES

    def is_pause(self, payload: bytes) -> bool:
        """Return False: somebody always speaks."""
        return False

    def copied(self, payload: bytes) -> int:
        """Return 0: a number is in its packet alone."""
        return 0

    def decode(self, payload: bytes) -> NDArray[np.int16]:
        """Return a frame."""
        return np.full(FRAME_SAMPLES, int(payload), np.int16)

    def recover(self, next_payload: bytes, samples: int) -> NDArray[np.int16]:
        """Make up a frame."""
        return np.full(samples, CONCEALED, np.int16)

    def conceal(self, samples: int) -> NDArray[np.int16]:
        """Make up a frame."""
        return np.full(samples, CONCEALED, np.int16)


class StockSound:
    """aiortc's jitter buffer, and a speaker that plays what came out of it."""

    def __init__(self) -> None:
        self._buffer = JitterBuffer(capacity=16, prefetch=4)
        self._waiting: deque[Block] = deque(maxlen=100)

    def put(self, sequence: int, payload_type: int, payload: bytes, timestamp: int, clock_rate: int) -> None:
        """Take a packet."""
        packet = RtpPacket(payload_type=payload_type, sequence_number=sequence, timestamp=timestamp)
        packet._data = payload  # type: ignore[attr-defined]
        _, frame = self._buffer.add(packet)
        if frame is not None:
            block = np.full(BLOCK_SAMPLES, int(frame.data), np.int16)
            self._waiting.extend([block, block])

    def next_block(self) -> Block | None:
        """Return the next 10 ms."""
        return self._waiting.popleft() if self._waiting else None


def our_sound(clock: Callable[[], float]) -> SoundReceiver:
    """Return our playout buffer on ``clock``."""
    buffer = PlayoutBuffer(clock)
    buffer.set_decoders({PAYLOAD_TYPE: NumberDecoder()})
    return buffer


def stock_sound(clock: Callable[[], float]) -> SoundReceiver:
    """Return aiortc's; it has no clock."""
    return StockSound()


@dataclass(frozen=True, slots=True)
class SoundFigures:
    """Delays in ms beyond the line's own least, shares of the time from 0 to 1."""

    added_delay_p50: float | None
    added_delay_p95: float | None
    concealed: float
    silent: float


def simulate_sound(
    create: Callable[[Callable[[], float]], SoundReceiver], line: Schedule, seconds: float, seed: int
) -> SoundFigures:
    """Speak for ``seconds`` of simulated time over ``line``."""
    simulation = Simulation()
    receiver = create(lambda: simulation.now)
    played: list[tuple[float, int | None]] = []

    def deliver(number: int) -> None:
        payload = str(FIRST + number % NUMBERS).encode()
        receiver.put(number & 0xFFFF, PAYLOAD_TYPE, payload, number * FRAME_SAMPLES & 0xFFFFFFFF, 48_000)

    way: Line[int] = Line(simulation, line, seed, deliver)

    def play() -> None:
        block = receiver.next_block()
        played.append((simulation.now, None if block is None else _value(block)))

    for number in range(int(seconds / PACKET_SECONDS)):
        simulation.at(number * PACKET_SECONDS, lambda number=number: way.send(number, 120))  # type: ignore[misc]
    simulation.every(BLOCK_SECONDS, play, start=0.0007)
    simulation.run(seconds)
    return _figures(played, line.at(0.0).delay)


def _value(block: Block) -> int:
    """Return the value of most samples; BLENDED where packets were blended to stretch or press sound."""
    values, counts = np.unique(block, return_counts=True)
    most = int(np.argmax(counts))
    return int(values[most]) if 2 * counts[most] > len(block) else BLENDED


def _figures(played: list[tuple[float, int | None]], line_delay: float) -> SoundFigures:
    heard = [(at, value) for at, value in played if at >= WARM_UP]
    delays = []
    for at, value in heard:
        if value is not None and value >= FIRST:
            turn = NUMBERS * PACKET_SECONDS
            spoken = (value - FIRST) * PACKET_SECONDS
            spoken += turn * round((at - spoken - turn / 4) / turn)
            # A packet can leave only when its last sample has been spoken.
            delays.append(1000 * (at - spoken - line_delay))
    return SoundFigures(
        percentile(delays, 0.5) if delays else None,
        percentile(delays, 0.95) if delays else None,
        sum(value == CONCEALED for _, value in heard) / max(1, len(heard)),
        sum(value is None for _, value in heard) / max(1, len(heard)),
    )
