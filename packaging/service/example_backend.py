"""A backend to start from: gives its people tokens, and says what becomes of their calls.

    python packaging/service/example_backend.py settings.json --listen 127.0.0.1:8090

The settings are JSON, in a file that nobody else may read, since secrets stand in it::

    {"applications": {"<application key>": ["<secret>", "<old secret, while it counts>"]},
     "people": {"alice": "<password>", "bob": ""},
     "lines": {"+4721000000": "alice", "support": "alice"},
     "blocked": [["bob", "alice"]],
     "cli": "+4721000000"}

``POST /token`` with ``{"userId": "alice"}`` gives a registration token, to whoever has the password of that
person (HTTP Basic); who has none gets tokens on this machine only. Put a login of your own in its place.
``POST /callbacks`` is what the call service asks; ``choose`` is the place for rules of your own.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hmac
import json
import logging
import re
import stat
import sys
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from core.identity import is_application_key, is_user_id, sign_token  # noqa: E402
from core.identity.tokens import decode_secret  # noqa: E402
from core.service.admission.rates import RateLimit  # noqa: E402
from core.service.callbacks.signing import SignatureError, Verifier  # noqa: E402
from core.service.web.nearness import is_direct_and_local  # noqa: E402

log = logging.getLogger("example_backend")

BODY_LIMIT = 65_536
TOKENS_PER_MINUTE = 60
"""For each address, wrong passwords included."""
_NUMBER = re.compile(r"\+[1-9][0-9]{1,14}")
_ENDED_LIMIT = 1000

Json = dict[str, Any]


class SettingsError(Exception):
    """The settings cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the backend knows; see the top of this file."""

    applications: Mapping[str, tuple[str, ...]] = field(repr=False)
    people: Mapping[str, str] = field(repr=False)
    lines: Mapping[str, str] = field(default_factory=dict)
    """Numbers and names that are dialled, and whose telephone then rings."""
    blocked: frozenset[tuple[str, str]] = frozenset()
    cli: str = ""

    @classmethod
    def read(cls, path: Path) -> Settings:
        """Return what stands in ``path``; raise ``SettingsError``."""
        try:
            if sys.platform != "win32" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise SettingsError(f"Others may read {path}, and secrets stand in it: chmod 600.")
            return cls.of(json.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None
        except (ValueError, RecursionError):
            raise SettingsError(f"{path} is not JSON.") from None

    @classmethod
    def of(cls, value: object) -> Settings:
        """Return checked settings; raise ``SettingsError``."""
        try:
            given: Json = dict(value)  # type: ignore[call-overload]
            made = cls(
                {key: tuple(secrets) for key, secrets in given["applications"].items()},
                dict(given["people"]),
                dict(given.get("lines", {})),
                frozenset((one, other) for one, other in given.get("blocked", [])),
                given.get("cli", ""),
            )
            made._check()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SettingsError(f"The settings are not as they should be: {error!r}.") from None
        return made

    def _check(self) -> None:
        for key, secrets in self.applications.items():
            if not is_application_key(key) or not secrets or not all(map(decode_secret, secrets)):
                raise ValueError("an application is a key and its secrets")
        names = [*self.people, *self.lines.values(), *(name for pair in self.blocked for name in pair)]
        names += [line for line in self.lines if not line.startswith("+")]
        numbers = [line for line in self.lines if line.startswith("+")]
        if not self.applications or not all(map(is_user_id, names)):
            raise ValueError("a name is no user id")
        if not all(isinstance(password, str) for password in self.people.values()):
            raise ValueError("a password is text")
        if not all(map(_NUMBER.fullmatch, [*numbers, *([self.cli] if self.cli else [])])):
            raise ValueError("a number is not E.164")


def choose(event: Json, settings: Settings) -> Json:
    """Return the SVAML that answers ICE: whom the caller gets. Your rules go here."""
    caller, to = event.get("user", ""), event.get("to") or {}
    kind, endpoint = str(to.get("type", "")).lower(), str(to.get("endpoint", ""))
    person = settings.lines.get(endpoint, endpoint if kind == "username" else "")
    if (caller, person) in settings.blocked:
        return {"action": {"name": "hangup"}}
    cookie = {"name": "setCookie", "key": "dialled", "value": endpoint[:255]}
    if person:
        destination = {"type": "username", "endpoint": person}
        # A user elsewhere (user@domain) is reached as dialled.
        action: Json = {"name": "connectMxp"} | ({"destination": destination} if is_user_id(person) else {})
    elif kind == "conference":
        action = {"name": "connectConf", "conferenceId": endpoint}
    elif kind == "sip":
        action = {"name": "connectSip", "destination": {"type": "sip", "endpoint": endpoint}}
    elif kind == "number" and settings.cli:
        action = {"name": "connectPstn", "number": endpoint, "cli": settings.cli, "maxDuration": 3600}
    else:
        action = {"name": "hangup"}
    return {"instructions": [cookie], "action": action}


class ExampleBackend:
    """Answers over HTTP. ``wall`` is Unix seconds; ``ended`` are the last calls that are over."""

    def __init__(self, settings: Settings, *, wall: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._wall = wall
        self._verifier = Verifier(lambda key: settings.applications.get(key, ()))
        self._rate = RateLimit(TOKENS_PER_MINUTE)
        self.ended: deque[Json] = deque(maxlen=_ENDED_LIMIT)

    def application(self) -> web.Application:
        """Return the aiohttp application."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_post("/token", self._token)
        app.router.add_post("/callbacks", self._callback)
        return app

    async def _token(self, request: web.Request) -> web.StreamResponse:
        if not self._rate.allow(request.remote, self._wall()):
            return _refused(429, "rate", "Too many requests from this address.")
        wish = await _object(request)
        person = wish.get("userId") if wish is not None else None
        if not isinstance(person, str) or person not in self._settings.people:
            return _refused(404, "person", "There is nobody of that name.")
        if not self._may_have_token(request, person):
            challenge = {"WWW-Authenticate": 'Basic realm="tokens"'}
            return _refused(401, "password", "The password is wrong or missing.", challenge)
        key, secrets = next(iter(self._settings.applications.items()))
        token = sign_token(key, secrets[0], person, now=self._wall(), nonce=uuid.uuid4().hex)
        return web.json_response({"token": token}, headers={"Cache-Control": "no-store"})

    def _may_have_token(self, request: web.Request, person: str) -> bool:
        password = self._settings.people[person]
        if not password:
            return is_direct_and_local(request)
        wanted = base64.b64encode(f"{person}:{password}".encode()).decode()
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "basic" and hmac.compare_digest(given.strip().encode(), wanted.encode())

    async def _callback(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        try:
            # The path as it was sent; with a query it fits no signature.
            self._verifier.verify(request.method, request.raw_path, request.headers, body, self._wall())
        except SignatureError as error:
            log.warning("a callback from %s is refused: %s", request.remote, error)
            return _refused(401, error.problem.value, str(error))
        event = await _object(request)
        if event is None:
            return _refused(400, "body", "Send a JSON object.")
        return web.json_response(self._answer(event))

    def _answer(self, event: Json) -> Json:
        match event.get("event"):
            case "ice":
                return choose(event, self._settings)
            case "ace":
                return {"action": {"name": "continue"}}
            case "pie":
                return {"action": {"name": "hangup"}}
            case "dice":
                self.ended.append(event)
                log.info(
                    "call %.80r: %.20r, %.20r", event.get("callid"), event.get("result"), event.get("reason")
                )
            case "notify":
                log.warning(
                    "call %.80r: %.20r %.200r", event.get("callid"), event.get("type"), event.get("errorMsg")
                )
        return {}


async def _object(request: web.Request) -> Json | None:
    try:
        value = json.loads(await request.read())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _refused(status: int, error: str, message: str, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.json_response({"error": error, "message": message}, status=status, headers=headers)


async def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until cancelled."""
    runner = web.AppRunner(ExampleBackend(settings).application(), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        print(f"The backend listens on http://{host}:{runner.addresses[0][1]}", flush=True)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main() -> int:
    """Serve until interrupted; 2 for settings that cannot be used."""
    parser = argparse.ArgumentParser(description="An example backend for the call service.")
    parser.add_argument("settings", type=Path, help="JSON file with keys, people and numbers")
    parser.add_argument("--listen", default="127.0.0.1:8090", metavar="HOST:PORT")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    host, _, port = arguments.listen.rpartition(":")
    try:
        settings = Settings.read(arguments.settings)
        asyncio.run(serve(settings, host, int(port)))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except (ValueError, OSError) as error:
        print(f"Cannot listen on {arguments.listen}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
