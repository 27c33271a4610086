"""Accounts at other providers over HTTP, for the user whose bearer token a request shows.

``GET /accounts`` lists them, as a stream of events if that is asked for; ``PUT`` and ``DELETE /accounts/ID``
add, change and remove one, ``POST /accounts/ID/retry`` tries again. A password goes in and never comes out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from core.identity.tokens import TokenClaims
from core.service.accounts.account import AccountProblem
from core.service.accounts.accounts import Accounts, Kept
from core.service.config import Limits
from core.service.routing.endpoints import Account
from core.service.web.answers import refused
from core.service.web.streams import stream, wants_stream

Authorised = Callable[[web.Request], TokenClaims | web.Response]
_NO_STORE = {"Cache-Control": "no-store"}


class AccountFront:
    """Handlers; ``authorised`` returns who asks, or a refusal; ``is_known``: whether they ever registered."""

    def __init__(
        self,
        accounts: Accounts,
        limits: Limits,
        authorised: Authorised,
        is_known: Callable[[Account], bool],
    ) -> None:
        self._accounts = accounts
        self._limits = limits
        self._authorised = authorised
        self._is_known = is_known
        self._streams: Counter[Account] = Counter()

    def add_routes(self, app: web.Application) -> None:
        """Add the handlers to ``app``."""
        app.router.add_get("/accounts", self._for_owner(self._list))
        app.router.add_put("/accounts/{id}", self._for_owner(self._put))
        app.router.add_delete("/accounts/{id}", self._for_owner(self._delete))
        app.router.add_post("/accounts/{id}/retry", self._for_owner(self._retry))

    def _for_owner(
        self, handler: Callable[[web.Request, Account], Awaitable[web.StreamResponse]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            claims = self._authorised(request)
            if isinstance(claims, web.Response):
                return claims
            try:
                return await handler(request, Account(claims.application_key, claims.user_id))
            except AccountProblem as error:
                return refused(error.status, error.code, str(error))

        return handle

    async def _list(self, request: web.Request, owner: Account) -> web.StreamResponse:
        feed = _OwnAccounts(self._accounts, owner)
        if not wants_stream(request):
            return web.json_response(feed.body(), headers=_NO_STORE)
        is_full = self._streams.total() >= self._limits.account_streams
        if is_full or self._streams[owner] >= self._limits.account_streams_per_user:
            raise AccountProblem(503, "full", "Too many open streams.")
        self._streams[owner] += 1
        try:
            return await stream(request, feed)
        finally:
            self._streams[owner] -= 1
            if not self._streams[owner]:
                del self._streams[owner]
                self._accounts.waits_no_more(owner)

    async def _put(self, request: web.Request, owner: Account) -> web.StreamResponse:
        if not self._is_known(owner):
            raise AccountProblem(403, "unknown-user", "Sign in to this service first: nobody here knows you.")
        try:
            fields = json.loads(await request.text())
        except (ValueError, RecursionError):
            raise AccountProblem(400, "body", "Send the account as a JSON object.") from None
        await self._accounts.prepare()
        kept = self._accounts.put(owner, request.match_info["id"], fields)
        return web.json_response(_shown(kept), headers=_NO_STORE)

    async def _delete(self, request: web.Request, owner: Account) -> web.StreamResponse:
        self._accounts.delete(owner, request.match_info["id"])
        return web.json_response({"removed": True})

    async def _retry(self, request: web.Request, owner: Account) -> web.StreamResponse:
        return web.json_response(_shown(self._accounts.retry(owner, request.match_info["id"])))


class _OwnAccounts:
    """The accounts of one user, as a feed."""

    def __init__(self, accounts: Accounts, owner: Account) -> None:
        self._accounts = accounts
        self._owner = owner

    @property
    def changes(self) -> int:
        return self._accounts.version(self._owner)

    @property
    def is_stopped(self) -> bool:
        return self._accounts.is_over(self._owner)

    def body(self) -> dict[str, Any]:
        shown = [_shown(kept) for kept in self._accounts.of(self._owner)]
        return {"accounts": shown, "note": self._accounts.note}

    async def wait_for_change(self, seen: int) -> None:
        await self._accounts.wait_for_change(self._owner, seen)


def _shown(kept: Kept) -> dict[str, Any]:
    account, status, mail = kept.account, kept.status, kept.mail
    return {
        "id": account.account_id,
        "address": account.address,
        "authUser": account.auth_user,
        "displayName": account.display_name,
        "transport": account.transport,
        "proxy": account.proxy,
        "stun": account.stun,
        "expires": account.lifetime,
        "state": status.standing.value,
        "status": status.status,
        "message": status.sentence,
        "since": status.since,
        "waiting": mail.is_waiting,
        "newMessages": mail.new,
        "oldMessages": mail.old,
        "mailbox": str(mail.mailbox) if mail.mailbox is not None else "",
    }
