"""Quality warnings from recorded series: when they begin, when they are over, and when they are none."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calling.quality.monitor import LEVEL_SPAN, QualityMonitor, QualitySample, StreamSample
from core.calling.quality.warnings import MediaStreamType, WarningName, WarningType

AUDIO, VIDEO = MediaStreamType.AUDIO, MediaStreamType.VIDEO


def told(samples: Iterable[QualitySample]) -> list[tuple[int, str, str]]:
    """Feed one sample a second; return (second, type, name) of each event."""
    monitor = QualityMonitor()
    return [
        (second, event.type.value, event.name.value)
        for second, sample in enumerate(samples)
        for event in monitor.take(sample)
    ]


def audio(**fields: Any) -> QualitySample:
    return QualitySample(audio=StreamSample(**fields))


def losses(parts: Iterable[float], *, packets: int = 50) -> list[QualitySample]:
    """A series in which so large a part of each second's packets is lost."""
    lost = received = 0
    samples = [audio(packets_lost=0, packets_received=0)]
    for part in parts:
        lost += round(part * packets)
        received += packets - round(part * packets)
        samples.append(audio(packets_lost=lost, packets_received=received))
    return samples


def test_what_the_other_side_loses_in_three_of_four() -> None:
    series = [0.02, 0.02, 0.0, 0.02, 0.01, 0.01, None]
    assert told(audio(remote_loss=loss) for loss in series) == [
        (3, "Trigger", "HighRemoteInboundPacketLoss"),
        (4, "Recover", "HighRemoteInboundPacketLoss"),
    ]


def test_round_trip_time() -> None:
    series = [0.1, 0.299, 0.3, 0.301, 0.3, 0.5, 0.299, 0.301, None]
    assert told(audio(round_trip_time=rtt) for rtt in series) == [
        (3, "Trigger", "HighRemoteInboundRtt"),
        (6, "Recover", "HighRemoteInboundRtt"),
        (7, "Trigger", "HighRemoteInboundRtt"),
        (8, "Recover", "HighRemoteInboundRtt"),
    ]


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ([0.031, 0.031, 0.02, 0.02, 0.031], []),
        ([0.031, 0.031, 0.031], [(2, "Trigger")]),
        ([0.031, 0.02, 0.031, 0.031], [(3, "Trigger")]),
        ([0.031, 0.031, 0.031, 0.02, 0.02], [(2, "Trigger"), (4, "Recover")]),
        ([0.031, 0.031, 0.031, 0.02, 0.031, 0.031, 0.02, 0.02], [(2, "Trigger"), (6, "Recover")]),
        ([0.030] * 10, []),
        ([None] * 5, []),
    ],
)
def test_jitter_in_three_of_four(series: list[float | None], expected: list[tuple[int, str]]) -> None:
    events = told(audio(jitter=jitter) for jitter in series)
    assert events == [(second, kind, "HighInboundJitter") for second, kind in expected]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([0.02, 0.02, 0.0, 0.0, 0.02], []),
        ([0.02, 0.02, 0.02], [(3, "Trigger")]),
        ([0.5, 0.0, 0.5, 0.5, 0.0, 0.0], [(4, "Trigger"), (5, "Recover")]),
        ([0.0] * 8, []),
    ],
)
def test_loss_in_three_of_four(parts: list[float], expected: list[tuple[int, str]]) -> None:
    events = told(losses(parts))
    assert events == [(second, kind, "HighInboundPacketLoss") for second, kind in expected]


def test_one_percent_is_not_more_than_one_percent() -> None:
    assert told(losses([0.01] * 10, packets=100)) == []
    assert told(losses([0.02] * 10, packets=100))[0] == (3, "Trigger", "HighInboundPacketLoss")


def test_late_packets_that_lower_the_count_are_no_loss() -> None:
    series = [
        audio(packets_lost=lost, packets_received=50 * n) for n, lost in enumerate([0, 5, 0, 5, 0, 5, 0])
    ]
    assert told(series) == []


def test_a_stream_that_stands_still_loses_nothing() -> None:
    assert told([audio(packets_lost=7, packets_received=100)] * 10) == []


