"""Random schedules: whatever two agents do over whatever line, both ends end and nothing is left over."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.sip.agent.events import InviteReceived, ReferAnswered, ReferProgress, SessionEnded
from core.sip.agent.invite_session import InviteSession
from core.sip.messages import NameAddr, Reason
from core.sip.transports.memory import Channel
from tests.sip.pairs import ANSWER, OFFER, Pair

CHANNELS = st.builds(
    Channel,
    seed=st.integers(0, 2**16),
    delay=st.sampled_from([(0.01, 0.01), (0.0, 0.5), (0.0, 3.0)]),
    drop=st.sampled_from([0.0, 0.1, 0.4]),
    duplicate=st.sampled_from([0.0, 0.3]),
)


CAROL = NameAddr.parse("<sip:carol@example.org>")


def act(pair: Pair, chance: random.Random, sessions: list[InviteSession]) -> None:
    """Do one thing an owner might do, sensible or not."""
    session, now = chance.choice(sessions), pair.now
    deeds = [
        lambda: session.ring(now),
        lambda: session.progress(183, now),
        lambda: session.accept(ANSWER, now),
        lambda: session.accept(ANSWER, now),
        lambda: session.reject(chance.choice([302, 404, 486, 603]), now),
        lambda: session.cancel(now, Reason("SIP", 487)),
        lambda: session.reinvite(OFFER, now),
        lambda: session.reinvite(b"", now),
        lambda: session.answer_reinvite(ANSWER, now),
        lambda: session.reject_reinvite(488, now),
        lambda: session.info("application/dtmf-relay", b"Signal=1", now),
        lambda: session.message("text/plain", b"hello", now),
        lambda: session.answer_late_offer(ANSWER, now),
        lambda: session.refer(CAROL, now),
        lambda: session.accept_refer(now),
        lambda: session.reject_refer(603, now),
        lambda: session.notify_refer(chance.choice([180, 200, 486]), "", now),
        lambda: session.bye(now),
    ]
    chance.choice(deeds)()


@settings(max_examples=120, deadline=None)
@given(CHANNELS, st.integers(0, 2**32), st.integers(0, 25))
def test_every_session_ends_once_and_no_transaction_is_left(channel: Channel, seed: int, steps: int):
    pair, chance = Pair(channel.rule(), seed=seed % 1000), random.Random(seed)
    sessions = [pair.call()]
    for _ in range(steps):
        pair.run(chance.choice([0.0, 0.005, 0.05, 0.5, 5.0]))
        known = [event.session for who in (0, 1) for event in pair.take(who, InviteReceived)]
        sessions += [session for session in known if session not in sessions]
        if chance.random() < 0.1 and len(sessions) < 6:
            caller, called = chance.sample([pair.alice, pair.bob], 2)
            replaces = chance.choice([None, *[one.as_replaced() for one in sessions]])
            offer, target = chance.choice([OFFER, b""]), called.address_of_record.uri
            sessions.append(caller.invite(target, offer, pair.now, replaces=replaces))
        if chance.random() < 0.05:
            lost = chance.choice([pair.alice, pair.bob])
            lost.flow_lost(pair.now)
            lost.flow_opened(pair.now)
        act(pair, chance, sessions)
    pair.run(0.2)
    for session in sessions:
        session.bye(pair.now)
    pair.run(2000.0)
    for session in [event.session for who in (0, 1) for event in pair.take(who, InviteReceived)]:
        session.bye(pair.now)
    # A BYE that was lost leaves the other end believing in the call: only its own hang-up can end that.
    for session in sessions:
        session.bye(pair.now)
    pair.assert_at_rest()
    everyone = [event.session for who in (0, 1) for event in pair.take(who, InviteReceived)]
    for session in {*everyone, *sessions}:
        ends = [e for who in (0, 1) for e in pair.take(who, SessionEnded) if e.session is session]
        assert session.is_ended and len(ends) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_good_line_needs_one_hang_up_only(seed: int):
    """Without loss, one side's hang-up ends both, at whatever moment it comes."""
    chance = random.Random(seed)
    pair = Pair(Channel(seed=seed, delay=(0.01, 0.01)).rule(), seed=seed % 1000)
    outgoing = pair.call()
    for _ in range(chance.randrange(8)):
        pair.run(chance.choice([0.0, 0.005, 0.02, 0.3]))
        known = [event.session for event in pair.take(1, InviteReceived)]
        for session in known:
            chance.choice([session.ring, lambda now: session.accept(ANSWER, now)])(pair.now)  # noqa: B023
        if chance.random() < 0.3:
            outgoing.reinvite(OFFER, pair.now)
    outgoing.bye(pair.now)
    pair.run(100.0)
    for event in pair.take(1, InviteReceived):
        assert event.session.is_ended
    assert outgoing.is_ended
    pair.assert_at_rest()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_replayed_and_mangled_messages_end_no_call(seed: int):
    """An established call survives copies of anything that was said before, cut up in any way."""
    chance = random.Random(seed)
    pair = Pair(seed=seed % 1000)
    outgoing, incoming = pair.established()
    spoken = [(sender, data) for _, sender, data in pair.link.sent]
    for _ in range(20):
        _, data = chance.choice(spoken)
        mangled = bytearray(data)
        for _ in range(chance.randrange(3)):
            place = chance.randrange(len(mangled))
            mangled[place] = chance.randrange(256)
        receiver = chance.choice([0, 1])
        pair.link.inject(receiver, bytes(mangled))
        pair.run(0.05)
    assert outgoing.is_established and incoming.is_established
    incoming.bye(pair.now)
    pair.run()
    assert outgoing.is_ended
    for event in pair.take(0, InviteReceived) + pair.take(1, InviteReceived):
        event.session.bye(pair.now)
    for session in (*pair.alice.sessions, *pair.bob.sessions):
        session.bye(pair.now)
    pair.assert_at_rest()


