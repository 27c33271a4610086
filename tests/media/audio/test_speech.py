"""Speech over bad lines in simulated time: how much of it is heard, how late, and how steadily."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from core.ports import SAMPLE_RATE
from tests.bench.network.line.impairment import Conditions, Schedule, Shape
from tests.media.audio.speech_line import START, Heard, Sent, figures, listen, opus_packets, speech

SECONDS = 12.0

# The line, then bounds: share of speech that is silent, share that is made up, delay in ms beyond the line's.
# Of that delay 20 ms are the frame and 6.5 the encoder's.
SCENES = {
    "calm": (Conditions(delay=0.03), 0.002, 0.0, 48),
    "busy machine": (
        Conditions(delay=0.03, jitter=0.004, shape=Shape.NORMAL, jitter_hold=0.005),
        0.002,
        0.002,
        56,
    ),
    "2 % lost": (Conditions(delay=0.05, loss=0.02), 0.004, 0.03, 66),
    "10 % lost": (Conditions(delay=0.03, loss=0.1), 0.01, 0.08, 72),
    "30 % lost": (Conditions(delay=0.03, loss=0.3), 0.04, 0.22, 80),
    "50 ms jitter, 5 % lost": (
        Conditions(delay=0.06, jitter=0.05, shape=Shape.UNIFORM, loss=0.05),
        0.005,
        0.04,
        105,
    ),
    "out of order": (Conditions(delay=0.06, reordering=0.1, overtaking=0.03), 0.005, 0.01, 75),
    "doubled": (Conditions(delay=0.03, duplication=0.5), 0.002, 0.0, 48),
}


@pytest.mark.parametrize("name", SCENES)
def test_speech_comes_through(name: str) -> None:
    line, lost, concealed, delay = SCENES[name]
    heard = listen(opus_packets(SECONDS), line, SECONDS, seed=11)
    found = figures(speech(SECONDS), heard, line.delay)
    assert found.lost <= lost and found.concealed <= concealed and found.delay_p50 <= delay, found
    assert heard.buffer.counters.skipped == 0


def test_copies_are_worth_waiting_for_where_much_is_lost() -> None:
    line = Conditions(delay=0.03, loss=0.15)
    heard = listen(opus_packets(SECONDS), line, SECONDS, seed=5)
    found = figures(speech(SECONDS), heard, 0.03)
    assert found.recovered > found.concealed


@pytest.mark.parametrize("ppm", [300, -300])
def test_clocks_that_run_apart_are_followed(ppm: int) -> None:
    minute = opus_packets(60.0)
    packets = [
        Sent(
            one.at + turn * len(minute) * 960,
            (one.sequence + turn * len(minute)) & 0xFFFF,
            (one.timestamp + turn * len(minute) * 960) & 0xFFFFFFFF,
            one.payload,
        )
        for turn in range(2)
        for one in minute
    ]
    heard = listen(packets, Conditions(delay=0.03), 110.0, sender_ppm=ppm)
    counters = heard.buffer.counters
    assert counters.concealed == 0 and counters.skipped == 0
    moved = (counters.removed if ppm > 0 else counters.inserted) / 48
    assert 0.4 * 33 < moved < 2.5 * 33, "33 ms in all"
    waiting = np.array(heard.waiting[1000:]).reshape(-1, 500).mean(axis=1)
    assert waiting.max() - waiting.min() < 0.025, "the delay stays where it is"


def test_a_speaker_that_asks_in_bursts_is_served() -> None:
    chance = random.Random(3)
    jitter = [chance.choice((0.0, 0.0, 0.012)) for _ in range(int(SECONDS * 100))]
    line = Conditions(delay=0.03)
    heard = listen(opus_packets(SECONDS), line, SECONDS, pull_jitter=lambda block: jitter[block])
    assert figures(speech(SECONDS), heard, 0.03).concealed < 0.002


def test_a_stall_is_caught_up_with() -> None:
    begins, ends = 5 * SAMPLE_RATE, int(5.3 * SAMPLE_RATE)
    packets = [replace(sent, at=ends) if begins <= sent.at < ends else sent for sent in opus_packets(SECONDS)]
    heard = listen(packets, Conditions(delay=0.03), SECONDS)
    waiting = np.array(heard.waiting)
    assert 0.2 < waiting[500:600].max() < 0.35 and waiting[750:].max() < 0.1, "and soon"
    assert max(heard.targets[600:]) < 0.1, "once is no habit"
    assert figures(speech(SECONDS), heard, 0.03).lost < 0.06 and heard.buffer.counters.skipped == 0


def test_a_speaker_that_stood_still_does_not_delay_for_ever() -> None:
    heard: Heard = listen(
        opus_packets(SECONDS), Conditions(delay=0.03), SECONDS, pull_jitter=lambda b: 1.0 if b > 500 else 0.0
    )
    assert np.array(heard.waiting)[700:1000].max() < 0.1 and heard.buffer.counters.skipped > 0


def test_a_longer_way_is_followed_and_left_again() -> None:
    line = Schedule(
        (0.0, Conditions(delay=0.03)), (4.0, Conditions(delay=0.13)), (9.0, Conditions(delay=0.03))
    )
    heard = listen(opus_packets(SECONDS), line, SECONDS)
    found = figures(speech(SECONDS), heard, 0.03)
    assert found.concealed < 0.02 and found.lost < 0.01


@pytest.mark.parametrize("seed", range(3))
def test_nonsense_between_the_packets_changes_little(seed: int) -> None:
    chance = random.Random(seed)
    packets = []
    for sent in opus_packets(8.0):
        packets.append(sent)
        if chance.random() < 0.2:
            garbage = chance.randbytes(chance.randrange(1, 90))
            stray = replace(sent, payload=garbage, timestamp=chance.getrandbits(32))
            packets.append(replace(stray, sequence=(sent.sequence + chance.randrange(5000, 60_000)) & 0xFFFF))
    heard = listen(packets, Conditions(delay=0.03), 8.0, seed=seed)
    assert figures(speech(8.0), heard, 0.03).lost < 0.01
    played = heard.buffer.played
    assert played is not None and START < played.at <= START + 8.0
