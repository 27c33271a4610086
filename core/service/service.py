"""One call service: everything wired together, started and stopped."""

from __future__ import annotations

from dataclasses import dataclass

from core.service.application_keys import ApplicationKey
from core.service.config import ServiceConfig


@dataclass(frozen=True, slots=True)
class ServiceEndpoint:
    """Where a running service is reached: ``url`` is the WebSocket's."""

    url: str
    host: str
    port: int
    domain: str
    application: ApplicationKey


class CallService:
    """Registrar, router, echo, ICE servers and people nearby on one event loop."""

    def __init__(self, config: ServiceConfig) -> None:
        self._config = config

    async def start(self) -> ServiceEndpoint:
        """Open the data folder and the listeners; raise ``ServiceError`` if that is not possible."""
        raise RuntimeError

    async def stop(self, grace: float = 3.0) -> None:
        """Stop accepting, close every flow with 1001, and finish within ``grace`` seconds. Idempotent."""
