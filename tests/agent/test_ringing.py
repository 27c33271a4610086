"""What the agent does about a call: by the table, and with a fake desktop, service and household."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.agent import ringing as ringing_module
from core.agent.calls import TABLE, CallInput, CallStage, Deed, step
from core.agent.ringing import AT_ONCE, KEPT, Greeting, Ringing
from core.agent.speech import CatalogueSpeech
from core.desktop.call_notifications import ANSWER, DECLINE
from core.desktop.notifications import OPENED, Chosen, FakeNotifier, Urgency
from core.push.notification import CallEnding, CallNotification
from core.push.replays import KnownCalls
from tests.service.gateway.conftest import until

NOW = 1_768_521_600.0
CALL = CallNotification(
    "c-1",
    "alice",
    user_id="bob",
    display_name="Alice",
    sent_at=NOW,
    expires_at=NOW + 30,
    reply="/push/calls/t",
)


# The table.


@settings(max_examples=60)
@given(st.lists(st.sampled_from(list(CallInput)), max_size=12))
def test_whatever_happens_nobody_is_told_two_things(events: list[CallInput]) -> None:
    stage, done = CallStage.NEW, []
    for event in events:
        stage, deeds = step(stage, event)
        done += deeds
    assert done.count(Deed.SHOW) <= 1
    assert done.count(Deed.NOTE_MISSED) <= 1
    said = {Deed.SAY_DECLINED, Deed.SAY_BUSY, Deed.ANSWER_IN_WINDOW}
    assert sum(done.count(each) for each in said) <= 1
    if Deed.SHOW in done and stage is not CallStage.RINGING:
        assert Deed.WITHDRAW in done
    assert not (Deed.SAY_DECLINED in done and Deed.NOTE_MISSED in done)


def test_only_a_new_call_in_time_rings() -> None:
    ringing = {key for key, (_, deeds) in TABLE.items() if Deed.SHOW in deeds}
    assert ringing == {(CallStage.NEW, CallInput.TOLD)}
    for event in CallInput:
        assert step(CallStage.OVER, event) == (CallStage.OVER, ())


def test_only_what_rings_can_lapse() -> None:
    # The timer runs no longer than that.
    assert {stage for stage, event in TABLE if event is CallInput.LAPSED} == {CallStage.RINGING}


# The agent's inside.


@dataclass
class World:
    """The person, the service and the window."""

    greeting: Greeting = field(default_factory=lambda: Greeting("Alice"))
    waits: bool = True
    starts: bool = True
    missed: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    opened: list[tuple[str, str]] = field(default_factory=list)
    known: KnownCalls = field(default_factory=KnownCalls)
    now: float = NOW
    language: str = "en"
    catalogue: dict[str, str | list[str]] = field(default_factory=dict)

    def speech(self) -> CatalogueSpeech:
        return CatalogueSpeech(self.language, self.catalogue)

    async def receive(self, told: CallNotification) -> Greeting:
        return self.greeting

    async def note_missed(self, told: CallNotification, greeting: Greeting) -> None:
        self.missed.append(told.call_id)

    async def say(self, reply: str, word: str) -> bool:
        self.said.append((reply, word))
        return self.waits

    async def open_window(self, call_id: str, activation: str) -> bool:
        self.opened.append((call_id, activation))
        return self.starts


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def ringing(world: World, no_task_left: None) -> AsyncIterator[Ringing]:
    made = Ringing(lambda: world, world, world.known, wall=lambda: world.now, speech=world.speech)
    made.notifier = FakeNotifier(made.chosen)
    yield made
    await made.close()


def desktop(ringing: Ringing) -> FakeNotifier:
    assert isinstance(ringing.notifier, FakeNotifier)
    return ringing.notifier


def over(ending: CallEnding, call: CallNotification = CALL) -> CallNotification:
    return replace(call, ending=ending, reply="")


async def test_a_call_rings_at_once(world: World, ringing: Ringing) -> None:
    await ringing.take(replace(CALL, is_video=True))
    shown = desktop(ringing).shown["c-1"]
    assert (shown.title, shown.body, shown.urgency) == ("Alice", "Incoming video call for bob", Urgency.CALL)
    assert [button.text for button in shown.buttons] == ["Answer", "Decline"] and shown.rings
    await until(lambda: world.said == [("/push/calls/t", "ringing")])
    assert world.opened == []


async def test_a_call_rings_in_the_persons_language(world: World, ringing: Ringing) -> None:
    world.catalogue = {
        "Incoming call for {account}": "Anruf für {account}",
        "Answer": "Annehmen",
        "{name} called.": "{name} hat angerufen.",
    }
    await ringing.take(CALL)
    shown = desktop(ringing).shown["c-1"]
    assert (shown.title, shown.body) == ("Alice", "Anruf für bob")
    assert [button.text for button in shown.buttons] == ["Annehmen", "Decline"]
    await ringing.take(over(CallEnding.CANCELED))
    assert desktop(ringing).shown["missed"].body == "Alice hat angerufen."


async def test_answer_opens_the_window_into_the_call(world: World, ringing: Ringing) -> None:
    await ringing.take(CALL)
    ringing.chosen(Chosen("c-1", ANSWER, "token"))
    await until(lambda: world.opened)
    assert world.opened == [("c-1", "token")] and desktop(ringing).shown == {}
    ringing.chosen(Chosen("c-1", DECLINE))
    await ringing.take(over(CallEnding.TAKEN))
    await asyncio.sleep(0)
    assert world.missed == [] and world.said == [("/push/calls/t", "ringing")]


async def test_decline_needs_no_window(world: World, ringing: Ringing) -> None:
    await ringing.take(CALL)
    desktop(ringing).choose("c-1", DECLINE)
    await until(lambda: ("/push/calls/t", "declined") in world.said)
    await ringing.take(over(CallEnding.DECLINED))
    assert world.opened == [] and world.missed == [] and desktop(ringing).shown == {}


async def test_a_click_beside_the_buttons_shows_the_window_and_decides_nothing(
    world: World, ringing: Ringing
) -> None:
    await ringing.take(CALL)
    desktop(ringing).choose("c-1", OPENED)
    await until(lambda: world.opened == [("", "")])
    assert ringing.ringing == 1
    await ringing.take(over(CallEnding.TAKEN))
    assert desktop(ringing).shown == {} and world.missed == []


async def test_a_caller_who_gives_up_was_missed(world: World, ringing: Ringing) -> None:
    await ringing.take(CALL)
    await ringing.take(over(CallEnding.CANCELED))
    assert world.missed == ["c-1"] and list(desktop(ringing).shown) == ["missed"]
    assert desktop(ringing).shown["missed"].body == "Alice called."
    await ringing.take(over(CallEnding.CANCELED))
    assert world.missed == ["c-1"]


@pytest.mark.parametrize("ending", [CallEnding.ANSWERED, CallEnding.DECLINED, CallEnding.TAKEN])
async def test_what_others_decided_was_not_missed(world: World, ringing: Ringing, ending: CallEnding) -> None:
    await ringing.take(CALL)
    await ringing.take(over(ending))
    assert world.missed == [] and desktop(ringing).shown == {}


async def test_late_news_do_not_ring(world: World, ringing: Ringing) -> None:
    world.now = CALL.expires_at
    await ringing.take(CALL)
    assert world.missed == ["c-1"] and world.said == []
    assert [each.key for each in desktop(ringing).history] == ["missed"]


async def test_a_call_that_was_over_before_it_was_heard_of(world: World, ringing: Ringing) -> None:
    await ringing.take(over(CallEnding.CANCELED))
    await ringing.take(CALL)
    assert world.missed == ["c-1"] and [each.key for each in desktop(ringing).history] == ["missed"]
    await ringing.take(over(CallEnding.ANSWERED, replace(CALL, call_id="c-2")))
    await ringing.take(replace(CALL, call_id="c-2"))
    assert world.missed == ["c-1"] and len(desktop(ringing).history) == 1


async def test_a_push_that_comes_again_does_not_ring_again(world: World, ringing: Ringing) -> None:
    for _ in range(3):
        await ringing.take(CALL)
    assert len(desktop(ringing).history) == 1
    await ringing.take(over(CallEnding.ANSWERED))
    await ringing.take(CALL)
    assert len(desktop(ringing).history) == 1


async def test_nor_does_it_after_a_restart(world: World, ringing: Ringing) -> None:
    await ringing.take(CALL)
    known = KnownCalls.from_text(world.known.to_text())
    again = Ringing(lambda: world, world, known, wall=lambda: world.now, speech=world.speech)
    again.notifier = FakeNotifier(again.chosen)
    await again.take(CALL)
    assert desktop(again).history == []
    await again.close()


async def test_who_wants_no_calls_is_busy(world: World, ringing: Ringing) -> None:
    world.greeting = Greeting("Alice", rings=False)
    await ringing.take(CALL)
    await until(lambda: world.said == [("/push/calls/t", "busy")])
    assert world.missed == ["c-1"] and desktop(ringing).history == []


async def test_who_is_blocked_hears_the_same(world: World, ringing: Ringing) -> None:
    world.greeting = Greeting("Eve", is_blocked=True)
    await ringing.take(CALL)
    await until(lambda: world.said == [("/push/calls/t", "busy")])
    assert desktop(ringing).history == []


async def test_a_call_that_the_service_has_given_up_stops_ringing(world: World, ringing: Ringing) -> None:
    world.waits = False
    await ringing.take(CALL)
    await until(lambda: desktop(ringing).shown == {})
    await ringing.take(over(CallEnding.CANCELED))
    assert world.missed == ["c-1"]


@pytest.mark.parametrize("fault", ["no desktop", "no buttons", "broken"])
async def test_without_notifications_the_window_rings(world: World, ringing: Ringing, fault: str) -> None:
    notifier = desktop(ringing)
    if fault == "no desktop":
        ringing.notifier = None
    notifier.has_buttons, notifier.works = fault != "no buttons", fault != "broken"
    await ringing.take(CALL)
    assert world.opened == [("", "")]
    await ringing.take(over(CallEnding.CANCELED))
    assert world.missed == ["c-1"]


async def test_nothing_rings_for_ever(
    world: World, ringing: Ringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ringing_module, "RINGS", 0.01)
    await ringing.take(CALL)
    await until(lambda: world.missed == ["c-1"])
    assert "c-1" not in desktop(ringing).shown


async def test_many_calls(world: World, ringing: Ringing) -> None:
    for number in range(AT_ONCE + 1):
        await ringing.take(replace(CALL, call_id=f"c{number}", reply=f"/push/calls/{number}"))
    assert ringing.ringing == len(desktop(ringing).shown) == AT_ONCE
    await until(lambda: (f"/push/calls/{AT_ONCE}", "busy") in world.said)
    for number in range(100):
        await ringing.take(over(CallEnding.ANSWERED, replace(CALL, call_id=f"d{number}")))
    assert len(ringing._calls) == KEPT and ringing.ringing == AT_ONCE
    for number in range(AT_ONCE):
        await ringing.take(over(CallEnding.CANCELED, replace(CALL, call_id=f"c{number}")))
    assert desktop(ringing).shown["missed"].title == f"{AT_ONCE} missed calls"
    ringing.chosen(Chosen("missed", OPENED))
    await until(lambda: world.opened == [("", "")])


async def test_choices_about_nothing(world: World, ringing: Ringing) -> None:
    for chosen in (Chosen("c-9", ANSWER), Chosen("", ""), Chosen("c-1", "dance")):
        ringing.chosen(chosen)
    await ringing.take(CALL)
    ringing.chosen(Chosen("c-1", "dance"))
    await asyncio.sleep(0)
    assert ringing.ringing == 1 and world.opened == []


async def test_a_window_that_does_not_start(
    world: World, ringing: Ringing, caplog: pytest.LogCaptureFixture
) -> None:
    world.starts = False
    await ringing.take(CALL)
    desktop(ringing).choose("c-1", ANSWER)
    await until(lambda: "the window cannot be opened" in caplog.text)
    caplog.clear()


async def test_a_desktop_that_comes_after_the_agent(world: World, ringing: Ringing) -> None:
    later, ringing.notifier = desktop(ringing), None

    async def find() -> FakeNotifier:
        return later

    ringing.find_notifier = find
    await ringing.take(CALL)
    assert list(later.shown) == ["c-1"] and world.opened == []


async def test_a_desktop_that_was_started_again(world: World, ringing: Ringing) -> None:
    desktop(ringing).works = False
    again = FakeNotifier(ringing.chosen)

    async def find() -> FakeNotifier:
        return again

    ringing.find_notifier = find
    await ringing.take(CALL)
    assert list(again.shown) == ["c-1"] and world.opened == []
