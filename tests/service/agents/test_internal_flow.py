from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from core.service.agents.internal_flow import InternalFlow
from core.service.routing.endpoints import GATEWAY


class Exchange:
    """Sends to the one flow that it has, and is in the middle of that until ``sends`` returns."""

    def __init__(self) -> None:
        self.flow: Any = None
        self.received_: list[bytes] = []
        self.is_sending = False

    def opened(self, flow: Any) -> None:
        self.flow = flow

    def closed(self, flow: Any) -> None:
        assert self.flow in (flow, None)
        self.flow = None

    def received(self, flow: Any, data: bytes) -> None:
        assert flow is self.flow and not self.is_sending
        self.received_.append(data)

    def sends(self, *messages: bytes) -> None:
        self.is_sending = True
        for data in messages:
            self.flow.send(data)
        self.is_sending = False


def opened(take: Callable[[bytes], None], drained: Callable[[], None]) -> tuple[Any, InternalFlow]:
    exchange: Any = Exchange()
    return exchange, InternalFlow(exchange, GATEWAY, take, drained)


async def test_messages_are_taken_in_order_and_not_while_the_exchange_is_sending() -> None:
    heard: list[bytes] = []

    def take(data: bytes) -> None:
        heard.append(data)
        flow.send(b"re " + data)

    exchange, flow = opened(take, lambda: heard.append(b"drained"))
    exchange.sends(b"one", b"two")
    assert heard == []
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert heard[:3] == [b"one", b"two", b"drained"] and exchange.received_ == [b"re one", b"re two"]
    assert exchange.flow.endpoint == GATEWAY
    flow.close()
    flow.close()
    assert exchange.flow is None


async def test_others_have_their_turn_between_two_messages() -> None:
    done: list[str] = []
    exchange, _ = opened(lambda data: done.append(data.decode()), lambda: done.append("drained"))
    exchange.sends(b"one", b"two", b"three")
    for number in range(3):
        asyncio.get_running_loop().call_soon(done.append, f"sound {number}")
        await asyncio.sleep(0)
    assert done == ["one", "sound 0", "two", "sound 1", "three", "drained", "sound 2"]


async def test_a_message_that_cannot_be_taken_does_not_keep_back_the_next() -> None:
    heard: list[bytes] = []
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))

    def take(data: bytes) -> None:
        if data == b"bad":
            raise ValueError("bad")
        heard.append(data)

    exchange, _ = opened(take, lambda: None)
    exchange.sends(b"bad", b"good")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert heard == [b"good"] and len(complaints) == 1
