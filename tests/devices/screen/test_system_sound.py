"""Sound of several programs summed; which of them are listened to; what is said where there is none."""

from __future__ import annotations

import random
import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.ports import BLOCK_SAMPLES, Block
from ui.devices.system_sound.host import (
    NO_SERVER,
    OWN_FAULT,
    SoundGrip,
    SystemSoundDesk,
    unavailable_words,
)
from ui.devices.system_sound.mixing import LONGEST_WAIT, MOST, ProgramMix


def samples(value: int, count: int = BLOCK_SAMPLES) -> Block:
    return np.full(count, value, np.int16)


def mixed() -> tuple[ProgramMix, list[Block]]:
    blocks: list[Block] = []
    return ProgramMix(blocks.append), blocks


def test_one_program_alone_passes_at_once() -> None:
    mix, blocks = mixed()
    mix.feed(1, samples(5, 100))
    assert blocks == []
    mix.feed(1, samples(5, 2 * BLOCK_SAMPLES))
    assert [block.tolist() for block in blocks] == [[5] * BLOCK_SAMPLES] * 2


def test_programs_are_summed_and_not_beyond_full_scale() -> None:
    mix, blocks = mixed()
    mix.feed(1, samples(1000))
    mix.feed(2, samples(200))
    mix.feed(1, samples(30_000))
    mix.feed(2, samples(30_000))
    mix.feed(1, samples(-30_000))
    first, second, third = (int(block[0]) for block in blocks)
    assert first == 1000, "the first one did not know of the second"
    assert second > 26_000, "30200 is bent, not cut"
    assert third == 0


def test_both_come_at_one_pace() -> None:
    mix, blocks = mixed()
    mix.feed(1, samples(1))
    mix.feed(2, samples(2))
    del blocks[:]
    for _ in range(10):
        mix.feed(1, samples(1))
        mix.feed(2, samples(2))
    assert len(blocks) == 10 and all((block == 3).all() for block in blocks)


def test_who_has_gone_silent_is_waited_for_but_once() -> None:
    mix, blocks = mixed()
    for program in (1, 2):
        mix.feed(program, samples(program))
    mix.feed(2, samples(2, BLOCK_SAMPLES))
    del blocks[:]
    fed = 0
    while not blocks:
        mix.feed(1, samples(1))
        fed += 1
        assert fed <= 2 + LONGEST_WAIT // BLOCK_SAMPLES
    del blocks[:]
    for _ in range(5):
        mix.feed(1, samples(1))
    assert len(blocks) >= 5


def test_who_has_ended_is_waited_for_no_more() -> None:
    mix, blocks = mixed()
    for _ in range(2):
        mix.feed(1, samples(1))
        mix.feed(2, samples(2))
    del blocks[:]
    mix.feed(1, samples(1))
    mix.feed(1, samples(1))
    mix.remove(2)
    mix.remove(77)
    assert len(blocks) == 2


def test_no_order_of_pieces_keeps_more_than_allowed(seed: int) -> None:
    chance = random.Random(seed)
    mix, blocks = mixed()
    for _ in range(2_000):
        program = chance.randrange(5)
        if chance.random() < 0.05:
            mix.remove(program)
        else:
            mix.feed(program, samples(chance.randrange(-9, 9), chance.choice((0, 1, 479, 480, 481, 20_000))))
        assert all(len(waiting) <= MOST for waiting in mix._waiting.values())
    assert blocks and all(len(block) == BLOCK_SAMPLES for block in blocks)


class Sound:
    """A sound system of which nothing is asked but to listen to programs."""

    def __init__(self, programs: Any) -> None:
        self.programs = lambda deliver, tell: programs
        self.posted: list[Any] = []
        self.thread = SimpleNamespace(post=self.posted.append)


@pytest.mark.parametrize("platform", ["darwin", "win32", "freebsd14"])
def test_where_there_is_none_a_sentence_says_so(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = unavailable_words(platform)
    assert words.startswith("Ahoy cannot take up") and words.endswith(".")
    monkeypatch.setattr("sys.platform", platform)
    told: list[str] = []
    sound: Any = Sound(None)
    desk = SystemSoundDesk(sound)
    handle = desk.open(lambda block: None, told.append)
    handle.close()
    assert told == [words] == [desk.problem()]


def test_it_begins_and_ends_on_the_sound_thread() -> None:
    programs = SimpleNamespace(start=object(), close=object())
    sound: Any = Sound(programs)
    handle = SystemSoundDesk(sound).open(lambda block: None, lambda problem: None)
    if sys.platform == "linux":
        handle.close()
        handle.close()
        assert sound.posted == [programs.start, programs.close]


def test_a_server_that_goes_and_comes_is_told_in_words() -> None:
    told: list[str] = []
    grip = SoundGrip(told.append)
    grip.told(False)
    grip.told(True)
    grip.close()
    grip.told(False)
    assert told == [NO_SERVER, ""]


def test_a_handler_that_raises_is_told(expected_log: Any) -> None:
    told: list[str] = []
    grip = SoundGrip(told.append)
    with expected_log("ui.devices.handle", "raised"):
        grip.call(lambda: 1 // 0)
    assert told == [OWN_FAULT] and not grip.is_open
