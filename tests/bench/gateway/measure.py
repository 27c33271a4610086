"""What a relayed call costs, and how late its packets get: ours and rtpengine's, in one run."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass

from aiortc.rtcdtlstransport import RTCCertificate

from tests.bench.gateway.load import LoadCall, make_call, talk
from tests.bench.gateway.relays import RelayProcess, cpu_of, our_relay, rtpengine
from tests.bench.measurement import Measurement, percentile

CALLS = 20
TRANSCODED = 6
SECONDS = 6.0
WARM_UP = 1.0

LEAST_RELAYED, LEAST_TRANSCODED = 60.0, 8.0
"""Calls that one core must carry; half of what it does on the slowest machine so far."""

MOST_DELAY_P50, MOST_DELAY_P99 = 2.0, 20.0
"""Milliseconds; a packet late by its own length is one that a phone with a short buffer does not play."""


@dataclass(frozen=True, slots=True)
class Load:
    """What some calls at once took. CPU in seconds of the relay; delays in ms, None when not measured."""

    calls: int
    seconds: float
    cpu: float
    expected: int
    heard: int
    delay_p50: float | None = None
    delay_p99: float | None = None

    @property
    def per_core(self) -> float:
        """How many such calls one core carries, by what came through; none if it did nothing at all."""
        return self.calls * (1 - self.lost) * self.seconds / self.cpu if self.cpu else 0.0

    @property
    def lost(self) -> float:
        """Share of the packets that did not come through."""
        return max(0.0, 1 - self.heard / self.expected) if self.expected else 1.0


async def load(relay: RelayProcess, count: int, seconds: float, *, transcodes: bool) -> Load:
    """Put ``count`` calls on a relay and measure it."""
    certificate = RTCCertificate.generateCertificate()
    calls = [make_call(number, transcodes=transcodes) for number in range(count)]
    try:
        for call in calls:
            await call.connect(relay, certificate, transcodes=transcodes)
        await talk(calls, WARM_UP)
        before, counted = cpu_of(relay), _heard(calls)
        sent = sum(call.stream.number + call.phone.stream.number for call in calls)
        for call in calls:
            call.phone.delays.clear()
        await talk(calls, seconds)
        await asyncio.sleep(0.1)
        used, heard = cpu_of(relay) - before, _heard(calls) - counted
        expected = sum(call.stream.number + call.phone.stream.number for call in calls) - sent
        delays = [1000 * delay for call in calls for delay in call.phone.delays]
        late = (percentile(delays, 0.5), percentile(delays, 0.99)) if delays else (None, None)
        return Load(count, seconds, used, expected, heard, *late)
    finally:
        for call in calls:
            await call.close(relay)


def _heard(calls: list[LoadCall]) -> int:
    return sum(call.heard + call.phone.heard for call in calls)


async def measure(seconds: float = SECONDS) -> list[Measurement]:
    """Measure both relays, one after the other."""
    async with our_relay() as relay:
        ours = await load(relay, CALLS, seconds, transcodes=False)
        ours_anew = await load(relay, TRANSCODED, seconds, transcodes=True)
    theirs = theirs_anew = None
    async with rtpengine() as engine:
        if engine is not None:
            theirs = await load(engine, CALLS, seconds, transcodes=False)
            theirs_anew = await load(engine, TRANSCODED, seconds, transcodes=True)
    for name, one in (
        ("ours", ours),
        ("ours, anew", ours_anew),
        ("rtpengine", theirs),
        ("anew", theirs_anew),
    ):
        if one is not None:
            print(json.dumps({"who": name, **asdict(one), "lost": one.lost}), file=sys.stderr)
    return [
        Measurement(
            "gateway: relayed calls per core",
            ours.per_core,
            "calls",
            budget=LEAST_RELAYED,
            reference=theirs.per_core if theirs else None,
            is_rate=True,
            note=f"PCMU, DTLS-SRTP to plain RTP, {ours.lost:.1%} of the packets lost",
        ),
        Measurement(
            "gateway: transcoded calls per core",
            ours_anew.per_core,
            "calls",
            budget=LEAST_TRANSCODED,
            reference=theirs_anew.per_core if theirs_anew else None,
            is_rate=True,
            note=f"Opus to PCMU and back, loss concealed, {ours_anew.lost:.1%} of the packets lost",
        ),
        Measurement(
            "gateway: delay added to a packet, p50",
            ours.delay_p50,
            "ms",
            budget=MOST_DELAY_P50,
            reference=theirs.delay_p50 if theirs else None,
        ),
        Measurement(
            "gateway: delay added to a packet, p99",
            ours.delay_p99,
            "ms",
            budget=MOST_DELAY_P99,
            reference=theirs.delay_p99 if theirs else None,
        ),
    ]


if __name__ == "__main__":
    print(json.dumps([one.as_json() for one in asyncio.run(measure())], indent=1))
