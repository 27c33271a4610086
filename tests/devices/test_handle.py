"""What the core may rely on: one failure at most, and silence after close."""

from __future__ import annotations

import threading
from collections.abc import Callable

from core.ports import DeviceFailure, DeviceKind, FailureReason
from ui.devices.handle import Handle


def make_handle() -> tuple[Handle, list[DeviceFailure], list[str]]:
    failures: list[DeviceFailure] = []
    released: list[str] = []
    handle = Handle("id", DeviceKind.CAMERA, failures.append)
    handle.release = lambda: released.append("released")
    return handle, failures, released


def test_callbacks_pass_while_open() -> None:
    handle, _, _ = make_handle()
    assert handle.call(lambda number: number + 1, 1) == 2


def test_nothing_passes_after_close() -> None:
    handle, failures, released = make_handle()
    handle.close()
    handle.close()
    assert handle.call(lambda: "called") is None
    handle.fail(FailureReason.BUSY)
    assert not failures
    assert released == ["released"]


def test_the_first_failure_only() -> None:
    handle, failures, released = make_handle()
    handle.fail(FailureReason.BUSY, "in use")
    handle.fail(FailureReason.GONE)
    assert failures == [DeviceFailure("id", DeviceKind.CAMERA, FailureReason.BUSY, "in use")]
    assert not handle.is_open
    handle.close()
    assert released == ["released"]


def test_a_callback_may_close_its_own_device() -> None:
    handle, failures, released = make_handle()
    handle.call(handle.close)
    assert released and not failures


def test_a_raising_callback_fails_the_device_once(expected_log: Callable[..., object]) -> None:
    handle, failures, _ = make_handle()
    expected_log("ui.devices.handle", "consumer")
    for _ in range(3):
        handle.call(lambda: 1 / 0)
    assert [failure.reason for failure in failures] == [FailureReason.BROKEN]


def test_close_waits_for_a_running_callback(no_thread_left: None) -> None:
    handle, _, _ = make_handle()
    inside, go_on = threading.Event(), threading.Event()
    order: list[str] = []

    def callback() -> None:
        inside.set()
        go_on.wait(5)
        order.append("callback ended")

    def close() -> None:
        handle.close()
        order.append("closed")

    capture = threading.Thread(target=handle.call, args=(callback,))
    closer = threading.Thread(target=close)
    capture.start()
    assert inside.wait(5)
    closer.start()
    go_on.set()
    capture.join(5)
    closer.join(5)
    assert order == ["callback ended", "closed"]
