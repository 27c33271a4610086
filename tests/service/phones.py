"""Real user agents on real WebSockets, for tests of a running service."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable
from typing import Any, TypeVar

from core.identity.tokens import sign_token
from core.service.data.application_keys import ApplicationKey
from core.sip.agent.events import AgentEvent, CredentialsRequired, Registered, RegistrationFailed
from core.sip.agent.user_agent import UserAgent
from core.sip.auth import BearerToken
from core.sip.ids import RandomIds
from core.sip.messages import NameAddr, Uri
from core.sip.transports.websocket import AgentDriver

E = TypeVar("E")
PATIENCE = 10


def private_type() -> str:
    """Return a DNS-SD type that nobody else on this machine announces."""
    return f"_t{uuid.uuid4().hex[:12]}._tcp.local."


class Phone:
    """One registered device of a user."""

    def __init__(
        self,
        user: str,
        url: str,
        application: ApplicationKey,
        *,
        domain: str = "ahoy.invalid",
        info_packages: tuple[str, ...] = (),
    ) -> None:
        self.user = user
        self.application = application
        self.events: asyncio.Queue[AgentEvent] = asyncio.Queue()
        self.agent = UserAgent(
            address_of_record=NameAddr(Uri("sip", user, domain), user.title()),
            instance_id=f"urn:uuid:{uuid.uuid4()}",
            ids=RandomIds(),
            info_packages=info_packages,
        )
        self.driver = AgentDriver(self.agent, url, on_event=self.events.put_nowait)

    @property
    def now(self) -> float:
        return self.driver.now()

    def token(self, **changes: Any) -> str:
        wanted = {"now": time.time(), "nonce": uuid.uuid4().hex, **changes}
        return sign_token(self.application.key, self.application.secret, self.user, **wanted)

    async def register(self, token: str | None = None) -> AgentEvent:
        self.agent.register(self.now, credentials=BearerToken(token or self.token()))
        self.driver.pump()
        return await self.event(Registered | CredentialsRequired | RegistrationFailed)

    async def online(self) -> Phone:
        await self.driver.connect()
        assert isinstance(await self.register(), Registered)
        return self

    async def reconnect(self, url: str) -> Phone:
        await self.driver.close()
        self.driver = AgentDriver(self.agent, url, on_event=self.events.put_nowait)
        return await self.online()

    async def event(self, kind: type[E] | Any) -> E:
        """Return the next event of this kind, passing over others."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self.events.get()
                if isinstance(event, kind):
                    return event  # type: ignore[return-value]

    def call(self, target: str, headers: Iterable[tuple[str, str]] = ()) -> Any:
        session = self.agent.invite(Uri.parse(target), b"v=0\r\n", self.now, headers=headers)
        self.driver.pump()
        return session

    def do(self, action: Any, *values: Any) -> None:
        """Call a method of a session, with the time as its last positional argument."""
        action(*values, self.now)
        self.driver.pump()

    async def close(self) -> None:
        await self.driver.close()
