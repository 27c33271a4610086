"""Devices that are taken, forbidden, pulled out and plugged in during a call: it goes on, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.commands import HangUp, PlaceCall, SelectDevice, SelectRingDevice, SetVideoPaused
from core.media.devices.words import SERVER_AWAY, SERVER_BACK, problem_text
from core.ports import Device, DeviceKind, FailureReason
from core.snapshots import CallSnapshot
from tests.engine.engines import RunningEngine
from tests.engine.scripted_devices import BUILT_IN, CAMERA, HEADSET, SPEAKER, ScriptedDevices
from tests.engine.served import ServedService, joined


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedService]:
    with ServedService(tmp_path_factory.mktemp("service")) as served:
        yield served


def talking(ada: RunningEngine, *, video: bool) -> CallSnapshot:
    ada.post(PlaceCall("echo", video=video))
    return ada.wait_for_call("established")


def test_a_camera_that_is_taken_heals_and_then_is_pulled_out_and_plugged_in(
    tmp_path: Path, service: ServedService
) -> None:
    host = ScriptedDevices(CAMERA, BUILT_IN, SPEAKER)
    host.refusing[CAMERA.id] = FailureReason.BUSY
    with joined(tmp_path, "Ada", service, host) as ada:
        call = talking(ada, video=True)
        told = ada.wait(lambda s: s.devices.camera_problem)
        wanted = problem_text(DeviceKind.CAMERA, FailureReason.BUSY, "Desk camera")
        assert told.devices.camera_problem == wanted
        host.wait_open(BUILT_IN)
        del host.refusing[CAMERA.id]
        ada.post(SetVideoPaused(call.call_id, True))
        ada.wait(lambda s: s.calls[0].video_paused)
        ada.post(SetVideoPaused(call.call_id, False))
        host.wait_open(CAMERA)
        ada.wait(lambda s: not s.devices.camera_problem)
        host.unplug(CAMERA)
        host.wait_open(CAMERA, is_open=False)
        gone = ada.wait(lambda s: s.calls[0].without_camera)
        assert gone.devices.camera_problem == "No camera was found: others will not see you."
        assert gone.calls[0].state == "established"
        host.plug(CAMERA)
        host.wait_open(CAMERA)
        back = ada.wait(lambda s: not s.calls[0].without_camera)
        assert (back.calls[0].state, back.devices.camera_problem) == ("established", "")
        ada.post(HangUp(call.call_id))
        assert ada.wait_for_call("ended").end_cause == "HungUp"


MONITOR = Device("spk-2", "Monitor", DeviceKind.SPEAKER)
DESK, ROAD = (HEADSET, BUILT_IN, SPEAKER, MONITOR), (BUILT_IN, SPEAKER)
CHOICES = ((DESK, HEADSET.id, MONITOR.id), (ROAD, BUILT_IN.id, ""))


def test_each_desk_has_its_devices_after_a_restart(tmp_path: Path, service: ServedService) -> None:
    for number, (present, *chosen) in enumerate(CHOICES, 1):
        with joined(tmp_path, "Ada", service, ScriptedDevices(*present)) as ada:
            ada.post(SelectDevice(DeviceKind.MICROPHONE, chosen[0]))
            ada.post(SelectRingDevice(chosen[1]))
            phonebook = ada.engine.desk.phonebook
            ada.wait(lambda s: len(phonebook.remembered.device_sets) == 2 * number)  # noqa: B023
            # What was asked of the disk before has been done when this has.
            ada.engine.run(phonebook.set_test_devices(False)).result(10)
    for present, *chosen in CHOICES:
        with joined(tmp_path, "Ada", service, ScriptedDevices(*present)) as ada:
            now = ada.wait(lambda s: s.devices.microphones).devices
            assert [now.microphone_id, now.ring_device_id] == chosen


def test_a_microphone_pulled_out_gives_way_to_another_and_comes_back(
    tmp_path: Path, service: ServedService
) -> None:
    host = ScriptedDevices(HEADSET, BUILT_IN, SPEAKER)
    with joined(tmp_path, "Ada", service, host) as ada:
        ada.post(SelectDevice(DeviceKind.MICROPHONE, HEADSET.id))
        talking(ada, video=False)
        host.wait_open(HEADSET)
        host.unplug(HEADSET)
        host.wait_open(BUILT_IN)
        told = ada.wait(lambda s: s.devices.microphone_problem)
        words = 'The chosen microphone is not connected: "Built-in" is used instead.'
        assert told.devices.microphone_problem == words
        assert (told.calls[0].state, told.calls[0].without_microphone) == ("established", False)
        host.unplug(BUILT_IN)
        none = ada.wait(lambda s: s.calls[0].without_microphone)
        assert none.devices.microphone_problem == "No microphone was found: others will not hear you."
        host.plug(HEADSET)
        host.wait_open(HEADSET)
        back = ada.wait(lambda s: not s.devices.microphone_problem)
        assert back.devices.microphone_id == HEADSET.id and back.calls[0].state == "established"


def test_a_speaker_pulled_out_keeps_the_call(tmp_path: Path, service: ServedService) -> None:
    host = ScriptedDevices(BUILT_IN, SPEAKER)
    with joined(tmp_path, "Ada", service, host) as ada:
        talking(ada, video=False)
        host.wait_open(SPEAKER)
        host.unplug(SPEAKER)
        told = ada.wait(lambda s: s.devices.speaker_problem)
        assert told.devices.speaker_problem == "No speaker was found: you will not hear others."
        assert told.calls[0].state == "established"


def test_a_sound_server_that_stops_is_told_in_the_call_and_so_is_its_return(
    tmp_path: Path, service: ServedService
) -> None:
    host = ScriptedDevices(BUILT_IN, SPEAKER)
    with joined(tmp_path, "Ada", service, host) as ada:
        talking(ada, video=False)
        host.wait_open(SPEAKER)
        for device in (BUILT_IN, SPEAKER):
            host.unplug(device, FailureReason.NO_SERVER)
        told = ada.wait(lambda s: s.notice and s.notice.text == SERVER_AWAY)
        assert told.calls[0].state == "established" and told.notice is not None and told.notice.is_error
        away = ada.wait(lambda s: not s.devices.speakers).devices
        assert "sound service" in away.microphone_problem and "sound service" in away.speaker_problem
        for device in (BUILT_IN, SPEAKER):
            host.plug(device)
            host.wait_open(device)
        back = ada.wait(lambda s: s.notice and s.notice.text == SERVER_BACK)
        assert back.calls[0].state == "established" and back.notice is not None
        assert not back.notice.is_error, "good news is not shown in the colour of an error"
        ada.wait(lambda s: not (s.devices.microphone_problem or s.devices.speaker_problem))


def test_forbidden_devices_make_a_call_that_only_listens_and_says_why(
    tmp_path: Path, service: ServedService
) -> None:
    host = ScriptedDevices(CAMERA, BUILT_IN, SPEAKER)
    host.refusing = {CAMERA.id: FailureReason.DENIED, BUILT_IN.id: FailureReason.DENIED}
    with joined(tmp_path, "Ada", service, host) as ada:
        call = talking(ada, video=True)
        told = ada.wait(lambda s: s.devices.camera_problem and s.devices.microphone_problem).devices
        for kind, problem in (("camera", told.camera_problem), ("microphone", told.microphone_problem)):
            assert problem.startswith(f"The system does not allow Ahoy to use the {kind}")
        report = ada.engine.call_report(call.call_id).result(10)
        received = [t for t in report["media"]["tracks"] if t["type"] == "inbound-rtp"]
        assert {track["kind"] for track in received} >= {"audio"}
