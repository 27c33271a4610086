"""Changing the length of sound: by a period, without a click, and without another pitch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.media.audio.playout.pacing import FAR_OVER, TOO_EARLY, TOO_LATE, URGENT, WINDOW, Pacing
from core.media.audio.playout.stretching import LEAST, MOST, OVERLAP, cross_fade, lengthen, shorten
from core.ports import SAMPLE_RATE
from tests.media.audio.clicks import click_level
from tests.media.audio.test_concealment import narrow_speech, voice


def pitch(sound: NDArray[np.int16]) -> float:
    """Return the frequency of the strongest partial."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 19))
    return float(np.argmax(power)) * SAMPLE_RATE / (1 << 19)


@pytest.mark.parametrize("hertz", [90, 130, 200, 310])
def test_a_vowel_keeps_its_pitch_and_has_no_click(hertz: int) -> None:
    sound = voice(hertz, 9600)
    shorter = sound
    longer = sound
    for turn in range(6):
        cut = turn * 1200
        less = shorten(shorter[cut:])
        more = lengthen(longer[:cut], longer[cut:]) if cut >= MOST else None
        shorter = shorter if less is None else np.concatenate((shorter[:cut], less))
        longer = longer if more is None else np.concatenate((longer[:cut], more))
    for changed in (shorter, longer):
        assert abs(len(changed) - len(sound)) >= 4 * LEAST
        assert pitch(changed) == pytest.approx(pitch(sound), abs=2.0)
        assert click_level(changed) < -55


def test_speech_is_changed_without_clicks() -> None:
    from core.media.codecs.upsampling import Upsampler

    sound = Upsampler(6).feed(narrow_speech(6.0))
    pieces, removed = [], 0
    for start in range(0, len(sound) - 1920, 1920):
        piece = sound[start : start + 1920]
        less = shorten(piece)
        removed += 0 if less is None else len(piece) - len(less)
        pieces.append(piece if less is None else less)
    assert removed > 0.1 * len(sound), "a tenth faster"
    assert click_level(np.concatenate(pieces)) < -38


def test_where_nothing_repeats_it_waits_for_better() -> None:
    noise = np.random.default_rng(2).normal(0, 3000, 4000).astype(np.int16)
    assert shorten(noise) is None and lengthen(noise[:1000], noise[1000:]) is None
    quiet = np.random.default_rng(2).normal(0, 10, 4000).astype(np.int16)
    shorter = shorten(quiet)
    assert shorter is not None and len(quiet) - len(shorter) == MOST, "in a pause anything will do"


@given(
    st.integers(0, 2000), st.integers(0, 2000), st.integers(-5, 5000), st.integers(0, 32_767), st.booleans()
)
def test_any_length_is_kept_within_bounds(
    past: int, length: int, most: int, loudness: int, is_urgent: bool
) -> None:
    sound = np.random.default_rng(length).integers(-loudness - 1, loudness + 1, past + length, dtype=np.int16)
    shorter = shorten(sound[past:], most, is_urgent=is_urgent)
    longer = lengthen(sound[:past], sound[past:], is_urgent=is_urgent)
    if shorter is not None:
        assert LEAST <= length - len(shorter) <= min(MOST, most)
        assert (shorter[OVERLAP:] == sound[past:][length - len(shorter) + OVERLAP :]).all()
    if longer is not None:
        assert LEAST <= len(longer) - length <= MOST
        assert (longer[-length + OVERLAP :] == sound[past + OVERLAP :]).all()


def test_fading_over_is_even() -> None:
    chance = np.random.default_rng(1)
    before, after = (chance.normal(0, 1000, (200, OVERLAP)).astype(np.int16) for _ in range(2))
    faded = np.array([cross_fade(*pair) for pair in zip(before, after, strict=True)], float)
    assert np.sqrt((faded**2).mean(axis=0)) == pytest.approx(1000, rel=0.2)
    same = cross_fade(before[0], before[0])
    assert np.abs(same.astype(int) - before[0]).max() <= 1
    assert cross_fade(np.full(OVERLAP, 32_767), np.full(OVERLAP, 32_767)).max() == 32_767


def test_the_tightest_moment_counts_and_changes_wait_for_each_other() -> None:
    pacing = Pacing()
    assert pacing.excess(5.0) == 0.0
    for now, offset in ((1.0, 9.0), (1.1, 5.03), (1.2, 5.09)):
        pacing.note(now, offset)
    assert pacing.excess(5.0) == pytest.approx(0.03)
    assert pacing.wants_change(1.2, 0.03) and not pacing.wants_change(1.2, TOO_LATE)
    assert pacing.wants_change(1.2, -0.01) and not pacing.wants_change(1.2, -TOO_EARLY)
    pacing.changed(1.2, -0.01)
    assert pacing.excess(5.0) == pytest.approx(0.02)
    assert not pacing.wants_change(1.22, 0.03) and pacing.wants_change(1.24, URGENT * 1.1)
    pacing.note(1.2 + 2 * WINDOW, 5.5)
    assert pacing.excess(5.0) == pytest.approx(0.5) and FAR_OVER < 0.5
    pacing.note(0.0, 5.1)
    assert pacing.excess(5.0) == pytest.approx(0.1), "the clock went back"
