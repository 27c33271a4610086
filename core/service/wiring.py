"""How the parts of a call service hang together: everything between its disk and its connections."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.service.admission.admission import Admission
from core.service.admission.token_guard import TokenGuard
from core.service.agents.echo import ENDPOINT as ECHO_ENDPOINT
from core.service.applications import Applications
from core.service.bearer import BearerTokens
from core.service.callbacks.backend_client import BackendClient
from core.service.callbacks.supervision import Supervision
from core.service.config import ServiceConfig
from core.service.data.application_keys import ApplicationKey, save_application_key
from core.service.data.data_folder import kept_key
from core.service.data.database import Database
from core.service.nearby.identity import DeviceIdentity
from core.service.observed import call_journal
from core.service.observed.metrics import Metrics, Observed
from core.service.presence.people import KnownPeople
from core.service.presence.presence_service import PresenceService
from core.service.push.parts import PushParts, wire_push
from core.service.registrar import Registrar
from core.service.routing.calls import Call, CallTable
from core.service.routing.decisions import Rules
from core.service.routing.endpoints import GATEWAY, ROOMS, Account, Endpoint, Instance, RouteTokens
from core.service.routing.exchange import Exchange, WallClockDirectory
from core.service.routing.flows import FlowTable
from core.service.routing.router import Router
from core.sip.ids import Ids
from core.sip.transactions.layer import TransactionLayer

_ROUTING_KEY = "routing.key"
_ROUTING_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one service. ``application`` is the one it began with, which people nearby belong to."""

    application: str
    applications: Applications
    bearer: BearerTokens
    registrar: Registrar
    router: Router
    exchange: Exchange
    metrics: Metrics
    callbacks: Supervision
    push: PushParts | None = None


def wire(
    config: ServiceConfig,
    application: ApplicationKey,
    identity: DeviceIdentity,
    database: Database,
    *,
    ids: Ids,
    is_visible: Callable[[str], bool],
    wall: Callable[[], float] = time.time,
) -> Parts:
    """Make the parts and let them hear of each other. Raises ``ServiceError``. On the running loop only."""
    now, flows = wall(), FlowTable(config.limits)
    applications = _applications(config, application, database)
    guard, admission = TokenGuard(config.limits), Admission(config.limits)
    bearer = BearerTokens(applications, database, guard, now)
    users = [Account(application.key, user) for user in config.users]
    registrar = Registrar(
        config.limits, database, bearer, flows, domains=own_domains(config), users=users, now=now
    )
    _add_own_users(registrar, config)
    rules = _rules(config, application.key, identity, registrar, is_visible)
    directory = WallClockDirectory(registrar, wall)
    layer = TransactionLayer(ids=ids, sent_by=identity.domain)
    calls = CallTable(config.limits.calls_known)
    presence = PresenceService(
        KnownPeople(registrar, calls, wall),
        database,
        ids=ids,
        domain=config.domain,
        own_domain=identity.domain,
        wall=wall,
        now=asyncio.get_running_loop().time(),
    )
    router = Router(
        layer,
        flows,
        rules,
        directory,
        admission,
        calls,
        presence,
        ids=ids,
        limits=config.limits,
        domain=config.domain,
    )
    exchange = Exchange(router, flows, registrar, directory, config.limits, admission, wall=wall)
    router.on_wanted = exchange.unreachable_soon
    metrics = Metrics(Observed(registrar, flows, router, admission, guard))
    callbacks = _callbacks(config, application.key, applications, router, exchange, metrics, wall)
    push = _push(config, database, registrar, router, exchange, wall)
    parts = Parts(
        application.key, applications, bearer, registrar, router, exchange, metrics, callbacks, push
    )
    _connect(parts)
    return parts


def _add_own_users(registrar: Registrar, config: ServiceConfig) -> None:
    """Register the users that are parts of the service itself."""
    if config.echo.enabled:
        registrar.add_internal(ECHO_ENDPOINT)
    if config.gateway.enabled:
        registrar.add_internal(GATEWAY)
    if config.conferences.enabled:
        registrar.add_internal(ROOMS)


