"""What it costs to forward one packet to one member, beside the way aiortc would do it."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from aiortc.rtcrtpparameters import RTCRtpHeaderExtensionParameters, RTCRtpParameters
from aiortc.rtp import HeaderExtensionsMap, RtpPacket
from pylibsrtp import Policy, Session

from core.media.congestion.feedback.wire import URI as NUMBERS
from core.media.rtp.header_extensions import MID
from core.media.transport.paced_sending import PacedSending
from core.media.transport.srtp_session import SrtpSession
from core.service.conference.media.pictures.gallery import Gallery
from core.service.conference.media.pictures.source import Kept
from core.service.media.rtp.packet import payload_of
from tests.service.conference.media.pictures.film import SHOWN, Film

LEGS = 5
FRAMES = 400


def _session() -> Session:
    policy = Policy(key=os.urandom(30), ssrc_type=Policy.SSRC_ANY_OUTBOUND)
    policy.allow_repeat_tx = True
    return Session(policy)


class _Timed:
    """A viewer that notes how long the one behind it takes for each packet, in seconds."""

    def __init__(self, forward: Callable[..., None], times: list[float]) -> None:
        self._forward, self._times = forward, times
        self.waits = False

    def forward(self, kept: Kept, now: float, *, begins_keyframe: bool) -> None:
        begun = time.perf_counter()
        self._forward(kept, now, begins_keyframe=begins_keyframe)
        self._times.append(time.perf_counter() - begun)

    def begin_anew(self) -> None:
        return


async def ours(sink: tuple[str, int]) -> float:
    """Return microseconds for each leg and packet: rewritten, numbered, paced, encrypted and sent."""
    film, times = Film(), list[float]()
    film.source.viewers = ()
    for number in range(LEGS):
        session, out = SrtpSession(_session()), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sending = PacedSending(_sender(session, out, sink))
        sending.control.allow(10_000_000, 12_000_000, time.monotonic())
        gallery = Gallery(sending, lambda: True, random.Random(number), time.monotonic)
        gallery.configure({SHOWN.picture: (replace(SHOWN, ssrc=900 + number), film.source)})
    film.source.viewers = tuple(_Timed(viewer.forward, times) for viewer in film.source.viewers)
    for number in range(FRAMES):
        film.now = time.monotonic()
        for data in film.packets(is_key=not number):
            film.source.take(data, film.now)
        await asyncio.sleep(0.01)
    return 1e6 * statistics.median(times[LEGS * 30 :])


def _sender(session: SrtpSession, out: socket.socket, sink: tuple[str, int]) -> Callable[[bytearray], None]:
    def send(data: bytearray) -> None:
        out.sendto(session.protect(data), sink)

    return send


async def aiortc(sink: tuple[str, int]) -> float:
    """Return the same for a packet that is taken apart once and put together for each leg, unpaced."""
    film, times, session = Film(), list[float](), _session()
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    extensions = HeaderExtensionsMap()
    used = [RTCRtpHeaderExtensionParameters(1, MID), RTCRtpHeaderExtensionParameters(4, NUMBERS)]
    extensions.configure(RTCRtpParameters(headerExtensions=used))
    for _ in range(FRAMES // 2):
        for data in film.packets():
            packet = RtpPacket.parse(data, extensions)
            assert packet.payload == payload_of(data)
            for leg in range(LEGS):
                begun = time.perf_counter()
                packet.ssrc = 900 + leg
                packet.sequence_number = (packet.sequence_number + 1) & 0xFFFF
                packet.extensions.mid = "5"
                out.sendto(session.protect(packet.serialize(extensions)), sink)
                times.append(time.perf_counter() - begun)
        await asyncio.sleep(0.01)
    out.close()
    return 1e6 * statistics.median(times)


async def measure_forwarding() -> tuple[float, float]:
    """Return microseconds for each leg and packet of a kilobyte: ours, and aiortc's way."""
    sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sink.bind(("127.0.0.1", 0))
    try:
        address = sink.getsockname()
        return await ours(address), await aiortc(address)
    finally:
        sink.close()
