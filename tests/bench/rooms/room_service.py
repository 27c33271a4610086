"""The call service, which says on SIGUSR1 what it holds: ``python -m tests.bench.rooms.room_service FILE …``.

``FILE`` gets the number of asyncio tasks and of Python's objects after a collection, as JSON; memory that
is free is given back to the system first, so that what the system sees is what is held. What follows is the
command line of ``main.py``.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import signal
import sys
from pathlib import Path
from types import FrameType

import main as program

_PARENT_DEATH_SIGNAL = 1
"""Of ``prctl`` (linux/prctl.h): a bench that is killed leaves no service behind."""


def _count(path: Path) -> None:
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    counted = {"tasks": len(asyncio.all_tasks()), "objects": len(gc.get_objects())}
    half = path.with_suffix(".half")
    half.write_text(json.dumps(counted), "ascii")
    half.replace(path)


def run(arguments: list[str]) -> int:
    """Run it until it is told to stop."""
    path = Path(arguments[0])
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)

    def asked(number: int, frame: FrameType | None) -> None:
        _count(path)

    signal.signal(signal.SIGUSR1, asked)
    return program.main(arguments[1:])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