def _rules(
    config: ServiceConfig,
    application: str,
    identity: DeviceIdentity,
    registrar: Registrar,
    is_visible: Callable[[str], bool],
) -> Rules:
    """Return what decides where requests go; people nearby and outside reach those of ``application``."""
    return Rules(
        own_domains(config),
        identity.domain,
        RouteTokens(load_routing_key(config.data_dir), application),
        is_known=registrar.is_known,
        visible=lambda user: Account(application, user) if is_visible(user) else None,
        named_domains=named_domains(config),
        gateway_application=application if config.gateway.enabled else None,
        has_lines=config.gateway.enabled and bool(config.gateway.phone.trunks),
        has_rooms=config.conferences.enabled,
        numbers=config.gateway.phone.numbers,
    )


def _push(
    config: ServiceConfig,
    database: Database,
    registrar: Registrar,
    router: Router,
    exchange: Exchange,
    wall: Callable[[], float],
) -> PushParts | None:
    if not config.push.enabled:
        return None
    made = wire_push(
        config.push,
        config.limits,
        config.data_dir,
        database,
        router,
        exchange.pump,
        domain=config.domain,
        wall=wall,
    )
    registrar.wakeable = made.devices
    return made


def _callbacks(
    config: ServiceConfig,
    outside: str,
    applications: Applications,
    router: Router,
    exchange: Exchange,
    metrics: Metrics,
    wall: Callable[[], float],
) -> Supervision:
    client = BackendClient(config.limits, wall=wall)
    client.on_done = metrics.callback
    metrics.watch("ahoy_callbacks_open", "Requests to backends that are open or wait", client.open_requests)
    made = Supervision(
        router,
        client,
        lambda key: applications.backend(key, wall()),
        exchange.pump,
        wall=wall,
        outside=outside,
        number_of=lambda key, user: config.gateway.phone.number_of(user) if key == outside else "",
    )
    router.screening = made
    return made


def _connect(parts: Parts) -> None:
    calls, metrics, exchange = parts.router.calls, parts.metrics, parts.exchange

    def registration_changed(endpoint: Instance, is_here: bool) -> None:
        if not is_here:
            calls.gone(endpoint)
        exchange.presence_changed(endpoint.account)

    def busy_changed(endpoint: Endpoint) -> None:
        if isinstance(endpoint, Instance):
            exchange.presence_changed(endpoint.account)

    def answered(call: Call) -> None:
        metrics.call_answered(call)
        call_journal.call_answered(call)
        parts.callbacks.answered(call)

    def ended(call: Call, status: int) -> None:
        metrics.call_ended(call, status)
        call_journal.call_ended(call, status)
        parts.callbacks.ended(call, status)

    parts.registrar.on_changed = registration_changed
    calls.on_busy_changed = busy_changed
    parts.applications.on_closed.append(parts.registrar.drop_application)
    if parts.push is not None:
        parts.applications.on_closed.append(parts.push.drop_application)
        parts.push.desk.on_sent = lambda outcome: metrics.push(outcome.value)
        mailboxes = parts.push.mailboxes
        metrics.watch("ahoy_push_subscriptions", "Subscriptions at our push service", lambda: len(mailboxes))
        metrics.watch("ahoy_push_readers", "Devices that wait there", lambda: mailboxes.readers)
    calls.on_ringing, calls.on_answered, calls.on_ended = metrics.call_rings, answered, ended


def _applications(config: ServiceConfig, own: ApplicationKey, database: Database) -> Applications:
    given = [ApplicationKey(key, secret) for key, secret in config.applications.items()]
    return Applications(
        database,
        random_bytes=os.urandom,
        own=None if given else own,
        configured=given,
        save_own=lambda made: save_application_key(config.data_dir, made),
    )


def named_domains(config: ServiceConfig) -> frozenset[str]:
    """Return the domains, in lower case, that this service was given."""
    return frozenset(name.lower() for name in (config.domain, *config.domain_aliases))


def own_domains(config: ServiceConfig) -> frozenset[str]:
    """Return the host parts, in lower case, of the addresses of this service's own users."""
    return named_domains(config) | {"localhost", "127.0.0.1", "[::1]", config.listen_host.lower()}


def load_routing_key(data_dir: Path) -> bytes:
    """Return the key of the route tokens, made on first start; dialogs outlive a restart by it."""
    path = data_dir / _ROUTING_KEY
    damaged = f"The routing key in {path} is damaged. Move it away: running calls cannot then be changed."
    return kept_key(path, _ROUTING_KEY_BYTES, damaged=damaged)
