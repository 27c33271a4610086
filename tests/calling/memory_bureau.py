"""The real call service and real clients in one process, joined in memory.

Every byte is SIP and none reaches a network. Messages take ``latency`` seconds of the loop's clock each way,
in order. Media is faked (``World``).
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.calling import Sinch, SinchClient
from core.calling.ports import LinkEvent, LinkSettings
from core.calling.signalling.service_directory import ServiceDirectory
from core.calling.signalling.sip_link import SipLink
from core.identity import sign_token
from core.service.config import EchoConfig, ServiceConfig
from core.service.routing.exchange import Exchange
from core.service.routing.flows import Flow, FlowKind
from core.service.service import CallService
from core.sip.agent.events import AgentEvent, FlowLost
from core.sip.agent.user_agent import UserAgent
from core.sip.ids import SeededIds
from tests.calling.fakes import Heard, World

DAYTIME = 1_768_521_600.0
"""Unix second at the loop's second 0; far from midnight."""


@dataclass(frozen=True)
class Seen:
    """One message as it left or reached a client."""

    at: float
    who: str
    is_sent: bool
    data: bytes

    @property
    def start(self) -> str:
        """The start line."""
        return self.data.split(b"\r\n", 1)[0].decode()


class Bureau:
    """One service that can be stopped and started, and its clients."""

    def __init__(self, folder: Path, world: World, *, latency: float = 0.01) -> None:
        self.folder = folder
        self.world = world
        self.latency = latency
        self.wire: list[Seen] = []
        self.drivers: list[BureauDriver] = []
        self.service: CallService | None = None
        self._names = Counter[str]()

    def wall(self) -> float:
        """Return the Unix second."""
        return DAYTIME + asyncio.get_running_loop().time()

    async def open(self) -> None:
        """Start the service, on the folder that it had before."""
        config = ServiceConfig(self.folder, echo=EchoConfig(enabled=False))
        self.service = CallService(config, ids=SeededIds(self.world.seed), wall=self.wall)
        self.endpoint = await self.service.start()

    async def shut(self) -> None:
        """Stop it; the clients notice that their connections are gone."""
        service, self.service = self.service, None
        if service is not None:
            await service.stop(0.5)
        for driver in list(self.drivers):
            driver.lose()

    def make_link(self, settings: LinkSettings, on_event: Callable[[LinkEvent], None]) -> SipLink:
        """Return a real link whose connections are this service's."""
        self._names[settings.user_id] += 1
        name = f"{settings.user_id}-{self._names[settings.user_id]}"
        directory = ServiceDirectory(self.endpoint.domain, "ws://memory/sip", "")

        def make_driver(agent: UserAgent, url: str, **options: Any) -> BureauDriver:
            return BureauDriver(self, name, agent, options["on_event"])

        return SipLink(settings, on_event, make_driver=make_driver, directory=directory)

    def client(self, user_id: str, **changes: Any) -> tuple[SinchClient, Heard]:
        """Build a client with a listener on everything and tokens as many as it asks for."""
        loop = asyncio.get_running_loop()
        runtime = self.world.runtime(
            link_factory=self.make_link,
            ids=SeededIds(self.world.seed + 7 * len(self.world.clients)),
            clock=loop.time,
            wall_clock=self.wall,
            retry_base=1.0,
            **changes,
        )
        application = self.endpoint.application
        builder = Sinch.getSinchClientBuilder().applicationKey(application.key).userId(user_id)
        client = builder.runtime(runtime).build()
        heard = Caller(self, user_id)
        client.addListener(heard)
        client.callClient.addListener(heard)
        self.world.clients.append(client)
        return client, heard

    async def started(self, user_id: str, **changes: Any) -> tuple[SinchClient, Heard]:
        """Build a client and wait until it is registered."""
        client, heard = self.client(user_id, **changes)
        await client.start()
        await heard.hears("started")
        return client, heard

    def token(self, user_id: str, **changes: Any) -> str:
        """Sign a token of now."""
        application = self.endpoint.application
        self._names["nonce"] += 1
        wanted = {"now": self.wall(), "nonce": f"nonce-{self._names['nonce']}", **changes}
        return sign_token(application.key, application.secret, user_id, **wanted)

    def driver(self, user_id: str) -> BureauDriver:
        """Return the newest connection of a user."""
        return next(one for one in reversed(self.drivers) if one.name.startswith(f"{user_id}-"))

    def seen(self, start: str, who: str = "", *, is_sent: bool | None = None) -> list[Seen]:
        """Return what went by beginning with ``start``."""
        return [
            one
            for one in self.wire
            if one.start.startswith(start)
            and one.who.startswith(who)
            and (is_sent is None or one.is_sent is is_sent)
        ]

    async def close(self) -> None:
        """End everything."""
        await self.world.close()
        await self.shut()
        await asyncio.sleep(2 * self.latency)  # what was on its way arrives nowhere


