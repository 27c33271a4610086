"""Keeps one client registered: credentials, connection, registration, renewal, and coming back after a loss.

One coroutine runs the whole life. The rules: a token is asked for at the start, before the one in hand runs
out, and when the service refuses it; a token that was given for a refusal and is refused too ends the client
(no loop). Everything that time may heal is tried again with a randomised back-off; the rest is reported.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections import deque
from dataclasses import replace
from typing import Protocol

from core.calling.client.connection_status import ConnectionState, ConnectionStatus
from core.calling.client.runtime import CallingRuntime
from core.calling.errors import ErrorCode, ErrorType, SinchError
from core.calling.ports import (
    Link,
    LinkChallenged,
    LinkError,
    LinkEvent,
    LinkLost,
    LinkRefused,
    LinkRegistered,
)
from core.calling.signalling.backoff import Backoff
from core.calling.signalling.sign_in import SIGN_IN
from core.calling.signalling.token_life import HeldToken
from core.sentences import known, sentence

log = logging.getLogger(__name__)

CONNECT_TIMEOUT = 15.0
ANSWER_TIMEOUT = 20.0
"""Seconds the service has to answer a REGISTER."""
FIRST_ANSWER_TIMEOUT = 5.0
"""The same for the first one of a connection, twice as long each time that it was too short.

