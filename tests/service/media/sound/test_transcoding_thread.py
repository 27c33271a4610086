"""The thread that steps whatever makes sound: one that fails is given up alone, and none runs for nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from core.service.media.sound import transcoding_thread
from core.service.media.sound.transcoding_thread import TranscodingThread
from tests.media.call_pair import eventually


@dataclass
class Counting:
    """Counts its steps; raises at each if it is broken."""

    steps: int = 0
    is_broken: bool = False

    def step(self) -> None:
        self.steps += 1
        if self.is_broken:
            raise RuntimeError("broken")


@pytest.mark.usefixtures("no_thread_left")
async def test_a_transcoder_that_fails_is_given_up_alone(
    monkeypatch: pytest.MonkeyPatch, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("core.service.media", "given up")
    monkeypatch.setattr(transcoding_thread, "MOST_IDLE_TURNS", 5)
    turns: list[int] = []
    thread = TranscodingThread(lambda: turns.append(1))
    good, bad = Counting(), Counting(is_broken=True)
    thread.add(bad)
    thread.add(good)
    await eventually(lambda: good.steps >= 3)
    thread.discard(good)
    await eventually(lambda: not thread.is_running)
    assert turns and bad.steps == 1
    before = good.steps
    thread.add(good)
    await eventually(lambda: good.steps >= before + 3)
    thread.close()
