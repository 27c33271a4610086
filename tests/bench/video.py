"""A 720p call both ways between two sessions of one process, and what stock aiortc makes of the same.

Run as ``python -m tests.bench.video SECONDS`` it measures our half alone and prints one JSON object;
``measure`` runs both halves in processes of their own, one after the other, several times in turn.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.measurement import Measurement

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class VideoFigures:
    """One run. ``cpu_ratio``: CPU of one end against encoding and decoding the same pictures alone.

    ``paced_ratio`` is the same against that work done at a call's pace, which costs it more;
    ``both_codecs_ratio`` counts the sound's codec among the codecs. CPU in ms is per decoded picture and end:
    ``spent_ms`` all of it, ``overhead_ms`` what is left without the codec at a call's pace.
    """

    latency_p50_ms: float | None
    latency_p95_ms: float | None
    frames: int
    frames_captured: int
    cpu_ratio: float
    paced_ratio: float | None = None
    overhead_ms: float | None = None
    drawing_ms: float | None = None
    both_codecs_ratio: float | None = None
    spent_ms: float | None = None


async def run(seconds: float) -> VideoFigures:
    """Run our own call for ``seconds``."""
    from tests.media.loopback_call import pure_codec_cost, pure_sound_cost, run_loopback

    result = await run_loopback(seconds)
    alone, paced, sound = pure_codec_cost(), pure_codec_cost(is_paced=True), pure_sound_cost()
    pictures = max(1, result.frames) / 2
    spent = result.cpu_seconds_per_end / pictures
    return VideoFigures(
        result.latency_p50_ms if result.frames else None,
        result.latency_p95_ms if result.frames else None,
        result.frames,
        result.frames_captured,
        spent / alone.per_frame,
        spent / paced.per_frame,
        1000 * (spent - paced.per_frame),
        1000 * result.drawing_seconds_per_end / pictures,
        spent / (alone.per_frame + sound * result.seconds / pictures),
        1000 * spent,
    )


async def _in_child(module: str, seconds: float) -> VideoFigures:
    command = (sys.executable, "-m", module, str(seconds))
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    output, _ = await asyncio.wait_for(child.communicate(), seconds + 60)
    if child.returncode:
        raise RuntimeError(f"{module} ended with {child.returncode}")
    return VideoFigures(**json.loads(output.splitlines()[-1]))


def _median(runs: list[VideoFigures], name: str) -> float | None:
    values = [value for one in runs if (value := getattr(one, name)) is not None]
    return statistics.median(values) if values else None


async def measure(*, seconds: float = 8.0, rounds: int = 3) -> list[Measurement]:
    """Run both halves ``rounds`` times in turn; every figure is the median of its runs."""
    ours: list[VideoFigures] = []
    stock: list[VideoFigures] = []
    for _ in range(rounds):
        ours.append(await _in_child("tests.bench.video", seconds))
        stock.append(await _in_child("tests.bench.stock_aiortc", seconds))
    note = f"720p30 both ways, {seconds:g} s, median of {rounds} runs; reference: stock aiortc, its own codec"

    def figure(name: str, field: str, unit: str, budget: float | None) -> Measurement:
        return Measurement(name, _median(ours, field), unit, budget, _median(stock, field), note=note)

    decoded = statistics.median(100 * one.frames / one.frames_captured for one in ours)
    theirs = statistics.median(100 * one.frames / one.frames_captured for one in stock)
    return [
        figure("video, capture to decoded frame, p50", "latency_p50_ms", "ms", 12.0),
        figure("video, capture to decoded frame, p95", "latency_p95_ms", "ms", 22.0),
        figure("CPU per end / pure codec cost", "cpu_ratio", "ratio", 1.35),
        figure("CPU per end / codec at a call's pace", "paced_ratio", "ratio", None),
        figure("CPU per end / codecs of pictures and sound", "both_codecs_ratio", "ratio", None),
        figure("CPU per picture and end", "spent_ms", "ms", None),
        figure("CPU per picture beside the codec", "overhead_ms", "ms", None),
        figure("CPU per test picture drawn", "drawing_ms", "ms", 0.8),
        Measurement("pictures decoded of those taken", decoded, "%", None, theirs, is_rate=True, note=note),
    ]


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    print(json.dumps(asdict(asyncio.run(run(float(sys.argv[1]))))))
