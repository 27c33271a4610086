"""A long call stays as it was after its first minute: half an hour simulated, some minutes real.

``python -m tests.bench.long_call.measure --minutes 60`` makes a real call of an hour and prints its looks.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
from dataclasses import asdict
from typing import Any

from tests.bench.call_service import ROOT, RunningService, running_service
from tests.bench.long_call.queues import grown, keep_longest
from tests.bench.measurement import Measurement

MINUTES = 5.0
SIMULATED_SECONDS = 1800
MEMORY_BUDGET = 5.0
WARM_UP = 60.0
START_LIMIT = 40
COUNTED = ("threads", "tasks", "files")

Look = dict[str, Any]


async def _line(child: asyncio.subprocess.Process, limit: float) -> Look:
    assert child.stdout is not None
    line = await asyncio.wait_for(child.stdout.readline(), limit)
    if not line:
        raise RuntimeError("an end of the long call ended early")
    look: Look = json.loads(line)
    return look


def _tell(child: asyncio.subprocess.Process, line: str) -> None:
    assert child.stdin is not None
    child.stdin.write(f"{line}\n".encode())


async def _end(service: RunningService, user: str, seconds: float, callee: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "tests.bench.long_call.end", user, str(seconds), callee)
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe, limit=1 << 20)
    _tell(child, json.dumps(asdict(service)))
    return child


async def _looks(child: asyncio.subprocess.Process, seconds: float) -> list[Look]:
    found: list[Look] = []
    while len(found) < int(seconds / 10):
        found.append(await _line(child, 60))
    await asyncio.wait_for(child.wait(), START_LIMIT)
    return found


async def call(seconds: float) -> list[list[Look]]:
    """Make a video call of ``seconds`` between two processes; return what each held every ten seconds."""
    async with running_service() as service:
        ends = [
            await _end(service, "carol", seconds, ""),
            await _end(service, "dave", seconds, "carol"),
        ]
        try:
            for end in ends:
                await _line(end, START_LIMIT)
            for end in ends:
                _tell(end, "go")
            return list(await asyncio.gather(*(_looks(end, seconds) for end in ends)))
        finally:
            for end in ends:
                if end.returncode is None:
                    end.kill()
                await end.wait()


def compare(looks: list[Look]) -> dict[str, Any]:
    """Return how the last third of an end's looks after the first minute differs from the first third."""
    begin = looks[0]["at"] - 10.0
    steady = [look for look in looks if look["at"] - begin >= WARM_UP]
    third = max(1, len(steady) // 3)
    early, late = steady[:third], steady[-third:]

    def growth(name: str) -> float:
        first, last = (statistics.median(look[name] for look in part) for part in (early, late))
        return 100 * (last / first - 1) if first else 0.0

    longest: list[dict[str, int]] = [{}, {}]
    for kept, part in zip(longest, (early, late), strict=True):
        for look in part:
            keep_longest(kept, look["lengths"])
    more = {name: max(look[name] for look in late) - max(look[name] for look in early) for name in COUNTED}
    return {
        "memory": growth("memory"),
        "objects": growth("objects"),
        "more": {name: count for name, count in more.items() if count > 0},
        "grown": grown(*longest),
        "megabytes": statistics.median(look["memory"] for look in late) / 1024,
    }


async def _simulated() -> list[Measurement]:
    command = (sys.executable, "-m", "tests.bench.long_call.simulated", str(SIMULATED_SECONDS))
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    output, _ = await asyncio.wait_for(child.communicate(), 600)
    if child.returncode:
        raise RuntimeError(f"the simulated call ended with {child.returncode}")
    figures = json.loads(output)
    growth = 100 * (figures["memory_last"] / figures["memory_first"] - 1)
    note = (
        f"{figures['seconds'] / 60:g} minutes in {figures['took']:.0f} s, {figures['packets']} packets,"
        f" {figures['copies']} of them again, {figures['memory_last']:.0f} blocks"
    )
    return _rows("simulated call of 30 min", growth, figures["grown"], note)


def _rows(name: str, growth: float, queues: dict[str, Any], note: str) -> list[Measurement]:
    told = f"{note}; grown: {', '.join(f'{path} {lengths}' for path, lengths in queues.items()) or 'none'}"
    return [
        Measurement(f"memory grown, {name}", growth, "%", MEMORY_BUDGET, note=note),
        Measurement(f"queues grown, {name}", float(len(queues)), "", 0.0, note=told),
    ]


def rows_of_call(minutes: float, ends: list[list[Look]]) -> list[Measurement]:
    """Return the rows of a real call: of the worse end each."""
    compared = [compare(looks) for looks in ends]
    worst = max(one["memory"] for one in compared)
    note = f"two processes, fake devices, {compared[0]['megabytes']:.0f} MB each; the worse end"
    name = f"real call of {minutes:g} min"
    queues = {path: lengths for one in compared for path, lengths in one["grown"].items()}
    more = {name: count for one in compared for name, count in one["more"].items()}
    told = f"{note}; more: {', '.join(f'{count} {what}' for what, count in more.items()) or 'nothing'}"
    return [
        *_rows(name, worst, queues, note),
        Measurement(f"threads, tasks, files more, {name}", float(sum(more.values())), "", 0.0, note=told),
        Measurement(
            f"Python objects grown, {name}", max(one["objects"] for one in compared), "%", None, note=note
        ),
    ]


async def measure(*, minutes: float = MINUTES) -> list[Measurement]:
    """Run both."""
    found = await _simulated()
    return found + rows_of_call(minutes, await call(60 * minutes))


async def _print(minutes: float) -> None:
    ends = await call(60 * minutes)
    for name, looks in zip(("carol", "dave"), ends, strict=True):
        for look in looks:
            longest = sorted(look["lengths"].items(), key=lambda one: -one[1])[:6]
            print(name, json.dumps(look | {"lengths": dict(longest)}))
    for one in rows_of_call(minutes, ends):
        print(one)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    asyncio.run(_print(parser.parse_args().minutes))
