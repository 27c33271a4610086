"""Menus in calls from outside: the caller is answered, hears prompts, presses keys; the backend is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from core.sip.agent.events import AckReceived, InviteAccepted, InviteReceived, SessionEnded
from core.sip.bodies.dtmf_relay import CONTENT_TYPE, SHORT_CONTENT_TYPE, DtmfSignal
from tests.service.callbacks.test_instructions import NUMBER, complaints
from tests.service.callbacks.test_with_gateway import Exchange, address_of
from tests.service.gateway.conftest import Town, until
from tests.service.gateway.media.announcements.sounds import save, wav

HANG_UP = {"action": {"name": "hangup"}}
CHOICE = [{"dtmf": 1, "action": "return(sales)"}, {"dtmf": "2", "action": "menu(more)"}]


@pytest.fixture
async def exchange(tmp_path: Path, no_task_left: None) -> AsyncIterator[Exchange]:
    save(tmp_path / "prompts", "welcome.wav", wav())
    town = Town(tmp_path)
    made = await Exchange(town, prompts=tmp_path / "prompts").start()
    yield made
    await town.close()
    await made.backend.stop()


def menus(exchange: Exchange, *more: dict[str, Any], **main: Any) -> None:
    """Let ICE be answered with menus, and PIE with the end."""
    first = {"id": "main", "mainPrompt": "welcome", "options": CHOICE, **main}
    second = {"id": "more", "mainPrompt": "welcome;welcome", "maxDigits": 3, "timeoutMills": 60}
    exchange.answers["ice"] = {"action": {"name": "runMenu", "menus": [first, second, *more]}}
    exchange.answers["pie"] = HANG_UP


class Caller:
    """Somebody outside who has dialled and hears a menu."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    async def dial(self) -> Caller:
        self.phone = await self._exchange.town.far()
        self.call = await self.phone.call(self._exchange.here(NUMBER))
        await self.phone.event(InviteAccepted)
        await until(lambda: self.media.on_key is not None)
        return self

    @property
    def media(self) -> Any:
        return self._exchange.town.media.last

    def press(self, keys: str) -> None:
        for key in keys:
            self.media.on_key(key)

    async def pie(self) -> dict[str, Any]:
        return dict((await self._exchange.backend.came("pie"))[-1]["menuResult"])


async def test_a_key_decides_where_the_call_goes(exchange: Exchange) -> None:
    shop = await exchange.town.far()
    menus(exchange)
    exchange.answers["ice"]["instructions"] = [{"name": "setCookie", "key": "a", "value": "b"}]
    to_shop = {"type": "sip", "endpoint": address_of(shop)}
    exchange.answers["pie"] = {"action": {"name": "connectSip", "destination": to_shop}}
    caller = await Caller(exchange).dial()
    media = caller.media
    caller.press("1")
    incoming = (await shop.event(InviteReceived)).session
    [pie] = await exchange.backend.came("pie")
    assert pie["menuResult"] == {"menuId": "main", "type": "return", "value": "sales", "inputMethod": "dtmf"}
    assert pie["cookies"] == [{"key": "a", "value": "b"}] and pie["timestamp"]
    shop.do(incoming.accept, b"shop has")
    await shop.event(AckReceived)
    await exchange.backend.came("ace")
    assert media.asked[-1].startswith("join_client(") and media.on_key is None
    caller.phone.do(caller.call.bye)
    await shop.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"], dice["to"]) == ("ANSWERED", "CALLERHANGUP", to_shop)


async def test_through_another_menu_to_digits(exchange: Exchange) -> None:
    menus(exchange)
    caller = await Caller(exchange).dial()
    caller.press("2")
    await until(lambda: "play(2 to outside)" in caller.media.asked)
    caller.press("417")
    assert await caller.pie() == {
        "menuId": "more",
        "type": "sequence",
        "value": "417",
        "inputMethod": "dtmf",
    }
    await caller.phone.event(SessionEnded)
    [dice] = await exchange.backend.came("dice")
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "MANAGERHANGUP")


