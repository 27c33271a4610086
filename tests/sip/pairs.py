"""Two user agents joined in memory, and a ladder of steps into a call."""

from __future__ import annotations

from core.sip.agent.events import AgentEvent, InviteReceived
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.user_agent import UserAgent
from core.sip.ids import SeededIds
from core.sip.messages import NameAddr, Response, parse_message, response_to
from core.sip.transports.memory import MemoryLink, Rule, prompt

OFFER, ANSWER = b"v=0 offer", b"v=0 answer"


class Pair:
    """Alice (0) and Bob (1), their events and the link between them; ``bobs`` are options of his agent."""

    def __init__(self, rule: Rule = prompt, seed: int = 7, **bobs: object) -> None:
        self.alice, self.bob = agent("alice", seed), agent("bob", seed + 1, **bobs)
        self.link = MemoryLink(self.alice, self.bob, rule)
        self.events: tuple[list[AgentEvent], list[AgentEvent]] = ([], [])

    @property
    def now(self) -> float:
        return self.link.now

    def run(self, seconds: float = 0.1) -> None:
        self.link.run(seconds)
        self.collect()

    def settle(self) -> None:
        self.link.settle()
        self.collect()

    def collect(self) -> None:
        for events, peer in zip(self.events, (self.alice, self.bob), strict=True):
            events.extend(peer.events())

    def take(self, who: int, kind: type) -> list:
        self.collect()
        return [event for event in self.events[who] if isinstance(event, kind)]

    def names(self, who: int) -> list[str]:
        self.collect()
        return [type(event).__name__ for event in self.events[who]]

    def call(self) -> InviteSession:
        return self.alice.invite(self.bob.address_of_record.uri, OFFER, self.now)

    def ringing(self) -> tuple[InviteSession, InviteSession]:
        outgoing = self.call()
        self.run()
        incoming = self.take(1, InviteReceived)[-1].session
        incoming.ring(self.now)
        self.run()
        return outgoing, incoming

    def established(self) -> tuple[InviteSession, InviteSession]:
        outgoing, incoming = self.ringing()
        assert incoming.accept(ANSWER, self.now)
        self.run()
        assert outgoing.is_established and incoming.is_established
        return outgoing, incoming

    def assert_at_rest(self) -> None:
        self.settle()
        for peer in (self.alice, self.bob):
            assert peer.sessions == ()
            assert peer.layer.transactions == ()


def agent(name: str, seed: int = 7, **options: object) -> UserAgent:
    return UserAgent(
        address_of_record=NameAddr.parse(f'"{name.title()}" <sip:{name}@example.org>'),
        instance_id=f"urn:uuid:00000000-0000-0000-0000-{seed:012d}",
        ids=SeededIds(seed),
        **options,  # type: ignore[arg-type]
    )


class ScriptedServer:
    """The far end of one agent: reads its requests, answers as the test says."""

    def __init__(self, agent_: UserAgent, now: float = 1000.0) -> None:
        self.agent = agent_
        self.now = now
        self.requests: list = []
        self.responses: list[Response] = []

    def pump(self) -> list:
        fresh = [parse_message(data) for data in self.agent.data_to_send()]
        for message in fresh:
            (self.responses if isinstance(message, Response) else self.requests).append(message)
        return fresh

    def answer(self, status: int, request=None, **options) -> Response:
        self.pump()
        request = request or self.requests[-1]
        headers = options.pop("headers", ())
        response = response_to(
            request, status, to_tag=options.pop("to_tag", "server"), headers=headers, **options
        )
        self.agent.receive(bytes(response), self.now)
        self.pump()
        return response

    def deliver(self, data: bytes) -> None:
        self.agent.receive(data, self.now)
        self.pump()

    def wait_for_request(self, limit: float):
        """Let time pass until the agent asks something; return it."""
        end, before = self.now + limit, len(self.requests)
        while len(self.requests) == before:
            due = self.agent.next_timer()
            assert due is not None and due <= end, "nothing was asked"
            self.wait(max(due - self.now, 0.0))
        return self.requests[-1]

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while (due := self.agent.next_timer()) is not None and due <= end:
            self.now = max(self.now, due)
            self.agent.handle_timer(self.now)
            self.pump()
        self.now = end
