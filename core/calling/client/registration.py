"""The application's answer to the question for a registration token."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable

log = logging.getLogger(__name__)

_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,4096}")
"""What can stand behind ``Bearer`` in a header (RFC 6750 section 2.1)."""

OnAnswer = Callable[[str | None], None]
"""Given the token, or None when the application could not get one. Called once, on the client's loop."""


class ClientRegistration:
    """Handed to ``onCredentialsRequired``: exactly one of ``register`` and ``registerFailed`` counts.

    Both may be called from any thread, and detached from this object (``fetch().then(registration.register)``
    is how it is used elsewhere). The first call decides; later ones are logged and change nothing.
    """

    def __init__(self, on_answer: OnAnswer, loop: asyncio.AbstractEventLoop) -> None:
        self._on_answer = on_answer
        self._loop = loop
        self._is_answered = False

    def register(self, token: str) -> None:
        """Go on with ``token``, a registration token for this client's user."""
        if not isinstance(token, str) or not _TOKEN.fullmatch(token.strip()):
            log.info("register() was given something that is no token")
            self._post(None)
            return
        self._post(token.strip())

    def registerFailed(self) -> None:
        """Say that there is no token; the client then reports ``onClientFailed``."""
        self._post(None)

    def _post(self, token: str | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._answer, token)

    def _answer(self, token: str | None) -> None:
        if self._is_answered:
            log.info("a second answer to one question for credentials is ignored")
            return
        self._is_answered = True
        self._on_answer(token)
