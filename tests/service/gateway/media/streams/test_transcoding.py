"""Speech decoded and encoded anew, in simulated time: how much of it comes through, and how late."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
import pytest
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from numpy.typing import NDArray

from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.codecs.upsampling import Upsampler
from core.ports import SAMPLE_RATE
from core.service.gateway.media.streams import transcoding
from core.service.gateway.media.streams.routes import Route, routes
from core.service.gateway.media.streams.transcoding import Transcoder
from core.service.media.sdp.codecs import Codec
from core.service.media.sound.encoders import Downsampler, create_encoder
from tests.bench.network.ends.speech import computed_speech
from tests.bench.network.scoring import hearing
from tests.media.call_pair import strongest_frequency
from tests.service.gateway.media.streams.packets import EVENT_8, G722, OPUS, PCMA, PCMU, spoken

Samples = NDArray[np.int16]
FRAME = 960


@dataclass
class Line:
    """A transcoder in simulated time. ``leaving`` is what it delivered, with its place in RTP time."""

    source: Codec
    target: Codec
    packet_ms: int = 20
    now: float = 1000.0
    leaving: list[tuple[int, bytes, bool]] = field(default_factory=list)
    _at: int = 0

    def __post_init__(self) -> None:
        self.transcoder = Transcoder(
            [self.source], self.target, self._deliver, self.packet_ms, clock=lambda: self.now
        )

    def _deliver(self, payload: bytes, ticks: int, begins: bool) -> None:
        self._at += ticks
        self.leaving.append((self._at, payload, begins))

    def route(self, codec: Codec | None = None) -> Route:
        table = routes(spoken(self.source, EVENT_8), spoken(self.target, EVENT_8))
        found = table[(codec or self.source).number]
        assert found is not None
        return found

    def step(self) -> None:
        self.transcoder.step()
        self.now += 0.01

    def heard(self) -> Samples:
        """Return what a far end hears, silence where nothing left."""
        scale = SAMPLE_RATE // self.target.clock_rate
        decoder = create_audio_decoder(
            RTCRtpCodecParameters(f"audio/{self.target.name}", self.target.clock_rate, payloadType=0)
        )
        pieces = [(at * scale, decoder.decode(payload)) for at, payload, _ in self.leaving]
        whole = np.zeros(pieces[-1][0] + FRAME * 4, np.int16)
        for at, piece in pieces:
            whole[at : at + len(piece)] = piece
        return whole


def run(line: Line, speech: Samples, *, loss: float = 0.0, seed: int = 3, offset: int = 65_530) -> None:
    """Send ``speech`` through, a packet every 20 ms, some of them lost."""
    encoder, rng = create_encoder(line.source), random.Random(seed)
    ticks = line.source.clock_rate // 50
    for number, at in enumerate(range(0, len(speech) - FRAME + 1, FRAME)):
        for payload in encoder.encode(speech[at : at + FRAME], at):
            if rng.random() >= loss:
                sequence = (offset + number) & 0xFFFF
                line.transcoder.put(line.route(), sequence, number * ticks & 0xFFFFFFFF, payload)
        line.step()
        line.step()
    for _ in range(30):
        line.step()


def as_telephones_have_it(speech: Samples, rate: int) -> Samples:
    """Return speech without what a codec sampled at ``rate`` has no room for."""
    factor = SAMPLE_RATE // rate
    return speech if factor == 1 else Upsampler(factor).feed(Downsampler(factor).feed(speech))


@pytest.mark.parametrize(
    ("source", "target"), [(OPUS, PCMU), (PCMU, OPUS), (G722, OPUS), (OPUS, G722), (PCMA, G722)]
)
def test_speech_comes_through_whole_and_soon(source: Codec, target: Codec) -> None:
    narrow = min(source, target, key=lambda one: transcoding.SAMPLED_AT[one.name])
    speech = as_telephones_have_it(computed_speech(3.0), transcoding.SAMPLED_AT[narrow.name])
    line = Line(source, target)
    run(line, speech)
    heard = line.heard()
    delays = hearing.delays(speech, heard)
    lost = hearing.lost_share(speech, heard, delays)
    assert lost is not None and lost <= 0.01
    assert max(one.delay for one in delays) < 0.09
    steps = {after[0] - before[0] for before, after in zip(line.leaving, line.leaving[1:], strict=False)}
    assert steps == {target.clock_rate // 50}
    assert [begins for _, _, begins in line.leaving].count(True) == 1


def test_lost_packets_are_hidden() -> None:
    speech = as_telephones_have_it(computed_speech(4.0), 8000)
    line = Line(OPUS, PCMU)
    run(line, speech, loss=0.05)
    lost = hearing.lost_share(speech, line.heard(), hearing.delays(speech, line.heard()))
    assert lost is not None and lost <= 0.02


@pytest.mark.parametrize(("packet_ms", "octets"), [(10, 80), (30, 240), (60, 480), (7, 160), (0, 160)])
def test_packets_are_as_long_as_the_peer_wants_them(packet_ms: int, octets: int) -> None:
    line = Line(OPUS, PCMA, packet_ms)
    run(line, computed_speech(0.6))
    assert {len(payload) for _, payload, _ in line.leaving} == {octets}


def test_nothing_leaves_while_nothing_comes_and_time_goes_on() -> None:
    line = Line(PCMU, OPUS)
    speech = computed_speech(1.0)
    run(line, speech)
    before, last = len(line.leaving), line.leaving[-1][0]
    for _ in range(300):
        line.step()
    assert len(line.leaving) - before < 60
    run(line, speech, offset=65_530 + 50)
    begun = next(one for one in line.leaving[before:] if one[2])
    assert begun[0] - last > 2 * 48_000


def test_while_a_key_is_pressed_there_is_silence_and_no_gap() -> None:
    line = Line(PCMU, OPUS)
    for sequence in range(10):
        line.transcoder.put(line.route(), sequence, 160 * sequence, b"\x20" * 160)
    for sequence in range(10, 16):
        line.transcoder.put(line.route(EVENT_8), sequence, 1600, b"")
    for _ in range(60):
        line.step()
    assert line.transcoder.playout.counters.concealed == 0


@pytest.mark.parametrize("factor", [3, 6])
def test_what_is_too_high_is_filtered_out(factor: int) -> None:
    seconds = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    limit = SAMPLE_RATE / factor / 2
    low, high = (
        Downsampler(factor).feed((8000 * np.sin(2 * np.pi * share * limit * seconds)).astype(np.int16))
        for share in (0.5, 1.3)
    )
    assert len(low) == SAMPLE_RATE // factor
    frequency = strongest_frequency(low[:4000]) / factor
    assert frequency == pytest.approx(0.5 * limit, abs=10)
    strong, weak = (float(np.sqrt(np.mean(one[500:].astype(float) ** 2))) for one in (low, high))
    assert strong == pytest.approx(8000 / np.sqrt(2), rel=0.01) and weak < 20


def test_pieces_have_no_seam() -> None:
    sound = computed_speech(0.5)
    whole, pieces = Downsampler(6), Downsampler(6)
    cut = [pieces.feed(sound[at : at + 480]) for at in range(0, len(sound), 480)]
    assert np.abs(whole.feed(sound).astype(int) - np.concatenate(cut).astype(int)).max() <= 1


def test_there_is_no_encoder_for_what_is_not_known() -> None:
    with pytest.raises(ValueError, match="g729"):
        create_encoder(Codec(18, "g729", 8000))
