"""Consent to send: a late answer is one, thirty seconds without any end the session. In simulated time."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest
from aioice import stun

from core.media.transport.ice.agent import CallIceConnection
from core.media.transport.ice.consent import CONSENT_SECONDS
from core.media.transport.ice.servers import Servers
from tests.bench.network.simulated.clock import SimulatedLoop, run_simulated

FAR = ("192.0.2.1", 9)


class FarEnd:
    """Answers checks ``delay`` seconds after each was sent, until ``silent_from``."""

    def __init__(self, delay: float, silent_from: float) -> None:
        self.delay, self.silent_from = delay, silent_from
        self.begun = time.monotonic()
        self._transaction: stun.Transaction | None = None

    async def request(
        self,
        request: stun.Message,
        addr: tuple[str, int],
        integrity_key: bytes,
        retransmissions: int | None = None,
    ) -> Any:
        self._transaction = stun.Transaction(request, addr, self, retransmissions=retransmissions)  # type: ignore[arg-type]
        return await self._transaction.run()

    def send_stun(self, message: stun.Message, addr: tuple[str, int]) -> None:
        if time.monotonic() - self.begun < self.silent_from:
            answer = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, message.transaction_id)
            assert self._transaction is not None
            asyncio.get_running_loop().call_later(
                self.delay, self._transaction.response_received, answer, addr
            )


def consented(delay: float, silent_from: float, seconds: float) -> float | None:
    """Return after how many seconds a session has closed; None if it has not within ``seconds``."""
    ended: list[float] = []

    async def main(loop: SimulatedLoop) -> None:
        far = FarEnd(delay, silent_from)
        connection = CallIceConnection(Servers())
        connection.remote_username, connection.remote_password = "far", "p" * 24
        connection._nominated = {1: SimpleNamespace(protocol=far, remote_addr=FAR, component=1)}  # type: ignore[dict-item]

        async def close() -> None:
            ended.append(time.monotonic() - far.begun)

        connection.close = close  # type: ignore[method-assign]
        asking = asyncio.create_task(connection.query_consent())
        await asyncio.wait((asking,), timeout=seconds)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)

    run_simulated(main)
    return ended[0] if ended else None


@pytest.mark.parametrize("delay", [0.02, 0.9, 2.5])
def test_an_answer_is_consent_however_long_it_takes(delay: float) -> None:
    assert consented(delay, float("inf"), 180.0) is None


@pytest.mark.parametrize("delay", [0.02, 0.9])
def test_half_a_minute_without_an_answer_ends_it(delay: float) -> None:
    ended = consented(delay, 60.0, 180.0)
    assert ended is not None and 60 + CONSENT_SECONDS - 7 < ended < 60 + CONSENT_SECONDS + 10
