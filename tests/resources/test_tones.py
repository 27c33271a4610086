"""The committed tones are what the script makes, at a level that hurts nobody, without clicks."""

from __future__ import annotations

import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "tones"
RINGS = tuple(f"ring-{name}" for name in ("evening", "harbour", "lantern", "meadow", "orchard", "station"))
LOOPS = ("ringback", "second-call", *RINGS)
NAMES = ("busy", "ended", "last-minutes", "message", *LOOPS)
LOUDEST = dict.fromkeys(RINGS, -9.0)
LOUDEST_HALF_SECOND = -20.0


def read(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 48_000)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def test_every_tone_is_there_and_nothing_else() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.wav")) == sorted(NAMES)


def test_the_script_makes_the_committed_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FOLDER / "make_tones.py", tmp_path], check=True, timeout=30)
    for name in NAMES:
        ours, made = read(FOLDER / f"{name}.wav"), read(tmp_path / f"{name}.wav")
        # Sines may differ in the last bit between processors.
        assert len(ours) == len(made) and np.abs(ours.astype(int) - made).max() <= 1


@pytest.mark.parametrize("name", NAMES)
def test_level(name: str) -> None:
    peak = 20 * np.log10(np.abs(read(FOLDER / f"{name}.wav").astype(float)).max() / 32768)
    assert -30 < peak < LOUDEST.get(name, -16.0)


@pytest.mark.parametrize("name", NAMES)
def test_loudness(name: str) -> None:
    sound = read(FOLDER / f"{name}.wav").astype(float) / 32768
    loudest = max(sound[start : start + 24_000].std() for start in range(0, len(sound) - 12_000, 4_800))
    assert -40 < 20 * np.log10(loudest) <= LOUDEST_HALF_SECOND


def test_ringtones_are_different() -> None:
    sounds = [read(FOLDER / f"{name}.wav").astype(float) for name in RINGS]
    for place, one in enumerate(sounds):
        for other in sounds[place + 1 :]:
            assert len(one) != len(other) or abs(np.corrcoef(one, other)[0, 1]) < 0.7


@pytest.mark.parametrize("name", NAMES)
def test_no_click_at_either_end(name: str) -> None:
    sound = read(FOLDER / f"{name}.wav")
    assert abs(int(sound[0])) < 50 and abs(int(sound[-1])) < 50
    seconds = len(sound) / 48_000
    assert 0.3 < seconds < 6


@pytest.mark.parametrize("name", LOOPS)
def test_a_loop_ends_in_silence(name: str) -> None:
    assert not read(FOLDER / f"{name}.wav")[-24_000:].any()
