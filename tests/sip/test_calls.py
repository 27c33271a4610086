"""Two agents in memory: the ways a call can go."""

from __future__ import annotations

from core.sip.agent_events import EndedHow, SessionEnded
from tests.sip.pairs import Pair


def test_call_from_invite_to_bye():
    pair = Pair()
    outgoing, incoming = pair.established()
    outgoing.bye(pair.now)
    pair.run()
    assert outgoing.is_ended and incoming.is_ended
    assert [event.how for event in pair.take(0, SessionEnded)] == [EndedHow.LOCAL_BYE]
    assert [event.how for event in pair.take(1, SessionEnded)] == [EndedHow.REMOTE_BYE]
    assert pair.names(0) == ["InviteProgress", "InviteAccepted", "SessionEnded"]
    assert pair.names(1) == ["InviteReceived", "AckReceived", "SessionEnded"]
    pair.assert_at_rest()
