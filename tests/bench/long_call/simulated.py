"""Half an hour of a call in simulated time, through everything of it that does no I/O.

One direction of sound and pictures: packet streams with their history, congestion control and pacer, a line
that loses, delays, reorders, duplicates and changes its rate; then the assembler with its requests, the
decoder's reset, the playout of sound, lip sync and the schedule of pictures; reports and feedback go back.
``python -m tests.bench.long_call.simulated SECONDS`` prints one JSON object. Memory is counted in blocks of
Python's allocator; with ``traced`` behind it in kilobytes by tracemalloc, which takes five times as long.
"""

from __future__ import annotations

import gc
import json
import random
import struct
import sys
import time
import tracemalloc
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters
from aiortc.rtp import HeaderExtensionsMap, RtpPacket, unwrap_rtx
from numpy.typing import NDArray

from core.media.audio.playout.buffer import PlayoutBuffer
from core.media.congestion.feedback.wire import URI
from core.media.congestion.sending.ladder import Content
from core.media.congestion.sending.pacer import Priority
from core.media.congestion.transport_control import TransportControl
from core.media.rtp.header_extensions import ABS_SEND_TIME, MID, HeaderExtensions
from core.media.rtp.receiving.frame_assembler import AssembledFrame, FrameAssembler, VideoPacket
from core.media.rtp.receiving.reception_statistics import ReceptionStatistics
from core.media.rtp.sending.packet_stream import PacketStream, Retransmission
from core.media.rtp.sending.picture_quality import PictureQuality
from core.media.sync.lip_sync import LipSync
from core.media.sync.picture_schedule import PictureSchedule
from core.media.sync.sender_clock import SenderClock, ntp_of
from core.media.transport.outgoing_packet import OutgoingPacket
from tests.bench.long_call.queues import grown, keep_longest, lengths
from tests.bench.network.line.impairment import Conditions, Schedule
from tests.bench.network.line.simulation import Line, Simulation

PERIOD = 300.0
"""Seconds after which the line is as before: what a call holds is compared over whole periods."""

LINES = (
    Conditions(0.04, 0.008, loss=0.02, reordering=0.01, duplication=0.005, rate=900_000, queue=0.3),
    Conditions(0.04, 0.008, loss=0.05, loss_burst=4, reordering=0.01, rate=350_000, queue=0.3),
    Conditions(0.04, 0.002, rate=900_000, queue=0.3),
)
BACK = Conditions(0.04, 0.008, loss=0.02)
WARM_UP = 60.0
LOOK_EVERY = 10.0
AUDIO, VIDEO, COPIES = 111, 222, 333
"""Sources (SSRC)."""

OPUS, H264, RTX = 96, 97, 98
MOST_DEMAND = 600_000
PIECE = 1150
FRAME_SECONDS, PICTURE_SECONDS, BLOCK_SECONDS = 0.02, 1 / 30, 0.01
WALL = 1_700_000_000.0
FRAME_SAMPLES = 960
REQUEST = struct.Struct("!H")


class ToneDecoder:
    """Decodes to frames that were computed once: what is measured is not the codec."""

    def __init__(self) -> None:
        samples = 5000 * np.sin(2 * np.pi * 440 * np.arange(FRAME_SAMPLES) / 48_000)
        self._frame = samples.astype(np.int16)

    def samples_in(self, payload: bytes) -> int:
        """Return the length of a frame."""
        return FRAME_SAMPLES

    def is_pause(self, payload: bytes) -> bool:
        """Return False."""
        return False

    def copied(self, payload: bytes) -> int:
        """Return that every packet carries the one before."""
        return FRAME_SAMPLES

    def decode(self, payload: bytes) -> NDArray[np.int16]:
        """Return a frame."""
        return self._frame.copy()

    def recover(self, next_payload: bytes, samples: int) -> NDArray[np.int16]:
        """Return some of the tone."""
        return np.resize(self._frame, samples)

    def conceal(self, samples: int) -> NDArray[np.int16]:
        """Return some of the tone."""
        return np.resize(self._frame, samples)


