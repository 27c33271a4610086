"""Senders of pictures and viewers over lines of any width, in simulated time."""

from __future__ import annotations

import random
import struct
import time
from dataclasses import dataclass, field, replace

from aiortc.rtp import RtcpPacket, RtcpPsfbPacket

from core.media.congestion.transport_control import TransportControl
from core.media.transport.paced_sending import PacedSending
from core.service.conference.media.pictures.gallery import Gallery
from core.service.conference.media.ports import PICTURES
from core.service.conference.media.sdp.agreement import Picture
from core.service.media.rtp.feedback import RTPFB
from core.service.media.rtp.packet import HEADER, extension_value, payload_of
from tests.bench.network.line.impairment import Schedule
from tests.bench.network.line.simulation import Line
from tests.bench.network.simulated.clock import SimulatedLoop
from tests.service.conference.media.headless import Seen
from tests.service.conference.media.pictures.film import SHOWN, Film

OVERHEAD = 44
FRAME_BYTES, KEY_BYTES = 2500, 12_000
SOUND_BYTES = 120
START_RATE, MOST_RATE = 2_000_000, 12_000_000
KEYFRAME_SPACING = 0.5
RTX_TYPE = 121


class SimulatedSender:
    """Sends 600 kbit/s, and a keyframe when it is asked for one."""

    def __init__(self, loop: SimulatedLoop, number: int) -> None:
        self.picture = Picture(f"{number:012x}", PICTURES)
        self.film = Film()
        self.film.source.viewers = ()
        self.film.source.picture = self.picture
        self.film.source._tell = self._asked  # type: ignore[method-assign]
        self.wants_key = True
        self._loop = loop
        loop.call_later(0.005 * number, loop.every, 1 / 30, self._show)

    def _asked(self, data: bytes) -> None:
        if any(isinstance(piece, RtcpPsfbPacket) for piece in RtcpPacket.parse(data)):
            self._loop.call_later(0.03, self._begin_anew)

    def _begin_anew(self) -> None:
        self.wants_key = True

    def _show(self) -> None:
        is_key, self.wants_key = self.wants_key, False
        film = self.film
        film.now = self._loop.time()
        for data in film.packets(is_key=is_key, size=KEY_BYTES if is_key else FRAME_BYTES):
            film.source.take(data, film.now)
        film.source.look_after(film.now)


@dataclass
class SimulatedViewer:
    """Sees all senders and hears the mix over a line; tells back and asks as a client does."""

    loop: SimulatedLoop
    senders: list[SimulatedSender]
    schedule: Schedule
    seed: int = 1
    seen: dict[int, Seen] = field(default_factory=dict)
    heard: list[tuple[float, float]] = field(default_factory=list)
    """When sound came, and how long it had been under way."""
    shown: list[tuple[float, int]] = field(default_factory=list)
    """How many pictures flowed, sampled."""

    def __post_init__(self) -> None:
        self._line: Line[bytes] = Line(self.loop, self.schedule, self.seed, self._arrive)
        self.sending = PacedSending(self._transmit)
        self.sending.control.allow(START_RATE, MOST_RATE, time.monotonic())
        self._told: TransportControl[object] = TransportControl(time.monotonic())
        self.gallery = Gallery(self.sending, lambda: True, random.Random(self.seed), time.monotonic)
        self.gallery.configure(
            {
                sender.picture: (
                    replace(SHOWN, picture=sender.picture, ssrc=100 + number, copies_ssrc=200 + number),
                    sender.film.source,
                )
                for number, sender in enumerate(self.senders)
            }
        )
        self._asked_at: dict[int, float] = {}
        self.loop.every(0.1, self._look_after)
        self.loop.every(0.02, self._speak)

    def _transmit(self, data: bytearray) -> None:
        self._line.send(bytes(data), len(data) + OVERHEAD)

    def _speak(self) -> None:
        data = b"sound" + struct.pack("!d", self.loop.time()) + bytes(SOUND_BYTES)
        self._line.send(data, len(data) + OVERHEAD)

    def _look_after(self) -> None:
        now = self.loop.time()
        self.gallery.look_after(now)
        for data in self._told.feedback(1, 2, now):
            self.loop.call_later(0.02, self._tell, data)
        self.shown.append((now, self.gallery.shown))

    def _tell(self, data: bytes) -> None:
        assert data[1] == RTPFB and self.sending.take_rtcp(data)

    def _arrive(self, data: bytes) -> None:
        now = self.loop.time()
        if data.startswith(b"sound"):
            self.heard.append((now, now - struct.unpack_from("!d", data, 5)[0]))
            return
        number = extension_value(data, 4)
        self._told.packet_arrived(int.from_bytes(number, "big"), len(data), now)
        _, second, sequence, _, ssrc = HEADER.unpack_from(data)
        payload = payload_of(data)
        assert payload is not None
        if second & 0x7F == RTX_TYPE:
            if len(payload) < 20:
                return
            sequence, payload, ssrc = payload[0] << 8 | payload[1], payload[2:], ssrc - 100
        seen = self.seen.setdefault(ssrc, Seen(str(ssrc)))
        broken = seen.broken
        missing = seen.take(sequence, payload, now)
        if missing:
            self.loop.call_later(0.02, self.gallery.send_again, ssrc, tuple(missing), now + 0.02)
        if seen.broken > broken and now - self._asked_at.get(ssrc, -1.0) > KEYFRAME_SPACING:
            self._asked_at[ssrc] = now
            self.loop.call_later(0.02, self.gallery.want_keyframe_of, ssrc, now + 0.02)

    def late_sound(self, begin: float, end: float, limit: float) -> float:
        """Return the share of the sound between two moments that was under way for longer than ``limit``."""
        delays = [delay for at, delay in self.heard if begin <= at < end]
        return sum(delay > limit for delay in delays) / len(delays)

    def flowing(self, begin: float, end: float) -> list[int]:
        """Return how many pictures flowed between two moments."""
        return [count for at, count in self.shown if begin <= at < end]

    def close(self) -> None:
        """Show nothing more."""
        self.gallery.close()
        self.sending.close()
