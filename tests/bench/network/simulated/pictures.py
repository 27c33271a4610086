"""Pictures in simulated time: numbered packets, requests for lost ones and the copies, over a bad line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aiortc.jitterbuffer import JitterBuffer
from aiortc.rtcrtpreceiver import NackGenerator
from aiortc.rtp import RtpPacket

from core.media.rtp.receiving.frame_assembler import FrameAssembler, VideoPacket
from tests.bench.measurement import percentile
from tests.bench.network.line.impairment import Schedule
from tests.bench.network.line.simulation import Line, Simulation
from tests.bench.network.scoring.seeing import freezes

RATE = 30
KEYFRAME_PACKETS = 6.0
"""How many times as many packets a keyframe has."""

PACKET_BYTES = 1100
TICK = 0.01
HISTORY = 1500
WARM_UP = 3.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One packet of a picture."""

    sequence: int
    picture: int
    is_last: bool
    is_first_of_key: bool


@dataclass(frozen=True, slots=True)
class Requests:
    """What goes back: packets to send again, and whether a keyframe is wanted."""

    lost: tuple[int, ...]
    wants_keyframe: bool


class PictureReceiver(Protocol):
    """What is measured."""

    def take(self, piece: Piece, now: float) -> tuple[list[int], Requests]:
        """Take a packet; return the pictures that are complete now, and what to ask for."""

    def tick(self, now: float, round_trip: float) -> Requests:
        """Return what to ask for without a new packet."""


class OurPictures:
    """Our assembler."""

    def __init__(self) -> None:
        self._assembler = FrameAssembler()
        self._round_trip = 0.0

    def take(self, piece: Piece, now: float) -> tuple[list[int], Requests]:
        """Take a packet."""
        packet = VideoPacket(piece.picture * 3000, piece.is_last, b"p", piece.is_first_of_key)
        frames = self._assembler.add(piece.sequence & 0xFFFF, packet, now)
        return [frame.timestamp // 3000 for frame in frames], self.tick(now, self._round_trip)

    def tick(self, now: float, round_trip: float) -> Requests:
        """Ask for what is due."""
        self._round_trip = round_trip
        lost = tuple(self._assembler.nacks_due(now, round_trip))
        return Requests(lost, self._assembler.keyframe_due(now, round_trip))


class StockPictures:
    """aiortc's jitter buffer and its list of missing packets. Its decoder shows whatever comes out."""

    def __init__(self) -> None:
        self._buffer = JitterBuffer(capacity=512, is_video=True)
        self._nacks = NackGenerator()

    def take(self, piece: Piece, now: float) -> tuple[list[int], Requests]:
        """Take a packet."""
        packet = RtpPacket(96, int(piece.is_last), piece.sequence & 0xFFFF, piece.picture * 3000)
        packet._data = b"p"  # type: ignore[attr-defined]
        lost = tuple(sorted(self._nacks.missing)) if self._nacks.add(packet) else ()
        wants_keyframe, frame = self._buffer.add(packet)
        shown = [] if frame is None else [frame.timestamp // 3000]
        return shown, Requests(lost, wants_keyframe)

    def tick(self, now: float, round_trip: float) -> Requests:
        """Nothing: without a packet nothing happens."""
        return Requests((), False)


@dataclass(frozen=True, slots=True)
class PictureFigures:
    """Delays in ms from taken to complete; freezes as the W3C counts them."""

    delay_p50: float | None
    delay_p95: float | None
    freezes: int
    longest_freeze: float
    shown: float
    copies: int
    keyframes: int


class _Call:
    def __init__(
        self, create: Callable[[], PictureReceiver], line: Schedule, packets: int, seed: int
    ) -> None:
        self.simulation = Simulation()
        self.shown: list[tuple[float, int]] = []
        self.copies = self.keyframes = self.pictures = 0
        self._receiver = create()
        self._packets = packets
        self._sequence = 0
        self._sent: dict[int, Piece] = {}
        self._wants_keyframe = True
        self._round_trip = 2 * line.at(0.0).delay
        self._forth: Line[Piece] = Line(self.simulation, line, seed, self._arrive)
        self._back: Line[Requests] = Line(self.simulation, line, seed + 1, self._answer)
        self.simulation.every(1 / RATE, self._show, start=0.0)
        self.simulation.every(TICK, self._tick, start=0.005)

    def _show(self) -> None:
        is_key, self._wants_keyframe = self._wants_keyframe, False
        self.keyframes += is_key
        count = round(self._packets * (KEYFRAME_PACKETS if is_key else 1.0))
        for number in range(count):
            piece = Piece(self._sequence, self.pictures, number == count - 1, is_key and not number)
            self._sent[self._sequence & 0xFFFF] = piece
            self._sent.pop((self._sequence - HISTORY) & 0xFFFF, None)
            self._sequence += 1
            self._forth.send(piece, PACKET_BYTES)
        self.pictures += 1

    def _arrive(self, piece: Piece) -> None:
        pictures, requests = self._receiver.take(piece, self.simulation.now)
        self.shown += [(self.simulation.now, picture) for picture in pictures]
        self._ask(requests)

    def _tick(self) -> None:
        self._ask(self._receiver.tick(self.simulation.now, self._round_trip))

    def _ask(self, requests: Requests) -> None:
        if requests.lost or requests.wants_keyframe:
            self._back.send(requests, 60)

    def _answer(self, requests: Requests) -> None:
        self._wants_keyframe |= requests.wants_keyframe
        for sequence in requests.lost:
            piece = self._sent.get(sequence & 0xFFFF)
            if piece is not None:
                self.copies += 1
                self._forth.send(piece, PACKET_BYTES)


def simulate_pictures(
    create: Callable[[], PictureReceiver], line: Schedule, seconds: float, seed: int, packets: int = 3
) -> PictureFigures:
    """Show pictures of ``packets`` packets for ``seconds`` of simulated time over ``line``."""
    call = _Call(create, line, packets, seed)
    call.simulation.run(seconds)
    shown = [(at, picture) for at, picture in call.shown if at >= WARM_UP]
    frozen = freezes([at for at, _ in shown], WARM_UP, seconds)
    delays = [1000 * (at - picture / RATE) for at, picture in shown]
    return PictureFigures(
        percentile(delays, 0.5) if delays else None,
        percentile(delays, 0.95) if delays else None,
        len(frozen),
        1000 * max((one.seconds for one in frozen), default=0.0),
        len({picture for _, picture in call.shown}) / max(1, call.pictures),
        call.copies,
        call.keyframes,
    )
