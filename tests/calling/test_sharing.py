"""Showing a screen in a call: said by re-INVITE, refused, crossed, ended by the system."""

from __future__ import annotations

import pytest

from core.calling import ArgumentError, InvalidOperation
from core.calling.machine import events
from core.calling.machine.reoffer_machine import MakeReoffer, ReofferMachine, ReofferStage, step
from core.media import media_events
from tests.calling.offers_under_way import brought_to_its_end
from tests.calling.pair import Pair
from tests.calling.test_hold import settled


async def test_either_end_shows_a_screen_and_stops(pair: Pair) -> None:
    await pair.talk(video=True)
    ends = ((pair.out, pair.incoming, pair.hears_bob), (pair.incoming, pair.out, pair.hears_alice))
    for ours, theirs, heard in ends:
        ours.shareScreen("one")
        assert ours.isSharing and ours.sharedSource == "one" and not theirs.isRemoteSharing
        await heard.hears("remote screen")
        assert theirs.isRemoteSharing and not theirs.isSharing
        ours.stopSharing()
        await heard.hears("remote screen gone")
        assert not ours.isSharing and not theirs.isRemoteSharing


async def test_another_source_is_nothing_to_tell(pair: Pair) -> None:
    await pair.talk()
    pair.out.shareScreen("one")
    await pair.hears_bob.hears("remote screen")
    pair.out.shareScreen("two")
    await settled(pair)
    assert pair.out.sharedSource == "two" and pair.legs[0].log.count("re-INVITE") == 1


async def test_a_change_of_mind_while_it_is_under_way(pair: Pair) -> None:
    await pair.talk()
    pair.out.shareScreen("one")
    pair.out.stopSharing()
    pair.out.shareScreen("two")
    await settled(pair)
    assert pair.incoming.isRemoteSharing and pair.out.sharedSource == "two"


async def test_hold_and_screen_go_together(pair: Pair) -> None:
    await pair.talk()
    pair.out.shareScreen("one")
    pair.out.hold()
    await pair.hears_alice.hears("held")
    assert pair.incoming.isRemoteSharing and pair.incoming.isHeldByRemote


@pytest.mark.parametrize("status", [488, 503, 491, 599])
async def test_a_refusal_takes_the_screen_back(pair: Pair, status: int) -> None:
    await pair.talk()
    pair.legs[0].peer = None
    pair.out.shareScreen("one")
    await pair.legs[0].says("re-INVITE")
    pair.out.life.handle(events.ReofferRefused(at=pair.out.life.now(), status=status))
    await pair.hears_alice.hears("screen refused")
    assert pair.hears_alice.errors[-1].code == status and pair.hears_alice.errors[-1].message
    assert not pair.out.isSharing and pair.hears_alice.of("held", "resumed") == []


async def test_an_offer_that_cannot_be_made_takes_the_screen_back(pair: Pair) -> None:
    await pair.talk()
    pair.media[0].offer_error = RuntimeError("no")
    pair.out.shareScreen("one")
    await pair.hears_alice.hears("screen refused")
    assert not pair.out.isSharing


async def test_what_is_shown_already_survives_a_failed_offer(pair: Pair) -> None:
    await pair.talk()
    pair.out.shareScreen("one")
    await pair.hears_bob.hears("remote screen")
    pair.media[0].is_screen_agreed = True
    pair.legs[0].peer = None
    pair.out.life.handle(events.MediaWanted(at=pair.out.life.now()))
    await settled(pair)
    pair.out.life.handle(events.ReofferRefused(at=pair.out.life.now(), status=488))
    await settled(pair)
    assert pair.out.isSharing and "screen refused" not in pair.hears_alice.names


async def test_crossing_offers_are_both_heard(pair: Pair) -> None:
    await pair.talk()
    pair.legs[0].glares = 1
    pair.out.shareScreen("one")
    await pair.legs[0].says("glare")
    pair.incoming.shareScreen("two")
    await pair.hears_alice.hears("remote screen")
    await pair.hears_bob.hears("remote screen")
    assert pair.out.isSharing and pair.incoming.isSharing


async def test_what_the_system_takes_away_is_told_to_both(pair: Pair) -> None:
    await pair.talk()
    pair.out.shareScreen("one")
    await pair.hears_bob.hears("remote screen")
    pair.media[0].stop_sharing()
    pair.media[0].on_event(media_events.SharingEnded("The window was closed."))
    await pair.hears_alice.hears("screen stopped: The window was closed.")
    await pair.hears_bob.hears("remote screen gone")


async def test_an_end_without_screens(pair: Pair) -> None:
    await pair.talk()
    pair.media[0].on_event(media_events.SharingDeclined())
    await pair.hears_alice.hears("screen refused")
    assert "cannot show" in pair.hears_alice.errors[-1].message


@pytest.mark.parametrize("source", ["", "x" * 1001, None, 7])
async def test_nonsense_is_an_argument_error(pair: Pair, source: object) -> None:
    await pair.talk()
    with pytest.raises(ArgumentError):
        pair.out.shareScreen(source)  # type: ignore[arg-type]
    assert not pair.out.isSharing


async def test_only_an_established_call_shows_screens(pair: Pair) -> None:
    await pair.ring()
    assert not pair.out.canShareScreen and "not established" in pair.out.canShareScreen.reason
    with pytest.raises(InvalidOperation):
        pair.out.shareScreen("one")
    pair.out.stopSharing()
    pair.incoming.stopSharing()
    assert not pair.incoming.isSharing and pair.incoming.sharedSource == ""


@pytest.mark.parametrize("stage", list(ReofferStage))
def test_what_there_is_to_say_is_said_from_every_stage(stage: ReofferStage) -> None:
    machine, effects = step(ReofferMachine(stage=stage), events.MediaWanted(at=1.0))
    if stage is ReofferStage.IDLE:
        assert MakeReoffer() in effects and machine.offers_media and not machine.wants_media
        return
    assert machine.wants_media and not effects
    machine, found = brought_to_its_end(machine)
    assert MakeReoffer() in found and machine.stage is ReofferStage.OFFERING and machine.offers_media


async def test_sound_goes_with_a_screen_if_asked_for(pair: Pair) -> None:
    await pair.talk()
    assert not pair.out.sharesSound and pair.out.sharedSoundProblem == ""
    pair.out.shareScreen("one", True)
    assert pair.out.sharesSound
    await pair.hears_bob.hears("remote screen")
    pair.media[0].shared_sound_problem = "It is gone."
    pair.media[0].on_event(media_events.SharedSoundChanged())
    await pair.hears_alice.hears("shared sound: It is gone.")
    assert pair.out.sharedSoundProblem == "It is gone."
    pair.out.shareScreen("one")
    assert not pair.out.sharesSound and pair.out.isSharing
    pair.out.hangup()
    await pair.hears_alice.hears("ended")
    assert not pair.out.sharesSound and pair.out.sharedSoundProblem == ""
