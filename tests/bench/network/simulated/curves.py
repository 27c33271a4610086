"""Curves of simulated calls: the same on every machine, since no machine's load is in them.

``python -m tests.bench.network.simulated.curves`` draws those that README shows.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.bench.network.curves import Chart, Point
from tests.bench.network.line.impairment import Schedule
from tests.bench.network.scenes import LOSSES, NEAR, SCENES
from tests.bench.network.simulated.call import simulate_call
from tests.bench.network.simulated.pictures import OurPictures, StockPictures, simulate_pictures
from tests.bench.network.simulated.sound import our_sound, simulate_sound, stock_sound

FOLDER = Path(__file__).resolve().parents[4] / "resources" / "measured"
AHOY, AIORTC = "Ahoy", "aiortc 1.16"
SOUND = {AHOY: our_sound, AIORTC: stock_sound}
PICTURES = {AHOY: OurPictures, AIORTC: StockPictures}
SECONDS, SEED = 60.0, 1
FINEST = 0.5
"""Seconds between two points of a curve over time."""

Summary = dict[str, Any]
"""What is drawn: by loss in percent and program, and over time."""


def summarise(seconds: float = SECONDS, losses: tuple[int, ...] = LOSSES) -> Summary:
    """Simulate and return the figures, rounded."""
    lines = {share: Schedule((0.0, replace(NEAR, loss=share / 100))) for share in losses}
    sound = {
        name: {share: _unheard(create, line, seconds) for share, line in lines.items()}
        for name, create in SOUND.items()
    }
    seen = {
        name: {share: simulate_pictures(receiver, line, seconds, SEED) for share, line in lines.items()}
        for name, receiver in PICTURES.items()
    }
    freezes = {
        name: {share: round(one.longest_freeze / 1000, 2) for share, one in found.items()}
        for name, found in seen.items()
    }
    delays = {
        name: {share: None if one.delay_p95 is None else round(one.delay_p95) for share, one in found.items()}
        for name, found in seen.items()
    }
    return {
        "seconds": seconds,
        "seed": SEED,
        "speech not heard as spoken, % by % of loss": sound,
        "longest freeze, s by % of loss": freezes,
        "delay of pictures, p95 in ms by % of loss": delays,
        "drop": _drop(seconds),
    }


def _unheard(create: Any, line: Schedule, seconds: float) -> float:
    figures = simulate_sound(create, line, seconds, SEED)
    return round(100 * (figures.concealed + figures.silent), 1)


def _drop(seconds: float) -> list[tuple[float, float, int, int]]:
    """Return second, ms of queue, kbit/s that arrive, kbit/s that the line bears."""
    line, found, last = SCENES["drop"].line, [], 0.0
    call = simulate_call(line, min(seconds, SCENES["drop"].seconds), SEED)
    for at, queue in call.queues:
        if at - last >= FINEST - 1e-3:
            bears = line.at(at).rate or 0.0
            found.append(
                (round(at, 1), round(1000 * queue), round(call.rate(last, at) / 1000), int(bears / 1000))
            )
            last = at
    return found


def draw(summary: Summary) -> dict[str, str]:
    """Return the pictures by file name."""
    sound, freezes, delays = (summary[name] for name in list(summary)[2:5])
    drop = summary["drop"]
    over_time = "From 2 Mbit/s to 500 kbit/s and back"
    charts = {
        "speech-by-loss": Chart(
            "Speech that is not heard as it was spoken", "packets lost, %", "share of the time, %", _by(sound)
        ),
        "freeze-by-loss": Chart("The longest freeze of a minute", "packets lost, %", "seconds", _by(freezes)),
        "delay-by-loss": Chart(
            "How late pictures are: 95 of 100 are earlier", "packets lost, %", "ms", _by(delays)
        ),
        "drop-rate": Chart(
            over_time,
            "seconds",
            "kbit/s",
            {
                "arrives": [(row[0], row[2]) for row in drop],
                "the line bears": [(row[0], row[3]) for row in drop],
            },
        ),
        "drop-queue": Chart(
            over_time, "seconds", "ms of queue before the line", {AHOY: [(row[0], row[1]) for row in drop]}
        ),
    }
    return {f"{name}.svg": chart.svg() for name, chart in charts.items()}


def _by(programs: dict[str, dict[int, float | None]]) -> dict[str, list[Point]]:
    return {
        name: [(float(share), value) for share, value in found.items()] for name, found in programs.items()
    }


def write(folder: Path = FOLDER, seconds: float = SECONDS, losses: tuple[int, ...] = LOSSES) -> None:
    """Write the summary and the pictures drawn of it."""
    summary = summarise(seconds, losses)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "simulated.json").write_text(json.dumps(summary) + "\n", encoding="utf-8")
    for name, picture in draw(summary).items():
        (folder / name).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    write()
