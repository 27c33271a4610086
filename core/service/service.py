"""One call service: started, drained and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.ports import Vault
from core.service.accounts.accounts import Accounts
from core.service.accounts.keys import AccountKeys
from core.service.admin.desk import AdminDesk
from core.service.admin.front import AdminFront
from core.service.agents.echo import EchoService
from core.service.conference.conferences import Conferences
from core.service.conference.loading import load_conference_media
from core.service.config import ServiceConfig
from core.service.data.application_keys import ApplicationKey, check_secret, load_application_key
from core.service.data.data_folder import DataFolder
from core.service.data.database import Database
from core.service.draining import Drain
from core.service.gateway.gateway import SipGateway
from core.service.nearby.identity import load_identity
from core.service.nearby.neighbourhood import Neighbourhood
from core.service.observed.loop_lag import LoopLag
from core.service.web.http import HttpFront
from core.service.web.listeners import Listener
from core.service.web.tls import ServerCertificate
from core.service.wiring import Parts, load_routing_key, wire
from core.sip.ids import Ids, RandomIds
from core.sip.locating.records import Resolver

if TYPE_CHECKING:
    from core.service.conference.media.ports import ConferenceMedia
    from core.service.gateway.media.bridge import MediaBridges

log = logging.getLogger(__name__)


_TELLING_SECONDS = 1.0
"""How long backends are told at the end what has become of calls."""


@dataclass(frozen=True, slots=True)
class ServiceEndpoint:
    """Where a running service is reached: ``url`` is the WebSocket's."""

    url: str
    host: str
    port: int
    domain: str
    application: ApplicationKey


