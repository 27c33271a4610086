"""A room of a few sessions in one process: forwards pictures as they are, and nothing else.

It is a fake of a forwarding server, made of our own sessions: each member talks to a session of the room's,
which describes the others in sections of its own making and writes their packets anew, with a MID.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from aiortc.rtp import RTCP_PSFB_PLI, RtcpPacket, RtcpPsfbPacket

from core.media.media_events import MediaFlowing
from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.sdp.local_text import split_text, transport_lines, with_bundle, with_direction, with_setup
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.incoming_packet import IncomingPacket
from tests.media.call_pair import End, close_end, make_end

MID_URI = "urn:ietf:params:rtp-hdrext:sdes:mid"


class Seat:
    """One member: its own session, and the room's at the other end of the way."""

    def __init__(self, member_id: str, *, video: bool = True) -> None:
        self.id = member_id
        self.client = make_end(True, video)
        self.client.session.members.is_open = True
        self.room = make_end(False, video)
        self.sections: list[tuple[str, str]] = []
        """Name and mid of each section of the room's own, in order; an empty name is one given up."""
        self.answers: list[str] = []
        self.viewers: set[tuple[Seat, str]] = set()
        self._mids = 0

    async def join(self) -> None:
        """Connect the member to the room."""
        client, room = self.client.session, self.room.session
        await client.accept_answer(await room.accept_offer(await client.create_offer()))
        await asyncio.gather(self.client.wait_for(MediaFlowing), self.room.wait_for(MediaFlowing))
        self._hook()

    @property
    def dtls(self) -> HardenedDtlsTransport:
        dtls = self.room.session._connection.dtls
        assert dtls is not None
        return dtls

    @property
    def picture_receiver(self) -> VideoReceiver:
        """What gets the member's pictures at the room."""
        return next(one for one in self.room.session._receivers if isinstance(one, VideoReceiver))

    async def show(self, names: Iterable[str], *, recycles: bool = True) -> str:
        """Offer sections for these pictures and no others; returns the member's answer."""
        wanted = list(names)
        sections = [(name if name in wanted else "", mid) for name, mid in self.sections]
        for name in wanted:
            if name not in [one for one, _ in sections]:
                self._mids += 1
                free = next((i for i, (one, _) in enumerate(sections) if not one), None)
                if free is not None and recycles:
                    sections[free] = name, f"m{self._mids}"
                else:
                    sections.append((name, f"m{self._mids}"))
        self.sections = sections
        return await self.offer(self.description())

    async def offer(self, text: str) -> str:
        """Have the member answer ``text``."""
        answer = await self.client.session.accept_offer(text)
        self.answers.append(answer)
        return answer

    def description(self) -> str:
        """Return the room's offer with all its sections."""
        head, own = split_text(self.room.session._negotiation._local)
        own = [with_setup(one, "actpass") for one in own[:2]]
        said = [*own, *(self._section(name, mid, own) for name, mid in self.sections)]
        mids = [one.partition("a=mid:")[2].partition("\r\n")[0] for one in said if " 0 UDP" not in one]
        return with_bundle(head, mids) + "".join(said)

    async def take_offer(self) -> str:
        """Have the member make an offer, and answer it as a room does; returns the offer."""
        offer = await self.client.session.create_offer()
        head, ours = split_text(self.description())
        said = []
        for index, theirs in enumerate(split_text(offer)[1]):
            if 2 <= index < len(ours):
                wanted = "sendonly" if "a=recvonly" in theirs else "inactive"
                said.append(
                    with_direction(ours[index], wanted) if " 0 UDP" not in ours[index] else ours[index]
                )
            elif index < 2:
                said.append(with_direction(ours[index], "sendrecv"))
            else:
                said.append(self._mirrored(theirs, ours[0]))
        mids = [one.partition("a=mid:")[2].partition("\r\n")[0] for one in said if " 0 UDP" not in one]
        role = (
            split_text(self.room.session._negotiation._local)[1][0]
            .partition("a=setup:")[2]
            .partition("\r")[0]
        )
        answer = with_bundle(head, mids) + "".join(with_setup(one, role) for one in said)
        await self.client.session.accept_answer(answer)
        return offer

    def _mirrored(self, theirs: str, own: str) -> str:
        kept = ("m=", "c=", "a=rtcp-mux", "a=rtpmap", "a=fmtp", "a=rtcp-fb", "a=extmap", "a=mid", "a=content")
        lines = [line for line in theirs.split("\r\n") if line.startswith(kept)]
        return with_direction("\r\n".join(lines) + "\r\n" + transport_lines(own), "recvonly")

    def mid_of(self, name: str) -> str:
        return next(mid for one, mid in self.sections if one == name)

    def send(self, packet: IncomingPacket, name: str) -> None:
        """Forward a packet into the section for ``name``, if there is one."""
        mid = next((mid for one, mid in self.sections if one == name), "")
        if mid:
            self.dtls.send_rtp(_written(packet, mid))

    def _section(self, name: str, mid: str, own: list[str]) -> str:
        if not name:
            return f"m=video 0 UDP/TLS/RTP/SAVPF 97\r\nc=IN IP4 0.0.0.0\r\na=inactive\r\na=mid:{mid}\r\n"
        member, _, what = name.partition("/")
        pictures = next(one for one in own if one.startswith("m=video"))
        kept = ("m=", "c=", "a=rtcp-mux", "a=rtpmap", "a=fmtp", "a=rtcp-fb", "a=extmap")
        lines = [line for line in pictures.split("\r\n") if line.startswith(kept)]
        lines += [f"a=mid:{mid}", f"a=label:{member}", f"a=msid:{member} {member}-{what or 'video'}"]
        lines += [f"a=content:{what}"] if what else []
        return with_direction("\r\n".join(lines) + "\r\n" + transport_lines(pictures), "sendonly")

    def _hook(self) -> None:
        """Forward what comes, and pass on what viewers ask for."""
        receiver: Any = self.picture_receiver
        take = receiver.take_rtp

        def forward(packet: IncomingPacket, arrived_ms: int) -> None:
            take(packet, arrived_ms)
            for viewer, name in self.viewers:
                viewer.send(packet, name)

        receiver.take_rtp = forward
        dtls: Any = self.dtls
        take_piece = dtls._take_piece

        def listen(piece: bytes) -> None:
            take_piece(piece)
            for packet in RtcpPacket.parse(piece):
                if isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_PLI:
                    self.asked_for_keyframe(packet.media_ssrc)

        dtls._take_piece = listen

    def asked_for_keyframe(self, ssrc: int) -> None:
        """Have whoever sends ``ssrc`` begin anew."""
        for other in self.others:
            if other.picture_receiver._media_ssrc == ssrc:
                other.ask_for_keyframe()

    others: list[Seat]

    def ask_for_keyframe(self) -> None:
        """Ask this member for a keyframe."""
        receiver = self.picture_receiver
        assert receiver._media_ssrc is not None and receiver._rtcp_ssrc is not None
        receiver._send_rtcp(
            RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=receiver._rtcp_ssrc, media_ssrc=receiver._media_ssrc)
        )


