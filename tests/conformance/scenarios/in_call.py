"""What happens while a call stands."""

from __future__ import annotations

from tests.conformance.catalogue import scenario
from tests.conformance.stage import Stage


@scenario()
async def muting_is_told(stage: Stage) -> None:
    """Muting and unmuting are told to the other side, both ways."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    for person, own, other, theirs in ((alice, call, bob, incoming), (bob, incoming, alice, call)):
        own.mute()
        await other.sees(theirs, "onRemoteMuted")
        own.unmute()
        await other.sees(theirs, "onRemoteUnmuted")
        assert person.wire.requests_sent("INFO")


@scenario()
async def pausing_video_is_told(stage: Stage) -> None:
    """Pausing and resuming the camera are told to the other side."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob, video=True)
    call.pauseVideo()
    await bob.sees(incoming, "onRemoteVideoPaused")
    call.resumeVideo()
    await bob.sees(incoming, "onRemoteVideoResumed")


@scenario()
async def caller_muted_before_the_answer(stage: Stage) -> None:
    """Who is muted when the call begins is seen as muted once it stands."""
    alice, bob = await stage.online("alice", "bob")
    call = await alice.call(bob)
    call.mute()
    incoming = await bob.rung()
    await incoming.answer()
    await bob.sees(incoming, "onRemoteMuted")
    assert call.isMuted and incoming.isRemoteMuted
