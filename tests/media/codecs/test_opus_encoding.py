"""Encoding speech: frames to packets, changes in flight, pauses, and what decides the settings."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.media.audio.levels import rms
from core.media.codecs import libopus, opus_encoder, opus_packet
from core.media.codecs.libopus import LibopusDecoder
from core.media.codecs.opus_adaptation import LOSS_STEPS, RATES, OpusAdaptation, OpusWishes, read_wishes
from core.media.codecs.opus_encoder import (
    COMPLEXITIES,
    FRAME_SAMPLES,
    OpusPacket,
    OpusSettings,
    OpusSpeechEncoder,
)
from core.media.sdp.description import parse_description
from core.media.sdp.opus_parameters import opus_wishes
from core.ports import SAMPLE_RATE
from tests.media.audio.speech_line import speech


def take(
    encoder: OpusSpeechEncoder, samples: NDArray[np.int16], start: int, *, is_first: bool = False
) -> list[OpusPacket]:
    return encoder.encode(samples, start, rms(samples), is_first=is_first)


def encode(encoder: OpusSpeechEncoder, seconds: float = 2.0, start: int = 0) -> list[OpusPacket]:
    sound = speech(4.0)[: int(seconds * SAMPLE_RATE)]
    made = []
    for place in range(0, len(sound) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        made += take(encoder, sound[place : place + FRAME_SAMPLES], start + place, is_first=not place)
    return made


def rate(packets: list[OpusPacket], seconds: float = 2.0) -> float:
    return 8 * sum(len(packet.payload) for packet in packets) / seconds


@pytest.mark.parametrize("packet_ms", [20, 40, 60])
def test_packets_have_the_length_that_was_asked_for(packet_ms: int) -> None:
    encoder = OpusSpeechEncoder()
    encoder.apply(OpusSettings(18_000, packet_ms))
    packets = encode(encoder)
    samples = packet_ms * 48
    assert {opus_packet.packet_samples(packet.payload) for packet in packets} == {samples}
    assert [packet.start for packet in packets] == list(range(0, len(packets) * samples, samples))
    assert [packet.begins_sound for packet in packets] == [True] + [False] * (len(packets) - 1)
    decoder = LibopusDecoder()
    heard = np.concatenate([decoder.decode(packet.payload) for packet in packets])
    assert len(heard) == len(packets) * samples and np.abs(heard).max() > 2000


def test_a_change_in_flight_loses_and_doubles_nothing() -> None:
    encoder, made, start = OpusSpeechEncoder(), [], 0
    for bit_rate, packet_ms, frames in ((32_000, 20, 5), (8_000, 60, 7), (24_000, 40, 4), (64_000, 20, 5)):
        encoder.apply(OpusSettings(bit_rate, packet_ms))
        for _ in range(frames):
            made += take(encoder, speech(4.0)[start : start + FRAME_SAMPLES], start)
            start += FRAME_SAMPLES
    made += encoder.flush()
    lengths = [opus_packet.packet_samples(packet.payload) for packet in made]
    assert [packet.start for packet in made] == [0, *itertools.accumulate(lengths)][:-1]
    assert sum(lengths) == start and encoder.flush() == []


def test_a_gap_ends_a_packet_that_was_begun() -> None:
    encoder = OpusSpeechEncoder()
    encoder.apply(OpusSettings(8_000, 60))
    silence = np.zeros(FRAME_SAMPLES, np.int16)
    assert take(encoder, silence, 0) == []
    (cut,) = take(encoder, silence, 96_000, is_first=True)
    assert cut.start == 0 and opus_packet.packet_samples(cut.payload) == FRAME_SAMPLES
    (rest,) = encoder.flush()
    assert rest.start == 96_000 and rest.begins_sound
    with pytest.raises(ValueError, match="960 samples"):
        take(encoder, silence[:-1], 0)


def test_rates_are_kept_and_copies_are_made_where_loss_is_expected() -> None:
    sizes = []
    for bit_rate in RATES:
        encoder = OpusSpeechEncoder()
        encoder.apply(OpusSettings(bit_rate, 20 if bit_rate > 18_000 else 60))
        sizes.append(rate(encode(encoder)))
    assert sizes == sorted(sizes) and all(
        size < 1.1 * limit for size, limit in zip(sizes, RATES, strict=True)
    )
    for loss in (0, 10, 30):
        encoder = OpusSpeechEncoder()
        encoder.apply(OpusSettings(expected_loss=loss))
        copies = sum(opus_packet.has_copy(packet.payload) for packet in encode(encoder))
        assert (copies > 50) == (loss > 0)


def test_pauses_are_not_sent_but_announced() -> None:
    encoder = OpusSpeechEncoder()
    encoder.apply(OpusSettings(24_000, uses_dtx=True))
    sound = np.concatenate((speech(1.0), np.zeros(2 * SAMPLE_RATE, np.int16), speech(1.0)))
    made = []
    for start in range(0, len(sound), FRAME_SAMPLES):
        made += take(encoder, sound[start : start + FRAME_SAMPLES], start, is_first=not start)
    pause = [packet for packet in made if 1.4 * SAMPLE_RATE < packet.start < 2.9 * SAMPLE_RATE]
    assert 2 <= len(pause) <= 8, "a word from time to time"
    first = next(packet for packet in made if opus_packet.is_pause(packet.payload))
    assert first.start < 1.4 * SAMPLE_RATE and not first.begins_sound
    begins = [packet.start for packet in made if packet.begins_sound]
    assert begins[0] == 0 and 3 * SAMPLE_RATE <= begins[-1] < 3.6 * SAMPLE_RATE


def test_it_becomes_simpler_where_it_takes_too_long() -> None:
    time = itertools.count(0.0, 0.002)
    encoder = OpusSpeechEncoder(lambda: next(time))
    asked: list[int] = []
    control = encoder._encoder._encoder.control  # type: ignore[attr-defined]
    encoder._encoder._encoder.control = lambda request, value: (asked.append(value), control(request, value))  # type: ignore[attr-defined]
    encode(encoder, 4.0)
    assert asked[:2] == list(COMPLEXITIES[1:])


def test_without_libopus_ffmpeg_encodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libopus, "_library", lambda: None)
    encoder = OpusSpeechEncoder()
    encoder.apply(OpusSettings(8_000, 60, 20, True))
    packets = encode(encoder, 1.0)
    assert len(packets) == 50 and packets[0].begins_sound
    assert {opus_packet.packet_samples(packet.payload) for packet in packets} == {FRAME_SAMPLES}
    assert isinstance(encoder._encoder, opus_encoder._Wrapped)


def test_loss_is_prepared_for_in_steps_that_do_not_flutter() -> None:
    adaptation, seen = OpusAdaptation(), []
    for loss in [0.0] * 3 + [0.2] * 6 + [0.1, 0.16] * 6 + [0.45] * 6 + [0.0] * 30:
        adaptation.take_loss(loss)
        seen.append(adaptation.settings.expected_loss)
    changes = [after for before, after in itertools.pairwise(seen) if before != after]
    assert changes == [20, 30, 20, 10]
    assert seen[5] == 20, "within three reports"


@given(st.lists(st.tuples(st.floats(-1, 2), st.integers(0, 10**7), st.integers(0, 200)), max_size=30))
def test_settings_are_always_possible(steps: list[tuple[float, int, int]]) -> None:
    adaptation = OpusAdaptation()
    for loss, bit_rate, packet_ms in steps:
        adaptation.take_loss(loss)
        adaptation.take_share(bit_rate, packet_ms)
        settings = adaptation.settings
        assert settings.bit_rate in RATES and settings.packet_ms in (20, 40, 60)
        assert settings.expected_loss in {step for step, _ in LOSS_STEPS} and not settings.uses_dtx


def test_the_other_end_has_its_wishes() -> None:
    adaptation = OpusAdaptation()
    adaptation.take_share(64_000, 60)
    adaptation.take_wishes(OpusWishes(20_000, 40, wants_copies=False, wants_dtx=True))
    assert adaptation.settings == OpusSettings(18_000, 40, 0, True)


@pytest.mark.parametrize(
    ("fmtp", "maxptime", "wishes"),
    [
        ("minptime=10;useinbandfec=1", "", OpusWishes()),
        ("", "", OpusWishes(wants_copies=False)),
        (" useinbandfec=1; USEDTX=1 ;maxaveragebitrate=20000", "20", OpusWishes(20_000, 20, True, True)),
        ("maxaveragebitrate=1;useinbandfec=2;usedtx=-1", "5", OpusWishes(8_000, 20, False)),
        ("maxaveragebitrate=" + "9" * 400 + ";;;=;usedtx", "x", OpusWishes(wants_copies=False)),
    ],
)
def test_wishes_are_read_from_a_description(fmtp: str, maxptime: str, wishes: OpusWishes) -> None:
    assert read_wishes(fmtp, maxptime) == wishes


def test_wishes_are_those_of_opus() -> None:
    text = (
        "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0 111 96\r\na=rtpmap:111 opus/48000/2\r\n"
        "a=fmtp:96 usedtx=1\r\na=fmtp:111 useinbandfec=1;maxaveragebitrate=24000\r\na=maxptime:40\r\n"
    )
    assert opus_wishes(parse_description(text).sections[0]) == OpusWishes(24_000, 40)
    without = parse_description("v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\n").sections[0]
    assert opus_wishes(without) == OpusWishes(wants_copies=False)


@given(st.text(max_size=80), st.text(max_size=8))
def test_no_wish_is_beyond_what_can_be_done(fmtp: str, maxptime: str) -> None:
    wishes = read_wishes(fmtp, maxptime)
    assert 8_000 <= wishes.most_rate <= 64_000 and wishes.most_packet_ms in (20, 40, 60)


def music(seconds: float) -> NDArray[np.int16]:
    """A chord with overtones to 16 kHz, struck twice a second."""
    times = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    tones = [note * number for note in (220.0, 277.2, 329.6) for number in range(1, 48)]
    sound = sum(np.sin(2 * np.pi * tone * times + tone) / np.sqrt(tone) for tone in tones if tone < 16_000)
    struck = np.asarray(sound) * np.exp(-2 * (times % 0.5))
    return (12_000 * struck / np.abs(struck).max()).astype(np.int16)


def treble(samples: NDArray[np.int16]) -> float:
    """Return how much there is between 8 and 16 kHz, in dB."""
    power = np.abs(np.fft.rfft(samples[SAMPLE_RATE // 2 :].astype(float))) ** 2
    pitch = np.fft.rfftfreq(len(samples) - SAMPLE_RATE // 2, 1 / SAMPLE_RATE)
    return float(10 * np.log10(power[(pitch > 8_000) & (pitch < 16_000)].sum()))


def test_music_keeps_its_treble_and_speech_its_copies() -> None:
    encoder, sound = OpusSpeechEncoder(), music(2.0)
    kept, configurations = {}, {}
    for is_music in (False, True, False):
        encoder.apply(OpusSettings(24_000, is_music=is_music))
        packets = [
            packet.payload
            for start in range(0, len(sound) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
            for packet in take(encoder, sound[start : start + FRAME_SAMPLES], start)
        ]
        decoder = LibopusDecoder()
        heard = np.concatenate([decoder.decode(payload) for payload in packets])
        kept[is_music] = treble(heard) - treble(sound)
        configurations[is_music] = {payload[0] >> 3 >= opus_packet.FIRST_CELT for payload in packets[5:]}
    print(f"between 8 and 16 kHz: as speech {kept[False]:.1f} dB, as music {kept[True]:.1f} dB")
    assert configurations == {True: {True}, False: {False}}
    assert kept[False] < -10 and abs(kept[True]) < 2
