"""A plain RTP telephone for tests: speaks and keeps what it hears, over sockets of its own on loopback."""

from __future__ import annotations

import asyncio
import itertools
import re
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from numpy.typing import NDArray
from pylibsrtp import Error as SrtpError

from core.media.codecs.audio_decoders import create_audio_decoder
from core.media.transport.ice.datagrams import RTCP_TYPES
from core.ports import SAMPLE_RATE
from core.service.gateway.media.legs.srtp import receiving_session, sending_session
from core.service.gateway.media.sdp.crypto import Crypto, read_crypto
from core.service.media.sdp.codecs import CLOCKS, Codec
from core.service.media.sound.encoders import create_encoder
from tests.service.gateway.media.streams.packets import Read, read, rtp

Samples = NDArray[np.int16]
FRAME = SAMPLE_RATE // 50
TYPES = {"opus": 96, "g722": 9, "pcma": 8, "pcmu": 0}
EVENTS = 101


@dataclass(frozen=True)
class Heard:
    """One packet, and when it came (monotonic)."""

    packet: Read
    at: float


@dataclass
class Phone:
    """``codec`` is the only one that it knows, beside keys. ``key`` is ours if it wants SDES."""

    codec: str = "pcma"
    ssrc: int = 0x1234
    key: Crypto | None = None
    ptime: int = 20
    heard: list[Heard] = field(default_factory=list)
    reports: list[bytes] = field(default_factory=list)
    unreadable: int = 0
    goal: tuple[str, int] = ("", 0)
    their_key: Crypto | None = None
    sequence: int = 65_500
    timestamp: int = 4_000_000_000
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> Phone:
        self.rtp, self.rtcp = _pair()
        loop = asyncio.get_running_loop()
        loop.add_reader(self.rtp, self._read, self.rtp)
        loop.add_reader(self.rtcp, self._read, self.rtcp)
        self._sending = sending_session(self.key) if self.key is not None else None
        return self

    async def __aexit__(self, *_: object) -> None:
        for one in (self.rtp, self.rtcp):
            asyncio.get_running_loop().remove_reader(one)
            one.close()

    @property
    def port(self) -> int:
        return int(self.rtp.getsockname()[1])

    def describe(self, direction: str = "sendrecv", *, address: str = "127.0.0.1", port: int = 0) -> str:
        """Return what it says of itself, as an offer or as an answer."""
        number, clock = TYPES[self.codec], CLOCKS[self.codec]
        name = {"opus": "opus/48000/2", "g722": "G722/8000"}.get(self.codec, f"{self.codec.upper()}/{clock}")
        text = f"v=0\r\no=phone 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
        text += f"m=audio {port or self.port} RTP/{'S' if self.key else ''}AVP {number} {EVENTS}\r\n"
        text += (
            f"a=rtpmap:{number} {name}\r\na=rtpmap:{EVENTS} telephone-event/8000\r\na=fmtp:{EVENTS} 0-15\r\n"
        )
        text += f"a=crypto:{self.key}\r\n" if self.key else ""
        return text + f"a=ptime:{self.ptime}\r\na={direction}\r\n"

    def take(self, description: str) -> None:
        """Send to where a description says, with the key that it names."""
        port = re.search(r"(?m)^m=audio (\d+)", description)
        assert port is not None
        self.goal = ("127.0.0.1", int(port[1]))
        crypto = [read_crypto(value) for value in re.findall(r"(?m)^a=crypto:([^\r\n]*)", description)]
        self.their_key = next(
            (one for one in crypto if one and self.key and one.suite == self.key.suite), None
        )
        self._receiving = receiving_session(self.their_key) if self.their_key is not None else None

    def send(self, payload: bytes, *, ticks: int = 0, payload_type: int = -1, marker: bool = False) -> bytes:
        """Send one packet; time then goes on by ``ticks``."""
        number = TYPES[self.codec] if payload_type < 0 else payload_type
        packet = rtp(self.sequence, self.timestamp, payload, number, self.ssrc, marker)
        self.sequence = (self.sequence + 1) & 0xFFFF
        self.timestamp = (self.timestamp + ticks) & 0xFFFFFFFF
        self.rtp.sendto(self._sending.protect(packet) if self._sending is not None else packet, self.goal)
        return packet

    async def speak(self, sound: Samples) -> None:
        """Send ``sound`` (48 kHz) in packets of 20 ms, as fast as it is spoken."""
        encoder = create_encoder(Codec(0, self.codec, CLOCKS[self.codec]))
        ticks = CLOCKS[self.codec] // 50
        begun = time.monotonic()
        for number, start in enumerate(range(0, len(sound) - FRAME + 1, FRAME)):
            for payload in encoder.encode(sound[start : start + FRAME], start):
                self.send(payload, ticks=ticks, marker=not number)
            await asyncio.sleep(max(0.0, begun + (number + 1) * 0.02 - time.monotonic()))

    async def press(self, code: int, *, reports: int = 5) -> None:
        """Press a key for 20 ms times ``reports``."""
        for number in range(1, reports + 3):
            ticks = 160 * min(number, reports)
            flags = 0x8A if number >= reports else 0x0A
            payload = struct.pack("!BBH", code, flags, ticks)
            self.send(payload, payload_type=EVENTS, marker=number == 1)
            await asyncio.sleep(0.02)
        self.timestamp = (self.timestamp + 160 * (reports + 2)) & 0xFFFFFFFF

    async def hears(self, count: int, seconds: float = 8.0) -> None:
        """Wait until it has heard ``count`` packets in all."""
        async with asyncio.timeout(seconds):
            while len(self.heard) < count:
                self._came.clear()
                await self._came.wait()

    def packets(self) -> list[Read]:
        return [one.packet for one in self.heard]

    def keys(self) -> list[int]:
        """Return the codes of the keys that were heard, once for each time that one was pressed."""
        times: dict[int, int] = {}
        for one in self.packets():
            if one.payload_type == EVENTS:
                times.setdefault(one.timestamp, one.payload[0])
        return list(times.values())

    def sound(self) -> Samples:
        """Return what was heard, decoded, silence where nothing came."""
        codec = RTCRtpCodecParameters(
            mimeType=f"audio/{self.codec}", clockRate=CLOCKS[self.codec], payloadType=TYPES[self.codec]
        )
        decoder = create_audio_decoder(codec)
        known = {one.sequence: one for one in self.packets() if one.payload_type == TYPES[self.codec]}
        ordered = sorted(known.values(), key=lambda one: (one.sequence - self.packets()[0].sequence) & 0xFFFF)
        if not ordered:
            return np.zeros(0, np.int16)
        first, scale = ordered[0].timestamp, SAMPLE_RATE // CLOCKS[self.codec]
        pieces = [((one.timestamp - first) * scale, decoder.decode(one.payload)) for one in ordered]
        whole = np.zeros(max(at + len(piece) for at, piece in pieces), np.int16)
        for at, piece in pieces:
            whole[at : at + len(piece)] = piece
        return whole

    def _read(self, one: socket.socket) -> None:
        while True:
            try:
                data = one.recv(2048)
            except BlockingIOError:
                return
            self._take(data, time.monotonic())

    def _take(self, data: bytes, now: float) -> None:
        is_report = data[1] in RTCP_TYPES
        if self.key is not None and self._receiving is not None:
            try:
                data = self._receiving.unprotect_rtcp(data) if is_report else self._receiving.unprotect(data)
            except SrtpError:
                self.unreadable += 1
                return
        if is_report:
            self.reports.append(data)
        else:
            self.heard.append(Heard(read(data), now))
        self._came.set()


def _pair() -> tuple[socket.socket, socket.socket]:
    while True:
        first, second = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
        first.bind(("127.0.0.1", 0))
        port = first.getsockname()[1]
        try:
            second.bind(("127.0.0.1", port + 1))
        except OSError:
            first.close()
            second.close()
            continue
        if port % 2:
            first.close()
            second.close()
            continue
        first.setblocking(False)
        second.setblocking(False)
        return first, second


def gaps(packets: Sequence[Read]) -> list[int]:
    """Return the distances between the numbers of packets that followed each other."""
    numbers = [one.sequence for one in packets]
    return [(after - before) & 0xFFFF for before, after in itertools.pairwise(numbers)]
