"""Torture messages over real WebSockets at a running service, beside a call that must go on."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from core.service.config import EchoConfig, Limits, ServiceConfig
from core.service.service import CallService, ServiceEndpoint
from core.sip.agent.events import (
    AckReceived,
    AgentEvent,
    InfoReceived,
    InviteAccepted,
    InviteReceived,
    RequestAnswered,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.auth import BearerToken
from core.sip.messages import ParseError, Request, Response, parse_message
from core.sip.transports.websocket import AgentDriver
from tests.service.phones import Phone
from tests.sip.torture.rfc4475 import NOTHING

PATIENCE = 20.0
FAST = Limits(
    packets_per_second_per_flow=0, packets_per_second_per_address=0, connections_per_minute_per_address=0
)
DOMAIN = "example.com"

_numbers = itertools.count(1)


def sentinel() -> tuple[str, bytes]:
    """A request that is in order, sent behind a torture message: what is owed came before its answer."""
    number = next(_numbers)
    call_id = f"sentinel-{number}"
    text = (
        f"OPTIONS sip:user@{DOMAIN} SIP/2.0\r\nVia: SIP/2.0/WSS s.invalid;branch=z9hG4bKsentinel{number}\r\n"
        f"Max-Forwards: 70\r\nFrom: <sip:caller@{DOMAIN}>;tag=s\r\nTo: <sip:user@{DOMAIN}>\r\n"
        f"Call-ID: {call_id}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
    )
    return call_id, text.encode()


def outcome(answers: list[Response]) -> str:
    """Return the final statuses in words."""
    return " ".join(str(one.status) for one in answers if one.status >= 200) or NOTHING


class Call:
    """A neighbour's call between two phones of the service."""

    def __init__(self, alice: Phone, bob: Phone, session: InviteSession) -> None:
        self.alice, self.bob, self.session = alice, bob, session

    @classmethod
    async def begin(cls, alice: Phone, bob: Phone) -> Call:
        session = alice.call(f"sip:bob@{DOMAIN}")
        theirs = (await bob.event(InviteReceived)).session
        bob.do(theirs.accept, b"v=0\r\n")
        await alice.event(InviteAccepted)
        await bob.event(AckReceived)
        return cls(alice, bob, session)

    async def goes_on(self) -> None:
        """Fail unless the call carries something right now."""
        self.alice.do(self.session.info, "application/dtmf", b"1")
        assert (await self.bob.event(InfoReceived)).body == b"1"
        assert (await self.alice.event(RequestAnswered)).status == 200


@asynccontextmanager
async def running_service(folder: Path) -> AsyncIterator[ServiceEndpoint]:
    config = ServiceConfig(
        folder / "data", domain=DOMAIN, domain_aliases=("example.net", "example.org"),
        echo=EchoConfig(enabled=False), limits=FAST,
    )  # fmt: skip
    service = CallService(config)
    endpoint = await service.start()
    try:
        yield endpoint
    finally:
        await service.stop()


class Probe:
    """A raw WebSocket to a service: as a stranger, or behind a phone that registered on it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def throw(self, data: bytes) -> str:
        """Send one message and return what answers it."""
        call_id, behind = sentinel()
        await self._socket.send_bytes(data)
        await self._socket.send_bytes(behind)
        answers: list[Response] = []
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self._socket.receive()
                if message.type not in {aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY}:
                    return f"closed ({self._socket.close_code})"
                answer = parsed(message.data)
                if isinstance(answer, Response) and answer.headers.get("call-id") == call_id:
                    return outcome(answers)
                if isinstance(answer, Response):
                    answers.append(answer)

    async def register(self, phone: Phone) -> None:
        """Register ``phone`` on this very connection."""
        phone.agent.register(0.0, credentials=BearerToken(phone.token()))
        for data in phone.agent.data_to_send():
            await self._socket.send_bytes(data)
        answer = parsed((await self._socket.receive()).data)
        assert isinstance(answer, Response) and answer.status == 200


async def against_service(folder: Path, messages: dict[str, bytes], *, is_registered: bool) -> dict[str, str]:
    """Throw each message at a running service on a connection of its own; return what came back."""
    found: dict[str, str] = {}
    async with running_service(folder) as endpoint:
        phones = [Phone(name, endpoint.url, endpoint.application, domain=DOMAIN) for name in ("alice", "bob")]
        user = refusing_phone(endpoint)
        caller = Phone("caller", endpoint.url, endpoint.application, domain=DOMAIN)
        for phone in (*phones, user):
            await phone.online()
        call = await Call.begin(*phones)
        async with aiohttp.ClientSession() as session:
            for name, data in messages.items():
                async with session.ws_connect(endpoint.url, protocols=("sip",)) as socket:
                    probe = Probe(socket)
                    if is_registered:
                        await probe.register(caller)
                    found[name] = await probe.throw(data)
                await call.goes_on()
        for phone in (*phones, user):
            await phone.close()
    return found


def refusing_phone(endpoint: ServiceEndpoint) -> Phone:
    """Return the phone of ``user``, who is busy whenever somebody calls."""
    phone = Phone("user", endpoint.url, endpoint.application, domain=DOMAIN)

    def on_event(event: AgentEvent) -> None:
        if isinstance(event, InviteReceived):
            event.session.reject(486, phone.now)
        phone.events.put_nowait(event)

    phone.driver = AgentDriver(phone.agent, endpoint.url, on_event=on_event)
    return phone


def parsed(data: bytes | str) -> Request | Response | None:
    try:
        return parse_message(data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"))
    except ParseError:
        return None
