"""A listening HTTP server of the service, with the sentences for what can go wrong."""

from __future__ import annotations

import errno
import logging
import ssl

from aiohttp import web

from core.service.errors import ServiceError, ServiceProblem

log = logging.getLogger(__name__)


class Listener:
    """One aiohttp application on one address."""

    def __init__(
        self, app: web.Application, host: str, port: int, context: ssl.SSLContext | None = None
    ) -> None:
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
        self._site: web.TCPSite | None = None
        self._is_set_up = False
        self._host = host
        self._context = context
        self.port = port

    @property
    def is_accepting(self) -> bool:
        """Whether new connections are taken."""
        return self._site is not None

    async def start(self) -> None:
        """Listen, for the first time or again; ``port`` is then the real one. Raises ``ServiceError``."""
        if not self._is_set_up:
            self._is_set_up = True
            await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self.port, ssl_context=self._context)
        try:
            await site.start()
        except (OSError, OverflowError) as error:
            await site.stop()
            raise _listen_error(error, self._host, self.port) from error
        self._site = site
        self.port = self._runner.addresses[0][1]

    async def stop_accepting(self) -> None:
        """Take no new connections; the open ones stay."""
        site, self._site = self._site, None
        if site is not None:
            await site.stop()

    async def stop(self) -> None:
        """Stop listening and end what is still open. Idempotent."""
        await self.stop_accepting()
        await self._runner.cleanup()


def _listen_error(error: Exception, host: str, port: int) -> ServiceError:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        sentence = f"Port {port} on {host} is already in use. Choose another port, or stop the other program."
        return ServiceError(ServiceProblem.PORT_IN_USE, sentence, host=host, port=port)
    if number == errno.EACCES:
        sentence = f"This user may not listen on port {port}. Choose a port above 1023."
    else:
        sentence = f"Cannot listen on {host} port {port}: this machine has no such address."
    return ServiceError(ServiceProblem.ADDRESS_UNUSABLE, sentence, host=host, port=port)
