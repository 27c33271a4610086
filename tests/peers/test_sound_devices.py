"""QtDevices against a real PulseAudio server: what is played is captured, and devices come and go."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, Device, DeviceFailure, DeviceKind, FailureReason
from tests.peers.pulseaudio import PulseAudio
from ui.devices import QtDevices
from ui.devices.sound.pulse import PulseSound
from ui.devices.sound.pulse.streams import SETTLE_SECONDS
from ui.devices.sound.qt import QtSound
from ui.devices.supervision import SinkBuffer

pytestmark = pytest.mark.timeout(60)

TONE = 1000


@pytest.fixture(params=[PulseSound, QtSound])
def host(pulseaudio: PulseAudio, qapp: object, request: pytest.FixtureRequest) -> Iterator[QtDevices]:
    """The devices of a real server: as Linux has them, and through Qt, as macOS and Windows have theirs."""
    devices = QtDevices(request.param)
    yield devices
    devices.close()


class Tone:
    """A sine wave, block by block."""

    def __init__(self) -> None:
        self.blocks = 0

    def __call__(self) -> Block:
        times = (np.arange(BLOCK_SAMPLES) + self.blocks * BLOCK_SAMPLES) / SAMPLE_RATE
        self.blocks += 1
        return (8000 * np.sin(2 * np.pi * TONE * times)).astype(np.int16)


class Recorder:
    """Keeps blocks, and the failures of both ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.threads: set[int] = set()
        self.failures: list[DeviceFailure] = []

    def __call__(self, block: Block) -> None:
        self.blocks.append(block.copy())
        self.threads.add(threading.get_ident())

    def loud_blocks(self) -> list[Block]:
        return [block for block in self.blocks if np.abs(block).max() > 4000]


def named(host: QtDevices, kind: DeviceKind) -> list[Device]:
    return [device for device in host.devices() if device.kind is kind]


def frequency(samples: Block) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * SAMPLE_RATE / len(samples))


def test_lists_what_the_server_has(host: QtDevices) -> None:
    kinds = {device.kind: device for device in host.devices()}
    assert set(kinds) == {DeviceKind.MICROPHONE, DeviceKind.SPEAKER}
    assert kinds[DeviceKind.SPEAKER].is_default and kinds[DeviceKind.MICROPHONE].is_default
    assert bytes.fromhex(kinds[DeviceKind.SPEAKER].id) == b"spk"


def test_what_is_played_is_captured(host: QtDevices, qtbot: QtBot) -> None:
    tone, heard = Tone(), Recorder()
    speaker = host.open_speaker("", tone, heard.failures.append)
    microphone = host.open_microphone("", heard, heard.failures.append)
    qtbot.waitUntil(lambda: len(heard.loud_blocks()) > 150, timeout=20_000)
    microphone.close()
    speaker.close()
    assert not heard.failures
    assert all(len(block) == BLOCK_SAMPLES for block in heard.blocks)
    assert threading.get_ident() not in heard.threads
    assert frequency(np.concatenate(heard.loud_blocks()[20:120])) == pytest.approx(TONE, abs=10)


def test_nothing_arrives_after_close(host: QtDevices, qtbot: QtBot) -> None:
    tone, heard = Tone(), Recorder()
    speaker = host.open_speaker("", tone, heard.failures.append)
    microphone = host.open_microphone("", heard, heard.failures.append)
    qtbot.waitUntil(lambda: len(heard.blocks) > 5, timeout=20_000)
    microphone.close()
    speaker.close()
    count, played = len(heard.blocks), tone.blocks
    speaker.close()
    again = Recorder()
    second = host.open_microphone("", again, again.failures.append)
    qtbot.waitUntil(lambda: len(again.blocks) > 5, timeout=20_000)
    second.close()
    assert (len(heard.blocks), tone.blocks) == (count, played)


