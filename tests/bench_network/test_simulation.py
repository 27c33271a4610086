"""Simulated time: order, periods, and a line on it."""

from __future__ import annotations

import time

from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.simulation import Line, Simulation


def test_what_is_planned_happens_in_the_order_of_time() -> None:
    simulation, seen = Simulation(), []
    simulation.at(2.0, lambda: seen.append(("second", simulation.now)))
    simulation.at(1.0, lambda: simulation.at(0.5, lambda: seen.append(("late", simulation.now))))
    simulation.at(1.0, lambda: seen.append(("first", simulation.now)))
    simulation.run(3.0)
    assert seen == [("first", 1.0), ("late", 1.0), ("second", 2.0)] and simulation.now == 3.0


def test_what_comes_regularly_does_not_drift_and_stops_with_the_run() -> None:
    simulation, turns = Simulation(), []
    simulation.every(0.1, lambda: turns.append(simulation.now), start=0.05)
    simulation.run(100.0)
    assert len(turns) == 1000 and abs(turns[-1] - 99.95) < 1e-9


def test_a_line_delivers_in_simulated_time() -> None:
    simulation, seen = Simulation(), []
    line: Line[str] = Line(
        simulation,
        Schedule((0.0, Conditions(delay=0.1, rate=80_000))),
        1,
        lambda item: seen.append((item, round(simulation.now, 6))),
    )
    simulation.at(1.0, lambda: line.send("a", 72))
    simulation.at(1.0, lambda: line.send("b", 72))
    simulation.run(1.005)
    assert abs(line.queue_delay - 0.015) < 1e-9
    simulation.run(2.0)
    assert seen == [("a", 1.11), ("b", 1.12)]


def test_minutes_of_a_call_pass_in_a_moment() -> None:
    simulation, seen = Simulation(), []
    line: Line[float] = Line(simulation, Schedule((0.0, Conditions(delay=0.1, jitter=0.02))), 1, seen.append)
    simulation.every(0.02, lambda: line.send(simulation.now, 100))
    began = time.process_time()
    simulation.run(300.0)
    assert time.process_time() - began < 3.0
    assert 14_900 < len(seen) <= 15_000
