"""The client of a TURN server against servers that say anything: it allocates, and is not ended by them."""

from __future__ import annotations

import asyncio
import struct
from typing import Any

import pytest
from aioice.ice import StunProtocol
from aioice.stun import Class, Message, Method, parse_message
from aioice.turn import is_channel_data
from hypothesis import given
from hypothesis import strategies as st

from core.media.transport.ice.turn_client import (
    LEAST_LIFETIME,
    HardenedTcpClient,
    HardenedUdpClient,
    relayed_candidate,
)
from tests.media.call_pair import eventually

pytestmark = pytest.mark.usefixtures("no_task_left")

COOKIE = 0x2112A442


def malformed(transaction: bytes = bytes(12), kind: int = 0x0103) -> bytes:
    """Return an answer whose lifetime has one byte instead of four: aioice's parser raises at it."""
    return struct.pack("!HHI12sHHB3x", kind, 8, COOKIE, transaction, 0x000D, 1, 7)


class FakeTurn(asyncio.DatagramProtocol):
    """Answers each request with nonsense and then as it should; ``lifetime`` is what it grants."""

    def __init__(self, lifetime: int = 600) -> None:
        self.lifetime = lifetime
        self.methods: list[Method] = []
        self.client: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def send(self, data: bytes) -> None:
        self.transport.sendto(data, self.client)

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.client = addr
        if is_channel_data(data):
            return
        request = parse_message(data)
        self.methods.append(request.message_method)
        self.send(malformed(request.transaction_id))
        answer = Message(request.message_method, Class.RESPONSE, transaction_id=request.transaction_id)
        answer.attributes["LIFETIME"] = self.lifetime
        answer.attributes["XOR-MAPPED-ADDRESS"] = ("203.0.113.5", 4005)
        answer.attributes["XOR-RELAYED-ADDRESS"] = ("203.0.113.9", 4009)
        self.send(bytes(answer))


class FakeStreamTurn(FakeTurn):
    """The same over TCP."""

    def data_received(self, data: bytes) -> None:
        while data:
            size = int.from_bytes(data[2:4], "big")
            end = 4 + size + -size % 4 if is_channel_data(data) else 20 + size
            self.datagram_received(data[:end], None)
            data = data[end:]

    def eof_received(self) -> bool:
        return False

    def send(self, data: bytes) -> None:
        self.transport.write(data)


class Receiver:
    """Stands for the connection that the relayed datagrams are for."""

    def __init__(self) -> None:
        self.datagrams: list[bytes] = []

    def data_received(self, data: bytes, component: int) -> None:
        self.datagrams.append(data)

    def protocol_lost(self, protocol: StunProtocol) -> None:
        """The relay is gone."""


@pytest.mark.parametrize("carrier", ["udp", "tcp"])
@pytest.mark.parametrize("hides", [False, True])
async def test_malformed_answers_cost_neither_the_allocation_nor_what_is_relayed(
    carrier: str, hides: bool
) -> None:
    loop, server, receiver = asyncio.get_running_loop(), FakeTurn(), Receiver()
    if carrier == "udp":
        listener: Any = (await loop.create_datagram_endpoint(lambda: server, local_addr=("127.0.0.1", 0)))[0]
        address = listener.get_extra_info("sockname")
    else:
        server = FakeStreamTurn()
        listener = await loop.create_server(lambda: server, "127.0.0.1", 0)  # type: ignore[arg-type, return-value]
        address = listener.sockets[0].getsockname()
    try:
        candidate, protocol = await relayed_candidate(
            component=1,
            hide_related_address=hides,
            protocol_factory=lambda: StunProtocol(receiver),  # type: ignore[arg-type]
            turn_server=address,
            turn_username="u",
            turn_password="p",
            turn_ssl=False,
            turn_transport=carrier,
        )
        assert (candidate.host, candidate.port, candidate.type) == ("203.0.113.9", 4009, "relay")
        assert candidate.related_address == ("0.0.0.0" if hides else "203.0.113.5")
        protocol.transport.sendto(b"\x80 media", ("198.51.100.7", 5000))
        await eventually(lambda: Method.CHANNEL_BIND in server.methods, what="a channel")
        for _ in range(5):
            server.send(malformed())
        server.send(struct.pack("!HH", 0x4000, 8) + b"\x80 answer")
        await eventually(lambda: receiver.datagrams == [b"\x80 answer"], what="what is relayed")
        await protocol.close()
        assert server.methods[-1] is Method.REFRESH
    finally:
        listener.close()


async def test_a_server_that_grants_no_time_is_not_asked_without_a_pause() -> None:
    loop, server = asyncio.get_running_loop(), FakeTurn(lifetime=0)
    listener, _ = await loop.create_datagram_endpoint(lambda: server, local_addr=("127.0.0.1", 0))
    address = listener.get_extra_info("sockname")
    carrier, client = await loop.create_datagram_endpoint(
        lambda: HardenedUdpClient(address, "u", "p", 600, 500), remote_addr=address
    )
    request = Message(Method.REFRESH, Class.REQUEST)
    answer, _ = await client.request_with_retry(request)
    assert answer.attributes["LIFETIME"] == LEAST_LIFETIME
    assert client.malformed == 1
    carrier.close()
    listener.close()


MALFORMED = st.builds(
    lambda kind, rest: malformed(kind=kind) + rest, st.integers(0, 0x3FFF), st.binary(max_size=8)
)


@pytest.mark.parametrize("kind", [HardenedUdpClient, HardenedTcpClient])
@given(data=st.binary(max_size=80) | MALFORMED)
def test_nothing_that_a_server_says_raises(kind: type[HardenedUdpClient], data: bytes) -> None:
    client = kind(("192.0.2.1", 3478), "u", "p", 600, 500)
    client.datagram_received(data, ("192.0.2.1", 3478))
    assert client.relayed_address is None
