"""The reference stays in step with the microphone through slips, lost samples, drift and late turns."""

from __future__ import annotations

import numpy as np
import pytest

from core.media.audio.pipeline.reference import RESERVE, Reference
from core.ports import BLOCK_SAMPLES, Block

BLOCK = BLOCK_SAMPLES


class Machine:
    """A speaker that plays a counter and a microphone beside it; each sample's value is when it was played.

    ``lead`` is by how many samples the reference comes before what the microphone hears at that moment.
    """

    def __init__(self) -> None:
        self.reference = Reference()
        self._played = 0
        self._heard = 0.0
        self._offset = 0.0
        self.lead = 0.0

    def play(self) -> None:
        values = np.arange(self._played, self._played + BLOCK) % 30_000
        self.reference.put(values.astype(np.int16))
        self._played += BLOCK

    def hear(self) -> Block:
        self.reference.captured()
        self._heard += BLOCK
        taken = self.reference.take()
        # The sample played at this moment of the microphone's clock, for a device without any delay.
        expected = (self._heard - BLOCK + self._offset) % 30_000
        self.lead = (int(taken[-1]) - BLOCK + 1 - expected + 15_000) % 30_000 - 15_000
        return taken

    def run(self, ticks: int) -> None:
        for _ in range(ticks):
            self.play()
            self.hear()

    def slip(self, blocks: int) -> None:
        """The speaker plays silence for a while: the microphone goes on alone."""
        for _ in range(blocks):
            self._offset -= BLOCK
            self.hear()


def test_in_step_from_the_start() -> None:
    machine = Machine()
    machine.run(10)
    assert machine.lead == -RESERVE
    machine.run(200)
    assert machine.lead == -RESERVE and machine.reference.jumps == 0


def test_a_microphone_that_starts_late_gets_the_newest() -> None:
    machine = Machine()
    for _ in range(120):
        machine.play()
    machine._offset = 120 * BLOCK
    machine.run(60)
    assert machine.lead == -RESERVE


@pytest.mark.parametrize("blocks", [1, 3, 10])
def test_a_slip_is_repaired_within_half_a_second(blocks: int) -> None:
    machine = Machine()
    machine.run(100)
    usual = machine.lead
    machine.slip(blocks)
    machine.run(50)
    assert machine.lead == pytest.approx(usual, abs=BLOCK / 5)
    assert machine.reference.jumps == 1


def test_samples_that_the_microphone_lost_are_skipped_too() -> None:
    machine = Machine()
    machine.run(100)
    usual = machine.lead
    for _ in range(4):
        machine.play()
    machine._offset += 4 * BLOCK
    machine.run(50)
    assert machine.lead == pytest.approx(usual, abs=BLOCK / 5)
    assert machine.reference.jumps == 1


@pytest.mark.parametrize("every", [100, -100])
def test_drift_is_followed_without_a_jump(every: int) -> None:
    """One block more or less in 100 would be 1 %; here 10 ms in 10,000 blocks: 100 millionths."""
    reference = Reference()
    surplus = 0.0
    for _ in range(12_000):
        surplus += BLOCK * 100e-6 * (1 if every > 0 else -1)
        samples = BLOCK
        while abs(surplus) >= 1:
            step = 1 if surplus > 0 else -1
            samples, surplus = samples + step, surplus - step
        reference.put(np.zeros(samples, np.int16))
        reference.captured()
        reference.take()
        held = reference._written - reference._read
        assert held == pytest.approx(RESERVE, abs=150)
    assert reference.jumps == 0


def test_a_late_turn_is_no_slip() -> None:
    """The audio thread was kept from running for 30 ms: all comes at once, in either order."""
    machine = Machine()
    machine.run(100)
    for turn in range(20):
        for _ in range(3):
            machine.play()
        for _ in range(3):
            machine.hear()
        machine.run(7 + turn % 3)
    assert machine.lead == -RESERVE and machine.reference.jumps == 0


def test_what_is_missing_is_waited_for() -> None:
    reference = Reference()
    reference.put(np.ones(BLOCK, np.int16))
    for _ in range(RESERVE // BLOCK + 1):
        reference.captured()
        assert not reference.is_short
        last = reference.take()
    assert last.all()
    reference.captured()
    assert reference.is_short
    reference.put(np.ones(BLOCK, np.int16))
    assert not reference.is_short


def test_a_speaker_that_stops_leaves_silence_and_starts_anew() -> None:
    machine = Machine()
    machine.run(100)
    for _ in range(40):
        last = machine.hear()
    assert not last.any() and not machine.reference.is_short
    jumps = machine.reference.jumps
    machine._offset = machine._played - machine._heard
    machine.run(100)
    assert machine.lead == -RESERVE and machine.reference.jumps == jumps


def test_a_speaker_without_a_microphone_fills_nothing_up() -> None:
    machine = Machine()
    for _ in range(10_000):
        machine.play()
    assert machine.reference._written - machine.reference._read < 1 << 15
