"""Fixtures of the tests of rooms."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest


@pytest.fixture
def benchmark_time() -> Callable[[Callable[[], None]], float]:
    """Return ``benchmark_time(act)``: the CPU seconds of this thread for the fastest of several runs."""

    def measure(act: Callable[[], None]) -> float:
        spent = []
        for _ in range(7):
            before = time.thread_time()
            act()
            spent.append(time.thread_time() - before)
        return min(spent)

    return measure
