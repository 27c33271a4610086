"""Calls that a number or a SIP address answers: the backend is asked once more, and clocks may run out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from core.service.callbacks.backend_client import BackendError, BackendProblem
from core.service.routing.endpoints import GATEWAY
from core.service.routing.flows import FlowKind
from tests.service.bench import DOMAIN, KEY, Client, got, taken
from tests.service.callbacks.supervised import CONNECT, Answer, Stage

NUMBER = "+4712345678"


@pytest.fixture
async def phone(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Something that answers a phone number, in the place of the gateway and its lines."""
    monkeypatch.setattr(stage.bench.rules, "_has_lines", True)
    stage.bench.registrar.add_internal(GATEWAY)
    stage.client.answers["ice"] = {"action": {"name": "connectPstn", "number": NUMBER}}
    return Client(stage.bench, "gateway", FlowKind.INTERNAL, endpoint=GATEWAY)


async def test_a_number_that_answers_is_told_and_the_call_goes_on(stage: Stage, phone: Client) -> None:
    stage.client.answers["ace"] = {
        "action": {"name": "Continue"},
        "instructions": [{"name": "setCookie", "key": "a", "value": "b"}],
    }
    invite = await stage.place()
    theirs = taken(phone, "INVITE")
    assert str(theirs.uri) == f"sip:+4712345678@{DOMAIN};user=phone"
    phone.answer(theirs, 200)
    await stage.settle()
    [ace] = stage.client.of("ace")
    assert ace == {
        "event": "ace",
        "callid": invite.call_id,
        "timestamp": "2026-01-15T23:59:30Z",
        "version": 1,
        "user": "alice",
        "applicationKey": KEY,
    }
    assert phone.requests() == [] and len(stage.bench.router.calls) == 1
    phone.send(phone.in_dialog("BYE", theirs, is_caller=False))
    dice = await stage.dice()
    assert (dice["result"], dice["reason"]) == ("ANSWERED", "CALLEEHANGUP")
    assert dice["to"] == {"type": "number", "endpoint": NUMBER}
    assert dice["cookies"] == [{"key": "a", "value": "b"}] and "cookies" not in ace


async def test_cookies_of_every_answer_come_back_with_all_that_follows(stage: Stage, phone: Client) -> None:
    stage.client.answers["ice"] |= {"instructions": [{"name": "setCookie", "key": "X-Way", "value": "one"}]}  # type: ignore[operator]
    stage.client.answers["ace"] = {
        "action": {"name": "continue"},
        "instructions": [
            {"name": "setCookie", "key": "step", "value": "1"},
            {"name": "setCookie", "key": "X-Way", "value": "two"},
            {"name": "say", "text": "Nobody can"},
        ],
    }
    await stage.place()
    theirs = taken(phone, "INVITE")
    assert theirs.headers.get("X-Way") == "one"
    phone.answer(theirs, 200)
    await stage.settle()
    phone.send(phone.in_dialog("BYE", theirs, is_caller=False))
    await stage.dice()
    told = {event["event"]: event.get("cookies") for event in stage.client.told}
    at_first = [{"key": "X-Way", "value": "one"}]
    at_last = [{"key": "X-Way", "value": "two"}, {"key": "step", "value": "1"}]
    assert told == {"ice": None, "ace": at_first, "notify": at_last, "dice": at_last}


async def test_too_many_cookies_change_nothing(stage: Stage, phone: Client) -> None:
    stage.client.answers["ice"] |= {"instructions": [{"name": "setCookie", "key": "a", "value": "b" * 600}]}  # type: ignore[operator]
    more = {"name": "setCookie", "key": "c", "value": "d" * 600}
    stage.client.answers["ace"] = {"action": {"name": "hangup"}, "instructions": [more]}
    await stage.place()
    phone.answer(taken(phone, "INVITE"), 200)
    await stage.settle()
    assert stage.complaint()[0] == 40001 and len(stage.bench.router.calls) == 1
    assert [each["key"] for each in stage.client.of("notify")[0]["cookies"]] == ["a"]


