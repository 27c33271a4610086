"""Who talks is known within 0.3 s, and noise is not talk."""

from __future__ import annotations

import numpy as np
import pytest

from core.media.audio.levels import dbov, rms
from core.service.conference.media.sound.talking import ENDS_AFTER, TalkDetector
from tests.bench.network.ends.speech import computed_speech

FRAME = 0.02


def after(detector: TalkDetector, level: float, seconds: float) -> float | None:
    """Return after how many seconds of ``level`` something changed; None if nothing did."""
    for number in range(round(seconds / FRAME)):
        if detector.feed(level):
            return (number + 1) * FRAME
    return None


@pytest.mark.parametrize("noise", [-127.0, -70.0, -55.0])
def test_talk_is_noticed_within_three_tenths_of_a_second(noise: float) -> None:
    detector = TalkDetector()
    assert after(detector, noise, 5.0) is None
    begun = after(detector, -25.0, 1.0)
    assert begun is not None and begun < 0.3
    ended = after(detector, noise, 3.0)
    assert ended == pytest.approx(ENDS_AFTER, abs=0.05)


def test_a_fan_is_no_talk_and_a_click_is_no_word() -> None:
    detector = TalkDetector()
    assert after(detector, -45.0, 10.0) is None
    assert not detector.feed(-10.0) and after(detector, -45.0, 2.0) is None


def test_gaps_between_words_end_nothing() -> None:
    speech = computed_speech(6.0)
    detector = TalkDetector()
    changes = [detector.feed(dbov(rms(speech[at : at + 960]))) for at in range(0, len(speech) - 959, 960)]
    assert sum(changes) == 1 and detector.is_talking


def test_somebody_who_never_pauses_is_not_taken_for_noise() -> None:
    detector = TalkDetector()
    assert after(detector, -24.0, 60.0) is not None
    assert after(detector, -24.0, 60.0) is None and detector.is_talking


def test_who_is_muted_does_not_talk() -> None:
    detector = TalkDetector()
    after(detector, -20.0, 1.0)
    assert detector.fall_silent() and not detector.fall_silent()
    assert not detector.is_talking


def test_any_levels_do_no_harm() -> None:
    rng = np.random.default_rng(3)
    detector = TalkDetector()
    for level in rng.uniform(-127, 0, 2000):
        detector.feed(float(level))
