"""Three people, three engines, one real service: hold, connecting the others, and who is reachable."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from core.commands import (
    AnswerCall,
    ConnectCalls,
    HangUp,
    ListScreens,
    MarkCallsSeen,
    PlaceCall,
    SaveContact,
    SendDtmf,
    SetBlocked,
    SetDoNotDisturb,
    SetHeld,
    ShareScreen,
    StopSharing,
    TransferCall,
)
from core.room_commands import MergeCalls
from core.snapshots import AppSnapshot, CallSnapshot, Presence
from tests.engine.engines import RunningEngine
from tests.engine.served import ServedService, joined


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningEngine, ...]]:
    with ServedService(tmp_path_factory.mktemp("service")) as service:
        folder = tmp_path_factory.mktemp("people")
        engines = [joined(folder / name, name, service) for name in ("Ada", "Bob", "Carol")]
        yield tuple(engines)
        for engine in engines:
            engine.engine.stop()


def call_with(snapshot: AppSnapshot, name: str) -> CallSnapshot | None:
    return next((c for c in snapshot.calls if c.remote_name == name and c.state != "ended"), None)


def shows(engine: RunningEngine, name: str, is_so: Callable[[CallSnapshot], object]) -> CallSnapshot:
    snapshot = engine.wait(lambda s: (c := call_with(s, name)) is not None and is_so(c))
    call = call_with(snapshot, name)
    assert call is not None and sum(c.has_microphone for c in snapshot.calls) <= 1
    return call


def is_established(call: CallSnapshot) -> bool:
    return call.state == "established"


def talk(ada: RunningEngine, bob: RunningEngine, name: str, *, own: str = "Ada") -> CallSnapshot:
    """Let ``ada`` call ``bob``, whose name is ``name``, and return her end of the call."""
    ada.post(PlaceCall(name.lower(), video=False))
    ringing = shows(bob, own, lambda c: c.state == "initiating")
    bob.post(AnswerCall(ringing.call_id, video=False))
    return shows(ada, name, is_established)


def end_all(*engines: RunningEngine) -> None:
    for engine in engines:
        for call in engine.wait(lambda s: True).calls:
            engine.post(HangUp(call.call_id))
    for engine in engines:
        engine.wait(lambda s: all(call.state == "ended" for call in s.calls))


def test_a_second_call_hold_keys_and_connecting_the_others(people: tuple[RunningEngine, ...]) -> None:
    ada, bob, carol = people
    first = talk(ada, bob, "Bob")
    carol.post(PlaceCall("ada", video=False))
    waiting = shows(ada, "Carol", lambda c: c.rings_quietly)
    ada.post(AnswerCall(waiting.call_id, video=False))
    shows(ada, "Carol", lambda c: is_established(c) and c.has_microphone)
    shows(ada, "Bob", lambda c: c.is_held and not c.has_microphone)
    shows(bob, "Ada", lambda c: c.is_held_by_remote)

    ada.post(SetHeld(first.call_id, False))
    shows(ada, "Bob", lambda c: c.has_microphone and not c.is_held)
    shows(carol, "Ada", lambda c: c.is_held_by_remote)
    ada.post(SendDtmf(first.call_id, "12#"))
    assert shows(ada, "Bob", lambda c: c.keys_sent == "12#").keys_way == "rtp"

    ada.post(ConnectCalls(first.call_id, waiting.call_id))
    told = ada.wait(lambda s: len(s.history) >= 2 and not call_with(s, "Bob"))
    assert sorted(entry.end_text for entry in told.history[:2]) == [
        "You connected Bob with Carol.",
        "You connected Carol with Bob.",
    ]
    shows(bob, "Carol", lambda c: is_established(c) and c.has_microphone)
    shows(carol, "Bob", lambda c: is_established(c) and c.has_microphone)
    end_all(bob, carol, ada)


def test_sent_to_somebody_else(people: tuple[RunningEngine, ...]) -> None:
    ada, bob, carol = people
    call = talk(ada, bob, "Bob")
    ada.post(TransferCall(call.call_id, "carol"))
    ringing = shows(carol, "Bob", lambda c: c.state == "initiating")
    carol.post(AnswerCall(ringing.call_id, video=False))
    shows(bob, "Carol", lambda c: is_established(c) and c.has_microphone)
    ada.wait(lambda s: s.history and s.history[0].end_text == "You connected Bob with carol.")
    bob.wait(lambda s: any(entry.end_text.startswith("Ada connected you with") for entry in s.history))
    end_all(carol, bob)


def test_a_call_becomes_a_room_that_calls_a_third_one(people: tuple[RunningEngine, ...]) -> None:
    ada, bob, carol = people
    call = talk(ada, bob, "Bob")
    ada.post(MergeCalls((call.call_id,), "carol", "Carol"))
    carol.wait(lambda s: any(call.state == "initiating" for call in s.calls))
    ada.wait(lambda s: any(call.room is not None and call.has_microphone for call in s.calls))
    end_all(carol, bob, ada)


def test_who_is_reachable_and_who_may_ring(people: tuple[RunningEngine, ...]) -> None:
    ada, bob, carol = people
    ada.post(SaveContact("Bob", "bob"))

    def bob_is(presence: Presence) -> None:
        ada.wait(lambda s: any(c.address == "bob" and c.presence is presence for c in s.contacts))

    bob_is(Presence.ONLINE)
    talk(carol, bob, "Bob", own="Carol")
    bob_is(Presence.IN_CALL)
    end_all(carol, bob)
    bob_is(Presence.ONLINE)
    bob.post(SetDoNotDisturb(True))
    bob_is(Presence.DO_NOT_DISTURB)

    before = len(bob.wait(lambda s: True).history)
    ada.post(PlaceCall("bob", video=False))
    refused = bob.wait(lambda s: len(s.history) > before)
    assert refused.history[0].end_text == "You did not want to be disturbed." and refused.missed_calls >= 1
    assert not refused.calls or refused.calls[0].state == "ended"
    bob.post(MarkCallsSeen())
    bob.wait(lambda s: s.missed_calls == 0)
    # Who dials again before the first call has ended gives that one up.
    ada.wait(lambda s: s.history and s.history[0].end_text == "Bob is busy.")

    bob.post(SetDoNotDisturb(False))
    bob.post(SetBlocked("ada", True))
    bob.wait(lambda s: s.blocked == ("ada",))
    ada.post(PlaceCall("bob", video=False))
    blocked = bob.wait(lambda s: s.history and s.history[0].is_blocked)
    assert blocked.missed_calls == 0 and blocked.history[0].end_text == "Ada is blocked."
    # A blocked caller is told what the one was told whom Bob did not want to be disturbed by.
    ada.wait(lambda s: [entry.end_text for entry in s.history[:2]] == ["Bob is busy."] * 2)
    bob.post(SetBlocked("ada", False))
    bob.wait(lambda s: s.blocked == ())


def test_a_screen_beside_the_call(people: tuple[RunningEngine, ...]) -> None:
    ada, bob, _ = people
    call = talk(ada, bob, "Bob")
    ada.post(ListScreens())
    sources = ada.wait(lambda s: s.devices.screens).devices.screens
    assert [source.kind for source in sources] == ["screen", "window"]
    ada.post(ShareScreen(call.call_id, sources[0].id))
    shows(ada, "Bob", lambda c: c.is_sharing and c.sharing_name == sources[0].name)
    theirs = shows(bob, "Ada", lambda c: c.is_remote_sharing)
    came = threading.Event()
    slot = bob.engine.picture(f"{theirs.call_id}/screen")
    slot.on_picture = came.set
    assert came.wait(20), "no picture of the screen"
    assert slot.size[0] > 0
    ada.post(StopSharing(call.call_id))
    shows(bob, "Ada", lambda c: not c.is_remote_sharing)
    shows(ada, "Bob", lambda c: not c.is_sharing and c.sharing_name == "")
    end_all(ada, bob)
