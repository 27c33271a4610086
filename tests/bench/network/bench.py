"""Runs scenes with both programs at once, each in a process of its own, and keeps what came of it.

Chromium, where it is compared, calls after them and alone: it takes a core for itself.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.measurement import Measurement, rounded
from tests.bench.network.ends.chromium import is_installed
from tests.bench.network.figures import CHROMIUM, NAMES, Results, curves, measurements
from tests.bench.network.scenes import SCENES, SHORT, SHORT_FACTOR
from tests.bench.network.simulated import curves as simulated_curves

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "build" / "bench"
PATIENCE = 90
"""Seconds that a call may take beyond its scene."""

JUDGES_AT_ONCE = 2
COLUMNS = (
    ("longest_freeze", "longest freeze ms", 1.0),
    ("frozen", "frozen s", 1.0),
    ("frame_delay_p50", "frame p50 ms", 1.0),
    ("frame_delay_p95", "p95", 1.0),
    ("frames_per_second", "fps", 1.0),
    ("psnr", "PSNR dB", 1.0),
    ("lost_speech", "speech lost %", 100.0),
    ("concealed", "concealed %", 100.0),
    ("added_delay", "added delay ms", 1.0),
    ("speech_quality", "MOS", 1.0),
    ("queue_p95", "queue p95 ms", 1.0),
    ("kilobits_per_second", "kbit/s", 1.0),
)


async def _output(patience: float, module: str, *arguments: str) -> str:
    """Return the last line that a module prints; raises RuntimeError when it fails or takes too long."""
    command = (sys.executable, "-m", module, *arguments)
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        output, _ = await asyncio.wait_for(child.communicate(), patience)
    except TimeoutError:
        child.kill()
        await child.wait()
        raise RuntimeError(f"{module} {' '.join(arguments)} took longer than {patience:g} s") from None
    if child.returncode or not output:
        raise RuntimeError(f"{module} {' '.join(arguments)} ended with {child.returncode}")
    return output.decode().splitlines()[-1]


async def _call(program: str, name: str, factor: float, sound: str) -> dict[str, Any]:
    """Return the figures of one call; empty, with a word on stderr, when it failed."""
    seconds = SCENES[name].seconds * factor + PATIENCE
    try:
        line = await _output(seconds, "tests.bench.network.call", program, name, str(factor), sound)
    except RuntimeError as error:
        print(error, file=sys.stderr, flush=True)
        return {}
    figures: dict[str, Any] = json.loads(line)
    return figures


async def _judge(figures: dict[str, Any], sound: str, gate: asyncio.Semaphore) -> None:
    async with gate:
        try:
            line = await _output(PATIENCE, "tests.bench.network.scoring.speech_quality", sound)
        except RuntimeError as error:
            print(error, file=sys.stderr, flush=True)
            return
    figures["speech_quality"] = None if line == "None" else float(line)


async def _calls(
    name: str, factor: float, sounds: dict[str, str], *, has_chromium: bool
) -> dict[str, dict[str, Any]]:
    # One after the other: programs that share two processors measure each other.
    results = {}
    for program in NAMES:
        if program != CHROMIUM or has_chromium:
            results[program] = await _call(program, name, factor, sounds[program])
    return results


async def run(names: Sequence[str], factor: float = 1.0) -> Results:
    """Run these scenes and return their figures. Speech is judged afterwards, since that takes its time."""
    results: dict[str, dict[str, dict[str, Any]]] = {}
    judged: list[tuple[dict[str, Any], str]] = []
    has_chromium = is_installed()
    if not has_chromium:
        print("Chromium is not installed: nothing is compared with it.", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            print(f"Calling over: {SCENES[name].title}.", file=sys.stderr, flush=True)
            is_judged = SCENES[name].judges_speech
            sounds = {program: f"{folder}/{name}-{program}.npz" if is_judged else "" for program in NAMES}
            is_compared = has_chromium and SCENES[name].has_chromium
            results[name] = await _calls(name, factor, sounds, has_chromium=is_compared)
            judged += [
                (one, sounds[program]) for program, one in results[name].items() if one and sounds[program]
            ]
        gate = asyncio.Semaphore(JUDGES_AT_ONCE)
        print("Judging speech.", file=sys.stderr, flush=True)
        await asyncio.gather(*(_judge(figures, sound, gate) for figures, sound in judged))
    return results


def table(results: Results) -> str:
    """Return the main figures of the programs as text in columns."""
    rows = [("scene", "program", *(label for _, label, _ in COLUMNS))]
    for scene, programs in results.items():
        for program, figures in programs.items():
            values = (figures.get(field) for field, _, _ in COLUMNS)
            cells = (
                "-" if value is None else f"{rounded(value * factor):g}"
                for value, (_, _, factor) in zip(values, COLUMNS, strict=True)
            )
            rows.append((scene, NAMES[program], *cells))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(map(str.ljust, row, widths)) for row in rows)


def keep(results: Results, folder: Path = FOLDER) -> None:
    """Write ``network.json`` and the curves."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    for name, picture in curves(results).items():
        (folder / f"network-{name}").write_text(picture, encoding="utf-8")


async def measure(*, is_short: bool = False) -> list[Measurement]:
    """Run all scenes, or in a short time some; keep everything and return the rows with a budget."""
    names, factor = (SHORT, SHORT_FACTOR) if is_short else (tuple(SCENES), 1.0)
    results = await run(names, factor)
    keep(results)
    # Simulated calls bring a loop of their own.
    await asyncio.to_thread(simulated_curves.write, FOLDER / "simulated")
    print(table(results), file=sys.stderr)
    return measurements(results, factor)
