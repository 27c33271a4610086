"""Who is reachable: published, watched, told."""

from __future__ import annotations

from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Person, Stage


@scenario(Need.PRESENCE)
async def presence_is_told(stage: Stage) -> None:
    """What somebody says of their presence reaches those who watch, at once and at every change."""
    alice, bob = await stage.online("alice", "bob")
    bob.client.setPresence("do-not-disturb")
    await bob.wire.until(lambda: [one.status for one in bob.wire.answers_received("PUBLISH")] == [200])
    alice.client.watchPresence([bob.user])
    await alice.sees_presence(bob, "do-not-disturb")
    bob.client.setPresence("online")
    await alice.sees_presence(bob, "online")


@scenario(Need.PRESENCE)
async def presence_of_who_hides(stage: Stage) -> None:
    """Who publishes being offline is seen as such, and is reached all the same."""
    alice, bob = await stage.online("alice", "bob")
    alice.client.watchPresence([bob.user])
    bob.client.setPresence("online")
    await alice.sees_presence(bob, "online")
    bob.client.setPresence("offline")
    await alice.sees_presence(bob, "offline")
    await alice.call(bob)
    await bob.rung()


@scenario(Need.PRESENCE)
async def presence_of_who_signs_off(stage: Stage) -> None:
    """Who signs off is offline for those who watch."""
    alice, bob = await stage.online("alice", "bob")
    alice.client.watchPresence([bob.user])
    bob.client.setPresence("online")
    await alice.sees_presence(bob, "online")
    await bob.client.terminateGracefully()
    await alice.sees_presence(bob, "offline")


@scenario(Need.PRESENCE)
async def presence_over_a_reconnection(stage: Stage) -> None:
    """What was published holds over a lost connection, of either side."""
    alice, bob = await stage.online("alice", "bob")
    alice.client.watchPresence([bob.user])
    bob.client.setPresence("do-not-disturb")
    await alice.sees_presence(bob, "do-not-disturb")
    for person in (alice, bob):
        person.wire.cut()
        await person.reconnecting()
        await person.back_online()
    bob.client.setPresence("online")
    await alice.sees_presence(bob, "online")


@scenario(Need.PRESENCE)
async def presence_in_a_call_by_itself(stage: Stage) -> None:
    """Who is in a call is seen so without saying it, until the call is over."""
    alice, bob, carol = await stage.online("alice", "bob", "carol")
    alice.client.watchPresence([bob.user])
    bob.client.setPresence("online")
    await alice.sees_presence(bob, "online")
    call, incoming = await stage.talking(carol, bob)
    await alice.sees_presence(bob, "in-call")
    call.hangup()
    await bob.sees_end(incoming)
    await alice.sees_presence(bob, "online")


@scenario(Need.PRESENCE)
async def presence_is_not_for_everybody(stage: Stage) -> None:
    """Nobody publishes for somebody else."""
    alice, bob = await stage.online("alice", "bob")
    alice.client.watchPresence([bob.user])
    bob.client.setPresence("online")
    await alice.sees_presence(bob, "online")
    await _publish_for(alice, bob)
    bob.client.setPresence("do-not-disturb")
    await alice.sees_presence(bob, "do-not-disturb")
    told = [one.more[1] for one in alice.witness.of("onPresenceChanged")]
    assert "in-call" not in told


async def _publish_for(stranger: Person, victim: Person) -> None:
    """Let ``stranger`` publish that ``victim`` is in a call; it must be refused."""
    stranger.wire.publish_for(victim.user, "in-call")
    await stranger.wire.until(lambda: stranger.wire.answers_received("PUBLISH"), "an answer to PUBLISH")
    assert stranger.wire.answers_received("PUBLISH")[0].status >= 400