class Span:
    """What was seen in a part of the call: the memory that Python had allocated, the longest containers."""

    def __init__(self, begin: float, end: float) -> None:
        self.longest: dict[str, int] = {}
        self._begin, self._end = begin, end
        self._memory = 0.0
        self._looks = 0

    @property
    def memory(self) -> float:
        """The mean of all looks."""
        return self._memory / self._looks

    def look(self, at: float, memory: float, found: dict[str, int]) -> None:
        """Take what was seen at ``at``. Nothing of it is kept but sums: it would be memory itself."""
        if self._begin <= at < self._end:
            self._memory += memory
            self._looks += 1
            keep_longest(self.longest, found)


@dataclass(slots=True)
class LongFigures:
    """Memory in blocks or kilobytes: the mean of the first period after the warm-up, and of the last."""

    seconds: float
    took: float
    memory_first: float
    memory_last: float
    grown: dict[str, tuple[int, int]]
    longest: dict[str, int]
    packets: int
    copies: int
    shown: int
    blocks: int


def extensions() -> tuple[HeaderExtensions, HeaderExtensionsMap]:
    """Return the negotiated header extensions as the sender and the receiver have them."""
    uris = (URI, ABS_SEND_TIME, MID)
    negotiated = [RTCRtpHeaderExtensionParameters(id=n, uri=uri) for n, uri in enumerate(uris, 1)]
    reading = HeaderExtensionsMap()
    reading.configure(RTCRtpParameters(headerExtensions=negotiated))
    return HeaderExtensions(negotiated, "0"), reading


class SendingEnd:
    """Both streams of one end, their pace and what the other end tells of them."""

    def __init__(self, simulation: Simulation, way: Line[bytes], seed: int) -> None:
        written, _ = extensions()
        self.sound = PacketStream(
            AUDIO, OPUS, written, first_sequence=65_000, clock_origin=0xFFFF0000, keeps_history=False
        )
        self.pictures = PacketStream(
            VIDEO,
            H264,
            written,
            first_sequence=65_000,
            clock_origin=0xFFFF0000,
            retransmission=Retransmission({H264: RTX}, COPIES, 1),
        )
        self.control: TransportControl[OutgoingPacket] = TransportControl(0.0, make_padding=self._padding)
        self.quality = PictureQuality()
        self.wants_keyframe = True
        self.sent = 0
        self._simulation = simulation
        self._way = way
        self._random = random.Random(seed)
        self._planned: float | None = None
        self.quality.set_source(Content.CAMERA, 720, 300_000, 0.0)
        simulation.every(FRAME_SECONDS, self._speak)
        simulation.every(PICTURE_SECONDS, self._show, start=0.003)
        simulation.at(0.0, self._drain)

    def take_feedback(self, data: bytes) -> None:
        """Take transport-wide feedback."""
        self.control.take_rtcp(data, self._simulation.now)
        self._drain()

    def take_requests(self, data: bytes) -> None:
        """Send again what was lost."""
        now = self._simulation.now
        for (sequence,) in REQUEST.iter_unpack(data):
            packet = self.pictures.copy(sequence, WALL + now, 0.08)
            if packet is not None:
                self.control.put(packet, packet.size, Priority.RETRANSMISSION, now)
        self._drain()

    def _padding(self, size: int) -> tuple[OutgoingPacket, int] | None:
        packet = self.pictures.redundant(size)
        return None if packet is None else (packet, packet.size)

    def _speak(self) -> None:
        now = self._simulation.now
        payload = bytes(self._random.randrange(60, 100))
        for packet in self.sound.packetise([payload], round(now * 48_000), WALL + now, is_marked=False):
            self.control.put(packet, packet.size, Priority.AUDIO, now)
        self._drain()

    def _show(self) -> None:
        now, rate = self._simulation.now, self.control.divide(has_sound=True, has_pictures=True).pictures
        self.quality.step(now, rate, seconds_per_frame=0.005, machine=0.3, is_source_known=True)
        if self.control.is_behind or not rate:
            return
        is_key = self.wants_keyframe or self.control.wants_keyframe
        self.wants_keyframe = False
        size = min(rate, MOST_DEMAND) / 8 * PICTURE_SECONDS * self._random.lognormvariate(-0.03, 0.25)
        left, payloads = round(size * (6 if is_key else 1)), []
        while left > 0:
            payloads.append((b"k" if is_key and not payloads else b"p") + bytes(min(PIECE, left)))
            left -= PIECE
        for packet in self.pictures.packetise(payloads, round(now * 90_000), WALL + now):
            self.control.put(packet, packet.size, Priority.VIDEO, now, starts_keyframe=is_key)
            is_key = False
        self._drain()

    def _drain(self) -> None:
        now = self._simulation.now
        for departure in self.control.take(now):
            packet = departure.item
            if packet.on_leave is not None:
                packet.on_leave(packet, WALL + now)
            packet.stamp(self.control.number(departure, now), WALL + now)
            self._way.send(bytes(packet.data), departure.size)
            self.sent += 1
        due = max(self.control.next_due(now), now + 0.0005)
        if self._planned is None or due < self._planned or self._planned <= now:
            self._planned = due
            self._simulation.at(due, lambda: self._come_again(due))

    def _come_again(self, due: float) -> None:
        if due == self._planned:
            self._planned = None
            self._drain()


