"""Going on where sound breaks off: pitch, noise, fading, and no click where it breaks off and comes back."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.media.audio.playout.concealment import FADED_AFTER, HISTORY, Continuation, find_pitch
from core.media.codecs.audio_decoders import G711Decoder
from core.media.codecs.g711 import MU_LAW
from core.media.codecs.upsampling import Upsampler
from core.ports import SAMPLE_RATE
from tests.bench.network.line.impairment import Conditions
from tests.media.audio.clicks import click_level, sawn
from tests.media.audio.speech_line import PAYLOAD_TYPE, Sent, figures, listen, opus_packets, speech


def voice(hertz: float, samples: int = HISTORY) -> NDArray[np.int16]:
    """Return a tone with ten harmonics, as a vowel has."""
    time = np.arange(samples) / SAMPLE_RATE
    sound = sum(np.cos(2 * np.pi * hertz * k * time + k * k) / k for k in range(1, 11))
    return (4000 * np.asarray(sound)).astype(np.int16)


@cache
def narrow_speech(seconds: float) -> NDArray[np.int16]:
    """Return speech at 8 kHz."""
    taps = np.sinc(np.arange(-60, 61) / 6.6) * np.hamming(121)
    return np.convolve(speech(seconds), taps / taps.sum(), "same")[::6].astype(np.int16)


@cache
def telephone_packets(seconds: float, frame: int = 160) -> tuple[Sent, ...]:
    """Return speech as PCMU; the encoder looks for the nearest value of the table."""
    order = np.argsort(MU_LAW, kind="stable")
    levels = MU_LAW[order].astype(np.int32)
    places = np.searchsorted((levels[1:] + levels[:-1]) / 2, narrow_speech(seconds))
    data = order[places].astype(np.uint8).tobytes()
    return tuple(
        Sent((at + frame) * 6, number & 0xFFFF, at, data[at : at + frame], 0, 8000)
        for number, at in enumerate(range(0, len(data) - frame + 1, frame))
    )


@pytest.mark.parametrize("hertz", [80, 110, 147, 210, 330])
def test_a_vowel_goes_on_with_its_pitch(hertz: int) -> None:
    sound = voice(hertz, HISTORY + 480)
    past, following = sound[:HISTORY], sound[HISTORY:]
    period, likeness = find_pitch(past.astype(np.float32))
    times = period * hertz / SAMPLE_RATE
    assert likeness > 0.95 and abs(times - round(times)) < 0.02, "a period, or several"
    made = Continuation(past).take(480)
    error = np.mean((made - following) ** 2) / np.mean(following.astype(float) ** 2)
    assert error < 0.05


def test_noise_goes_on_without_a_pitch() -> None:
    chance = np.random.default_rng(5)
    past = chance.normal(0, 1000, HISTORY).astype(np.int16)
    made = Continuation(past).take(2400)
    assert np.sqrt(np.mean(made[:960] ** 2)) == pytest.approx(1000, rel=0.4)
    bands = (np.abs(np.fft.rfft(made[480:2400]))[:960] ** 2).reshape(-1, 24).mean(axis=1)
    assert bands.max() < 6 * np.median(bands), "it does not buzz"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.floats(60, 500), st.integers(0, 3000), st.integers(0, 32_767))
def test_it_begins_where_sound_broke_off_and_fades_to_nothing(
    seed: int, hertz: float, noise: int, loudness: int
) -> None:
    chance = np.random.default_rng(seed)
    sound = voice(hertz) * (loudness / 32_767) + chance.normal(0, noise, HISTORY)
    continuation = Continuation(np.clip(sound, -32_768, 32_767).astype(np.int16))
    pieces = [continuation.take(480) for _ in range(FADED_AFTER // 480 + 1)]
    made = np.concatenate(pieces)
    assert np.isfinite(made).all() and np.abs(made).max() < 70_000
    assert continuation.is_over and not pieces[-1].any() and np.abs(made[FADED_AFTER - 48 :]).max() < 200
    again = Continuation(np.zeros(10, np.int16)).take(4800)
    assert not again.any(), "nothing comes of nothing"


def test_lost_telephone_speech_is_concealed_without_clicks() -> None:
    packets, levels = telephone_packets(10.0), []
    for loss in (0.0, 0.02, 0.1, 0.2):
        heard = listen(
            packets, Conditions(delay=0.03, loss=loss), 10.0, decoders={0: G711Decoder(MU_LAW)}, seed=4
        )
        found = figures(speech(10.0), heard, 0.03)
        assert found.concealed == pytest.approx(loss, abs=0.03)
        assert found.lost < 0.01 + 0.25 * loss, "what is lost is not silent"
        levels.append(click_level(heard.sound))
    assert levels[0] < -70 and max(levels) < -33, levels
    clean = Upsampler(6).feed(narrow_speech(2.0))
    cuts = [click_level(sawn(clean, cut)) for cut in range(20_000, 80_000, 3701)]
    assert max(cuts) > -25, "it would find one"


def test_a_change_of_the_codec_in_a_call_is_seamless() -> None:
    opus, telephone = opus_packets(8.0), telephone_packets(8.0)
    turns = [range(100), range(100, 200), range(200, 300), range(300, 390)]
    packets = []
    for turn, places in enumerate(turns):
        source = telephone if turn % 2 else opus
        packets += [
            Sent(one.at, place, one.timestamp, one.payload, one.payload_type, one.clock_rate)
            for place in places
            if (one := source[place])
        ]
    from core.media.codecs.libopus import LibopusDecoder

    decoders = {PAYLOAD_TYPE: LibopusDecoder(), 0: G711Decoder(MU_LAW)}
    heard = listen(packets, Conditions(delay=0.03), 7.8, decoders=decoders)
    found = figures(speech(8.0)[: int(7.8 * SAMPLE_RATE)], heard, 0.03)
    assert found.concealed == 0 and found.lost < 0.01 and found.late == 0
    assert heard.buffer.counters.inserted < 0.02 * SAMPLE_RATE and found.delay_p95 < 60


@pytest.mark.parametrize("codec", ["opus", "pcmu"])
def test_a_long_gap_fades_to_silence_and_comes_back_softly(codec: str) -> None:
    packets = opus_packets(10.0) if codec == "opus" else telephone_packets(10.0)
    outage = [one for place, one in enumerate(packets) if not 200 <= place < 300]
    decoders = None if codec == "opus" else {0: G711Decoder(MU_LAW)}
    heard = listen(outage, Conditions(delay=0.03), 10.0, decoders=decoders)
    start = int(4.07 * 100)
    peaks = [0 if block is None else int(np.abs(block.astype(int)).max()) for block in heard.blocks]
    assert max(peaks[start + 40 : start + 190]) < 400, "no buzz"
    assert heard.silent[start + 120 : start + 180].all()
    assert max(peaks[start + 220 :]) > 3000
    if codec == "pcmu":
        assert click_level(heard.sound) < -33
