"""The relay in a process of its own: what passes it must not wait for the interpreter of the two ends."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from typing import Any, Literal

from tests.bench.network.line.impairment import LineCounters, Schedule
from tests.bench.network.line.relay import QueueSample, Relay

PATIENCE = 20.0
"""Seconds in which the process answers, or the bench has failed."""

Ask = Literal["offer", "answer", "begin", "samples", "counters"]


def _serve(pipe: Connection, forth: Schedule, back: Schedule, seed: int) -> None:
    with Relay(forth, back, seed) as relay:
        while True:
            try:
                asked, text = pipe.recv()
            except EOFError:
                return
            pipe.send(_answer(relay, asked, text))


def _answer(relay: Relay, asked: Ask, text: str) -> Any:
    try:
        match asked:
            case "offer":
                return relay.offer(text)
            case "answer":
                return relay.answer(text)
            case "begin":
                return relay.begin()
            case "samples":
                return list(relay.samples)
            case "counters":
                return relay.counters
    except ValueError as error:
        return error


class RelayProcess:
    """A ``Relay`` as its user sees it; its moments are of the one monotonic clock of the machine."""

    def __init__(self, forth: Schedule, back: Schedule, seed: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, forth, back, seed), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> RelayProcess:
        return self

    def __exit__(self, *_details: object) -> None:
        self._pipe.close()
        self._process.join(PATIENCE)

    def offer(self, sdp: str) -> str:
        """Return the offer as the answerer is to see it. Raises ValueError without a usable candidate."""
        return str(self._ask("offer", sdp))

    def answer(self, sdp: str) -> str:
        """Return the answer as the offerer is to see it. Raises ValueError without a usable candidate."""
        return str(self._ask("answer", sdp))

    def begin(self) -> float:
        """Start the schedule; return that moment (``time.monotonic()``)."""
        return float(self._ask("begin"))

    @property
    def samples(self) -> list[QueueSample]:
        """The queues until now."""
        samples: list[QueueSample] = self._ask("samples")
        return samples

    @property
    def counters(self) -> tuple[LineCounters, LineCounters]:
        """What became of the datagrams since ``begin``, forth and back."""
        counters: tuple[LineCounters, LineCounters] = self._ask("counters")
        return counters

    def _ask(self, asked: Ask, text: str = "") -> Any:
        self._pipe.send((asked, text))
        if not self._pipe.poll(PATIENCE):
            raise TimeoutError("the relay does not answer")
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer
