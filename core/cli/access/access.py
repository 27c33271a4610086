"""Which service a command talks to, and as whom: from options, or from the profile's embedded service."""

from __future__ import annotations

import argparse
import asyncio

import aiohttp

from core.calling import (
    ArgumentError,
    CallingRuntime,
    ClientRegistration,
    Sinch,
    SinchClient,
    SinchClientListener,
    SinchError,
)
from core.calling.errors import ErrorType
from core.calling.signalling.service_address import ServiceAddress
from core.cli.access.secrets import SecretError, read_secret
from core.cli.exit_codes import ExitCode
from core.cli.places import profile_dir, service_data_dir
from core.engine.account.access import Access
from core.engine.argument_words import argument_words
from core.engine.dial_target import DialError
from core.engine.people.region import system_region
from core.identity import TokenError, application_of_token
from core.media.devices.capture import LocalMedia
from core.service.accounts.client import AccountsRefused, list_accounts
from core.service.errors import ServiceError
from core.service.process.launcher import ServiceProcess
from core.storage import StorageError, Store

START_WAIT = 20.0
"""Seconds to become registered before the command gives up."""


class AccessError(Exception):
    """The command cannot register; the message is a sentence, ``code`` the exit code."""

    def __init__(self, code: ExitCode, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class CommandLineAccount(SinchClientListener):
    """A registered client and, if the command started it, the embedded service."""

    def __init__(
        self,
        access: Access,
        media: LocalMedia,
        process: ServiceProcess | None,
        name: str,
        caller_id: str = "",
    ) -> None:
        self._access = access
        self._process = process
        self._started: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asking: asyncio.Future[None] | None = None
        self.client: SinchClient = (
            Sinch.getSinchClientBuilder()
            .applicationKey(access.application_key)
            .userId(access.user_id)
            .environmentHost(access.url)
            .runtime(CallingRuntime(local_media=media))
            .build()
        )
        self.client.displayName = name
        self.client.callerIdentifier = caller_id
        self.client.addListener(self)

    async def start(self) -> None:
        """Register. Raises ``AccessError``."""
        await self.client.start()
        try:
            async with asyncio.timeout(START_WAIT):
                await asyncio.shield(self._started)
        except TimeoutError:
            sentence = f"The call service at {self._access.url} does not answer."
            raise AccessError(ExitCode.SERVICE_UNREACHABLE, sentence) from None

    async def address_of(self, account_id: str) -> str:
        """Return the address of an account at another provider. Raises ``DialError``."""
        try:
            found = await list_accounts(self._access.url, await self._access.token())
        except (AccountsRefused, aiohttp.ClientError, TimeoutError) as error:
            raise DialError(f"The accounts at other providers are not known: {error}") from error
        for one in found:
            if one.account_id == account_id:
                return one.address
        raise DialError(f"There is no account {account_id!r}: `main.py accounts list` shows them.")

    async def close(self) -> None:
        """Unregister, and end the embedded service if this command started it."""
        await self.client.terminateGracefully()
        await stop(self._process)

    def onCredentialsRequired(self, client: SinchClient, registration: ClientRegistration) -> None:
        """Use the given token, or sign one."""
        self._asking = asyncio.ensure_future(self._give_token(registration))

    def onClientStarted(self, client: SinchClient) -> None:
        """Let ``start`` return."""
        if not self._started.done():
            self._started.set_result(None)

    def onClientFailed(self, client: SinchClient, error: SinchError) -> None:
        """Let ``start`` fail at once, also where an app would go on trying."""
        is_network = error.domain is ErrorType.NETWORK
        self._fail(
            ExitCode.SERVICE_UNREACHABLE if is_network else ExitCode.REGISTRATION_REFUSED, error.message
        )

    async def _give_token(self, registration: ClientRegistration) -> None:
        try:
            registration.register(await self._access.token())
        except TokenError as error:
            registration.registerFailed()
            self._fail(ExitCode.USAGE, str(error))

    def _fail(self, code: ExitCode, sentence: str) -> None:
        if not self._started.done():
            self._started.set_exception(AccessError(code, sentence))


def _caller_id(arguments: argparse.Namespace) -> str:
    """Return the number that was given as one's own, as E.164. Raises ``AccessError``."""
    given = getattr(arguments, "caller_id", "")
    if not given:
        return ""
    from core.phone_numbers.reading import NumberError, read_number

    try:
        return read_number(given, system_region()).e164
    except NumberError as error:
        raise AccessError(ExitCode.USAGE, f"--caller-id: {error}") from None


async def open_account(arguments: argparse.Namespace, media: LocalMedia) -> CommandLineAccount:
    """Return a registered account for ``arguments``. Raises ``AccessError``."""
    caller_id = _caller_id(arguments)  # before a service is started for nothing
    try:
        process, access = await find_access(arguments)
    except (SecretError, TokenError) as error:
        raise AccessError(ExitCode.USAGE, str(error)) from error
    except ServiceError as error:
        raise AccessError(ExitCode.SERVICE_UNREACHABLE, str(error)) from error
    try:
        account = CommandLineAccount(access, media, process, arguments.name, caller_id)
    except ArgumentError as error:
        await stop(process)
        raise AccessError(ExitCode.USAGE, argument_words(error)) from error
    try:
        await account.start()
    except AccessError:
        await account.close()
        raise
    return account


async def find_access(arguments: argparse.Namespace) -> tuple[ServiceProcess | None, Access]:
    """Return the way into the service that ``arguments`` name, and the process if one was started for it.

    Raises ``AccessError``, ``SecretError``, ``TokenError`` and ``ServiceError``.
    """
    secret = read_secret(arguments.app_secret, arguments.password_file)
    user_id = arguments.user or await _profile_user(arguments)
    if arguments.service:
        return None, _remote_access(arguments, user_id, secret)
    process = ServiceProcess()
    service = await process.start(service_data_dir(profile_dir(arguments.profile)), lan=False)
    return process, Access.to_embedded(service, user_id, arguments.token or "")


def _remote_access(arguments: argparse.Namespace, user_id: str, secret: str) -> Access:
    token = arguments.token or (secret if secret.count(".") == 2 else "")
    key = arguments.app_key or (application_of_token(token) if token else "")
    if not key:
        raise SecretError("A call service needs --token, or --app-key with --app-secret or --password-file.")
    if not token and not secret:
        raise SecretError("An application key needs its secret: --app-secret or --password-file.")
    url = arguments.service.removesuffix("/sip")
    try:
        ServiceAddress.parse(url)
    except ArgumentError as error:
        raise AccessError(ExitCode.USAGE, argument_words(error)) from error
    return Access(url, user_id, key, secret, given_token=token)


async def _profile_user(arguments: argparse.Namespace) -> str:
    path = profile_dir(arguments.profile) / "ahoy.sqlite"
    profile = None
    if path.exists():
        store = Store()
        try:
            await store.open(path)
            profile = await store.setting("profile")
        except StorageError as error:
            raise AccessError(ExitCode.USAGE, str(error)) from error
        finally:
            await store.close()
    user_id = profile.get("user_id", "") if isinstance(profile, dict) else ""
    if not user_id:
        raise AccessError(ExitCode.USAGE, "Say who you are with --user ID: this profile has no name yet.")
    return str(user_id)


async def stop(process: ServiceProcess | None) -> None:
    """End the service that was started for a command, if one was."""
    if process is not None:
        await process.stop()
