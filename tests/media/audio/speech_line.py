"""Computed speech through a real codec, a simulated bad line and a playout buffer."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.media.audio.playout.buffer import PlayoutBuffer
from core.media.codecs.audio_decoders import AudioDecoder
from core.media.codecs.libopus import (
    SET_BITRATE,
    SET_INBAND_FEC,
    SET_PACKET_LOSS_PERCENT,
    LibopusDecoder,
    LibopusEncoder,
)
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block
from tests.bench.network.ends.speech import computed_speech
from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.simulation import Line, Simulation
from tests.bench.network.scoring import hearing

Samples = NDArray[np.int16]
PAYLOAD_TYPE = 96
START = 1000.0
"""What the clock of the receiver says when the simulation begins."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A packet as the sender makes it: when (samples of its own clock), and what."""

    at: int
    sequence: int
    timestamp: int
    payload: bytes
    payload_type: int = PAYLOAD_TYPE
    clock_rate: int = SAMPLE_RATE


@cache
def speech(seconds: float) -> Samples:
    return computed_speech(seconds)


@cache
def opus_packets(
    seconds: float, frame: int = 960, bit_rate: int = 32_000, loss: int = 10, first: int = 65_500
) -> tuple[Sent, ...]:
    """Return the packets of that much speech; a packet leaves when its last sample was spoken."""
    encoder = LibopusEncoder()
    for request, value in ((SET_BITRATE, bit_rate), (SET_INBAND_FEC, 1), (SET_PACKET_LOSS_PERCENT, loss)):
        encoder.control(request, value)
    sound = speech(seconds)
    return tuple(
        Sent(
            start + frame,
            (first + number) & 0xFFFF,
            (start + (1 << 32) - 480_000) & 0xFFFFFFFF,
            encoder.encode(sound[start : start + frame]),
        )
        for number, start in enumerate(range(0, len(sound) - frame + 1, frame))
    )


@dataclass
class Heard:
    """What was played, from the beginning of the simulation; ``silent`` marks blocks that were None."""

    buffer: PlayoutBuffer
    blocks: list[Block | None] = field(default_factory=list)
    targets: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)

    @property
    def sound(self) -> Samples:
        nothing = np.zeros(BLOCK_SAMPLES, np.int16)
        return np.concatenate([nothing if block is None else block for block in self.blocks])

    @property
    def silent(self) -> NDArray[np.bool_]:
        return np.array([block is None for block in self.blocks])


def listen(
    packets: Sequence[Sent],
    line: Conditions | Schedule,
    seconds: float,
    *,
    seed: int = 1,
    decoders: dict[int, AudioDecoder] | None = None,
    sender_ppm: float = 0.0,
    pull_jitter: Callable[[int], float] = lambda block: 0.0,
    prepare: Callable[[PlayoutBuffer], None] = lambda buffer: None,
) -> Heard:
    """Send ``packets`` over ``line`` and return what is heard. ``sender_ppm``: its clock is faster."""
    simulation = Simulation()
    buffer = PlayoutBuffer(lambda: START + simulation.now)
    buffer.set_decoders(decoders or {PAYLOAD_TYPE: LibopusDecoder()})
    prepare(buffer)
    heard = Heard(buffer)
    schedule = line if isinstance(line, Schedule) else Schedule((0.0, line))

    def deliver(sent: Sent) -> None:
        buffer.put(sent.sequence, sent.payload_type, sent.payload, sent.timestamp, sent.clock_rate)

    def play() -> None:
        heard.blocks.append(buffer.next_block())
        heard.targets.append(buffer.target)
        heard.waiting.append(buffer.delay)

    way: Line[Sent] = Line(simulation, schedule, seed, deliver)
    pace = SAMPLE_RATE * (1 + sender_ppm * 1e-6)
    for sent in packets:
        simulation.at(sent.at / pace, lambda sent=sent: way.send(sent, len(sent.payload) + 40))  # type: ignore[misc]
    for block in range(int(seconds * 100)):
        simulation.at(0.0037 + block / 100 + pull_jitter(block), play)
    simulation.run(seconds)
    return heard


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1, delays in ms beyond the line's own; a frame of 20 ms is part of the delay."""

    lost: float
    concealed: float
    recovered: float
    delay_p50: float
    delay_p95: float
    inserted: float
    removed: float
    late: int
    quality: float | None = None


def figures(said: Samples, heard: Heard, line_delay: float, *, judge: bool = False) -> Figures:
    known = hearing.delays(said, heard.sound)
    late = sorted(1000 * (one.delay - line_delay) for one in known)
    counters = heard.buffer.counters
    total = max(1, counters.total_received)
    lost = hearing.lost_share(said, heard.sound, known)
    quality = None
    if judge:
        from tests.bench.network.scoring.speech_quality import quality as judged

        quality = judged(said, heard.sound)
    return Figures(
        1.0 if lost is None else lost,
        counters.concealed / total,
        counters.recovered / total,
        statistics.median(late) if late else float("nan"),
        late[int(0.95 * len(late))] if late else float("nan"),
        counters.inserted / total,
        counters.removed / total,
        counters.late_packets,
        quality,
    )
