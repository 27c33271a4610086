"""Gathers what a client needs; every setter returns the builder."""

from __future__ import annotations

import asyncio

from core.calling import arguments
from core.calling.client.client import SinchClient
from core.calling.client.runtime import CallingRuntime
from core.calling.client.settings import ClientSettings
from core.calling.client.sip_account import SipAccount
from core.calling.errors import ArgumentError, InvalidOperation
from core.calling.signalling.service_address import DEFAULT_HOST, ServiceAddress


class SinchClientBuilder:
    """Builds one ``SinchClient``. Setters check at once; ``ArgumentError`` names the argument."""

    def __init__(self) -> None:
        self._application_key = ""
        self._user_id = ""
        self._caller_identifier = ""
        self._address = ServiceAddress.parse(DEFAULT_HOST)
        self._account: SipAccount | None = None
        self._runtime = CallingRuntime()

    def applicationKey(self, key: str) -> SinchClientBuilder:
        """Set the application's key, a UUID in lower case. Required."""
        self._application_key = arguments.application_key(key)
        return self

    def userId(self, userId: str) -> SinchClientBuilder:
        """Set the user that this client acts for. Required."""
        self._user_id = arguments.user_id(userId)
        return self

    def environmentHost(self, host: str) -> SinchClientBuilder:
        """Set the call service's host, with or without a scheme; without this, one on this machine."""
        self._address = ServiceAddress.parse(host)
        return self

    def callerIdentifier(self, number: str) -> SinchClientBuilder:
        """Set the number that phones see (CLI, E.164). Needed for ``callPhoneNumber`` only."""
        self._caller_identifier = arguments.phone_number(number, "callerIdentifier")
        return self

    def sipAccount(self, account: SipAccount) -> SinchClientBuilder:
        """Use an account at a SIP server of somebody else's (this project's addition).

        It takes the place of application key, user id, host and tokens: ``onCredentialsRequired`` is never
        raised. What such a server cannot do is named in ``SinchClient.features``.
        """
        if not isinstance(account, SipAccount):
            raise ArgumentError("account", "must be a SipAccount")
        self._account = account
        return self

    def runtime(self, runtime: CallingRuntime) -> SinchClientBuilder:
        """Set what the client runs on (this project's addition)."""
        if not isinstance(runtime, CallingRuntime):
            raise ArgumentError("runtime", "must be a CallingRuntime")
        self._runtime = runtime
        return self

    def build(self) -> SinchClient:
        """Return the client, not started; its callbacks arrive on the loop that is running now.

        Raises ``ArgumentError`` when key or user id is missing, or both are there beside a SIP account, and
        ``InvalidOperation`` when no loop is running.
        """
        if self._account is not None and (self._application_key or self._user_id):
            raise ArgumentError("sipAccount", "takes the place of applicationKey and userId")
        if self._account is None and not self._application_key:
            raise ArgumentError("applicationKey", "is required")
        if self._account is None and not self._user_id:
            raise ArgumentError("userId", "is required")
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise InvalidOperation("build() must be called on a running event loop") from None
        settings = ClientSettings(
            self._application_key,
            self._account.user if self._account is not None else self._user_id,
            self._address,
            self._caller_identifier,
            self._account,
        )
        return SinchClient(settings, self._runtime, loop)