A server that has just started may take connections before it takes requests, and drop the first.
"""
CREDENTIALS_TIMEOUT = 60.0
"""Seconds the application has to answer ``onCredentialsRequired``."""
RENEWAL_RETRY = 30.0
SIGN_IN_LOOK = 3.0
"""Seconds between attempts while the network wants a sign-in: nobody tells when that is done."""
STABLE_AFTER = 10.0
"""A connection that lived for so many seconds was a good one."""
_EVENT_LIMIT = 64
_HEALS = (408, 423, 429, 430, 480, 491)


class ConnectionHost(Protocol):
    """What the connection needs of its client."""

    def ask_for_credentials(self) -> asyncio.Future[str | None]:
        """Raise ``onCredentialsRequired``; the answer is the token, or None."""

    async def prepare(self, token: str) -> None:
        """Do what must be done at the service before registering; takes a few seconds at most."""

    def show(self, status: ConnectionStatus) -> None:
        """Take the new status."""

    def registered(self, *, is_first: bool) -> None:
        """Hear that the service has us."""

    def failed(self, error: SinchError) -> None:
        """Hear that it does not work; ``error.isFatal`` tells whether that is the end."""


class _Trouble(Exception):
    """Something that time may heal."""

    def __init__(self, message: str, retry_after: float = 0.0, *, wants_sign_in: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.retry_after = retry_after
        self.wants_sign_in = wants_sign_in


class _Hopeless(Exception):
    """Something that trying again does not heal."""

    def __init__(self, error: SinchError) -> None:
        super().__init__(error.message)
        self.error = error


class ServiceConnection:
    """See the module. ``run`` until it returns (the client failed) or is cancelled (the client ends)."""

    def __init__(
        self, link: Link, host: ConnectionHost, runtime: CallingRuntime, *, needs_token: bool = True
    ) -> None:
        self._link = link
        self._host = host
        self._runtime = runtime
        self._backoff = Backoff(runtime.random, base=runtime.retry_base)
        self._events: deque[LinkEvent] = deque(maxlen=_EVENT_LIMIT)
        self._wake = asyncio.Event()
        self._retry_now = asyncio.Event()
        self._needs_token = needs_token
        self._skips_wait = False
        self._token: HeldToken | None = None
        self._token_is_proven = False
        self._has_been_online = False
        self._is_online = False
        self._patience = FIRST_ANSWER_TIMEOUT
        self._has_reported = False
        self._asked_at: float | None = None
        """When the service last refused a token that it had accepted."""

    @property
    def token(self) -> str:
        """The token in hand; empty when there is none."""
        return self._token.text if self._token is not None else ""

    def handle(self, event: LinkEvent) -> None:
        """Take what the link says. Beyond 64 waiting events the oldest is dropped."""
        self._events.append(event)
        self._wake.set()

    def retry(self) -> None:
        """Try again now instead of waiting."""
        self._retry_now.set()

    def skip_next_wait(self) -> None:
        """Try again at once when the connection ends next: its end is no fault of the service."""
        self._skips_wait = True

    async def run(self) -> None:
        """Connect, register, and stay registered."""
        self._show(ConnectionState.CONNECTING)
        try:
            while True:
                # Not before the wait: a network may come while an attempt still fails without it.
                self._retry_now.clear()
                trouble = await self._live_once()
                await self._wait_to_retry(trouble)
        except _Hopeless as end:
            log.info("the client gives up: %s", end.error.message)
            self._is_online = False
            await self._link.close()
            self._show(ConnectionState.FAILED, end.error.message)
            self._host.failed(end.error)

    async def _live_once(self) -> _Trouble:
        """Live through one connection; returns what ended it."""
        started_at = self._now()
        try:
            await self._get_token()
            await self._connect()
            started_at = self._now()
            trouble = await self._stay_registered()
        except _Trouble as error:
            trouble = error
        if self._is_online and self._now() - started_at >= STABLE_AFTER:
            self._backoff.reset()
        self._is_online = False
        await self._link.close()
        return trouble

    async def _connect(self) -> None:
        self._events.clear()
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await self._link.connect()
        except LinkError as error:
            if error.wants_sign_in:
                raise _must_sign_in() from error
            if error.is_permanent and not self._has_been_online:
                raise _Hopeless(_network_error(str(error))) from error
            raise _Trouble(str(error)) from error
        except TimeoutError:
            raise _Trouble(sentence("The call service did not answer in time.")) from None

    async def _stay_registered(self) -> _Trouble:
        """Register, and handle what comes until something breaks. Raises ``_Trouble``, ``_Hopeless``."""
        await self._host.prepare(self.token)
        self._register()
        deadline: float | None = self._now() + self._patience
        while True:
            event = await self._next_event(deadline)
            match event:
                case LinkRegistered():
                    deadline = self._go_online()
                case LinkChallenged():
                    await self._get_better_token(event)
                    deadline = self._now() + ANSWER_TIMEOUT
                case LinkRefused():
                    raise _refusal(event)
                case LinkLost():
                    return _Trouble(sentence("The connection to the call service was lost."))
                case None if self._is_online:
                    deadline = await self._renew()
                case _:
                    self._patience = min(2 * self._patience, ANSWER_TIMEOUT)
                    return _Trouble(sentence("The call service did not answer in time."))

    async def _next_event(self, deadline: float | None) -> LinkEvent | None:
        while not self._events:
            self._wake.clear()
            left = None if deadline is None else deadline - self._now()
            if left is not None and left <= 0:
                return None
            try:
                async with asyncio.timeout(left):
                    await self._wake.wait()
            except TimeoutError:
                return None
        return self._events.popleft()

    def _register(self) -> None:
        self._link.register(self.token)

    def _go_online(self) -> float | None:
        is_first, self._has_been_online = not self._has_been_online, True
        if not self._is_online or not self._token_is_proven:
            self._has_reported = False
        self._token_is_proven = True
        if not self._is_online:
            self._is_online = True
            self._patience = FIRST_ANSWER_TIMEOUT
            self._retry_now.clear()
            self._show(ConnectionState.ONLINE)
            self._host.registered(is_first=is_first)
        return self._next_deadline()

    def _next_deadline(self) -> float | None:
        """Return when a new token is due, or the registration ends for good, whichever is first."""
        if self._token is None:
            return None
        times = (self._token.renew_at(), self._token.registration_ends_at())
        return min((at for at in times if at is not None), default=None)

    def _raise_if_ended(self) -> None:
        """Give up if the registration on this device was to end by now: no token prolongs it."""
        ends_at = self._token.registration_ends_at() if self._token is not None else None
        if ends_at is not None and self._now() >= ends_at:
            raise _Hopeless(_REGISTRATION_ENDED)

    async def _renew(self) -> float | None:
        """Replace the token before it runs out; a source that is away for a moment is asked again later."""
        token = await self._ask()
        if token is None:
            self._raise_if_ended()
            self._report(sentence("A new token for the call service could not be had; trying again."))
            ends_at = self._token.registration_ends_at() if self._token is not None else None
            return min(self._now() + RENEWAL_RETRY, ends_at or math.inf)
        self._hold(token)
        self._register()
        return self._next_deadline()

    async def _get_token(self) -> None:
        if not self._needs_token:
            return
        if self._token is not None and self._token_is_proven and self._token.is_usable(self._now()):
            return
        token = await self._ask()
        if token is not None:
            self._hold(token)
            return
        self._raise_if_ended()
        message = sentence("There is no usable token for the call service.")
        if await self._link.must_sign_in():
            raise _must_sign_in()
        if self._has_been_online:
            # The network that is away may be the one that tokens come over.
            raise _Trouble(message)
        raise _Hopeless(SinchError(message, ErrorCode.GENERIC, ErrorType.API))

    async def _get_better_token(self, challenge: LinkChallenged) -> None:
        """Answer a refusal of our token: with another one, once.

        A service that takes every token and refuses it the next moment is asked again with the back-off.
        """
        if not self._needs_token:
            raise _Hopeless(_WRONG_PASSWORD)
        if not self._token_is_proven:
            raise _Hopeless(_token_error(challenge))
        if self._asked_at is not None and self._now() - self._asked_at < STABLE_AFTER:
            self._token_is_proven = False
            raise _Trouble(sentence("The call service refuses tokens that it has just accepted."))
        self._asked_at = self._now()
        self._token_is_proven = False
        await self._get_token()
        self._register()

    async def _ask(self) -> str | None:
        log.info("asking the application for credentials")
        try:
            async with asyncio.timeout(CREDENTIALS_TIMEOUT):
                return await self._host.ask_for_credentials()
        except TimeoutError:
            log.info("the application did not answer onCredentialsRequired in time")
            return None

    def _hold(self, token: str) -> None:
        self._token = HeldToken.take(token, self._now())
        self._token_is_proven = False

    async def _wait_to_retry(self, trouble: _Trouble) -> None:
        delay = 0.0 if self._skips_wait else self._backoff.next(trouble.retry_after)
        if trouble.wants_sign_in:
            delay = min(delay, SIGN_IN_LOOK)
        self._skips_wait = False
        state = ConnectionState.RECONNECTING if self._has_been_online else ConnectionState.CONNECTING
        log.info("%s Trying again in %.1f s.", trouble.message, delay)
        self._host.show(ConnectionStatus(state, trouble.message, delay, trouble.wants_sign_in))
        if not self._has_been_online:
            self._report(trouble.message)
        try:
            async with asyncio.timeout(delay):
                await self._retry_now.wait()
        except TimeoutError:
            return

    def _report(self, message: str) -> None:
        if not self._has_reported:
            self._has_reported = True
            self._host.failed(replace(_network_error(message), isFatal=False))

    def _show(self, state: ConnectionState, message: str = "") -> None:
        self._host.show(ConnectionStatus(state, message))

    def _now(self) -> float:
        return self._runtime.clock()


def _must_sign_in() -> _Trouble:
    return _Trouble(SIGN_IN, wants_sign_in=True)


def _network_error(message: str) -> SinchError:
    return SinchError(message, ErrorCode.GENERIC, ErrorType.NETWORK)


def _token_error(challenge: LinkChallenged) -> SinchError:
    said = "".join(c for c in challenge.error if c.isprintable())[:200]
    reason = "".join(c for c in challenge.code if c.isprintable())[:40]
    return _not_let_in(_ended(said), 401, reason)


def _refusal(event: LinkRefused) -> Exception:
    if event.status in _HEALS or event.status >= 500:
        message = sentence("The call service has no room right now.")
        return _Trouble(message, min(event.retry_after or 0.0, 300.0))
    return _Hopeless(_not_let_in(_ended(event.reason) or f"{event.status}.", event.status))


def _ended(said: str) -> str:
    """Return what the service said as a whole sentence."""
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."


def _not_let_in(why: str, status: int, reason: str = "") -> SinchError:
    extras = {"reason": reason} if reason else {}
    message = sentence("The call service did not let you in.")
    if why:
        message = sentence("The call service did not let you in: {reason}", reason=known(why))
    return SinchError(message, status, ErrorType.SIP, extras=extras)


_REGISTRATION_ENDED = SinchError(
    sentence("The registration of this user on this device has ended; only a token that prolongs it helps."),
    401,
    ErrorType.SIP,
    extras={"reason": "instance-expired"},
)
_WRONG_PASSWORD = SinchError(
    sentence("The SIP provider did not let you in: user name or password is wrong."),
    401,
    ErrorType.SIP,
    extras={"reason": "password"},
)
