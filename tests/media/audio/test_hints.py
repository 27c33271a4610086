"""Hints come when they should, and go."""

from __future__ import annotations

from core.media.audio.hints import MUTED, SILENT, CallHints, SilentMicrophone, SpeakingWhileMuted

STEP = 0.25


def looked(
    detector: SpeakingWhileMuted, levels: list[float], muted: bool = True, start: float = 0.0
) -> list[bool]:
    return [detector.look(level, muted, start + STEP * place) for place, level in enumerate(levels)]


def test_a_voice_while_muted_is_noticed_after_most_of_a_second() -> None:
    assert looked(SpeakingWhileMuted(), [0.05] * 6) == [False, False, False, False, True, True]


def test_a_cough_is_not() -> None:
    assert not any(looked(SpeakingWhileMuted(), [0.0, 0.2, 0.2, *[0.0] * 20]))


def test_the_hint_stays_between_words_and_goes_after_them() -> None:
    detector = SpeakingWhileMuted()
    seen = looked(detector, [0.05] * 6 + [0.0] * 24)
    assert seen[8] and seen[15] and not seen[-1]


def test_nobody_is_told_who_is_not_muted() -> None:
    detector = SpeakingWhileMuted()
    assert not any(looked(detector, [0.05] * 10, muted=False))
    assert looked(detector, [0.05] * 6, start=10.0)[-1]
    assert not detector.look(0.05, False, 12.0)


def test_a_clock_that_jumps_is_no_speech() -> None:
    detector = SpeakingWhileMuted()
    assert not detector.look(0.05, True, 100.0)
    assert not detector.look(0.05, True, 50.0)


def test_silence_of_an_open_microphone_is_noticed_after_five_seconds() -> None:
    detector = SilentMicrophone()
    seen = [detector.look(0.0, True, STEP * place) for place in range(24)]
    assert seen.index(True) * STEP == 5.0
    assert not detector.look(0.001, True, 6.0)
    assert not detector.look(0.0, True, 6.25)
    assert not detector.look(0.0, False, 20.0)


def test_both_together() -> None:
    hints = CallHints()
    for place in range(30):
        said = hints.look(level=0.05, raw_level=0.0, muted=True, is_open=True, now=STEP * place)
    assert said == (MUTED, SILENT)
