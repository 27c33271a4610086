"""One end of a long real call: ``python -m tests.bench.long_call.end USER SECONDS [CALLEE]``.

Reads the service from its first line of input (JSON), prints a line when it is registered, reads another line
and calls CALLEE, or waits to be called. From then on it prints what it holds every ten seconds.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
from typing import Any

from core.calling import Call, CallState
from tests.bench.call_loop import open_files, resident
from tests.bench.call_service import Registrant, RunningService
from tests.bench.calls import Callee, Moments, local_media
from tests.bench.long_call.queues import lengths

LOOK_EVERY = 10.0


def look(call: Call) -> dict[str, Any]:
    """Return what the process holds now: memory in kilobytes, and how many of each thing."""
    gc.collect()
    timers = asyncio.get_running_loop()._scheduled  # type: ignore[attr-defined]
    return {
        "at": time.monotonic(),
        "memory": resident(),
        "threads": threading.active_count(),
        "tasks": len(asyncio.all_tasks()),
        "timers": sum(not timer.cancelled() for timer in timers),
        "files": open_files(),
        "objects": len(gc.get_objects()),
        "lengths": lengths({"call": call}, "core."),
    }


async def _line() -> str:
    return await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


async def _follow(call: Call, seconds: float) -> None:
    """Print what is held every ten seconds. Raises RuntimeError when the call ends before its time."""
    begin = time.monotonic()
    for number in range(1, int(seconds / LOOK_EVERY) + 1):
        await asyncio.sleep(max(0.0, begin + number * LOOK_EVERY - time.monotonic()))
        if call.state is not CallState.ESTABLISHED:
            raise RuntimeError(f"the long call ended early: {call.state}, {call.details}")
        print(json.dumps(look(call)), flush=True)


async def run(user: str, seconds: float, callee: str) -> None:
    """Be one end."""
    service = RunningService(**json.loads(await _line()))
    with local_media() as media:
        registrant = Registrant(service, user, media)
        waiting = Callee(registrant.client)
        await registrant.start()
        print("{}", flush=True)
        await _line()
        if callee:
            call = await registrant.client.callClient.callUserVideo(callee)
            moments = Moments(call)
        else:
            call = await asyncio.wait_for(waiting.calls.get(), 30)
            moments = Moments(call)
            await call.answer()
        await moments.reach("established")
        await _follow(call, seconds)
        if callee:
            call.hangup()
        await moments.reach("ended")
        await registrant.client.terminateGracefully()


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    asyncio.run(run(sys.argv[1], float(sys.argv[2]), "".join(sys.argv[3:])))
