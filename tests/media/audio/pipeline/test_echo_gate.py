"""The gate lowers what is left of an echo, and opens for a near voice before its first syllable is over."""

from __future__ import annotations

import numpy as np
import pytest

from core.media.audio.pipeline.echo_gate import DEPTH, DEPTH_AT_FIRST, HOLD, EchoGate, power
from core.media.audio.pipeline.echo_path import COARSE, Floats
from core.ports import BLOCK_SAMPLES, Block

DELAY = 8
COUPLING = 0.5


class Room:
    """A speaker that hisses and a microphone that hears it ``DELAY`` blocks later, half as loud."""

    def __init__(self, seed: int = 1) -> None:
        self.gate = EchoGate()
        self._rng = np.random.default_rng(seed)
        self._played = [self.hiss(0.0) for _ in range(DELAY)]

    def hiss(self, level: float) -> Floats:
        return (self._rng.standard_normal(COARSE) * level).astype(np.float32)

    def pass_by(
        self,
        blocks: int,
        far: float = 1000.0,
        near: float = 0.0,
        left: float = 0.01,
        delay: int | None = DELAY,
    ) -> list[bool]:
        """Return for each block whether the gate was open; ``left`` is what the canceller leaves."""
        opened = []
        for _ in range(blocks):
            self._played.append(self.hiss(far))
            echo = self._played.pop(0) * COUPLING + self.hiss(1.0)
            voice = self.hiss(near)
            self.gate.look(echo + voice, self._played[-1], echo * left + voice, delay)
            opened.append(self.gate.is_open)
        return opened


def lowered(gate: EchoGate, blocks: int = 10) -> float:
    """Return by how many dB a block comes out lower after some."""
    block: Block = np.full(BLOCK_SAMPLES, 10_000, np.int16)
    for _ in range(blocks):
        out = gate.apply(block)
    return float(20 * np.log10(10_000 / out[-1]))


def test_power_counts_a_rumble_little() -> None:
    times = np.arange(COARSE) / 8000
    slow, fast = (np.sin(2 * np.pi * pitch * times).astype(np.float32) * 1000 for pitch in (50, 2000))
    assert power(fast) > 500 * power(slow)
    assert power(np.zeros(COARSE, np.float32)) > 0


def test_without_an_echo_path_nothing_is_touched() -> None:
    room = Room()
    assert all(room.pass_by(100, delay=None)) and lowered(room.gate) == 0
    block: Block = np.ones(BLOCK_SAMPLES, np.int16)
    assert room.gate.apply(block) is block


def test_an_echo_is_lowered_more_until_the_room_is_known() -> None:
    room = Room()
    assert not any(room.pass_by(100)[DELAY + 10 :])
    assert lowered(room.gate) == pytest.approx(DEPTH_AT_FIRST, abs=0.1)
    room.pass_by(400)
    assert lowered(room.gate) == pytest.approx(DEPTH, abs=0.1)


def test_an_echo_that_is_not_cancelled_any_more_does_not_pass_for_long() -> None:
    room = Room()
    room.pass_by(500)
    opened = room.pass_by(200, left=0.7)
    assert any(opened[:5]) and not any(opened[60:])


def test_an_echo_that_was_never_cancelled_does_not_pass() -> None:
    room = Room()
    room.pass_by(50)
    assert not any(room.pass_by(200, left=0.7))


def test_a_near_voice_opens_at_once_and_the_ends_of_its_words_stay() -> None:
    room = Room()
    room.pass_by(100)
    assert all(room.pass_by(20, near=2000.0))
    after = room.pass_by(50)
    assert all(after[: HOLD - 2]) and not any(after[HOLD + 1 :])


def test_once_the_room_is_known_a_voice_as_soft_as_the_echo_passes() -> None:
    room = Room()
    room.pass_by(500)
    assert np.mean(room.pass_by(20, near=500.0)) > 0.8
    young = Room()
    young.pass_by(100)
    assert np.mean(young.pass_by(20, near=500.0)) < 0.2


def test_while_nobody_speaks_at_the_other_end_the_gate_is_open() -> None:
    room = Room()
    room.pass_by(100)
    assert all(room.pass_by(150, far=0.0)[100:])
    assert lowered(room.gate) == 0


def test_it_opens_without_a_click() -> None:
    room = Room()
    room.pass_by(100)
    lowered(room.gate)
    room.pass_by(1, near=4000.0)
    out = room.gate.apply(np.full(BLOCK_SAMPLES, 10_000, np.int16))
    assert np.abs(np.diff(out.astype(int))).max() < 40 and out[-1] == 10_000


def test_a_delay_out_of_reach_and_full_scale_do_no_harm() -> None:
    room = Room()
    for delay in (0, 10_000, -5):
        room.pass_by(5, far=32_767.0, near=32_767.0, delay=delay)
    room.gate.reset()
    assert room.gate.is_open and lowered(room.gate) == 0