class ReceivingEnd:
    """What is made of the packets at the other end, and what it asks for."""

    def __init__(self, simulation: Simulation) -> None:
        _, self._extensions = extensions()
        self.playout = PlayoutBuffer(lambda: simulation.now)
        self.playout.set_decoders({OPUS: ToneDecoder()})
        self.assembler = FrameAssembler()
        self.control: TransportControl[bytes] = TransportControl(0.0)
        self.sync = LipSync()
        self.schedule: PictureSchedule[AssembledFrame] = PictureSchedule()
        self.clocks = {AUDIO: SenderClock(48_000), VIDEO: SenderClock(90_000)}
        self.sources = {
            ssrc: ReceptionStatistics(rate)
            for ssrc, rate in ((AUDIO, 48_000), (VIDEO, 90_000), (COPIES, 90_000))
        }
        self.shown = self.blocks = 0
        self._simulation = simulation

    def take(self, data: bytes) -> None:
        """Take one packet."""
        now, packet = self._simulation.now, RtpPacket.parse(data, self._extensions)
        if packet.extensions.transport_sequence_number is not None:
            self.control.packet_arrived(packet.extensions.transport_sequence_number, len(data), now)
        self.sources[packet.ssrc].add(packet.sequence_number, packet.timestamp, now)
        if packet.ssrc == AUDIO:
            self._hear(packet, now)
            return
        if packet.ssrc == COPIES:
            if len(packet.payload) < 3:
                return
            packet = unwrap_rtx(packet, payload_type=H264, ssrc=VIDEO)
        self._see(packet, now)

    def _hear(self, packet: RtpPacket, now: float) -> None:
        self.playout.put(
            packet.sequence_number, packet.payload_type, packet.payload, packet.timestamp, 48_000
        )
        captured = self.clocks[AUDIO].seconds(packet.timestamp)
        if captured is not None:
            self.sync.heard(captured, now + self.playout.delay + 0.03)

    def _see(self, packet: RtpPacket, now: float) -> None:
        piece = VideoPacket(
            packet.timestamp, bool(packet.marker), packet.payload, packet.payload.startswith(b"k")
        )
        for frame in self.assembler.add(packet.sequence_number, piece, now):
            captured = self.clocks[VIDEO].seconds(frame.timestamp & 0xFFFFFFFF)
            at = frame.timestamp / 90_000 if captured is None else captured
            self.schedule.add(frame, self.sync.due(at, now))

    def play(self) -> None:
        """Let 10 ms pass at the speaker and on the screen."""
        self.blocks += self.playout.next_block() is not None
        self.shown += self.schedule.take(self._simulation.now) is not None

    def requests(self) -> tuple[bytes, bool]:
        """Return the packets to send again, and whether a keyframe is wanted."""
        now = self._simulation.now
        lost = self.assembler.nacks_due(now, 0.08)
        return b"".join(map(REQUEST.pack, lost)), self.assembler.keyframe_due(now, 0.08)

    def lose_thread(self) -> None:
        """Be a decoder that failed."""
        self.assembler.restart()

    def report(self, sender: SendingEnd) -> None:
        """Take the sender's reports, and say what was lost."""
        for ssrc, stream in ((AUDIO, sender.sound), (VIDEO, sender.pictures)):
            self.clocks[ssrc].report(ntp_of(stream.last_captured_at), stream.last_timestamp)
        lost = self.sources[VIDEO].fraction_lost() / 256
        sender.control.take_report(lost, 0.08, self._simulation.now)


