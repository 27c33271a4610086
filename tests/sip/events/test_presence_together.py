"""A user agent and a presence server in memory: what one publishes the other tells, over any line."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.sip.agent.events import Published, SubscriptionEnded, SubscriptionNotified
from core.sip.bodies.pidf import CONTENT_TYPE, Presence, PresenceState
from core.sip.transports.memory import Channel, MemoryLink, Rule, prompt
from tests.sip.events.presence_server import PresenceServer
from tests.sip.pairs import agent

S = PresenceState
CHANNELS = st.builds(
    Channel,
    seed=st.integers(0, 2**16),
    delay=st.sampled_from([(0.01, 0.01), (0.0, 0.5), (0.0, 3.0)]),
    drop=st.sampled_from([0.0, 0.1, 0.4]),
    duplicate=st.sampled_from([0.0, 0.3]),
)


class Presences:
    """Alice, who publishes and watches herself, and the server."""

    def __init__(self, rule: Rule = prompt, seed: int = 7) -> None:
        self.alice, self.server = agent("alice", seed), PresenceServer(seed + 1)
        self.link = MemoryLink(self.alice, self.server, rule)
        self.events: list = []

    def publish(self, state: PresenceState, expires: int = 600) -> None:
        body = bytes(Presence.of_state("sip:alice@example.org", state))
        self.alice.publish("presence", CONTENT_TYPE, body, expires, self.link.now)

    def watch(self, expires: int = 600):
        target = self.alice.address_of_record
        return self.alice.subscribe(target, "presence", (CONTENT_TYPE,), expires, self.link.now)

    def run(self, seconds: float) -> None:
        self.link.run(seconds)
        self.events += self.alice.events()

    def told(self) -> list[PresenceState]:
        self.run(0)
        return [
            Presence.parse(one.body).state for one in self.events if isinstance(one, SubscriptionNotified)
        ]

    def assert_at_rest(self) -> None:
        self.run(8000.0)
        assert self.alice.layer.transactions == () and self.server.layer.transactions == ()
        assert self.alice.subscriptions == () and self.server.presence.watches == 0
        assert self.server.presence.documents_of("sip:alice@example.org") == []
        assert self.alice.next_timer() is None and self.server.next_timer() is None


def test_states_arrive_and_stay_for_hours():
    both = Presences()
    one = both.watch(60)
    both.run(1)
    for state in (S.ONLINE, S.IN_CALL, S.DO_NOT_DISTURB):
        both.publish(state, 60)
        both.run(2)
    both.run(7200)
    told = both.told()
    assert told[:4] == [S.OFFLINE, S.ONLINE, S.IN_CALL, S.DO_NOT_DISTURB]
    assert set(told[4:]) == {S.DO_NOT_DISTURB} and len(told) > 100
    assert len([event for event in both.events if isinstance(event, Published)]) > 100
    both.alice.unpublish("presence", both.link.now)
    both.run(2)
    assert both.told()[-1] is S.OFFLINE
    one.end(both.link.now)
    both.assert_at_rest()


def test_a_lost_flow_costs_nothing_but_time():
    both = Presences()
    one = both.watch()
    both.publish(S.ONLINE)
    both.run(3)
    both.alice.flow_lost(both.link.now)
    both.server.presence.set_known("sip:alice@example.org", "calls", None, both.link.now)
    both.run(100)
    both.alice.flow_opened(both.link.now)
    both.publish(S.IN_CALL)
    both.run(60)
    assert both.told()[-1] is S.IN_CALL
    one.end(both.link.now)
    both.alice.unpublish("presence", both.link.now)
    both.assert_at_rest()


@settings(max_examples=40, deadline=None)
@given(CHANNELS, st.integers(0, 2**32), st.integers(0, 25))
def test_whatever_happens_it_ends_well(channel: Channel, seed: int, steps: int):
    """Any schedule over any line: once the line is good, the truth arrives; at the end nothing is left."""
    chance = random.Random(seed)
    both = Presences(channel.rule(), seed % 1000)
    watches = [both.watch()]
    for _ in range(steps):
        deed = chance.choice(["publish", "publish", "watch", "end", "unpublish", "flow"])
        if deed == "publish":
            both.publish(chance.choice([S.ONLINE, S.IN_CALL, S.DO_NOT_DISTURB]), chance.choice([30, 600]))
        elif deed == "watch" and len(watches) < 5:
            watches.append(both.watch(chance.choice([30, 600])))
        elif deed == "end":
            chance.choice(watches).end(both.link.now)
        elif deed == "unpublish":
            both.alice.unpublish("presence", both.link.now)
        elif deed == "flow":
            both.alice.flow_lost(both.link.now)
            both.alice.flow_opened(both.link.now)
        both.run(chance.choice([0.0, 0.05, 0.5, 5.0, 40.0]))
    both.link.rule = prompt
    last = both.watch()
    both.publish(S.DO_NOT_DISTURB)
    both.run(2000)
    mine = [one for one in both.events if isinstance(one, SubscriptionNotified) and one.subscription is last]
    assert Presence.parse(mine[-1].body).state is S.DO_NOT_DISTURB
    both.alice.unpublish("presence", both.link.now)
    for one in [*watches, last]:
        one.end(both.link.now)
    both.assert_at_rest()
    for one in [*watches, last]:
        assert (
            len([e for e in both.events if isinstance(e, SubscriptionEnded) and e.subscription is one]) == 1
        )
