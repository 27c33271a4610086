"""What is dead is found on the GUI thread, in time, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from ui import garbage
from ui.garbage import GarbageCollector


class Knot:
    """Something that only the search for cycles finds."""

    def __init__(self) -> None:
        self.me = self


def test_cycles_of_other_threads_die_on_the_gui_thread(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "INTERVAL_MS", 10)
    collector = GarbageCollector()
    died_on: list[int] = []
    try:
        assert not gc.isenabled()

        def make() -> None:
            for _ in range(3 * gc.get_threshold()[0]):
                weakref.finalize(Knot(), lambda: died_on.append(threading.get_ident())).atexit = False

        other = threading.Thread(target=make)
        other.start()
        other.join()
        qtbot.waitUntil(lambda: bool(died_on))
        assert set(died_on) == {threading.get_ident()}
    finally:
        collector.close()
    assert gc.isenabled()


def test_what_is_alive_at_first_is_not_looked_through_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "INTERVAL_MS", 10)
    died: list[str] = []
    kept = [object()]
    was_frozen = gc.get_freeze_count() > 0
    gc.unfreeze()
    collector = GarbageCollector()
    try:
        come = [object()]
        weakref.finalize(Knot(), died.append, "early").atexit = False
        qtbot.waitUntil(lambda: died == ["early"])
        assert not any(each is come for each in gc.get_objects()), "it came before the first look"
        assert not any(each is kept for each in gc.get_objects())
    finally:
        collector.close()
        is_thawed = gc.get_freeze_count() == 0
        if was_frozen:
            gc.freeze()
    assert is_thawed


def test_what_others_froze_stays_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "INTERVAL_MS", 10)
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    collector = GarbageCollector()
    try:
        died: list[str] = []
        weakref.finalize(Knot(), died.append, "late").atexit = False
        qtbot.waitUntil(lambda: died == ["late"])
    finally:
        collector.close()
        is_frozen = gc.get_freeze_count() > 0
        if not was_frozen:
            gc.unfreeze()
    assert is_frozen
