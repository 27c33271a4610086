"""A listener that hears everything: every callback is written down, by name, with what it was about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PATIENCE = 8.0
"""Seconds for anything that a service on this machine does; a scenario that waits so long has failed."""

_ANSWERED_BY_OTHERS = frozenset({"onCredentialsRequired", "onTransferRequested"})
"""Callbacks whose mere presence changes what a client does."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One callback: its name, the call or client it was about, and what else was told."""

    name: str
    about: object
    more: tuple[Any, ...] = ()


class Witness:
    """Listens to a client, its call client and any call; ``heard`` is in the order of the callbacks."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self._changed = asyncio.Event()

    def __getattr__(self, name: str) -> Callable[..., None]:
        if not name.startswith("on") or name in _ANSWERED_BY_OTHERS:
            raise AttributeError(name)

        def note(about: object, *more: Any) -> None:
            self.heard.append(Heard(name, about, more))
            self._changed.set()

        return note

    def of(self, name: str, about: object = None) -> list[Heard]:
        """Return what was heard under ``name``, of one call or of all."""
        return [one for one in self.heard if one.name == name and about in (None, one.about)]

    def names(self, about: object) -> list[str]:
        """Return the names of all callbacks about one call, in order."""
        return [one.name for one in self.heard if one.about is about]

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Return once ``condition`` holds; it is looked at after every callback. Fails naming ``what``."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            heard = ", ".join(one.name for one in self.heard)
            raise AssertionError(f"waited {PATIENCE:g} s for {what}; heard: {heard}") from None

    async def hears(self, name: str, about: object = None, times: int = 1) -> Heard:
        """Return the ``times``-th callback ``name`` (about one call or any)."""
        await self.until(lambda: len(self.of(name, about)) >= times, f"{name} ({times})")
        return self.of(name, about)[times - 1]
