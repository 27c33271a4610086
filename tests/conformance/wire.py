"""What one client sends and receives, message by message; its clock; and a way to cut its connection."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from core.calling.ports import LinkEvent, LinkSettings
from core.calling.signalling.sip_link import SipLink
from core.sip.agent.user_agent import UserAgent
from core.sip.bodies.pidf import CONTENT_TYPE, Presence, PresenceState
from core.sip.messages import Message, NameAddr, ParseError, Request, Response, Uri, parse_message
from core.sip.transports.websocket import AgentDriver
from tests.conformance.witness import PATIENCE


class Wire:
    """The connections of one client, one after the other. ``now`` is a clock that can be set forward."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.received: list[Message] = []
        self._ahead = 0.0
        self._changed = asyncio.Event()
        self._driver: _TappedDriver | None = None

    def now(self) -> float:
        """Return the client's monotonic second."""
        return time.monotonic() + self._ahead

    def make_link(self, settings: LinkSettings, on_event: Callable[[LinkEvent], None]) -> SipLink:
        """Make the client's link; a ``LinkFactory``."""
        return SipLink(settings, on_event, make_driver=self._make_driver)

    def requests_sent(self, method: str) -> list[Request]:
        """Return the requests of ``method`` that the client sent."""
        return [one for one in self.sent if isinstance(one, Request) and one.method == method]

    def requests_received(self, method: str) -> list[Request]:
        """Return the requests of ``method`` that reached the client."""
        return [one for one in self.received if isinstance(one, Request) and one.method == method]

    def answers_received(self, method: str) -> list[Response]:
        """Return the responses to requests of ``method`` that reached the client."""
        return [one for one in self.received if isinstance(one, Response) and one.cseq.method == method]

    def set_forward(self, seconds: float) -> None:
        """Let the client's clock jump, and its user agent do what is due by then."""
        self._ahead += seconds
        assert self._driver is not None
        self._driver.look_at_clock()

    def send_message(self, user: str, text: str) -> None:
        """Send a MESSAGE to ``user`` of the client's own domain (RFC 3428)."""
        assert self._driver is not None
        self._driver.send_message(user, text)

    def publish_for(self, user: str, state: str) -> None:
        """Publish a presence for ``user``, who is somebody else (RFC 3903)."""
        assert self._driver is not None
        self._driver.publish_for(user, state)

    def cut(self) -> None:
        """Break the connection as a network does: no closing handshake."""
        assert self._driver is not None
        self._driver.cut()

    async def until(self, condition: Callable[[], object], what: str = "a message") -> None:
        """Return once ``condition`` holds; it is looked at after every message. Fails naming ``what``."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"waited {PATIENCE:g} s for {what}; {self}") from None

    async def until_sent(self, method: str, times: int = 1) -> Request:
        """Return the ``times``-th request of ``method`` that is sent."""
        await self.until(lambda: len(self.requests_sent(method)) >= times, f"{method} to be sent")
        return self.requests_sent(method)[times - 1]

    async def until_received(self, method: str, times: int = 1) -> Request:
        """Return the ``times``-th request of ``method`` that arrives."""
        await self.until(lambda: len(self.requests_received(method)) >= times, f"{method} to arrive")
        return self.requests_received(method)[times - 1]

    def __str__(self) -> str:
        return f"sent: {_names(self.sent)}; received: {_names(self.received)}"

    def note(self, where: list[Message], data: bytes) -> None:
        """Keep a message; keep-alives are none."""
        try:
            where.append(parse_message(data))
        except ParseError:
            return
        self._changed.set()

    def _make_driver(self, agent: UserAgent, url: str, **options: Any) -> _TappedDriver:
        self._driver = _TappedDriver(agent, url, **options)
        self._driver.wire = self
        return self._driver


class _TappedDriver(AgentDriver):
    wire: Wire

    async def connect(self) -> None:
        await super().connect()
        assert self._flow is not None
        send = self._flow.send

        def tap(data: bytes) -> None:
            self.wire.note(self.wire.sent, data)
            send(data)

        self._flow.send = tap  # type: ignore[method-assign]

    def send_message(self, user: str, text: str) -> None:
        target = Uri.for_user(user, self._agent.address_of_record.uri.host)
        self._agent.message(target, "text/plain;charset=utf-8", text.encode(), self.now())
        self.pump()

    def publish_for(self, user: str, state: str) -> None:
        target = Uri.for_user(user, self._agent.address_of_record.uri.host)
        document = bytes(Presence.of_state(str(target), PresenceState(state)))
        request = Request("PUBLISH", target, body=document)
        own = self._agent.address_of_record
        for name, value in (
            ("Max-Forwards", 70),
            ("From", own.having_tag("stranger")),
            ("To", NameAddr(target)),
            ("Call-ID", "not-ours"),
            ("CSeq", "1 PUBLISH"),
            ("Content-Type", CONTENT_TYPE),
            ("Event", "presence"),
            ("Expires", 600),
        ):
            request.headers.add(name, value)
        self._agent.send(request, self.now(), lambda answer, when: None)
        self.pump()

    def look_at_clock(self) -> None:
        self._on_timer()

    def cut(self) -> None:
        assert self._flow is not None and self._flow._socket is not None
        connection = self._flow._socket._response.connection
        assert connection is not None and connection.transport is not None
        connection.transport.abort()

    def _receive(self, data: bytes) -> None:
        self.wire.note(self.wire.received, data)
        super()._receive(data)


def _names(messages: list[Message]) -> str:
    return ", ".join(
        one.method if isinstance(one, Request) else f"{one.status} {one.cseq.method}" for one in messages
    )
