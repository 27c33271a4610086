"""Tests that are compiled once, before the workers of a run begin.

pytest rewrites the assertions of every file that it collects, and each worker collects all of them: four of
them side by side do the same work four times, which is a quarter of a whole run on two processors.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from _pytest.assertion.rewrite import PYC_TAIL

FEW = 40
"""Files that are not worth it."""


def stale(places: Iterable[Path], unasked: Collection[Path] = ()) -> list[Path]:
    """Return the tests in ``places``, files and folders, whose bytecode is not there or older than they are.

    What lies below one of ``unasked`` is left out.
    """
    found = {path for place in places for path in ([place] if place.is_file() else place.rglob("test_*.py"))}
    return sorted(path for path in found if not (_is_compiled(path) or set(unasked) & set(path.parents)))


def _is_compiled(path: Path) -> bool:
    compiled = path.parent / "__pycache__" / (path.stem + PYC_TAIL)
    return compiled.is_file() and compiled.stat().st_mtime >= path.stat().st_mtime


def compile_all(tests: Sequence[Path]) -> None:
    """Let as many processes as there are processors collect ``tests``, by which they are compiled.

    What is wrong with one of them the run itself will tell.
    """
    count = os.cpu_count() or 1
    collect = (sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-n", "0")
    parts = [tests[first::count] for first in range(count)]
    running = [
        subprocess.Popen((*collect, *map(str, part)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for part in parts
        if part
    ]
    for one in running:
        one.wait()


def prepare(places: Iterable[Path], unasked: Collection[Path] = ()) -> None:
    """Compile what is stale, if that is much and may be written."""
    tests = stale(places, unasked)
    if len(tests) > FEW and not sys.dont_write_bytecode:
        compile_all(tests)
