"""Listening to other programs over a scripted library: who is heard, comes, goes; a server that dies."""

from __future__ import annotations

import ctypes
import os
import random
import socket
from typing import Any

import numpy as np
import pytest

from core.ports import BLOCK_SAMPLES, Block
from tests.devices.sound.pulse.scripted import Context, ScriptedLibrary, ScriptedPulse, Stream
from tests.devices.sound.pulse.test_streams import Turns
from ui.devices.sound.pulse.library import (
    DEFAULT_SINK,
    UNSET,
    ContextState,
    DeviceInfo,
    ProgramInfo,
    StreamState,
)
from ui.devices.sound.pulse.programs import (
    HARDWARE,
    MOST_PROGRAMS,
    PATIENCE,
    Playing,
    Program,
    PulsePrograms,
    Speaker,
    heard_sinks,
    others,
    own_marks,
)
from ui.devices.sound.pulse.server import RETRY_AFTER, PulseServer

PIECE = np.full(BLOCK_SAMPLES, 100, np.int16).tobytes()


class ScriptedPrograms(ScriptedPulse):
    """A server on whose sinks programs play: stream, sink, client and name of each."""

    def __init__(self) -> None:
        super().__init__()
        self.default_sink = 0
        self.hardware: set[int] = set()
        self.sinks = [(b"spk", b"Speakers", 1), (b"other", b"Other speakers", 1)]
        self.playing = [(1, 0, 7, b"Music")]
        self.monitored: dict[Stream, int] = {}

    def context_get_sink_info_by_name(self, _context: Context, name: bytes, answer: Any, _user: None) -> int:
        assert name == DEFAULT_SINK

        def tell() -> None:
            answer(None, ctypes.byref(self.sink(self.default_sink)), 0, None)
            answer(None, None, 1, None)

        self.questions.append(tell)
        return 1

    def sink(self, index: int) -> DeviceInfo:
        return DeviceInfo(index=index, flags=HARDWARE if index in self.hardware else 2)

    def context_get_sink_info_list(self, _context: Context, answer: Any, _user: None) -> int:
        def tell() -> None:
            for index in range(len(self.sinks)):
                answer(None, ctypes.byref(self.sink(index)), 0, None)
            answer(None, None, 1, None)

        self.questions.append(tell)
        return 1

    def context_get_sink_input_info_list(self, _context: Context, answer: Any, _user: None) -> int:
        def tell() -> None:
            for stream, sink, client, _ in self.playing:
                info = ProgramInfo(index=stream, sink=sink, client=client, proplist=stream)
                answer(None, ctypes.byref(info), 0, None)
            answer(None, None, 1, None)

        self.questions.append(tell)
        return 1

    def proplist_gets(self, properties: int, mark: bytes) -> bytes | None:
        name = next(name for stream, _, _, name in self.playing if stream == properties)
        return name if mark == b"application.name" and name else None

    def stream_set_monitor_stream(self, stream: Stream, program: int) -> int:
        self.monitored[stream] = program
        return 0

    def heard(self) -> dict[int, Stream]:
        """Return the streams that are listened to, by the program's number."""
        return {program: stream for stream, program in self.monitored.items() if not stream.is_released}


class Bench:
    def __init__(self) -> None:
        self.now = 100.0
        self.library = ScriptedLibrary()
        self.pulse = self.library.pulse = ScriptedPrograms()
        self.server = PulseServer(self.library, None, "Ahoy", lambda: None)
        self.loop = Turns()
        self.blocks: list[Block] = []
        self.told: list[bool] = []
        loop: Any = self.loop
        self.programs = PulsePrograms(
            self.library, loop, self.server, "Ahoy", self.blocks.append, self.told.append
        )

    def turn(self, seconds: float = 0.01) -> None:
        """Let time pass: everybody has a turn, the server last, and what was asked is answered."""
        self.now += seconds
        for member in tuple(self.loop.members):
            member(self.now)
        self.server.turn(self.now)
        self.pulse.answer()

    def listening(self) -> dict[int, Stream]:
        self.programs.start()
        for _ in range(3):
            self.turn()
        for stream in self.pulse.heard().values():
            stream.state = StreamState.READY
        return self.pulse.heard()

    def changed(self) -> dict[int, Stream]:
        self.pulse.tell_of_change()
        for _ in range(2):
            self.turn()
        return self.pulse.heard()


@pytest.fixture
def bench() -> Bench:
    return Bench()


def playing(index: int, sink: int = 0, client: int = 7, **marks: str) -> Playing:
    named = {name.replace("_", "."): value for name, value in marks.items()}
    return Playing(Program(index, sink), client, named)


def test_whom_to_listen_to() -> None:
    own = own_marks("Ahoy")
    this = {"application_process_id": str(os.getpid()), "application_process_host": socket.gethostname()}
    streams = [
        playing(1, application_name="Music"),
        playing(2, sink=1, application_name="On another speaker"),
        playing(3, application_name="Whatever", **this),
        playing(4, application_name="Ahoy", application_process_id="1"),
        playing(5, client=UNSET),
        playing(6),
    ]
    assert others(streams, {0}, own) == {Program(1, 0), Program(6, 0)}
    assert others(streams, {0, 1}, own) == {Program(1, 0), Program(2, 1), Program(6, 0)}
    assert others(streams, {9}, own) == set() == others([], {0}, own) == others(streams, (), own)
    crowd = others([playing(number) for number in range(200)], {0}, own)
    assert len(crowd) == MOST_PROGRAMS and Program(199, 0) in crowd


DEVICES = [Speaker(0, True), Speaker(1, True), Speaker(2, False)]


