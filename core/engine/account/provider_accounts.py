"""The person's accounts at other providers, which the call service keeps for them. Core thread only."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import aiohttp

from core.calling.client.credential_sources import CredentialsError
from core.commands import SaveAccount
from core.engine.account.access import Access
from core.engine.tasks import TaskGroup
from core.identity import TokenError
from core.sentences import sentence
from core.service.accounts.client import (
    AccountFields,
    AccountsRefused,
    remove_account,
    retry_account,
    save_account,
    watch_accounts,
)
from core.snapshots import AccountSnapshot

log = logging.getLogger(__name__)

RETRY = 5.0
"""Seconds before the accounts are asked for again after the stream broke."""
_UNKNOWN_HERE = 404
_TROUBLES = (AccountsRefused, CredentialsError, TokenError, aiohttp.ClientError, TimeoutError)


class ProviderAccounts:
    """Follows the accounts at one service; ``on_change`` is told a sentence when something went wrong."""

    def __init__(self, tasks: TaskGroup, on_change: Callable[[str], None]) -> None:
        self.accounts: tuple[AccountSnapshot, ...] = ()
        self.note = ""
        """What the person should know of how passwords are kept."""
        self.is_kept = False
        """Whether the service in use keeps such accounts."""
        self._tasks = tasks
        self._on_change = on_change
        self._access: Access | None = None
        self._following: asyncio.Task[None] | None = None

    def open(self, access: Access) -> None:
        """Follow the accounts at the service of ``access``, unless that is done already."""
        if self._following is None:
            self._access = access
            self._following = self._tasks.spawn(self._follow(access))

    def close(self) -> None:
        """Forget the service. Idempotent."""
        if self._following is not None:
            self._following.cancel()
        self._following = self._access = None
        self.accounts, self.note, self.is_kept = (), "", False

    def address_of(self, account_id: str) -> str:
        """Return the address of an account; empty for none that there is."""
        return next((one.address for one in self.accounts if one.account_id == account_id), "")

    def at(self, domain: str) -> str:
        """Return the id of an account at ``domain`` (``host[:port]``); empty if there is none."""
        wanted = domain.lower()
        own = (one for one in self.accounts if one.address.rpartition("@")[2].lower() == wanted)
        return next((one.account_id for one in own), "")

    async def save(self, wanted: SaveAccount) -> None:
        """Add an account, or change it."""
        fields = AccountFields(
            wanted.address,
            wanted.password,
            wanted.auth_user,
            wanted.display_name,
            wanted.transport,
            wanted.proxy,
            wanted.lifetime,
            wanted.stun,
        )
        await self._do(lambda url, token: save_account(url, token, wanted.account_id, fields))

    async def remove(self, account_id: str) -> None:
        """Have an account unregistered and forgotten."""
        await self._do(lambda url, token: remove_account(url, token, account_id))

    async def retry(self, account_id: str) -> None:
        """Have an account try to register now."""
        await self._do(lambda url, token: retry_account(url, token, account_id))

    async def _do(self, action: Callable[[str, str], Awaitable[object]]) -> None:
        access = self._access
        if access is None:
            self._on_change(sentence("Ahoy is not connected to its call service yet. Try again in a moment."))
            return
        try:
            await action(access.url, await access.token())
        except AccountsRefused as error:
            self._on_change(str(error))
        except _TROUBLES as error:
            log.info("an account was not changed: %s", error)
            self._on_change(sentence("The call service does not answer: the account was not changed."))

    async def _follow(self, access: Access) -> None:
        while True:
            try:
                async for found in watch_accounts(access.url, await access.token()):
                    self.is_kept = True
                    self.accounts, self.note = found.accounts, found.note
                    self._on_change("")
            except AccountsRefused as error:
                log.info("accounts at other providers are not known: %s", error)
                if error.status == _UNKNOWN_HERE:
                    return
            except _TROUBLES as error:
                log.info("accounts at other providers are not known for now: %s", error)
            await asyncio.sleep(RETRY)
