"""A made-up picture stream, a source that takes it, and what leaves to one viewer; time is passed."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.media.congestion.sending.pacer import Priority
from core.media.transport.outgoing_packet import OutgoingPacket
from core.service.conference.media.pictures.forwarding import Forward
from core.service.conference.media.pictures.source import PictureSource
from core.service.conference.media.pictures.stills import Stills
from core.service.conference.media.ports import PICTURES
from core.service.conference.media.sdp.agreement import ExtensionIds, OwnAgreed, Picture, ShownAgreed
from core.service.media.rtp.packet import HEADER, payload_of
from core.service.media.sdp.codecs import Codec
from tests.service.conference.media.headless import picture_payloads

VP8, H264 = Codec(96, "vp8", 90_000), Codec(102, "h264", 90_000, 1, "profile-level-id=42e01f")
RTX, SSRC, RTX_SSRC = 97, 1111, 2222
ANNA = Picture("a" * 12, PICTURES)
OWN = OwnAgreed(
    "v", {96: VP8, 102: H264}, {RTX: 96, 103: 102}, True, True, True, True, ExtensionIds(mid=1, number=4)
)
OUT_SSRC, OUT_COPIES = 77, 78
STILLS_RATE = 1_000_000.0
SHOWN = ShownAgreed(
    ANNA,
    "5",
    OUT_SSRC,
    OUT_COPIES,
    {VP8.key: 120, H264.key: 122},
    {120: 121, 122: 123},
    True,
    ExtensionIds(1, 3, 4),
)


@dataclass
class Out:
    """Packets that have left, and those that wait while ``holds``."""

    packets: list[bytes] = field(default_factory=list)
    copies: list[bytes] = field(default_factory=list)
    waiting: list[OutgoingPacket] = field(default_factory=list)
    holds: bool = False
    is_behind: bool = False

    def send(
        self, packets: Sequence[OutgoingPacket], priority: Priority, *, starts_keyframe: bool = False
    ) -> None:
        for packet in packets:
            if priority is Priority.RETRANSMISSION:
                self.copies.append(bytes(packet.data))
            elif self.holds:
                self.waiting.append(packet)
            else:
                self._leave(packet)

    def send_picture(self, packet: OutgoingPacket, *, starts_keyframe: bool = False) -> None:
        self.send((packet,), Priority.VIDEO, starts_keyframe=starts_keyframe)

    def _leave(self, packet: OutgoingPacket) -> None:
        if packet.on_leave is not None:
            packet.on_leave(packet, 0.0)
        self.packets.append(bytes(packet.data))

    def release(self) -> None:
        """Let go of what waits."""
        self.holds = False
        for packet in self.waiting:
            self._leave(packet)
        self.waiting.clear()

    def sequences(self) -> list[int]:
        return [HEADER.unpack_from(one)[2] for one in self.packets]

    def frames(self) -> list[int]:
        """Return the numbers of the frames of which a packet has left."""
        found = [struct.unpack_from("!L", payload_of(one) or b"", 5)[0] for one in self.packets]
        return list(dict.fromkeys(found))


@dataclass
class Film:
    """Makes packets and brings them to a source; ``out`` is what one viewer gets."""

    ssrc: int = SSRC
    now: float = 100.0
    sequence: int = 65_000
    timestamp: int = (1 << 32) - 50_000
    frame: int = 0
    told: list[bytes] = field(default_factory=list)
    out: Out = field(default_factory=Out)

    def __post_init__(self) -> None:
        self.source = PictureSource(ANNA, self.told.append, 9, "room")
        self.source.configure(OWN)
        self.stills = Stills(lambda packet, begins: self.out.send_picture(packet))
        self.forward = self.viewer(self.out)

    def viewer(self, out: Out, shown: ShownAgreed = SHOWN) -> Forward:
        """Let one more look; nothing is shown yet."""
        made = Forward(self.source, shown, out, random.Random(3), self.stills)
        self.source.viewers = (*self.source.viewers, made)
        return made

    def packets(self, *, is_key: bool = False, size: int = 3000, kind: int = 96) -> list[bytes]:
        """Return the packets of the next frame."""
        self.frame += 1
        self.timestamp = (self.timestamp + 3000) & 0xFFFFFFFF
        made = []
        payloads = picture_payloads(self.frame, size, is_key=is_key, now=self.now)
        for number, payload in enumerate(payloads):
            self.sequence = (self.sequence + 1) & 0xFFFF
            second = kind | (0x80 if number == len(payloads) - 1 else 0)
            made.append(HEADER.pack(0x80, second, self.sequence, self.timestamp, self.ssrc) + payload)
        return made

    def run(self, frames: int = 1, *, is_key: bool = False) -> None:
        """Let some frames come, the first of them a keyframe if ``is_key``."""
        for number in range(frames):
            for data in self.packets(is_key=is_key and not number):
                self.source.take(data, self.now)
            self.now += 1 / 30
            self.stills.release(1 / 30, STILLS_RATE)
