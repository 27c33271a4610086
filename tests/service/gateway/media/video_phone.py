"""A video phone for tests: it sends everything back that it gets, over sockets of its own on loopback."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from dataclasses import dataclass, field

from aiortc.rtp import RtcpPacket, RtcpRtpfbPacket, RtcpSrPacket

from core.media.transport.ice.datagrams import RTCP_TYPES
from core.service.media.rtp.feedback import keyframe_request

SSRC, SOUND_SSRC = 0x5151, 0x5252


@dataclass
class VideoPhone:
    """Sends back every packet as its own; ``leaves_out`` is how many of those of pictures it loses.

    With ``has_sound`` it speaks PCMU too.
    """

    name: str = "H264/90000"
    parameters: str = "profile-level-id=42e01f;packetization-mode=1"
    leaves_out: int = 0
    has_sound: bool = False
    heard: int = 0
    lost: list[int] = field(default_factory=list)
    asked_again: list[int] = field(default_factory=list)
    keyframes: int = 0
    """By the packets that begin one."""
    clocks: int = 0
    source: int = 0
    _kept: dict[int, bytes] = field(default_factory=dict)

    def __enter__(self) -> VideoPhone:
        self.socket, self.sound_socket = _socket(), _socket()
        loop = asyncio.get_running_loop()
        loop.add_reader(self.socket, self._read)
        loop.add_reader(self.sound_socket, self._read_sound)
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self.socket, self.sound_socket):
            asyncio.get_running_loop().remove_reader(one)
            one.close()

    def describe(self) -> str:
        """Return its offer or answer, with reports on the ports of the packets."""
        port = self.socket.getsockname()[1]
        sound = self.sound_socket.getsockname()[1] if self.has_sound else 0
        text = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        text += f"m=audio {sound} RTP/AVP 0\r\na=rtcp-mux\r\n"
        text += f"m=video {port} RTP/AVPF 97\r\na=rtpmap:97 {self.name}\r\n"
        return text + f"a=fmtp:97 {self.parameters}\r\na=rtcp-fb:97 nack\r\na=rtcp-mux\r\n"

    def take(self, description: str) -> None:
        """Send to where a description says."""
        ports = [int(port) for port in re.findall(r"(?m)^m=(?:audio|video) (\d+)", description)]
        self.sound_goal, self.goal = (("127.0.0.1", port) for port in ports)

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

    def _read_sound(self) -> None:
        while True:
            try:
                data = self.sound_socket.recv(2048)
            except BlockingIOError:
                return
            if data[1] not in RTCP_TYPES:
                packet = data[:8] + struct.pack("!L", SOUND_SSRC) + data[12:]
                self.sound_socket.sendto(packet, self.sound_goal)

    def _echo(self, data: bytes) -> None:
        self.heard += 1
        begins = _begins_h264_keyframe if self.name.startswith("H264") else _begins_vp8_keyframe
        self.keyframes += begins(data[12:])
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


def _begins_h264_keyframe(payload: bytes) -> bool:
    """Whether a packet of H.264 is, or begins, an IDR picture (RFC 6184)."""
    kind = payload[0] & 0x1F
    return kind == 5 or (kind == 28 and payload[1] & 0x9F == 0x85)


def _begins_vp8_keyframe(payload: bytes) -> bool:
    """Whether a packet of VP8 begins a key frame (RFC 7741, sections 4.2 and 4.3)."""
    if payload[0] & 0x17 != 0x10:  # not the start (S) of the first partition (PID)
        return False
    length = 1
    if payload[0] & 0x80:  # X: more flags, then what they announce
        flags = payload[1]
        length += 1
        if flags & 0x80:  # I: the number of the picture, of one byte or two
            length += 2 if payload[length] & 0x80 else 1
        length += bool(flags & 0x40) + bool(flags & 0x30)  # L; T and K share a byte
    return not payload[length] & 0x01


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    made.setblocking(False)
    return made