@settings(max_examples=60, deadline=None)
@given(CHANNELS, st.integers(0, 2**32), st.integers(1, 4))
def test_a_referral_leaves_nothing_behind(channel: Channel, seed: int, rounds: int):
    """However a referral goes and whenever the call ends: the last word comes once, and nothing is left."""
    pair, chance = Pair(seed=seed % 1000), random.Random(seed)
    sessions = pair.established()
    pair.link.rule = channel.rule()
    for _ in range(rounds):
        asking, asked = chance.sample(sessions, 2)
        asking.refer(CAROL, pair.now)
        pair.run(chance.choice([0.05, 1.0, 25.0]))
        if chance.random() < 0.7:
            asked.accept_refer(pair.now)
        else:
            asked.reject_refer(603, pair.now)
        for status in chance.sample([180, 183, 200, 503], chance.randrange(4)):
            pair.run(chance.choice([0.0, 0.05, 1.0]))
            asked.notify_refer(status, "", pair.now)
        if chance.random() < 0.3:
            chance.choice(sessions).bye(pair.now)
    pair.run(700)
    for who, session in enumerate(sessions):
        answers = [event for event in pair.take(who, ReferAnswered) if event.status < 300]
        ends = [event for event in pair.take(who, ReferProgress) if event.is_final]
        assert session.sent_referrals.is_idle and session.received_referral.is_idle
        assert session.is_ended or len(ends) >= len(answers)
    for session in sessions:
        session.bye(pair.now)
    pair.assert_at_rest()


@settings(max_examples=60, deadline=None)
@given(CHANNELS, st.integers(0, 2**32))
def test_late_offers_leave_nothing_behind(channel: Channel, seed: int):
    """Offers in a 2xx, answered or not, over any line."""
    pair, chance = Pair(channel.rule(), seed=seed % 1000), random.Random(seed)
    outgoing = pair.alice.invite(pair.bob.address_of_record.uri, b"", pair.now)
    for _ in range(chance.randrange(12)):
        pair.run(chance.choice([0.0, 0.05, 1.0, 21.0]))
        incoming = [event.session for event in pair.take(1, InviteReceived)]
        session = chance.choice([outgoing, *incoming])
        deeds = [
            lambda: session.accept(OFFER, pair.now),  # noqa: B023
            lambda: session.answer_late_offer(ANSWER, pair.now),  # noqa: B023
            lambda: session.reinvite(b"", pair.now),  # noqa: B023
            lambda: session.answer_reinvite(OFFER, pair.now),  # noqa: B023
            lambda: session.bye(pair.now),  # noqa: B023
        ]
        chance.choice(deeds[: 4 + (chance.random() < 0.2)])()
    pair.run(60)
    assert not outgoing.owes_ack
    for session in [outgoing, *[event.session for event in pair.take(1, InviteReceived)]]:
        session.bye(pair.now)
    pair.run(2000)
    for session in (*pair.alice.sessions, *pair.bob.sessions):
        session.bye(pair.now)
    pair.assert_at_rest()
