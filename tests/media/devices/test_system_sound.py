"""The sound that goes with a screen: who has none, the fake, and one call's share of it."""

from __future__ import annotations

import asyncio
from typing import NoReturn

import numpy as np
import pytest

from core.media.audio.pipeline.other_sound import OtherSound
from core.media.audio.pipeline.processing import PlainSound
from core.media.devices.system_sound import (
    FAKE_NOTES,
    NOT_HERE,
    FakeSystemSound,
    NoSystemSound,
    SystemSoundShare,
    UnheardSystemSound,
)
from core.ports import SAMPLE_RATE, Block
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_thread_left")


async def share(host: FakeSystemSound | NoSystemSound) -> tuple[SystemSoundShare, list[str]]:
    told: list[str] = []
    made = SystemSoundShare(host, lambda: told.append(made.problem))
    return made, told


async def test_a_machine_without_says_so() -> None:
    made, told = await share(NoSystemSound())
    made.choose(True)
    made.claim(True)
    await eventually(lambda: bool(told))
    assert told == [NOT_HERE] == [NoSystemSound().system_sound_problem()]
    made.close()


async def test_the_fake_plays_a_chord() -> None:
    blocks: list[Block] = []
    handle = FakeSystemSound().open_system_sound(blocks.append, lambda problem: None)
    await eventually(lambda: len(blocks) >= 20)
    handle.close()
    count = len(blocks)
    handle.close()
    spectrum = np.abs(np.fft.rfft(np.concatenate(blocks[:20]), SAMPLE_RATE))
    assert {int(note) for note in FAKE_NOTES} == {
        int(np.argmax(spectrum[low : low + 80])) + low for low in (360, 460, 560)
    }
    assert len(blocks) == count


async def test_it_is_open_only_while_it_is_chosen_and_claimed() -> None:
    host = FakeSystemSound()
    made, _ = await share(host)
    made.claim(True)
    assert not made.is_open and host.open_count == 0
    made.choose(True)
    assert not made.is_open
    made.claim(True)
    made.claim(True)
    assert made.is_open and host.open_count == 1
    await eventually(lambda: made.line.waiting > 0)
    made.claim(False)
    assert made.is_wanted and host.open_count == 0 and made.line.waiting == 0
    made.claim(True)
    made.choose(False)
    assert not made.is_open and host.open_count == 0
    made.close()


async def test_problems_come_and_go_and_late_ones_are_not_heard() -> None:
    host = FakeSystemSound()
    made, told = await share(host)
    made.choose(True)
    made.claim(True)
    [on_problem] = host._problems
    host.say("The server is gone.")
    host.say("The server is gone.")
    await eventually(lambda: bool(told))
    host.say("")
    await eventually(lambda: len(told) == 2)
    assert told == ["The server is gone.", ""]
    host.say("Again.")
    await eventually(lambda: len(told) == 3)
    made.close()
    assert made.problem == ""
    on_problem("Too late.")
    made.choose(True)
    made.claim(True)
    on_problem("Of the one before.")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert made.problem == "" and len(told) == 3
    made.close()


async def test_while_it_is_open_it_is_taken_out_of_the_microphone_once() -> None:
    others = OtherSound(lambda settings: (PlainSound(), ""))
    noted: list[Block] = []
    others.played = noted.append  # type: ignore[method-assign]
    host = UnheardSystemSound(FakeSystemSound(), others)
    assert host.system_sound_problem() == "" and not others.is_wanted
    heard: list[list[Block]] = [[], []]
    first, second = (host.open_system_sound(blocks.append, lambda problem: None) for blocks in heard)
    await eventually(lambda: min(map(len, heard)) > 5)
    assert others.is_wanted and abs(len(noted) - len(heard[0])) <= 1, "what two calls share is played once"
    first.close()
    first.close()
    count = len(noted)
    await eventually(lambda: len(noted) > count + 5)
    assert others.is_wanted
    second.close()
    assert not others.is_wanted


def test_a_host_that_cannot_be_opened_leaves_nothing_taken_out() -> None:
    class Broken(FakeSystemSound):
        def open_system_sound(self, *told: object) -> NoReturn:
            raise OSError("no server")

    others = OtherSound(lambda settings: (PlainSound(), ""))
    host = UnheardSystemSound(Broken(), others)
    with pytest.raises(OSError, match="no server"):
        host.open_system_sound(lambda block: None, lambda problem: None)
    assert not others.is_wanted
