"""Two people dial each other at the same moment: one call, and nobody has missed one."""

from __future__ import annotations

import asyncio

import pytest

from core.calling import Call, CallClient, CallEndCause, CallState
from tests.calling.fakes import Heard, World
from tests.calling.pair import Pair


async def crossed(
    pair: Pair, *, video: tuple[bool, bool] = (False, False), bob_mutes: bool = False
) -> tuple[Call, Call]:
    """Have both dial at once; who dials hears his call from the moment in which he has it."""

    async def dial(client: CallClient, wants: bool, whom: str, hears: Heard) -> Call:
        call = await (client.callUserVideo if wants else client.callUser)(whom)
        call.addListener(hears)
        if bob_mutes and client is pair.bob.callClient:
            call.mute()
        return call

    first, second = await asyncio.gather(
        dial(pair.alice.callClient, video[0], "bob", pair.hears_alice),
        dial(pair.bob.callClient, video[1], "alice", pair.hears_bob),
    )
    return first, second


async def called_back(pair: Pair) -> tuple[Call, Call]:
    """Have Bob dial Alice while her call rings at his end, and let everything under way arrive."""
    ours = await pair.alice.callClient.callUser("bob")
    ours.addListener(pair.hears_alice)
    await pair.hears_bob.hears("incoming")
    theirs = await pair.bob.callClient.callUser("alice")
    theirs.addListener(pair.hears_bob)
    for _ in range(40):
        await asyncio.sleep(0)
    return ours, theirs


async def pair_where_alice_wins(world: World) -> Pair:
    """Of two calls that cross the one with the lower id stays."""
    pair = Pair(world)
    pair.alice, pair.hears_alice = await world.started("alice", new_call_id=lambda: "call-a")
    pair.bob, pair.hears_bob = await world.started("bob", new_call_id=lambda: "call-b")
    return pair


@pytest.mark.parametrize("schedule", range(12))
async def test_one_call_comes_of_two(world: World, schedule: int) -> None:
    world.service.post._chance.seed(schedule)
    world._chance.seed(schedule)
    pair = await Pair(world).start()
    first, second = await crossed(pair)
    winner, loser = sorted((first, second), key=lambda call: call.callId)
    await pair.hears_alice.hears("established")
    await pair.hears_bob.hears("established")
    for _ in range(60):
        await asyncio.sleep(0)
    assert winner.state is CallState.ESTABLISHED and loser.state is CallState.ENDED
    assert loser.details.replacedBy == winner.callId
    assert loser.details.endCause is CallEndCause.CANCELED and loser.details.error is None
    assert [len(client.callClient.calls) for client in (pair.alice, pair.bob)] == [1, 1]
    assert pair.alice.callClient.calls[0].callId == pair.bob.callClient.calls[0].callId
    assert "incoming" not in pair.hears_alice.names + pair.hears_bob.names, "nothing rang"
    hears_loser = pair.hears_alice if loser is first else pair.hears_bob
    assert hears_loser.of("replaced", "ended", "answered") == ["replaced", "ended", "answered"]
    winner.hangup()
    await hears_loser.hears("ended", 2)


async def test_who_dialled_without_pictures_shows_none(world: World) -> None:
    pair = await pair_where_alice_wins(world)
    await crossed(pair, video=(True, False))
    await pair.hears_bob.hears("established")
    [answered] = pair.bob.callClient.calls
    assert answered.details.requestedVideo and answered.isVideoPaused
    assert pair.world.media[-1].paused, "the camera was not agreed to"


async def test_what_was_set_before_holds_in_the_other_call(world: World) -> None:
    pair = await pair_where_alice_wins(world)
    world.media_flows = False
    await crossed(pair, bob_mutes=True)
    await pair.hears_bob.hears("replaced")
    [answered] = pair.bob.callClient.calls
    assert answered.isMuted and answered.callId == "call-a"


async def test_ours_goes_wrong_and_theirs_rings_after_all(pair: Pair) -> None:
    """An end that does not give way keeps ringing here; when our call has failed, its call is a call."""
    ours, theirs = await called_back(pair)
    assert "incoming" not in pair.hears_alice.names
    pair.hears_bob.calls[0].hangup()
    await pair.hears_alice.hears("incoming")
    assert ours.details.endCause is CallEndCause.DENIED
    await pair.hears_alice.calls[-1].answer()
    await pair.hears_bob.hears("established")
    assert theirs.state is CallState.ESTABLISHED


async def test_theirs_is_answered_busy_when_ours_is_answered(pair: Pair) -> None:
    ours, theirs = await called_back(pair)
    await pair.hears_bob.calls[0].answer()
    await pair.hears_bob.hears("ended")
    assert theirs.details.endCause is CallEndCause.DENIED
    await pair.hears_alice.hears("established")
    assert ours.state is CallState.ESTABLISHED and "incoming" not in pair.hears_alice.names


async def test_a_call_by_somebody_else_is_not_a_crossing(pair: Pair) -> None:
    carol, _ = await pair.world.started("carol")
    await pair.ring()
    await carol.callClient.callUser("alice")
    await pair.hears_alice.hears("incoming")
    assert len(pair.alice.callClient.calls) == 2
