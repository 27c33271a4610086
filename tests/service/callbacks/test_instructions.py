"""Instructions in calls from outside: who hears what, in which order, how it ends. Media is only words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.sip.agent.events import (
    AckReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    SessionEnded,
)
from tests.service.callbacks.test_with_gateway import Exchange, address_of
from tests.service.gateway.conftest import Town, until
from tests.service.gateway.media.announcements.sounds import save, wav

NUMBER = "+4721000000"
ANSWER, WELCOME = {"name": "answer"}, {"name": "playFiles", "ids": ["welcome"]}
PLAYED = "play(1 to outside)"


@pytest.fixture
async def exchange(tmp_path: Path, no_task_left: None) -> AsyncIterator[Exchange]:
    save(tmp_path / "prompts", "welcome.wav", wav())
    save(tmp_path / "prompts", "more.wav", wav())
    town = Town(tmp_path)
    made = Exchange(town, prompts=tmp_path / "prompts")
    await made.start()
    yield made
    await town.close()
    await made.backend.stop()


def script(exchange: Exchange, *instructions: dict[str, Any], **action: Any) -> None:
    """Let ICE be answered so; without an action the call goes to alice."""
    exchange.to_user("alice")
    exchange.answers["ice"]["instructions"] = list(instructions)
    if action:
        exchange.answers["ice"]["action"] = action


async def dialled(exchange: Exchange, body: bytes = b"v=0 far\r\n") -> tuple[Any, Any]:
    far = await exchange.town.far()
    return far, await far.call(exchange.here(NUMBER), body)


def asked(exchange: Exchange) -> list[str]:
    """What the media of the only call was asked to do."""
    return [each for each in exchange.town.media.last.asked if not each.startswith("offer_to_client")]


async def complaints(exchange: Exchange) -> list[tuple[int, str]]:
    return [(each["errorCode"], each["errorMsg"]) for each in await exchange.backend.came("notify")]


async def test_answered_played_to_and_put_through(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    script(exchange, ANSWER, WELCOME, {"name": "playFiles", "ids": ["more", "welcome.wav"]})
    far, outgoing = await dialled(exchange)
    assert (await far.event(InviteAccepted)).body == b"answer <- nobody", "before anybody is called"
    incoming = (await alice.event(InviteReceived)).session
    assert asked(exchange) == ["answer_to_sip(nobody)", PLAYED, "play(2 to outside)"]
    alice.do(incoming.ring)
    await until(lambda: "ring(outside)" in asked(exchange))
    alice.do(incoming.accept, b"alice has")
    await alice.event(AckReceived)
    assert asked(exchange)[-1] == "join_client(alice has)"
    far.do(outgoing.bye)
    await alice.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "CALLERHANGUP")
    assert [event["event"] for event in exchange.backend.events] == ["ice", "dice"]


async def test_without_an_answer_it_is_heard_before_the_call_is(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    script(exchange, WELCOME)
    far, _ = await dialled(exchange)
    early = await far.event(InviteProgress)
    assert (early.status, early.body) == (183, b"answer <- nobody")
    incoming = (await alice.event(InviteReceived)).session
    alice.do(incoming.ring)
    assert (await far.event(InviteProgress)).status == 180
    alice.do(incoming.accept, b"alice has")
    assert (await far.event(InviteAccepted)).body == b"answer <- nobody", "what was said early holds"
    assert asked(exchange)[-1] == "join_client(alice has)"


async def test_played_before_and_after_the_answer(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    script(exchange, WELCOME, ANSWER, WELCOME)
    far, _ = await dialled(exchange)
    assert (await far.event(InviteProgress)).status == 183
    assert (await far.event(InviteAccepted)).body == b"answer <- nobody"
    await alice.event(InviteReceived)
    assert asked(exchange) == ["answer_to_sip(nobody)", PLAYED, PLAYED]


async def test_keys_are_sent_to_the_caller(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    script(exchange, ANSWER, {"name": "sendDtmf", "value": "12w#"})
    await dialled(exchange)
    await alice.event(InviteReceived)
    assert asked(exchange)[-1] == "play(7 to outside)", "three keys with gaps, and one pause"


async def test_a_caller_without_an_offer(exchange: Exchange) -> None:
    """Hears nothing before the answer, and after it when the ACK has said where to."""
    alice = await exchange.town.phone()
    script(exchange, WELCOME, ANSWER, WELCOME)
    far, outgoing = await dialled(exchange, b"")
    accepted = await far.event(InviteAccepted)
    assert accepted.body == b"answer <- nobody" and PLAYED not in asked(exchange)
    far.do(outgoing.answer_late_offer, b"far has")
    await alice.event(InviteReceived)
    assert asked(exchange)[-2:] == ["take_late_answer(far has)", PLAYED]
    [(code, words)] = await complaints(exchange)
    assert code == 50000 and "hears nothing before the answer" in words


@pytest.mark.parametrize("is_answered", [True, False], ids=["answered", "early"])
async def test_hanging_up_in_the_middle_stops_all(exchange: Exchange, is_answered: bool) -> None:
    alice = await exchange.town.phone()
    script(exchange, *[ANSWER] * is_answered, WELCOME, {"name": "setCookie", "key": "a", "value": "b"})
    exchange.town.media.plays_end = False
    far, outgoing = await dialled(exchange)
    await until(lambda: exchange.town.media.made and PLAYED in asked(exchange))
    far.do(outgoing.bye if is_answered else outgoing.cancel)
    [dice] = await exchange.backend.came("dice")
    expected = ("ANSWERED", "CALLERHANGUP") if is_answered else ("NOANSWER", "CANCEL")
    assert (dice["result"], dice["reason"]) == expected and ("duration" in dice) is is_answered
    await until(lambda: not exchange.town.gateway.calls)
    assert exchange.town.media.last.is_closed and alice.events.empty()
    assert exchange.town.service.parts.callbacks.calls == 0


@pytest.mark.parametrize(
    ("status", "result"), [(486, "BUSY BUSY"), (480, "NOANSWER NOANSWER"), (603, "NOANSWER CALLEEHANGUP")]
)
async def test_a_caller_who_is_answered_is_told_that_the_callee_is_not_to_be_had(
    exchange: Exchange, status: int, result: str
) -> None:
    alice = await exchange.town.phone()
    script(exchange, ANSWER)
    far, _ = await dialled(exchange)
    await far.event(InviteAccepted)
    alice.do((await alice.event(InviteReceived)).session.reject, status)
    ended = await far.event(SessionEnded)
    assert ended.reason_header.cause == status
    [dice] = await exchange.backend.came("dice")
    assert f"{dice['result']} {dice['reason']}" == result


async def test_played_to_and_let_go(exchange: Exchange) -> None:
    script(exchange, ANSWER, WELCOME, name="hangup")
    far, _ = await dialled(exchange)
    await far.event(InviteAccepted)
    await far.event(SessionEnded)
    assert asked(exchange) == ["answer_to_sip(nobody)", PLAYED]
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"], dice["duration"]) == ("ANSWERED", "MANAGERHANGUP", 0)


async def test_played_early_and_refused(exchange: Exchange) -> None:
    script(exchange, WELCOME, name="hangup")
    far, _ = await dialled(exchange)
    assert (await far.event(InviteProgress)).status == 183
    assert (await far.event(InviteRejected)).status == 403


@pytest.mark.parametrize(
    ("instruction", "code", "words"),
    [
        ({"name": "playFiles", "ids": ["nowhere"]}, 40001, "there is no prompt 'nowhere'"),
        ({"name": "playFiles", "ids": ["../secret"]}, 40001, "'../secret' is no name of a prompt"),
        (
            {"name": "playFiles", "ids": ["http://10.0.0.1/a.wav"]},
            40001,
            "prompts are not taken from 10.0.0.1",
        ),
        (
            {"name": "playFiles", "ids": ["#tts[Hello]"]},
            50000,
            "text-to-speech is not available at this service",
        ),
        ({"name": "say", "text": "Hello"}, 50000, "say is not available at this service"),
        (
            {"name": "startRecording", "options": {"destinationUrl": "s3://a", "credentials": "b"}},
            50000,
            "startRecording is not available at this service",
        ),
        ({"name": "stopRecording"}, 50000, "stopRecording is not available at this service"),
    ],
    ids=["no file", "no name", "inside", "speech", "say", "recording", "no recording"],
)
async def test_what_cannot_be_done_is_told_and_the_call_goes_on(
    exchange: Exchange, instruction: dict[str, Any], code: int, words: str
) -> None:
    alice = await exchange.town.phone()
    script(exchange, ANSWER, instruction, WELCOME)
    far, _ = await dialled(exchange)
    await far.event(InviteAccepted)
    await alice.event(InviteReceived)
    assert await complaints(exchange) == [(code, words)]
    assert asked(exchange) == ["answer_to_sip(nobody)", PLAYED]


@pytest.mark.parametrize("method", ["answer_to_sip", "play"])
async def test_media_that_refuses_is_told_and_the_call_goes_on(exchange: Exchange, method: str) -> None:
    exchange.town.media.refuses[method] = 488
    alice = await exchange.town.phone()
    script(exchange, WELCOME)
    await dialled(exchange)
    await alice.event(InviteReceived)
    assert await complaints(exchange) == [(50000, "playFiles failed: The two sides have no codec in common.")]


async def test_a_callee_whose_answer_cannot_be_used(exchange: Exchange) -> None:
    exchange.town.media.refuses["join_client"] = 488
    alice = await exchange.town.phone()
    script(exchange, ANSWER)
    far, _ = await dialled(exchange)
    await far.event(InviteAccepted)
    alice.do((await alice.event(InviteReceived)).session.accept, b"nonsense")
    assert (await far.event(SessionEnded)).reason_header.cause == 488
    await alice.event(SessionEnded)


async def test_a_caller_who_changes_their_mind_while_it_plays_asks_again_later(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    script(exchange, ANSWER)
    far, outgoing = await dialled(exchange)
    await far.event(InviteAccepted)
    incoming = (await alice.event(InviteReceived)).session
    far.do(outgoing.reinvite, b"far holds")
    await until(lambda: any(getattr(each, "status", 0) == 491 for each in far.heard))
    alice.do(incoming.accept, b"alice has")
    await alice.event(AckReceived)
    assert not outgoing.is_ended


async def test_instructions_that_take_too_long_are_broken_off(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.service.gateway.calls.served.performer.LONGEST", 1.0)
    alice = await exchange.town.phone()
    script(exchange, ANSWER, WELCOME, WELCOME)
    exchange.town.media.plays_end = False
    await dialled(exchange)
    await alice.event(InviteReceived)
    [(code, words)] = await complaints(exchange)
    assert code == 50000 and "left undone" in words
    assert asked(exchange) == ["answer_to_sip(nobody)", PLAYED]


# --- calls of clients ---------------------------------------------------------------------------------

HEARD = "play(1 to client)"


async def placed(exchange: Exchange, *instructions: dict[str, Any], **more: Any) -> tuple[Any, Any, Any]:
    """Let alice call a SIP address, with these instructions before; return both phones and her session."""
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.to_sip(address_of(far), **more)
    exchange.answers["ice"]["instructions"] = list(instructions)
    return alice, far, alice.call(far.uri)


async def test_a_client_is_answered_and_played_to_before_somebody_is_called(exchange: Exchange) -> None:
    alice, far, outgoing = await placed(exchange, ANSWER, WELCOME)
    exchange.answers["ace"]["instructions"] = [WELCOME]
    assert (await alice.event(InviteAccepted)).body == b"answer <- nobody"
    incoming = (await far.event(InviteReceived)).session
    bridge = exchange.town.media.last
    assert bridge.asked[1:] == ["answer_to_client(nobody)", HEARD]
    assert [event["event"] for event in exchange.backend.events] == ["ice"], "nobody has answered yet"
    far.do(incoming.ring)
    await until(lambda: "ring(client)" in bridge.asked)
    far.do(incoming.accept, b"far has")
    await exchange.backend.came("ace")
    await until(lambda: bridge.asked.count(HEARD) == 2)
    assert "answer_to_client(far has)" in bridge.asked
    alice.do(outgoing.bye)
    await far.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "CALLERHANGUP")
    assert [event["event"] for event in exchange.backend.events] == ["ice", "ace", "dice"]


async def test_a_client_hears_it_before_the_call_is_answered(exchange: Exchange) -> None:
    alice, far, _ = await placed(exchange, WELCOME, {"name": "sendDtmf", "value": "1"})
    early = await alice.event(InviteProgress)
    assert (early.status, early.body) == (183, b"answer <- nobody")
    incoming = (await far.event(InviteReceived)).session
    assert exchange.town.media.last.asked[2:] == [HEARD, "play(2 to client)"]
    far.do(incoming.accept, b"far has")
    assert (await alice.event(InviteAccepted)).body == b"answer <- nobody", "what was said early holds"
    await exchange.backend.came("ace")


async def test_early_sound_of_the_callee_takes_the_place_of_ringing(exchange: Exchange) -> None:
    alice, far, _ = await placed(exchange, ANSWER)
    await alice.event(InviteAccepted)
    incoming = (await far.event(InviteReceived)).session
    incoming.progress(183, far.line.now(), b"far early")
    far.line.pump()
    await until(lambda: "answer_to_client(far early)" in exchange.town.media.last.asked)
    far.do(incoming.accept, b"far has")
    await exchange.backend.came("ace")


async def test_a_client_who_is_answered_is_told_that_the_callee_is_not_to_be_had(exchange: Exchange) -> None:
    alice, far, _ = await placed(exchange, ANSWER)
    await alice.event(InviteAccepted)
    far.do((await far.event(InviteReceived)).session.reject, 486)
    assert (await alice.event(SessionEnded)).reason_header.cause == 486
    [dice] = await exchange.backend.came("dice")
    assert dice["result"] == "ANSWERED" and "ace" not in [event["event"] for event in exchange.backend.events]


@pytest.mark.parametrize("is_answered", [True, False], ids=["answered", "early"])
async def test_a_client_hangs_up_in_the_middle(exchange: Exchange, is_answered: bool) -> None:
    exchange.town.media.plays_end = False
    alice, far, outgoing = await placed(exchange, *[ANSWER] * is_answered, WELCOME)
    await until(lambda: exchange.town.media.made and HEARD in exchange.town.media.last.asked)
    alice.do(outgoing.bye if is_answered else outgoing.cancel)
    await until(lambda: exchange.town.media.last.is_closed)
    exchange.town.media.last.plays.set()
    await exchange.backend.came("dice")
    await until(lambda: not exchange.town.gateway.calls)
    assert far.events.empty()


async def test_a_number_or_address_that_does_not_answer_in_time(exchange: Exchange) -> None:
    """The time to answer begins when it is called, not with what is heard before."""
    alice, far, _ = await placed(exchange, ANSWER)
    await alice.event(InviteAccepted)
    await far.event(InviteReceived)
    callbacks = exchange.town.service.parts.callbacks
    [story] = callbacks._stories.values()
    callbacks._not_answered(story)
    await alice.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert dice["reason"] == "TIMEOUT"


async def test_nobody_is_played_to_who_calls_another_user(exchange: Exchange) -> None:
    alice, bob = await exchange.town.phone(), await exchange.town.phone("bob")
    exchange.to_user("bob")
    exchange.answers["ice"]["instructions"] = [ANSWER, WELCOME]
    alice.call("sip:bob@ahoy.invalid")
    await bob.event(InviteReceived)
    await exchange.backend.has(3)
    assert await complaints(exchange) == [
        (50000, "answer is not available in this call"),
        (50000, "playFiles is not available in this call"),
    ]


async def test_what_was_deferred_is_forgotten_with_its_call(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    exchange.to_sip("bob@nowhere.invalid")
    exchange.answers["ice"]["instructions"] = [ANSWER, WELCOME]
    alice.call("sip:bob@nowhere.invalid")
    await exchange.backend.came("dice")
    assert exchange.town.gateway.performer._deferred == {}
