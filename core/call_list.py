"""Which finished calls the window lists, beyond the newest: what it asks for, and what it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.snapshots import HistorySnapshot

PAGE = 200
"""Calls listed at first; each look further back asks for twice as many as before."""


class CallFilter(StrEnum):
    """What kind of calls are listed."""

    ALL = "all"
    MISSED = "missed"
    INCOMING = "incoming"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class CallQuery:
    """Calls of one kind, with one person (``address``; empty: anybody), that ``text`` occurs in."""

    kind: CallFilter = CallFilter.ALL
    text: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class CallList:
    """The newest calls that ``query`` asks for; ``has_more``: there are older ones.

    ``problem``: why they cannot be read, as a sentence; ``calls`` are what was read before then.
    """

    query: CallQuery
    calls: tuple[HistorySnapshot, ...] = ()
    has_more: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ListCalls:
    """List the newest ``limit`` calls of ``query`` in ``AppSnapshot.listed``; 0: list none any more."""

    query: CallQuery
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class RestoreCalls:
    """Put back what was forgotten last (``AppSnapshot.forgotten_calls``)."""


@dataclass(frozen=True, slots=True)
class DropForgottenCalls:
    """What was forgotten last is forgotten for good."""
