"""How whoever waits for a large file hears of it, and stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
OnStep = Callable[[float], None]
"""Told again and again which share of the work is done, 0 to 1; raises ``ExchangeStopped`` to end it."""


class ExchangeStopped(Exception):
    """The person wants no more of the file: nothing of it is kept."""


def part(on_step: OnStep, begin: float, end: float) -> OnStep:
    """Return what tells ``on_step`` of a part of the work, which reaches from ``begin`` to ``end``."""
    return lambda share: on_step(begin + share * (end - begin))


def tell_each(things: Sequence[T], on_step: OnStep, *, every: int = 50) -> Iterator[T]:
    """Yield ``things``, and tell ``on_step`` how many of them are done."""
    for number, thing in enumerate(things):
        if number % every == 0:
            on_step(number / len(things))
        yield thing


def nobody_waits(share: float) -> None:
    """Tell nobody."""
