"""Torture messages at a running client: registered at a real service, in a call that must go on.

A man in the middle stands between the client and its service. He passes everything on, slips the torture
messages in as if the service had sent them, and keeps the answers to them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from core.calling import Call, CallState, Sinch, SinchClient, sign_locally
from core.calling.signalling.service_directory import PATH
from core.service.service import ServiceEndpoint
from core.sip.messages import Request, Response
from tests.calling.fakes import Heard, World
from tests.sip.torture.encounters import DOMAIN, PATIENCE, outcome, parsed, running_service, sentinel


class MiddleMan:
    """See the module. Serves ``url`` as the call service would, and stands behind one client."""

    def __init__(self, service_url: str) -> None:
        self._service_url = service_url
        self._runner = web.AppRunner(self._application())
        self._client: web.WebSocketResponse | None = None
        self._passed: set[str] = set()
        self._answers: asyncio.Queue[Response | None] = asyncio.Queue()
        self.connections = 0
        """How often a client has connected: more than once, and a message has broken its connection."""

    def _application(self) -> web.Application:
        application = web.Application()
        application.router.add_get(PATH, self._describe)
        application.router.add_get("/sip", self._stand_between)
        return application

    async def start(self) -> str:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        await self._runner.cleanup()

    async def throw(self, data: bytes) -> str:
        """Send one message to the client and return what answers it."""
        assert self._client is not None
        call_id, behind = sentinel()
        await self._client.send_bytes(data)
        await self._client.send_bytes(behind)
        answers: list[Response] = []
        async with asyncio.timeout(PATIENCE):
            while (answer := await self._answers.get()) is not None:
                if answer.headers.get("call-id") == call_id:
                    return outcome(answers)
                answers.append(answer)
        return "closed"

    async def _describe(self, request: web.Request) -> web.Response:
        return web.json_response({"domain": DOMAIN})

    async def _stand_between(self, request: web.Request) -> web.WebSocketResponse:
        client = web.WebSocketResponse(protocols=("sip",))
        await client.prepare(request)
        self.connections += 1
        self._client = client
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(self._service_url, protocols=("sip",)) as service,
        ):
            down = asyncio.create_task(self._pass_down(service, client))
            async for message in client:
                await self._pass_up(message.data, service)
            self._answers.put_nowait(None)
            down.cancel()
            await asyncio.wait([down])
        return client

    async def _pass_down(
        self, service: aiohttp.ClientWebSocketResponse, client: web.WebSocketResponse
    ) -> None:
        async for message in service:
            request = parsed(message.data)
            if isinstance(request, Request):
                self._passed.add(branch(request))
            await client.send_bytes(encoded(message.data))
        await client.close()

    async def _pass_up(self, data: bytes | str, service: aiohttp.ClientWebSocketResponse) -> None:
        answer = parsed(data)
        if isinstance(answer, Response) and branch(answer) not in self._passed:
            self._answers.put_nowait(answer)
        else:
            await service.send_bytes(encoded(data))


def branch(message: Request | Response) -> str:
    """Return the topmost Via, which pairs an answer with its request."""
    return message.headers.get("via") or ""


def encoded(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")


class BusyUser(Heard):
    """Takes the first call and is busy for all others."""

    def onIncomingCall(self, callClient: object, call: Call) -> None:
        super().onIncomingCall(callClient, call)
        if len(self.calls) > 1:
            call.reject(busy=True)


class Neighbours:
    """The client under attack, ``user``, and somebody it talks to by the same service."""

    def __init__(self, world: World, endpoint: ServiceEndpoint) -> None:
        self._world = world
        self._application = endpoint.application
        self.hears_user, self.hears_bob = BusyUser(), Heard()

    async def talk(self, user_url: str, bob_url: str) -> None:
        await self._start("user", user_url, self.hears_user)
        bob = await self._start("bob", bob_url, self.hears_bob)
        self.theirs = await bob.callClient.callUser("user")
        self.theirs.addListener(self.hears_bob)
        await self.hears_user.hears("incoming")
        await self.hears_user.calls[0].answer()
        await self.hears_user.hears("established")
        await self.hears_bob.hears("established")

    async def goes_on(self) -> None:
        """Fail unless the call carries something right now."""
        before = self.hears_user.names.count("remote muted")
        self.theirs.mute()
        await self.hears_user.hears("remote muted", before + 1)
        self.theirs.unmute()
        await self.hears_user.hears("remote unmuted", before + 1)
        assert self.hears_user.calls[0].state is self.theirs.state is CallState.ESTABLISHED

    async def _start(self, user_id: str, url: str, heard: Heard) -> SinchClient:
        key, secret = self._application.key, self._application.secret
        builder = Sinch.getSinchClientBuilder().applicationKey(key).userId(user_id).environmentHost(url)
        client = builder.runtime(self._world.runtime(link_factory=None, retry_base=0.02)).build()
        heard.tokens = [sign_locally(key, secret)(user_id)]
        client.addListener(heard)
        client.callClient.addListener(heard)
        self._world.clients.append(client)
        await client.start()
        await heard.hears("started")
        return client


@asynccontextmanager
async def under_attack(folder: Path) -> AsyncIterator[tuple[MiddleMan, Neighbours]]:
    """Yield a client in a call, and who can throw things at it."""
    world = World()
    async with running_service(folder) as endpoint:
        man = MiddleMan(endpoint.url)
        neighbours = Neighbours(world, endpoint)
        try:
            await neighbours.talk(await man.start(), endpoint.url.rpartition("/")[0].replace("ws", "http", 1))
            yield man, neighbours
        finally:
            await world.close()
            await man.close()


async def against_client(folder: Path, messages: dict[str, bytes]) -> dict[str, str]:
    """Throw each message at a running client that is in a call; return what came back."""
    found: dict[str, str] = {}
    async with under_attack(folder) as (man, neighbours):
        for name, data in messages.items():
            found[name] = await man.throw(data)
            await neighbours.goes_on()
        assert man.connections == 1
        assert [call.state for call in neighbours.hears_user.calls[1:]].count(CallState.ENDED) == (
            len(neighbours.hears_user.calls) - 1
        )
    return found
