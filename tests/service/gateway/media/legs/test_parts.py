"""The small parts of the legs: sockets, the way under DTLS, and the client's end at its edges."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from core.media.congestion.feedback.wire import FORMAT, PACKET_TYPE
from core.media.transport.compound import RTCP_SDES, split_compound
from core.media.transport.ice.description import IceDescription
from core.service.gateway.media.legs.dtls_path import MOST_WAITING, DtlsPath
from core.service.gateway.media.legs.media_socket import MediaSocket
from core.service.gateway.media.legs.sip_dtls import SipCertificate
from core.service.media.legs.client_leg import ClientLeg
from core.service.media.sdp.client_way import ClientWay
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left")


def bound() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setblocking(False)
    made.bind(("127.0.0.1", 0))
    return made


@pytest.mark.parametrize("reads_bursts", [True, False])
async def test_everything_that_waits_is_read_in_order(reads_bursts: bool) -> None:
    came: list[bytes] = []
    inner, outer = bound(), bound()
    made = MediaSocket(inner, lambda data, source: came.append(data), reads_bursts=reads_bursts)
    for number in range(40):
        outer.sendto(bytes([number]), inner.getsockname())
    await made.open()
    await eventually(lambda: len(came) == 40)
    assert came == [bytes([number]) for number in range(40)]
    made.send(b"back", outer.getsockname())
    await eventually(lambda: outer.recv(10) == b"back")
    made.close()
    made.close()
    outer.close()


async def test_what_the_system_does_not_take_is_counted() -> None:
    made = MediaSocket(bound(), lambda data, source: None)
    await made.open()
    made.send(b"x" * 70_000, ("127.0.0.1", 9))
    made.send(b"x", ("192.0.2.1", 0))
    assert made.unsent == 2
    made.error_received(ConnectionRefusedError())
    made.close()


async def test_a_handshake_has_room_for_so_much_and_ends() -> None:
    path = DtlsPath(lambda data: None)
    for number in range(MOST_WAITING * 2):
        path.put(bytes([number % 256]))
    assert path._queue.qsize() == MOST_WAITING
    assert await path._recv() == b"\x00"
    path.close()
    with pytest.raises(ConnectionError):
        await path._recv()


class Leg:
    """A client's end, and what it said."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self.packets: list[bytes] = []
        self.reports: list[bytes] = []
        self.certificate = SipCertificate.generateCertificate()
        self.leg = ClientLeg(
            (),
            self.certificate,
            lambda data, now: self.packets.append(data),
            lambda data, now: self.reports.append(data),
            self.failures.append,
        )

    def way(self, ice: IceDescription, setup: str, **more: Any) -> ClientWay:
        first = self.certificate.getFingerprints()[0]
        marks = more.get("marks", (f"{first.algorithm} {first.value}",))
        return ClientWay(ice, marks, setup, is_lite=False)


async def joined(one: Leg, other: Leg, **more: Any) -> None:
    first = await one.leg.describe(is_offerer=True)
    second = await other.leg.describe(is_offerer=False)
    other.leg.connect(one.way(first, "actpass"))
    one.leg.connect(other.way(second, "active", **more))


async def test_two_ends_connect_and_pass_packets() -> None:
    one, other = Leg(), Leg()
    await joined(one, other)
    await eventually(lambda: one.leg.is_connected and other.leg.is_connected)
    assert (one.leg.setup, other.leg.setup) == ("passive", "active")
    one.leg.send_rtp(b"\x80\x08" + bytes(12))
    await eventually(lambda: other.packets == [b"\x80\x08" + bytes(12)])
    assert one.leg.dropped == 0
    await asyncio.gather(one.leg.close(), other.leg.close())
    await one.leg.close()
    assert not one.failures


async def test_what_came_when_is_told_in_the_name_of_the_source_that_was_given() -> None:
    one, other = Leg(), Leg()
    await joined(one, other)
    await eventually(lambda: one.leg.is_connected and other.leg.is_connected)
    other.leg.expect_pictures(True, 4, 0xA1B2C3D4)
    numbered = b"\xbe\xde\x00\x01" + bytes([4 << 4 | 1, 0, 7, 0])
    one.leg.send_rtp(b"\x90\x60" + bytes(10) + numbered + b"picture")
    await eventually(lambda: bool(one.reports))
    pieces = split_compound(one.reports[0])
    assert (pieces[-1][0] & 0x1F, pieces[-1][1]) == (FORMAT, PACKET_TYPE)
    assert {piece[4:8] for piece in pieces if piece[1] != RTCP_SDES} == {bytes.fromhex("a1b2c3d4")}
    await asyncio.gather(one.leg.close(), other.leg.close())


async def test_another_certificate_than_the_promised_one_ends_it() -> None:
    one, other = Leg(), Leg()
    await joined(one, other, marks=("sha-256 " + ":".join(["AA"] * 32),))
    await eventually(lambda: bool(one.failures))
    assert one.failures == ["The encrypted connection to the client failed."]
    await asyncio.gather(one.leg.close(), other.leg.close())


async def test_before_there_is_a_connection_packets_are_dropped() -> None:
    one = Leg()
    one.leg.send_rtp(b"\x80\x08" + bytes(12))
    one.leg.send_rtcp(b"\x80\xc9\x00\x01abcd")
    assert one.leg._dtls.dropped_outgoing == 2
    await one.leg.take_candidates("nonsense")
    await one.leg.describe(is_offerer=True)
    assert await one.leg.describe(is_offerer=True) is await one.leg.describe(is_offerer=True)
    await one.leg.close()
    await one.leg.take_candidates("a=ice-ufrag:abcd\r\n")
