"""The WebSocket skin against a real server on loopback."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import WSMsgType, web

from core.sip.agent.events import AgentEvent, FlowLost, Registered
from core.sip.messages import Request, parse_message, response_to
from core.sip.transports.websocket import AgentDriver, FlowError
from tests.sip.pairs import agent

pytestmark = pytest.mark.usefixtures("no_task_left")


class Server:
    """A WebSocket server that answers every request 200, or does what ``behave`` says."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.protocols: tuple[str, ...] = ("sip",)
        self.changed = asyncio.Condition()
        self.kind = WSMsgType.TEXT

    async def handle(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(protocols=self.protocols)
        await socket.prepare(request)
        self.sockets.append(socket)
        async for frame in socket:
            data = frame.data.encode() if frame.type is WSMsgType.TEXT else frame.data
            self.received.append(data)
            await self.answer(socket, data)
            async with self.changed:
                self.changed.notify_all()
        return socket

    async def answer(self, socket: web.WebSocketResponse, data: bytes) -> None:
        message = parse_message(data)
        if isinstance(message, Request):
            answer = bytes(response_to(message, 200, to_tag="s", headers=(("Expires", "60"),)))
            await (
                socket.send_bytes(answer)
                if self.kind is WSMsgType.BINARY
                else socket.send_str(answer.decode())
            )


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[tuple[Server, str]]:
    server = Server()
    app = web.Application()
    app.router.add_get("/sip", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield server, f"ws://127.0.0.1:{port}/sip"
    finally:
        for socket in server.sockets:
            await socket.close()
        await runner.cleanup()


class Events:
    """What a driver told, to be waited for."""

    def __init__(self) -> None:
        self.all: list[AgentEvent] = []
        self._changed = asyncio.Event()

    def __call__(self, event: AgentEvent) -> None:
        self.all.append(event)
        self._changed.set()

    async def until(self, wanted: Callable[[AgentEvent], bool]) -> AgentEvent:
        async with asyncio.timeout(5):
            while True:
                found = next((event for event in self.all if wanted(event)), None)
                if found is not None:
                    return found
                self._changed.clear()
                await self._changed.wait()


@pytest.mark.parametrize("kind", [WSMsgType.TEXT, WSMsgType.BINARY])
async def test_registers_over_text_and_binary_frames(kind: WSMsgType) -> None:
    async with serving() as (server, url):
        server.kind = kind
        alice, events = agent("alice", is_connected=False), Events()
        driver = AgentDriver(alice, url, on_event=events)
        await driver.connect()
        alice.register(driver.now())
        driver.pump()
        event = await events.until(lambda one: isinstance(one, Registered))
        assert event == Registered(60)
        assert server.received[0].startswith(b"REGISTER sip:example.org SIP/2.0\r\n")
        await driver.close()
        assert not any(isinstance(one, FlowLost) for one in events.all)


async def test_a_flow_the_server_closes_is_told_and_another_can_follow() -> None:
    async with serving() as (server, url):
        alice, events = agent("alice"), Events()
        driver = AgentDriver(alice, url, on_event=events)
        await driver.connect()
        await server.sockets[0].close()
        await events.until(lambda one: isinstance(one, FlowLost))
        assert not driver.is_open and not alice.is_connected
        again = AgentDriver(alice, url, on_event=events)
        await again.connect()
        alice.register(again.now())
        again.pump()
        await events.until(lambda one: isinstance(one, Registered))
        await again.close()
        await again.close()
        await driver.close()


async def test_garbage_and_oversized_frames_do_not_raise() -> None:
    async with serving() as (server, url):
        alice, events = agent("alice"), Events()
        driver = AgentDriver(alice, url, on_event=events)
        await driver.connect()
        await server.sockets[0].send_str("nonsense \0 \r\n\r\n")
        await server.sockets[0].send_bytes(bytes(range(256)))
        alice.register(driver.now())
        driver.pump()
        await events.until(lambda one: isinstance(one, Registered))
        assert alice.counters["garbage"] == 2
        await server.sockets[0].send_str("x" * 70_000)
        await events.until(lambda one: isinstance(one, FlowLost))
        await driver.close()


async def test_a_server_without_the_subprotocol_is_refused(expected_log: Callable[..., object]) -> None:
    expected_log("aiohttp.websocket", "overlap")
    async with serving() as (server, url):
        server.protocols = ("chat",)
        driver = AgentDriver(agent("alice"), url, on_event=Events())
        with pytest.raises(FlowError, match="does not speak SIP"):
            await driver.connect()
        await driver.close()


async def test_no_server_and_a_wrong_path_raise_oserror() -> None:
    async with serving() as (_, url):
        with pytest.raises(FlowError) as refused:
            await AgentDriver(agent("alice"), url + "x", on_event=Events()).connect()
        assert refused.value.status == 404
    with pytest.raises(OSError):
        await AgentDriver(agent("alice"), url, on_event=Events()).connect()


async def test_a_server_that_points_elsewhere_is_not_followed() -> None:
    asked: list[str] = []

    async def point_elsewhere(request: web.Request) -> web.Response:
        asked.append(request.path)
        raise web.HTTPFound("/log-in")

    app = web.Application()
    app.router.add_get("/{any:.*}", point_elsewhere)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    with pytest.raises(FlowError) as refused:
        await AgentDriver(agent("alice"), f"ws://127.0.0.1:{port}/sip", on_event=Events()).connect()
    await runner.cleanup()
    assert refused.value.status == 302 and asked == ["/sip"]


async def test_an_owner_who_raises_does_not_stop_the_signalling(
    expected_log: Callable[..., object],
) -> None:
    expected_log("core.sip.transports.websocket", "was not taken")
    async with serving() as (_, url):
        alice, events = agent("alice"), Events()

        def broken(event: AgentEvent) -> None:
            events(event)
            raise RuntimeError("owner")

        driver = AgentDriver(alice, url, on_event=broken)
        await driver.connect()
        alice.register(driver.now())
        driver.pump()
        await events.until(lambda one: isinstance(one, Registered))
        await driver.close()
