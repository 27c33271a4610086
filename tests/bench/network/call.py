"""One measured call in a process of its own: ``python -m tests.bench.network.call PROGRAM SCENE FACTOR``.

``PROGRAM`` is ``ours``, ``stock`` or ``chromium``. Prints one JSON object, the fields of ``Scores``;
with a fourth argument it also writes there what was said and heard, for a judge of speech.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from typing import Any

import numpy as np

from tests.bench.network.ends.chromium import run_chromium
from tests.bench.network.ends.ours import run_ours
from tests.bench.network.ends.recording import Recording
from tests.bench.network.ends.stock import run_stock
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.network.scenes import SCENES, Scene
from tests.bench.network.scoring.scores import score

SEED = 20
Program = Callable[[Scene, RelayProcess], Coroutine[Any, Any, Recording]]
PROGRAMS: dict[str, Program] = {"ours": run_ours, "stock": run_stock, "chromium": run_chromium}


def main(program: str, name: str, factor: float, sound_path: str = "") -> None:
    """Run one scene and print its scores."""
    scene = SCENES[name].shortened(factor)
    with RelayProcess(scene.line, scene.line, SEED) as relay:
        recording = asyncio.run(PROGRAMS[program](scene, relay))
    print(json.dumps(asdict(score(recording, scene.line.at(0.0).delay))))
    if sound_path:
        np.savez(sound_path, said=recording.said, heard=recording.heard)


if __name__ == "__main__":
    # As in main.py: a thread that comes back from C waits this long at most.
    sys.setswitchinterval(0.001)
    logging.disable(logging.CRITICAL)
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), *sys.argv[4:5])
