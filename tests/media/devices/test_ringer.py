"""Tones: where they sound, what they do to a call, and how long the speaker stays open."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from core.media.audio.levels import rms
from core.media.audio.mixer import DUCKED, PlayoutMixer
from core.media.audio.tone_files import DEFAULT_RINGTONE, load_tone, ringtone_file, ringtones
from core.media.devices.capture import LocalMedia
from core.ports import BLOCK_SAMPLES, Block, DeviceKind, FailureReason
from tests.media.devices.test_devices import ScriptedDevices, speaker

pytestmark = pytest.mark.usefixtures("no_thread_left")


class Voice:
    """Somebody in a call: a steady sound."""

    def next_block(self) -> Block:
        return np.full(BLOCK_SAMPLES, 8000, np.int16)


def test_ringing_makes_a_call_softer_by_12_db_without_a_click() -> None:
    mixer = PlayoutMixer()
    mixer.add(Voice())
    assert rms(mixer.next_block()) == pytest.approx(8000 / 32768)
    mixer.is_ducking = True
    blocks = [mixer.next_block() for _ in range(20)]
    assert rms(blocks[-1]) == pytest.approx(DUCKED * 8000 / 32768, rel=0.001)
    assert 20 * np.log10(DUCKED) == pytest.approx(-12, abs=0.1)
    assert np.abs(np.diff(np.concatenate(blocks).astype(int))).max() < 10
    mixer.is_ducking = False
    assert rms([mixer.next_block() for _ in range(20)][-1]) == pytest.approx(8000 / 32768, rel=0.001)


def test_the_tone_itself_is_not_made_softer() -> None:
    mixer = PlayoutMixer()
    mixer.is_ducking = True
    mixer.play_tone(np.full(BLOCK_SAMPLES * 20, 5000, np.int16))
    assert rms([mixer.next_block() for _ in range(10)][-1]) == pytest.approx(5000 / 32768)


async def test_a_ringtone_sounds_on_the_ring_device_and_not_on_the_speaker() -> None:
    host = ScriptedDevices(speaker("headset"), speaker("loud"))
    local = LocalMedia(host)
    local.select(DeviceKind.SPEAKER, "headset")
    local.select_ring_device("loud")
    assert local.ringer.play("ringtone", loop=True) and host.open == ["loud"]
    assert not local.speaker.next_block().any()
    assert any(local._ring_mixer.next_block().any() for _ in range(30))
    local.ringer.play("ringback", loop=True)
    assert host.open == ["headset"]
    local.ringer.stop()
    local.ringer.stop()
    assert host.open == []
    local.close()


@pytest.mark.parametrize("ring", ["", "headset", "gone"])
async def test_without_a_ring_device_it_rings_on_the_speaker_and_ducks_the_call(ring: str) -> None:
    host = ScriptedDevices(speaker("headset"), speaker("loud"))
    local = LocalMedia(host)
    local.select(DeviceKind.SPEAKER, "headset")
    local.select_ring_device(ring)
    local.ringer.play("ringtone", loop=True)
    assert host.open == ["headset"] and local.speaker.is_ducking
    assert any(local.speaker.next_block().any() for _ in range(30))
    local.ringer.stop()
    assert not local.speaker.is_ducking
    local.close()


async def test_a_ring_device_that_refuses_gives_way_to_the_speaker() -> None:
    host = ScriptedDevices(speaker("headset"), speaker("loud"))
    local = LocalMedia(host)
    local.select(DeviceKind.SPEAKER, "headset")
    local.select_ring_device("loud")
    host.refuse = FailureReason.BUSY
    local.ringer.play("ringtone", loop=False)
    await asyncio.sleep(0)
    assert local.snapshot().ring_device_id == "loud"
    local.ringer.stop()
    local.close()


async def test_a_tone_that_ends_lets_the_speaker_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.media.devices.ringer.LINGERS", -10.0)
    host = ScriptedDevices(speaker("headset"))
    local = LocalMedia(host)
    local.ringer.play("message", loop=False)
    assert host.open == ["headset"]
    for _ in range(3):
        await asyncio.sleep(0)
    assert host.open == []
    local.close()


@pytest.mark.parametrize("name", ["", "no-such-tone", "../tones/busy", "busy.wav", "/etc/passwd"])
async def test_an_unknown_tone_is_not_played(name: str) -> None:
    host = ScriptedDevices(speaker("headset"))
    local = LocalMedia(host)
    assert not local.ringer.play(name, loop=True) and host.open == []
    local.close()


def test_ringtones_have_names_and_files() -> None:
    assert len(ringtones()) >= 5 and DEFAULT_RINGTONE in ringtones()
    assert ringtone_file("no such") == ringtone_file(DEFAULT_RINGTONE)
    assert all(load_tone(ringtone_file(name)) is not None for name in ringtones())


@pytest.mark.parametrize("limit", [0.0, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("ring", ["", "loud"])
@pytest.mark.parametrize("tone", ["ringtone", "second-call"])
async def test_it_never_rings_louder_than_the_limit_set(tone: str, ring: str, limit: float) -> None:
    local = LocalMedia(ScriptedDevices(speaker("headset"), speaker("loud")))
    local.select(DeviceKind.SPEAKER, "headset")
    local.select_ring_device(ring)
    local.ringer.volume = limit
    local.ringer.play(tone, loop=True)
    mixer = local._ring_mixer if ring and tone == "ringtone" else local.speaker
    loudest = max(int(np.abs(mixer.next_block().astype(int)).max()) for _ in range(300))
    samples = load_tone(ringtone_file("") if tone == "ringtone" else tone)
    assert samples is not None
    most = limit * int(np.abs(samples.astype(int)).max())
    assert most - 1 <= loudest <= most
    local.ringer.stop()
    local.close()
