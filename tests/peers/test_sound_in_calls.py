"""Sound of this process on a real PulseAudio server: devices go in mid-play, and a room is judged."""

from __future__ import annotations

import asyncio
import itertools
import os
import subprocess
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.media.devices.capture import LocalMedia
from core.media.devices.room_check import check_room
from core.ports import DeviceKind
from core.snapshots import CheckSnapshot
from tests.peers.conftest import need
from tests.peers.core_thread import run, until
from tests.peers.pulseaudio import PulseAudio
from ui.devices import QtDevices

pytestmark = pytest.mark.timeout(90)

MOST_GAP = 0.5


@pytest.fixture
def running(pulseaudio: PulseAudio) -> Iterator[None]:
    """Keep the null sink running, as a sound card does: an idle one sleeps for two seconds at a time."""
    recorder = subprocess.Popen(
        [need("parec"), "--device=spk.monitor", "--latency-msec=10"],
        env=os.environ | {"PULSE_SERVER": pulseaudio.address},
        stdout=subprocess.DEVNULL,
    )
    yield
    recorder.kill()
    recorder.wait(10)


@pytest.fixture
def host(pulseaudio: PulseAudio, qapp: object) -> Iterator[QtDevices]:
    devices = QtDevices()
    yield devices
    devices.close()


def longest_gap(times: list[float]) -> float:
    longest = max(after - before for before, after in itertools.pairwise(times))
    print(f"longest gap: {longest * 1000:.0f} ms")
    return longest


def test_unplugging_the_speaker_in_mid_play_leaves_no_gap(
    host: QtDevices, running: None, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    module = pulseaudio.control("load-module", "module-null-sink", "sink_name=headset")
    headset = b"headset".hex()
    qtbot.waitUntil(lambda: any(d.id == headset for d in host.devices()), timeout=10_000)

    async def work() -> None:
        local = LocalMedia(host)
        notices: list[str] = []
        asked: list[float] = []
        local.on_notice = lambda sentence, is_bad: notices.append(sentence)
        mix = local.pipeline._mix
        local.pipeline._mix = lambda: (asked.append(time.monotonic()), mix())[1]
        local.select(DeviceKind.SPEAKER, headset)
        lease = local.acquire_speaker()
        await until(lambda: len(asked) > 100)
        begin = len(asked)
        await asyncio.to_thread(pulseaudio.control, "unload-module", module)
        await until(lambda: bool(notices))
        await until(lambda: len(asked) > begin + 300)
        lease.release()
        local.close()
        assert "is gone" in notices[0]
        assert longest_gap(asked[begin - 50 :]) < MOST_GAP

    run(qtbot, work)


def test_unplugging_the_microphone_in_mid_call_leaves_no_gap(
    host: QtDevices, running: None, pulseaudio: PulseAudio, qtbot: QtBot
) -> None:
    module = pulseaudio.control(
        "load-module", "module-remap-source", "source_name=desk", "master=spk.monitor"
    )
    desk = b"desk".hex()
    qtbot.waitUntil(lambda: any(d.id == desk for d in host.devices()), timeout=10_000)

    async def work() -> None:
        local = LocalMedia(host)
        notices: list[tuple[str, bool]] = []
        heard: list[float] = []
        local.on_notice = lambda sentence, is_bad: notices.append((sentence, is_bad))
        local.pipeline.on_raw = lambda block: heard.append(time.monotonic())
        local.select(DeviceKind.MICROPHONE, desk)
        lease = local.acquire_microphone()
        await until(lambda: len(heard) > 100)
        begin = len(heard)
        await asyncio.to_thread(pulseaudio.control, "unload-module", module)
        await until(lambda: bool(notices))
        await until(lambda: len(heard) > begin + 200)
        assert "is gone" in notices[0][0] and notices[0][1]
        arguments = ("module-remap-source", "source_name=desk", "master=spk.monitor")
        back = await asyncio.to_thread(pulseaudio.control, "load-module", *arguments)
        await until(lambda: len(notices) > 1)
        begin_again = len(heard)
        await until(lambda: len(heard) > begin_again + 200)
        assert "is back" in notices[1][0] and not notices[1][1]
        lease.release()
        local.close()
        await asyncio.to_thread(pulseaudio.control, "unload-module", back)
        assert longest_gap(heard[begin - 50 :]) < MOST_GAP

    run(qtbot, work)


def test_the_check_hears_its_chirps_in_a_loop(host: QtDevices, running: None, qtbot: QtBot) -> None:
    checks: list[CheckSnapshot] = []

    async def work() -> None:
        local = LocalMedia(host)
        checks.append(await check_room(local, checks.append))
        local.close()

    run(qtbot, work)
    assert checks[0].is_running and not checks[-1].is_running
    assert checks[-1].speaker == "The speaker works." and "works" in checks[-1].microphone
    assert "Echo after" in checks[-1].room
