"""Media that is only words: each description says what it was made of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from core.service.gateway.media.bridge import Encryption, SipMedia
from core.service.media.refusal import MediaRefused

BROKEN = 0
"""Instead of a status: the method raises what no bridge should."""


class FakeBridge:
    """Writes down what it was asked; ``refuses`` maps a method to the status it raises."""

    def __init__(self, peer: SipMedia, refuses: dict[str, int]) -> None:
        self.peer = peer
        self.refuses = refuses
        self.asked: list[str] = []
        self.is_closed = False
        self.plays = asyncio.Event()
        self.plays.set()
        self.on_key: Callable[[str], None] | None = None
        self.on_ended: Callable[[str], None] = lambda sentence: None

    async def offer_to_sip(self, client_offer: str) -> str:
        return self._made("offer_to_sip", client_offer)

    async def offer_to_sip_again(self) -> str:
        return self._made("offer_to_sip_again", "what was agreed")

    async def answer_to_client(self, sip_answer: str | None, *, is_early: bool = False) -> str:
        return self._made("answer_to_client", sip_answer or "nobody")

    async def offer_to_client(self, sip_offer: str | None) -> str:
        return self._made("offer_to_client", sip_offer or "nothing")

    async def answer_to_sip(self, client_answer: str | None) -> str:
        return self._made("answer_to_sip", client_answer or "nobody")

    async def join_client(self, client_answer: str) -> None:
        self._made("join_client", client_answer)

    async def play(self, pieces: Iterable[Any], *, to_client: bool, repeats: bool = False) -> None:
        self._made("play", f"{len(tuple(pieces))} to {'client' if to_client else 'outside'}")
        await self.plays.wait()

    async def ring(self, *, to_client: bool) -> None:
        self._made("ring", "client" if to_client else "outside")
        await asyncio.Event().wait()

    async def warn(self, *, to_client: bool) -> None:
        self._made("warn", "client" if to_client else "outside")

    def listen(self, on_key: Callable[[str], None] | None, *, to_client: bool) -> None:
        self.on_key = on_key

    async def take_late_answer(self, sip_answer: str) -> None:
        self._made("take_late_answer", sip_answer)

    async def take_candidates(self, fragment: str) -> None:
        self._made("take_candidates", fragment)

    def roll_back(self) -> None:
        self.asked.append("roll_back")

    @property
    def encryption(self) -> Encryption:
        return self.peer.encryption

    async def close(self) -> None:
        self.is_closed = True

    def _made(self, method: str, description: str) -> str:
        self.asked.append(f"{method}({description})")
        if self.refuses.get(method) == BROKEN:
            raise RuntimeError("the media is broken")
        if method in self.refuses:
            raise MediaRefused(self.refuses[method], "The two sides have no codec in common.")
        return f"{method.removesuffix('_to_sip').removesuffix('_to_client')} <- {description}"


class FakeMedia:
    """Makes them and keeps them."""

    def __init__(self) -> None:
        self.made: list[FakeBridge] = []
        self.refuses: dict[str, int] = {}
        self.plays_end = True
        """Whether what bridges play comes to an end by itself."""

    @property
    def last(self) -> FakeBridge:
        return self.made[-1]

    def bridge(self, peer: SipMedia) -> FakeBridge:
        made = FakeBridge(peer, self.refuses)
        if not self.plays_end:
            made.plays.clear()
        self.made.append(made)
        return made

    async def close(self) -> None:
        for bridge in self.made:
            bridge.is_closed = True
