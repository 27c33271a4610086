"""Registrations, calls and memory of our service beside Kamailio; how fast a call rings in a full house."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass

from tests.bench.call_service import ROOT
from tests.bench.calls import set_up_times
from tests.bench.measurement import Measurement, percentile
from tests.bench.signalling.servers import Target, kamailio, our_service

WARM_UP = 50
INSTANCES = 1000
REFRESHES = 2000
CALLS = 600
AT_ONCE = 20
MEMORY_BUDGET_KB = 40.0
RINGING_BUDGET_MS = 150.0
REAL_CALLS = 20


@dataclass(frozen=True, slots=True)
class Phase:
    """One thing done ``count`` times. CPU in seconds, of the server and of the generator of load."""

    count: int
    seconds: float
    server_cpu: float
    load_cpu: float
    times: tuple[float, ...] = ()

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.count / self.seconds

    @property
    def per_core(self) -> float | None:
        """How many in a second of CPU of the server."""
        return self.count / self.server_cpu if self.server_cpu > 0 else None

    @property
    def cost(self) -> str:
        """What the load itself took, in words: near 100 % it is the load that was measured."""
        return (
            f"server {100 * self.server_cpu / self.seconds:.0f} % of a core, "
            f"load generator {100 * self.load_cpu / self.seconds:.0f} %"
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """What one server did."""

    register: Phase
    refresh: Phase
    call: Phase
    memory_kb: float | None
    ringing_ms: tuple[float, ...]
    """Milliseconds from dial to ringing of real clients, with everybody else registered."""


class Generator:
    """The other end of ``generator.py``."""

    def __init__(self, process: asyncio.subprocess.Process, target: Target) -> None:
        self._process = process
        self._target = target

    async def do(self, what: str, count: int, at_once: int = AT_ONCE) -> Phase:
        """Have ``what`` done and measure it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        before = self._target.cpu()
        command = {"do": what, "count": count, "at_once": at_once}
        self._process.stdin.write(json.dumps(command).encode() + b"\n")
        line = await asyncio.wait_for(self._process.stdout.readline(), 60)
        assert line, "the load generator ended"
        result = json.loads(line)
        spent = self._target.cpu() - before
        return Phase(count, result["seconds"], spent, result["cpu"], tuple(result["times"]))


@asynccontextmanager
async def generator(target: Target) -> AsyncIterator[Generator]:
    """Run the load generator for the time of a block."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.signalling.generator"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**24,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(asdict(target.server)).encode() + b"\n")
    try:
        yield Generator(process, target)
    finally:
        process.stdin.close()
        await process.wait()


async def under_load(target: Target, load: Generator) -> Figures:
    """Measure everything. The first instances warm the server up and do not count."""
    await load.do("register", WARM_UP)
    before = target.memory()
    register = await load.do("register", INSTANCES)
    await load.do("idle", 500)
    memory = (target.memory() - before) / INSTANCES
    refresh = await load.do("refresh", REFRESHES)
    call = await load.do("call", CALLS)
    ringing = tuple(1000 * one for one, _ in await set_up_times(target.access, REAL_CALLS))
    return Figures(register, refresh, call, memory if before > 0 else None, ringing)


async def measure() -> list[Measurement]:
    """Run our service, then Kamailio, each alone."""
    async with our_service() as target, generator(target) as load:
        ours = await under_load(target, load)
    theirs = None
    async with kamailio() as other:
        if other is not None:
            async with generator(other) as load:
                theirs = await under_load(other, load)
    return [*_rates(ours, theirs), *_others(ours, theirs)]


def _others(ours: Figures, theirs: Figures | None) -> list[Measurement]:
    instances = f"{INSTANCES} instances on WebSockets of their own; reference: Kamailio; PSS"
    house = f"{REAL_CALLS} video calls of real clients beside {INSTANCES + WARM_UP} registered instances"
    memory = Measurement(
        "memory per idle registered instance",
        ours.memory_kb,
        "kB",
        MEMORY_BUDGET_KB,
        theirs.memory_kb if theirs else None,
        note=instances,
    )
    ringing = [
        Measurement(
            f"dial to ringing in a full house, p{100 * share:.0f}",
            percentile(ours.ringing_ms, share),
            "ms",
            budget,
            percentile(theirs.ringing_ms, share) if theirs else None,
            note=house,
        )
        for share, budget in ((0.5, None), (0.95, RINGING_BUDGET_MS))
    ]
    return [memory, *ringing]


def _rates(ours: Figures, theirs: Figures | None) -> list[Measurement]:
    rows = []
    for name, one, other in (
        ("registrations with their WebSocket", ours.register, theirs and theirs.register),
        ("refreshes of registrations", ours.refresh, theirs and theirs.refresh),
        ("calls routed, INVITE to BYE", ours.call, theirs and theirs.call),
    ):
        note = f"{one.count}, {AT_ONCE} at a time; {one.cost}"
        if other:
            note += f"; reference Kamailio: {other.cost}"
        rows.append(
            Measurement(name, one.rate, "1/s", None, other.rate if other else None, is_rate=True, note=note)
        )
        per_core = other.per_core if other else None
        rows.append(
            Measurement(f"{name}, per core", one.per_core, "1/s", None, per_core, is_rate=True, note=note)
        )
    return rows
