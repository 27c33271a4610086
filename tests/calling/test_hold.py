"""Hold and resume, by either end, at once, against failures."""

from __future__ import annotations

import asyncio

import pytest

from core.calling import CallState, InvalidOperation
from core.calling.machine import events
from core.sip.bodies.media_state import MediaState
from tests.calling.pair import Pair


async def settled(pair: Pair) -> None:
    """Let everything under way arrive."""
    for _ in range(60):
        await asyncio.sleep(0)


async def test_hold_and_resume(pair: Pair) -> None:
    await pair.talk(video=True)
    pair.out.hold()
    assert pair.media[0].held, "nothing is sent from the moment on in which the user said so"
    assert not pair.out.isOnHold, "the other side does not know yet"
    await pair.hears_alice.hears("held")
    await pair.hears_bob.hears("remote held")
    assert pair.out.isOnHold and not pair.out.isHeldByRemote
    assert pair.incoming.isHeldByRemote and not pair.incoming.isOnHold
    pair.out.hold()
    pair.out.resume()
    await pair.hears_alice.hears("resumed")
    await pair.hears_bob.hears("remote back from hold")
    assert not pair.media[0].held and not pair.out.isOnHold and not pair.incoming.isHeldByRemote
    assert pair.legs[0].log.count("re-INVITE") == 2
    assert pair.out.state is pair.incoming.state is CallState.ESTABLISHED


async def test_both_hold(pair: Pair) -> None:
    await pair.talk()
    pair.incoming.hold()
    await pair.hears_bob.hears("held")
    pair.out.hold()
    await pair.hears_alice.hears("held")
    await pair.hears_bob.hears("remote held")
    for call in (pair.out, pair.incoming):
        assert call.isOnHold and call.isHeldByRemote
    pair.incoming.resume()
    await pair.hears_bob.hears("resumed")
    await pair.hears_alice.hears("remote back from hold")
    assert pair.out.isOnHold and not pair.out.isHeldByRemote


async def test_a_change_of_mind_while_it_is_under_way(pair: Pair) -> None:
    await pair.talk()
    pair.out.hold()
    pair.out.resume()
    pair.out.hold()
    pair.out.resume()
    await settled(pair)
    assert not pair.out.isOnHold and not pair.media[0].held and not pair.incoming.isHeldByRemote
    assert pair.hears_alice.of("held", "resumed") == ["held", "resumed"]


async def test_both_at_once(pair: Pair) -> None:
    """Both offers cross; the one that is answered first wins, the other is made anew on top."""
    await pair.talk()
    pair.legs[0].glares = 1
    pair.out.hold()
    await pair.legs[0].says("glare")
    pair.incoming.hold()
    await pair.hears_bob.hears("held")
    await pair.hears_alice.hears("held")
    assert "withdrawn re-INVITE" in pair.legs[0].log and "roll_back_offer" in pair.media[0].log
    for call in (pair.out, pair.incoming):
        assert call.isOnHold and call.isHeldByRemote


@pytest.mark.parametrize("status", [488, 503, 491, 408, 599])
async def test_a_refusal_leaves_the_call_as_it_was(pair: Pair, status: int) -> None:
    await pair.talk()
    pair.legs[0].peer = None
    pair.out.hold()
    await pair.legs[0].says("re-INVITE")
    pair.out.life.handle(events.ReofferRefused(at=pair.out.life.now(), status=status))
    await pair.hears_alice.hears("hold failed")
    [error] = pair.hears_alice.errors
    assert error.code == status and not error.isFatal and error.message.endswith(".")
    assert not pair.out.isOnHold and not pair.media[0].held
    assert pair.out.state is CallState.ESTABLISHED
    await settled(pair)
    assert not pair.media[0].has_open_offer, "the next one can be made"


async def test_an_offer_that_cannot_be_made(pair: Pair) -> None:
    await pair.talk()
    pair.media[0].offer_error = OSError("no sound")
    pair.out.hold()
    await pair.hears_alice.hears("hold failed")
    assert "no sound" in pair.hears_alice.errors[0].message
    assert not pair.out.isOnHold and not pair.media[0].held


async def test_an_answer_that_cannot_be_used(pair: Pair) -> None:
    await pair.talk()
    pair.world.answer_error = ValueError("nonsense")
    pair.out.hold()
    await pair.hears_alice.hears("hold failed")
    assert pair.out.state is CallState.ESTABLISHED and not pair.out.isOnHold


async def test_a_lost_connection_under_way(pair: Pair) -> None:
    await pair.talk()
    pair.out.hold()
    await pair.legs[0].says("re-INVITE")
    pair.world.service.registered("alice")[0].drop()
    ability = pair.out.canHold
    assert not ability and "connection" in ability.reason
    with pytest.raises(InvalidOperation, match="connection"):
        pair.out.resume()
    await pair.hears_alice.hears("online", 2)
    assert pair.out.canHold


async def test_only_in_an_established_call(pair: Pair) -> None:
    await pair.ring()
    for call in (pair.out, pair.incoming):
        assert "not established" in call.canHold.reason
        with pytest.raises(InvalidOperation, match="not established"):
            call.hold()
    pair.out.hangup()
    await pair.hears_bob.hears("ended")
    assert "ended" in pair.out.canHold.reason


async def test_a_held_call_ends(pair: Pair) -> None:
    await pair.talk()
    pair.out.hold()
    await pair.hears_alice.hears("held")
    pair.incoming.hangup()
    await pair.hears_alice.hears("ended")
    await pair.world.media_closed()


async def test_a_video_call_on_hold_does_not_say_that_it_has_no_camera(pair: Pair) -> None:
    await pair.talk(video=True)
    pair.media[0].has_outgoing_video = False
    pair.out.hold()
    await pair.hears_alice.hears("held")
    pair.out.mute()
    await pair.hears_bob.hears("remote muted")
    assert pair.incoming.life.media.remote.state == MediaState(muted=True)


async def test_their_offer_wants_ours(pair: Pair) -> None:
    """A re-INVITE without SDP: our 200 offers, the ACK answers (RFC 3261 14.2)."""
    await pair.talk()
    life = pair.out.life
    life.handle(events.ReofferReceived(at=life.now(), offer=""))
    await pair.legs[0].says("200 re-INVITE")
    assert pair.media[0].has_open_offer
    pair.out.hold()
    assert pair.hears_alice.names.count("hold failed") == 1, "the answer is still to come"
    life.handle(events.AckReceived(at=life.now(), answer="a=sendonly\r\nby 1"))
    await pair.hears_alice.hears("remote held")
    assert pair.out.isHeldByRemote and not pair.out.isOnHold
    pair.out.hold()
    await pair.hears_alice.hears("held")
