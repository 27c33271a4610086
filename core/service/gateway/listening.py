"""Where a gateway takes calls: its listeners, and the certificate that some of them show."""

from __future__ import annotations

import logging
import ssl

from core.service.config import GatewayConfig
from core.service.errors import ServiceError, ServiceProblem
from core.service.gateway.set_up import listen_error, transport_of
from core.service.web.tls import ServerCertificate
from core.sip.transports.classic import ClassicSockets, Listening
from core.sip.transports.hops import Transport

log = logging.getLogger(__name__)


class Listeners:
    """Opened once; ``open`` are transport, host and port of each."""

    def __init__(self, config: GatewayConfig) -> None:
        self._config = config
        self._certificate: ServerCertificate | None = None
        self.open: list[tuple[Transport, str, int]] = []

    async def start(self, sockets: ClassicSockets) -> None:
        """Open all. Raises ``ServiceError``."""
        context = self._context()
        for each in self._config.listeners:
            transport = transport_of(each.transport)
            if transport is Transport.TLS and context is None:
                sentence = "A TLS listener of the gateway needs a certificate and its key."
                raise ServiceError(ServiceProblem.CONFIGURATION, sentence)
            tls = context if transport is Transport.TLS else None
            try:
                self.open += await sockets.listen([Listening(transport, each.host, each.port, tls)])
            except OSError as error:
                raise listen_error(error, each.transport, each.host, each.port) from error
            log.info("the gateway listens on %s %s port %d", *self.open[-1])

    def stop(self) -> None:
        """Look at the certificate no more; the sockets close what they listen on. Idempotent."""
        if self._certificate is not None:
            self._certificate.stop()

    def _context(self) -> ssl.SSLContext | None:
        if self._config.certificate is None:
            return None
        self._certificate = ServerCertificate(*self._config.certificate)
        self._certificate.watch()
        return self._certificate.context
