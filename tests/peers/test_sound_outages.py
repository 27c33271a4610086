"""A sound server that dies in the middle of a call and comes back, after a moment or a long time.

One end of the call has a real PulseAudio server, which is killed; the other end's voice is a tone.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.media.devices.capture import LocalMedia
from core.media.devices.words import SERVER_AWAY, SERVER_BACK
from core.ports import SAMPLE_RATE, DeviceKind, NoiseSuppression
from tests.media.call_pair import ToneDevices, close_end, connect, make_end
from tests.peers.conftest import need
from tests.peers.core_thread import run, until
from tests.peers.players import LOUD, level, playing
from tests.peers.pulseaudio import PulseAudio
from ui.devices import QtDevices

pytestmark = pytest.mark.timeout(150)

VOICE, FAR = 2500, 1600
"""Hz: what the killed server's microphone hears, and what the far end says."""

BACK_WITHIN = 2.0

DESK = """
load-module module-null-sink sink_name=spk rate=48000 channels=1 norewinds=1
load-module module-null-sink sink_name=room rate=48000 channels=1 norewinds=1
load-module module-remap-source source_name=mic master=room.monitor
set-default-sink spk
set-default-source mic
"""
"""A microphone that does not hear the speaker. A null sink with rewinds sleeps for two seconds at a time, and
what is new begins to sound thereafter; a sound card has no such pause."""


class Ear:
    """Records what a sink plays."""

    def __init__(self, server: PulseAudio, device: str) -> None:
        self._data = b""
        self._process = subprocess.Popen(
            [need("parec"), "--raw", "--format=s16le", "--rate=48000", "--channels=1", "--latency-msec=20",
             f"--device={device}"],
            env=os.environ | {"PULSE_SERVER": server.address},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def level(self, tone: int) -> float:
        """Return how loud ``tone`` was in the last fifth of a second."""
        heard = np.frombuffer(self._data, np.int16)[-SAMPLE_RATE // 5 :]
        return level(heard, tone) if len(heard) == SAMPLE_RATE // 5 else 0.0

    def close(self) -> None:
        self._process.kill()
        self._process.wait(10)
        self._thread.join()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            for piece in iter(lambda: pipe.read(1920), b""):
                self._data = (self._data + piece)[-SAMPLE_RATE:]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseAudio]:
    made = PulseAudio(need("pulseaudio"), need("pactl"), tmp_path, DESK)
    monkeypatch.setenv("PULSE_SERVER", made.address)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def host(server: PulseAudio, qapp: object) -> Iterator[QtDevices]:
    devices = QtDevices()
    yield devices
    devices.close()


@contextmanager
def people(server: PulseAudio) -> Iterator[Ear]:
    """Have somebody hum into the microphone, and an ear at the speaker."""
    ear = Ear(server, "spk.monitor")
    try:
        with playing(server, VOICE, sink="room"):
            yield ear
    finally:
        ear.close()


def ada_of(host: QtDevices) -> tuple[LocalMedia, list[str]]:
    local, notices = LocalMedia(host), []
    local.on_notice = notices.append
    # A pure tone is noise to a suppressor, and what a gain control makes of it is no measure.
    local.suppress_noise(NoiseSuppression.OFF)
    local.constrain(DeviceKind.MICROPHONE, {"autoGainControl": False, "echoCancellation": False})
    return local, notices


@pytest.mark.parametrize("outage", [0.0, 3.0, 35.0])
def test_the_sound_of_a_call_comes_back_with_the_server(
    host: QtDevices, server: PulseAudio, qtbot: QtBot, outage: float
) -> None:
    async def work() -> None:
        local, notices = ada_of(host)
        far = ToneDevices(FAR)
        ada, ben = make_end(True, False, local=local), make_end(False, False, far)

        def both_hear(ear: Ear) -> bool:
            heard = level(far.heard(20), VOICE) if len(far.played) >= 20 else 0.0
            return heard > LOUD / 4 and ear.level(FAR) > LOUD / 4

        try:
            await connect(ada, ben)
            with people(server) as ear:
                await until(lambda: both_hear(ear))
                server.stop()
                killed = time.monotonic()
                await until(lambda: bool(notices), 2.0)
            assert notices == [SERVER_AWAY]
            await until(lambda: not host.devices(), 2.0)
            told = local.snapshot()
            assert "sound service" in told.microphone_problem and "sound service" in told.speaker_problem
            await asyncio.sleep(max(0.0, killed + outage - time.monotonic()))  # its length is what is tested
            server.start()
            returned = time.monotonic()
            with people(server) as ear:
                await until(lambda: both_hear(ear))
                took = time.monotonic() - returned
            print(f"both directions were back after {took:.2f} s")
            assert notices == [SERVER_AWAY, SERVER_BACK]
            assert local.snapshot().microphone_problem == local.snapshot().speaker_problem == ""
            assert took < BACK_WITHIN
        finally:
            await close_end(ada)
            await close_end(ben)

    run(qtbot, work, seconds=120)
