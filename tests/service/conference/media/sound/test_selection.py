"""Many at once: the loudest are heard, whoever begins at once, and nobody comes or goes with a click."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.service.conference.media.sound.selection import (
    FALL_FRAMES,
    FRAME_SAMPLES,
    MOST_MIXED,
    RISE_SAMPLES,
    LoudestSpeakers,
)

Shape = NDArray[np.float32] | None


def crowd(quiet: int = 8, level: float = -50.0) -> dict[str, float]:
    return {f"m{number}": level - number for number in range(quiet)}


def test_a_few_are_heard_as_they_are() -> None:
    speakers = LoudestSpeakers()
    for _ in range(10):
        assert speakers.choose(crowd(MOST_MIXED)) == dict.fromkeys(crowd(MOST_MIXED))


def test_of_many_the_loudest_are_heard() -> None:
    speakers = LoudestSpeakers()
    for _ in range(50):
        chosen = speakers.choose(crowd())
    assert set(chosen) == {"m0", "m1", "m2", "m3", "m4"}


def test_whoever_begins_is_heard_from_the_first_frame() -> None:
    speakers = LoudestSpeakers()
    for _ in range(50):
        speakers.choose(crowd())
    chosen = speakers.choose(crowd() | {"m7": -20.0})
    shape = chosen["m7"]
    assert shape is not None and shape[0] == 0 and (shape[RISE_SAMPLES:] == 1).all()
    assert speakers.choose(crowd() | {"m7": -20.0})["m7"] is None
    assert "m4" in chosen  # who goes fades out
    newcomer = speakers.choose(crowd() | {"m7": -20.0, "new": -15.0})
    assert newcomer["new"] is None


def test_who_goes_fades_out_in_three_frames() -> None:
    speakers = LoudestSpeakers()
    for _ in range(50):
        speakers.choose(crowd())
    faded: list[Shape] = []
    for _ in range(FALL_FRAMES + 1):
        faded.append(speakers.choose(crowd() | {"m7": -20.0}).get("m4"))
    assert faded.pop() is None
    whole = np.concatenate([one for one in faded if one is not None])
    assert len(whole) == FALL_FRAMES * FRAME_SAMPLES and whole[0] == 1 and whole[-1] == 0
    assert np.abs(np.diff(whole)).max() < 0.001


def test_places_do_not_go_round_among_those_as_loud() -> None:
    speakers = LoudestSpeakers()
    rng = np.random.default_rng(1)
    changes, before = 0, set[str]()
    for _ in range(500):
        levels = {f"m{number}": -30.0 + float(rng.normal(0, 3)) for number in range(8)}
        chosen = set(speakers.choose(levels))
        changes += len(chosen - before)
        before = chosen
    assert changes < 40


def test_a_gap_in_speech_costs_nobody_the_place() -> None:
    speakers = LoudestSpeakers()
    for _ in range(50):
        speakers.choose(crowd() | {"talker": -25.0})
    for _ in range(10):  # 0.2 s between two words
        assert "talker" in speakers.choose(crowd() | {"talker": -60.0})


def test_who_has_gone_is_forgotten() -> None:
    speakers = LoudestSpeakers()
    speakers.choose(crowd())
    assert speakers.choose({}) == {}
    assert not speakers._voices
