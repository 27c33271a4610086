"""A small STUN server for tests: it says what a test wants of the sockets that ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aioice import stun

Place = tuple[str, int]


class StunServer(asyncio.DatagramProtocol):
    """``sees`` maps where a question came from to what is answered; ``answer`` may say anything."""

    def __init__(self) -> None:
        self.asked: list[Place] = []
        self.sees: Callable[[Place], Place] = lambda source: source
        self.answer: Callable[[stun.Message, Place], bytes | None] = self.usual_answer

    async def open(self) -> StunServer:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        self.port = int(self._transport.get_extra_info("sockname")[1])
        return self

    @property
    def place(self) -> Place:
        return "127.0.0.1", self.port

    @property
    def text(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def close(self) -> None:
        self._transport.close()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.asked.append(addr[:2])
        answer = self.answer(stun.parse_message(data), addr[:2])
        if answer is not None:
            self._transport.sendto(answer, addr)

    def usual_answer(self, question: stun.Message, source: Place) -> bytes:
        return self.made(question, {"XOR-MAPPED-ADDRESS": self.sees(source)})

    def made(
        self, question: stun.Message, attributes: dict[str, Any], kind: stun.Class = stun.Class.RESPONSE
    ) -> bytes:
        return bytes(stun.Message(question.message_method, kind, question.transaction_id, attributes))
