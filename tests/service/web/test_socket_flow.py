"""One WebSocket as a flow, against a socket made of queues: order, bounds, pauses, closing."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from core.service.web.socket_flow import SocketFlow

T = aiohttp.WSMsgType


class FakeSocket:
    """What ``SocketFlow`` needs of a WebSocket."""

    def __init__(self) -> None:
        self.incoming: asyncio.Queue[aiohttp.WSMessage] = asyncio.Queue()
        self.sent: list[str | bytes] = []
        self.pongs: list[bytes] = []
        self.closed_with: tuple[int, bytes] | None = None
        self.breaks = False

    def arrives(self, kind: aiohttp.WSMsgType, data: Any = None) -> None:
        self.incoming.put_nowait(aiohttp.WSMessage(kind, data, None))

    async def receive(self) -> aiohttp.WSMessage:
        return await self.incoming.get()

    async def send_str(self, text: str) -> None:
        self._break()
        self.sent.append(text)

    async def send_bytes(self, data: bytes) -> None:
        self._break()
        self.sent.append(data)

    async def pong(self, data: bytes) -> None:
        self._break()
        self.pongs.append(data)

    async def close(self, *, code: int, message: bytes) -> None:
        self.closed_with = (code, message)

    def _break(self) -> None:
        if self.breaks:
            raise ConnectionResetError("gone")


@pytest.fixture
def socket() -> FakeSocket:
    return FakeSocket()


def flow(socket: FakeSocket, *, buffer_bytes: int = 1000) -> SocketFlow:
    return SocketFlow(socket, buffer_bytes=buffer_bytes)  # type: ignore[arg-type]


async def test_frames_come_up_in_order_and_keep_alives_do_not(socket: FakeSocket) -> None:
    got: list[bytes] = []
    for kind, data in (
        (T.TEXT, "one"),
        (T.TEXT, "\r\n\r\n"),
        (T.BINARY, b"\xff"),
        (T.TEXT, "\r\n"),
        (T.CLOSE, 1000),
    ):
        socket.arrives(kind, data)
    skin = flow(socket)
    await skin.run(got.append)
    assert got == [b"one", b"\xff"] and socket.closed_with == (1000, b"")


async def test_what_is_queued_is_sent_before_the_close(socket: FakeSocket) -> None:
    skin = flow(socket)
    skin.send(b"first")
    skin.send(b"\xff\xfe")
    skin.close(1012, "later")
    skin.close(1008, "not this one")
    skin.send(b"too late")
    await skin.run(lambda data: None)
    assert socket.sent == ["first", b"\xff\xfe"] and socket.closed_with == (1012, b"later")


async def test_a_peer_that_does_not_read_is_closed(socket: FakeSocket) -> None:
    skin = flow(socket, buffer_bytes=10)
    skin.send(b"x" * 8)
    skin.send(b"y" * 8)
    await skin.run(lambda data: None)
    assert socket.sent == ["x" * 8] and socket.closed_with == (1008, b"does not read")


async def test_pings_are_answered_counted_and_no_message(socket: FakeSocket) -> None:
    sizes: list[int] = []
    got: list[bytes] = []

    def count(size: int) -> float:
        sizes.append(size)
        return 0.0

    for kind, data in (
        (T.PING, bytearray(b"abc")),
        (T.PONG, bytearray(b"")),
        (T.TEXT, "hello"),
        (T.CLOSE, 1000),
    ):
        socket.arrives(kind, data)
    await flow(socket).run(got.append, count)
    assert socket.pongs == [b"abc"] and got == [b"hello"] and sizes == [3, 0, 5]


async def test_a_pause_holds_reading_and_nothing_else(socket: FakeSocket) -> None:
    got: list[bytes] = []
    first = asyncio.Event()

    def take(data: bytes) -> None:
        got.append(data)
        first.set()

    socket.arrives(T.TEXT, "one")
    socket.arrives(T.TEXT, "two")
    skin = flow(socket)
    running = asyncio.create_task(skin.run(take, lambda size: 3600.0))
    await first.wait()
    skin.send(b"answer")
    skin.close(1000, "")
    async with asyncio.timeout(5):
        await running  # an hour's pause does not hold up the end
    assert got == [b"one"] and socket.sent == ["answer"]


@pytest.mark.parametrize("kind", [T.PING, None])
async def test_a_connection_that_breaks_never_raises(
    socket: FakeSocket, kind: aiohttp.WSMsgType | None
) -> None:
    socket.breaks = True
    skin = flow(socket)
    if kind is None:
        skin.send(b"x")
    else:
        socket.arrives(kind, bytearray(b""))
        socket.arrives(T.CLOSED)
    async with asyncio.timeout(5):
        await skin.run(lambda data: None)


async def test_a_long_reason_fits_a_close_frame(socket: FakeSocket) -> None:
    skin = flow(socket)
    skin.close(1008, "x" * 500)
    await skin.run(lambda data: None)
    assert socket.closed_with is not None and len(socket.closed_with[1]) <= 123
