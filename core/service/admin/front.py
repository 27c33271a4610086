"""Administration over HTTP: on loopback only, and only with the token of this run of the service."""

from __future__ import annotations

import hmac
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from core.service.admin.access import AdminAccess, remove_access, write_access
from core.service.admin.desk import AdminDesk
from core.service.admin.problems import AdminError
from core.service.bearer import bearer_of
from core.service.observed.journal import note
from core.service.observed.metrics import CONTENT_TYPE, Metrics
from core.service.web.answers import refused
from core.service.web.listeners import Listener

log = logging.getLogger(__name__)

_BODY_LIMIT = 16_384
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class AdminFront:
    """A listener of its own on 127.0.0.1, on any free port, which ``admin.json`` names."""

    def __init__(self, data_dir: Path, desk: AdminDesk, metrics: Metrics) -> None:
        self._data_dir = data_dir
        self._desk = desk
        self._metrics = metrics
        self._token = secrets.token_urlsafe(32)
        app = web.Application(middlewares=[self._guard], client_max_size=_BODY_LIMIT)
        self._add_routes(app)
        self._listener = Listener(app, "127.0.0.1", 0)
        self._is_written = False

    async def start(self, service_url: str) -> None:
        """Listen, and write ``admin.json``. Raises ``ServiceError``."""
        self._service_url = service_url
        await self._listener.start()
        write_access(self._data_dir, AdminAccess(f"http://127.0.0.1:{self._listener.port}", self._token))
        self._is_written = True

    async def stop(self) -> None:
        """End everything and remove ``admin.json``. Idempotent."""
        if self._is_written:
            remove_access(self._data_dir)
            self._is_written = False
        await self._listener.stop()

    def is_allowed(self, request: web.Request) -> bool:
        """Whether a request shows the token."""
        token = bearer_of(request.headers.get("Authorization")) or ""
        return hmac.compare_digest(token.encode("utf-8", "surrogateescape"), self._token.encode())

    def metrics(self) -> web.Response:
        """Return the figures."""
        return web.Response(body=self._metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    def _add_routes(self, app: web.Application) -> None:
        add = app.router
        add.add_get("/status", self._status)
        add.add_post("/drain", self._drain)
        add.add_get("/metrics", self._scrape)
        add.add_get("/users", self._users)
        add.add_get("/users/{user}", self._user)
        add.add_delete("/users/{user}", self._kick)
        add.add_get("/calls", self._calls)
        add.add_get("/calls/{call:\\d{1,15}}", self._call)
        add.add_delete("/calls/{call:\\d{1,15}}", self._end_call)
        add.add_get("/apps", self._apps)
        add.add_post("/apps", self._add_app)
        add.add_get("/apps/{key}", self._app)
        add.add_delete("/apps/{key}", self._remove_app)
        add.add_post("/apps/{key}/{what:enable|disable|rotate|callbacks}", self._change_app)

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if "Origin" in request.headers or not self.is_allowed(request):
            note(log, "admin.refused", path=request.path, address=request.remote)
            return refused(403, "not-allowed", "Only for the operator of this service.")
        try:
            response = await handler(request)
        except AdminError as error:
            return refused(error.status, error.code, str(error))
        except web.HTTPNotFound:
            return refused(404, "unknown", "There is nothing of that name.")
        except web.HTTPMethodNotAllowed:
            return refused(405, "method", "That cannot be done with it.")
        if request.method != "GET":
            note(log, "admin.done", method=request.method, path=request.path)
        return response

    async def _status(self, request: web.Request) -> web.StreamResponse:
        return _told({**self._desk.status(), "url": self._service_url})

    async def _drain(self, request: web.Request) -> web.StreamResponse:
        seconds = _number(await _body(request), "seconds", 30.0)
        return _told(self._desk.drain(seconds))

    async def _scrape(self, request: web.Request) -> web.StreamResponse:
        return self.metrics()

    async def _users(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.users(request.query.get("app", "")))

    async def _user(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.user(request.match_info["user"], request.query.get("app", "")))

    async def _kick(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        return _told(
            self._desk.kick(request.match_info["user"], query.get("app", ""), query.get("instance", ""))
        )

    async def _calls(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.calls())

    async def _call(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.call(int(request.match_info["call"])))

    async def _end_call(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.end_call(int(request.match_info["call"])))

    async def _apps(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.apps.list())

    async def _app(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.apps.show(request.match_info["key"]))

    async def _add_app(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        name, key, secret = (_text(body, field) for field in ("name", "key", "secret"))
        return _told(self._desk.apps.add(name, key, secret))

    async def _remove_app(self, request: web.Request) -> web.StreamResponse:
        return _told(self._desk.apps.remove(request.match_info["key"]))

    async def _change_app(self, request: web.Request) -> web.StreamResponse:
        key, what = request.match_info["key"], request.match_info["what"]
        if what == "rotate":
            return _told(self._desk.apps.rotate(key, _number(await _body(request), "overlap", 0.0)))
        if what == "callbacks":
            body = await _body(request)
            return _told(self._desk.apps.set_callbacks(key, _text(body, "url"), _text(body, "fallback")))
        return _told(self._desk.apps.enable(key) if what == "enable" else self._desk.apps.disable(key))


def _told(answer: dict[str, Any]) -> web.Response:
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def _body(request: web.Request) -> dict[str, Any]:
    text = await request.text()
    try:
        body = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise AdminError(400, "bad-body", "Send a JSON object.")
    return body


def _text(body: dict[str, Any], field: str) -> str:
    value = body.get(field, "")
    if not isinstance(value, str):
        raise AdminError(400, "bad-body", f"{field} must be text.")
    return value


def _number(body: dict[str, Any], field: str, default: float) -> float:
    value = body.get(field, default)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise AdminError(400, "bad-body", f"{field} must be a number.")
    return float(value)