async def test_hanging_up_when_it_is_answered(stage: Stage, phone: Client) -> None:
    stage.client.answers["ace"] = {"action": {"name": "hangup"}}
    await stage.place()
    phone.answer(taken(phone, "INVITE"), 200)
    await stage.settle()
    assert taken(phone, "BYE").reasons[0].text == "Ended by the application"
    assert taken(stage.alice, "BYE")
    assert await stage.ending() == "ANSWERED MANAGERHANGUP"


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (BackendError(BackendProblem.TIMEOUT, "no"), None),
        (b"<html>", (40001, "the answer is not JSON")),
        (CONNECT, (40001, "connectMxp is no answer to ACE")),
        (
            {"action": {"name": "connectConf", "conferenceId": "c"}},
            (50000, "a call that stands cannot be moved to a conference"),
        ),
        (
            {"action": {"name": "runMenu", "menus": [{"id": "main"}]}},
            (50000, "runMenu is not available at this service"),
        ),
    ],
    ids=["none", "no JSON", "illegal", "conference", "menu"],
)
async def test_whatever_is_wrong_when_it_is_answered_the_call_goes_on(
    stage: Stage, phone: Client, answer: Answer, complaint: tuple[int, str] | None
) -> None:
    stage.client.answers["ace"] = answer
    await stage.place()
    theirs = taken(phone, "INVITE")
    phone.answer(theirs, 200)
    await stage.settle()
    assert phone.requests() == [] and stage.alice.requests() == []
    assert stage.client.of("notify") == [] if complaint is None else stage.complaint() == complaint
    phone.send(phone.in_dialog("BYE", theirs, is_caller=False))
    assert await stage.ending() == "ANSWERED CALLEEHANGUP"


async def test_media_that_breaks_when_it_is_answered_ends_no_call(
    stage: Stage, phone: Client, expected_log: Callable[..., object]
) -> None:
    stage.make(performs=True)
    stage.performer.breaks = True
    instructions = [{"name": "playFiles", "ids": ["a"]}]
    stage.client.answers["ace"] = {"action": {"name": "hangup"}, "instructions": instructions}
    expected_log("core.service.callbacks.supervision", "passed over")
    await stage.place()
    phone.answer(taken(phone, "INVITE"), 200)
    await stage.settle()
    assert phone.requests() == [] and len(stage.bench.router.calls) == 1


async def test_a_call_that_ends_before_the_word_about_its_answer(stage: Stage, phone: Client) -> None:
    await stage.place()
    stage.client.held.clear()
    theirs = taken(phone, "INVITE")
    phone.answer(theirs, 200)
    await stage.settle()
    phone.send(phone.in_dialog("BYE", theirs, is_caller=False))
    await stage.settle()
    stage.client.held.set()
    assert await stage.ending() == "ANSWERED CALLEEHANGUP"
    assert stage.client.names == ["ice", "ace", "dice"]


async def test_callbacks_that_are_suppressed(stage: Stage, phone: Client) -> None:
    stage.client.answers["ice"] = {
        "action": {"name": "connectPstn", "number": NUMBER, "suppressCallbacks": True}
    }
    await stage.place()
    theirs = taken(phone, "INVITE")
    phone.answer(theirs, 200)
    phone.send(phone.in_dialog("BYE", theirs, is_caller=False))
    await stage.settle()
    assert stage.client.names == ["ice"] and stage.supervision.calls == 0


def run_out(stage: Stage) -> float:
    """Let the clock of the only call run out; return how long it was set for."""
    [story] = stage.supervision._stories.values()
    assert story.timer is not None
    seconds = story.timer.when() - asyncio.get_running_loop().time()
    due, arguments = story.timer._callback, story.timer._args  # type: ignore[attr-defined]
    due(*arguments)
    return seconds


async def test_a_number_that_does_not_answer_in_time(stage: Stage, phone: Client) -> None:
    action = {"name": "connectPstn", "number": NUMBER, "dialTimeout": 20, "cli": "+4787654321"}
    stage.client.answers["ice"] = {"action": action}
    await stage.place()
    theirs = taken(phone, "INVITE")
    phone.answer(theirs, 180)
    assert run_out(stage) == pytest.approx(20, abs=1)
    assert taken(phone, "CANCEL").reasons[0].cause == 408 and got(stage.alice, 408)
    assert await stage.ending() == "NOANSWER TIMEOUT"


async def test_no_call_to_a_number_lasts_for_ever(stage: Stage, phone: Client) -> None:
    await stage.place()
    phone.answer(taken(phone, "INVITE"), 200)
    await stage.settle()
    assert run_out(stage) == pytest.approx(14_400, abs=1)
    assert await stage.ending() == "ANSWERED TIMEOUT"


async def test_a_call_that_lasts_too_long(stage: Stage, phone: Client) -> None:
    stage.client.answers["ice"] = {"action": {"name": "connectPstn", "number": NUMBER, "maxDuration": 60}}
    await stage.place()
    phone.answer(taken(phone, "INVITE"), 200)
    await stage.settle()
    stage.bench.now += 60
    assert run_out(stage) == pytest.approx(60, abs=1)
    assert taken(phone, "BYE") and taken(stage.alice, "BYE")
    dice = await stage.dice()
    assert (dice["result"], dice["reason"], dice["duration"]) == ("ANSWERED", "TIMEOUT", 60)
