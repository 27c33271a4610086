"""Sound moves when devices come and go, says so, goes back, tries again, and knows each desk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.media.devices.capture import LocalMedia
from core.media.devices.device_memory import SETS_KEPT, DeviceMemory
from core.media.devices.device_port import Lease
from core.media.devices.words import SERVER_AWAY, SERVER_BACK, place_text, problem_text
from core.ports import Device, DeviceKind, FailureReason
from tests.media.call_pair import eventually
from tests.media.devices.test_devices import ScriptedDevices, camera, speaker

pytestmark = pytest.mark.usefixtures("no_thread_left")

A, B, C = (speaker(name) for name in "abc")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("core.media.devices.capture.RETRY_FIRST", 0.01)
    yield


AWAY, BACK = (SERVER_AWAY, True), (SERVER_BACK, False)


def said_by(local: LocalMedia) -> list[tuple[str, bool]]:
    """Return the sentences to come, each with whether it is bad news."""
    notices: list[tuple[str, bool]] = []
    local.on_notice = lambda sentence, is_bad: notices.append((sentence, is_bad))
    return notices


async def test_a_speaker_that_goes_and_comes_back_is_told_in_words() -> None:
    host = ScriptedDevices(A, B)
    local = LocalMedia(host)
    notices = said_by(local)
    local.select(DeviceKind.SPEAKER, "b")
    lease = local.acquire_speaker()
    host.change(A)
    await asyncio.sleep(0)
    assert host.open == ["a"] and notices == [('The speaker "B" is gone: "A" is used now.', True)]
    host.change(A, B)
    await asyncio.sleep(0)
    assert host.open == ["b"] and notices[1:] == [('The speaker "B" is back and is used again.', False)]
    host.change(B, A, C)
    await asyncio.sleep(0)
    assert len(notices) == 2
    lease.release()
    host.change(A)
    await asyncio.sleep(0)
    assert len(notices) == 2
    local.close()


async def test_a_camera_that_goes_and_comes_back_is_told_in_words() -> None:
    built_in, desk, other = camera("a"), camera("b"), camera("c")
    host = ScriptedDevices(built_in, desk)
    local = LocalMedia(host)
    notices = said_by(local)
    local.select(DeviceKind.CAMERA, "b")
    lease = local.acquire_camera()
    host.change(built_in)
    await asyncio.sleep(0)
    host.change(built_in, desk)
    await asyncio.sleep(0)
    assert host.open == ["b"]
    assert notices == [
        ('The camera "B" is gone: "A" is used now.', True),
        ('The camera "B" is back and is used again.', False),
    ]
    host.change(built_in, desk, other)
    await asyncio.sleep(0)
    local.select(DeviceKind.CAMERA, "a")
    for present, chosen in (((built_in, desk), "b"), ((built_in, desk, other), "a")):
        host.change(*present)
        await asyncio.sleep(0)
        assert local.snapshot().camera_id == chosen, "each desk has its own"
    lease.release()
    local.close()


async def test_a_default_that_changes_does_not_make_the_other_one_gone() -> None:
    first, second = (replace(one, is_default=one is A) for one in (A, B))
    host = ScriptedDevices(first, second)
    local = LocalMedia(host)
    notices = said_by(local)
    lease = local.acquire_speaker()
    host.change(replace(second, is_default=True), replace(first, is_default=False))
    await asyncio.sleep(0)
    assert host.open == ["b"]
    assert notices == [('The system prefers the speaker "B" now: it is used instead of "A".', False)]
    host.change(first)
    await asyncio.sleep(0)
    assert notices[1:] == [('The speaker "B" is gone: "A" is used now.', True)]
    lease.release()
    local.close()


async def test_a_device_that_fails_before_the_list_says_that_it_is_gone_is_told_too() -> None:
    host = ScriptedDevices(A, B)
    local = LocalMedia(host)
    notices = said_by(local)
    local.select(DeviceKind.SPEAKER, "b")
    lease = local.acquire_speaker()
    host.fail("b", FailureReason.GONE)
    await asyncio.sleep(0)
    assert not notices and not host.open
    host.change(A)
    await asyncio.sleep(0)
    assert host.open == ["a"] and notices == [('The speaker "B" is gone: "A" is used now.', True)]
    host.change(A, C)
    await asyncio.sleep(0)
    assert len(notices) == 1, "once is enough"
    lease.release()
    local.close()


async def test_what_was_chosen_beside_these_devices_is_chosen_again() -> None:
    host = ScriptedDevices(A, B)
    local = LocalMedia(host)
    local.select(DeviceKind.SPEAKER, "b")
    host.change(A, B, C)
    await asyncio.sleep(0)
    assert local.snapshot().speaker_id == "b"
    local.select(DeviceKind.SPEAKER, "c")
    for present, chosen in (((A, B), "b"), ((C, A, B), "c"), ((A, B), "b")):
        host.change(*present)
        await asyncio.sleep(0)
        assert local.snapshot().speaker_id == chosen
    local.close()


async def test_where_it_rings_belongs_to_the_devices_too() -> None:
    host = ScriptedDevices(A, B)
    local = LocalMedia(host)
    local.select_ring_device("b")
    host.change(A, C)
    await asyncio.sleep(0)
    local.select_ring_device("c")
    host.change(A, B)
    await asyncio.sleep(0)
    assert local.snapshot().ring_device_id == "b" and local.snapshot().speaker_id == ""
    kept = local.memory.as_json()
    local.close()
    again = LocalMedia(ScriptedDevices(A, C))
    again.memory.restore(kept)
    again.start_ringing_on("elsewhere")
    assert again.snapshot().ring_device_id == "c"
    again.close()


async def test_the_start_takes_what_belongs_to_these_devices() -> None:
    before = LocalMedia(ScriptedDevices(A, B))
    before.select(DeviceKind.SPEAKER, "b")
    after = LocalMedia(ScriptedDevices(A, B))
    after.memory.restore(before.memory.as_json())
    after.start_with(DeviceKind.SPEAKER, "a")
    after.start_with(DeviceKind.MICROPHONE, "m")
    assert (after.snapshot().speaker_id, after.snapshot().microphone_id) == ("b", "m")
    before.close()
    after.close()


def test_memory_survives_the_disk_and_stays_small() -> None:
    memory = DeviceMemory()
    for number in range(SETS_KEPT + 10):
        memory.remember(DeviceKind.SPEAKER, [speaker(str(number))], str(number))
    assert memory.recall(DeviceKind.SPEAKER, [speaker("0")]) is None
    again = DeviceMemory()
    again.restore(memory.as_json())
    assert len(again.as_json()) == SETS_KEPT
    assert again.recall(DeviceKind.SPEAKER, [speaker("70")]) == "70"
    assert again.recall(DeviceKind.MICROPHONE, [speaker("70")]) is None


@pytest.mark.parametrize("kept", [None, 3, "text", ["a"], {"a": 1}, {1: "a"}])
def test_nonsense_on_the_disk_is_no_memory(kept: object) -> None:
    memory = DeviceMemory()
    memory.restore(kept)
    assert memory.as_json() == {}


@pytest.mark.parametrize("device", [A, Device("m", "M", DeviceKind.MICROPHONE), camera("k")])
@pytest.mark.parametrize("reason", [FailureReason.GONE, FailureReason.SILENT, FailureReason.BUSY])
async def test_a_device_that_failed_is_tried_again(
    quick: None, device: Device, reason: FailureReason
) -> None:
    host = ScriptedDevices(device)
    local = LocalMedia(host)
    lease = Lease(local._ports[device.kind])
    host.refuse = reason
    host.fail(device.id, reason)
    await asyncio.sleep(0)
    assert host.open == [] and problem_of(local, device.kind)
    host.refuse = None
    await eventually(lambda: host.open == [device.id], what="opened again")
    assert problem_of(local, device.kind) == ""
    lease.release()
    local.close()


def problem_of(local: LocalMedia, kind: DeviceKind) -> str:
    return str(getattr(local.snapshot(), f"{kind.value}_problem"))


async def test_a_refusal_of_the_system_is_not_asked_again(quick: None) -> None:
    host = ScriptedDevices(Device("m", "M", DeviceKind.MICROPHONE))
    local = LocalMedia(host)
    host.refuse = FailureReason.DENIED
    lease = local.acquire_microphone()
    await asyncio.sleep(0.05)
    assert "does not allow" in local.snapshot().microphone_problem and not local._attempts
    lease.release()
    local.close()


M = Device("m", "M", DeviceKind.MICROPHONE)


async def lose_server(local: LocalMedia, host: ScriptedDevices, *ids: str) -> None:
    for device_id in ids:
        host.fail(device_id, FailureReason.NO_SERVER)
    host.change()
    await asyncio.sleep(0)


async def test_an_outage_of_the_sound_server_is_told_once_and_sound_comes_back_with_it() -> None:
    host = ScriptedDevices(A, M)
    local = LocalMedia(host)
    notices = said_by(local)
    leases = [local.acquire_speaker(), local.acquire_microphone()]
    for number in (1, 2):
        await lose_server(local, host, "a", "m")
        told = local.snapshot()
        assert host.open == [] and notices == [AWAY, BACK] * (number - 1) + [AWAY]
        assert "no microphone until it does" in told.microphone_problem
        assert "no speaker until it does" in told.speaker_problem
        host.change(A, M)
        await asyncio.sleep(0)
        assert sorted(host.open) == ["a", "m"] and notices == [AWAY, BACK] * number
        assert local.snapshot().speaker_problem == local.snapshot().microphone_problem == ""
    for lease in leases:
        lease.release()
    local.close()


async def test_a_server_that_is_back_before_we_look_gets_its_streams_again() -> None:
    host = ScriptedDevices(A, M)
    local = LocalMedia(host)
    lease = local.acquire_speaker()
    host.fail("a", FailureReason.NO_SERVER)
    host.change()
    host.change(A, M)
    await asyncio.sleep(0)
    assert host.open == ["a"] and local.snapshot().speaker_problem == ""
    lease.release()
    local.close()


async def test_whoever_calls_during_an_outage_is_told_of_it() -> None:
    host = ScriptedDevices(A, M)
    local = LocalMedia(host)
    notices = said_by(local)
    local.acquire_speaker().release()
    lease = local.acquire_speaker()
    await lose_server(local, host, "a")
    lease.release()
    lease = local.acquire_microphone()
    assert "sound service" in local.snapshot().microphone_problem
    lease.release()
    host.change(A, M)
    await asyncio.sleep(0)
    assert notices == [AWAY] and local.snapshot().microphone_problem == ""
    local.close()


async def test_a_start_without_the_sound_service_says_so_and_where_to_start_it() -> None:
    host = ScriptedDevices()
    host.has_service = False
    local = LocalMedia(host)
    notices = said_by(local)
    lease = local.acquire_microphone()
    told = local.snapshot()
    for problem, noun in ((told.microphone_problem, "microphone"), (told.speaker_problem, "speaker")):
        assert problem == problem_text(DeviceKind(noun), FailureReason.NO_SERVER)
        assert f"no {noun} until it does" in problem and "was found" not in problem
    assert told.camera_problem.startswith("No camera was found") and not local.has(DeviceKind.MICROPHONE)
    host.has_service = True
    host.change(M)
    await asyncio.sleep(0)
    assert host.open == ["m"] and local.snapshot().microphone_problem == "" and notices == [BACK]
    assert local.snapshot().speaker_problem.startswith("No speaker was found")
    lease.release()
    local.close()


async def test_a_service_that_stops_while_nobody_uses_it_is_a_problem_and_no_notice() -> None:
    host = ScriptedDevices(A, M)
    local = LocalMedia(host)
    notices = said_by(local)
    host.has_service = False
    host.change()
    await asyncio.sleep(0)
    assert "sound service" in local.snapshot().speaker_problem
    host.has_service = True
    host.change(A, M)
    await asyncio.sleep(0)
    assert local.snapshot().speaker_problem == "" and notices == []
    local.close()


def test_each_system_has_its_place_and_words() -> None:
    for platform, words in (("darwin", "System Settings"), ("win32", "Settings")):
        assert words in place_text(DeviceKind.MICROPHONE, platform)
    assert "choose another device" in problem_text(DeviceKind.MICROPHONE, FailureReason.BUSY)
