"""Connections that break and services that restart."""

from __future__ import annotations

from core.calling import CallEndCause, CallState
from tests.conformance.catalogue import Need, scenario
from tests.conformance.stage import Person, Stage


@scenario(Need.LASTING_DIALOGS)
async def caller_reconnects_and_hangs_up(stage: Stage) -> None:
    """A caller whose connection broke is back by itself; the call stands and its BYE arrives."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    await _break(alice)
    assert call.state is CallState.ESTABLISHED
    call.hangup()
    assert await bob.sees_end(incoming) is CallEndCause.HUNG_UP


@scenario(Need.LASTING_DIALOGS)
async def callee_reconnects_and_hangs_up(stage: Stage) -> None:
    """The same for the one called."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    await _break(bob)
    incoming.hangup()
    assert await alice.sees_end(call) is CallEndCause.HUNG_UP


@scenario(Need.LASTING_DIALOGS)
async def the_other_side_reconnects(stage: Stage) -> None:
    """A BYE finds the other side on its new connection."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    await _break(bob)
    call.hangup()
    assert await bob.sees_end(incoming) is CallEndCause.HUNG_UP


@scenario(Need.LASTING_DIALOGS)
async def both_reconnect(stage: Stage) -> None:
    """Both connections broke: what was said in between is said again, and the BYE arrives."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    await _break(alice)
    await _break(bob)
    call.mute()
    await bob.sees(incoming, "onRemoteMuted")
    incoming.hangup()
    assert await alice.sees_end(call) is CallEndCause.HUNG_UP


@scenario(Need.RESTART, Need.LASTING_DIALOGS)
async def service_restarts_in_mid_call(stage: Stage) -> None:
    """A service that restarts ends no call: both come back by themselves and can still hang up."""
    alice, bob = await stage.online("alice", "bob")
    call, incoming = await stage.talking(alice, bob)
    await stage.service.stop()
    for person in (alice, bob):
        await person.reconnecting()
    assert call.state is incoming.state is CallState.ESTABLISHED
    await stage.service.start()
    for person in (alice, bob):
        await person.back_online()
    call.hangup()
    assert await bob.sees_end(incoming) is CallEndCause.HUNG_UP


@scenario(Need.RESTART)
async def reachable_after_a_restart(stage: Stage) -> None:
    """After a restart people reach each other again, with no new question for a token."""
    alice, bob = await stage.online("alice", "bob")
    await stage.service.stop()
    for person in (alice, bob):
        await person.reconnecting()
    await stage.service.start()
    for person in (alice, bob):
        await person.back_online()
    call, _ = await stage.talking(alice, bob)
    assert call.state is CallState.ESTABLISHED
    assert alice.credentials.asked <= 1 and bob.credentials.asked <= 1


async def _break(person: Person) -> None:
    person.wire.cut()
    await person.reconnecting()
    await person.back_online()
