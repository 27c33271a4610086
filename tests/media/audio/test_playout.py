"""The playout buffer on a clock of its own: order, loss, lateness, drift, pauses, nonsense."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.media.audio.playout.buffer import LATE_IN_A_ROW, PlayoutBuffer
from core.media.audio.playout.packet_queue import MAX_BYTES, MAX_PACKETS
from core.media.audio.playout.sound_line import MOST_WAITING
from core.media.codecs.audio_decoders import AudioDecoder, G711Decoder, G722Decoder
from core.media.codecs.g711 import MU_LAW
from core.media.codecs.libopus import LibopusDecoder
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE

PT, OTHER = 96, 97
FRAME = 960


class NumberDecoder:
    """Decodes ``b"5"`` to a frame full of fives; it makes up -1, and what it finds a second time is right."""

    def __init__(self, frame: int = FRAME, *, copies: bool = True) -> None:
        self.frame = frame
        self.copies = copies

    def samples_in(self, payload: bytes) -> int:
        return self.frame

    def is_pause(self, payload: bytes) -> bool:
        return payload == b"0"

    def decode(self, payload: bytes) -> NDArray[np.int16]:
        if payload == b"garbage":
            raise ValueError(payload)
        return np.full(self.frame, int(payload), np.int16)

    def copied(self, payload: bytes) -> int:
        return self.frame if self.copies else 0

    def recover(self, next_payload: bytes, samples: int) -> NDArray[np.int16] | None:
        return np.full(self.frame, int(next_payload) - 1, np.int16) if self.copies else None

    def conceal(self, samples: int) -> NDArray[np.int16]:
        return np.full(samples, -1, np.int16)


class Bench:
    """A buffer with a clock that only moves when told to."""

    def __init__(self, decoder: AudioDecoder | None = None) -> None:
        self.now = 100.0
        self.buffer = PlayoutBuffer(clock=lambda: self.now)
        self.buffer.set_decoders({PT: decoder or NumberDecoder()})
        self.out: list[int] = []

    @property
    def heard(self) -> list[int]:
        """Return what was played, once each, without silence and without mixtures."""
        values = [value for value in self.out if value]
        return [value for place, value in enumerate(values) if not place or value != values[place - 1]]

    def put(self, number: int, payload: bytes | None = None, timestamp: int | None = None) -> None:
        data = str(number % 30_000).encode() if payload is None else payload
        stamp = number * FRAME if timestamp is None else timestamp
        self.buffer.put(number % 65_536, PT, data, stamp & 0xFFFFFFFF, 48_000)

    def pull(self, blocks: int = 2) -> None:
        for _ in range(blocks):
            block = self.buffer.next_block()
            # The middle of a block is beyond every cross-fade.
            self.out.append(0 if block is None else int(block[BLOCK_SAMPLES - 1]))
            self.now += 0.01


def test_sound_begins_after_the_delay_that_is_aimed_at() -> None:
    bench = Bench()
    bench.put(1)
    bench.pull(1)
    assert bench.out == [0], "the next may come a little later"
    assert 0.02 < bench.buffer.target < 0.06
    bench.put(2)
    bench.pull(8)
    assert bench.heard[:2] == [1, 2]


def test_disorder_is_put_right_and_doubles_are_ignored() -> None:
    bench = Bench()
    for number in (2, 1, 3, 3, 5, 4):
        bench.put(number)
    bench.pull(16)
    assert bench.heard[:5] == [1, 2, 3, 4, 5]
    assert bench.buffer.counters.doubled_packets == 1


def test_single_loss_is_recovered_from_the_packet_after_it() -> None:
    bench = Bench()
    for number in (1, 2, 4, 5):
        bench.put(number)
    bench.pull(12)
    assert bench.heard[:5] == [1, 2, 3, 4, 5]
    assert bench.buffer.counters.recovered == FRAME and bench.buffer.counters.concealed == 0


def test_a_copy_that_comes_late_still_serves() -> None:
    bench = Bench()
    for number in (1, 2):
        bench.put(number)
    while not bench.out or bench.out[-1] != -1:
        bench.pull(1)
        assert len(bench.out) < 20
    bench.put(4)
    bench.pull(3)
    assert bench.heard[:5] == [1, 2, -1, 3, 4]
    assert bench.buffer.counters.recovered == FRAME // 2
    assert bench.buffer.counters.concealed == FRAME // 2


def test_a_longer_loss_is_concealed_without_adding_delay() -> None:
    bench = Bench()
    for number in (1, 2, 5, 6):
        bench.put(number)
    bench.pull(16)
    assert bench.heard[:6] == [1, 2, -1, 4, 5, 6]
    counters = bench.buffer.counters
    assert (counters.recovered, counters.late_packets) == (FRAME, 0)


def test_late_and_empty_packets_are_dropped_and_garbage_is_concealed() -> None:
    bench = Bench(NumberDecoder(copies=False))
    for number in (1, 2, 3):
        bench.put(number)
    bench.pull(9)
    bench.put(1)
    bench.put(4, b"")
    bench.put(4, b"garbage")
    bench.put(5)
    bench.pull(8)
    assert bench.heard[:5] == [1, 2, 3, -1, 5]
    assert bench.buffer.counters.late_packets == 1
    assert bench.buffer.counters.bad_packets == 2


@pytest.mark.parametrize("first", [65_533, 1])
@pytest.mark.parametrize("stamp", [0, (1 << 32) - 3 * FRAME])
def test_sequence_numbers_and_timestamps_wrap(first: int, stamp: int) -> None:
    bench = Bench()
    for number in range(first, first + 6):
        bench.put(number, timestamp=stamp + (number - first) * FRAME)
    bench.pull(16)
    assert bench.heard[:6] == [number % 30_000 for number in range(first, first + 6)]
    assert bench.buffer.counters.concealed == bench.buffer.counters.recovered == 0


def test_silence_after_a_long_gap_and_a_fresh_start() -> None:
    bench = Bench()
    for number in (1, 2):
        bench.put(number)
    bench.pull(130)
    assert bench.out[-1] == 0 and bench.buffer.next_block() is None and bench.buffer.level < 1e-3
    assert bench.buffer.played is None
    for number in range(100, 106):
        bench.put(number)
    bench.pull(20)
    assert [value for value in bench.heard if value >= 100][:6] == [100, 101, 102, 103, 104, 105]


def test_flood_is_bounded() -> None:
    bench = Bench()
    for number in range(3000):
        bench.put(number)
    assert len(bench.buffer._queue) <= MAX_PACKETS
    for number in range(3000, 3200):
        bench.buffer.put(number, PT, b"7" + bytes(8000), number * FRAME, 48_000)
    assert bench.buffer._queue.bytes <= MAX_BYTES
    bench.pull(2)
    assert bench.buffer.delay < MAX_PACKETS * 0.02


def test_steady_stream_plays_everything_once_and_soon() -> None:
    bench = Bench()
    for number in range(300):
        bench.put(number)
        bench.pull(2)
    counters = bench.buffer.counters
    assert (counters.concealed, counters.late_packets, counters.inserted) == (0, 0, 0)
    assert counters.removed < 0.03 * SAMPLE_RATE, "the delay of the beginning"
    assert bench.buffer.delay <= 0.05 and bench.buffer.target <= 0.02


@pytest.mark.parametrize("frame", [120, 240, 480, 960, 1920, 2880, 5760])
def test_packets_of_any_length(frame: int) -> None:
    bench = Bench(NumberDecoder(frame))
    due = 100.0
    for number in range(1, 1 + 2 * SAMPLE_RATE // frame):
        due += frame / SAMPLE_RATE
        while bench.now < due:
            bench.pull(1)
        bench.put(number, timestamp=number * frame)
    counters = bench.buffer.counters
    assert counters.concealed == 0 and counters.late_packets == 0
    assert bench.buffer.delay < 0.06 + 2 * frame / SAMPLE_RATE


def test_the_length_of_packets_may_change() -> None:
    decoder = NumberDecoder()
    bench = Bench(decoder)
    stamp, due = 0, 100.0
    for number in range(1, 200):
        decoder.frame = 960 if number // 50 % 2 else 2880
        due += decoder.frame / SAMPLE_RATE
        while bench.now < due:
            bench.pull(1)
        bench.put(number, timestamp=stamp)
        stamp += decoder.frame
    assert bench.buffer.counters.concealed <= 2 * 2880


@pytest.mark.parametrize("jump", [-50, -3000, 4000, 30_000])
def test_a_source_that_counts_anew_is_followed(jump: int) -> None:
    bench = Bench()
    for number in range(5000, 5050):
        bench.put(number)
        bench.pull(2)
    for number in range(5050 + jump, 5100 + jump):
        bench.put(number, timestamp=(number - jump + 123_456) * FRAME)
        bench.pull(2)
    last = 5099 + jump
    assert {last % 30_000, (last - 1) % 30_000} & set(bench.out[-8:])
    assert bench.out[-40:].count(0) + bench.out[-40:].count(-1) <= 2 * LATE_IN_A_ROW


def test_one_stray_packet_changes_nothing() -> None:
    bench = Bench()
    for number in range(1, 60):
        bench.put(number)
        if number % 10 == 0:
            bench.put(number + 20_000)
        bench.pull(2)
    assert bench.buffer.counters.concealed == 0 and bench.buffer.counters.late_packets == 5


@pytest.mark.parametrize("jump", [-1_000_000, 500_000, 1 << 31])
def test_timestamps_that_jump_are_followed_at_once(jump: int) -> None:
    bench = Bench()
    for number in range(1, 60):
        bench.put(number, timestamp=number * FRAME + (jump if number >= 30 else 0))
        bench.pull(2)
    assert bench.heard[-3:] == sorted(bench.heard[-3:]) and bench.heard[-1] >= 56
    assert bench.out[20:].count(0) + bench.out[20:].count(-1) <= 8


def test_a_pause_that_was_announced_is_no_loss() -> None:
    bench = Bench()
    for number in range(1, 20):
        bench.put(number)
        bench.pull(2)
    bench.put(20, b"0")
    bench.pull(40)
    for number in range(21, 40):
        bench.put(number, timestamp=(number + 19) * FRAME)
        bench.pull(2)
    bench.pull(1)
    counters = bench.buffer.counters
    assert counters.concealed == 0 and counters.comfort_noise > 0.3 * SAMPLE_RATE
    assert bench.heard[-10:] == list(range(bench.heard[-10], bench.heard[-10] + 10))


def test_a_pause_that_was_not_announced_is_no_loss_either() -> None:
    bench = Bench()
    for number in range(1, 20):
        bench.put(number)
        bench.pull(2)
    bench.pull(20)
    for number in range(20, 40):
        bench.put(number, timestamp=(number + 10) * FRAME)
        bench.pull(2)
    assert bench.buffer.counters.concealed == 0


def test_comfort_noise_is_heard_until_sound_comes() -> None:
    bench = Bench()
    for number in range(1, 10):
        bench.put(number, b"1000")
        bench.pull(2)
    bench.buffer.put_noise(10, bytes([40]), 10 * FRAME, 48_000)
    bench.pull(40)
    loudness = np.sqrt(np.mean(np.square(bench.out[-25:], dtype=float)))
    assert loudness == pytest.approx(32_768 * 10 ** (-40 / 20), rel=0.5)
    for number in range(11, 30):
        bench.put(number, b"1000", timestamp=(number + 20) * FRAME)
        bench.pull(2)
    assert bench.out[-20:] == [1000] * 20 and bench.buffer.counters.concealed == 0


def test_a_drifting_speaker_is_followed_both_ways() -> None:
    for pace in (0.0101, 0.0099):
        bench = Bench(LibopusDecoder())
        from tests.media.audio.speech_line import opus_packets

        for sent in opus_packets(30.0):
            while bench.now < 100.0 + sent.at / SAMPLE_RATE:
                bench.buffer.next_block()
                bench.now += pace
            bench.buffer.put(sent.sequence, PT, sent.payload, sent.timestamp, 48_000)
        counters = bench.buffer.counters
        changed = counters.removed if pace > 0.01 else counters.inserted
        assert 0.1 * SAMPLE_RATE < changed < 0.6 * SAMPLE_RATE
        assert counters.concealed < 0.15 * SAMPLE_RATE and bench.buffer.delay < 0.12


def test_jitter_raises_the_target_soon_and_calm_lowers_it_slowly() -> None:
    bench = Bench()

    def run(packets: range, wait: float) -> float:
        for number in packets:
            bench.now = 100.0 + number * 0.02 + (wait if number % 5 == 0 else 0.0)
            bench.put(number)
            bench.buffer.next_block()
        return bench.buffer.target

    calm = run(range(200), 0.0)
    rough = run(range(200, 300), 0.08)
    assert calm < 0.02 and 0.08 <= rough < 0.1
    assert run(range(300, 400), 0.0) >= 0.08
    assert run(range(400, 2400), 0.0) < 0.03


def test_peaks_that_come_again_are_waited_for() -> None:
    bench = Bench()
    for number in range(2000):
        late = 0.15 if number % 400 > 396 else 0.0
        bench.now = max(bench.now, 100.0 + number * 0.02 + late)
        bench.put(number)
        bench.buffer.next_block()
        if number == 600:
            assert bench.buffer.target < 0.05, "one peak is an accident"
    assert 0.13 < bench.buffer.target < 0.2


def test_sound_waits_for_pictures_when_asked_to() -> None:
    from tests.media.audio.speech_line import opus_packets

    bench = Bench(LibopusDecoder())
    delays = []
    for number, sent in enumerate(opus_packets(30.0)):
        bench.now = 100.0 + number * 0.02
        bench.buffer.put(sent.sequence, PT, sent.payload, sent.timestamp, 48_000)
        bench.buffer.extra_delay = 5.0 if 200 <= number < 900 else -1.0
        for _ in range(2):
            bench.buffer.next_block()
            bench.now += 0.01
        delays.append(bench.buffer.delay)
    assert bench.buffer.extra_delay == 0.0
    assert delays[190] < 0.06 and 0.18 < delays[890] < 0.28 and delays[-1] < 0.08
    bench.buffer.extra_delay = math.nan
    assert bench.buffer.extra_delay == 0.0


def test_it_is_known_what_is_played() -> None:
    bench = Bench()
    assert bench.buffer.played is None
    for number in range(1, 200):
        bench.put(number)
        bench.pull(1)
        first = bench.buffer.played
        bench.pull(1)
        second = bench.buffer.played
        if number > 100:
            assert first is not None and second is not None
            assert second.timestamp - first.timestamp == 480 and second.at == pytest.approx(first.at + 0.01)
            assert first.timestamp_at(second.at) == second.timestamp
            assert second.timestamp // FRAME == bench.out[-1], "the sound and its timestamp"
    bench.buffer.reset()
    assert bench.buffer.played is None and bench.buffer.next_block() is None


def test_another_source_is_heard_at_once() -> None:
    bench = Bench()
    for number in range(1, 50):
        bench.put(number)
        bench.pull(2)
    bench.buffer.change_source()
    for number in range(20_000, 20_020):
        bench.put(number, timestamp=number * 777)
        bench.pull(2)
    assert bench.heard[-1] > 20_010


PAYLOADS = st.one_of(
    st.sampled_from([b"", b"\xf8", b"\x00\x00", b"\xfc" + bytes(60), b"\x78" * 90]), st.binary(max_size=200)
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 65_535),
        st.sampled_from([0, 9, 13, PT, 77]),
        PAYLOADS,
        st.one_of(st.integers(0, (1 << 32) - 1), st.sampled_from([0, FRAME, 2 * FRAME])),
        st.integers(0, 4),
        st.sampled_from([0.01, 0.0, -5.0, 0.3, 1e6]),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(STEPS, st.booleans())
def test_nothing_that_comes_breaks_it(
    steps: list[tuple[int, int, bytes, int, int, float]], in_order: bool
) -> None:
    now = 50.0
    buffer = PlayoutBuffer(clock=lambda: now)
    buffer.set_decoders({PT: LibopusDecoder(), 0: G711Decoder(MU_LAW), 9: G722Decoder()})
    for place, (sequence, payload_type, payload, timestamp, blocks, pause) in enumerate(steps):
        number = place if in_order else sequence
        if payload_type == 13:
            buffer.put_noise(number, payload, timestamp)
        elif payload_type == 77:
            buffer.put_silence(number)
        buffer.put(number, payload_type, payload, timestamp, 48_000 if payload_type == PT else 8000)
        for _ in range(blocks):
            block = buffer.next_block()
            assert block is None or (len(block) == BLOCK_SAMPLES and block.dtype == np.int16)
        now += pause
        assert len(buffer._queue) <= MAX_PACKETS and 0 <= buffer._line.waiting <= MOST_WAITING
        assert 0.0 <= buffer.level <= 1.0 and buffer.delay >= 0.0 and math.isfinite(buffer.target)
    for _ in range(200):
        block = buffer.next_block()
        now += 0.01
        assert block is None or len(block) == BLOCK_SAMPLES
    assert buffer._queue.bytes == sum(len(packet.payload) for packet in buffer._queue)
    found = buffer.counters
    accounted = found.jitter_buffer_emitted + found.concealed + found.comfort_noise + found.recovered
    assert accounted + buffer._uncounted == found.total_received, "every sample is counted as one thing"
    assert 0 <= found.silent_concealed <= found.concealed
