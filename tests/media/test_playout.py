"""The playout buffer on a clock of its own: order, loss, lateness, drift, nonsense."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.media.audio.playout_buffer import FRAME_SAMPLES, MAX_PACKETS, PlayoutBuffer
from core.media.audio.stretching import LEAST, MOST, OVERLAP, compress, stretch
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE

PT = 96


class NumberDecoder:
    """Decodes the payload ``b"5"`` to a frame full of fives; what it makes up is negative."""

    def decode(self, payload: bytes) -> NDArray[np.int16]:
        if payload == b"garbage":
            raise ValueError(payload)
        return np.full(FRAME_SAMPLES, int(payload), np.int16)

    def recover(self, next_payload: bytes, samples: int) -> NDArray[np.int16]:
        return np.full(samples, int(next_payload) - 1, np.int16)

    def conceal(self, samples: int) -> NDArray[np.int16]:
        return np.full(samples, -1, np.int16)


class Bench:
    """A buffer with a clock that only moves when told to."""

    def __init__(self) -> None:
        self.now = 100.0
        self.buffer = PlayoutBuffer(clock=lambda: self.now)
        self.buffer.set_decoders({PT: NumberDecoder()})
        self.out: list[int] = []

    def put(self, number: int, payload: bytes | None = None) -> None:
        data = str(number % 30000).encode() if payload is None else payload
        self.buffer.put(number % 65536, PT, data, number * 0.02)

    def pull(self, blocks: int = 2) -> None:
        for _ in range(blocks):
            block = self.buffer.next_block()
            self.out.append(0 if block is None else int(block[BLOCK_SAMPLES // 2]))
            self.now += 0.01


def test_nothing_is_played_before_the_target_is_reached() -> None:
    bench = Bench()
    bench.put(1)
    bench.pull()
    assert bench.out == [0, 0]
    bench.put(2)
    bench.put(3)
    bench.pull(4)
    assert bench.out[2:] == [1, 1, 2, 2]


def test_disorder_is_put_right_and_doubles_are_ignored() -> None:
    bench = Bench()
    for number in (2, 1, 3, 3, 5, 4):
        bench.put(number)
    bench.pull(10)
    assert bench.out == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_single_loss_is_recovered_from_the_packet_after_it() -> None:
    bench = Bench()
    for number in (1, 2, 4, 5):
        bench.put(number)
    bench.pull(10)
    assert bench.out == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert bench.buffer.counters.concealed == FRAME_SAMPLES
    assert bench.buffer.counters.concealment_events == 1


def test_a_longer_loss_is_concealed_without_adding_delay() -> None:
    bench = Bench()
    for number in (1, 2, 5, 6):
        bench.put(number)
    bench.pull(12)
    assert bench.out == [1, 1, 2, 2, -1, -1, 4, 4, 5, 5, 6, 6]


def test_late_and_empty_packets_are_dropped_and_garbage_is_concealed() -> None:
    bench = Bench()
    for number in (1, 2, 3):
        bench.put(number)
    bench.pull(4)
    bench.put(1)
    bench.put(4, b"")
    bench.put(4, b"garbage")
    bench.put(5)
    bench.pull(6)
    assert bench.out[4:] == [3, 3, -1, -1, 5, 5]
    assert bench.buffer.counters.late_packets == 1
    assert bench.buffer.counters.bad_packets == 1


def test_sequence_numbers_wrap() -> None:
    bench = Bench()
    for number in range(65533, 65539):
        bench.put(number)
    bench.pull(12)
    assert bench.out[::2] == [number % 30000 for number in range(65533, 65539)]


def test_silence_after_an_underrun_and_a_fresh_start() -> None:
    bench = Bench()
    for number in (1, 2):
        bench.put(number)
    bench.pull(20)
    assert bench.out[4:10] == [-1] * 6 and bench.out[10:] == [0] * 10
    for number in range(100, 106):
        bench.put(number)
    bench.pull(4)
    assert bench.out[-4:] == [100, 100, 101, 101]


def test_flood_is_bounded() -> None:
    bench = Bench()
    for number in range(400):
        bench.put(number)
    assert len(bench.buffer._packets) <= MAX_PACKETS
    bench.pull(2)
    assert bench.buffer.delay < 0.5


def test_steady_stream_plays_everything_once() -> None:
    bench = Bench()
    for number in range(3):
        bench.put(number)
    for number in range(3, 300):
        bench.pull(2)
        bench.put(number)
    counters = bench.buffer.counters
    assert (counters.concealed, counters.late_packets, counters.inserted, counters.removed) == (0, 0, 0, 0)
    assert 0.04 <= bench.buffer.delay <= 0.08


@pytest.mark.parametrize("parts_per_million", [-2000, 2000])
def test_drift_of_the_senders_clock_is_followed(parts_per_million: int) -> None:
    bench = Bench()
    for number in range(3):
        bench.put(number)
    number, sent = 3, 3.0
    for _ in range(3000):
        bench.pull(2)
        sent += 1 + parts_per_million / 1e6
        while number < int(sent):
            bench.put(number)
            number += 1
    counters = bench.buffer.counters
    assert bench.buffer.delay < 0.15
    changed = counters.removed if parts_per_million > 0 else counters.inserted
    assert changed > 0 and counters.concealed < 10 * FRAME_SAMPLES


def test_jitter_raises_the_target_and_calm_lowers_it() -> None:
    bench = Bench()
    calm = bench.buffer.target
    for number in range(0, 40, 2):
        bench.now += 0.08 if number % 8 == 0 else 0.0
        bench.put(number)
        bench.put(number + 1)
        bench.now += 0.02
    assert bench.buffer.target > calm
    assert bench.buffer.target <= 0.2


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 65535), st.sampled_from([b"1", b"", b"garbage", b"7"]), st.integers(0, 4)),
        max_size=80,
    )
)
def test_no_packets_break_it(packets: list[tuple[int, bytes, int]]) -> None:
    bench = Bench()
    for sequence, payload, blocks in packets:
        bench.buffer.put(sequence, PT if blocks else 77, payload, sequence * 0.02)
        bench.pull(blocks)
    assert len(bench.buffer._packets) <= MAX_PACKETS
    assert bench.buffer.delay >= 0
    for block in range(5):
        assert (played := bench.buffer.next_block()) is None or len(played) == BLOCK_SAMPLES, block


def test_compressing_and_stretching_keep_pitch_and_change_length() -> None:
    tone = (8000 * np.sin(2 * np.pi * 200 * np.arange(2000) / SAMPLE_RATE)).astype(np.int16)
    for changed, sign in ((compress(tone), -1), (stretch(tone), 1)):
        assert LEAST <= sign * (len(changed) - len(tone)) <= MOST
        steps = np.abs(np.diff(changed.astype(int)))
        assert steps.max() < 1.5 * np.abs(np.diff(tone.astype(int))).max(), "a click"
    short = tone[: MOST + OVERLAP - 1]
    assert len(compress(short)) == len(stretch(short)) == len(short)