class CallService:
    """Registrar, router, echo, ICE servers, people nearby and administration on one event loop."""

    def __init__(
        self,
        config: ServiceConfig,
        *,
        ids: Ids | None = None,
        wall: Callable[[], float] = time.time,
        bridges: MediaBridges | None = None,
        resolver: Resolver | None = None,
        vault: Vault | None = None,
        load_rooms: Callable[[], Awaitable[ConferenceMedia]] = load_conference_media,
    ) -> None:
        self._config = config
        self._load_rooms = load_rooms
        self._bridges = bridges
        self._resolver = resolver
        self._vault = vault
        self._ids = ids or RandomIds()
        self._wall = wall
        self._folder = DataFolder(config.data_dir)
        self._database: Database | None = None
        self._parts: Parts | None = None
        self._listener: Listener | None = None
        self._neighbourhood: Neighbourhood | None = None
        self._echo: EchoService | None = None
        self._gateway: SipGateway | None = None
        self._conferences: Conferences | None = None
        self._accounts: Accounts | None = None
        self._admin: AdminFront | None = None
        self._certificate: ServerCertificate | None = None
        self._lag: LoopLag | None = None
        self.on_drain_wanted: Callable[[float], None] = lambda seconds: None
        """Called when an operator asks for the service to be drained and ended."""

    @property
    def neighbourhood(self) -> Neighbourhood | None:
        """The LAN side, if the configuration asks for one."""
        return self._neighbourhood

    @property
    def gateway(self) -> SipGateway | None:
        """The gateway to classic SIP, if the configuration asks for one."""
        return self._gateway

    @property
    def conferences(self) -> Conferences | None:
        """The conference rooms, if the configuration asks for them."""
        return self._conferences

    @property
    def accounts(self) -> Accounts | None:
        """The accounts of users at other providers, if there is a gateway to register them."""
        return self._accounts

    @property
    def parts(self) -> Parts:
        """What the service is made of; only between ``start`` and ``stop``."""
        if self._parts is None:
            raise RuntimeError("the service is not running")
        return self._parts

    async def start(self) -> ServiceEndpoint:
        """Open the data folder and the listeners; raise ``ServiceError`` if that is not possible."""
        try:
            return await self._start()
        except BaseException:
            await self.stop(0)
            raise

    async def drain(self, limit: float) -> bool:
        """Take nothing new and wait, at most ``limit`` seconds, until the last call is over; then ``stop``.

        Returns whether all was over in time.
        """
        return await Drain(self.parts.router, self.parts.exchange, self._ids).run(limit)

    def reload_certificate(self) -> None:
        """Read certificate and key again, if there are any; what cannot be used is logged and left aside."""
        if self._certificate is not None:
            self._certificate.reload()

    async def _start(self) -> ServiceEndpoint:
        config, now = self._config, self._wall()
        for secret in config.applications.values():
            check_secret(secret)
        if config.certificate is not None:
            self._certificate = ServerCertificate(*config.certificate, wall=self._wall)
        self._folder.open()
        application = self._application()
        identity = load_identity(config.data_dir, datetime.fromtimestamp(now, UTC))
        self._database = Database(config.data_dir, application.key)
        parts = self._parts = wire(
            config,
            application,
            identity,
            self._database,
            ids=self._ids,
            is_visible=self._is_visible,
            wall=self._wall,
        )
        if config.lan_listen is not None:
            self._neighbourhood = Neighbourhood(
                config, parts.exchange, identity, self._database, wall=self._wall
            )
            parts.router.on_wanted = self._neighbourhood.want
        if config.echo.enabled:
            self._echo = EchoService(parts.exchange, config.echo, config.domain, self._ids)
        if config.conferences.enabled:
            self._conferences = self._open_conferences(parts)
        if config.gateway.enabled:
            self._gateway = SipGateway(
                config,
                parts.exchange,
                self._ids,
                self._bridges,
                resolver=self._resolver,
                ledger=self._database,
                application=parts.application,
                wall=self._wall,
            )
            parts.callbacks.performances.performer = self._gateway.performer
            await self._gateway.start()
            self._accounts = await self._keep_accounts(self._database, self._gateway, parts)
        if self._neighbourhood is not None:
            await self._neighbourhood.start()
        self._lag = LoopLag(parts.metrics.lag)
        self._lag.start()
        return await self._listen(application, parts)

    def _open_conferences(self, parts: Parts) -> Conferences:
        config = self._config
        made = Conferences(
            parts.exchange,
            config.conferences,
            config.domain,
            self._ids,
            self._load_rooms,
            load_routing_key(config.data_dir),
            wall=self._wall,
        )
        parts.callbacks.performances.conferences = made.expected
        parts.metrics.watch("ahoy_rooms", "Conference rooms that are open", lambda: len(made.rooms))
        parts.metrics.watch("ahoy_room_members", "People in conference rooms", lambda: made.members)
        return made

    async def _keep_accounts(self, database: Database, gateway: SipGateway, parts: Parts) -> Accounts:
        """Register the accounts that users have elsewhere, by the gateway; they go with their application."""
        made = Accounts(
            database,
            AccountKeys(self._config.data_dir, self._vault),
            gateway.registrations,
            self._config.limits,
            self._ids,
            caller_of=parts.exchange.caller_of,
            is_open=parts.applications.is_open,
            country=self._config.gateway.phone.country,
        )
        parts.applications.on_closed.append(made.drop_application)
        gateway.route_by(made.departure)
        await made.start()
        return made

    async def _listen(self, application: ApplicationKey, parts: Parts) -> ServiceEndpoint:
        config = self._config
        desk = AdminDesk(
            config,
            parts,
            wall=self._wall,
            on_drain=lambda s: self.on_drain_wanted(s),
            conferences=self._conferences,
        )
        self._admin = AdminFront(config.data_dir, desk, parts.metrics)
        front = HttpFront(
            config,
            parts,
            self._neighbourhood,
            self._admin,
            self._accounts,
            self._conferences,
            wall=self._wall,
        )
        context = self._certificate.context if self._certificate is not None else None
        self._listener = Listener(front.application(), config.listen_host, config.listen_port, context)
        await self._listener.start()
        if self._certificate is not None:
            self._certificate.watch()
        scheme = "ws" if context is None else "wss"
        host, port = config.listen_host, self._listener.port
        endpoint = ServiceEndpoint(
            f"{scheme}://{_host_in_url(host)}:{port}/sip", host, port, config.domain, application
        )
        await self._admin.start(endpoint.url)
        log.info("listening on %s port %d", host, port)
        return endpoint

    async def stop(self, grace: float = 3.0) -> None:
        """Stop accepting, close every flow with 1001, and finish within ``grace`` seconds. Idempotent.

        Calls that run go on: their media is between the two ends.
        """
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(grace, 0.5)):
                    await self._stop()
        finally:
            if self._parts is not None:
                await self._parts.callbacks.close(min(grace, _TELLING_SECONDS))
            if self._database is not None:
                self._database.close()
            self._folder.close()

    async def _stop(self) -> None:
        if self._lag is not None:
            self._lag.stop()
        if self._certificate is not None:
            self._certificate.stop()
        if self._listener is not None:
            await self._listener.stop_accepting()
        if self._echo is not None:
            await self._echo.stop()
        if self._conferences is not None:
            await self._conferences.stop()
        if self._parts is not None and self._parts.push is not None:
            await self._parts.push.desk.close()
        if self._accounts is not None:
            await self._accounts.stop()
        if self._gateway is not None:
            await self._gateway.stop()
        if self._parts is not None:
            self._parts.exchange.stop()
        if self._admin is not None:
            await self._admin.stop()
        if self._neighbourhood is not None:
            await self._neighbourhood.stop()
        if self._listener is not None:
            await self._listener.stop()

    def _application(self) -> ApplicationKey:
        if self._config.applications:
            key, secret = next(iter(self._config.applications.items()))
            return ApplicationKey(key, secret)
        return load_application_key(self._config.data_dir, os.urandom)

    def _is_visible(self, user: str) -> bool:
        return self._neighbourhood is not None and self._neighbourhood.is_visible(user)


def _host_in_url(host: str) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{shown}]" if ":" in shown else shown