async def test_silence_repeats_the_menu_and_then_is_told(exchange: Exchange) -> None:
    menus(exchange, timeoutMills=20, repeats=1, repeatPrompt="welcome;welcome;welcome")
    caller = await Caller(exchange).dial()
    assert (await caller.pie())["type"] == "timeout"
    plays = [each for each in caller.media.asked if each.startswith("play")]
    assert plays == ["play(1 to outside)", "play(3 to outside)"]


@pytest.mark.parametrize("barge", [True, False])
async def test_keys_during_the_prompt(exchange: Exchange, barge: bool) -> None:
    menus(exchange, timeoutMills=30)
    exchange.answers["ice"]["action"]["barge"] = barge
    exchange.town.media.plays_end = False
    caller = await Caller(exchange).dial()
    await until(lambda: "play(1 to outside)" in caller.media.asked)
    caller.press("1")
    if not barge:
        caller.media.plays.set()
    assert (await caller.pie())["type"] == ("return" if barge else "timeout")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (CONTENT_TYPE, bytes(DtmfSignal("1", 0.1))),
        (SHORT_CONTENT_TYPE, b"1"),
        ("application/dtmf-relay; charset=x", b"Signal=1\r\n"),
    ],
)
async def test_keys_by_info(exchange: Exchange, kind: str, body: bytes) -> None:
    menus(exchange)
    caller = await Caller(exchange).dial()
    for nonsense in (b"", b"Signal=x", b"\xff" * 100, b"Signal=99"):
        caller.phone.do(caller.call.info, CONTENT_TYPE, nonsense)
    caller.phone.do(caller.call.info, kind, body)
    assert (await caller.pie())["value"] == "sales"


async def test_who_tells_each_key_twice_is_heard_once(exchange: Exchange) -> None:
    menus(exchange, options=[], maxDigits=3)
    caller = await Caller(exchange).dial()
    caller.press("1")
    caller.phone.do(caller.call.info, SHORT_CONTENT_TYPE, b"1")
    await until(
        lambda: any(
            getattr(each, "status", 0) == 200 and each.cseq.method == "INFO" for each in caller.phone.heard
        )
    )
    caller.press("23")
    assert (await caller.pie())["value"] == "123"


async def test_the_answer_to_a_menu_may_be_a_menu(exchange: Exchange) -> None:
    menus(exchange)
    caller = await Caller(exchange).dial()
    exchange.answers["pie"] = exchange.answers["ice"] | {
        "instructions": [{"name": "playFiles", "ids": ["welcome"]}]
    }
    caller.press("1")
    await exchange.backend.came("pie")
    exchange.answers["pie"] = HANG_UP
    await until(lambda: caller.media.asked.count("play(1 to outside)") == 3 and caller.media.on_key)
    caller.press("1")
    await caller.phone.event(SessionEnded)
    assert [event["event"] for event in exchange.backend.events[:3]] == ["ice", "pie", "pie"]


