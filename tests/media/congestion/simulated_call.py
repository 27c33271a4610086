"""One sender of sound and pictures over a simulated line, with feedback as bytes on the way back."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from core.media.congestion.estimation.controller import CongestionController
from core.media.congestion.feedback.arrivals import ArrivalRecorder
from core.media.congestion.feedback.wire import build, parse
from core.media.congestion.sending.pacer import TICK_SECONDS, Departure, Pacer, Priority
from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.simulation import Line, Simulation

PACKET = 1150
AUDIO_BYTES = 130
FRAME_RATE = 30
KEYFRAME = 6.0
"""Size of a keyframe in pictures of the usual size."""


@dataclass(frozen=True, slots=True)
class Datagram:
    """What travels: whose it is, its transport-wide number, its size."""

    owner: int
    number: int
    size: int


@dataclass
class Sample:
    """The state of a call at ``at``: bits per second and seconds."""

    at: float
    target: int
    sent: float
    arrived: float
    queue: float
    standing: float


@dataclass
class SimulatedCall:
    """A sender that uses its target, as an encoder with a live target does.

    ``clock_offset`` and ``clock_skew`` are the receiver's clock against the sender's. Pictures use the
    target up to ``most_demand``. ``on_feedback`` may change feedback on its way.
    """

    simulation: Simulation
    forth: Line[Datagram]
    back: Schedule
    seed: int
    owner: int = 0
    start: float = 0.0
    clock_offset: float = 5000.0
    clock_skew: float = 0.0
    most_demand: float = 2_500_000
    has_video: bool = True
    options: dict[str, int] = field(default_factory=dict)
    on_feedback: Callable[[SimulatedCall, bytes], bytes] | None = None

    def __post_init__(self) -> None:
        self.controller = CongestionController(**self.options)
        self.recorder = ArrivalRecorder()
        self.samples: list[Sample] = []
        self.skipped = 0
        self.bad_feedback = 0
        self._chance = random.Random(self.seed)
        self._pacer: Pacer[int] = Pacer(self.controller.bitrate, self.start, lambda size: size)
        self._reverse: Line[bytes] = Line(self.simulation, self.back, self.seed + 1, self.take_feedback)
        self._sent_bits = self._arrived_bits = 0.0
        simulation = self.simulation
        simulation.every(TICK_SECONDS, self._tick, start=self.start)
        simulation.every(0.02, self._speak, start=self.start)
        if self.has_video:
            simulation.every(1 / FRAME_RATE, self._show, start=self.start)
        simulation.every(0.01, self._tell, start=self.start)
        simulation.every(0.1, self._note, start=self.start)

    def receive(self, datagram: Datagram) -> None:
        """Take what the line delivers."""
        self._arrived_bits += 8 * datagram.size
        self.recorder.add(datagram.number, datagram.size, self._receiver_time())

    def take_feedback(self, data: bytes) -> None:
        """Take feedback as it arrives at the sender."""
        try:
            feedback = parse(data)
        except ValueError:
            self.bad_feedback += 1
            return
        self.controller.take_feedback(feedback, self.simulation.now)
        self._pacer.set_target(self.controller.bitrate, self.simulation.now)

    def average(self, start: float, end: float, name: str = "target") -> float:
        """Return the mean of a field of the samples between two seconds."""
        values = [getattr(sample, name) for sample in self.samples if start <= sample.at < end]
        return sum(values) / len(values)

    def most(self, start: float, end: float, name: str = "queue") -> float:
        """Return the largest value of a field of the samples between two seconds."""
        return max(getattr(sample, name) for sample in self.samples if start <= sample.at < end)

    def _receiver_time(self) -> float:
        return self.clock_offset + self.simulation.now * (1.0 + self.clock_skew)

    def _tick(self) -> None:
        now = self.simulation.now
        probe = self.controller.probe(now)
        if probe is not None:
            self._pacer.start_probe(probe, now)
        self._pacer.set_target(self.controller.bitrate, now)
        for departure in self._pacer.take(now):
            self._send(departure)
        due = self._pacer.next_due(now)
        if due is not None and due < now + TICK_SECONDS:
            self.simulation.at(due, self._drain)

    def _drain(self) -> None:
        for departure in self._pacer.take(self.simulation.now):
            self._send(departure)
        due = self._pacer.next_due(self.simulation.now)
        if due is not None and self.simulation.now < due < self.simulation.now + TICK_SECONDS:
            self.simulation.at(due, self._drain)

    def _send(self, departure: Departure[int]) -> None:
        size = departure.size
        number = self.controller.packet_sent(size, self.simulation.now, departure.probe)
        self._sent_bits += 8 * size
        self.forth.send(Datagram(self.owner, number, size), size)

    def _speak(self) -> None:
        self._pacer.put(AUDIO_BYTES, AUDIO_BYTES, Priority.AUDIO, self.simulation.now)
        self._drain()

    def _show(self) -> None:
        now = self.simulation.now
        if self._pacer.is_behind:
            self.skipped += 1
            return
        share = max(20_000.0, min(self.most_demand, self.controller.bitrate - 52_000))
        size = share / FRAME_RATE / 8 * self._chance.lognormvariate(-0.03, 0.25)
        is_keyframe = self._pacer.wants_keyframe
        left = int(size * (KEYFRAME if is_keyframe else 1.0))
        while left > 0:
            piece = min(PACKET, left)
            self._pacer.put(piece, piece, Priority.VIDEO, now, starts_keyframe=is_keyframe)
            is_keyframe = False
            left -= piece
        self._drain()

    def _tell(self) -> None:
        now = self._receiver_time()
        if not self.recorder.due(now):
            return
        for feedback in self.recorder.feedback(1, 2, now):
            data = build(feedback)
            if self.on_feedback is not None:
                data = self.on_feedback(self, data)
            self._reverse.send(data, len(data))

    def _note(self) -> None:
        sent, arrived = self._sent_bits * 10, self._arrived_bits * 10
        self._sent_bits = self._arrived_bits = 0.0
        self.samples.append(
            Sample(
                self.simulation.now,
                self.controller.bitrate,
                sent,
                arrived,
                self.forth.queue_delay,
                self.controller.estimate.queue,
            )
        )


def run_call(
    line: Schedule, seconds: float, seed: int, *, back: Schedule | None = None, **options: object
) -> SimulatedCall:
    """Run one call over ``line`` and return it."""
    calls = run_calls(line, seconds, seed, [options], back=back)
    return calls[0]


def run_calls(
    line: Schedule,
    seconds: float,
    seed: int,
    several: list[dict[str, object]],
    *,
    back: Schedule | None = None,
) -> list[SimulatedCall]:
    """Run several calls over one line; each has options of its own."""
    simulation = Simulation()
    calls: list[SimulatedCall] = []
    shared: Line[Datagram] = Line(
        simulation, line, seed, lambda datagram: calls[datagram.owner].receive(datagram)
    )
    reverse = back or Schedule((0.0, Conditions(delay=line.at(0.0).delay)))
    for owner, options in enumerate(several):
        calls.append(SimulatedCall(simulation, shared, reverse, seed + 10 * owner, owner, **options))  # type: ignore[arg-type]
    simulation.run(seconds)
    return calls
