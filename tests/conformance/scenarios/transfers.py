"""Handing a call on: blind and attended, and when that does not work."""

from __future__ import annotations

from core.calling import Call, CallEndCause, CallState
from tests.conformance.catalogue import scenario
from tests.conformance.stage import Person, Stage


@scenario()
async def blind_transfer_by_the_caller(stage: Stage) -> None:
    """The caller sends the other side to a third person, who rings and answers; the first call ends."""
    alice, bob, carol = await stage.online("alice", "bob", "carol")
    call, incoming = await stage.talking(alice, bob)
    await _send_blind(alice, call, bob, incoming, carol)


@scenario()
async def blind_transfer_by_the_callee(stage: Stage) -> None:
    """The same by the one called."""
    alice, bob, carol = await stage.online("alice", "bob", "carol")
    call, incoming = await stage.talking(alice, bob)
    await _send_blind(bob, incoming, alice, call, carol)


@scenario()
async def blind_transfer_declined(stage: Stage) -> None:
    """The third person declines: whoever transferred hears so, and the first call goes on."""
    alice, bob, carol = await stage.online("alice", "bob", "carol")
    call, incoming = await stage.talking(alice, bob)
    call.transfer(carol.user)
    (await carol.rung()).hangup()
    assert (await alice.sees_transfer(call)).state == "failed"
    assert call.state is incoming.state is CallState.ESTABLISHED


@scenario()
async def blind_transfer_to_nobody(stage: Stage) -> None:
    """A transfer to a user that never was fails, and the first call goes on."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    call.transfer(stage.name("nobody"))
    progress = await alice.sees_transfer(call)
    assert progress.state == "failed" and progress.message
    assert call.state is incoming.state is CallState.ESTABLISHED


@scenario()
async def attended_transfer(stage: Stage) -> None:
    """Who talks to two people joins them: the third's running call is taken over, without ringing."""
    alice, bob, carol = await stage.online("alice", "bob", "carol")
    to_bob, at_bob = await stage.talking(alice, bob)
    to_carol, at_carol = await stage.talking(alice, carol)
    to_bob.transferTo(to_carol)
    await _are_joined(alice, (to_bob, to_carol), bob, at_bob, carol, at_carol)


@scenario()
async def attended_transfer_of_incoming_calls(stage: Stage) -> None:
    """The same when both others had called."""
    alice, bob, carol = await stage.online("alice", "bob", "carol")
    of_bob, from_bob = await stage.talking(bob, alice)
    of_carol, from_carol = await stage.talking(carol, alice)
    from_bob.transferTo(from_carol)
    await _are_joined(alice, (from_bob, from_carol), bob, of_bob, carol, of_carol)


async def _send_blind(sender: Person, own: Call, other: Person, theirs: Call, third: Person) -> None:
    own.transfer(third.user)
    ringing = await third.rung()
    assert ringing.remoteUserId == other.user
    await ringing.answer()
    new = await other.takes_over(theirs)
    await other.sees_established(new)
    assert (await sender.sees_transfer(own)).state == "succeeded"
    await sender.sees_end(own)
    await other.sees_end(theirs)
    new.hangup()
    assert await third.sees_end(ringing) is CallEndCause.HUNG_UP


async def _are_joined(
    joiner: Person, calls: tuple[Call, Call], bob: Person, at_bob: Call, carol: Person, at_carol: Call
) -> None:
    """See that bob and carol talk to each other and the joiner's calls are over."""
    for_bob, for_carol = await bob.takes_over(at_bob), await carol.takes_over(at_carol)
    await bob.sees_established(for_bob)
    await carol.sees_established(for_carol)
    assert (for_bob.remoteUserId, for_carol.remoteUserId) == (carol.user, bob.user)
    assert (await joiner.sees_transfer(calls[0])).state == "succeeded"
    for call in calls:
        await joiner.sees_end(call)
    for_carol.hangup()
    assert await bob.sees_end(for_bob) is CallEndCause.HUNG_UP
