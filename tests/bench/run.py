"""Run every bench, print a table, write ``build/bench/summary.json``: ``python -m tests.bench.run``.

Ends with 0 when everything was measured, whether or not the budgets are met: a slow or busy machine is no
defect of the program. ``--only NAME`` runs one bench, ``--short`` takes less time for
calls over bad lines and the long call, ``--minutes`` is how long the long call lasts (60 to keep the whole
promise).
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from tests.bench import call_loop, calls, lip_sync, push, video, window_frames, window_start
from tests.bench.acoustics import measure as acoustics
from tests.bench.acoustics import mouth_to_ear
from tests.bench.blocked import measure as blocked
from tests.bench.gateway import measure as gateway
from tests.bench.long_call import measure as long_call
from tests.bench.measurement import Measurement, machine, overview, table, write_summary
from tests.bench.network import bench as network
from tests.bench.rooms import measure as rooms
from tests.bench.signalling import measure as signalling

ROOT = Path(__file__).resolve().parents[2]
SUMMARY = ROOT / "build" / "bench" / "summary.json"

SHORT_MINUTES = 2.0

BENCHES: dict[str, Callable[[], Awaitable[list[Measurement]]]] = {
    "calls": calls.measure,
    "acoustics": acoustics.measure,
    "mouth-to-ear": mouth_to_ear.measure,
    "call-loop": call_loop.measure,
    "long-call": long_call.measure,
    "lip-sync": lip_sync.measure,
    "signalling": signalling.measure,
    "gateway": gateway.measure,
    "rooms": rooms.measure,
    "video": video.measure,
    "network": network.measure,
    "window": window_start.measure,
    "window-frames": window_frames.measure,
    "push": push.measure,
    "blocked": blocked.measure,
}


async def run(
    names: list[str], *, is_short: bool = False, minutes: float = long_call.MINUTES
) -> tuple[list[Measurement], list[str]]:
    """Return what was measured, and the benches that failed; ``minutes`` is the length of the long call."""
    benches = BENCHES | {
        "network": partial(network.measure, is_short=is_short),
        "long-call": partial(long_call.measure, minutes=min(minutes, SHORT_MINUTES) if is_short else minutes),
    }
    measured: list[Measurement] = []
    failed: list[str] = []
    for name in names:
        print(f"Measuring {name}.", file=sys.stderr, flush=True)
        try:
            measured += await benches[name]()
        except Exception:
            traceback.print_exc()
            failed.append(name)
    return measured, failed


def main() -> int:
    """Run the benches asked for; returns 1 if one of them could not measure."""
    parser = argparse.ArgumentParser(description="Measure Ahoy.")
    parser.add_argument("--only", choices=sorted(BENCHES), action="append")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--minutes", type=float, default=long_call.MINUTES)
    parser.add_argument("--output", type=Path, default=SUMMARY)
    options = parser.parse_args()
    # As in main.py: a thread that comes back from C waits this long at most.
    sys.setswitchinterval(0.001)
    about = machine()
    work = run(options.only or list(BENCHES), is_short=options.short, minutes=options.minutes)
    measured, failed = asyncio.run(work)
    write_summary(options.output, measured)
    print(f"\n{about}\n\n{table(measured)}\n\n{overview(measured)}\n\nWritten to {options.output}")
    if failed:
        print(f"Not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
