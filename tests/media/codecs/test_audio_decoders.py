"""Decoders of sound: exact lengths, tables, interpolation, what libopus hides and finds a second time."""

from __future__ import annotations

import numpy as np
import pytest
from aiortc.codecs import CODECS, get_encoder
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.media.codecs import audio_decoders, opus_packet
from core.media.codecs.audio_decoders import ForeignDecoder, G711Decoder, create_audio_decoder
from core.media.codecs.g711 import A_LAW, MU_LAW
from core.media.codecs.libopus import (
    SET_BITRATE,
    SET_DTX,
    SET_INBAND_FEC,
    SET_PACKET_LOSS_PERCENT,
    LibopusDecoder,
    LibopusEncoder,
    OpusError,
)
from core.media.codecs.upsampling import Upsampler
from core.ports import SAMPLE_RATE
from tests.media.audio.speech_line import opus_packets, speech


def codec(name: str) -> RTCRtpCodecParameters:
    return next(codec for codec in CODECS["audio"] if codec.name == name)


def tone(hertz: float, samples: int, rate: int = SAMPLE_RATE) -> NDArray[np.int16]:
    return np.round(8000 * np.sin(2 * np.pi * hertz * np.arange(samples) / rate)).astype(np.int16)


def purity(sound: NDArray[np.int16], hertz: float) -> float:
    """Return by how many decibels a tone is louder than everything else."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    place = round(hertz * len(sound) / SAMPLE_RATE)
    inside = power[place - 4 : place + 5].sum()
    return float(10 * np.log10(inside / (power.sum() - inside)))


def test_g711_is_what_the_table_says() -> None:
    # ITU-T G.711 tables 1 and 2: the ends and the middle of both laws, left-aligned to 16 bits.
    assert (MU_LAW[0x80], MU_LAW[0x00], MU_LAW[0xFF], MU_LAW[0xFE]) == (32_124, -32_124, 0, 8)
    assert (A_LAW[0xAA], A_LAW[0x2A], A_LAW[0xD5], A_LAW[0x55]) == (32_256, -32_256, 8, -8)
    for table in (MU_LAW, A_LAW):
        # Zero has two codes in one of the laws and none in the other.
        assert len(np.unique(table)) in (255, 256) and (np.sort(table) == np.sort(-table)).all()


@pytest.mark.parametrize(("name", "most"), [("PCMU", 3400), ("PCMA", 3400), ("G722", 6800)])
def test_telephone_codecs_come_back_exactly_as_long_and_clean(name: str, most: int) -> None:
    encoder, decoder = get_encoder(codec(name)), create_audio_decoder(codec(name))
    import av

    made = []
    for start in range(0, SAMPLE_RATE, 960):
        frame = av.AudioFrame(format="s16", layout="mono", samples=960)
        frame.planes[0].update(tone(most / 4, SAMPLE_RATE)[start : start + 960].tobytes())
        frame.sample_rate, frame.pts = SAMPLE_RATE, start
        for payload in encoder.encode(frame)[0]:
            piece = decoder.decode(payload)
            assert len(piece) == decoder.samples_in(payload)
            made.append(piece)
    assert purity(np.concatenate(made)[4800:], most / 4) > 25
    assert decoder.conceal(960) is None and decoder.recover(payload, 960) is None


@given(st.sampled_from([3, 6]), st.lists(st.integers(0, 300), max_size=12), st.integers(0, 9))
def test_interpolating_has_no_seams(factor: int, cuts: list[int], seed: int) -> None:
    sound = np.random.default_rng(seed).integers(-32_768, 32_767, sum(cuts), dtype=np.int16, endpoint=True)
    whole = Upsampler(factor).feed(sound)
    pieces, upsampler = [], Upsampler(factor)
    for cut, length in zip(np.cumsum([0, *cuts]), cuts, strict=False):
        pieces.append(upsampler.feed(sound[cut : cut + length]))
    assert sum(map(len, pieces)) == factor * len(sound)
    assert not len(sound) or np.abs(np.concatenate(pieces).astype(int) - whole).max() <= 1


@pytest.mark.parametrize(("factor", "hertz"), [(6, 300), (6, 3000), (6, 3400), (3, 1000), (3, 6500)])
def test_interpolating_is_clean(factor: int, hertz: int) -> None:
    rate = SAMPLE_RATE // factor
    assert purity(Upsampler(factor).feed(tone(hertz, rate, rate))[960:], hertz) > 65


def test_opus_says_how_long_it_is_and_what_it_carries() -> None:
    for frame in (480, 960, 1920, 2880):
        packets = opus_packets(3.0, frame)
        assert {opus_packet.packet_samples(sent.payload) for sent in packets} == {frame}
    decoder = LibopusDecoder()
    with_copies = [sent.payload for sent in opus_packets(3.0) if opus_packet.has_copy(sent.payload)]
    assert len(with_copies) > 75
    copy = decoder.recover(with_copies[10], 960)
    assert copy is not None and len(copy) == 960 and copy.any()
    without = [sent.payload for sent in opus_packets(3.0, loss=0)]
    assert not any(map(opus_packet.has_copy, without))
    assert decoder.recover(without[10], 960) is None


@given(st.binary(max_size=40))
def test_opus_headers_agree_with_libopus(payload: bytes) -> None:
    samples = opus_packet.packet_samples(payload)
    assert 0 <= samples <= opus_packet.MOST_SAMPLES and opus_packet.has_copy(payload) in (True, False)
    try:
        decoded = LibopusDecoder().decode(payload) if payload else np.zeros(0, np.int16)
    except OpusError:
        return
    assert len(decoded) == samples


def test_opus_copies_are_better_than_concealment() -> None:
    said, packets = speech(6.0), opus_packets(6.0)
    lost = range(7, len(packets) - 1, 10)

    def error(use_copies: bool) -> float:
        decoder, made = LibopusDecoder(), []
        for place, sent in enumerate(packets):
            if place not in lost:
                made.append(decoder.decode(sent.payload))
                continue
            copy = decoder.recover(packets[place + 1].payload, 960) if use_copies else None
            made.append(decoder.conceal(960) if copy is None else copy)
        heard = np.concatenate(made)[312:].astype(float)
        clean = LibopusDecoder()
        right = np.concatenate([clean.decode(sent.payload) for sent in packets])[312:]
        assert len(right) <= len(said)
        return float(np.mean((heard - right) ** 2))

    assert error(True) < 0.5 * error(False)


def test_opus_pauses_and_the_noise_in_them() -> None:
    encoder, decoder = LibopusEncoder(), LibopusDecoder()
    for request, value in ((SET_BITRATE, 24_000), (SET_DTX, 1)):
        encoder.control(request, value)
    quiet = np.concatenate((speech(1.0), np.zeros(2 * SAMPLE_RATE, np.int16)))
    packets = [encoder.encode(quiet[start : start + 960]) for start in range(0, len(quiet), 960)]
    pauses = [packet for packet in packets if opus_packet.is_pause(packet)]
    assert len(pauses) > 60, "hardly anything is sent while nobody speaks"
    for packet in packets[:90]:
        heard = decoder.decode(packet)
    assert len(heard) == 960 and len(decoder.conceal(480)) == 480


def test_opus_refuses_nonsense() -> None:
    decoder, encoder = LibopusDecoder(), LibopusEncoder()
    for garbage in (b"\xff" * 50, b"\x03", b"\x03\x3f" + bytes(9)):
        with pytest.raises(OpusError):
            decoder.decode(garbage)
    assert len(decoder.conceal(481)) == 481
    with pytest.raises(ValueError, match="cannot be encoded"):
        encoder.encode(np.zeros(961, np.int16))
    with pytest.raises(ValueError, match="refused"):
        encoder.control(SET_PACKET_LOSS_PERCENT, 101)
    encoder.control(SET_INBAND_FEC, 1)


def test_without_libopus_the_other_decoder_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio_decoders, "is_available", lambda: False)
    decoder = create_audio_decoder(codec("opus"))
    assert isinstance(decoder, ForeignDecoder)
    made = [decoder.decode(sent.payload) for sent in opus_packets(1.0)]
    assert len(np.concatenate(made)) >= SAMPLE_RATE - 2 * 960
    assert decoder.samples_in(opus_packets(1.0)[0].payload) == 960
    assert decoder.conceal(960) is None and decoder.copied(b"\x08\x40\x00") == 0


def test_every_payload_is_g711() -> None:
    decoder = G711Decoder(MU_LAW)
    assert len(decoder.decode(bytes(range(256)))) == 6 * 256
    assert len(decoder.decode(b"")) == 0