def _written(packet: IncomingPacket, mid: str) -> bytes:
    """Return ``packet`` with a MID as its only extension (number 1, as aiortc has it)."""
    named = bytes([0x10 | (len(mid) - 1)]) + mid.encode()
    named += bytes(-len(named) % 4)
    first = struct.pack(
        "!BBHLL",
        0x90,
        (0x80 if packet.marker else 0) | packet.payload_type,
        packet.sequence_number,
        packet.timestamp,
        packet.ssrc,
    )
    return first + struct.pack("!HH", 0xBEDE, len(named) // 4) + named + bytes(packet.payload)


@asynccontextmanager
async def tiny_room(*member_ids: str, video: bool = True) -> AsyncIterator[list[Seat]]:
    """Yield the seats of members who have joined; nobody is shown to anybody yet."""
    seats = [Seat(member_id, video=video) for member_id in member_ids]
    try:
        for seat in seats:
            seat.others = [other for other in seats if other is not seat]
            await seat.join()
        yield seats
    finally:
        for seat in seats:
            await close_end(seat.client)
            await close_end(seat.room)


async def introduce(seats: list[Seat]) -> None:
    """Show everybody to everybody."""
    for seat in seats:
        await seat.show([other.id for other in seat.others])
        for other in seat.others:
            other.viewers.add((seat, other.id))


def ends(seats: list[Seat]) -> list[End]:
    """Return the members' own ends."""
    return [seat.client for seat in seats]
