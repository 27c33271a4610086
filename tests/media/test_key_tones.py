"""The tones that a pressed key makes for one's own ear: measured frequencies, level, and nothing sent."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from core.media.audio.key_tones import HIGH, KEYPAD, LOW, key_frequencies, key_tone
from core.media.devices.capture import LocalMedia
from core.ports import SAMPLE_RATE, DeviceKind
from tests.media.call_pair import ToneDevices, call_pair, eventually
from tests.media.test_session import hears

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


def two_strongest(samples: np.ndarray) -> list[float]:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 16))
    found = []
    for _ in range(2):
        top = int(np.argmax(spectrum))
        found.append(top * SAMPLE_RATE / (1 << 16))
        spectrum[max(0, top - 60) : top + 60] = 0
    return sorted(found)


@pytest.mark.parametrize("key", KEYPAD)
def test_each_key_has_its_two_frequencies(key: str) -> None:
    sound = key_tone(key)
    assert two_strongest(sound) == pytest.approx(key_frequencies(key), rel=0.005)
    assert int(np.abs(sound).max()) < 0.15 * 32_767, "safe in a headset"
    assert len(sound) == 0.16 * SAMPLE_RATE and abs(int(sound[0])) < 50 and abs(int(sound[-1])) < 50


def test_the_keypad_is_that_of_q_23() -> None:
    assert key_frequencies("1") == (697, 1209) and key_frequencies("5") == (770, 1336)
    assert key_frequencies("#") == (941, 1477) and key_frequencies("d") == (941, 1633)
    assert len({key_frequencies(key) for key in KEYPAD}) == len(LOW) * len(HIGH)


async def test_a_key_is_heard_here_without_a_call_and_the_speaker_closes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.media.devices.capture.KEY_LINGERS", 0.1)
    devices = ToneDevices()
    local = LocalMedia(devices)
    local.play_key("9")
    assert devices.open_kinds == {DeviceKind.SPEAKER}
    await eventually(lambda: DeviceKind.SPEAKER not in devices.open_kinds, what="closed")
    loud = np.concatenate([block for block in devices.played if np.abs(block).max() > 500])
    assert two_strongest(loud) == pytest.approx(key_frequencies("9"), rel=0.01)
    with pytest.raises(ValueError, match="no key"):
        local.play_key("q")
    assert devices.open_kinds == set()
    local.close()


async def test_a_key_is_heard_in_a_call_by_the_one_who_presses_only() -> None:
    async with call_pair(video=False, caller_devices=ToneDevices(kinds=(DeviceKind.SPEAKER,))) as (
        caller,
        callee,
    ):
        await eventually(lambda: hears(caller, 1000), what="the other end")
        caller.local.play_key("0")
        caller.local.play_key("0")
        await asyncio.sleep(0.25)
        assert max(int(np.abs(block).max()) for block in callee.devices.played) < 50
        await eventually(lambda: hears(caller, 1000, 20), what="the other end after the key")
