"""What other programs play, shared with the screen, and heard by the microphone a second time: taken out."""

from __future__ import annotations

import numpy as np
import pytest

from core.media.audio.levels import rms
from core.media.audio.pipeline import SoundPipeline
from core.media.audio.pipeline.other_sound import MOST_HELD, OtherSound
from core.media.audio.pipeline.processing import PLAIN, PlainSound, SoundSettings, make_processor
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, NoiseSuppression
from tests.bench.acoustics import talk
from tests.media.audio.speech_line import speech

ALONE = SoundSettings(True, NoiseSuppression.OFF, False)
PIECE = 2
"""Blocks that a sound server hands out at a time."""


def heard(samples: np.ndarray, delay: int, gain: float = 0.4) -> np.ndarray:
    """Return what a microphone hears ``delay`` samples later of a speaker in a small room."""
    chance = np.random.default_rng(7)
    room = chance.standard_normal(1200) * np.exp(-np.arange(1200) / 200) * 0.15
    room[0] = 1.0
    echo = np.convolve(samples.astype(float), room)[: len(samples)] * gain
    return np.concatenate((np.zeros(delay), echo))[: len(samples)].astype(np.int16)


def run(others: OtherSound, near: np.ndarray, played: np.ndarray | None, late: int = 0) -> np.ndarray:
    """Return what is left of ``near``, in order; what is ``played`` is handed out ``late`` blocks later."""
    clean: list[Block] = []
    blocks = talk.as_blocks(played / 32768) if played is not None else []
    handed = 0
    for number, block in enumerate(talk.as_blocks(near / 32768), 1):
        while handed < min(len(blocks), (number - late) // PIECE * PIECE):
            others.played(blocks[handed])
            handed += 1
        clean += others.clean(block)
    return np.concatenate(clean) if clean else np.zeros(0, np.int16)


def decibels(samples: np.ndarray) -> float:
    return float(20 * np.log10(rms(samples.astype(np.int16)) + 1e-9))


# A sound card is heard later than its server tells; on a null sink both come at once.
@pytest.mark.parametrize(("delay", "late"), [(48, 0), (48, 2), (960, 1), (4800, 0), (9600, 2)])
def test_it_is_taken_out_whenever_the_server_tells(delay: int, late: int) -> None:
    others = OtherSound(make_processor)
    others.is_wanted = True
    music = np.tile(speech(4.0), 2)
    near = heard(music, delay)
    clean = run(others, near, music, late)
    assert len(near) - len(clean) <= (MOST_HELD + 1) * BLOCK_SAMPLES
    last = slice(-4 * SAMPLE_RATE, None)
    left = decibels(clean[last]) - decibels(near[last])
    print(f"{delay} samples of room, {late} blocks late: {left:.1f} dB")
    assert left < -20


def test_the_voice_of_the_person_stays() -> None:
    others = OtherSound(make_processor)
    others.is_wanted = True
    voice = speech(4.0)
    clean = run(others, voice, None)
    assert len(clean) == len(voice) // BLOCK_SAMPLES * BLOCK_SAMPLES, "nothing is played: nothing to wait for"
    assert decibels(clean) == pytest.approx(decibels(voice), abs=0.5)


def test_the_microphone_is_left_alone_while_nothing_is_shared() -> None:
    made: list[SoundSettings] = []
    others = OtherSound(lambda settings: (made.append(settings), (PlainSound(), ""))[1])
    music = speech(1.0)
    assert np.array_equal(run(others, music, music), music[: len(music) // 480 * 480]) and not made


def test_nothing_is_lost_when_it_begins_ends_and_stops_flowing() -> None:
    others = OtherSound(lambda settings: (PlainSound(), ""))
    near, music = speech(4.0), speech(4.0)
    quarter = len(near) // 4 // BLOCK_SAMPLES * BLOCK_SAMPLES
    parts = []
    for number, is_wanted, played in ((0, False, None), (1, True, music), (2, True, None), (3, False, None)):
        others.is_wanted = is_wanted
        part = near[number * quarter : (number + 1) * quarter]
        parts.append(run(others, part, None if played is None else played[:quarter]))
    assert np.array_equal(np.concatenate(parts), near[: 4 * quarter])


def test_a_server_that_hands_out_nothing_more_holds_nothing_up() -> None:
    others = OtherSound(lambda settings: (PlainSound(), ""))
    others.is_wanted = True
    blocks = talk.as_blocks(speech(1.0) / 32768)
    for block in blocks:
        others.played(block)
        list(others.clean(block))
    waiting = [len(list(others.clean(block))) for block in blocks]
    assert sum(waiting) >= len(blocks) - MOST_HELD - 1 and len(others._held) <= MOST_HELD


@pytest.mark.parametrize("settings", [ALONE, PLAIN, SoundSettings(False, NoiseSuppression.OFF, True)])
def test_the_pipeline_takes_it_out_where_echo_is_taken_out(settings: SoundSettings) -> None:
    clean: list[Block] = []
    pipeline = SoundPipeline(clean.append, lambda: np.zeros(BLOCK_SAMPLES, np.int16))
    pipeline.settings, pipeline.is_acoustic = settings, True
    pipeline.others.is_wanted = True
    music = np.tile(speech(4.0), 2)
    near = heard(music, 480)
    for played, block in zip(talk.as_blocks(music / 32768), talk.as_blocks(near / 32768), strict=True):
        pipeline.others.played(played)
        pipeline.capture(block)
    last = slice(-2 * SAMPLE_RATE, None)
    left = decibels(np.concatenate(clean)[last]) - decibels(near[last])
    assert left < -20 if settings is ALONE else left > -3
    pipeline.device_changed()
    pipeline.capture(near[:BLOCK_SAMPLES])
    assert len(pipeline.others._held) <= 1
