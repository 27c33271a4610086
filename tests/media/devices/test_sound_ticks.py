"""Computed sound devices share a thread: turns, closing from anywhere, and one that fails alone."""

from __future__ import annotations

import logging
import threading

import pytest

from core.media.devices.fake import SILENT_SPEAKER, TEST_TONE, FakeDevices
from core.media.devices.sound_ticks import SoundTicks, SoundTurn

pytestmark = pytest.mark.usefixtures("no_thread_left")
PERIOD = 0.002


class Turns:
    """Notes its turns, and says when there were enough."""

    def __init__(self, wanted: int = 5) -> None:
        self.numbers: list[int] = []
        self.threads: set[int] = set()
        self.enough = threading.Event()
        self._wanted = wanted

    def take(self, number: int) -> None:
        self.numbers.append(number)
        self.threads.add(threading.get_ident())
        if len(self.numbers) >= self._wanted:
            self.enough.set()


def test_devices_have_their_turns_on_one_thread_and_count_for_themselves() -> None:
    ticks, first, second = SoundTicks("ticks", PERIOD), Turns(), Turns()
    one = ticks.start(first.take)
    assert first.enough.wait(5)
    other = ticks.start(second.take)
    assert second.enough.wait(5)
    one.close()
    seen = len(first.numbers)
    second.enough.clear()
    assert second.enough.wait(5)
    other.close()
    assert first.numbers == list(range(seen)) and second.numbers == list(range(len(second.numbers)))
    assert first.threads == second.threads and len(first.threads) == 1


def test_after_closing_nothing_is_under_way() -> None:
    ticks, entered, leave = SoundTicks("ticks", PERIOD), threading.Event(), threading.Event()
    done: list[bool] = []

    def slow(_number: int) -> None:
        entered.set()
        leave.wait(5)
        done.append(True)

    kept, turn = ticks.start(lambda _number: None), ticks.start(slow)
    assert entered.wait(5)
    threading.Timer(0.05, leave.set).start()
    turn.close()
    assert done == [True]
    turn.close()
    kept.close()
    again = Turns()
    later = ticks.start(again.take)
    assert again.enough.wait(5), "the thread is there again with the next device"
    later.close()


def test_an_action_may_close_its_own_device() -> None:
    ticks, ended = SoundTicks("ticks", PERIOD), threading.Event()
    turns: list[SoundTurn] = []

    def once(number: int) -> None:
        if turns:
            turns[0].close()
            ended.set()

    turns.append(ticks.start(once))
    assert ended.wait(5) and not turns[0].is_running


def test_one_that_fails_does_so_alone(caplog: pytest.LogCaptureFixture) -> None:
    ticks, other = SoundTicks("ticks", PERIOD), Turns()

    def fail(_number: int) -> None:
        raise OSError("unplugged")

    with caplog.at_level(logging.CRITICAL + 1, "core.media.devices.sound_ticks"):
        broken, kept = ticks.start(fail), ticks.start(other.take)
        assert other.enough.wait(5)
    assert not broken.is_running and kept.is_running
    kept.close()


def test_a_host_s_microphone_and_speaker_share_their_thread() -> None:
    host, heard, asked = FakeDevices(), Turns(), Turns()
    before = threading.active_count()
    host.open_microphone(TEST_TONE.id, lambda block: heard.take(len(block)), lambda failure: None)
    host.open_speaker(SILENT_SPEAKER.id, lambda: asked.take(0), lambda failure: None)  # type: ignore[arg-type,return-value,func-returns-value]
    assert heard.enough.wait(5) and asked.enough.wait(5)
    assert threading.active_count() == before + 1 and set(heard.numbers) == {480}
    host.close()
    assert threading.active_count() == before
