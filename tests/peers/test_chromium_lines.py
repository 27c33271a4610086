"""Calls with a browser over bad lines: repair and jitter, in both directions at once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.bench.network.line.impairment import Conditions, Schedule, Shape
from tests.bench.network.line.relay import Relay
from tests.peers.chromium import Chromium
from tests.peers.chromium_call import Call, call_with, eventually

pytestmark = pytest.mark.timeout(180)

SEED = 41
FREEZE_BUDGET = 0.4
"""Seconds that no picture may stand with 2 % loss and a round trip of 100 ms."""

HOLE = 5.0
"""Seconds without a packet: a browser keeps what it sent for three, we for one and a half."""

CODECS = pytest.mark.parametrize("codec", ["video/VP8", "video/H264"])


class Watched:
    """When pictures came into our window's slot."""

    def __init__(self, call: Call) -> None:
        self._slot = call.end.session.incoming_picture
        self._moments: list[float] = []
        self._slot.on_picture = self._came

    def _came(self) -> None:
        self._slot.take()
        self._moments.append(time.monotonic())

    def longest(self, since: float) -> float:
        """Return the longest time from one picture to the next, in seconds."""
        moments = [since, *(one for one in self._moments if one >= since), time.monotonic()]
        return max(later - earlier for earlier, later in pairwise(moments))


def grown(after: dict[str, Any], before: dict[str, Any], name: str) -> float:
    """Return by how much a counter of pictures has grown."""
    return float(after["video"].get(name, 0) - before["video"].get(name, 0))


def line(*phases: tuple[float, Conditions]) -> Relay:
    """Return the same line for both directions."""
    print(f"seed {SEED}")
    return Relay(Schedule(*phases), Schedule(*phases), SEED)


@pytest.mark.parametrize(
    ("loss", "codec"),
    [(0.02, "video/VP8"), (0.02, "video/H264"), (0.05, "video/VP8"), (0.05, "video/H264")],
)
async def test_what_is_lost_is_sent_again_both_ways(browser: Chromium, codec: str, loss: float) -> None:
    with line((0.0, Conditions(delay=0.05, loss=loss))) as relay:
        async with call_with(browser, codec, we_offer=True, relay=relay) as call:
            await call.goes_on("media on the clean line")
            watched = Watched(call)
            began = relay.begin()
            await asyncio.sleep(3.0)
            await browser.call("watch")
            before = await call.end.received(), await call.end.sent(), await call.browser_received()
            sent_before = await call.browser_sent()
            await asyncio.sleep(12.0)
            ours, our_sent = await call.end.received(), await call.end.sent()
            theirs, their_sent = await call.browser_received(), await call.browser_sent()
            longest = watched.longest(began + 3.0), await browser.call("longest")
            print(f"longest pause of pictures: here {longest[0]:.3f} s, in the browser {longest[1]:.3f} s")
        assert grown(ours, before[0], "nackCount") > 0
        assert grown(their_sent, sent_before, "retransmittedPacketsSent") > 0
        assert grown(theirs, before[2], "nackCount") > 0
        assert grown(our_sent, before[1], "retransmittedPacketsSent") > 0
        assert grown(theirs, before[2], "retransmittedPacketsReceived") > 0, "ours came as RTX"
        assert grown(ours, before[0], "framesDecoded") >= 12 * 14
        assert grown(theirs, before[2], "framesDecoded") >= 12 * 20
        if loss <= 0.02:
            assert longest[0] <= FREEZE_BUDGET and longest[1] <= FREEZE_BUDGET


@CODECS
async def test_after_a_hole_too_long_to_repair_key_frames_come_both_ways(
    browser: Chromium, codec: str
) -> None:
    clean = Conditions(delay=0.05)
    with line((0.0, clean), (1.0, replace(clean, loss=1.0)), (1.0 + HOLE, clean)) as relay:
        async with call_with(browser, codec, we_offer=False, relay=relay) as call:
            await call.goes_on("media on the clean line")
            before = await call.end.received(), await call.end.sent()
            theirs = await call.browser_received(), await call.browser_sent()
            relay.begin()
            await asyncio.sleep(1.1 + HOLE)
            after_hole = time.monotonic()
            await call.goes_on("media after the hole")
            assert time.monotonic() - after_hole < 3.0

            seen: dict[str, float] = {}

            async def both_made_one() -> bool:
                sent, received = await call.end.sent(), await call.end.received()
                its_sent, its_received = await call.browser_sent(), await call.browser_received()
                seen.update(
                    made_there=grown(its_sent, theirs[1], "keyFramesEncoded"),
                    decoded_here=grown(received, before[0], "keyFramesDecoded"),
                    made_here=grown(sent, before[1], "keyFramesEncoded"),
                    decoded_there=grown(its_received, theirs[0], "keyFramesDecoded"),
                )
                return all(one > 0 for one in seen.values())

            try:
                # Who asks is not looked at: we see from what is asked for again that a key frame is needed,
                # and a browser that has made one for its own reasons is not asked.
                await eventually(both_made_one, "each end gets a key frame")
            finally:
                print(seen)


ROUGH = Conditions(
    delay=0.06, jitter=0.03, shape=Shape.UNIFORM, reordering=0.05, overtaking=0.03, keeps_order=False
)


async def test_sound_survives_packets_that_overtake_each_other(browser: Chromium) -> None:
    with line((0.0, ROUGH)) as relay:
        async with call_with(browser, "video/VP8", we_offer=True, relay=relay) as call:
            await call.goes_on("media")
            relay.begin()
            await asyncio.sleep(4.0)  # both buffers learn what the line does
            # Both ends and the line share this machine. What the buffer makes of the line is seen in that
            # stretch of time in which the machine disturbs it least.
            stretches = [await _concealed_in(call, 10.0)]
            while stretches[-1][0] > max(0.02, stretches[-1][1]) and len(stretches) < 3:
                stretches.append(await _concealed_in(call, 10.0))
            for here, there in stretches:
                print(f"concealed: here {here:.2%}, in the browser {there:.2%}")
            here, there = stretches[-1]
            assert here <= max(0.02, there)
            assert there <= 0.05


async def _concealed_in(call: Call, seconds: float) -> tuple[float, float]:
    """Return the shares of the sound of so many seconds that were made up here and in the browser."""
    before = await call.end.received(), await call.browser_received()
    await asyncio.sleep(seconds)
    after = await call.end.received(), await call.browser_received()
    here, there = (_concealed(new["audio"], old["audio"]) for new, old in zip(after, before, strict=True))
    return here, there


def _concealed(after: dict[str, Any], before: dict[str, Any]) -> float:
    made_up, played = (after[name] - before[name] for name in ("concealedSamples", "totalSamplesReceived"))
    return float(made_up / played)
