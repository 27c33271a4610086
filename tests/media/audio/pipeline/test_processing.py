"""All stages together, in simulated time: nobody hears himself, and what is said is what is heard."""

from __future__ import annotations

import numpy as np
import pytest

from core.media.audio.pipeline.echo_path import EchoPath
from core.media.audio.pipeline.processing import NoiseStage, SoundSettings, WebRtcSound
from core.ports import Block, NoiseSuppression
from tests.bench.acoustics import speech, talk
from tests.bench.acoustics.headset import VOICES, hiss, other_voice, received, say

ALONE = SoundSettings(True, NoiseSuppression.OFF, False)
SUPPRESSOR = SoundSettings(False, NoiseSuppression.STANDARD, False)
SECONDS = 6.0


@pytest.mark.parametrize(
    ("delay", "drift", "seed"),
    [(0.0, 100.0, 1), (0.08, 0.0, 2), (0.08, -100.0, 3), (0.3, 0.0, 4), (0.3, 100.0, 5)],
)
def test_nobody_hears_himself_from_the_first_word_on(delay: float, drift: float, seed: int) -> None:
    case = talk.Case(delay, drift, seed=seed, is_anywhere=True)
    scene = talk.make_scene(case, talk.DOUBLE_TALK[0])
    outcome = talk.run(case, scene, SoundSettings())
    for span, least in (((0.3, 1.0), 25), (talk.FIRST, 28), ((2.0, 4.0), 30), (talk.CONVERGED, 30)):
        assert talk.echo_reduction(scene, outcome.clean, span) > least, span


def test_a_loud_speaker_close_to_the_microphone() -> None:
    case = talk.Case(seed=4, echo=6.0, is_anywhere=True)
    scene = talk.make_scene(case, talk.CONVERGED[0])
    outcome = talk.run(case, scene, SoundSettings())
    for span in ((0.3, 1.0), talk.FIRST, (2.0, 4.0)):
        assert talk.echo_reduction(scene, outcome.clean, span) > 30, span


def test_a_slip_of_the_speaker_is_not_heard_as_an_echo() -> None:
    case = talk.Case(slips=(3.0,))
    scene = talk.make_scene(case, talk.DOUBLE_TALK[0])
    outcome = talk.run(case, scene, SoundSettings())
    assert talk.echo_reduction(scene, outcome.clean, (3.0, 4.0)) > 25
    assert talk.echo_reduction(scene, outcome.clean, (4.0, 5.9)) > 30


@pytest.mark.parametrize(
    ("text", "voice", "noise"), [(*VOICES[0], 0.0), (*VOICES[1], 30.0), (*VOICES[2], 0.0)]
)
def test_what_is_said_with_a_headset_is_heard_whole(text: str, voice: str, noise: float) -> None:
    """The other end talks all the time; nothing of it comes back."""
    said = speech.spoken(text, voice, SECONDS)
    processor = WebRtcSound(SoundSettings())
    heard = say(processor, said + hiss(noise, SECONDS), other_voice(text, SECONDS))
    assert processor.echo is not None and processor.echo.path is EchoPath.ABSENT
    after = received(said, heard, 2.0)
    assert after.lost < 0.01 and 4 < after.gain < 13


def test_a_headset_that_is_known_from_before_costs_not_a_word() -> None:
    text, voice = VOICES[0]
    said = speech.spoken(text, voice, 2.0)
    processor = WebRtcSound(SoundSettings())
    processor.reset(EchoPath.ABSENT)
    heard = say(processor, said, other_voice(text, 2.0))
    assert processor.path is EchoPath.ABSENT and received(said, heard).lost < 0.01


def test_what_was_known_from_before_does_not_hide_an_echo_for_long() -> None:
    scene = talk.make_scene(talk.Case(), 3.0)
    processor = WebRtcSound(SoundSettings())
    processor.reset(EchoPath.ABSENT)
    heard = say(processor, scene.echo + scene.noise, scene.far) / 32_767
    assert processor.path is EchoPath.PRESENT
    for span in ((1.0, 2.0), (2.0, 2.9)):
        assert talk.echo_reduction(scene, heard, span) > 28, span


def test_before_it_is_known_that_there_is_no_echo_most_of_a_voice_passes() -> None:
    said = speech.spoken(speech.NEAR, "en-gb+f3", 4.0)
    heard = say(WebRtcSound(SoundSettings()), said, speech.spoken(speech.FAR, "en-us", 4.0))
    assert received(said, heard).lost < 0.2


@pytest.mark.parametrize(
    ("text", "voice", "level"), [(*VOICES[0], 0.3), (*VOICES[1], 1.0), (*VOICES[2], 1.0)]
)
def test_nothing_is_lost_while_the_other_end_listens(text: str, voice: str, level: float) -> None:
    said = speech.spoken(text, voice, SECONDS) * level
    heard = received(said, say(WebRtcSound(SoundSettings()), said, 0 * said))
    assert heard.lost < 0.005


@pytest.mark.parametrize(("text", "voice"), VOICES)
@pytest.mark.parametrize("noise", [0.0, 30.0])
def test_the_suppressor_leaves_a_voice_its_loudness(text: str, voice: str, noise: float) -> None:
    """Also where the microphone delivers nothing at all between the words."""
    said = speech.spoken(text, voice, SECONDS)
    heard = received(said, say(WebRtcSound(SUPPRESSOR), said + hiss(noise, SECONDS), 0 * said), 2.0)
    assert heard.lost < 0.005 and heard.gain > -1.2


def test_the_breath_of_noise_is_not_heard() -> None:
    stage = NoiseStage(2)
    silence: Block = np.zeros(480, np.int16)
    out = np.concatenate([stage.process(silence) for _ in range(300)])
    assert np.abs(out[48_000:]).max() <= 1
    loudest: Block = np.full(480, 32_767, np.int16)
    for extreme in (loudest, -loudest - 1):
        settled = [stage.process(extreme) for _ in range(20)][-1]
        assert np.ptp(settled.astype(int)) < 1000, "nothing wraps around"


def test_an_echo_does_not_teach_the_gain_control() -> None:
    """It would be raised to the loudness of a voice."""
    scene = talk.make_scene(talk.Case(echo=-20.0), talk.DOUBLE_TALK[0])
    processor = WebRtcSound(SoundSettings())
    say(processor, scene.echo + scene.noise, scene.far)
    assert processor.gain is not None and processor.gain.gain < 3


def test_each_stage_can_be_left_out() -> None:
    processor = WebRtcSound(ALONE)
    assert processor.noise is None and processor.gain is None
    assert WebRtcSound(SUPPRESSOR).echo is None
    said = speech.spoken(speech.NEAR, "en-gb+f3", 2.0)
    assert received(said, say(processor, said, 0 * said)).gain == pytest.approx(0, abs=0.5)
    processor.reset()
    assert processor.echo is not None and processor.echo.path is EchoPath.UNKNOWN
