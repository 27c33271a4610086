"""Threads go first where the system lets them, through RealtimeKit where it must be asked, else not."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.devices import priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's scheduler")


def in_a_thread(work: Callable[[], bool]) -> tuple[bool, int]:
    """Return what ``work`` says in a thread of its own, and that thread's nice value afterwards."""
    answers: list[tuple[bool, int]] = []

    def run() -> None:
        done = work()
        answers.append((done, os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return answers[0]


def refuse(*arguments: object) -> None:
    raise PermissionError


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to raise a priority")
def test_a_thread_is_raised_and_never_lowered() -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert in_a_thread(lambda: priority.raise_priority(nice=-17)) == (True, -17)
    assert in_a_thread(lambda: priority.raise_priority(nice=own + 5)) == (True, own)
    assert os.getpriority(os.PRIO_PROCESS, 0) == own


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to real time")
def test_the_sound_thread_goes_before_everything_ordinary() -> None:
    policies: list[int] = []

    def work() -> bool:
        done = priority.go_first()
        policies.append(os.sched_getscheduler(threading.get_native_id()))
        return done

    assert in_a_thread(work)[0]
    assert policies[0] & ~os.SCHED_RESET_ON_FORK == os.SCHED_RR


@pytest.mark.skipif(os.geteuid() != 0, reason="needs the right to real time")
def test_who_carries_sound_goes_before_others_and_after_sound() -> None:
    found: list[tuple[int, int]] = []

    def work() -> bool:
        done = priority.go_before_others()
        thread = threading.get_native_id()
        found.append((os.sched_getscheduler(thread), os.sched_getparam(thread).sched_priority))
        return done

    assert in_a_thread(work)[0]
    policy, level = found[0]
    assert policy == os.SCHED_RR | os.SCHED_RESET_ON_FORK and 0 < level < priority.REALTIME


def test_the_main_thread_never_takes_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[int] = []

    def note(nice: int) -> bool:
        raised.append(nice)
        return True

    monkeypatch.setattr(priority, "raise_priority", note)
    assert priority.go_before_others() and raised == [priority.CARRIER_NICE]
    if sys.platform == "linux":
        assert os.sched_getscheduler(0) == os.SCHED_OTHER


def test_without_the_right_to_real_time_a_better_turn_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_setscheduler", refuse)
    monkeypatch.setattr(priority, "raise_priority", lambda nice: True)
    assert priority.go_first()


def test_without_the_right_realtime_kit_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    said = tmp_path / "said"
    program = tmp_path / "busctl"
    program.write_text(f'#!/bin/sh\necho "$@" > {said}.new && mv {said}.new {said}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(os, "setpriority", refuse)
    assert priority.raise_priority()
    qtbot.waitUntil(said.exists, timeout=10_000)
    words = said.read_text().split()
    assert words[-5:] == ["tti", str(os.getpid()), str(threading.get_native_id()), "--", "-11"]


def test_without_anything_the_thread_stays_where_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "setpriority", refuse)
    assert priority.raise_priority() is False


def test_a_thread_that_is_gone_is_no_error() -> None:
    assert priority.raise_priority(2**22 + 1) is False
