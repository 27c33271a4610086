"""One call service: everything wired together, started and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.service.admission.admission import Admission
from core.service.admission.token_guard import TokenGuard
from core.service.applications import Applications
from core.service.bearer import BearerTokens
from core.service.config import ServiceConfig
from core.service.data.application_keys import (
    ApplicationKey,
    check_secret,
    load_application_key,
    save_application_key,
)
from core.service.data.data_folder import DataFolder, write_private_file
from core.service.data.database import Database
from core.service.echo import ENDPOINT as ECHO_ENDPOINT
from core.service.echo import EchoService
from core.service.errors import ServiceError, ServiceProblem
from core.service.nearby.identity import DeviceIdentity, load_identity
from core.service.nearby.neighbourhood import Neighbourhood
from core.service.registrar import Registrar
from core.service.routing.decisions import Rules
from core.service.routing.endpoints import Account, RouteTokens
from core.service.routing.exchange import Exchange, WallClockDirectory
from core.service.routing.flows import FlowTable
from core.service.routing.router import Router
from core.service.web.http import HttpFront
from core.service.web.listeners import Listener
from core.sip.ids import Ids, RandomIds
from core.sip.transactions.layer import TransactionLayer

log = logging.getLogger(__name__)

_ROUTING_KEY = "routing.key"
_ROUTING_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class ServiceEndpoint:
    """Where a running service is reached: ``url`` is the WebSocket's."""

    url: str
    host: str
    port: int
    domain: str
    application: ApplicationKey


