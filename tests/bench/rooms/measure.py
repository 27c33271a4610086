"""A room of six under load: what it costs, how soon people see each other, and that nobody is interrupted."""

from __future__ import annotations

import asyncio
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.bench.measurement import Measurement, percentile
from tests.bench.rooms.crowd import Crowd, RoomProcess, room_process
from tests.bench.rooms.forwarding import measure_forwarding
from tests.bench.signalling.servers import _cpu_of

MEMBERS = 6
SECONDS = 12.0
JOINS = 20
CHURNS = 300
"""Comings and goings: what 30 minutes hold where somebody comes or goes every six seconds."""

CHURN_SEED = 7
MOST_MICROSECONDS = 50.0
MOST_JOIN_SECONDS, MOST_LEAVE_SECONDS = 1.5, 0.5
LEAST_FRAMES = 0.98
FRAME_RATE = 30


@dataclass
class Figures:
    """What was measured in a room."""

    cores: float = 0.0
    frames: float = 0.0
    delay_ms: float = 0.0
    joins: list[float] = field(default_factory=list)
    leaves: list[float] = field(default_factory=list)
    lost_sound: int = 0
    """Packets of the mix that somebody who stayed did not get while others came and went."""
    memory_before: int = 0
    memory_after: int = 0
    tasks_after: int = 0


def name_of(number: int) -> str:
    """Return the id of a member."""
    return f"{number:012x}"


def memory_of(pid: int) -> int:
    """Return the resident memory of a process in bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


async def load(room: RoomProcess, crowd: Crowd, found: Figures) -> None:
    """Let six see and hear each other; two of them talk."""
    crowd.talkers = {name_of(0), name_of(1)}
    for number in range(MEMBERS):
        await crowd.join(name_of(number))
    await asyncio.sleep(5.0)
    before, cpu, begun = _frames(crowd), _cpu_of(room.pid), time.monotonic()
    for person in crowd.people.values():
        for seen in person.seen.values():
            seen.delays.clear()
    await asyncio.sleep(SECONDS)
    passed = time.monotonic() - begun
    expected = MEMBERS * (MEMBERS - 1) * FRAME_RATE * passed
    seen = [one for person in crowd.people.values() for one in person.seen.values()]
    delays = [delay for one in seen for delay in one.delays]
    found.cores = (_cpu_of(room.pid) - cpu) / passed
    found.frames = (_frames(crowd) - before) / expected
    found.delay_ms = 1000 * percentile(delays, 0.5) if delays else 0.0


def _frames(crowd: Crowd) -> int:
    return sum(seen.frames for person in crowd.people.values() for seen in person.seen.values())


async def come_and_go(crowd: Crowd, found: Figures) -> None:
    """Let one more come and go again and again, and see what the others notice."""
    staying = [name_of(number) for number in range(2, MEMBERS)]
    heard = {name: crowd.people[name].sound.missing for name in staying}
    for number in range(JOINS):
        newcomer = name_of(1000 + number)
        begun = time.monotonic()
        person = await crowd.join(newcomer)
        await _until(lambda person=person: any(seen.frames for seen in person.seen.values()))
        found.joins.append(time.monotonic() - begun)
        await _until(lambda one=newcomer: all(one in crowd.people[name].seen for name in staying))
        begun = time.monotonic()
        await crowd.leave(newcomer)
        await _until(lambda one=newcomer: not _is_listed(crowd, one))
        found.leaves.append(time.monotonic() - begun)
    found.lost_sound = sum(crowd.people[name].sound.missing - heard[name] for name in staying)


async def _until(is_so: Callable[[], bool]) -> None:
    """Wait for something, five seconds at most."""
    begun = time.monotonic()
    while not is_so() and time.monotonic() - begun < 5:  # noqa: ASYNC110 (packets tell nobody)
        await asyncio.sleep(0.005)


def _is_listed(crowd: Crowd, member: str) -> bool:
    return any(one.label == member for person in crowd.people.values() for one in person.far.sections)


async def churn(room: RoomProcess, crowd: Crowd, found: Figures) -> None:
    """Let members come and go at random, and see that nothing grows."""
    rng, number = random.Random(CHURN_SEED), 5000
    for turn in range(CHURNS):
        if turn == CHURNS // 6:
            await room.ask("collect")
            found.memory_before = memory_of(room.pid)
        guests = [name for name in crowd.people if int(name, 16) >= 5000]
        if guests and (len(guests) >= 3 or rng.random() < 0.45):
            await crowd.leave(rng.choice(guests))
        else:
            number += 1
            await crowd.join(name_of(number), has_video=rng.random() < 0.7)
        await asyncio.sleep(0.05 * rng.random())
    for name in [name for name in crowd.people if int(name, 16) >= 5000]:
        await crowd.leave(name)
    await asyncio.sleep(1.0)
    _, tasks, members = map(int, (await room.ask("collect")).split())
    found.memory_after = memory_of(room.pid)
    found.tasks_after = tasks - 6 * members


async def run() -> Figures:
    """Measure all of it in one room."""
    found = Figures()
    async with room_process() as room:
        crowd = Crowd(room)
        try:
            await load(room, crowd, found)
            await come_and_go(crowd, found)
            for number in range(2, MEMBERS):
                await crowd.leave(name_of(number))
            await churn(room, crowd, found)
        finally:
            await crowd.close()
    return found


async def measure() -> list[Measurement]:
    """Return the figures of rooms."""
    each, reference = await measure_forwarding()
    found = await run()
    print(json.dumps(asdict(found)), file=sys.stderr)
    busy = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    growth = 100 * (found.memory_after / found.memory_before - 1)
    return [
        Measurement(
            "room: forwarding a packet to one member, median",
            each,
            "us",
            MOST_MICROSECONDS,
            reference,
        ),
        Measurement("room of 6, all seeing all: cores of the service", found.cores, "cores", 1.0, note=busy),
        Measurement(
            "room of 6: share of all frames that came whole", found.frames, "", LEAST_FRAMES, is_rate=True
        ),
        Measurement("room of 6: a frame through the service, median", found.delay_ms, "ms", note=busy),
        Measurement(
            "room: joining to the first picture, p95", percentile(found.joins, 0.95), "s", MOST_JOIN_SECONDS
        ),
        Measurement(
            "room: leaving until all know, p95, media alone",
            percentile(found.leaves, 0.95),
            "s",
            MOST_LEAVE_SECONDS,
        ),
        Measurement("room: packets of sound missed while others come and go", found.lost_sound, "", 0.0),
        Measurement(f"room: memory after {CHURNS} comings and goings", growth, "%", 5.0),
        Measurement("room: tasks left over", found.tasks_after, "", 0.0),
    ]
