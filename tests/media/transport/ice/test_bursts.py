"""Datagrams that came together are read together, some at a time, and errors between them cost none."""

from __future__ import annotations

import asyncio
import errno
import itertools
import socket
from typing import Any, cast

from aioice import Candidate

from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.checked_protocol import MOST_AT_ONCE, MOST_DATAGRAM_BYTES, CheckedStunProtocol
from core.media.transport.ice.servers import Servers
from tests.media.call_pair import eventually


class Turns(CallIceConnection):
    """Notes each datagram and the turn of the loop in which it came."""

    def __init__(self) -> None:
        super().__init__(Servers())
        self.came: list[tuple[int, bytes]] = []
        self.errors: list[object] = []
        self.turn = 0
        self._loop = asyncio.get_running_loop()
        self._next = self._loop.call_soon(self._count)

    def _count(self) -> None:
        self.turn += 1
        self._next = self._loop.call_soon(self._count)

    def stop(self) -> None:
        self._next.cancel()

    def is_known_source(self, _address: object) -> bool:
        return True

    def data_received(self, data: bytes | None, component: int) -> None:
        assert component == 1
        if data is not None:  # None: the socket is closed
            self.came.append((self.turn, data))

    def send_failed(self, protocol: object) -> None:
        self.errors.append(protocol)


async def take_burst(datagrams: list[bytes], receiver: Turns) -> CheckedStunProtocol:
    """Send ``datagrams`` in one go, and return once all have come."""
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.create_datagram_endpoint(
        lambda: CheckedStunProtocol(receiver), ("127.0.0.1", 0)
    )
    protocol.local_candidate = Candidate("1", 1, "udp", 1, "127.0.0.1", 1, "host")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for datagram in datagrams:
            sender.sendto(datagram, transport.get_extra_info("sockname"))
        await eventually(lambda: len(receiver.came) == len(datagrams), what="all of them")
    return protocol


async def test_a_burst_is_read_in_one_turn_and_in_order() -> None:
    receiver = Turns()
    sent = [bytes([200, number]) for number in range(6)]
    protocol = await take_burst(sent, receiver)
    assert [data for _, data in receiver.came] == sent
    assert len({turn for turn, _ in receiver.came}) == 1
    receiver.stop()
    await protocol.close()


async def test_a_flood_lets_others_have_their_turn() -> None:
    receiver = Turns()
    protocol = await take_burst([bytes([200, number]) for number in range(100)], receiver)
    turns = [len(list(some)) for _, some in itertools.groupby(receiver.came, key=lambda one: one[0])]
    assert max(turns) <= MOST_AT_ONCE + 1 and len(turns) >= 3
    receiver.stop()
    await protocol.close()


async def test_what_is_too_long_is_cut_off_and_nothing_else() -> None:
    receiver = Turns()
    protocol = await take_burst([bytes([200]) * 40_000, b"\xc8after"], receiver)
    assert [len(data) for _, data in receiver.came] == [MOST_DATAGRAM_BYTES, 6]
    receiver.stop()
    await protocol.close()


async def test_an_error_between_two_datagrams_is_told() -> None:
    receiver = Turns()

    class Broken:
        def recvfrom(self, _most: int) -> Any:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "nobody there")

        def fileno(self) -> int:
            return -1

    protocol = await take_burst([b"\xc8first"], receiver)
    protocol._socket = cast(socket.socket, Broken())
    protocol.datagram_received(b"\xc8second", ("127.0.0.1", 1))
    assert [data for _, data in receiver.came] == [b"\xc8first", b"\xc8second"]
    assert receiver.errors == [protocol]
    receiver.stop()
    await protocol.close()
