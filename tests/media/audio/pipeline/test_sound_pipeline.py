"""The pipeline: what is cancelled, suppressed, amplified, left alone, and what a missing library means."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from core.media.audio.levels import rms
from core.media.audio.pipeline import SoundPipeline
from core.media.audio.pipeline.echo_path import EchoPath
from core.media.audio.pipeline.high_pass import HighPass
from core.media.audio.pipeline.processing import PLAIN, UNAVAILABLE, PlainSound, SoundSettings, make_processor
from core.media.audio.pipeline.sound_pipeline import MOST_PAIRS
from core.ports import BLOCK_SAMPLES, SAMPLE_RATE, Block, NoiseSuppression
from tests.bench.acoustics import talk

ALONE = SoundSettings(True, NoiseSuppression.OFF, False)
SILENCE = np.zeros(BLOCK_SAMPLES, np.int16)


def sine(frequency: float, seconds: float, level: float = 0.25) -> np.ndarray:
    return np.sin(2 * np.pi * frequency * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE) * level


def through(settings: SoundSettings, samples: np.ndarray, **attributes: float) -> np.ndarray:
    clean: list[Block] = []
    pipeline = SoundPipeline(clean.append, lambda: SILENCE)
    pipeline.settings, pipeline.is_acoustic = settings, True
    for name, value in attributes.items():
        setattr(pipeline, name, value)
    for block in talk.as_blocks(samples):
        pipeline.playout()
        pipeline.capture(block)
    return np.concatenate(clean)


def decibels(samples: np.ndarray) -> float:
    return float(20 * np.log10(rms(samples.astype(np.int16)) + 1e-9))


@pytest.mark.parametrize(("frequency", "change"), [(20, -17.2), (50, -6), (100, -2), (1000, 0), (8000, 0)])
def test_high_pass_takes_rumble_and_leaves_speech(frequency: float, change: float) -> None:
    high_pass = HighPass()
    blocks = talk.as_blocks(sine(frequency, 1.0))
    out = np.concatenate([high_pass.process(block) for block in blocks])
    half = len(out) // 2
    assert decibels(out[half:]) - decibels(np.concatenate(blocks)[half:]) == pytest.approx(change, abs=0.3)


def test_high_pass_takes_direct_current_and_does_not_wrap_around() -> None:
    high_pass = HighPass()
    for _ in range(100):
        out = high_pass.process(np.full(BLOCK_SAMPLES, 30_000, np.int16))
    assert np.abs(out).max() <= 1
    loud = np.full(BLOCK_SAMPLES, -32_768, np.int16)
    assert high_pass.process(loud)[:10].max() < -30_000


def test_echo_goes_and_the_near_voice_stays() -> None:
    case = talk.Case()
    scene = talk.make_scene(case)
    outcome = talk.run(case, scene, ALONE)
    assert talk.echo_reduction(scene, outcome.clean, talk.CONVERGED) > 22
    assert talk.echo_reduction(scene, outcome.clean, talk.AFTER_PATH_CHANGE) > 18
    assert talk.near_level(scene, outcome.clean) > -8
    untouched = talk.run(case, scene, PLAIN)
    assert talk.echo_reduction(scene, untouched.clean, talk.CONVERGED) == pytest.approx(0, abs=0.1)


def test_after_a_slip_the_echo_is_gone_again_within_a_second() -> None:
    case = talk.Case(slips=(4.0,))
    scene = talk.make_scene(case)
    outcome = talk.run(case, scene, ALONE)
    assert outcome.repaired == 1
    assert talk.echo_reduction(scene, outcome.clean, (5.0, 5.9)) > 20


def test_noise_is_suppressed_as_chosen() -> None:
    rng = np.random.default_rng(3)
    noise = rng.standard_normal(4 * SAMPLE_RATE) * 0.01
    kept = {
        choice: decibels(through(SoundSettings(False, choice, False), noise)[-SAMPLE_RATE:])
        for choice in NoiseSuppression
    }
    plain = kept[NoiseSuppression.OFF]
    assert plain - kept[NoiseSuppression.STANDARD] == pytest.approx(17, abs=2)
    assert plain - kept[NoiseSuppression.STRONG] == pytest.approx(20, abs=2)


def test_a_quiet_voice_is_brought_up() -> None:
    case = talk.Case()
    voice = talk.make_scene(case).far * 0.1
    quiet = through(SoundSettings(False, NoiseSuppression.OFF, False), voice)
    loud = through(SoundSettings(False, NoiseSuppression.OFF, True), voice)
    assert decibels(loud[-SAMPLE_RATE * 4 :]) > decibels(quiet[-SAMPLE_RATE * 4 :]) + 8
    assert np.abs(loud.astype(int)).max() < 32_767


@pytest.mark.parametrize(("gain", "change"), [(1.0, 0.0), (2.0, 6.0), (0.5, -6.0)])
def test_gain_is_a_factor(gain: float, change: float) -> None:
    plain = through(PLAIN, sine(1000, 0.2, 0.2))
    assert decibels(through(PLAIN, sine(1000, 0.2, 0.2), gain=gain)) - decibels(plain) == pytest.approx(
        change, abs=0.1
    )


def test_too_much_gain_is_cut_off_not_wrapped() -> None:
    out = through(PLAIN, np.full(BLOCK_SAMPLES, 0.9), gain=4.0)
    assert out.min() == 32_767


def test_volume_is_in_what_is_played_and_in_the_reference() -> None:
    tone = talk.as_blocks(sine(1000, 0.01, 0.2))[0]
    pipeline = SoundPipeline(lambda block: None, lambda: tone)
    pipeline.volume = 0.5
    assert decibels(pipeline.playout()) == pytest.approx(decibels(tone) - 6, abs=0.1)
    for _ in range(2):
        pipeline.reference.captured()
        played = pipeline.reference.take()
    assert decibels(played) == pytest.approx(decibels(tone) - 6, abs=0.1)


def test_a_file_or_a_test_device_is_left_as_it_is() -> None:
    heard: list[Block] = []
    pipeline = SoundPipeline(heard.append, lambda: SILENCE)
    block = talk.as_blocks(sine(30, 0.01))[0]
    pipeline.capture(block)
    assert heard[0] is block


@pytest.mark.parametrize("length", [0, 1, 479, 481, 4800])
@pytest.mark.parametrize("is_acoustic", [True, False])
def test_blocks_of_another_length_do_no_harm(length: int, is_acoustic: bool) -> None:
    heard: list[Block] = []
    pipeline = SoundPipeline(heard.append, lambda: SILENCE)
    pipeline.is_acoustic = is_acoustic
    pipeline.capture(np.ones(length, np.int16))
    pipeline.capture(np.ones(length, np.float64))
    assert {len(block) for block in heard} == {BLOCK_SAMPLES}
    assert {block.dtype for block in heard} == {np.dtype(np.int16)}


def test_settings_change_in_a_running_call() -> None:
    made: list[SoundSettings] = []

    def make(settings: SoundSettings) -> tuple[PlainSound, str]:
        made.append(settings)
        return PlainSound(), ""

    heard: list[Block] = []
    pipeline = SoundPipeline(heard.append, lambda: SILENCE, make=make)
    pipeline.is_acoustic = True
    for settings in (SoundSettings(), SoundSettings(), ALONE, PLAIN, SoundSettings()):
        pipeline.settings = settings
        pipeline.capture(SILENCE)
    assert made == [PLAIN, SoundSettings(), ALONE, PLAIN, SoundSettings()]
    assert len(heard) == 5


def test_without_the_library_calls_go_on_and_the_person_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pywebrtc_audio", None)
    problems: list[str] = []
    heard: list[Block] = []
    pipeline = SoundPipeline(heard.append, lambda: SILENCE, problems.append)
    pipeline.is_acoustic = True
    for _ in range(3):
        pipeline.capture(SILENCE)
    assert problems == [UNAVAILABLE] and len(heard) == 3
    assert isinstance(make_processor(SoundSettings())[0], PlainSound)


def test_a_microphone_alone_does_not_wait_for_a_speaker() -> None:
    heard: list[Block] = []
    pipeline = SoundPipeline(heard.append, lambda: SILENCE)
    pipeline.is_acoustic = True
    for _ in range(10):
        pipeline.capture(SILENCE)
    assert len(heard) == 10


def test_a_speaker_that_hangs_holds_the_microphone_up_for_40_ms_at_most() -> None:
    heard: list[Block] = []
    pipeline = SoundPipeline(heard.append, lambda: SILENCE)
    pipeline.is_acoustic = True
    for _ in range(100):
        pipeline.playout()
        pipeline.capture(SILENCE)
    for _ in range(100):
        pipeline.capture(SILENCE)
        assert len(pipeline._held) <= 4
    assert len(heard) == 200


def test_another_device_starts_from_scratch() -> None:
    heard: list[Block] = []
    pipeline = SoundPipeline(heard.append, lambda: SILENCE)
    pipeline.is_acoustic = True
    pipeline.playout()
    pipeline.capture(SILENCE)
    pipeline.device_changed()
    pipeline.capture(SILENCE)
    assert not pipeline.reference.is_short and len(heard) == 2


class Learner:
    """A processor that believes of the way back what it is told."""

    def __init__(self) -> None:
        self.path = EchoPath.UNKNOWN

    def process(self, near: Block, far: Block) -> Block:
        return near

    def reset(self, path: EchoPath = EchoPath.UNKNOWN) -> None:
        self.path = path


def test_a_pair_of_devices_without_echo_is_known_again_and_no_other() -> None:
    learner = Learner()
    pipeline = SoundPipeline(lambda block: None, lambda: SILENCE, make=lambda settings: (learner, ""))
    pipeline.is_acoustic = True

    def call_with(microphone: str, speaker: str, found: EchoPath) -> EchoPath:
        pipeline.device_changed(microphone=microphone)
        pipeline.device_changed(speaker=speaker)
        pipeline.capture(SILENCE)
        known, learner.path = learner.path, found
        return known

    unknown, absent, present = EchoPath.UNKNOWN, EchoPath.ABSENT, EchoPath.PRESENT
    assert call_with("headset", "headset", absent) is unknown
    assert call_with("headset", "loud", present) is unknown
    assert call_with("headset", "headset", unknown) is absent
    assert call_with("headset", "loud", unknown) is unknown
    assert call_with("headset", "headset", present) is absent
    assert call_with("headset", "headset", unknown) is unknown, "the cable was pulled: believe what was heard"


def test_other_settings_do_not_forget_that_there_is_no_echo() -> None:
    learner = Learner()
    pipeline = SoundPipeline(lambda block: None, lambda: SILENCE, make=lambda settings: (learner, ""))
    pipeline.is_acoustic = True
    pipeline.device_changed("headset", "headset")
    pipeline.capture(SILENCE)
    learner.path = EchoPath.ABSENT
    pipeline.settings = ALONE
    pipeline.capture(SILENCE)
    assert learner.path is EchoPath.ABSENT


def test_devices_without_a_name_are_not_remembered_and_many_are_not_kept() -> None:
    learner = Learner()
    pipeline = SoundPipeline(lambda block: None, lambda: SILENCE, make=lambda settings: (learner, ""))
    pipeline.is_acoustic = True
    for name in ("", *(str(number) for number in range(MOST_PAIRS + 10)), ""):
        pipeline.device_changed(name, name)
        pipeline.capture(SILENCE)
        assert learner.path is EchoPath.UNKNOWN
        learner.path = EchoPath.ABSENT
    assert len(pipeline._without_echo) == MOST_PAIRS
