"""Where the trunks are, as addresses: by them calls from trunks are known, and trunks kept from callers."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence

from core.service.numbers.config import Trunk
from core.sip.locating.locate import NotLocated
from core.sip.messages import Uri
from core.sip.transports.hops import Hop

log = logging.getLogger(__name__)

LOOK_AGAIN = 300.0
"""Seconds after which names of trunks are looked up again, at the latest."""
FIRST_PAUSE = 4.0
"""The longest pause, in seconds, after a look at which one was not found; each one more doubles it."""
Chance = Callable[[float, float], float]
"""Returns a number between the two."""


def pause(failures: int, chance: Chance) -> float:
    """Return the seconds until the next look after so many in a row that did not find all."""
    longest = min(LOOK_AGAIN, FIRST_PAUSE * 2.0 ** min(failures - 1, 16)) if failures else LOOK_AGAIN
    return chance(longest / 2, longest)


class TrunkAddresses:
    """What ``locate`` says of each trunk's server, looked up again now and then. On the running loop only."""

    def __init__(
        self,
        trunks: Sequence[Trunk],
        locate: Callable[[Uri], Awaitable[list[Hop]]],
        chance: Chance = random.uniform,
    ) -> None:
        self._trunks = trunks
        self._locate = locate
        self._chance = chance
        self._missing: dict[str, str] = {}
        """Why those trunks were not found that the last look did not find."""
        self._hops: dict[str, tuple[Hop, ...]] = {}
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look the trunks up; what cannot be found now is looked for again later."""
        await self.look_up()
        self._task = asyncio.get_running_loop().create_task(self._go_on(), name="addresses of trunks")

    async def stop(self) -> None:
        """Look nothing up any more. Idempotent."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look_up(self) -> None:
        """Look every trunk up once."""
        await asyncio.gather(*(self._look_up(trunk) for trunk in self._trunks))

    def trunk_at(self, hop: Hop) -> Trunk | None:
        """Return the trunk that a message from ``hop`` comes from: at its address and port, or address."""
        at_address = [trunk for trunk in self._trunks if hop.host in self._hosts(trunk)]
        exact = [trunk for trunk in at_address if hop.port in {each.port for each in self._hops[trunk.name]}]
        return next(iter(exact or at_address), None)

    def is_reserved(self, hop: Hop) -> bool:
        """Whether ``hop`` leads to a trunk that lets us in by our address alone, whatever the port.

        Its name counts as well: a look-up may have failed, or have said other addresses than this one.
        """
        name = hop.name.lower()
        return any(
            not trunk.password and (hop.host in self._hosts(trunk) or name == _name(trunk))
            for trunk in self._trunks
        )

    def _hosts(self, trunk: Trunk) -> set[str]:
        return {hop.host for hop in self._hops.get(trunk.name, ())}

    async def _go_on(self) -> None:
        failures = 0
        while True:
            failures = failures + 1 if self._missing else 0
            await asyncio.sleep(pause(failures, self._chance))
            await self.look_up()

    async def _look_up(self, trunk: Trunk) -> None:
        try:
            self._hops[trunk.name] = tuple(await self._locate(trunk.server))
            self._missing.pop(trunk.name, None)
        except NotLocated as error:
            if self._missing.get(trunk.name) != str(error):
                log.warning("the server of trunk %s is not found: %s", trunk.name, error)
            self._missing[trunk.name] = str(error)


def _name(trunk: Trunk) -> str:
    """Return the server's name as hops have it that were looked up."""
    return (trunk.server.params.get("maddr") or trunk.server.host).strip("[]").lower().rstrip(".")
