"""The connection to the sound server over a scripted library, in simulated time."""

from __future__ import annotations

import pytest

from core.ports import DeviceKind
from tests.devices.sound.pulse.scripted import ScriptedLibrary
from ui.devices.sound.pulse.library import NO_AUTOSPAWN, UNSET, ContextState
from ui.devices.sound.pulse.server import ANSWER_WITHIN, RETRY_AFTER, PulseServer


class Bench:
    def __init__(self) -> None:
        self.library = ScriptedLibrary()
        self.pulse = self.library.pulse
        self.lists: list[list[str]] = []
        self.server = PulseServer(self.library, None, "Ahoy", self._changed)
        self.now = 0.0

    def _changed(self) -> None:
        self.lists.append([device.name for device in self.server.devices])

    def run(self, seconds: float, step: float = 0.05) -> None:
        end = self.now + seconds
        while self.now < end:
            self.server.turn(self.now)
            self.pulse.answer()
            self.now += step

    def die(self) -> None:
        self.pulse.contexts[-1].state = ContextState.FAILED
        self.library.connects = ContextState.FAILED


@pytest.fixture
def bench() -> Bench:
    made = Bench()
    made.run(0.2)
    return made


def test_devices_are_listed_defaults_first_and_without_monitors(bench: Bench) -> None:
    bench.pulse.sinks = [(b"hdmi", b"HDMI", 3), *bench.pulse.sinks]
    bench.pulse.tell_of_change()
    bench.run(0.1)
    speakers = [d for d in bench.server.devices if d.kind is DeviceKind.SPEAKER]
    assert [(d.name, d.is_default) for d in speakers] == [("Speakers", True), ("HDMI", False)]
    microphones = [d for d in bench.server.devices if d.kind is DeviceKind.MICROPHONE]
    assert [(bytes.fromhex(d.id), d.name) for d in microphones] == [(b"mic", "Microphone")]
    assert bench.server.is_ready and len(bench.lists) == 2


def test_what_has_not_changed_is_not_told(bench: Bench) -> None:
    for _ in range(3):
        bench.pulse.tell_of_change()
        bench.run(0.1)
    assert len(bench.lists) == 1


def test_a_change_while_the_answer_is_under_way_is_asked_for_again(bench: Bench) -> None:
    bench.pulse.tell_of_change()
    bench.server.turn(bench.now)
    bench.pulse.tell_of_change()
    bench.server.turn(bench.now)
    assert len(bench.pulse.questions) == 3
    bench.pulse.answer()
    bench.pulse.sinks = []
    bench.run(0.1)
    assert bench.lists[-1] == ["Microphone"]


@pytest.mark.parametrize("outage", [0.0, 1.0, 40.0, 3600.0])
def test_after_an_outage_of_any_length_the_devices_are_back_at_once(bench: Bench, outage: float) -> None:
    bench.die()
    bench.run(outage + RETRY_AFTER, step=0.1)
    assert bench.server.devices == () and not bench.server.is_ready
    bench.library.connects = ContextState.READY
    bench.run(RETRY_AFTER + 0.2)
    assert bench.server.is_ready and bench.lists[-1] == ["Microphone", "Speakers"]
    assert all(context.is_released for context in bench.pulse.contexts[:-1])


def test_the_server_is_asked_to_start_once_an_outage(bench: Bench) -> None:
    bench.die()
    bench.run(3.0)
    bench.library.connects = ContextState.READY
    bench.run(1.0)
    bench.die()
    bench.run(1.0)
    flags = [context.flags for context in bench.pulse.contexts]
    assert flags[:2] == [0, 0] and set(flags[2:-4]) == {NO_AUTOSPAWN} and flags.count(0) == 3


def test_no_server_is_no_devices_and_no_wait_for_ever() -> None:
    bench = Bench()
    bench.library.connects = ContextState.FAILED
    bench.run(0.1)
    assert bench.server.devices == () and bench.server.is_away and bench.lists == []


def test_a_server_without_devices_is_no_missing_server() -> None:
    bench = Bench()
    bench.pulse.sinks, bench.pulse.sources = [], []
    bench.run(0.2)
    assert bench.lists == [[]] and not bench.server.is_away
    bench.die()
    bench.run(0.2)
    assert bench.lists == [[], []] and bench.server.is_away


def test_a_server_that_takes_the_connection_and_says_nothing_is_left(bench: Bench) -> None:
    bench.die()
    bench.library.connects = ContextState.AUTHORIZING
    bench.run(ANSWER_WITHIN + 1.0)
    before = len(bench.pulse.contexts)
    assert before >= 2
    bench.run(ANSWER_WITHIN + 1.0)
    assert len(bench.pulse.contexts) > before and bench.pulse.contexts[before - 1].is_released


def test_a_server_that_hangs_is_left_when_a_stream_has_fallen_silent(bench: Bench) -> None:
    bench.pulse.tell_of_change()
    bench.run(0.1)
    bench.library.connects = ContextState.AUTHORIZING
    bench.pulse.is_hung = True
    bench.run(60.0)
    assert bench.server.is_ready, "nobody has missed it"
    bench.server.suspect()
    bench.run(ANSWER_WITHIN + 0.2)
    assert not bench.server.is_ready and bench.server.devices == ()
    bench.run(3 * ANSWER_WITHIN)
    bench.pulse.is_hung = False
    bench.pulse.contexts[-1].state = ContextState.READY
    bench.run(0.2)
    assert bench.lists[-1] == ["Microphone", "Speakers"]


def test_before_the_first_answer_nobody_is_told_that_there_are_none() -> None:
    bench = Bench()
    for _ in range(3):
        bench.server.turn(bench.now)
        assert not bench.server._is_known.is_set()
    bench.pulse.answer()
    assert bench.server._is_known.is_set() and len(bench.server.devices) == 2


def test_a_loss_is_told_after_the_streams_had_their_turn(bench: Bench) -> None:
    bench.die()
    bench.server.turn(bench.now)
    assert bench.server.devices and not bench.server.is_ready
    bench.server.turn(bench.now)
    assert bench.server.devices == ()


def test_an_answer_that_comes_after_a_loss_is_not_believed(bench: Bench) -> None:
    bench.pulse.tell_of_change()
    bench.server.turn(bench.now)
    bench.die()
    for _ in range(2):
        bench.server.turn(bench.now)
    bench.pulse.answer()
    assert bench.server.devices == ()


@pytest.mark.parametrize(
    "sinks",
    [
        [],
        [(b"", b"", UNSET)],
        [(b"\xff\xfe", b"\xff", UNSET)],
        [(b"x" * 10_000, b"y" * 10_000, UNSET)],
        [(b"spk", None, UNSET)],
    ],
)
def test_strange_devices_are_listed_as_they_are(bench: Bench, sinks: list[tuple[bytes, bytes, int]]) -> None:
    bench.pulse.sinks = sinks
    bench.pulse.server = (b"", b"\xff")
    bench.pulse.tell_of_change()
    bench.run(0.1)
    assert len(bench.server.devices) == len(sinks) + 1


def test_a_closed_server_stays_closed(bench: Bench) -> None:
    bench.server.close()
    bench.run(10.0)
    assert len(bench.pulse.contexts) == 1 and bench.pulse.contexts[0].is_released
