"""The sound thread over the real library, without a server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from ui.devices.sound.pulse.library import Library
from ui.devices.sound.pulse.loop import LONGEST_SLEEP, PulseLoop

PATIENCE = 10.0


@pytest.fixture
def loop(no_thread_left: None) -> Iterator[PulseLoop]:
    try:
        made = PulseLoop(Library())
    except OSError:
        pytest.skip("libpulse is not installed")
    made.start()
    yield made
    assert made.stop()


def test_calls_run_in_order_in_one_thread_that_is_not_ours(loop: PulseLoop) -> None:
    seen: list[tuple[int, str]] = []
    done = threading.Event()
    for number in range(100):
        loop.post(lambda number=number: seen.append((number, threading.current_thread().name)))  # type: ignore[misc]
    loop.post(done.set)
    assert done.wait(PATIENCE)
    assert seen == [(number, "sound") for number in range(100)]


def test_members_have_turns_though_nothing_happens_and_the_last_one_comes_last(loop: PulseLoop) -> None:
    order: list[str] = []
    done = threading.Event()

    def last(now: float) -> None:
        order.append("last")
        if len(order) >= 6:
            done.set()

    def begin() -> None:
        loop.last = last
        loop.add(lambda now: order.append("first"))

    loop.post(begin)
    assert done.wait(PATIENCE)
    assert order[:6] == ["first", "last"] * 3


def test_who_cannot_wait_comes_first_and_another_turn_comes_when_asked_for(loop: PulseLoop) -> None:
    order: list[str] = []
    done = threading.Event()
    began = time.monotonic()

    def patient(now: float) -> None:
        order.append("patient")
        if len(order) < 2000:
            loop.again()
        else:
            done.set()

    def begin() -> None:
        loop.add(patient)
        loop.add(lambda now: order.append("urgent"), can_wait=False)

    loop.post(begin)
    assert done.wait(PATIENCE)
    assert time.monotonic() - began < 1000 * LONGEST_SLEEP / 2, "nobody waited for something to happen"
    assert order[:4] == ["urgent", "patient"] * 2


def test_what_raises_ends_nothing(loop: PulseLoop, expected_log: Callable[..., object]) -> None:
    expected_log("ui.devices.sound.pulse.loop", "failed")
    done = threading.Event()
    loop.post(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    loop.post(done.set)
    assert done.wait(PATIENCE)


def test_what_was_posted_before_the_end_runs_and_nothing_after(loop: PulseLoop) -> None:
    seen: list[int] = []
    loop.post(lambda: seen.append(1))
    assert loop.stop() and loop.stop()
    loop.post(lambda: seen.append(2))
    assert seen == [1]


def test_every_function_that_is_declared_is_there() -> None:
    try:
        library = Library()
    except OSError:
        pytest.skip("libpulse is not installed")
    with pytest.raises(AttributeError, match="pa_nonsense"):
        library.pulse.nonsense()
    assert library.error_text(5) == "No such entity"
