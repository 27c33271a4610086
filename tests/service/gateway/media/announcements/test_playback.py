"""Pieces as packets: order, times, marks, and keys as events or as tones."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from aiortc.rtcrtpparameters import RTCRtpCodecParameters

from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.rtp.telephone_event import KEYS, IncomingEvents
from core.ports import SAMPLE_RATE
from core.service.gateway.media.announcements.playback import (
    FRAME,
    Key,
    Piece,
    Playback,
    Silence,
    Sound,
    Voiced,
    keys_of,
)
from core.service.media.sdp.codecs import Codec
from tests.media.call_pair import strongest_frequency

PCMU, PCMA, OPUS = Codec(0, "pcmu", 8000), Codec(8, "pcma", 8000), Codec(111, "opus", 48_000, 2)
EVENTS = Codec(101, "telephone-event", 8000)


def tone(frequency: float, seconds: float) -> Sound:
    return Sound(
        (9000 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE)).astype(
            np.int16
        )
    )


def played(
    *pieces: Piece, target: Codec = PCMU, events: Codec | None = EVENTS, steps: int = 400, **more: bool
) -> list[Voiced | None]:
    made: list[Voiced | None] = []
    playback = Playback(pieces, target, events, made.append, **more)
    for _ in range(steps):
        playback.step()
    return made


def sound_of(packets: list[Voiced | None], codec: Codec) -> np.ndarray:
    parameters = RTCRtpCodecParameters(
        mimeType=f"audio/{codec.name}",
        clockRate=codec.clock_rate,
        channels=codec.channels,
        payloadType=codec.number,
    )
    decoder = create_audio_decoder(parameters)
    return np.concatenate([decoder.decode(one.payload) for one in packets if one is not None])


@pytest.mark.parametrize("codec", [PCMU, PCMA, OPUS], ids=lambda codec: codec.name)
def test_a_sound_is_played_once_in_packets_of_20_ms(codec: Codec) -> None:
    *packets, last = played(tone(700, 0.4), target=codec)
    assert last is None and None not in packets, "the end is told once"
    voiced = [one for one in packets if one is not None]
    assert [one.at for one in voiced] == list(range(0, 20 * FRAME, FRAME))
    assert [one.is_marked for one in voiced] == [True] + [False] * 19
    assert {one.number for one in voiced} == {codec.number}
    assert abs(strongest_frequency(sound_of(packets, codec)) - 700) < 12


def test_one_follows_the_other_without_a_gap_and_what_is_odd_is_filled_up() -> None:
    packets = played(Sound(tone(400, 0.2).samples[:-100]), Silence(0.1), tone(900, 0.2))
    whole = sound_of(packets[:-1], PCMU)
    assert len(whole) == 25 * FRAME
    assert abs(strongest_frequency(whole[: SAMPLE_RATE // 5]) - 400) < 12
    assert abs(strongest_frequency(whole[-SAMPLE_RATE // 5 :]) - 900) < 12
    assert np.abs(whole[11 * FRAME : 13 * FRAME]).max() < 600


@pytest.mark.parametrize("cuts", [(100,), (FRAME - 1, FRAME), (1, 2, 3, 5000), (FRAME, 3 * FRAME, 9000)])
def test_in_pieces_it_sounds_as_it_does_whole(cuts: tuple[int, ...]) -> None:
    whole = tone(700, 0.3).samples
    assert played(*map(Sound, np.split(whole, cuts))) == played(Sound(whole))


def test_a_long_piece_is_not_copied_because_an_odd_one_goes_before_it() -> None:
    long = Sound(np.ones(60 * SAMPLE_RATE, np.int16))
    playback = Playback((Sound(np.ones(100, np.int16)), long), PCMU, None, lambda voiced: None)
    tracemalloc.start()
    for _ in range(4):
        playback.step()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < long.samples.nbytes / 20


def test_what_repeats_goes_on_and_what_is_empty_ends() -> None:
    assert (
        None not in played(tone(400, 0.1), repeats=True) and len(played(tone(400, 0.1), repeats=True)) == 200
    )
    assert played(Sound(np.zeros(0, np.int16)), repeats=True) == [None]
    assert played(Silence(0.1), repeats=True)[-1] is None and played() == [None]


def test_keys_are_events_with_the_time_of_their_beginning() -> None:
    packets = played(tone(400, 0.05), *keys_of("1w#"))
    reports = [one for one in packets if one is not None and one.number == EVENTS.number]
    heard, listener = [], IncomingEvents()
    for one in reports:
        heard += listener.take(one.at // 6, one.payload, 8000)[0]
    assert [press.key for press in heard] == ["1", "#"]
    assert all(0.15 <= press.seconds <= 0.17 for press in heard)
    starts = sorted({one.at for one in reports})
    assert starts[0] == 3 * FRAME, "the sound before goes out whole"
    assert [one.is_marked for one in reports].count(True) == 2
    assert 0.7 <= (starts[1] - starts[0]) / SAMPLE_RATE <= 0.9, "half a second between them"


def test_keys_are_tones_for_who_takes_no_events() -> None:
    whole = sound_of(played(*keys_of("5"), events=None)[:-1], PCMU)
    spectrum = np.abs(np.fft.rfft(whole[: SAMPLE_RATE // 8]))
    loudest = set(np.argsort(spectrum)[-2:] * 8)
    assert all(any(abs(found - wanted) <= 8 for found in loudest) for wanted in (770, 1336))


@pytest.mark.parametrize("text", ["x", "1 2", "\0", "\uff11", "12W!"])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        keys_of(text)


def test_all_keys() -> None:
    assert [one.key for one in keys_of(KEYS) if isinstance(one, Key)] == list(KEYS)
    assert keys_of("") == () and keys_of("wW") == (Silence(0.5), Silence(0.5))
