"""A small registrar of classic SIP: it asks for a password, remembers contacts, tells of mail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from core.sip.ids import RandomIds
from core.sip.messages import NameAddr, Request, Response, Uri, parse_message, response_to
from core.sip.transports.classic import ClassicSockets, Listening
from core.sip.transports.hops import Hop, Transport
from tests.service.gateway.gate import Gate
from tests.service.phones import PATIENCE

MAIL = b"Messages-Waiting: yes\r\nMessage-Account: sip:box@127.0.0.1\r\nVoice-Message: 3/8 (0/2)\r\n"


class Registrar:
    """``requests`` are those that got past the gate; ``answer`` may be replaced to say something else."""

    def __init__(
        self, transport: Transport = Transport.UDP, gate: Gate | None = None, tls: Any = None
    ) -> None:
        self.transport, self.gate, self._tls = transport, gate or Gate(), tls
        self.sockets = ClassicSockets(self)  # type: ignore[arg-type]
        self.requests: asyncio.Queue[Request] = asyncio.Queue()
        self.everything: list[Request | Response] = []
        self.bindings: dict[str, NameAddr] = {}
        self.answer: Callable[[Request], Response | None] = self.usual_answer
        self.granted = 60
        self.sees: tuple[str, str] | None = None
        """Where it says that requests come from: address and port."""
        self.port = 0
        self.source: Hop | None = None
        self.lost_hops: asyncio.Queue[Hop] = asyncio.Queue()

    async def open(self) -> Registrar:
        ((_, _, self.port),) = await self.sockets.listen(
            [Listening(self.transport, "127.0.0.1", 0, self._tls)]
        )
        return self

    async def close(self) -> None:
        await self.sockets.close()

    @property
    def uri(self) -> Uri:
        return Uri.parse(f"sip:127.0.0.1:{self.port};transport={self.transport.value}")

    async def next(self, method: str = "REGISTER") -> Request:
        async with asyncio.timeout(PATIENCE):
            while (request := await self.requests.get()).method != method:
                pass
            return request

    def usual_answer(self, request: Request) -> Response | None:
        if request.method == "REGISTER":
            return self._bind(request)
        if request.method == "SUBSCRIBE":
            return self._subscribed(request)
        return response_to(request, 405, to_tag="r")

    def notify(
        self, contact: Uri, body: bytes = MAIL, *, event: str = "message-summary", **headers: str
    ) -> None:
        """Tell of mail without having been asked."""
        assert self.source is not None
        request = Request("NOTIFY", contact, body=body)
        ids, name = RandomIds(), self.transport.value.upper()
        usual = {
            "Via": f"SIP/2.0/{name} 127.0.0.1:{self.port};branch={ids.branch()};rport",
            "From": "<sip:box@127.0.0.1>;tag=7",
            "To": "<sip:alice@127.0.0.1>",
            "Call-ID": ids.call_id(),
            "CSeq": "1 NOTIFY",
            "Max-Forwards": "70",
            "Event": event,
            "Contact": f"<{self.uri}>",
            "Content-Type": "application/simple-message-summary",
        }
        for name, value in (usual | headers).items():
            request.headers.add(name, value)
        self.sockets.send(self.source, bytes(request))

    # --- what the sockets tell ------------------------------------------------------------------------

    def received(self, data: bytes, hop: Hop) -> float:
        message = parse_message(data)
        self.everything.append(message)
        if isinstance(message, Request) and message.method != "ACK":
            self.source = hop
            answer = self.gate.stops(message)
            if answer is None:
                self.requests.put_nowait(message)
                answer = self.answer(message)
            if answer is not None:
                self._say_where(answer)
                self.sockets.send(hop, bytes(answer))
            if answer is not None and answer.status == 200 and message.method == "SUBSCRIBE":
                self._tell(message, hop)
        return 0.0

    def lost(self, hop: Hop, reason: str) -> None:
        self.lost_hops.put_nowait(hop)

    def needs(self, hop: Hop) -> bool:
        return True

    def unreadable(self, data: bytes, hop: Hop) -> None:
        raise AssertionError(f"the gateway sent {data!r}")

    # --- inside ---------------------------------------------------------------------------------------

    def _say_where(self, answer: Response) -> None:
        if self.sees is not None:
            via = (answer.headers.get("via") or "").replace(";rport", "")
            answer.headers.set("Via", f"{via};received={self.sees[0]};rport={self.sees[1]}")

    def _bind(self, request: Request) -> Response:
        answer = response_to(request, 200, to_tag="r")
        for contact in request.contacts.addresses:
            if contact.params.get("expires") == "0":
                self.bindings.pop(contact.uri.address(), None)
            else:
                self.bindings[contact.uri.address()] = contact
        for contact in self.bindings.values():
            answer.headers.add("Contact", contact.having_param("expires", str(self.granted)))
        return answer

    def _subscribed(self, request: Request) -> Response:
        headers = [("Expires", "3600"), ("Contact", f"<{self.uri}>")]
        return response_to(request, 200, to_tag="r", headers=headers)

    def _tell(self, subscribe: Request, hop: Hop) -> None:
        assert subscribe.contact is not None
        ended = subscribe.expires == 0
        state = "terminated;reason=timeout" if ended else "active;expires=3600"
        told = {
            "From": f"{subscribe.to.having_tag('r')}",
            "To": f"{subscribe.from_}",
            "Call-ID": subscribe.call_id,
            "CSeq": f"{subscribe.cseq.number + 1} NOTIFY",
            "Subscription-State": state,
        }
        self.notify(subscribe.contact.uri, **told)
