"""Loss and jitter of one source, against the RFC's own arithmetic and against a bad line."""

from __future__ import annotations

import asyncio
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.media.rtp.receiving.reception_statistics import MAX_DROPOUT, MOST_LOST, ReceptionStatistics
from tests.media.call_pair import End, ToneDevices, call_pair, eventually
from tests.media.test_hold import set_held
from tests.media.test_session import hears


@given(st.integers(0, 65_535), st.lists(st.booleans(), min_size=1, max_size=300))
def test_what_is_lost_is_counted_over_the_wrap(first: int, kept: list[bool]) -> None:
    kept = [True, *kept, True]
    source = ReceptionStatistics(48_000)
    for number, is_kept in enumerate(kept):
        if is_kept:
            source.add((first + number) & 0xFFFF, number * 960, number * 0.02)
    assert source.packets_lost == kept.count(False)
    assert source.packets_received == kept.count(True)
    assert source.fraction_lost() == (kept.count(False) << 8) // len(kept)
    assert source.fraction_lost() == 0
    assert source.highest_sequence == first + len(kept) - 1
    assert source.jitter < 1e-6


@given(st.integers(0, 2**32 - 1), st.lists(st.floats(0, 0.2), min_size=2, max_size=200))
def test_jitter_is_the_rfc_s(start: int, delays: list[float]) -> None:
    source, expected, last = ReceptionStatistics(8000), 0.0, None
    arrived = 0.0
    for number, delay in enumerate(delays):
        arrived = max(arrived, number * 0.02 + delay)  # in order
        source.add(number, (start + number * 160) & 0xFFFFFFFF, arrived)
        transit = arrived * 8000 - number * 160
        if last is not None:
            expected += (abs(transit - last) - expected) / 16
        last = transit
    assert source.jitter == pytest.approx(expected / 8000, abs=1e-6)
    assert source.jitter_ticks == pytest.approx(expected, abs=1.01)


def test_doubled_and_late_packets_and_reports_of_keys_disturb_no_jitter() -> None:
    source = ReceptionStatistics(48_000)
    for number in range(50):
        source.add(number, number * 960, number * 0.02)
    source.add(40, 40 * 960, 5.0)
    source.add(50, 17, 5.0, is_timed=False)
    assert source.jitter < 1e-9 and source.packets_lost == -1


def test_a_source_that_begins_anew_is_counted_anew_and_a_stray_number_is_not() -> None:
    source = ReceptionStatistics(48_000)
    for number in (1, 2, 4, 5, 30_000, 6):
        source.add(number, number * 960, number * 0.02)
    assert source.packets_lost == 1
    for number in (40_000, 40_001, 40_003):
        source.add(number, number * 960, number * 0.02)
    assert source.packets_lost == 2
    assert source.highest_sequence == 40_003


@given(st.lists(st.tuples(st.integers(0, 65_535), st.integers(0, 2**32 - 1)), max_size=300))
def test_any_numbers_stay_within_what_a_report_can_carry(packets: list[tuple[int, int]]) -> None:
    source = ReceptionStatistics(90_000)
    for at, (sequence, timestamp) in enumerate(packets):
        source.add(sequence, timestamp, at * 0.001)
        assert 0 <= source.fraction_lost() <= 255
        assert -(1 << 23) <= source.packets_lost <= MOST_LOST
        assert 0 <= source.jitter_ticks <= 0xFFFFFFFF and 0 <= source.highest_sequence <= 0xFFFFFFFF
    assert MAX_DROPOUT < 1 << 15


