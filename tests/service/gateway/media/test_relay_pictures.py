"""Pictures through a bridge: a client of ours sees its own, sent back by a video phone."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiortc.rtp import RtcpPacket, RtcpRtpfbPacket, RtcpSrPacket

from core.media.transport.ice.datagrams import RTCP_TYPES
from core.media.video.test_picture import read_frame_number
from core.service.gateway.media.bridge import SipMedia
from core.service.gateway.media.relay import MediaRelays
from core.service.gateway.media.streams.rtcp import keyframe_request
from tests.media.call_pair import End, close_end, eventually, make_end

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")
PORTS = range(41_000, 41_400)
SSRC = 0x5151


@dataclass
class VideoPhone:
    """Sends back every packet of pictures as its own; ``leaves_out`` is how many of them it loses."""

    name: str = "H264/90000"
    parameters: str = "profile-level-id=42e01f;packetization-mode=1"
    leaves_out: int = 0
    heard: int = 0
    lost: list[int] = field(default_factory=list)
    asked_again: list[int] = field(default_factory=list)
    keyframes: int = 0
    """Of H.264, by the packets that begin one."""
    clocks: int = 0
    source: int = 0
    _kept: dict[int, bytes] = field(default_factory=dict)

    def __enter__(self) -> VideoPhone:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        asyncio.get_running_loop().add_reader(self.socket, self._read)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()

    def describe(self) -> str:
        """Return its answer: no sound, pictures with reports on the same port."""
        port = self.socket.getsockname()[1]
        text = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        text += f"m=audio 0 RTP/AVP 0\r\nm=video {port} RTP/AVPF 97\r\na=rtpmap:97 {self.name}\r\n"
        return text + f"a=fmtp:97 {self.parameters}\r\na=rtcp-fb:97 nack\r\na=rtcp-mux\r\n"

    def take(self, offer: str) -> None:
        found = re.search(r"(?m)^m=video (\d+)", offer)
        assert found is not None
        self.goal = ("127.0.0.1", int(found[1]))

    def ask_for_keyframe(self) -> None:
        self.socket.sendto(keyframe_request(SSRC, self.source, "phone"), self.goal)

    def _read(self) -> None:
        while True:
            try:
                data = self.socket.recv(2048)
            except BlockingIOError:
                return
            if data[1] in RTCP_TYPES:
                self._report(data)
            else:
                self._echo(data)

    def _echo(self, data: bytes) -> None:
        self.heard += 1
        self.keyframes += _begins_keyframe(data[12:])
        _, second, sequence, timestamp, self.source = struct.unpack_from("!BBHLL", data)
        packet = struct.pack("!BBHLL", 0x80, second & 0x80 | 97, sequence, timestamp, SSRC) + data[12:]
        self._kept[sequence] = packet
        if self.heard > 30 and len(self.lost) < self.leaves_out:
            self.lost.append(sequence)
            return
        self.socket.sendto(packet, self.goal)

    def _report(self, data: bytes) -> None:
        for piece in RtcpPacket.parse(data):
            self.clocks += isinstance(piece, RtcpSrPacket)
            if isinstance(piece, RtcpRtpfbPacket):
                self.asked_again += piece.lost
                for sequence in piece.lost:
                    if sequence in self._kept:
                        self.socket.sendto(self._kept[sequence], self.goal)


def _begins_keyframe(payload: bytes) -> bool:
    """Whether a packet of H.264 is, or begins, an IDR picture (RFC 6184)."""
    kind = payload[0] & 0x1F
    return kind == 5 or (kind == 28 and payload[1] & 0x9F == 0x85)


@asynccontextmanager
async def seeing(phone: VideoPhone) -> AsyncIterator[tuple[End, list[int]]]:
    """Yield a client whose pictures go to the phone and back, and the numbers of those that it sees."""
    relays, end = MediaRelays(PORTS), make_end(True, video=True)
    bridge, numbers = relays.bridge(SipMedia("127.0.0.1")), list[int]()

    def saw() -> None:
        frame = end.session.incoming_picture.take()
        number = read_frame_number(frame) if frame is not None else None
        if number is not None:
            numbers.append(number)

    end.session.incoming_picture.on_picture = saw
    with phone:
        try:
            phone.take(await bridge.offer_to_sip(await end.session.create_offer()))
            await end.session.accept_answer(await bridge.answer_to_client(phone.describe()))
            yield end, numbers
        finally:
            await bridge.close()
            await close_end(end)
            await relays.close()


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("H264/90000", "profile-level-id=42801F;packetization-mode=0"), ("VP8/90000", "max-fr=30")],
)
async def test_a_client_sees_what_the_phone_sends_back(name: str, parameters: str) -> None:
    phone = VideoPhone(name, parameters)
    async with seeing(phone) as (end, numbers):
        await eventually(lambda: len(set(numbers)) > 10)
        before = phone.keyframes
        phone.ask_for_keyframe()
        await eventually(lambda: phone.keyframes > before or not name.startswith("H264"))
        await eventually(lambda: phone.clocks > 0)
        sending = end.session._connection.dtls.sending  # type: ignore[union-attr]
        await eventually(lambda: sending.estimate.has_feedback)


async def test_what_was_lost_is_asked_for_under_the_number_that_it_was_sent_with() -> None:
    phone = VideoPhone(leaves_out=3)
    async with seeing(phone) as (_, numbers):
        await eventually(lambda: set(phone.lost) <= set(phone.asked_again) and len(phone.lost) == 3)
        seen = len(numbers)
        await eventually(lambda: len(numbers) > seen + 10)
