"""Two hundred calls one after the other: what stays behind, and whether memory is flat.

Sixteen clients of one process sit in a ring and each calls the next, so that no limit per user is met. Run as
``python -m tests.bench.call_loop CALLS`` it prints one JSON object; ``measure`` runs it in a process of its
own, since a process that has done other things has other things in its memory.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from core.calling import Call
from tests.bench.call_service import ROOT, Registrant, running_service
from tests.bench.calls import Callee, Moments, local_media
from tests.bench.measurement import Measurement

CALLS = 50
"""In each of four rounds. The first two fill caches, pools and the heap; the last must find room in them."""

CLIENTS = 16
MEMORY_BUDGET_PERCENT = 5.0
FORGOTTEN_AFTER = 40.0
"""64 T1 and some: how long SIP remembers a call that has ended."""
SETTLE_LOOKS, SETTLE_INTERVAL = 25, 0.2


class JumpingClock:
    """Monotonic seconds of the clients, set forward so that nobody waits for what SIP remembers."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        """Return the second."""
        return time.monotonic() + self._ahead

    def jump(self) -> None:
        """Let every ended call be forgotten, once something happens."""
        self._ahead += FORGOTTEN_AFTER


@dataclass(frozen=True, slots=True)
class Standing:
    """What the process has at one moment. Memory in kilobytes, 0 where the system does not say."""

    tasks: int
    timers: int
    threads: int
    files: int
    calls: int
    memory: float

    @classmethod
    def now(cls) -> Standing:
        """Count, after a collection."""
        gc.collect()
        loop = asyncio.get_running_loop()
        timers = [one for one in loop._scheduled if not one.cancelled()]  # type: ignore[attr-defined]
        calls = sum(isinstance(one, Call) for one in gc.get_objects())
        threads = threading.active_count()
        return cls(len(asyncio.all_tasks()), len(timers), threads, open_files(), calls, resident())

    def left_since(self, before: Standing) -> dict[str, int]:
        """Return what there is more of than before."""
        names = ("tasks", "timers", "threads", "files", "calls")
        grown = {name: getattr(self, name) - getattr(before, name) for name in names}
        return {name: more for name, more in grown.items() if more > 0}


@dataclass(frozen=True, slots=True)
class LoopFigures:
    """What came of the loop; memory in kilobytes after two rounds and after two more."""

    calls: int
    seconds: float
    memory_before: float
    memory_after: float
    left: dict[str, int]


class Ring:
    """Clients of which each calls the next."""

    def __init__(self, clients: list[Registrant]) -> None:
        self._clients = [one.client for one in clients]
        self._callees = [Callee(client) for client in self._clients]
        self._next = 0

    async def call(self) -> None:
        """Call, answer, wait until both have heard the other, hang up."""
        caller = self._clients[self._next]
        self._next = (self._next + 1) % len(self._clients)
        callee = self._callees[self._next]
        outgoing = await caller.callClient.callUser(self._clients[self._next].userId)
        at_caller = Moments(outgoing)
        try:
            incoming = await asyncio.wait_for(callee.calls.get(), 15)
        except TimeoutError:
            raise RuntimeError(f"the call did not arrive: {outgoing.state}, {outgoing.details}") from None
        at_callee = Moments(incoming)
        await at_caller.reach("ringing")
        await incoming.answer()
        await asyncio.gather(at_caller.reach("established"), at_callee.reach("established"))
        outgoing.hangup()
        await asyncio.gather(at_caller.reach("ended"), at_callee.reach("ended"))


async def run(calls: int) -> LoopFigures:
    """Make ``calls`` calls four times."""
    clock = JumpingClock()
    async with running_service() as service:
        with local_media() as media:
            clients = [Registrant(service, f"user{n}", media, clock=clock) for n in range(CLIENTS)]
            for one in clients:
                await one.start()
            ring, started = Ring(clients), time.monotonic()
            await one_round(ring, clock, calls)
            before = after = await one_round(ring, clock, calls)
            for _ in range(2):
                after = await one_round(ring, clock, calls, before)
            seconds = time.monotonic() - started
            for one in clients:
                await one.client.terminateGracefully()
    return LoopFigures(2 * calls, seconds, before.memory, after.memory, after.left_since(before))


async def one_round(ring: Ring, clock: JumpingClock, calls: int, wanted: Standing | None = None) -> Standing:
    """Make calls, let them be forgotten, and return what is there then (``wanted``, if that comes soon)."""
    for _ in range(calls):
        await ring.call()
    clock.jump()
    for _ in range(CLIENTS):  # a call at every client, so that each looks at its clock
        await ring.call()
    for _ in range(SETTLE_LOOKS):
        found = Standing.now()
        if wanted is None or not found.left_since(wanted):
            break
        await asyncio.sleep(SETTLE_INTERVAL)
    return found


async def measure() -> list[Measurement]:
    """Run the loop in a process of its own."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.call_loop", str(CALLS)),
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    output, _ = await asyncio.wait_for(child.communicate(), 300)
    if child.returncode:
        raise RuntimeError(f"the loop of calls ended with {child.returncode}")
    figures = LoopFigures(**json.loads(output))
    growth = 100 * (figures.memory_after / figures.memory_before - 1) if figures.memory_before else None
    note = f"{figures.calls} calls with real sound after {figures.calls} others, {CLIENTS} clients"
    kinds = ", ".join(f"{count} {name}" for name, count in figures.left.items()) or "nothing"
    return [
        Measurement("memory grown in a loop of calls", growth, "%", MEMORY_BUDGET_PERCENT, note=note),
        Measurement(
            "tasks, timers, threads, files, calls left",
            float(sum(figures.left.values())),
            "",
            0.0,
            note=f"{note}, {figures.seconds:.0f} s; left: {kinds}",
        ),
    ]


def open_files() -> int:
    """Return how many descriptors this process has; 0 where the system does not say."""
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.exists() else 0


def resident() -> float:
    """Return the kilobytes of memory in use; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0.0)


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    print(json.dumps(asdict(asyncio.run(run(int(sys.argv[1]))))))