class Caller(Heard):
    """A listener that signs its own tokens, unless a test has laid some out."""

    def __init__(self, bureau: Bureau, user_id: str) -> None:
        super().__init__()
        self.bureau = bureau
        self.user_id = user_id
        self.token_terms: dict[str, Any] = {}
        self.patience = 300.0

    def onCredentialsRequired(self, client: SinchClient, registration: Any) -> None:
        if not self.tokens:
            self.tokens.append(self.bureau.token(self.user_id, **self.token_terms))
        super().onCredentialsRequired(client, registration)


class BureauDriver:
    """Stands in for ``AgentDriver``: a user agent, its timer, and one flow into the service."""

    def __init__(
        self, bureau: Bureau, name: str, agent: UserAgent, on_event: Callable[[AgentEvent], None]
    ) -> None:
        self.bureau = bureau
        self.name = name
        self.is_deaf = False
        """Lose what comes and goes without a word, as a network does that has just died."""
        self._agent = agent
        self._on_event = on_event
        self._loop = asyncio.get_running_loop()
        self._flow: Flow | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_pumping = False
        self._going: deque[tuple[Flow, bytes]] = deque()
        self._coming: deque[tuple[Flow, bytes]] = deque()

    async def connect(self) -> None:
        if self.bureau.service is None:
            raise ConnectionRefusedError(111, "refused")
        now = self._loop.time()
        self._flow = Flow(FlowKind.CLIENT, self.name, self._from_service, self._closed_there, now)
        self._exchange.opened(self._flow)
        self.bureau.drivers.append(self)
        self._agent.flow_opened(now)
        self.pump()

    async def close(self) -> None:
        self._cut(is_told=False)

    def lose(self) -> None:
        """Break the connection."""
        self._cut(is_told=True)

    def pump(self) -> None:
        if self._is_pumping:
            return
        self._is_pumping = True
        while True:
            data, events = self._agent.data_to_send(), self._agent.events()
            if not data and not events:
                break
            for message in data:
                self._send(message)
            for event in events:
                self._on_event(event)
        self._is_pumping = False
        self._set_timer()

    @property
    def _exchange(self) -> Exchange:
        service = self.bureau.service
        assert service is not None
        return service.parts.exchange

    def _cut(self, *, is_told: bool) -> None:
        flow, self._flow = self._flow, None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if flow is None:
            return
        if self in self.bureau.drivers:
            self.bureau.drivers.remove(self)
        self._agent.flow_lost(self._loop.time())
        if self.bureau.service is not None:
            self._exchange.closed(flow)
        if is_told:
            self.pump()
            self._set_timer()
        else:
            for event in self._agent.events():
                if not isinstance(event, FlowLost):
                    self._on_event(event)

    def _closed_there(self, code: int, reason: str) -> None:
        self._loop.call_soon(self.lose)

    def _send(self, data: bytes) -> None:
        self.bureau.wire.append(Seen(self._loop.time(), self.name, True, data))
        if self._flow is not None and not self.is_deaf:
            self._going.append((self._flow, data))
            self._loop.call_later(self.bureau.latency, self._to_service)

    def _to_service(self) -> None:
        # By order and not by timer: two that are due in the same instant may come in any order.
        flow, data = self._going.popleft()
        if self.bureau.service is not None and not flow.is_closed:
            self._exchange.received(flow, data)

    def _from_service(self, data: bytes) -> None:
        if self._flow is not None and not self.is_deaf:
            self._coming.append((self._flow, data))
            self._loop.call_later(self.bureau.latency, self._receive)

    def _receive(self) -> None:
        flow, data = self._coming.popleft()
        if flow is self._flow:
            self.bureau.wire.append(Seen(self._loop.time(), self.name, False, data))
            self._agent.receive(data, self._loop.time())
            self.pump()

    def _set_timer(self) -> None:
        due = self._agent.next_timer() if self._flow is not None else None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if due is not None:
            self._timer = self._loop.call_at(due, self._timer_due)

    def _timer_due(self) -> None:
        self._agent.handle_timer(self._loop.time())
        self.pump()