def _schedule(seconds: float) -> Schedule:
    step = PERIOD / len(LINES)
    phases = [(n * step, LINES[n % len(LINES)]) for n in range(int(seconds / step) + 1)]
    return Schedule(*phases)


class LongCall:
    """The call and what is noted of it."""

    def __init__(self, seconds: float, seed: int) -> None:
        self._blocks_before = sys.getallocatedblocks()
        self.simulation = simulation = Simulation()
        self.first = Span(WARM_UP, WARM_UP + PERIOD)
        self.last = Span(seconds - PERIOD, seconds)
        self.receiver = ReceivingEnd(simulation)
        self._seconds = seconds
        forth: Line[bytes] = Line(simulation, _schedule(seconds), seed, self.receiver.take)
        self.sender = SendingEnd(simulation, forth, seed + 1)
        back = Schedule((0.0, BACK))
        self._feedback: Line[bytes] = Line(simulation, back, seed + 2, self.sender.take_feedback)
        self._requests: Line[bytes] = Line(simulation, back, seed + 3, self.sender.take_requests)
        self._keyframes: Line[None] = Line(simulation, back, seed + 4, self._want_keyframe)
        simulation.every(BLOCK_SECONDS, self.receiver.play, start=0.0007)
        simulation.every(0.03, self._answer, start=0.0011)
        simulation.every(1.0, lambda: self.receiver.report(self.sender), start=0.5)
        simulation.every(37.0, self.receiver.lose_thread, start=20.0)
        simulation.every(LOOK_EVERY, self._look, start=WARM_UP)

    def run(self) -> None:
        """Let the time of the call pass."""
        self.simulation.run(self._seconds)

    def _want_keyframe(self, _nothing: None) -> None:
        self.sender.wants_keyframe = True

    def _answer(self) -> None:
        for data in self.receiver.control.feedback(1, VIDEO, self.simulation.now + 5000.0):
            self._feedback.send(data, len(data))
        lost, wants_keyframe = self.receiver.requests()
        if lost:
            self._requests.send(lost, len(lost) + 12)
        if wants_keyframe:
            self._keyframes.send(None, 12)

    def _look(self) -> None:
        gc.collect()
        ends: dict[str, Any] = {"sender": self.sender, "receiver": self.receiver}
        parts = {f"{end}.{name}": part for end, one in ends.items() for name, part in vars(one).items()}
        memory = float(sys.getallocatedblocks() - self._blocks_before)
        if tracemalloc.is_tracing():
            memory = tracemalloc.get_traced_memory()[0] / 1024
        found = lengths(parts)
        for span in (self.first, self.last):
            span.look(self.simulation.now, memory, found)


def run(seconds: float, seed: int = 1, *, is_traced: bool = False) -> LongFigures:
    """Run a call of ``seconds``, at least two periods and the warm-up."""
    began = time.monotonic()
    gc.collect()
    gc.freeze()  # what was imported is not looked through each time
    if is_traced:
        tracemalloc.start()
    call = LongCall(seconds, seed)
    call.run()
    tracemalloc.stop()
    longest = grown({}, call.last.longest, slack=-1)
    return LongFigures(
        seconds,
        time.monotonic() - began,
        call.first.memory,
        call.last.memory,
        grown(call.first.longest, call.last.longest),
        {path: length for path, (_, length) in longest.items() if length > 9},
        call.sender.sent,
        call.sender.pictures.resent,
        call.receiver.shown,
        call.receiver.blocks,
    )


if __name__ == "__main__":
    print(json.dumps(asdict(run(float(sys.argv[1]), is_traced="traced" in sys.argv[2:]))))