async def test_menus_without_end_have_one(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.service.callbacks.supervision.LONGEST_MENUS", -1)
    menus(exchange)
    caller = await Caller(exchange).dial()
    exchange.answers["pie"] = exchange.answers["ice"]
    caller.press("1")
    assert (await caller.phone.event(SessionEnded)).reason_header.cause == 500
    assert "must not be in menus" in (await complaints(exchange))[0][1]


async def test_hanging_up_in_a_menu_is_told(exchange: Exchange) -> None:
    menus(exchange)
    caller = await Caller(exchange).dial()
    caller.phone.do(caller.call.bye)
    await exchange.backend.came("dice")
    assert [event["event"] for event in exchange.backend.events] == ["ice", "pie", "dice"]
    assert (await caller.pie())["type"] == "hangup"
    await until(lambda: not exchange.town.gateway.calls)


@pytest.mark.parametrize(
    ("answer", "reason", "cause"),
    [
        (b"<html>", "INVALIDSVAMLACTION", 500),
        ({"action": {"name": "connectMxp"}}, "INVALIDSVAMLACTION", 500),
        ({"action": {"name": "continue"}}, "INVALIDSVAMLACTION", 500),
        ({"action": {"name": "park"}}, "INVALIDSVAMLACTION", 500),
    ],
    ids=["no JSON", "not after a menu", "nowhere to", "park"],
)
async def test_answers_to_a_menu_that_lead_nowhere(
    exchange: Exchange, answer: Any, reason: str, cause: int
) -> None:
    menus(exchange)
    exchange.answers["pie"] = answer
    caller = await Caller(exchange).dial()
    caller.press("1")
    assert (await caller.phone.event(SessionEnded)).reason_header.cause == cause
    [dice] = await exchange.backend.came("dice")
    assert dice["reason"] == reason and "notify" in [event["event"] for event in exchange.backend.events]


async def test_a_backend_that_fails_after_a_menu(exchange: Exchange) -> None:
    """As it is when a call begins: without an answer there is nothing that could be done with the call."""
    menus(exchange)
    exchange.answers["pie"] = web.Response(status=500)
    caller = await Caller(exchange).dial()
    caller.press("1")
    assert (await caller.phone.event(SessionEnded)).reason_header.cause == 504
    [dice] = await exchange.backend.came("dice")
    assert dice["reason"] == "CALLBACKERROR"
    await until(lambda: not exchange.town.gateway.calls)


async def test_going_on_after_a_menu_leads_to_who_was_called(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    menus(exchange)
    exchange.answers["pie"] = {"action": {"name": "continue"}}
    far = await exchange.town.far()
    await far.call(exchange.here("alice"))
    await until(lambda: exchange.town.media.made and exchange.town.media.last.on_key)
    exchange.town.media.last.on_key("1")
    await alice.event(InviteReceived)


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("#tts[Press one]", "text-to-speech is not available at this service"),
        ("nothing", "there is no prompt 'nothing'"),
    ],
)
async def test_a_menu_that_cannot_be_heard(exchange: Exchange, prompt: str, words: str) -> None:
    menus(exchange, mainPrompt=prompt)
    far = await exchange.town.far()
    await far.call(exchange.here(NUMBER))
    [pie] = await exchange.backend.came("pie")
    assert pie["menuResult"]["type"] == "error" and words in [each[1] for each in await complaints(exchange)]


async def test_speech_is_not_understood_but_keys_are(exchange: Exchange) -> None:
    menus(exchange)
    exchange.answers["ice"]["action"] |= {"enableVoice": True, "locale": "en-US"}
    caller = await Caller(exchange).dial()
    caller.press("1")
    assert (await caller.pie())["type"] == "return"
    assert await complaints(exchange) == [(50000, "enableVoice is not available at this service")]


async def test_keys_without_end_wait_within_bounds(exchange: Exchange) -> None:
    menus(exchange, options=[], maxDigits=100, timeoutMills=50)
    caller = await Caller(exchange).dial()
    caller.press("7" * 1000)
    assert (await caller.pie())["value"] == "7" * 64


async def test_a_menu_for_somebody_whom_the_gateway_does_not_have(exchange: Exchange) -> None:
    alice = await exchange.town.phone()
    menus(exchange)
    alice.call("sip:bob@ahoy.invalid")
    assert await complaints(exchange) == [(50000, "runMenu is not available at this service")]


async def test_a_menu_in_a_call_that_stands(exchange: Exchange) -> None:
    alice, far = await exchange.town.phone(), await exchange.town.far()
    exchange.to_sip(address_of(far))
    exchange.answers["ace"] = {"action": {"name": "runMenu", "menus": [{"id": "main"}]}}
    alice.call(far.uri)
    far.do((await far.event(InviteReceived)).session.accept, b"far has")
    assert await complaints(exchange) == [(50000, "runMenu cannot interrupt a call that stands")]
    assert exchange.town.gateway.calls == 1
