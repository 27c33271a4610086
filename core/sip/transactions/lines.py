"""What the transaction layer must know of the flows below it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from core.sip.messages import Parameters, Via
from core.sip.messages.uri import split_host_port


class Lines(Protocol):
    """The flows of one layer."""

    def is_reliable(self, flow: Hashable) -> bool:
        """Whether what is sent arrives, or the flow is lost: every transport but UDP."""

    def via(self, flow: Hashable, branch: str) -> Via:
        """Return the Via of a request that goes out on ``flow``."""

    def answered_on(self, flow: Hashable) -> Hashable:
        """Return what flows have in common that may bring the answer to a request sent on ``flow``.

        A UDP peer may answer from another of its addresses; the branch alone identifies (RFC 3261 17.1.3).
        """


class OneLine:
    """Reliable flows that all have the same Via: the WebSockets of a client or a proxy."""

    def __init__(self, sent_by: str, via_transport: str) -> None:
        self._host, self._port = split_host_port(sent_by)
        self._transport = via_transport

    def is_reliable(self, flow: Hashable) -> bool:
        """Every flow is."""
        return True

    def via(self, flow: Hashable, branch: str) -> Via:
        """Return our Via."""
        return Via(self._transport, self._host, self._port, Parameters.of(branch=branch))

    def answered_on(self, flow: Hashable) -> Hashable:
        """Return the flow itself: nobody answers for another."""
        return flow
