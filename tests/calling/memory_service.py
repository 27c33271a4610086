"""A SIP service for a handful of real user agents in memory: answers REGISTER, passes the rest on.

It is no proxy of RFC 3261: it looks only at who is meant, and lets each agent see the other's own messages.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any

from core.calling.ports import LinkEvent, LinkSettings
from core.calling.signalling.service_directory import ServiceDirectory
from core.calling.signalling.sip_link import SipLink
from core.sip.agent.events import AgentEvent
from core.sip.agent.user_agent import UserAgent
from core.sip.messages import Request, parse_message, response_to


class MemoryService:
    """Knows the drivers by user and by contact host."""

    def __init__(self) -> None:
        self.drivers: dict[str, MemoryDriver] = {}
        self.refused_tokens: set[str] = set()
        self.password = ""
        """Ask for digest with this password, as a SIP provider does, instead of tokens."""
        self.answers: dict[str, int] = {}
        """Statuses that the service itself answers to methods with."""
        self.wire: list[bytes] = []

    def make_link(self, settings: LinkSettings, on_event: Callable[[LinkEvent], None]) -> SipLink:
        """Return a real link whose connection is this service."""
        directory = None
        if settings.account is None:
            directory = ServiceDirectory("example.org", "wss://example.org/sip", "")

        def make_driver(agent: UserAgent, url: str, **options: Any) -> MemoryDriver:
            assert url == "wss://example.org/sip"
            return MemoryDriver(self, settings.user_id, agent, options["on_event"], options["clock"])

        return SipLink(
            settings, on_event, make_driver=make_driver, directory=directory, looks_for_sign_in=_asks_nobody
        )

    def receive(self, sender: MemoryDriver, data: bytes) -> None:
        """Answer a REGISTER, pass on everything else to the only other user."""
        self.wire.append(data)
        message = parse_message(data)
        if isinstance(message, Request) and message.method == "REGISTER":
            self._register(sender, message)
            return
        if isinstance(message, Request) and message.method in self.answers:
            sender.deliver(bytes(response_to(message, self.answers[message.method])))
            return
        for user, driver in self.drivers.items():
            if user != sender.user_id:
                driver.deliver(data)

    def _register(self, sender: MemoryDriver, request: Request) -> None:
        token = (request.headers.get("authorization") or "").partition(" ")[2]
        if self.password and not self._is_proven(request):
            digest = 'Digest realm="example.org", nonce="n1", algorithm=SHA-256, qop="auth"'
            sender.deliver(bytes(response_to(request, 401, headers=[("WWW-Authenticate", digest)])))
            return
        if not token or token in self.refused_tokens:
            headers = [("WWW-Authenticate", 'Bearer realm="x", scope="sip", error="invalid_token"')]
            sender.deliver(bytes(response_to(request, 401, headers=headers)))
            return
        headers = [("Contact", str(request.contacts.addresses[0])), ("Expires", "600")]
        sender.deliver(bytes(response_to(request, 200, headers=headers)))

    def _is_proven(self, request: Request) -> bool:
        """Check the digest (RFC 7616 3.4.1), with the password known here."""
        [credentials] = request.credentials or [None]
        if credentials is None or credentials.scheme.lower() != "digest":
            return False
        given = {name.lower(): value.strip('"') for name, value in credentials.params}

        def hashed(*parts: str) -> str:
            return hashlib.sha256(":".join(parts).encode()).hexdigest()

        secret = hashed(given["username"], "example.org", self.password)
        asked = hashed("REGISTER", given["uri"])
        expected = hashed(secret, "n1", given["nc"], given["cnonce"], "auth", asked)
        return given["response"] == expected

    def drop(self, user_id: str) -> None:
        """Break one user's connection."""
        self.drivers[user_id].lose()


class MemoryDriver:
    """Stands in for ``AgentDriver``; messages take one turn of the loop."""

    def __init__(
        self,
        service: MemoryService,
        user_id: str,
        agent: UserAgent,
        on_event: Callable[[AgentEvent], None],
        clock: Callable[[], float],
    ) -> None:
        self.service = service
        self.user_id = user_id
        self.agent = agent
        self.on_event = on_event
        self.clock = clock
        self.is_open = False
        self._is_pumping = False

    async def connect(self) -> None:
        self.is_open = True
        self.service.drivers[self.user_id] = self
        self.agent.flow_opened(self.clock())
        self.pump()

    async def close(self) -> None:
        if self.is_open:
            self.lose(is_told=False)
            self.agent.events()  # the owner knows: nothing of it is told

    def lose(self, *, is_told: bool = True) -> None:
        """Break the connection."""
        self.is_open = False
        del self.service.drivers[self.user_id]
        self.agent.flow_lost(self.clock())
        if is_told:
            self.pump()

    def deliver(self, data: bytes) -> None:
        """Hand ``data`` to the agent on the next turn."""
        asyncio.get_running_loop().call_soon(self._receive, data)

    def pump(self) -> None:
        if self._is_pumping:
            return
        self._is_pumping = True
        while True:
            data, events = self.agent.data_to_send(), self.agent.events()
            if not data and not events:
                break
            for message in data:
                if self.is_open:
                    self.service.receive(self, message)
            for event in events:
                self.on_event(event)
        self._is_pumping = False

    def _receive(self, data: bytes) -> None:
        if self.is_open:
            self.agent.receive(data, self.clock())
            self.pump()


async def _asks_nobody(host: str) -> bool:
    return False
