"""A browser and our end over a line that narrows to 500 kbit/s and widens again, both directions at once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from statistics import median

import pytest

from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.relay import Relay
from tests.peers.chromium import Chromium
from tests.peers.chromium_call import Call, call_with, eventually

pytestmark = pytest.mark.timeout(240)

SEED = 43
NARROW, NARROW_SECONDS = 500_000, 15.0
WIDE = Conditions(delay=0.03, rate=4_000_000, queue=1.0)
SETTLED = 5.0
"""Seconds after which what is sent fits."""

LONGEST_QUEUE = 0.6


async def estimates(call: Call) -> tuple[float, float]:
    """Return what our end and the browser think that they may send, in bits per second."""
    dtls = call.end.session._connection.dtls
    assert dtls is not None
    path = await call.browser_path()
    return float(dtls.sending.bitrate), float(path.get("availableOutgoingBitrate", 0.0))


async def standing_estimates(call: Call, until: float) -> tuple[float, float]:
    """Return the medians of both estimates until a monotonic second: a probe goes over the line."""
    seen = []
    while time.monotonic() < until:
        seen.append(await estimates(call))
        await asyncio.sleep(max(0.0, min(0.2, until - time.monotonic())))
    ours, theirs = zip(*seen, strict=True)
    return median(ours), median(theirs)


async def sent_bytes(call: Call) -> tuple[float, float]:
    """Return the bytes of pictures that our end and the browser have sent."""
    ours, theirs = await call.end.sent(), await call.browser_sent()
    return tuple(float(one.get("video", {}).get("bytesSent", 0)) for one in (ours, theirs))


async def until_both_may_send_more(call: Call, what: str) -> None:
    """Wait until each end has thought at some moment that the line bears more than the narrow one."""
    most = [0.0, 0.0]

    async def have_both() -> bool:
        for index, one in enumerate(await estimates(call)):
            most[index] = max(most[index], one)
        return min(most) > 1.2 * NARROW

    await eventually(have_both, what)


@pytest.mark.parametrize("codec", ["video/VP8", "video/H264"])
async def test_both_rates_follow_a_line_that_narrows_and_widens(browser: Chromium, codec: str) -> None:
    print(f"seed {SEED}")
    schedule = Schedule((0.0, replace(WIDE, rate=NARROW)), (NARROW_SECONDS, WIDE))
    with Relay(schedule, schedule, SEED) as relay:
        async with call_with(browser, codec, we_offer=True, relay=relay, width=1280, height=720) as call:
            await until_both_may_send_more(call, "both find out that the line is wide")
            began = relay.begin()
            await asyncio.sleep(began + SETTLED - time.monotonic())
            before = await sent_bytes(call)
            told = await standing_estimates(call, began + NARROW_SECONDS)
            seconds = time.monotonic() - began - SETTLED
            used = [8 * (n - o) / seconds for n, o in zip(await sent_bytes(call), before, strict=True)]
            queues = [one for one in relay.samples if SETTLED < one.at < NARROW_SECONDS]
            worst = max(one.forth for one in queues), max(one.back for one in queues)
            print(f"narrow: used {used}, estimates {told}, queues at most {worst}")
            await until_both_may_send_more(call, "both find out that it is wide again")
            print(f"wide again: seen after {time.monotonic() - began - NARROW_SECONDS:.1f} s")
            await call.goes_on("media after all that")
        assert max(used) < NARROW and told[0] < 1.2 * NARROW
        # A browser that has less to send than the line bears meets nothing that contradicts what it thought.
        assert told[1] < 1.2 * NARROW or (used[1] < 0.8 * NARROW and told[1] < 2 * NARROW)
        assert min(used) > 0.05 * NARROW, "neither gives up"
        assert max(worst) < LONGEST_QUEUE
