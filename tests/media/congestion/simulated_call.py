"""One sender of sound and pictures over a simulated line, with feedback as bytes on the way back."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from core.media.congestion.sending.pacer import Departure, Priority
from core.media.congestion.transport_control import TransportControl
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
        self.control: TransportControl[int] = TransportControl(
            self.start, make_padding=lambda size: (size, size), **self.options
        )
        self.listener: TransportControl[int] = TransportControl(0.0)
        self.samples: list[Sample] = []
        self.skipped = 0
        self._chance = random.Random(self.seed)
        self._planned: float | None = None
        self._reverse: Line[bytes] = Line(self.simulation, self.back, self.seed + 1, self.take_feedback)
        self._sent_bits = self._arrived_bits = 0.0
        simulation = self.simulation
        simulation.at(self.start, lambda: self._drain(self.start))
        simulation.every(0.02, self._speak, start=self.start)
        if self.has_video:
            simulation.every(1 / FRAME_RATE, self._show, start=self.start)
        simulation.every(0.01, self._tell, start=self.start)
        simulation.every(0.1, self._note, start=self.start)

    def receive(self, datagram: Datagram) -> None:
        """Take what the line delivers."""
        self.read(datagram, self._receiver_time())

    def read(self, datagram: Datagram, arrived_at: float) -> None:
        """Read a datagram that came at ``arrived_at`` by the receiver's clock."""
        self._arrived_bits += 8 * datagram.size
        self.listener.packet_arrived(datagram.number, datagram.size, arrived_at)

    def take_feedback(self, data: bytes) -> None:
        """Take feedback as it arrives at the sender."""
        self.control.take_rtcp(data, self.simulation.now)
        self._drain()

    def average(self, start: float, end: float, name: str = "target") -> float:
        """Return the mean of a field of the samples between two seconds."""
        values = [getattr(sample, name) for sample in self.samples if start <= sample.at < end]
        return sum(values) / len(values)

    def most(self, start: float, end: float, name: str = "queue") -> float:
        """Return the largest value of a field of the samples between two seconds."""
        return max(getattr(sample, name) for sample in self.samples if start <= sample.at < end)

    def _receiver_time(self) -> float:
        return self.clock_offset + self.simulation.now * (1.0 + self.clock_skew)

    def _drain(self, planned: float | None = None) -> None:
        """Send what may leave and plan the next time; a plan that was replaced does nothing."""
        if planned is not None and planned != self._planned and self._planned is not None:
            return
        now = self.simulation.now
        for departure in self.control.take(now):
            self._send(departure)
        due = max(self.control.next_due(now), now + 1e-6)
        self._planned = due
        self.simulation.at(due, lambda: self._drain(due))

    def _send(self, departure: Departure[int]) -> None:
        size = departure.size
        number = self.control.number(departure, self.simulation.now)
        self._sent_bits += 8 * size
        self.forth.send(Datagram(self.owner, number, size), size)

    def _speak(self) -> None:
        self.control.put(AUDIO_BYTES, AUDIO_BYTES, Priority.AUDIO, self.simulation.now)
        self._drain()

    def _show(self) -> None:
        now = self.simulation.now
        if self.control.is_behind:
            self.skipped += 1
            return
        share = max(20_000.0, min(self.most_demand, self.control.estimate.bitrate - 52_000))
        size = share / FRAME_RATE / 8 * self._chance.lognormvariate(-0.03, 0.25)
        is_keyframe = self.control.wants_keyframe
        left = int(size * (KEYFRAME if is_keyframe else 1.0))
        while left > 0:
            piece = min(PACKET, left)
            self.control.put(piece, piece, Priority.VIDEO, now, starts_keyframe=is_keyframe)
            is_keyframe = False
            left -= piece
        self._drain()

    def _tell(self) -> None:
        for data in self.listener.feedback(1, 2, self._receiver_time()):
            if self.on_feedback is not None:
                data = self.on_feedback(self, data)
            self._reverse.send(data, len(data))

    def _note(self) -> None:
        sent, arrived = self._sent_bits * 10, self._arrived_bits * 10
        self._sent_bits = self._arrived_bits = 0.0
        self.samples.append(
            Sample(
                self.simulation.now,
                self.control.estimate.bitrate,
                sent,
                arrived,
                self.forth.queue_delay,
                self.control.estimate.queue,
            )
        )


def run_call(
    line: Schedule,
    seconds: float,
    seed: int,
    *,
    back: Schedule | None = None,
    kind: type[SimulatedCall] = SimulatedCall,
    **options: object,
) -> SimulatedCall:
    """Run one call (of ``kind``) over ``line`` and return it."""
    calls = run_calls(line, seconds, seed, [options], back=back, kind=kind)
    return calls[0]


def run_calls(
    line: Schedule,
    seconds: float,
    seed: int,
    several: list[dict[str, object]],
    *,
    back: Schedule | None = None,
    kind: type[SimulatedCall] = SimulatedCall,
) -> list[SimulatedCall]:
    """Run several calls over one line; each has options of its own."""
    simulation = Simulation()
    calls: list[SimulatedCall] = []
    shared: Line[Datagram] = Line(
        simulation, line, seed, lambda datagram: calls[datagram.owner].receive(datagram)
    )
    reverse = back or Schedule((0.0, Conditions(delay=line.at(0.0).delay)))
    for owner, options in enumerate(several):
        calls.append(kind(simulation, shared, reverse, seed + 10 * owner, owner, **options))  # type: ignore[arg-type]
    simulation.run(seconds)
    return calls
