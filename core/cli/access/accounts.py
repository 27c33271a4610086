"""``main.py accounts``: the accounts at other providers that the call service registers for this person."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import getpass
import json
import re
import sys
from collections.abc import Awaitable, Callable

import aiohttp

from core.cli.access.access import AccessError, find_access, stop
from core.cli.access.secrets import SecretError, read_secret
from core.cli.exit_codes import ExitCode
from core.engine.account.access import Access
from core.identity import TokenError
from core.service.accounts.client import (
    AccountFields,
    AccountsRefused,
    list_accounts,
    remove_account,
    save_account,
)
from core.service.errors import ServiceError
from core.snapshots import AccountSnapshot

RESULT_WAIT = 10.0
"""Seconds that ``add`` waits for the provider's answer."""
_LOOK = 0.2
_SETTLED = ("registered", "refused", "failing")


def run(arguments: argparse.Namespace) -> int:
    """Carry out one of ``list``, ``add`` and ``remove``; return the exit code."""
    try:
        return asyncio.run(_with_access(arguments, _ACTIONS[arguments.action]))
    except AccessError as error:
        return _failed(str(error), error.code)
    except (SecretError, TokenError) as error:
        return _failed(str(error), ExitCode.USAGE)
    except AccountsRefused as error:
        return _failed(str(error), ExitCode.USAGE if error.status == 400 else ExitCode.REGISTRATION_REFUSED)
    except (ServiceError, aiohttp.ClientError, TimeoutError) as error:
        return _failed(f"The call service does not answer: {error}", ExitCode.SERVICE_UNREACHABLE)


async def _with_access(
    arguments: argparse.Namespace, action: Callable[[argparse.Namespace, Access], Awaitable[int]]
) -> int:
    process, access = await find_access(arguments)
    try:
        return await action(arguments, access)
    finally:
        await stop(process)


async def _list(arguments: argparse.Namespace, access: Access) -> int:
    found = await list_accounts(access.url, await access.token())
    if arguments.json:
        print(json.dumps([dataclasses.asdict(one) for one in found], indent=1))  # noqa: T201
    elif not found:
        print("No accounts at other providers.")  # noqa: T201
    else:
        for one in found:
            print(account_line(one))  # noqa: T201
    return ExitCode.OK


async def _add(arguments: argparse.Namespace, access: Access) -> int:
    fields = AccountFields(
        arguments.address,
        _password(arguments),
        arguments.auth_user,
        arguments.display_name,
        arguments.transport,
        arguments.proxy,
        arguments.expires,
        arguments.stun,
    )
    account_id = arguments.id or re.sub(r"[^A-Za-z0-9_-]+", "-", arguments.address)[:32]
    saved = await save_account(access.url, await access.token(), account_id, fields)
    shown = await _settled(access, saved)
    print(json.dumps(dataclasses.asdict(shown)) if arguments.json else account_line(shown))  # noqa: T201
    return ExitCode.OK if shown.state == "registered" else ExitCode.REGISTRATION_REFUSED


async def _remove(arguments: argparse.Namespace, access: Access) -> int:
    await remove_account(access.url, await access.token(), arguments.id)
    print(json.dumps({"removed": arguments.id}) if arguments.json else f"Removed {arguments.id}.")  # noqa: T201
    return ExitCode.OK


async def _settled(access: Access, account: AccountSnapshot) -> AccountSnapshot:
    """Return the account once its provider has said something, or as it is after a while."""
    deadline = asyncio.get_running_loop().time() + RESULT_WAIT
    while account.state not in _SETTLED and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(_LOOK)
        found = await list_accounts(access.url, await access.token())
        account = next((one for one in found if one.account_id == account.account_id), account)
    return account


def account_line(account: AccountSnapshot) -> str:
    """Return an account in one line: its id, its address, how it is, and what waits."""
    words = f"{account.account_id}: {account.address} is {account.state}"
    if account.message:
        words += f" ({account.message.rstrip('.')})"
    if account.waiting:
        words += f", {account.new_messages or 'some'} new messages"
    return words


def _password(arguments: argparse.Namespace) -> str:
    if arguments.account_password_file is not None:
        return read_secret(None, arguments.account_password_file)
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {arguments.address}: ")
    raise SecretError("Give the account's password in a file: --account-password-file.")


def _failed(sentence: str, code: ExitCode) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return code


_ACTIONS: dict[str, Callable[[argparse.Namespace, Access], Awaitable[int]]] = {
    "list": _list,
    "add": _add,
    "remove": _remove,
}
