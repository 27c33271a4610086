"""A call that looks for another network path: who asks, when, how often, and what is told late."""

from __future__ import annotations

import asyncio

import pytest

from core.calling import CallEndCause
from core.calling.call import path
from core.calling.machine import events
from core.calling.machine.reoffer_machine import MakeReoffer, ReofferMachine, ReofferStage, step
from core.calling.ports import LinkError
from core.media import media_events
from core.media.sdp.trickle import CONTENT_TYPE
from tests.calling.fakes import FakeMedia
from tests.calling.offers_under_way import brought_to_its_end
from tests.calling.pair import Pair
from tests.media.call_pair import eventually

RESTART = "create_offer restart_ice"


async def settled() -> None:
    """Let everything under way arrive."""
    for _ in range(60):
        await asyncio.sleep(0)


def asked(media: FakeMedia) -> int:
    return media.log.count(RESTART)


async def test_the_caller_asks_for_a_new_path_when_nothing_comes(pair: Pair) -> None:
    await pair.talk()
    pair.media[0].on_event(media_events.PathSilent())
    await settled()
    assert pair.out.isReconnecting and not pair.incoming.isReconnecting
    assert asked(pair.media[0]) == 1
    assert pair.legs[0].log.count("re-INVITE") == 1
    pair.media[0].on_event(media_events.PathRestored())
    await settled()
    assert not pair.out.isReconnecting


async def test_the_callee_lets_the_caller_go_first(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path, "CALLEE_WAITS", 0.02)
    await pair.talk()
    for media in pair.media:
        media.on_event(media_events.PathSilent())
    await settled()
    assert (asked(pair.media[0]), asked(pair.media[1])) == (1, 0)
    for media in pair.media:
        media.on_event(media_events.PathRestored())
    await asyncio.sleep(0.05)
    assert asked(pair.media[1]) == 0


async def test_a_callee_whose_caller_does_not_ask_does(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path, "CALLEE_WAITS", 0.01)
    await pair.talk()
    pair.media[1].on_event(media_events.PathSilent())
    await eventually(lambda: asked(pair.media[1]) == 1)


async def test_it_asks_again_until_something_comes(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path, "ASK_AGAIN", 0.01)
    await pair.talk()
    pair.media[0].on_event(media_events.PathSilent())
    await eventually(lambda: asked(pair.media[0]) >= 3)
    pair.media[0].on_event(media_events.PathRestored())
    await settled()
    before = asked(pair.media[0])
    await asyncio.sleep(0.05)
    assert asked(pair.media[0]) == before


async def test_without_the_service_it_waits_for_it(pair: Pair) -> None:
    await pair.talk()
    pair.world.service.connect_error = LinkError("away")
    pair.world.service.drop_all()
    pair.media[0].on_event(media_events.PathSilent())
    await settled()
    assert asked(pair.media[0]) == 0
    pair.world.service.connect_error = None
    await eventually(lambda: asked(pair.media[0]) == 1)


async def test_an_end_that_cannot_restart_leaves_the_call_as_it_was(pair: Pair) -> None:
    await pair.talk()
    pair.legs[1].refuses.add("re-INVITE")
    pair.media[0].on_event(media_events.PathSilent())
    await settled()
    assert "hold failed" not in pair.hears_alice.call_story
    pair.media[0].on_event(media_events.PathRestored())
    pair.legs[1].refuses.clear()
    pair.out.hold()
    await pair.hears_alice.hears("held")


async def test_nothing_is_asked_once_the_call_is_over(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path, "CALLEE_WAITS", 0.01)
    await pair.talk()
    pair.media[1].on_event(media_events.PathSilent())
    pair.incoming.hangup()
    await pair.hears_alice.hears("ended")
    await asyncio.sleep(0.03)
    assert asked(pair.media[1]) == 0
    assert pair.incoming.details.endCause is CallEndCause.HUNG_UP
    assert not pair.incoming.isReconnecting


async def test_candidates_found_late_are_told(pair: Pair) -> None:
    await pair.talk()
    pair.media[0].on_event(media_events.LocalCandidates("a=ice-ufrag:x"))
    await settled()
    assert pair.media[1].fragments == ["a=ice-ufrag:x"]


async def test_candidates_found_before_the_answer_wait_for_it(pair: Pair) -> None:
    await pair.ring()
    media = pair.world.media[0]
    for number in range(100):
        media.on_event(media_events.LocalCandidates(str(number)))
    await settled()
    assert not any("INFO" in line for line in pair.legs[0].log)
    await pair.incoming.answer()
    await pair.hears_alice.hears("established")
    told = pair.world.media[1].fragments
    await eventually(lambda: told == [str(number) for number in range(68, 100)])


async def test_candidates_for_a_call_without_media_are_dropped(pair: Pair) -> None:
    await pair.ring()
    pair.incoming.life.informed(CONTENT_TYPE, b"\xff\xfe")
    await settled()
    assert len(pair.world.media) == 1


@pytest.mark.parametrize("stage", list(ReofferStage))
def test_a_path_wanted_in_any_stage_is_asked_for(stage: ReofferStage) -> None:
    machine, effects = step(ReofferMachine(stage=stage), events.PathWanted(at=1.0))
    if stage is ReofferStage.IDLE:
        assert MakeReoffer(restarts_ice=True) in effects and not machine.wants_path
        return
    assert machine.wants_path and not effects
    machine, found = brought_to_its_end(machine)
    assert MakeReoffer(restarts_ice=True) in found
    assert machine.stage is ReofferStage.OFFERING and not machine.wants_path


def test_hold_and_a_new_path_go_in_one_offer() -> None:
    machine = ReofferMachine(stage=ReofferStage.OFFERED)
    machine, _ = step(machine, events.PathWanted(at=1.0))
    machine, _ = step(machine, events.HoldWanted(at=1.0, held=True))
    machine, _ = step(machine, events.ReofferAnswered(at=1.0, answer=""))
    machine, effects = step(machine, events.ReanswerApplied(at=1.0))
    assert [one for one in effects if isinstance(one, MakeReoffer)] == [MakeReoffer(restarts_ice=True)]
    assert machine.offered
