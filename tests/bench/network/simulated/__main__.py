"""``python -m tests.bench.network.simulated``: parts and whole calls over bad lines, in simulated time."""

from __future__ import annotations

import argparse
import time
from dataclasses import fields

from tests.bench.network.scenes import SCENES
from tests.bench.network.simulated.call import simulate_call
from tests.bench.network.simulated.pictures import (
    OurPictures,
    PictureFigures,
    StockPictures,
    simulate_pictures,
)
from tests.bench.network.simulated.sound import SoundFigures, our_sound, simulate_sound, stock_sound

SOUND = {"Ahoy": our_sound, "aiortc 1.16": stock_sound}
PICTURES = {"Ahoy": OurPictures, "aiortc 1.16": StockPictures}
STARTED = 2.0
"""Seconds of a call that are not judged: nothing is known of the line yet."""

LEFT_OUT = ("drop", "sound-", "video-")
"""Narrow lines say nothing about receivers while nobody adapts to them."""


def main() -> None:
    """Print the figures of all lines, each ``--seconds`` of simulated time."""
    parser = argparse.ArgumentParser("python -m tests.bench.network.simulated", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.process_time()
    lines = {
        name: scene.line.without_bottleneck()
        for name, scene in SCENES.items()
        if not name.startswith(LEFT_OUT)
    }
    _print_heads(SoundFigures)
    for name, line in lines.items():
        for program, create in SOUND.items():
            _print_row(name, program, simulate_sound(create, line, options.seconds, options.seed))
    _print_heads(PictureFigures)
    for name, line in lines.items():
        for program, receiver in PICTURES.items():
            _print_row(name, program, simulate_pictures(receiver, line, options.seconds, options.seed))
    simulated = 2 * 2 * len(lines) * options.seconds + _print_calls(options.seed)
    took = time.process_time() - began
    print(f"\n{simulated:g} s of calls in {took:.1f} s: {simulated / took:.0f} times faster than they are")


def _print_calls(seed: int) -> float:
    """Print what is seen of the calls with pictures; return how many seconds they took together."""
    heads = ("call", "longest freeze ms", "delay p50 ms", "delay p95 ms", "kbit/s", "queue > 200 ms until")
    print("\n" + " ".join(f"{head:>20}" for head in heads))
    scenes = [scene for scene in SCENES.values() if scene.size is not None]
    for scene in scenes:
        assert scene.size is not None
        call = simulate_call(scene.line, scene.seconds, seed, height=scene.size[1])
        figures = (
            1000 * call.longest_freeze(STARTED),
            1000 * call.delay(0.5, STARTED),
            1000 * call.delay(0.95, STARTED),
            call.rate(STARTED, scene.seconds) / 1000,
            call.queue_long_until(0.0, scene.seconds),
        )
        print(f"{scene.name:>20} " + " ".join(f"{figure:>20.4g}" for figure in figures))
    return sum(scene.seconds for scene in scenes)


def _print_heads(kind: type[SoundFigures] | type[PictureFigures]) -> None:
    print("\n" + " ".join(f"{head:>16}" for head in ("line", "program", *(f.name for f in fields(kind)))))


def _print_row(name: str, program: str, figures: SoundFigures | PictureFigures) -> None:
    values = (getattr(figures, field.name) for field in fields(figures))
    cells = ("-" if value is None else f"{value:.4g}" for value in values)
    print(" ".join(f"{cell:>16}" for cell in (name, program, *cells)))


if __name__ == "__main__":
    main()
