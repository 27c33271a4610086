"""A running service's desk, from another process of the same machine: each operation is one HTTP request."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote, urlencode

from core.service.admin.access import AdminAccess
from core.service.admin.application_desk import Answer
from core.service.admin.problems import AdminError

_SECONDS = 10.0
UNREACHABLE = "unreachable"


class RemoteDesk:
    """Blocks for ten seconds at most. Raises ``AdminError``, with ``unreachable`` if nobody answers."""

    def __init__(self, access: AdminAccess) -> None:
        self._access = access
        self.apps = RemoteApplications(self)

    def status(self) -> Answer:
        """Return what there is, in numbers."""
        return self.ask("GET", "/status")

    def drain(self, seconds: float) -> Answer:
        """Let it take nothing new, and end."""
        return self.ask("POST", "/drain", {"seconds": seconds})

    def users(self, application: str = "") -> Answer:
        """Return everybody who is known."""
        return self.ask("GET", "/users" + _query(app=application))

    def user(self, name: str, application: str = "") -> Answer:
        """Return a user and their instances."""
        return self.ask("GET", f"/users/{quote(name, safe='')}" + _query(app=application))

    def kick(self, name: str, application: str = "", instance: str = "") -> Answer:
        """End a user's registrations, or one."""
        query = _query(app=application, instance=instance)
        return self.ask("DELETE", f"/users/{quote(name, safe='')}" + query)

    def calls(self) -> Answer:
        """Return the calls that are known."""
        return self.ask("GET", "/calls")

    def call(self, number: int) -> Answer:
        """Return one call."""
        return self.ask("GET", f"/calls/{number}")

    def end_call(self, number: int) -> Answer:
        """End a call at both ends."""
        return self.ask("DELETE", f"/calls/{number}")

    def ask(self, method: str, path: str, body: Answer | None = None) -> Answer:
        """Send one request and return its answer."""
        request = urllib.request.Request(self._access.url + path, method=method)
        request.add_header("Authorization", f"Bearer {self._access.token}")
        data = json.dumps(body).encode() if body is not None else None
        # No proxy: the service is on this machine, and the token is for it alone.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, data, timeout=_SECONDS) as response:
                return _read(response.read())
        except urllib.error.HTTPError as error:
            raise _refusal(error) from None
        except (OSError, ValueError) as error:
            raise AdminError(0, UNREACHABLE, "The call service cannot be reached.") from error


class RemoteApplications:
    """The applications of a running service."""

    def __init__(self, desk: RemoteDesk) -> None:
        self._desk = desk

    def list(self) -> Answer:
        """Return all of them."""
        return self._desk.ask("GET", "/apps")

    def show(self, key: str) -> Answer:
        """Return one of them."""
        return self._desk.ask("GET", _path(key))

    def add(self, name: str, key: str, secret: str) -> Answer:
        """Add one."""
        return self._desk.ask("POST", "/apps", {"name": name, "key": key, "secret": secret})

    def enable(self, key: str) -> Answer:
        """Let its users register."""
        return self._desk.ask("POST", _path(key) + "/enable", {})

    def disable(self, key: str) -> Answer:
        """Let its users register no more."""
        return self._desk.ask("POST", _path(key) + "/disable", {})

    def set_callbacks(self, key: str, url: str, fallback: str = "") -> Answer:
        """Say where its backend is."""
        return self._desk.ask("POST", _path(key) + "/callbacks", {"url": url, "fallback": fallback})

    def remove(self, key: str) -> Answer:
        """Forget it."""
        return self._desk.ask("DELETE", _path(key))

    def rotate(self, key: str, overlap: float) -> Answer:
        """Give it a new secret."""
        return self._desk.ask("POST", _path(key) + "/rotate", {"overlap": overlap})


def _refusal(error: urllib.error.HTTPError) -> AdminError:
    try:
        with error:
            said = _read(error.read())
        return AdminError(error.code, str(said["error"]), str(said["message"]))
    except (OSError, ValueError, KeyError):
        # Not our service: another program has got the port of one that was killed.
        return AdminError(0, UNREACHABLE, "The call service cannot be reached.")


def _path(key: str) -> str:
    return f"/apps/{quote(key, safe='')}"


def _query(**values: str) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""


def _read(text: bytes) -> dict[str, Any]:
    said = json.loads(text)
    if not isinstance(said, dict):
        raise ValueError("no JSON object")
    return said
