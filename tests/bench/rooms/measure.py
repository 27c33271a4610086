"""Conference rooms at a real service: what they cost, how soon people see each other, who notices what."""

from __future__ import annotations

import json
import os
import statistics
import sys
from dataclasses import asdict

from tests.bench.measurement import Measurement, percentile
from tests.bench.rooms import churn, meeting, narrow, storm
from tests.bench.rooms.forwarding import measure_forwarding

MOST_MICROSECONDS = 50.0
MOST_JOIN_SECONDS, MOST_LEAVE_SECONDS = 1.5, 0.5
LEAST_FRAMES = 0.98


async def measure(churn_seconds: float = churn.QUICK_SECONDS) -> list[Measurement]:
    """Return the figures of rooms."""
    each, reference = await measure_forwarding()
    first = Measurement(
        "room: forwarding a packet to one member, median", each, "us", MOST_MICROSECONDS, reference
    )
    return [first, *await _meeting(), *await _narrow(), *await _storm(), *await _churn(churn_seconds)]


async def _meeting() -> list[Measurement]:
    found = await meeting.run()
    _say(found)
    busy = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    changing, quiet = found.changing, found.quiet
    return [
        Measurement("room of 6, all seeing all: cores of the service", found.cores, "cores", 1.0, note=busy),
        Measurement(
            "room of 6: share of all frames that came whole", found.frames, "", LEAST_FRAMES, is_rate=True
        ),
        Measurement("room of 6: a frame through the service, median", 1000 * found.delay, "ms", note=busy),
        *_times("joining to the first picture", found.joins, MOST_JOIN_SECONDS),
        *_times("leaving until all know and the tile is gone", found.leaves, MOST_LEAVE_SECONDS),
        *_times("leaving until all descriptions know", found.unshown, None),
        *_times("coming back after the network was lost", found.reconnects, None),
        Measurement("room of 6: members lost while others come, go, reconnect", found.lost, "", 0.0),
        Measurement(
            "room: packets of the mix missed while others come, go, reconnect", changing.missed, "", 0.0
        ),
        Measurement("room: gaps in the mix while others come, go, reconnect", changing.jumps, "", 0.0),
        Measurement(
            "room: longest pause between packets of the mix, against nobody coming",
            1000 * changing.longest_silence,
            "ms",
            reference=1000 * quiet.longest_silence,
        ),
    ]


def _times(what: str, seconds: list[float], most: float | None) -> list[Measurement]:
    note = f"{len(seconds)} times"
    return [
        Measurement(f"room: {what}, median", statistics.median(seconds), "s", note=note),
        Measurement(f"room: {what}, p95", percentile(seconds, 0.95), "s", most, note=note),
    ]


async def _narrow() -> list[Measurement]:
    found, wide = await narrow.run()
    _say(found)
    _say(wide)
    what = f"room of 4, one behind {narrow.KBPS} kbit/s"
    return [
        Measurement(
            f"{what}: least pictures in a second that the others get of each other",
            min(found.others_fps),
            "1/s",
            reference=min(wide.others_fps),
            is_rate=True,
        ),
        Measurement(
            f"{what}: least height that is asked of the others",
            found.height,
            "lines",
            narrow.HEIGHT,
            wide.height,
            is_rate=True,
        ),
        Measurement(
            f"{what}: pictures in a second that it gets of each",
            statistics.median(found.narrow_fps),
            "1/s",
            reference=statistics.median(wide.narrow_fps),
            is_rate=True,
        ),
        Measurement(f"{what}: share of the mix that it hears", found.narrow_sound, "", is_rate=True),
    ]


async def _storm() -> list[Measurement]:
    found = await storm.run()
    _say(found)
    assert found.storm is not None and found.flood is not None
    joined = found.statuses.get("200", 0)
    refused = ", ".join(f"{number} x {status}" for status, number in found.statuses.items())
    return [
        Measurement(f"{storm.JOINS} joins in a second: let in", joined, "", is_rate=True, note=refused),
        Measurement(f"{storm.JOINS} joins in a second: until all are answered", found.seconds, "s"),
        Measurement(
            f"{storm.JOINS} joins in a second: packets of the mix missed next door",
            found.storm.missed,
            "",
            0.0,
        ),
        Measurement(
            f"{storm.JOINS} joins in a second: of ten who come afterwards",
            found.after,
            "",
            10.0,
            is_rate=True,
        ),
        Measurement("flood of requests: keyframes that it leads to", found.keyframes, "1/s"),
        Measurement(
            "flood of requests: pictures in a second that the others see of each other",
            found.flood_fps,
            "1/s",
            reference=found.calm_fps,
            is_rate=True,
            note=f"{found.flooded} requests in a second",
        ),
        Measurement("flood of requests: packets of the mix that others missed", found.flood.missed, "", 0.0),
    ]


async def _churn(seconds: float) -> list[Measurement]:
    found = await churn.run(seconds)
    _say(found)
    return churn.measurements(found)


def _say(found: object) -> None:
    print(json.dumps(asdict(found)), file=sys.stderr)  # type: ignore[call-overload]
