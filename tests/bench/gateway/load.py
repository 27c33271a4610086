"""Calls to put on a relay: a client with ICE and DTLS-SRTP, a plain phone, and packets both ways."""

from __future__ import annotations

import asyncio
import functools
import re
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiortc.rtcdtlstransport import RTCCertificate

from core.media.codecs.libopus import LibopusEncoder
from core.media.sdp.roles import AUDIO
from core.service.gateway.media.sdp.client_side import ClientSide, Wanted
from core.service.media.legs.client_leg import ClientLeg
from core.service.media.sdp.client_text import ClientTransport
from core.service.media.sdp.codecs import sound
from tests.bench.gateway.relays import RelayProcess
from tests.bench.network.ends.speech import computed_speech

PACKET_SECONDS = 0.02
SO_TIMESTAMPNS = 35
"""Linux: the wall clock time of arrival beside each datagram."""

STAMP = struct.Struct("!Q")
KERNEL_STAMP = struct.Struct("@qq")
HEADER = struct.Struct("!BBHLL")
SILENCE = b"\xd5" * 152
CONNECT_SECONDS = 20.0


@functools.cache
def _opus(seconds: float = 4.0) -> list[bytes]:
    encoder, speech = LibopusEncoder(), computed_speech(seconds)
    return [encoder.encode(speech[at : at + 960]) for at in range(0, len(speech) - 959, 960)]


@dataclass
class Stream:
    """Packets in one direction; their payload begins with the time when they left."""

    payload_type: int
    ticks: int
    ssrc: int
    payloads: Sequence[bytes] = ()
    number: int = 0

    def next(self) -> bytes:
        """Return the next packet."""
        self.number += 1
        head = HEADER.pack(
            0x80, self.payload_type, self.number & 0xFFFF, self.number * self.ticks & 0xFFFFFFFF, self.ssrc
        )
        if self.payloads:
            return head + self.payloads[self.number % len(self.payloads)]
        return head + STAMP.pack(time.time_ns()) + SILENCE


class LoadPhone:
    """A socket that says and counts; ``delays`` are seconds from leaving the client to arriving here."""

    def __init__(self, payload_type: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.goal = ("", 0)
        self.heard = 0
        self.delays: list[float] = []
        self.stamps = True
        self.stream = Stream(payload_type, 160, 7)
        asyncio.get_running_loop().add_reader(self.socket, self._read)

    @property
    def sdp(self) -> str:
        """Its answer."""
        number, port = self.stream.payload_type, self.socket.getsockname()[1]
        name = "PCMU" if number == 0 else "PCMA"
        head = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        return head + f"m=audio {port} RTP/AVP {number}\r\na=rtpmap:{number} {name}/8000\r\na=sendrecv\r\n"

    def take(self, offer: str) -> None:
        """Send to where an offer says."""
        port = re.search(r"(?m)^m=audio (\d+)", offer)
        assert port is not None, offer
        self.goal = ("127.0.0.1", int(port[1]))

    def speak(self) -> None:
        """Send one packet."""
        self.socket.sendto(self.stream.next(), self.goal)

    def _read(self) -> None:
        while True:
            try:
                data, beside, _, _ = self.socket.recvmsg(2048, 64)
            except BlockingIOError:
                return
            if data[1] >= 192:
                continue
            self.heard += 1
            if beside and self.stamps:
                seconds, nanoseconds = KERNEL_STAMP.unpack(beside[0][2])
                left = STAMP.unpack_from(data, HEADER.size)[0]
                self.delays.append(seconds + nanoseconds * 1e-9 - left * 1e-9)

    def close(self) -> None:
        """Listen no more."""
        asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()


@dataclass
class LoadCall:
    """One call: the client says ``stream``, the phone answers in its own."""

    name: str
    phone: LoadPhone
    stream: Stream
    codecs: tuple[str, ...]
    heard: int = 0
    leg: ClientLeg | None = None
    failure: str = ""
    _side: ClientSide = field(default_factory=lambda: ClientSide({AUDIO: 5}))

    async def connect(self, relay: RelayProcess, certificate: RTCCertificate, *, transcodes: bool) -> None:
        """Call the phone through the relay, and wait for the connection."""
        self.leg = ClientLeg((), certificate, self._came, lambda data, now: None, self._failed)
        fingerprints = tuple(f"{one.algorithm} {one.value}" for one in certificate.getFingerprints())
        ice = await self.leg.describe(is_offerer=True)
        transport = ClientTransport(ice, fingerprints[:1], "load")
        wanted = {AUDIO: Wanted(tuple(map(sound, self.codecs)), "sendrecv")}
        offer = self._side.write_offer(wanted, transport).replace("s=-", "o=- 1 1 IN IP4 127.0.0.1\r\ns=-", 1)
        self.phone.take(await relay.offer(self.name, offer, transcodes=transcodes))
        self._side.take_answer(await relay.answer(self.name, self.phone.sdp))
        assert self._side.way is not None
        self.leg.connect(self._side.way)
        async with asyncio.timeout(CONNECT_SECONDS):
            while not self.leg.is_connected:
                if self.failure:
                    raise ConnectionError(f"{self.name}: {self.failure}")
                await asyncio.sleep(0.02)

    def speak(self) -> None:
        """Send one packet each way."""
        assert self.leg is not None, "not connected"
        self.leg.send_rtp(self.stream.next())
        self.phone.speak()

    def _came(self, data: bytes, now: float) -> None:
        self.heard += 1

    def _failed(self, sentence: str) -> None:
        self.failure = sentence

    async def close(self, relay: RelayProcess) -> None:
        """Hang up, if it was connected."""
        if self.leg is not None:
            await relay.end(self.name)
            await self.leg.close()
        self.phone.close()


def make_call(number: int, *, transcodes: bool) -> LoadCall:
    """Return a call of PCMU both ways, or of Opus to a phone that speaks PCMU alone."""
    phone = LoadPhone(0)
    if transcodes:
        phone.stamps = False
        return LoadCall(f"call{number}", phone, Stream(111, 960, number + 1, _opus()), ("opus",))
    return LoadCall(f"call{number}", phone, Stream(0, 160, number + 1), ("pcmu",))


async def talk(calls: Sequence[LoadCall], seconds: float) -> None:
    """Let every call send a packet each way every 20 ms, spread evenly."""
    begun, sent = time.monotonic(), 0
    step = PACKET_SECONDS / len(calls)
    while (passed := time.monotonic() - begun) < seconds:
        for number in range(sent, int(passed / step)):
            calls[number % len(calls)].speak()
        sent = max(sent, int(passed / step))
        await asyncio.sleep(min(step, 0.001))