def test_pictures_have_their_own_warnings() -> None:
    poor = StreamSample(round_trip_time=0.4, jitter=0.1)
    monitor = QualityMonitor()
    for _ in range(3):
        events = monitor.take(QualitySample(audio=StreamSample(round_trip_time=0.01), video=poor))
    assert [(event.name, event.mediaStreamType) for event in events] == [(WarningName.HIGH_JITTER, VIDEO)]
    assert (WarningName.HIGH_RTT, VIDEO) in monitor.active and (
        WarningName.HIGH_RTT,
        AUDIO,
    ) not in monitor.active
    over = monitor.take(QualitySample())
    assert {(event.type, event.mediaStreamType) for event in over} == {(WarningType.RECOVER, VIDEO)}


def test_no_path() -> None:
    states = [True, False, False, True]
    assert told(QualitySample(is_connected=state) for state in states) == [
        (1, "Trigger", "MissingMediaStream"),
        (3, "Recover", "MissingMediaStream"),
    ]


def speech(seconds: int) -> list[float]:
    chance = random.Random(7)
    return [max(0.0, 0.15 + 0.1 * math.sin(n) + chance.uniform(-0.05, 0.05)) for n in range(seconds)]


@pytest.mark.parametrize("side", ["outbound", "inbound"])
class TestLevels:
    def feed(self, side: str, levels: Iterable[float | None]) -> list[tuple[int, str, str]]:
        field = f"{side}_level"
        return told(QualitySample(**{field: level}) for level in levels)  # type: ignore[arg-type]

    def test_speech(self, side: str) -> None:
        assert self.feed(side, speech(120)) == []

    def test_a_hum(self, side: str) -> None:
        name = f"Constant{side.capitalize()}AudioLevel"
        chance = random.Random(3)
        hum = [0.05 + chance.uniform(-0.004, 0.004) for _ in range(30)]
        assert self.feed(side, [*speech(5), *hum, *speech(5)]) == [
            (24, "Trigger", name),
            (35, "Recover", name),
        ]

    def test_nothing_at_all(self, side: str) -> None:
        name = f"Zero{side.capitalize()}AudioLevel"
        assert self.feed(side, [0.0] * 30 + speech(1)) == [(19, "Trigger", name), (30, "Recover", name)]

    def test_not_before_twenty_seconds(self, side: str) -> None:
        assert self.feed(side, [0.0] * (LEVEL_SPAN - 1)) == []

    def test_muted_is_no_fault(self, side: str) -> None:
        assert self.feed(side, [None] * 60) == []
        name = f"Zero{side.capitalize()}AudioLevel"
        assert self.feed(side, [0.0] * 25 + [None] + [0.0] * 19) == [
            (19, "Trigger", name),
            (25, "Recover", name),
        ]


def test_rest_ends_what_holds_and_forgets() -> None:
    monitor = QualityMonitor()
    for _ in range(3):
        monitor.take(audio(jitter=0.1, round_trip_time=0.5))
    ended = [(event.type, event.name) for event in monitor.rest()]
    assert ended == [
        (WarningType.RECOVER, WarningName.HIGH_JITTER),
        (WarningType.RECOVER, WarningName.HIGH_RTT),
    ]
    assert monitor.rest() == [] and not monitor.active
    assert monitor.take(audio(jitter=0.1)) == []


numbers = st.none() | st.floats(0, 10, allow_nan=False)
counts = st.none() | st.integers(-100, 10**9)
samples = st.builds(
    QualitySample,
    audio=st.builds(StreamSample, numbers, numbers, counts, counts),
    video=st.none() | st.builds(StreamSample, numbers, numbers, counts, counts),
    is_connected=st.booleans(),
    outbound_level=numbers,
    inbound_level=numbers,
)


@given(st.lists(samples, max_size=60))
def test_triggers_and_recoveries_alternate(series: list[QualitySample]) -> None:
    monitor = QualityMonitor()
    holds: set[tuple[Any, Any]] = set()
    for sample in series:
        for event in monitor.take(sample):
            key = (event.name, event.mediaStreamType)
            assert (key in holds) is (event.type is WarningType.RECOVER)
            holds.symmetric_difference_update({key})
        assert holds == monitor.active
    for event in monitor.rest():
        holds.remove((event.name, event.mediaStreamType))
    assert not holds