@pytest.mark.parametrize(
    ("default", "heard"),
    [
        (DEVICES[0], {0, 1}),
        (DEVICES[2], {2}),  # a program behind it plays all of it on the others, a second time
        (Speaker(9, True), {0, 1, 9}),
        (None, set()),
    ],
)
def test_on_which_speakers(default: Speaker | None, heard: set[int]) -> None:
    assert heard_sinks(default, DEVICES) == heard


def test_programs_on_every_speaker_of_the_machine_are_heard(bench: Bench) -> None:
    bench.pulse.hardware = {0, 1}
    bench.pulse.playing.append((2, 1, 8, b"On the other speaker"))
    assert set(bench.listening()) == {1, 2}
    bench.pulse.hardware = {1}
    assert set(bench.changed()) == {1}, "the preferred one passes on what it gets"


def test_a_program_is_heard_in_blocks(bench: Bench) -> None:
    [stream] = bench.listening().values()
    assert stream.wanted.fragsize == 2 * BLOCK_SAMPLES and bench.told == [True]
    stream.incoming += [PIECE[:300], PIECE[300:] + PIECE]
    bench.turn()
    assert [block.tolist() for block in bench.blocks] == [[100] * BLOCK_SAMPLES] * 2


def test_a_hole_in_the_sound_is_silence(bench: Bench) -> None:
    [stream] = bench.listening().values()
    stream.incoming += [2 * BLOCK_SAMPLES]
    bench.turn()
    assert [int(np.abs(block).max()) for block in bench.blocks] == [0]


def test_programs_come_go_and_move(bench: Bench) -> None:
    bench.pulse.playing += [(2, 1, 8, b"Elsewhere"), (3, 0, 9, b"Ahoy"), (4, 0, UNSET, b"")]
    assert set(bench.listening()) == {1}
    bench.pulse.playing.append((5, 0, 10, b""))
    assert set(bench.changed()) == {1, 5}
    bench.pulse.playing = bench.pulse.playing[1:]
    assert set(bench.changed()) == {5}
    bench.pulse.default_sink = 1
    assert set(bench.changed()) == {2}
    before = bench.pulse.heard()[2]
    bench.pulse.playing = [(2, 0, 8, b"Elsewhere")]
    bench.pulse.default_sink = 0
    assert bench.changed()[2] is not before, "a program that moved is listened to anew"


def test_nothing_is_asked_while_nothing_changes(bench: Bench) -> None:
    bench.listening()
    before = len(bench.pulse.monitored)
    for _ in range(20):
        bench.turn()
        assert bench.pulse.questions == []
    assert len(bench.pulse.monitored) == before


def test_a_stream_that_fails_is_left_and_the_others_are_heard(bench: Bench) -> None:
    bench.pulse.playing.append((2, 0, 8, b"Video"))
    streams = bench.listening()
    streams[1].state = StreamState.FAILED
    streams[2].incoming += [PIECE] * 8
    bench.turn()
    assert set(bench.pulse.heard()) == {2} and bench.blocks


def test_a_program_that_cannot_be_listened_to_is_left_out(bench: Bench) -> None:
    bench.pulse.refuses_streams = 1
    assert bench.listening() == {} and bench.told == [True]


def test_a_server_that_dies_is_told_and_the_next_one_is_heard(bench: Bench) -> None:
    [stream] = bench.listening().values()
    bench.pulse.contexts[-1].state = ContextState.FAILED
    bench.turn()
    assert bench.told == [True, False] and stream.is_released
    bench.turn()
    bench.turn(RETRY_AFTER)
    for _ in range(3):
        bench.turn()
    assert bench.told == [True, False, True] and set(bench.pulse.heard()) == {1}
    assert bench.pulse.heard()[1].context is bench.pulse.contexts[-1]


def test_a_server_that_is_not_there_is_told_after_a_while_and_once(bench: Bench) -> None:
    bench.library.connects = ContextState.FAILED
    bench.programs.start()
    bench.turn()
    assert bench.told == []
    for _ in range(10):
        bench.turn(PATIENCE / 4)
    assert bench.told == [False]


def test_closing_lets_go_at_once_and_waits_for_answers(bench: Bench) -> None:
    [stream] = bench.listening().values()
    bench.pulse.tell_of_change()
    for member in tuple(bench.loop.members):
        member(bench.now)
    assert bench.pulse.questions, "the answers may come when nobody listens any more"
    bench.programs.close()
    assert stream.is_released and bench.loop.members
    bench.turn()
    bench.turn()
    assert bench.loop.members == [] and bench.pulse.heard() == {}
    assert bench.told == [True]


def test_no_order_of_events_leaves_a_stream_behind(bench: Bench, seed: int) -> None:
    chance = random.Random(seed)
    bench.listening()
    for _ in range(300):
        match chance.randrange(5):
            case 0:
                bench.pulse.playing = [
                    (number, chance.randrange(2), 7, b"") for number in range(1, chance.randrange(1, 7))
                ]
                if bench.pulse.contexts[-1].on_event:  # not a null pointer either
                    bench.pulse.tell_of_change()
            case 1:
                for stream in bench.pulse.heard().values():
                    stream.state = chance.choice([StreamState.READY, StreamState.FAILED])
            case 2 if chance.random() < 0.2:
                bench.pulse.contexts[-1].state = ContextState.FAILED
            case 3:
                for stream in bench.pulse.heard().values():
                    stream.incoming += [PIECE[: 2 * chance.randrange(1, BLOCK_SAMPLES)]]
        bench.turn(chance.uniform(0, 0.3))
        assert len(bench.pulse.heard()) <= 6
    bench.programs.close()
    for _ in range(3):
        bench.turn()
    assert bench.pulse.heard() == {} and bench.loop.members == []
