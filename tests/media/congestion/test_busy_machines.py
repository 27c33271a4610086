"""Calls in simulated time between programs that do not always get the processor when they want it.

More seeds, for a long run: ``AHOY_SEEDS`` (see ``seeds.py``).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from tests.bench.network.line.impairment import Conditions, Schedule
from tests.media.congestion.seeds import SEEDS
from tests.media.congestion.simulated_call import Datagram, SimulatedCall, run_call

WIDE = Conditions(delay=0.03, rate=2_000_000, queue=1.0)
START, READING = 15.0, 0.0003
"""When a program stops, and how long it takes to read a datagram."""


@dataclass
class BusyCall(SimulatedCall):
    """A call of which the sender or the receiver stands still at times: ``stops`` are starts and lengths.

    ``tells_arrival``: the receiver's system says when a datagram came that the program reads late.
    """

    stops: tuple[tuple[float, float], ...] = ()
    stopped: str = "receiver"
    tells_arrival: bool = False
    _read_at: float = field(default=0.0, init=False)

    def receive(self, datagram: Datagram) -> None:
        came = self._receiver_time()
        free = max(self._free_at("receiver"), self._read_at)
        if free <= self.simulation.now:
            super().receive(datagram)
            return
        self._read_at = free + READING
        self.simulation.at(
            self._read_at,
            lambda: self.read(datagram, came if self.tells_arrival else self._receiver_time()),
        )

    def take_feedback(self, data: bytes) -> None:
        self._when_free(lambda: SimulatedCall.take_feedback(self, data))

    def _tell(self) -> None:
        if self._free_at("receiver") <= self.simulation.now:
            super()._tell()

    def _drain(self, planned: float | None = None) -> None:
        free = self._free_at("sender")
        if free > self.simulation.now:
            self._planned = free
            self.simulation.at(free, lambda: SimulatedCall._drain(self, free))
        else:
            super()._drain(planned)

    def _when_free(self, action: Callable[[], None]) -> None:
        free = self._free_at("sender")
        if free > self.simulation.now:
            self.simulation.at(free + READING, action)
        else:
            action()

    def _free_at(self, program: str) -> float:
        """Return when ``program`` goes on; now if it does not stand still."""
        now = self.simulation.now
        if program != self.stopped and self.stopped != "both":
            return now
        return next((start + length for start, length in self.stops if start <= now < start + length), now)


# Of a receiver that says nothing for over a second nobody can tell that it is only busy.
STOPS = [
    ("sender", 1.3),
    ("both", 1.3),
    *((who, s) for who in ("sender", "receiver", "both") for s in (0.1, 0.3)),
]


@pytest.mark.parametrize(("stopped", "length"), STOPS)
@pytest.mark.parametrize("tells_arrival", [True, False], ids=["told", "untold"])
def test_a_program_that_stands_still_for_a_moment_does_not_cost_the_rate(
    stopped: str, tells_arrival: bool, length: float
) -> None:
    stops = ((START, length),)
    call = run_call(
        Schedule((0.0, WIDE)),
        30.0,
        21,
        kind=BusyCall,
        stopped=stopped,
        tells_arrival=tells_arrival,
        stops=stops,
    )
    before = call.average(12, START)
    back = START + length
    assert min(sample.target for sample in call.samples if back < sample.at < 25) > 0.5 * before
    assert call.average(back + 1, back + 3) > 0.8 * before
    assert call.most(back + 1, 25) < 0.25


def _slices(chance: random.Random, busy: float, idle: float) -> tuple[tuple[float, float], ...]:
    """Return times at which a busy machine runs something else, of random lengths."""
    stops, at = [], 5.0
    while at < 32.0:
        length = min(0.2, chance.expovariate(1 / busy))
        stops.append((at, length))
        at += length + chance.expovariate(1 / idle)
    return tuple(stops)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("stopped", ["sender", "receiver"])
@pytest.mark.parametrize("loss", [0.0, 0.05])
def test_a_machine_that_is_busy_all_the_time_does_not_starve_the_call(
    stopped: str, loss: float, seed: int
) -> None:
    stops = _slices(random.Random(seed), 0.03, 0.1)
    way = Conditions(delay=0.05, loss=loss)
    call = run_call(Schedule((0.0, way)), 30.0, seed, kind=BusyCall, stopped=stopped, stops=stops)
    assert call.average(15, 30) > 1_500_000
    assert min(call.average(second, second + 3) for second in range(12, 27)) > 500_000


@pytest.mark.parametrize("seed", SEEDS)
def test_a_way_that_becomes_narrower_is_left_free_though_the_receiver_is_a_little_busy(seed: int) -> None:
    stops = _slices(random.Random(seed), 0.004, 0.05)
    line = Schedule((0.0, WIDE), (15.0, replace(WIDE, rate=500_000)))
    call = run_call(line, 32.0, seed, kind=BusyCall, stops=stops)
    assert call.most(17, 32) < 0.2
    assert call.average(18, 32, "arrived") > 0.8 * 500_000


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kilobits", [300, 1000])
def test_a_busy_receiver_does_not_hide_a_full_way(kilobits: int, seed: int) -> None:
    stops = _slices(random.Random(seed), 0.02, 0.1)
    line = Schedule((0.0, WIDE), (15.0, replace(WIDE, rate=kilobits * 1000.0)))
    call = run_call(line, 32.0, seed, kind=BusyCall, stops=stops)
    assert call.most(19, 32) < 0.3
    assert 0.55 * kilobits * 1000 < call.average(20, 32, "arrived") < kilobits * 1000
