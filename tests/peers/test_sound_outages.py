"""A sound server that dies in the middle of a call and comes back, after a moment or a long time.

One end of the call has a real PulseAudio server, which is killed; the other end's voice is a tone.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
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
    notices: list[str] = []
    local = LocalMedia(host)
    local.on_notice = lambda sentence, is_bad: notices.append(sentence)
    # A pure tone is noise to a suppressor, and what a gain control makes of it is no measure.
    local.suppress_noise(NoiseSuppression.OFF)
    local.constrain(DeviceKind.MICROPHONE, {"autoGainControl": False, "echoCancellation": False})
    return local, notices


class Outage:
    """A call whose near end has the server; ``run`` takes it away for some time."""

    def __init__(self, host: QtDevices, server: PulseAudio) -> None:
        self.host, self.server = host, server
        self.local, self.notices = ada_of(host)
        self.far = ToneDevices(FAR)
        self.ends = make_end(True, False, local=self.local), make_end(False, False, self.far)

    def both_hear(self, ear: Ear) -> bool:
        heard = level(self.far.heard(20), VOICE) if len(self.far.played) >= 20 else 0.0
        return heard > LOUD / 4 and ear.level(FAR) > LOUD / 4

    async def run(
        self, seconds: float, take: Callable[[], None], give: Callable[[], None], noticed_within: float
    ) -> None:
        await connect(*self.ends)
        with people(self.server) as ear:
            await until(lambda: self.both_hear(ear))
            take()
            taken = time.monotonic()
            await until(lambda: bool(self.notices), noticed_within)
        assert self.notices == [SERVER_AWAY]
        await until(lambda: not self.host.devices(), 2.0)
        told = self.local.snapshot()
        assert "sound service" in told.microphone_problem and "sound service" in told.speaker_problem
        await asyncio.sleep(max(0.0, taken + seconds - time.monotonic()))  # its length is what is tested
        give()
        given = time.monotonic()
        with people(self.server) as ear:
            await until(lambda: self.both_hear(ear))
            took = time.monotonic() - given
        print(f"both directions were back after {took:.2f} s")
        assert self.notices == [SERVER_AWAY, SERVER_BACK]
        assert self.local.snapshot().microphone_problem == self.local.snapshot().speaker_problem == ""
        assert took < BACK_WITHIN

    async def close(self) -> None:
        for end in self.ends:
            await close_end(end)


@pytest.mark.parametrize("seconds", [0.0, 3.0, 35.0])
def test_the_sound_of_a_call_comes_back_with_the_server(
    host: QtDevices, server: PulseAudio, qtbot: QtBot, seconds: float
) -> None:
    async def work() -> None:
        outage = Outage(host, server)
        try:
            await outage.run(seconds, server.stop, server.start, 2.0)
        finally:
            await outage.close()

    run(qtbot, work, seconds=120)


def test_the_sound_of_a_call_comes_back_with_a_server_that_hung(
    host: QtDevices, server: PulseAudio, qtbot: QtBot
) -> None:
    async def work() -> None:
        outage = Outage(host, server)
        try:
            await outage.run(12.0, server.hang, server.go_on, 8.0)
        finally:
            await outage.close()

    run(qtbot, work, seconds=120)
