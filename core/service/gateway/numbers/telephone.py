"""The telephone network as the gateway has it: lines, where the trunks are, and who is called from there."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from core.service.gateway.numbers.lines import TelephoneLines
from core.service.gateway.numbers.trunk_addresses import TrunkAddresses
from core.service.gateway.numbers.trunk_registrations import TrunkRegistrations, callee_by
from core.service.gateway.registrations.owner import Callee
from core.service.gateway.registrations.registrations import Registrations
from core.service.numbers.config import PhoneConfig
from core.service.numbers.spending import Ledger
from core.sip.ids import Ids
from core.sip.messages import Request, Uri
from core.sip.transports.hops import Hop


class Telephone:
    """Everything of the telephone network. On the running loop only."""

    def __init__(
        self,
        config: PhoneConfig,
        ledger: Ledger,
        locate: Callable[[Uri], Awaitable[list[Hop]]],
        domain: str,
        ids: Ids,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.lines = TelephoneLines(config, ledger, wall=wall)
        self.addresses = TrunkAddresses(config.trunks, locate, ids.uniform)
        self._registrations = TrunkRegistrations(config.trunks, config.numbers, ids, domain)
        self._config = config
        self._domain = domain

    async def start(self, registrations: Registrations) -> None:
        """Find the trunks, and register where calls come in by that."""
        await self.addresses.start()
        self._registrations.start(registrations)

    async def stop(self) -> None:
        """Write down what was spent. Idempotent."""
        await self.addresses.stop()
        self.lines.close()

    def callee(self, request: Request, hop: Hop) -> Callee | int | None:
        """Return which number an INVITE from a trunk is for, or the status to refuse it with.

        None if it is from somebody else, and for no number: those are called by trunks only.
        """
        trunk = self.addresses.trunk_at(hop)
        if trunk is None:
            return 403 if (request.uri.unescaped_user or "").startswith("+") else None
        return callee_by(trunk, request, self._config.numbers, self._domain)
