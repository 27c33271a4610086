"""Other programs that play tones on a PulseAudio server, and the ear for tones."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import numpy as np
from numpy.typing import NDArray

from core.ports import SAMPLE_RATE
from tests.peers.conftest import need
from tests.peers.pulseaudio import PulseAudio

LOUD = 8_000
"""Amplitude of a tone, in sample values."""


class Player:
    """Another program that plays a tone, or samples again and again, for as long as it runs."""

    def __init__(self, server: PulseAudio, sound: int | NDArray[np.int16], sink: str = "") -> None:
        device = [f"--device={sink}"] if sink else []
        self._process = subprocess.Popen(
            [need("pacat"), "--raw", "--format=s16le", "--rate=48000", "--channels=1", *device],
            env=os.environ | {"PULSE_SERVER": server.address},
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if isinstance(sound, int):
            sound = (LOUD * np.sin(2 * np.pi * sound * np.arange(SAMPLE_RATE) / SAMPLE_RATE)).astype(np.int16)
        self._samples = sound.tobytes()
        self._thread = threading.Thread(target=self._play)
        self._thread.start()

    def stop(self) -> None:
        self._process.kill()
        self._thread.join()
        self._process.wait()
        with suppress(BrokenPipeError):
            assert self._process.stdin is not None
            self._process.stdin.close()

    def _play(self) -> None:
        assert self._process.stdin is not None
        try:
            while True:
                self._process.stdin.write(self._samples)
        except (BrokenPipeError, ValueError):
            pass


@contextmanager
def playing(server: PulseAudio, *sounds: int | NDArray[np.int16], sink: str = "") -> Iterator[list[Player]]:
    players = [Player(server, sound, sink) for sound in sounds]
    try:
        yield players
    finally:
        for player in players:
            player.stop()


def level(samples: NDArray[np.int16], tone: int) -> float:
    """Return how loud ``tone`` is, as an amplitude in sample values."""
    window = np.hanning(len(samples))
    spectrum = np.abs(np.fft.rfft(samples * window)) * 2 / window.sum()
    place = round(tone * len(samples) / SAMPLE_RATE)
    return float(spectrum[place - 2 : place + 3].max())