class CallService:
    """Registrar, router, echo, ICE servers and people nearby on one event loop."""

    def __init__(
        self, config: ServiceConfig, *, ids: Ids | None = None, wall: Callable[[], float] = time.time
    ) -> None:
        self._config = config
        self._ids = ids or RandomIds()
        self._wall = wall
        self._folder = DataFolder(config.data_dir)
        self._database: Database | None = None
        self._applications: Applications | None = None
        self._registrar: Registrar | None = None
        self._exchange: Exchange | None = None
        self._listener: Listener | None = None
        self._neighbourhood: Neighbourhood | None = None
        self._echo: EchoService | None = None

    @property
    def neighbourhood(self) -> Neighbourhood | None:
        """The LAN side, if the configuration asks for one."""
        return self._neighbourhood

    async def start(self) -> ServiceEndpoint:
        """Open the data folder and the listeners; raise ``ServiceError`` if that is not possible."""
        try:
            return await self._start()
        except BaseException:
            await self.stop(0)
            raise

    async def _start(self) -> ServiceEndpoint:
        config, now = self._config, self._wall()
        for secret in config.applications.values():
            check_secret(secret)
        self._folder.open()
        application = self._application()
        identity = load_identity(config.data_dir, datetime.fromtimestamp(now, UTC))
        self._database = Database(config.data_dir, application.key)
        applications = self._applications = self._all_applications(application, self._database)
        bearer = BearerTokens(applications, self._database, TokenGuard(config.limits), now)
        exchange = self._exchange = self._wire(bearer, identity, application.key, self._database, now)
        if config.echo.enabled:
            self._echo = EchoService(exchange, config.echo, config.domain, self._ids)
        if self._neighbourhood is not None:
            await self._neighbourhood.start()
        front = HttpFront(
            config, exchange, bearer, self._neighbourhood, application=application.key, wall=self._wall
        )
        self._listener = Listener(front.application(), config.listen_host, config.listen_port)
        await self._listener.start()
        log.info("listening on %s port %d", config.listen_host, self._listener.port)
        return ServiceEndpoint(
            f"ws://{_host_in_url(config.listen_host)}:{self._listener.port}/sip",
            config.listen_host,
            self._listener.port,
            config.domain,
            application,
        )

    async def stop(self, grace: float = 3.0) -> None:
        """Stop accepting, close every flow with 1001, and finish within ``grace`` seconds. Idempotent.

        Calls that run go on: their media is between the two ends.
        """
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(grace, 0.5)):
                    await self._stop()
        finally:
            if self._database is not None:
                self._database.close()
            self._folder.close()

    async def _stop(self) -> None:
        if self._listener is not None:
            await self._listener.stop_accepting()
        if self._echo is not None:
            await self._echo.stop()
        if self._exchange is not None:
            self._exchange.stop()
        if self._neighbourhood is not None:
            await self._neighbourhood.stop()
        if self._listener is not None:
            await self._listener.stop()

    def _application(self) -> ApplicationKey:
        if self._config.applications:
            key, secret = next(iter(self._config.applications.items()))
            return ApplicationKey(key, secret)
        return load_application_key(self._config.data_dir, os.urandom)

    def _all_applications(self, own: ApplicationKey, database: Database) -> Applications:
        given = [ApplicationKey(key, secret) for key, secret in self._config.applications.items()]
        return Applications(
            database,
            random_bytes=os.urandom,
            own=None if given else own,
            configured=given,
            save_own=lambda made: save_application_key(self._config.data_dir, made),
        )

    def _wire(
        self, bearer: BearerTokens, identity: DeviceIdentity, application: str, database: Database, now: float
    ) -> Exchange:
        config = self._config
        domains = own_domains(config)
        flows = FlowTable(config.limits)
        users = [Account(application, user) for user in config.users]
        registrar = Registrar(config.limits, database, bearer, flows, domains=domains, users=users, now=now)
        if config.echo.enabled:
            registrar.add_internal(ECHO_ENDPOINT)
        rules = Rules(
            domains,
            identity.domain,
            RouteTokens(load_routing_key(config.data_dir), application),
            is_known=registrar.is_known,
            visible=lambda user: Account(application, user) if self._is_visible(user) else None,
        )
        directory = WallClockDirectory(registrar, self._wall)
        layer = TransactionLayer(ids=self._ids, sent_by=identity.domain)
        admission = Admission(config.limits)
        router = Router(
            layer,
            flows,
            rules,
            directory,
            admission,
            ids=self._ids,
            limits=config.limits,
            domain=config.domain,
        )
        self._registrar = registrar
        exchange = Exchange(router, flows, registrar, directory, config.limits, admission, wall=self._wall)
        router.on_wanted = exchange.unreachable_soon
        registrar.on_changed = lambda endpoint, is_here: None if is_here else router.calls.gone(endpoint)
        if self._applications is not None:
            self._applications.on_closed = self._close_application
        if config.lan_listen is not None:
            self._neighbourhood = Neighbourhood(config, exchange, identity, database, wall=self._wall)
            router.on_wanted = self._neighbourhood.want
        return exchange

    def _close_application(self, key: str, reason: str) -> None:
        if self._registrar is not None:
            self._registrar.drop_application(key, reason)

    def _is_visible(self, user: str) -> bool:
        return self._neighbourhood is not None and self._neighbourhood.is_visible(user)


def own_domains(config: ServiceConfig) -> frozenset[str]:
    """Return the host parts, in lower case, of the addresses of this service's own users."""
    names = (config.domain, *config.domain_aliases, "localhost", "127.0.0.1", "[::1]", config.listen_host)
    return frozenset(name.lower() for name in names)


def load_routing_key(data_dir: Path) -> bytes:
    """Return the key of the route tokens, made on first start; dialogs outlive a restart by it."""
    path = data_dir / _ROUTING_KEY
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = os.urandom(_ROUTING_KEY_BYTES)
        write_private_file(path, key)
    except OSError as error:
        raise ServiceError(ServiceProblem.DATA_BROKEN, f"{path} cannot be read.", path=str(path)) from error
    if len(key) != _ROUTING_KEY_BYTES:
        sentence = (
            f"The routing key in {path} is damaged. Move it away: running calls cannot then be changed."
        )
        raise ServiceError(ServiceProblem.DATA_BROKEN, sentence, path=str(path))
    return key


def _host_in_url(host: str) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{shown}]" if ":" in shown else shown
