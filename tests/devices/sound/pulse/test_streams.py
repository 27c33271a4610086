"""Microphone and speaker streams over a scripted library, in simulated time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from core.ports import BLOCK_SAMPLES, Block, DeviceFailure, DeviceKind, FailureReason
from tests.devices.sound.pulse.scripted import ScriptedLibrary, Stream
from ui.devices.handle import Handle
from ui.devices.sound.pulse import streams as module
from ui.devices.sound.pulse.library import ContextState, ErrorCode, StreamState
from ui.devices.sound.pulse.server import PulseServer
from ui.devices.sound.pulse.streams import (
    BLOCK_BYTES,
    MOST_AT_ONCE,
    ONE_SLIP,
    SETTLE_SECONDS,
    SOURCE_BYTES,
    PulseMicrophone,
    PulseSpeaker,
    PulseStream,
)
from ui.devices.supervision import FIRST_PATIENCE, SinkBuffer, SoundCounters

BLOCK = np.arange(BLOCK_SAMPLES, dtype=np.int16)
ID = b"mic".hex()


class Turns:
    """The part of the loop that streams see."""

    def __init__(self) -> None:
        self.members: list[Callable[[float], None]] = []
        self.hurried: list[Callable[[float], None]] = []
        self.wants_another = False

    def add(self, turn: Callable[[float], None], *, can_wait: bool = True) -> None:
        self.members.append(turn)
        if not can_wait:
            self.hurried.append(turn)

    def again(self) -> None:
        self.wants_another = True

    def remove(self, turn: Callable[[float], None]) -> None:
        if turn in self.members:
            self.members.remove(turn)


class Bench:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(module.time, "monotonic", lambda: self.now)
        self.library = ScriptedLibrary()
        self.pulse = self.library.pulse
        self.server = PulseServer(self.library, None, "Ahoy", lambda: None)
        self.server.turn(self.now)
        self.loop = Turns()
        self.failures: list[DeviceFailure] = []
        self.blocks: list[Block] = []
        self.counters = SoundCounters()
        self.played = 0

    def microphone(self, device_id: str = ID) -> Stream:
        self.handle = Handle(device_id, DeviceKind.MICROPHONE, self.failures.append)
        make = PulseMicrophone(self.library, self.loop, self.server, self.handle, self.blocks.append)  # type: ignore[arg-type]
        return self._start(make)

    def speaker(self, device_id: str = ID) -> Stream:
        self.handle = Handle(device_id, DeviceKind.SPEAKER, self.failures.append)
        make = PulseSpeaker(
            self.library,
            self.loop,
            self.server,
            self.handle,
            self.next_block,
            self.counters,  # type: ignore[arg-type]
        )
        return self._start(make)

    def next_block(self) -> Block:
        self.played += 1
        return BLOCK

    def turn(self, seconds: float = 0.01) -> None:
        self.now += seconds
        self.turns = 0
        while not self.turns or self.loop.wants_another:
            self.turns += 1
            self.loop.wants_another = False
            for member in tuple(self.loop.members):
                member(self.now)

    def reasons(self) -> list[FailureReason]:
        return [failure.reason for failure in self.failures]

    def _start(self, made: PulseStream) -> Stream:
        self.stream = made
        made.start()
        if not self.pulse.streams:
            return Stream(self.pulse.contexts[-1], b"none")
        self.pulse.streams[-1].state = StreamState.READY
        return self.pulse.streams[-1]

    def play(self, stream: Stream, seconds: float) -> None:
        for _ in range(round(seconds * 100)):
            stream.room += BLOCK_BYTES
            self.turn()


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(monkeypatch)


@pytest.mark.parametrize("size", [2, 100, 958, 960, 962, 4000])
def test_a_microphone_delivers_whole_blocks_whatever_arrives(bench: Bench, size: int) -> None:
    stream = bench.microphone()
    sound = np.arange(4800, dtype=np.int16)
    data = sound.tobytes()
    for start in range(0, len(data), size):
        stream.incoming.append(data[start : start + size])
        bench.turn()
    assert {len(block) for block in bench.blocks} == {BLOCK_SAMPLES}
    assert np.array_equal(np.concatenate(bench.blocks), sound[: len(bench.blocks) * BLOCK_SAMPLES])
    assert len(bench.blocks) == 10 and stream.device == b"mic"


def test_no_more_waits_here_than_the_server_keeps(bench: Bench) -> None:
    stream, waiting = bench.microphone(), []
    make = bench.stream
    assert isinstance(make, PulseMicrophone)

    def take_too_long(block: Block) -> None:
        bench.blocks.append(block)
        waiting.append(len(make._blocks))
        for _ in range(2 if len(bench.blocks) < 100 else 0):
            if bench.pulse.stream_readable_size(stream) < SOURCE_BYTES:
                stream.incoming.append(BLOCK.tobytes())

    make._on_block = take_too_long
    stream.incoming = [BLOCK.tobytes()] * 10
    bench.turn()
    assert len(bench.blocks) >= 100 and max(waiting) <= SOURCE_BYTES // BLOCK_BYTES
    assert not stream.incoming, "and nothing is left where nobody would come for it"


def test_a_hole_in_the_sound_is_silence_of_its_length(bench: Bench) -> None:
    stream = bench.microphone()
    stream.incoming = [BLOCK.tobytes(), 2 * BLOCK_BYTES, BLOCK.tobytes()]
    bench.turn()
    assert [int(np.abs(block).max()) for block in bench.blocks] == [479, 0, 0, 479]


def test_a_speaker_is_kept_full_to_the_last_sample(bench: Bench) -> None:
    stream = bench.speaker()
    for room in (1440, 500, 46, 960):
        stream.room = room
        bench.turn()
        assert stream.room == 0
    sound = np.frombuffer(stream.written, np.int16)
    assert np.array_equal(sound, np.resize(BLOCK, len(sound))) and len(sound) == 2946 // 2


def test_a_speaker_that_asks_for_a_minute_gets_it_bit_by_bit(bench: Bench) -> None:
    stream = bench.speaker()
    stream.room = 60 * 48_000 * 2
    bench.turn()
    assert len(stream.written) == MOST_AT_ONCE


def test_the_stream_goes_on_without_us(bench: Bench) -> None:
    assert bench.speaker().wanted.prebuf == 0


def test_dry_moments_are_slips_and_each_lets_the_buffer_grow_in_place(bench: Bench) -> None:
    stream = bench.speaker()
    bench.play(stream, SETTLE_SECONDS / 2)
    stream.on_underflow(None, None)
    bench.play(stream, SETTLE_SECONDS)
    assert bench.counters.slips == 0
    for number in (1, 2):
        stream.on_underflow(None, None)
        bench.play(stream, 0.1)
        assert bench.counters.slips == number
        assert stream.wanted.tlength == (SinkBuffer.FIRST + number * SinkBuffer.STEP) * 2
    assert not stream.is_released and len(bench.pulse.streams) == 1


def test_a_long_slip_lets_the_buffer_grow_by_more(bench: Bench) -> None:
    stream = bench.speaker()
    bench.play(stream, SETTLE_SECONDS + 0.1)
    stream.on_underflow(None, None)
    stream.room = (SinkBuffer.FIRST + SinkBuffer.STEP) * 2 + BLOCK_BYTES
    bench.turn()
    assert stream.wanted.tlength == (SinkBuffer.FIRST + 2 * SinkBuffer.STEP) * 2 and bench.counters.slips == 1


def test_one_slip_of_which_the_server_tells_block_by_block_counts_once(bench: Bench) -> None:
    stream = bench.speaker()
    bench.play(stream, SETTLE_SECONDS + 0.1)
    for _ in range(round(ONE_SLIP * 100)):
        stream.on_underflow(None, None)
        bench.play(stream, 0.01)
    assert bench.counters.slips == 1
    bench.play(stream, ONE_SLIP)
    stream.on_underflow(None, None)
    bench.play(stream, 0.01)
    assert bench.counters.slips == 2


def test_a_buffer_that_is_nearly_empty_time_and_again_grows_before_it_is(bench: Bench) -> None:
    stream = bench.speaker()
    stream.granted = 1440
    bench.play(stream, SETTLE_SECONDS + 0.1)
    for steps in (0, 1):
        stream.room = stream.granted - 100
        bench.turn(5.0)
        assert stream.wanted.tlength == (SinkBuffer.FIRST + steps * SinkBuffer.STEP) * 2
    assert bench.counters.slips == 0


def test_a_speaker_has_its_turn_before_a_microphone_that_has_much_to_tell(bench: Bench) -> None:
    stream = bench.microphone()
    assert not bench.loop.hurried
    stream.incoming = [BLOCK.tobytes() * 7]
    bench.turn()
    assert len(bench.blocks) == 7 and bench.turns == 4, "two blocks at a time"
    bench.speaker()
    assert len(bench.loop.hurried) == 1


def test_a_calm_time_makes_the_buffer_small_again_in_place(bench: Bench) -> None:
    stream = bench.speaker()
    bench.play(stream, SETTLE_SECONDS + 0.1)
    stream.on_underflow(None, None)
    bench.play(stream, 0.1)
    assert stream.wanted.tlength > SinkBuffer.FIRST * 2
    bench.play(stream, SinkBuffer.CALM + 0.1)
    assert stream.wanted.tlength == SinkBuffer.FIRST * 2 and not stream.is_released


@pytest.mark.parametrize("open_one", [Bench.microphone, Bench.speaker])
def test_silence_of_a_device_is_noticed_once_by_reopening_then_by_failing(
    bench: Bench, open_one: Callable[[Bench], Stream]
) -> None:
    first = open_one(bench)
    first.room = BLOCK_BYTES
    bench.turn()
    bench.turn(FIRST_PATIENCE)
    assert first.is_released and len(bench.pulse.streams) == 2 and not bench.failures
    bench.turn(FIRST_PATIENCE + 0.1)
    assert bench.reasons() == [FailureReason.SILENT] and not bench.loop.members


@pytest.mark.parametrize(
    ("state", "code", "reason"),
    [
        (StreamState.FAILED, ErrorCode.NO_ENTITY, FailureReason.GONE),
        (StreamState.FAILED, ErrorCode.ACCESS, FailureReason.DENIED),
        (StreamState.FAILED, ErrorCode.BUSY, FailureReason.BUSY),
        (StreamState.FAILED, 99, FailureReason.BROKEN),
        (StreamState.TERMINATED, 0, FailureReason.GONE),
    ],
)
def test_a_stream_that_fails_says_why(
    bench: Bench, state: StreamState, code: int, reason: FailureReason
) -> None:
    stream = bench.microphone()
    stream.state, stream.context.errno = state, code
    bench.turn()
    assert bench.reasons() == [reason] and stream.is_released and not bench.loop.members


def test_a_stream_whose_server_dies_fails_for_that(bench: Bench) -> None:
    stream = bench.microphone()
    stream.state, stream.context.state = StreamState.FAILED, ContextState.FAILED
    stream.context.errno = ErrorCode.CONNECTION_TERMINATED
    bench.turn()
    assert bench.reasons() == [FailureReason.NO_SERVER]


def test_nothing_is_opened_without_a_server(bench: Bench) -> None:
    bench.pulse.contexts[-1].state = ContextState.FAILED
    bench.speaker()
    assert bench.reasons() == [FailureReason.NO_SERVER] and not bench.pulse.streams


def test_a_refused_stream_fails_at_once(bench: Bench) -> None:
    bench.pulse.refuses_streams, bench.pulse.contexts[-1].errno = -1, ErrorCode.NO_ENTITY
    bench.speaker()
    assert bench.reasons() == [FailureReason.GONE] and bench.pulse.streams[-1].is_released


@pytest.mark.parametrize("device_id", ["zz", "0", "6d00", "61" * 2000, "\0"])
def test_an_id_that_no_device_can_have_is_gone(bench: Bench, device_id: str) -> None:
    bench.microphone(device_id)
    assert bench.reasons() == [FailureReason.GONE] and not bench.pulse.streams


def test_the_empty_id_is_the_servers_default(bench: Bench) -> None:
    assert bench.microphone("").device is None


def test_a_consumer_that_closes_its_device_is_called_no_more(bench: Bench) -> None:
    stream = bench.microphone()
    bench.blocks = CloseAtFirst(bench)  # type: ignore[assignment]
    bench.stream._on_block = bench.blocks.append  # type: ignore[attr-defined]
    stream.incoming = [BLOCK.tobytes() * 5]
    bench.turn()
    assert len(bench.blocks) == 1
    bench.stream.close()
    assert stream.is_released and not bench.loop.members


class CloseAtFirst(list[Block]):
    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench

    def append(self, block: Block) -> None:
        super().append(block)
        self._bench.handle.close()
