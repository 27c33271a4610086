"""What a call's end says about its quality, from recorded series of reports."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calling.quality.diary import QualityDiary, Trouble, Verdict
from core.engine.calls.verdict_words import verdict_words
from core.media.statistics import MediaReport


class Series:
    """A call second by second; each ``second`` adds to what was counted so far."""

    def __init__(self) -> None:
        self.diary = QualityDiary()
        self.received = self.lost = self.again = 0
        self.frozen = 0.0
        self.second()

    def second(
        self,
        *,
        received: int = 50,
        lost: int = 0,
        lost_out: float = 0.0,
        round_trip: float = 0.05,
        frozen: float = 0.0,
        ice: str = "completed",
        again: int = 0,
    ) -> None:
        self.received += received + again
        self.again += again
        self.lost += lost
        self.frozen += frozen
        inbound: dict[str, Any] = {"type": "inbound-rtp", "kind": "audio"}
        inbound |= {"packetsReceived": self.received, "packetsLost": self.lost}
        inbound["retransmittedPacketsReceived"] = self.again
        video = {"type": "inbound-rtp", "kind": "video", "totalFreezesDuration": self.frozen}
        remote = {"type": "remote-inbound-rtp", "kind": "audio"}
        remote |= {"fractionLost": lost_out, "roundTripTime": round_trip}  # type: ignore[dict-item]
        self.diary.take(MediaReport((inbound, video, remote), transport={"iceState": ice}))

    def seconds(self, count: int, **what: Any) -> Series:
        for _ in range(count):
            self.second(**what)
        return self

    @property
    def words(self) -> str:
        return verdict_words(self.diary.verdict())


def test_of_a_good_call_nothing_is_said() -> None:
    assert Series().seconds(600).words == ""


def test_what_is_sent_again_makes_no_loss_smaller() -> None:
    plain, repaired = Series(), Series()
    plain.seconds(40, received=91, lost=9)
    repaired.seconds(40, received=91, lost=9, again=9)
    assert repaired.words == plain.words and "9% was lost for 40 s" in repaired.words


def test_a_little_trouble_is_not_worth_a_word() -> None:
    series = Series().seconds(60).seconds(2, lost=10).seconds(60, lost=1, received=100)
    assert series.words == ""


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ({"lost": 5}, "On the way to you 9% was lost for 40 s."),
        ({"lost_out": 0.09}, "On the way from you 9% was lost for 40 s."),
        ({"round_trip": 0.612}, "The connection was slow: 612 ms there and back, for 40 s."),
        ({"frozen": 0.4}, "The picture stood still again and again for 40 s."),
        ({"received": 0}, "The connection was gone for 40 s."),
        ({"ice": "disconnected"}, "The connection was gone for 40 s."),
    ],
)
def test_each_trouble_has_its_words(trouble: dict[str, Any], words: str) -> None:
    assert Series().seconds(60).seconds(40, **trouble).seconds(60).words == words


def test_the_worst_is_told() -> None:
    series = Series().seconds(40, lost=5).seconds(6, received=0)
    verdict = series.diary.verdict()
    assert verdict is not None and verdict.trouble is Trouble.CUT
    series.seconds(60, lost=5)
    verdict = series.diary.verdict()
    assert verdict is not None and verdict.trouble is Trouble.LOSS_IN


def test_a_hold_is_no_silence() -> None:
    series = Series().seconds(10)
    series.diary.rest()
    series.seconds(1, received=0)
    assert series.diary.verdict() is None


def test_packets_that_come_late_after_all_are_no_negative_loss() -> None:
    assert Series().seconds(20, lost=2).seconds(20, lost=-2).diary.verdict() == Verdict(
        Trouble.LOSS_IN, 20, pytest.approx(2 / 52)
    )


NONSENSE = st.none() | st.booleans() | st.text(max_size=3) | st.floats(allow_nan=False) | st.integers()
NAMES = st.sampled_from(["packetsReceived", "packetsLost", "fractionLost", "roundTripTime"])


@given(st.lists(st.dictionaries(NAMES, NONSENSE), max_size=30))
def test_reports_without_sense_do_no_harm(reports: list[dict[str, Any]]) -> None:
    diary = QualityDiary()
    for values in reports:
        kinds = ("inbound-rtp", "remote-inbound-rtp")
        diary.take(MediaReport(tuple({"type": kind, "kind": "audio", **values} for kind in kinds)))
    verdict_words(diary.verdict())
