"""The smallest server of presence: a transaction layer and a state agent, shaped like a peer of a link."""

from __future__ import annotations

from core.sip.events.packages import PresencePackage
from core.sip.events.state_agent import StateAgent
from core.sip.ids import SeededIds
from core.sip.messages import NameAddr, response_to
from core.sip.transactions.layer import TransactionLayer
from core.sip.transactions.transaction import (
    RequestFailed,
    RequestReceived,
    RequestTimedOut,
    ResponseReceived,
)


class PresenceServer:
    def __init__(self, seed: int = 99) -> None:
        ids = SeededIds(seed)
        self.layer = TransactionLayer(ids=ids)
        self.presence = StateAgent(PresencePackage(), ids, NameAddr.parse("<sip:presence@example.org>"))

    def receive(self, data: bytes, now: float) -> None:
        self.layer.receive(data, 0, now)
        self._work(now)

    def data_to_send(self) -> list[bytes]:
        return [data for _, data in self.layer.data_to_send()]

    def next_timer(self) -> float | None:
        times = (self.layer.next_timer(), self.presence.next_timer())
        return min((at for at in times if at is not None), default=None)

    def handle_timer(self, now: float) -> None:
        self.layer.handle_timer(now)
        self._work(now)
        self.presence.handle_timer(now)
        self._work(now)

    def _work(self, now: float) -> None:
        for event in self.layer.events():
            match event:
                case RequestReceived(request, transaction, _) if transaction is not None:
                    if request.method in {"PUBLISH", "SUBSCRIBE"}:
                        sender = request.from_.uri.address()
                        answer = self.presence.receive(request, request.uri.address(), sender, now)
                    else:
                        answer = response_to(request, 405, to_tag="x")
                    self.layer.respond(transaction, answer, now)
                case ResponseReceived(response, transaction) if not response.is_provisional:
                    self.presence.notified(transaction.context, response.status, now)
                case RequestTimedOut(transaction):
                    self.presence.notified(transaction.context, 408, now)
                case RequestFailed(transaction, _):
                    self.presence.notified(transaction.context, 503, now)
                case _:
                    pass
        for notify in self.presence.notifies():
            self.layer.send_request(notify.request, 0, now).context = notify.key
