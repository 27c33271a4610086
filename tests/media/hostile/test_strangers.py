"""Whatever comes from strangers, or from somebody who forges the other end's address, ends no call."""

from __future__ import annotations

import pytest
from aioice import stun
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.transport.ice.agent import MAX_REMOTE_CANDIDATES, CallIceConnection
from tests.media.call_pair import call_pair, eventually
from tests.media.hostile.datagrams import DTLS, LONG, STUN, rtcp, rtp
from tests.media.hostile.running_call import PATIENCE, check_request, running_call, transport_of

pytestmark = pytest.mark.usefixtures("no_thread_left")

ANYTHING = st.one_of(st.binary(max_size=200), STUN, DTLS, rtp((1, 2), st.integers(0, 127)), rtcp((1, 2)))
VOLLEY = st.lists(ANYTHING, min_size=1, max_size=40)
PORTS = st.integers(1024, 65535)


def test_datagrams_of_strangers_end_no_call() -> None:
    with running_call() as call:

        @settings(max_examples=40)
        @given(VOLLEY, PORTS)
        def throw(datagrams: list[bytes], port: int) -> None:
            call.from_anywhere(datagrams, port)

        throw()
        call.check()
        assert call.ice.foreign_datagrams > 100 and call.ice.malformed_datagrams > 10
        assert len(call.ice._remote_candidates) < 10, "nobody is believed who does not know the password"


def test_datagrams_with_the_forged_address_of_the_peer_end_no_call() -> None:
    with running_call() as call:

        @settings(max_examples=40)
        @given(VOLLEY)
        def throw(datagrams: list[bytes]) -> None:
            call.as_if_by_the_peer(datagrams)

        throw()
        call.check()
        assert call.transport.dropped_datagrams > 10


CHECKS = st.fixed_dictionaries(
    {},
    optional={
        "PRIORITY": LONG,
        "USE-CANDIDATE": st.none(),
        "ICE-CONTROLLED": st.integers(0, 2**64 - 1),
        "ICE-CONTROLLING": st.integers(0, 2**64 - 1),
        "XOR-MAPPED-ADDRESS": st.tuples(st.just("127.0.0.1"), st.integers(0, 65535)),
        "USERNAME": st.text(max_size=20),
        "LIFETIME": LONG,
    },
)


def test_checks_of_the_peer_that_lack_or_claim_anything_end_no_call() -> None:
    """Who knows the password may say what it likes: addresses are learnt up to a bound, nothing is raised."""
    with running_call() as call:

        @settings(max_examples=40)
        @given(st.lists(CHECKS, min_size=1, max_size=10), PORTS)
        def throw(checks: list[dict[str, object]], port: int) -> None:
            call.from_anywhere([check_request(call, attributes) for attributes in checks], port)

        throw()
        call.check()
        assert len(call.ice._remote_candidates) <= MAX_REMOTE_CANDIDATES


async def test_checks_before_the_answer_spoil_nothing_and_are_bounded() -> None:
    """The other end knows the password from the offer, long before its answer is taken."""
    async with call_pair(is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        answer = await callee.session.accept_offer(offer)
        ice = transport_of(caller).transport._connection
        assert isinstance(ice, CallIceConnection)
        for number in range(500):
            for attributes in ({}, {"PRIORITY": number}, {"PRIORITY": number, "USE-CANDIDATE": None}):
                request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST, attributes=dict(attributes))
                request.attributes["USERNAME"] = f"{ice.local_username}:anybody"
                request.add_message_integrity(ice.local_password.encode())
                for protocol in ice._protocols:
                    protocol.datagram_received(bytes(request), ("127.0.0.1", 1024 + number))
        assert 0 < len(ice._early_checks) <= 100 and ice.malformed_datagrams >= 500
        await caller.session.accept_answer(answer)
        await eventually(lambda: callee.session.incoming_picture.frames > 5, PATIENCE, "pictures")
        assert len(ice._remote_candidates) <= MAX_REMOTE_CANDIDATES
