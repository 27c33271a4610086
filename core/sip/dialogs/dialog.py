"""Dialogs: who talks to whom, by which way, and in which order (RFC 3261 12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.sip.messages import Message, NameAddr, Request, Response, Uri
from core.sip.routing import MAX_FORWARDS, is_loose_router


@dataclass(slots=True)
class Dialog:
    """One dialog as this side sees it; ``local`` and ``remote`` carry their tags."""

    call_id: str
    local: NameAddr
    remote: NameAddr
    remote_target: Uri
    route_set: tuple[NameAddr, ...]
    local_cseq: int
    remote_cseq: int | None = None
    remote_name: str = ""
    """What the other side's Contact calls it, if the other side answered."""
    remote_methods: frozenset[str] | None = None
    """What the other side's Allow names (RFC 3261 20.5); None if it did not say."""
    remote_packages: frozenset[str] = frozenset()
    """The Info Packages that the other side takes, in lower case (Recv-Info, RFC 6086 5)."""
    is_focus: bool = False
    """Whether the other side is a conference (``isfocus`` in its Contact, RFC 4579 5.1)."""

    @classmethod
    def from_response(cls, request: Request, response: Response) -> Dialog:
        """Make the caller's side from a response with a To tag (12.1.2)."""
        contact = response.contact
        return cls(
            call_id=request.call_id,
            local=request.from_,
            remote=response.to,
            remote_target=request.uri if contact is None else contact.uri,
            route_set=tuple(reversed(response.record_routes)),
            local_cseq=request.cseq.number,
            remote_name="" if contact is None else contact.display_name,
            remote_methods=_methods(response),
            remote_packages=_packages(response),
            is_focus=is_focus(response),
        )

    @classmethod
    def from_request(cls, request: Request, local_tag: str) -> Dialog:
        """Make the called side from an INVITE (12.1.1)."""
        contact = request.contact
        return cls(
            call_id=request.call_id,
            local=request.to.having_tag(local_tag),
            remote=request.from_,
            remote_target=request.from_.uri if contact is None else contact.uri,
            route_set=request.record_routes,
            local_cseq=0,
            remote_cseq=request.cseq.number,
            remote_methods=_methods(request),
            remote_packages=_packages(request),
            is_focus=is_focus(request),
        )

    @property
    def remote_tag(self) -> str:
        """The other side's tag; empty if it gave none (RFC 2543)."""
        return self.remote.tag or ""

    def request(self, method: str, headers: Iterable[tuple[str, object]] = (), body: bytes = b"") -> Request:
        """Make the next request inside this dialog (12.2.1.1); its number is used up."""
        self.local_cseq += 1
        return self._request(method, self.local_cseq, headers, body)

    def ack(self, number: int, headers: Iterable[tuple[str, object]] = (), body: bytes = b"") -> Request:
        """Make the ACK to the 2xx that answered INVITE ``number`` (13.2.2.4)."""
        return self._request("ACK", number, headers, body)

    def takes(self, request: Request) -> bool:
        """Whether ``request`` comes in order, remembering its number if it does (12.2.2).

        A number that was there already is refused too: a repeated message has been recognised before.
        """
        number = request.cseq.number
        if self.remote_cseq is not None and number <= self.remote_cseq:
            return False
        self.remote_cseq = number
        return True

    def refresh_target(self, message: Message) -> None:
        """Follow the Contact of a target refresh request or its 2xx (12.2)."""
        contact = message.contact
        if contact is not None and contact.uri.is_sip:
            self.remote_target = contact.uri
            self.remote_name = contact.display_name or self.remote_name
            self.is_focus = self.is_focus or is_focus(message)

    def confirm(self, response: Response) -> None:
        """Take the route set and target of a 2xx, which override those of the early dialog (13.2.2.4)."""
        self.route_set = tuple(reversed(response.record_routes))
        self.remote_methods = _methods(response) or self.remote_methods
        self.remote_packages = _packages(response) or self.remote_packages
        self.refresh_target(response)

    def _request(
        self, method: str, number: int, headers: Iterable[tuple[str, object]], body: bytes
    ) -> Request:
        uri, routes = self.remote_target, list(self.route_set)
        if routes and not is_loose_router(routes[0]):
            # A strict router of RFC 2543 stands first: it wants to be the Request-URI.
            routes.append(NameAddr(uri))
            uri = routes.pop(0).uri.having(headers=())
        made = Request(method, uri.having(headers=()), body=body)
        for route in routes:
            made.headers.add("Route", route)
        made.headers.add("Max-Forwards", MAX_FORWARDS)
        made.headers.add("From", self.local)
        made.headers.add("To", self.remote)
        made.headers.add("Call-ID", self.call_id)
        made.headers.add("CSeq", f"{number} {method}")
        for name, value in headers:
            made.headers.add(name, value)
        return made


def _methods(message: Message) -> frozenset[str] | None:
    methods = _listed(message, "allow")
    return None if methods is None else frozenset(method.upper() for method in methods)


def _packages(message: Message) -> frozenset[str]:
    packages = _listed(message, "recv-info") or ()
    return frozenset(package.partition(";")[0].strip().lower() for package in packages)


def is_focus(message: Message) -> bool:
    """Return whether the Contact of ``message`` says that it is a conference (RFC 4579 5.1)."""
    contact = message.contact
    return contact is not None and "isfocus" in contact.params


def _listed(message: Message, header: str) -> list[str] | None:
    """Return the comma-separated items of all fields named ``header``; None if there is none."""
    lines = message.headers.getall(header)
    items = (item.strip() for line in lines for item in line.split(","))
    return [item for item in items if item] if lines else None
