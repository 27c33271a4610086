"""Stray, empty, oversized and malformed datagrams, and RTCP that strict receivers take."""

from __future__ import annotations

import random
import socket
import struct
from functools import partial

from core.media.media_events import MediaFailed
from core.media.transport.ice.agent import CallIceConnection
from tests.media.call_pair import End, call_pair, eventually


def strays(seed: int) -> list[bytes]:
    """Return datagrams of all kinds that an ICE socket may be sent by anybody."""
    chance = random.Random(seed)
    rtp = struct.pack("!BBHII", 0x80, 96, 1, 2, 3)
    fixed = [
        b"",
        b"\x00",
        b"\x80",
        rtp,
        rtp + bytes(3000),
        rtp + bytes(60_000),
        b"\x80\xc8\x00\x06" + bytes(24),
        b"\x81\xce\x00\x02" + bytes(8),
        b"\x16\xfe\xfd" + bytes(10),
        b"\x15\xfe\xfd\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x02\x28",
        b"\x14\xfe\xfd",
        b"\x17\xfe\xfd" + bytes(2000),
        b"\x00\x01\x00\x00\x21\x12\xa4\x42" + bytes(12),
        b"\x01\x01\x00\x08\x21\x12\xa4\x42" + bytes(20),
        bytes([63]) * 100,
        b"\xff" * 1500,
    ]
    noise = [bytes(chance.randrange(256) for _ in range(chance.randrange(1, 200))) for _ in range(200)]
    leads = [
        bytes([chance.randrange(20, 192)]) + chance.randbytes(chance.randrange(0, 80)) for _ in range(300)
    ]
    return fixed + noise + leads


async def shower(end: End, datagrams: list[bytes]) -> None:
    """Send datagrams from a foreign socket to every ICE socket of ``end``."""
    dtls = end.session._connection.dtls
    assert dtls is not None
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as foreign:
        for candidate in dtls.transport.iceGatherer.getLocalCandidates():
            if candidate.ip.startswith("127."):
                for datagram in datagrams:
                    foreign.sendto(datagram, (candidate.ip, candidate.port))


def has_dropped(ice: CallIceConnection) -> bool:
    return ice.foreign_datagrams > 100


async def test_no_stray_datagram_ends_a_call(seed: int) -> None:
    async with call_pair() as (caller, callee):
        for end in (caller, callee):
            await shower(end, strays(seed))
        for end in (caller, callee):
            dtls = end.session._connection.dtls
            assert dtls is not None
            ice = dtls.transport._connection
            assert isinstance(ice, CallIceConnection)
            await eventually(partial(has_dropped, ice), what="drops counted")
        before = callee.session.incoming_picture.frames, len(callee.devices.played)
        await eventually(
            lambda: (
                callee.session.incoming_picture.frames > before[0] + 20
                and len(callee.devices.played) > before[1] + 50
            ),
            what="the call going on",
        )
        assert not caller.has(MediaFailed) and not callee.has(MediaFailed)
        assert (await callee.session.stats()).transport["dtlsState"] == "connected"


async def test_no_stray_datagram_spoils_the_setup(seed: int) -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        await shower(caller, strays(seed))
        answer = await callee.session.accept_offer(offer)
        await shower(callee, strays(seed))
        await caller.session.accept_answer(answer)
        await eventually(lambda: callee.session.incoming_picture.frames > 5, what="pictures")


async def test_malformed_authenticated_packets_are_dropped() -> None:
    """What the other end itself sends broken, inside SRTP, costs that packet only."""
    async with call_pair() as (caller, callee):
        sender = caller.session._connection.dtls
        assert sender is not None
        video = next(s for s in caller.session._connection.getSenders() if s.kind == "video")
        audio = next(s for s in caller.session._connection.getSenders() if s.kind == "audio")
        remb = b"\x8f\xce\x00\x05" + struct.pack("!LL", 1, 0) + b"REMB\xff\x00\x00\x00"
        psfb_short = b"\x8f\xce\x00\x03" + struct.pack("!LL", 1, 0) + b"REMB"
        sdes_odd = b"\x81\xca\x00\x03" + struct.pack("!L", 1) + b"\x01\x02ab\x00\x99\x77\x55"
        bad_extension = (
            struct.pack("!BBHLL", 0x90, 99, 7, 9, video._ssrc) + b"\xbe\xde\x00\x01\x3f\x00\x00\x00"
        )
        empty_picture = struct.pack("!BBHLL", 0x80, 99, 8, 9, video._ssrc)
        empty_sound = struct.pack("!BBHLL", 0x80, 96, 40000, 9, audio._ssrc)
        garbage_sound = struct.pack("!BBHLL", 0x80, 96, 40001, 9, audio._ssrc) + b"\xff" * 40
        for packet in (remb, psfb_short, sdes_odd, bad_extension, empty_picture, empty_sound, garbage_sound):
            for _ in range(3):
                await sender._send_rtp(packet)
        before = callee.session.incoming_picture.frames, len(callee.devices.played)
        await eventually(
            lambda: (
                callee.session.incoming_picture.frames > before[0] + 20
                and len(callee.devices.played) > before[1] + 50
            ),
            what="the call going on",
        )
        assert not callee.has(MediaFailed)
