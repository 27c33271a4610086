"""``python -m tests.bench.network SCENE ...``: run these scenes, print their figures, keep the curves.

``--list`` names the scenes, ``--short`` takes 0.4 of the time, and without a scene some instead of all.
"""

from __future__ import annotations

import argparse
import asyncio

from tests.bench.measurement import machine
from tests.bench.measurement import table as budget_table
from tests.bench.network.bench import FOLDER, keep, run, table
from tests.bench.network.figures import measurements
from tests.bench.network.scenes import SCENES, SHORT, SHORT_FACTOR


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.network", description="Calls over bad lines."
    )
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--list", action="store_true", help="name the scenes")
    parser.add_argument("--short", action="store_true", help="take less time")
    options = parser.parse_args()
    unknown = [name for name in options.scenes if name not in SCENES]
    if unknown:
        parser.error(f"no such scene: {', '.join(unknown)}; --list names them")
    if options.list:
        print("\n".join(f"{scene.name:16} {scene.seconds:4g} s  {scene.title}" for scene in SCENES.values()))
        return
    names = options.scenes or (SHORT if options.short else list(SCENES))
    factor = SHORT_FACTOR if options.short else 1.0
    results = asyncio.run(run(names, factor))
    keep(results)
    budgets = budget_table(measurements(results, factor))
    print(f"\n{machine()}\n\n{table(results)}\n\n{budgets}\n\nKept in {FOLDER}")


if __name__ == "__main__":
    main()