def test_both_run_at_the_speed_of_the_clock(host: QtDevices, qtbot: QtBot) -> None:
    tone, heard = Tone(), Recorder()
    speaker = host.open_speaker("", tone, heard.failures.append)
    microphone = host.open_microphone("", heard, heard.failures.append)
    qtbot.waitUntil(lambda: len(heard.blocks) > 20, timeout=20_000)
    captured, played = len(heard.blocks), tone.blocks
    qtbot.wait(3000)
    captured, played = len(heard.blocks) - captured, tone.blocks - played
    microphone.close()
    speaker.close()
    assert captured == pytest.approx(300, abs=45)
    assert played == pytest.approx(300, abs=45)


on_linux = pytest.mark.parametrize("host", [PulseSound], indirect=True)
"""Qt's own lists of PulseAudio keep devices that are gone, and are not used on Linux."""


def listed(host: QtDevices, name: bytes) -> Callable[[], bool]:
    return lambda: any(bytes.fromhex(device.id) == name for device in host.devices())


@on_linux
def test_a_device_comes_and_goes(host: QtDevices, pulseaudio: PulseAudio, qtbot: QtBot) -> None:
    changes: list[int] = []
    host.watch(lambda: changes.append(len(host.devices())))
    module = pulseaudio.control("load-module", "module-null-sink", "sink_name=headset")
    qtbot.waitUntil(listed(host, b"headset"), timeout=10_000)
    assert changes
    pulseaudio.control("unload-module", module)
    qtbot.waitUntil(lambda: not listed(host, b"headset")(), timeout=10_000)


@on_linux
def test_the_default_follows_the_system(host: QtDevices, pulseaudio: PulseAudio, qtbot: QtBot) -> None:
    def first() -> bytes:
        return bytes.fromhex(named(host, DeviceKind.SPEAKER)[0].id)

    module = pulseaudio.control("load-module", "module-null-sink", "sink_name=headset")
    qtbot.waitUntil(listed(host, b"headset"), timeout=10_000)
    pulseaudio.control("set-default-sink", "headset")
    qtbot.waitUntil(lambda: first() == b"headset", timeout=10_000)
    pulseaudio.control("unload-module", module)
    qtbot.waitUntil(lambda: first() == b"spk", timeout=10_000)


def test_an_unknown_device_is_gone(host: QtDevices, qtbot: QtBot) -> None:
    heard = Recorder()
    handle = host.open_microphone(b"nothing".hex(), heard, heard.failures.append)
    qtbot.waitUntil(lambda: bool(heard.failures), timeout=5000)
    handle.close()
    assert [failure.reason for failure in heard.failures] == [FailureReason.GONE]


def test_a_consumer_that_raises_fails_its_own_device(
    host: QtDevices, qtbot: QtBot, expected_log: Callable[..., object]
) -> None:
    failures: list[DeviceFailure] = []
    expected_log("ui.devices.handle", "consumer")
    handle = host.open_microphone("", lambda block: 1 / 0, failures.append)
    qtbot.waitUntil(lambda: bool(failures), timeout=20_000)
    handle.close()
    assert [failure.reason for failure in failures] == [FailureReason.BROKEN]


@on_linux
def test_a_turn_that_comes_too_late_is_a_slip_and_the_server_gives_a_larger_buffer(
    host: QtDevices, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "ui.devices.sound.pulse.streams")
    tone, failures = Tone(), list[DeviceFailure]()
    flows, late = round(1.5 * SETTLE_SECONDS * 100), threading.Event()

    def next_block() -> Block:
        if tone.blocks > flows and not late.is_set():
            late.set()
            time.sleep(0.1)  # a sound thread that stands still for longer than any buffer lasts
        return tone()

    speaker = host.open_speaker("", next_block, failures.append)
    qtbot.waitUntil(lambda: late.is_set() and host.counters.slips > 0, timeout=20_000)
    qtbot.waitUntil(lambda: tone.blocks > flows + 100, timeout=20_000)
    speaker.close()
    sizes = [int(word) for word in re.findall(r"buffer is (\d+) frames", caplog.text)]
    assert sizes and sizes[0] > SinkBuffer.FIRST and not failures
