"""What the app asks its service about accounts at other providers, over HTTP with a bearer token."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from core.service.nearby.announcement import clean_text
from core.snapshots import AccountSnapshot

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_LINE_LIMIT = 262_144
_NOTE_LIMIT = 300
_MOST = 64
"""Accounts of one answer that are looked at."""


@dataclass(frozen=True, slots=True)
class AccountFields:
    """What a person enters; without a password the one that the service has stays."""

    address: str
    password: str = field(default="", repr=False)
    auth_user: str = ""
    display_name: str = ""
    transport: str = ""
    proxy: str = ""
    lifetime: int = 600
    stun: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what is sent to the service."""
        return {
            "address": self.address,
            "password": self.password,
            "authUser": self.auth_user,
            "displayName": self.display_name,
            "transport": self.transport,
            "proxy": self.proxy,
            "expires": self.lifetime,
            "stun": self.stun,
        }


@dataclass(frozen=True, slots=True)
class AccountBook:
    """The accounts, and what the person should know of how their passwords are kept."""

    accounts: tuple[AccountSnapshot, ...]
    note: str = ""


class AccountsRefused(Exception):
    """The service answered ``status`` instead of what was asked; the message is its sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def list_accounts(url: str, token: str) -> tuple[AccountSnapshot, ...]:
    """Return the accounts of the token's user. ``url`` is the service's address, with any path.

    Raises ``AccountsRefused``, ``aiohttp.ClientError`` and ``TimeoutError``, as the others here do.
    """
    return _accounts(await _ask("GET", url, token, ""))


async def save_account(url: str, token: str, account_id: str, fields: AccountFields) -> AccountSnapshot:
    """Add an account, or change it."""
    return _account(await _ask("PUT", url, token, f"/{account_id}", fields.as_json()))


async def remove_account(url: str, token: str, account_id: str) -> None:
    """Have an account unregistered and forgotten."""
    await _ask("DELETE", url, token, f"/{account_id}")


async def retry_account(url: str, token: str, account_id: str) -> None:
    """Have an account try to register now."""
    await _ask("POST", url, token, f"/{account_id}/retry")


async def watch_accounts(url: str, token: str) -> AsyncIterator[AccountBook]:
    """Yield the accounts at once and after every change, until the service ends the stream."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=60)
    async with (
        aiohttp.ClientSession(headers=headers, timeout=timeout, read_bufsize=_LINE_LIMIT) as session,
        session.get(_url(url, "")) as response,
    ):
        if response.status != 200:
            await _checked(response)
        async for line in response.content:
            if line.startswith(b"data:"):
                body = _parsed(line[5:], response.status)
                yield AccountBook(_accounts(body), _note(body))


async def _ask(method: str, url: str, token: str, path: str, body: object = None) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        aiohttp.ClientSession(headers=headers, timeout=_TIMEOUT) as session,
        session.request(method, _url(url, path), json=body) as response,
    ):
        return await _checked(response)


def _url(url: str, path: str) -> URL:
    parsed = URL(url)
    scheme = {"ws": "http", "wss": "https"}.get(parsed.scheme, parsed.scheme)
    return parsed.with_scheme(scheme).with_path(f"/accounts{path}").with_query(None)


async def _checked(response: aiohttp.ClientResponse) -> Any:
    body = _parsed(await response.read(), response.status)
    if response.status != 200:
        message = body.get("message", "") if isinstance(body, dict) else ""
        said = message if isinstance(message, str) else ""
        raise AccountsRefused(response.status, said or _no_accounts(response.status))
    return body


def _no_accounts(status: int) -> str:
    if status == 404:
        return "This call service keeps no accounts at other providers."
    return f"The call service answered {status}."


def _parsed(data: bytes, status: int) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        if status != 200:
            return None
        raise AccountsRefused(status, "The call service does not speak of accounts as it should.") from None


def _note(body: Any) -> str:
    note = body.get("note") if isinstance(body, dict) else None
    return clean_text(note, _NOTE_LIMIT) if isinstance(note, str) else ""


def _accounts(body: Any) -> tuple[AccountSnapshot, ...]:
    entries = body.get("accounts") if isinstance(body, dict) else None
    if not isinstance(entries, list):
        raise AccountsRefused(200, "The call service does not speak of accounts as it should.")
    return tuple(_account(entry) for entry in entries[:_MOST])


def _account(entry: Any) -> AccountSnapshot:
    fields = entry if isinstance(entry, dict) else {}

    def text(name: str) -> str:
        value = fields.get(name)
        return value if isinstance(value, str) else ""

    def number(name: str, usual: int) -> int:
        value = fields.get(name)
        return value if isinstance(value, int) and 0 <= value < 10**9 else usual

    return AccountSnapshot(
        text("id"),
        text("address"),
        text("authUser"),
        text("displayName"),
        text("transport"),
        text("proxy"),
        number("expires", 600),
        text("state"),
        text("message"),
        fields.get("waiting") is True,
        number("newMessages", 0),
        text("mailbox"),
        text("stun"),
    )