class BadLine:
    """Loses and delays the RTP and RTCP that comes to one end, in order; only RTP of ``ssrc`` is lost."""

    def __init__(self, end: End, ssrc: int, *, share: float, delay: float, jitter: float, seed: int) -> None:
        self.lost = 0
        self._chance = random.Random(seed)
        self._ssrc, self._share = ssrc.to_bytes(4, "big"), share
        self._delay, self._jitter = delay, jitter
        dtls = end.session._connection.dtls
        assert dtls is not None
        ice = dtls.transport._connection
        self._take = ice.data_received
        self._due = 0.0
        self._loop = asyncio.get_running_loop()
        ice.data_received = self._data_received  # type: ignore[method-assign]

    def _data_received(self, data: bytes, component: int) -> None:
        if not data or not 127 < data[0] < 192:
            self._take(data, component)
            return
        if data[8:12] == self._ssrc and not 192 <= data[1] < 224 and self._chance.random() < self._share:
            self.lost += 1
            return
        wanted = self._loop.time() + self._delay + self._jitter * self._chance.random()
        self._due = max(self._due, wanted)
        self._loop.call_at(self._due, self._take, data, component)


@pytest.mark.usefixtures("no_task_left", "no_thread_left")
async def test_a_call_over_a_bad_line_is_told_as_it_is(seed: int) -> None:
    async with call_pair(video=False, caller_devices=ToneDevices(700)) as (caller, callee):
        await eventually(lambda: hears(callee, 700, 20) and hears(caller, 1000, 20), what="sound")
        ssrc = int((await callee.session.stats()).track("audio", "inbound-rtp")["ssrc"])
        bad = BadLine(callee, ssrc, share=0.1, delay=0.05, jitter=0.03, seed=seed)
        BadLine(caller, ssrc, share=0.0, delay=0.05, jitter=0.0, seed=seed)

        async def measured() -> bool:
            for end in (caller, callee):
                remote = (await end.session.stats()).track("audio", "remote-inbound-rtp")
                if int(remote.get("roundTripTimeMeasurements", 0)) < 3:
                    return False
            return bad.lost > 5

        async with asyncio.timeout(15):
            while not await measured():  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        here, there = await caller.session.stats(), await callee.session.stats()
        inbound = there.track("audio", "inbound-rtp")
        assert abs(int(inbound["packetsLost"]) - bad.lost) <= 2, "but for those at the very end"
        # In seconds, not in ticks; a busy machine adds its own.
        assert 0.003 < float(inbound["jitter"]) < 0.03
        assert float(here.track("audio", "inbound-rtp")["jitter"]) < 0.03
        assert int(here.track("audio", "inbound-rtp")["packetsLost"]) == 0
        for report in (here, there):
            remote = report.track("audio", "remote-inbound-rtp")
            assert 0.09 < float(remote["roundTripTime"]) < 0.25
            assert report.transport["iceState"] == "completed"
        assert 0 < int(here.track("audio", "remote-inbound-rtp")["packetsLost"]) <= bad.lost


@pytest.mark.usefixtures("no_task_left", "no_thread_left")
async def test_levels_are_those_of_what_is_really_sent() -> None:
    async with call_pair(video=False, caller_devices=ToneDevices(700)) as (caller, callee):
        loudness = 8000 / 2**0.5 / 32768

        async def levels() -> tuple[float, float]:
            sent = (await caller.session.stats()).track("audio", "media-source")
            heard = (await callee.session.stats()).track("audio", "inbound-rtp")
            return float(sent["audioLevel"]), float(heard["audioLevel"])

        async def become(level: float, what: str) -> None:
            async with asyncio.timeout(5):
                while [pytest.approx(level, rel=0.1)] * 2 != list(await levels()):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)

        await become(loudness, "the tone")
        before = (await caller.session.stats()).track("audio", "media-source")
        caller.session.set_muted(True)
        await become(0.0, "muted")
        caller.session.set_muted(False)
        await become(loudness, "the tone again")
        await set_held(caller, callee, True)
        await become(0.0, "held")
        after = (await caller.session.stats()).track("audio", "media-source")
        seconds = float(after["totalSamplesDuration"]) - float(before["totalSamplesDuration"])
        energy = float(after["totalAudioEnergy"]) - float(before["totalAudioEnergy"])
        assert 0 < energy < seconds * loudness**2
