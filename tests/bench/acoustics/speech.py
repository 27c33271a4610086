"""Speech to measure with: espeak-ng where it is installed, else the speech-like sound that ships."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.media.audio.speech_tone import speech_tone
from core.ports import SAMPLE_RATE

FAR = (
    "Good morning, this is the other end of the line. We moved the meeting from Tuesday to Friday, because "
    "nobody could find the room. Please bring the long report, the short one, and a cup of strong coffee."
)
NEAR = (
    "Thank you, I will be there. Should the weather change again we can take the train at seven, change at "
    "the harbour and walk the rest. Do you know whether the bridge is open?"
)


@cache
def spoken(text: str, voice: str, seconds: float) -> NDArray[np.float64]:
    """Return ``seconds`` of ``text``, over and over, at about -26 dBFS (1.0 is full scale)."""
    once = _espeak(text, voice)
    if once is None:
        once = speech_tone().astype(np.float64)
        once = np.roll(once, len(voice) * SAMPLE_RATE // 7)
    samples = np.resize(np.concatenate((once, np.zeros(SAMPLE_RATE // 4))), round(seconds * SAMPLE_RATE))
    active = samples[np.abs(samples) > 0.02 * np.abs(samples).max()]
    result: NDArray[np.float64] = samples * (0.05 / float(np.sqrt(np.mean(active**2))))
    return result


def is_real() -> bool:
    """Whether a synthesiser speaks."""
    return shutil.which("espeak-ng") is not None


def _espeak(text: str, voice: str) -> NDArray[np.float64] | None:
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    command = [program, "-v", voice, "-s", "150", "--stdout", text]
    data = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    with wave.open(io.BytesIO(data)) as file:
        rate = file.getframerate()
        # The header of a pipe tells no length: what is there counts.
        samples = np.frombuffer(data[44:], "<i2").astype(np.float64)
    places = np.arange(int(len(samples) * SAMPLE_RATE / rate)) * rate / SAMPLE_RATE
    return np.interp(places, np.arange(len(samples)), samples)
