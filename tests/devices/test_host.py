"""QtDevices on a machine that has nothing: no sound server, no camera."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.ports import DeviceFailure, DeviceKind, FailureReason
from ui.devices import QtDevices


@pytest.fixture
def host(qapp: object) -> Iterator[QtDevices]:
    devices = QtDevices()
    yield devices
    devices.close()


def open_everything(host: QtDevices, failures: list[DeviceFailure], device_id: str = "") -> None:
    host.open_microphone(device_id, lambda block: None, failures.append)
    host.open_speaker(device_id, lambda: np.zeros(480, np.int16), failures.append)
    host.open_camera(device_id, lambda frame: None, failures.append)


@pytest.mark.parametrize("device_id", ["", "00ff", "not hexadecimal", "x" * 10_000])
def test_opening_what_is_not_there_fails_once_each(host: QtDevices, qtbot: QtBot, device_id: str) -> None:
    failures: list[DeviceFailure] = []
    open_everything(host, failures, device_id)
    qtbot.waitUntil(lambda: len(failures) == 3, timeout=5000)
    assert {failure.reason for failure in failures} <= {FailureReason.GONE, FailureReason.NO_SERVER}
    assert {failure.kind for failure in failures} == set(DeviceKind)
    assert {failure.device_id for failure in failures} == {device_id}


def test_open_and_close_from_another_thread(host: QtDevices, qtbot: QtBot, no_thread_left: None) -> None:
    failures: list[DeviceFailure] = []

    def core() -> None:
        for _ in range(50):
            host.open_microphone("", lambda block: None, failures.append).close()

    thread = threading.Thread(target=core)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=5000)


def test_what_was_loaded_is_not_looked_through_while_there_is_sound(host: QtDevices) -> None:
    gc.unfreeze()
    host.open_speaker("", lambda: np.zeros(480, np.int16), lambda failure: None).close()
    frozen = gc.get_freeze_count()
    host.open_microphone("", lambda block: None, lambda failure: None).close()
    assert 10_000 < gc.get_freeze_count() <= frozen, "once: what is frozen is never looked at again"
    gc.unfreeze()


def test_nothing_happens_after_the_host_is_closed(qapp: object) -> None:
    host = QtDevices()
    host.close()
    failures: list[DeviceFailure] = []
    open_everything(host, failures)
    host.close()
    assert not failures
