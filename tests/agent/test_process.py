"""The agent as a process, with a real service and a real caller."""

from __future__ import annotations

import pytest

from core.calling import CallEndCause
from tests.agent.bobs_home import Home, calling


@pytest.mark.timeout(120)
async def test_rings_answers_declines_and_misses(bobs: Home) -> None:
    agent = await bobs.agent()
    alice, heard, call = await calling(bobs)
    shown = await bobs.hears(agent, shown=call.callId)
    assert shown["title"] == "alice" and shown["rings"]
    await heard.hears("ringing")
    agent.do("choose", call.callId, "answer")
    window = (await bobs.hears(agent, withdrawn=call.callId)) and await bobs.hears(
        agent, window=list(_opening(bobs, call.callId))
    )
    assert window
    bob, hears_bob = await bobs.bureau.bob()  # what the window does
    await hears_bob.hears("incoming")
    await hears_bob.calls[0].answer()
    await heard.hears("established")
    call.hangup()
    await hears_bob.hears("ended")
    await bob.terminateGracefully()

    declined = await alice.callClient.callUser("bob")
    declined.addListener(heard)
    await bobs.hears(agent, shown=declined.callId)
    agent.do("choose", declined.callId, "decline")
    await heard.hears("ended", 2)
    assert declined.details.endCause is CallEndCause.DENIED

    missed = await alice.callClient.callUser("bob")
    missed.addListener(heard)
    await bobs.hears(agent, shown=missed.callId)
    missed.hangup()
    await bobs.hears(agent, withdrawn=missed.callId)
    await bobs.hears(agent, shown="missed")
    (entry,) = await bobs.history()
    assert entry.call_id == missed.callId and entry.is_missed and entry.is_new


def _opening(bobs: Home, call_id: str) -> tuple[str, ...]:
    from core.desktop.own_program import own_command

    return own_command(bobs.profile, "open", f"--answer={call_id}")
