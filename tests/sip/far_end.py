"""Bob, written out by hand: one agent (Alice) and whatever the other side may say to her."""

from __future__ import annotations

from core.sip.agent.events import InviteReceived
from core.sip.messages import Request, Uri
from tests.sip.pairs import ANSWER, OFFER, ScriptedServer, agent

BOB = ("Contact", "<sip:bob@b.invalid;transport=ws>")


class Far(ScriptedServer):
    """Bob, written out by hand."""

    def __init__(self) -> None:
        super().__init__(agent("alice"))
        self.count = 0
        self.seen: list = []

    def request(self, method: str, to_tag: str = "", body: bytes = b"", **changes: str | None) -> Request:
        self.count += 1
        headers: dict[str, str | None] = {
            "Via": f"SIP/2.0/WSS b.invalid;branch=z9hG4bKb{self.count}",
            "Max-Forwards": "70",
            "From": "<sip:bob@example.org>;tag=bob",
            "To": "<sip:alice@example.org>" + (f";tag={to_tag}" if to_tag else ""),
            "Call-ID": "call",
            "CSeq": f"{self.count} {method}",
            "Contact": BOB[1],
        }
        headers.update({key.replace("_", "-"): value for key, value in changes.items()})
        items = [(key, value) for key, value in headers.items() if value is not None]
        return Request(method, Uri.parse("sip:alice@a.invalid"), items, body)

    def ask(self, method: str, to_tag: str = "", body: bytes = b"", **changes: str | None):
        """Send a request and return the answer to it, if one came at once."""
        request = self.request(method, to_tag, body, **changes)
        before = len(self.responses)
        self.deliver(bytes(request))
        return self.responses[-1] if len(self.responses) > before else None

    def events(self) -> list:
        fresh = self.agent.events()
        self.seen += fresh
        return fresh

    def invited(self, **changes: str):
        self.ask("INVITE", body=OFFER, Content_Type="application/sdp", **changes)
        (event,) = self.events()
        assert isinstance(event, InviteReceived)
        return event.session

    def answered(self):
        session = self.invited()
        session.accept(ANSWER, self.now)
        self.pump()
        self.deliver(bytes(self.request("ACK", session.local_tag, CSeq=f"{self.count} ACK")))
        self.events()
        assert session.is_established
        return session

    def calling(self):
        session = self.agent.invite(Uri.parse("sip:bob@example.org"), OFFER, self.now)
        self.pump()
        return session, self.requests[-1]

    def talking(self, **options):
        session, invite = self.calling()
        self.answer(200, invite, to_tag="bob", headers=(BOB, *options.get("headers", ())), body=ANSWER)
        self.events()
        assert session.is_established
        return session
