"""The seam: which thread, how often, and what happens at the end."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from core.commands import RetryService
from core.snapshots import AppSnapshot, NoticeSnapshot
from tests.ui.fake_engine import FakeEngine
from ui.bridge import Bridge, assert_gui_thread


def numbered(serial: int) -> AppSnapshot:
    return AppSnapshot(notice=NoticeSnapshot(serial, "x"))


def test_a_snapshot_arrives_on_the_gui_thread(qtbot: QtBot, engine: FakeEngine, bridge: Bridge) -> None:
    threads: list[QThread] = []
    bridge.snapshot.connect(lambda snapshot: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(bridge.snapshot) as arrived:
        engine.publish(numbered(1))
    assert arrived.args == [numbered(1)]
    assert threads == [bridge.thread()]


def test_many_snapshots_become_the_newest(qtbot: QtBot, engine: FakeEngine, bridge: Bridge) -> None:
    seen: list[AppSnapshot] = []
    bridge.snapshot.connect(seen.append)
    done = threading.Event()

    async def publish_many() -> None:
        for serial in range(1, 101):
            engine.on_snapshot(numbered(serial))
        done.set()

    engine.run(publish_many())
    assert done.wait(5)  # the GUI thread is busy waiting, so nothing can have been delivered yet
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [numbered(100)]


def test_the_last_snapshot_is_never_lost(qtbot: QtBot, engine: FakeEngine, bridge: Bridge) -> None:
    seen: list[AppSnapshot] = []
    bridge.snapshot.connect(seen.append)

    def publish() -> None:
        for serial in range(1, 301):
            engine.on_snapshot(numbered(serial))

    thread = threading.Thread(target=publish)
    thread.start()
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == numbered(300))
    thread.join()


def test_nothing_arrives_after_close(qtbot: QtBot, engine: FakeEngine, bridge: Bridge) -> None:
    seen: list[AppSnapshot] = []
    bridge.snapshot.connect(seen.append)
    bridge._receive(numbered(1))
    bridge.close()
    engine.publish(numbered(2))
    engine.run(_nothing()).result(5)
    qtbot.wait(20)
    assert seen == []


async def _nothing() -> None:
    pass


def test_commands_go_down(engine: FakeEngine, bridge: Bridge) -> None:
    bridge.post(RetryService())
    assert engine.commands == [RetryService()]


def test_posting_off_the_gui_thread_is_refused(bridge: Bridge, engine: FakeEngine) -> None:
    errors: list[Exception] = []

    def post() -> None:
        try:
            bridge.post(RetryService())
        except RuntimeError as error:
            errors.append(error)

    thread = threading.Thread(target=post)
    thread.start()
    thread.join()
    assert len(errors) == 1 and engine.commands == []


def test_the_gui_thread_itself_is_fine(qtbot: QtBot) -> None:
    assert_gui_thread()


async def test_run_awaits_a_core_coroutine(bridge: Bridge, engine: FakeEngine) -> None:
    async def name_of_thread() -> str:
        return threading.current_thread().name

    assert await bridge.run(name_of_thread()) == "fake core"


async def test_run_hands_errors_back(bridge: Bridge) -> None:
    async def fail() -> None:
        raise ValueError("theirs")

    with pytest.raises(ValueError, match="theirs"):
        await bridge.run(fail())
