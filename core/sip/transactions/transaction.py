"""One transaction, what identifies it, and what the transaction layer tells of it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from core.sip.messages import ParseError, Request, Response
from core.sip.transactions.tables import Machine, State

Key = tuple[Hashable, ...]


class Transaction:
    """What client and server transactions share. ``context`` belongs to the owner and is never touched."""

    __slots__ = ("context", "deadline", "flow", "interval", "key", "machine", "repeat_at", "request", "state")

    def __init__(self, machine: Machine, key: Key, request: Request, flow: Hashable) -> None:
        self.machine = machine
        self.key = key
        self.request = request
        self.flow = flow
        self.state = machine.start
        self.deadline: float | None = None
        self.repeat_at: float | None = None
        """When the last message goes out again, over UDP."""
        self.interval = 0.0
        self.context: Any = None

    @property
    def is_invite(self) -> bool:
        """Whether the request is an INVITE."""
        return self.request.method == "INVITE"

    @property
    def is_terminated(self) -> bool:
        """Whether nothing more can happen."""
        return self.state is State.TERMINATED

    def __repr__(self) -> str:
        return f"<{self.machine.name} transaction {self.request.method} {self.state}>"


class ClientTransaction(Transaction):
    """A request we sent; ``request`` has our Via on top."""

    __slots__ = ("branch", "cancelled", "data", "last_status")

    def __init__(self, machine: Machine, key: Key, request: Request, flow: Hashable, branch: str) -> None:
        super().__init__(machine, key, request, flow)
        self.branch = branch
        self.last_status = 0
        self.cancelled = False
        self.data = b""
        """The request as it was sent, to be sent again."""


class ServerTransaction(Transaction):
    """A request we received; answer it with ``TransactionLayer.respond``."""

    __slots__ = ("last_response",)

    def __init__(self, machine: Machine, key: Key, request: Request, flow: Hashable) -> None:
        super().__init__(machine, key, request, flow)
        self.last_response: bytes | None = None


@dataclass(frozen=True, slots=True)
class RequestReceived:
    """A request to act on; ``transaction`` is None for the ACK to a 2xx, which is never answered."""

    request: Request
    transaction: ServerTransaction | None
    flow: Hashable


@dataclass(frozen=True, slots=True)
class ResponseReceived:
    """A response to a request of ours; our own Via is still its topmost."""

    response: Response
    transaction: ClientTransaction


@dataclass(frozen=True, slots=True)
class RequestTimedOut:
    """Nothing final came in time: treat it as a 408 (RFC 3261 8.1.3.1)."""

    transaction: ClientTransaction


@dataclass(frozen=True, slots=True)
class RequestFailed:
    """The request cannot be answered any more: treat it as a 503."""

    transaction: ClientTransaction
    reason: str


@dataclass(frozen=True, slots=True)
class CancelReceived:
    """An INVITE that waits for its answer was cancelled: answer it 487 (the CANCEL has its 200)."""

    transaction: ServerTransaction
    request: Request


@dataclass(frozen=True, slots=True)
class GarbageReceived:
    """Something came that is no SIP message, or a bad one; a bad request is answered already."""

    flow: Hashable
    error: ParseError


TransactionEvent = (
    RequestReceived | ResponseReceived | RequestTimedOut | RequestFailed | CancelReceived | GarbageReceived
)


def server_key(request: Request, flow: Hashable, method: str | None = None) -> Key:
    """Return what identifies the server transaction of ``request`` (RFC 3261 17.2.3).

    An ACK has the key of its INVITE; ``method`` replaces the request's own (for a CANCEL's target).
    """
    via = request.via
    method = method or ("INVITE" if request.method == "ACK" else request.method)
    if via.has_rfc3261_branch:
        return (flow, via.branch, via.sent_by, method)
    from_tag, number = request.from_.tag, request.cseq.number
    return (flow, str(request.uri), request.call_id, from_tag, number, str(via), method)


def hop_request(request: Request, method: str) -> Request:
    """Make a CANCEL or ACK that follows ``request`` hop by hop (RFC 3261 9.1, 17.1.1.3)."""
    made = Request(method, request.uri)
    made.headers.add("Via", request.via)
    for name in ("Route", "From", "To", "Call-ID"):
        for value in request.headers.getall(name):
            made.headers.add(name, value)
    made.headers.add("CSeq", f"{request.cseq.number} {method}")
    made.headers.add("Max-Forwards", "70")
    return made


def ack_to_failure(request: Request, response: Response) -> Request:
    """Make the ACK a final response other than 2xx is owed (RFC 3261 17.1.1.3)."""
    ack = hop_request(request, "ACK")
    ack.headers.set("To", response.headers.get("to") or "")
    return ack
