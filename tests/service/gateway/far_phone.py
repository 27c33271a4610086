"""A phone of classic SIP: our own user agent on our own sockets, or a wire that says what the test writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from core.service.agents.line import Line
from core.service.gateway.sides.outside import ClassicLines
from core.sip.agent.events import AgentEvent
from core.sip.agent.routed_agent import RoutedAgent
from core.sip.ids import RandomIds
from core.sip.locating.locate import direct_hop
from core.sip.messages import NameAddr, Request, Response, Uri, parse_message, response_to
from core.sip.transports.classic import ClassicSockets, Listening
from core.sip.transports.hops import Hop, Transport
from tests.service.gateway.gate import Gate
from tests.service.phones import PATIENCE

OFFER = b"v=0 far\r\n"


class FarPhone:
    """A user agent that waits at an address, behind a gate if there is one; ``events`` are what it says."""

    def __init__(
        self, transport: Transport, tls: object = None, client_tls: object = None, gate: Gate | None = None
    ) -> None:
        self.transport = transport
        self.gate = gate
        self.events: asyncio.Queue[AgentEvent] = asyncio.Queue()
        self.heard: list[Request | Response] = []
        self.sockets = ClassicSockets(self, client_tls=client_tls)  # type: ignore[arg-type]
        self._tls = tls
        self._sources: set[Hop] = set()
        self.port = 0
        self.agent: Any = None
        self.line: Any = None

    async def open(self, host: str = "127.0.0.1") -> FarPhone:
        ((_, _, self.port),) = await self.sockets.listen(
            [Listening(self.transport, host, 0, self._tls)]  # type: ignore[arg-type]
        )
        self.host = f"[{host}]" if ":" in host else host
        self.agent = RoutedAgent(
            address_of_record=NameAddr(Uri.parse(f"sip:bob@{self.host}"), "Bob Far"),
            contact=NameAddr(Uri.parse(f"sip:bob@{self.host}:{self.port};transport={self.transport.value}")),
            ids=RandomIds(),
            lines=ClassicLines(self.sockets),
            route=self._route,
            product="a far phone",
        )
        self.line = Line(self.agent, self._send, self.events.put_nowait)
        return self

    @property
    def uri(self) -> str:
        return f"sip:bob@{self.host}:{self.port};transport={self.transport.value}"

    async def event(self, kind: Any) -> Any:
        """Return the next event of this kind, passing over others."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self.events.get()
                if isinstance(event, kind):
                    return event

    def do(self, action: Callable[..., Any], *values: Any, **named: Any) -> Any:
        done = action(*values, self.line.now(), **named)
        self.line.pump()
        return done

    async def call(self, uri: str, body: bytes = OFFER, headers: tuple[tuple[str, str], ...] = ()) -> Any:
        hop = direct_hop(Uri.parse(uri), self.transport)
        assert hop is not None
        await self.sockets.prepare(hop)
        session = self.agent.invite(Uri.parse(uri), body, self.line.now(), headers=headers)
        self.line.pump()
        return session

    async def close(self) -> None:
        self.line.stop()
        await self.sockets.close()

    # --- what the sockets tell ------------------------------------------------------------------------

    def received(self, data: bytes, hop: Hop) -> float:
        message = parse_message(data)
        if (
            self.gate is not None
            and isinstance(message, Request)
            and self._is_stopped(message, self.gate, hop)
        ):
            return 0.0
        self._sources.add(hop)
        self.heard.append(message)
        self.agent.take(message, hop, self.line.now())
        self.line.pump()
        return 0.0

    def _is_stopped(self, request: Request, gate: Gate, hop: Hop) -> bool:
        """Let nothing but what proves itself reach the agent."""
        if request.method in ("ACK", "CANCEL"):
            return request.to.tag == "gate"
        refusal = gate.stops(request)
        if refusal is not None:
            self.sockets.send(hop, bytes(refusal))
        return refusal is not None

    def lost(self, hop: Hop, reason: str) -> None:
        self.agent.flow_broke(hop, self.line.now())
        self.line.pump()

    def needs(self, hop: Hop) -> bool:
        return True

    def unreadable(self, data: bytes, hop: Hop) -> None:
        raise AssertionError(f"the gateway sent {data!r}")

    def _route(self, request: Request) -> Hop:
        hop = direct_hop(request.uri, self.transport)
        assert hop is not None
        return next((one for one in self._sources if one.port == hop.port), hop)  # the connection there is

    def _send(self) -> bool:
        messages = self.agent.messages()
        for hop, data in messages:
            self.sockets.send(hop, data)
        return bool(messages)


class Wire:
    """A bare UDP or TCP socket of a test that speaks SIP by hand."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[tuple[Request | Response, Hop]] = asyncio.Queue()
        self.sockets = ClassicSockets(self)  # type: ignore[arg-type]
        self.port = 0

    async def open(self, transport: Transport = Transport.UDP, host: str = "127.0.0.1") -> Wire:
        ((_, _, self.port),) = await self.sockets.listen([Listening(transport, host, 0)])
        return self

    def received(self, data: bytes, hop: Hop) -> float:
        self.messages.put_nowait((parse_message(data), hop))
        return 0.0

    def unreadable(self, data: bytes, hop: Hop) -> None:
        raise AssertionError(f"the gateway sent {data!r}")

    def lost(self, hop: Hop, reason: str) -> None:
        """Take no notice: what comes, or does not, tells enough."""

    def needs(self, hop: Hop) -> bool:
        return True

    async def next(self, what: str | int) -> tuple[Any, Hop]:
        """Return the next message with this method or status, and where it came from; others are dropped."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message, hop = await self.messages.get()
                if what in (getattr(message, "method", None), getattr(message, "status", None)):
                    return message, hop

    def accept(self, invite: Request, hop: Hop, contact: str, routes: Sequence[str] = ()) -> None:
        """Answer an INVITE with a description and where the rest of the call is to go."""
        headers = [("Contact", contact), *(("Record-Route", route) for route in routes)]
        answer = response_to(invite, 200, to_tag="t", headers=headers, body=b"answer")
        answer.headers.set("Content-Type", "application/sdp")
        self.sockets.send(hop, bytes(answer))

    async def close(self) -> None:
        await self.sockets.close()
