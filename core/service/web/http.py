"""The service's HTTP side: SIP's WebSocket, where things are, ICE servers, people nearby, health.

A web page must not drive a service on this machine: a request with an ``Origin`` that is not allowed is
refused. Errors are JSON: ``{"error": <code>, "message": <sentence>}``.
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiohttp import web

from core.identity.token_errors import TokenError
from core.identity.tokens import TokenClaims
from core.network.loopback import is_loopback
from core.service.accounts.accounts import Accounts
from core.service.accounts.front import AccountFront
from core.service.admin.front import AdminFront
from core.service.admission.token_guard import TooManyWrongTokens
from core.service.bearer import bearer_of, challenge
from core.service.conference.conferences import Conferences
from core.service.conference.front import ConferenceFront
from core.service.config import ServiceConfig
from core.service.nearby.announcement import clean_text
from core.service.push.front import PushFront
from core.service.routing.endpoints import Endpoint
from core.service.routing.exchange import Exchange
from core.service.routing.flows import Flow, FlowKind
from core.service.web.answers import refused
from core.service.web.ice_servers import ice_servers
from core.service.web.nearness import is_direct_and_local
from core.service.web.socket_flow import SUBPROTOCOL, SocketFlow
from core.service.web.streams import stream, wants_stream
from core.service.wiring import Parts
from core.trust import path_header

log = logging.getLogger(__name__)

_BODY_LIMIT = 16_384
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Neighbours(Protocol):
    """What HTTP needs of the people nearby."""

    @property
    def changes(self) -> int:
        """A number that grows with every change."""

    @property
    def is_stopped(self) -> bool:
        """Whether there will be no more changes."""

    def people(self) -> list[dict[str, str]]:
        """Return everybody nearby."""

    async def wait_for_change(self, seen: int) -> None:
        """Return once ``changes`` is not ``seen``."""

    async def set_visible(self, user: str, name: str | None) -> None:
        """Announce a user, or not."""


class _Nearby:
    """The people nearby as a feed."""

    def __init__(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours

    @property
    def changes(self) -> int:
        return self._neighbours.changes

    @property
    def is_stopped(self) -> bool:
        return self._neighbours.is_stopped

    def body(self) -> dict[str, Any]:
        return {"people": self._neighbours.people()}

    async def wait_for_change(self, seen: int) -> None:
        await self._neighbours.wait_for_change(seen)


class HttpFront:
    """Handlers of the clients' listener; ``neighbours`` is None when there is no LAN side.

    ``accounts`` is None where the service keeps no accounts at other providers, ``conferences`` where it has
    no rooms.
    """

    def __init__(
        self,
        config: ServiceConfig,
        parts: Parts,
        neighbours: Neighbours | None,
        admin: AdminFront,
        accounts: Accounts | None = None,
        conferences: Conferences | None = None,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._config = config
        self._exchange = parts.exchange
        self._router = parts.router
        self._bearer = parts.bearer
        self._neighbours = neighbours
        self._admin = admin
        self._accounts = accounts
        self._conferences = conferences
        self._secrets = parts.applications.secrets
        self._push = parts.push
        self._is_known = parts.registrar.is_known
        self._application = parts.application
        self._wall = wall
        self._streams = 0

    def application(self) -> web.Application:
        """Return the aiohttp application."""
        app = web.Application(middlewares=[self._guard], client_max_size=_BODY_LIMIT)
        app.router.add_get("/sip", self._sip)
        app.router.add_get("/.well-known/ahoy.json", self._well_known)
        app.router.add_get("/ice-servers", self._ice_servers)
        app.router.add_get("/nearby", self._nearby)
        app.router.add_put("/nearby", self._set_nearby)
        app.router.add_get("/health", self._health)
        app.router.add_get("/health/live", self._live)
        app.router.add_get("/health/ready", self._ready)
        app.router.add_get("/metrics", self._metrics)
        if self._accounts is not None:
            limits = self._config.limits
            AccountFront(self._accounts, limits, self._authorised, self._is_known).add_routes(app)
        if self._conferences is not None:
            ConferenceFront(self._conferences, self._secrets, wall=self._wall).add_routes(app)
        if self._push is not None:
            mailboxes, desk, limits = self._push.mailboxes, self._push.desk, self._config.limits
            PushFront(mailboxes, desk, limits, self._authorised, wall=self._wall).add_routes(app)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and origin not in self._config.allowed_origins:
            log.info("a request from an origin that is not allowed is refused")
            return refused(403, "origin", "Web pages of this origin may not use this call service.")
        return await handler(request)

    async def _sip(self, request: web.Request) -> web.StreamResponse:
        if not offers_sip(request):
            return refused(400, "subprotocol", "This is a WebSocket for SIP: offer the subprotocol sip.")
        if self._router.is_draining:
            return refused(503, "draining", "The service is stopping.", {"Retry-After": "10"})
        address = request.remote or ""
        wait = self._exchange.admission.connection(address, time.monotonic())
        if wait:
            headers = {"Retry-After": str(math.ceil(wait))}
            return refused(429, "rate", "Too many new connections from this address.", headers)
        if not self._exchange.flows.has_room(FlowKind.CLIENT, address):
            return refused(503, "full", "Too many connections.", {"Retry-After": "10"})
        return await serve_flow(request, self._exchange, self._config, FlowKind.CLIENT, None)

    async def _well_known(self, request: web.Request) -> web.StreamResponse:
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        http, ws = ("https", "wss") if secure else ("http", "ws")
        body: dict[str, object] = {
            "version": 1,
            "domain": self._config.domain,
            "wss": [f"{ws}://{request.host}/sip"],
            "ice": f"{http}://{request.host}/ice-servers",
        }
        if self._push is not None:
            body["push"] = f"{http}://{request.host}/push/subscribe"
            body["vapid"] = self._push.public_key
        if features := _features(self._config):
            body["features"] = features
        if self._accounts is not None:
            body["accounts"] = f"{http}://{request.host}/accounts"
        if self._neighbours is not None:
            body["nearby"] = f"{http}://{request.host}/nearby"
        return web.json_response(body)

    async def _ice_servers(self, request: web.Request) -> web.StreamResponse:
        claims = self._authorised(request)
        if isinstance(claims, web.Response):
            return claims
        config = self._config
        servers = ice_servers(
            config.ice_servers, config.turn_secret, claims.user_id, self._wall(), config.ice_ttl
        )
        body = {"ttl": config.ice_ttl, "iceServers": servers}
        return web.json_response(body, headers={"Cache-Control": "no-store"})

    async def _health(self, request: web.Request) -> web.StreamResponse:
        is_draining = self._router.is_draining
        body = {
            "status": "draining" if is_draining else "ok",
            "live": True,
            "ready": not is_draining,
            "draining": is_draining,
            "flows": len(self._exchange.flows),
        }
        return web.json_response(body)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"live": True})

    async def _ready(self, request: web.Request) -> web.StreamResponse:
        if self._router.is_draining:
            return refused(503, "draining", "The service takes nothing new.", {"Retry-After": "30"})
        return web.json_response({"ready": True})

    async def _metrics(self, request: web.Request) -> web.StreamResponse:
        if not self._admin.is_allowed(request) and not is_direct_and_local(request):
            return refused(403, "not-local", "Only from this machine, or with the operator's token.")
        return self._admin.metrics()

    async def _nearby(self, request: web.Request) -> web.StreamResponse:
        refusal, neighbours, _ = self._local(request)
        if refusal is not None or neighbours is None:
            return refusal or _no_neighbours()
        if not wants_stream(request):
            return web.json_response({"people": neighbours.people()})
        if self._streams >= self._config.limits.nearby_streams:
            return refused(503, "full", "Too many open streams.")
        self._streams += 1
        try:
            return await stream(request, _Nearby(neighbours))
        finally:
            self._streams -= 1

    async def _set_nearby(self, request: web.Request) -> web.StreamResponse:
        refusal, neighbours, user = self._local(request)
        if refusal is not None or neighbours is None:
            return refusal or _no_neighbours()
        try:
            body = json.loads(await request.text())
            visible, name = body["visible"], body.get("name", "")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            visible, name = None, ""
        if not isinstance(visible, bool) or not isinstance(name, str):
            return refused(400, "body", 'Send {"visible": true or false, "name": "..."}.')
        await neighbours.set_visible(user, (clean_text(name) or user) if visible else None)
        return web.json_response({"visible": visible})

    def _local(self, request: web.Request) -> tuple[web.Response | None, Neighbours | None, str]:
        if not is_loopback(request.remote or ""):
            return refused(403, "not-local", "Only for people on this machine."), None, ""
        claims = self._authorised(request)
        if isinstance(claims, web.Response):
            return claims, None, ""
        if claims.application_key != self._application:
            sentence = "Only for users of the service's own application."
            return refused(403, "wrong-application", sentence), None, ""
        return None, self._neighbours, claims.user_id

    def _authorised(self, request: web.Request) -> TokenClaims | web.Response:
        token = bearer_of(request.headers.get("Authorization"))
        if token is None:
            return refused(401, "no-token", "A bearer token is needed.", {"WWW-Authenticate": challenge()})
        try:
            return self._bearer.read(token, self._wall(), address=request.remote or "")
        except TooManyWrongTokens as error:
            headers = {"Retry-After": str(error.wait)}
            return refused(429, "rate", "Too many wrong tokens from this address.", headers)
        except TokenError as error:
            return refused(401, error.code.value, str(error), {"WWW-Authenticate": challenge(error)})


def offers_sip(request: web.Request) -> bool:
    """Whether the client offers the subprotocol ``sip`` (RFC 7118 section 4)."""
    offered = request.headers.get("Sec-WebSocket-Protocol", "")
    return SUBPROTOCOL in {part.strip().lower() for part in offered.split(",")}


async def serve_flow(
    request: web.Request,
    exchange: Exchange,
    config: ServiceConfig,
    kind: FlowKind,
    endpoint: Endpoint | None,
) -> web.StreamResponse:
    """Upgrade ``request`` and serve its flow until it ends."""
    limits = config.limits
    socket = web.WebSocketResponse(
        protocols=(SUBPROTOCOL,),
        heartbeat=limits.ping_interval,
        autoping=False,  # the flow answers, so that pings count like everything else
        max_msg_size=limits.message_bytes,
        compress=False,
    )
    if not socket.can_prepare(request).ok:
        return refused(426, "upgrade", "This is a WebSocket.", {"Upgrade": "websocket"})
    await socket.prepare(request)
    skin = SocketFlow(socket, buffer_bytes=limits.send_buffer_bytes)
    flow = Flow(kind, request.remote or "", skin.send, skin.close, time.monotonic(), endpoint=endpoint)
    exchange.opened(flow)
    try:
        await skin.run(
            lambda data: exchange.received(flow, data),
            lambda size: exchange.admission.pause_after(flow, size, time.monotonic()),
        )
    finally:
        exchange.closed(flow)
    return socket


def _no_neighbours() -> web.Response:
    return refused(404, "no-lan", "This call service does not look for people nearby.")


def _features(config: ServiceConfig) -> list[str]:
    """Return what only some services do."""
    gateway, phone = config.gateway.enabled, config.gateway.phone
    offered = {
        path_header.FEATURE: True,
        "sip": gateway,
        "phone": gateway and bool(phone.trunks),
        "emergency": gateway and phone.calls_emergency,
        "conference": config.conferences.enabled,
        "managed-push": config.push.enabled,
    }
    return [name for name, is_offered in offered.items() if is_offered]
