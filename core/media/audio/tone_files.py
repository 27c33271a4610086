"""The tones that ship with the program, by name."""

from __future__ import annotations

import logging
import wave
from functools import cache
from pathlib import Path

import numpy as np

from core.ports import SAMPLE_RATE, Block

log = logging.getLogger(__name__)

TONES = Path(__file__).resolve().parents[3] / "resources" / "tones"
RING_PREFIX = "ring-"
DEFAULT_RINGTONE = "Harbour"


@cache
def ringtones() -> tuple[str, ...]:
    """Return the names of the ringtones, as people see them."""
    found = sorted(path.stem.removeprefix(RING_PREFIX).title() for path in TONES.glob(f"{RING_PREFIX}*.wav"))
    return tuple(found)


def ringtone_file(name: str) -> str:
    """Return the tone of a ringtone; one that is not known is the default one."""
    return RING_PREFIX + (name if name in ringtones() else DEFAULT_RINGTONE).lower()


@cache
def load_tone(name: str) -> Block | None:
    """Return the samples of a tone; None, and a line in the log, if it is not there or not as it should."""
    if not name.replace("-", "").isalnum():
        log.info("%r is no name of a tone", name)
        return None
    try:
        with wave.open(str(TONES / f"{name}.wav"), "rb") as file:
            kind = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        log.info("tone %r cannot be played: %s", name, error)
        return None
    if kind != (1, 2, SAMPLE_RATE) or not data:
        log.info("tone %r has another format: %s", name, kind)
        return None
    return np.frombuffer(data, "<i2").astype(np.int16)
