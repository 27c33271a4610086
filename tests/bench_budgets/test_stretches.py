"""The judge of the sound of a blocked window finds what is put into a tone, and nothing in a whole one."""

import numpy as np
import pytest

from tests.bench.blocked.stretches import PIECE, RATE, TONE, Samples, judge, loudness, strangeness


def tone(seconds: float = 1.0, phase: float = 0.0) -> Samples:
    return 8000 * np.sin(2 * np.pi * TONE * np.arange(round(seconds * RATE)) / RATE + phase)


def usual(samples: Samples) -> float:
    return float(np.median(loudness(samples)))


@pytest.mark.parametrize("phase", [0.0, 0.7, 2.9])
def test_a_whole_tone_has_no_gap_and_no_damage(phase: float) -> None:
    samples = tone(phase=phase)
    found = judge("whole", [samples], usual(samples))
    assert (found.gaps, found.gap_ms, found.damaged_ms) == (0, 0.0, 0.0)
    assert found.seconds == pytest.approx(1.0)


def test_gaps_are_counted_and_measured() -> None:
    samples = tone()
    samples[40 * PIECE : 44 * PIECE] = 0
    samples[100 * PIECE : 101 * PIECE] = 0
    found = judge("gaps", [samples], usual(tone()))
    assert (found.gaps, found.gap_ms, found.longest_ms, found.damaged_ms) == (2, 25.0, 20.0, 0.0)


def test_a_gap_that_reaches_to_an_end_counts() -> None:
    samples = tone()
    samples[: 2 * PIECE] = 0
    samples[-PIECE:] = 0
    assert judge("ends", [samples], usual(tone())).gaps == 2


def test_other_sound_is_damage_and_no_gap() -> None:
    samples, noise = tone(), np.random.default_rng(3).normal(0, 5000, 10 * PIECE)
    samples[50 * PIECE : 60 * PIECE] = noise
    found = judge("noise", [samples], usual(tone()))
    assert (found.gaps, found.damaged_ms) == (0, 50.0)


def test_a_jump_of_the_phase_is_damage() -> None:
    samples = np.concatenate((tone(0.5)[: 20 * PIECE + 97], tone(0.5, phase=np.pi)))
    assert judge("jump", [samples], usual(tone())).damaged_ms == 5.0


def test_a_piece_of_any_loudness_has_a_strangeness() -> None:
    assert strangeness(np.zeros(3 * PIECE)).tolist() == [0.0, 0.0, 0.0]


def test_what_several_spans_hold_is_added_up() -> None:
    samples = tone()
    samples[40 * PIECE : 44 * PIECE] = 0
    found = judge("spans", [samples, tone(), samples], usual(tone()))
    assert (found.gaps, found.gap_ms, found.longest_ms, found.seconds) == (2, 40.0, 20.0, 3.0)
