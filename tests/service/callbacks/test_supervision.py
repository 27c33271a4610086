"""Calls under supervision, in memory: what a backend is asked and told, and what becomes of the calls."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from core.identity.tokens import sign_token
from core.service.callbacks.backend_client import BackendError, BackendProblem
from core.sip.call_headers import FIELD, decode_headers, encode_headers
from core.sip.messages import Request
from tests.service.bench import DOMAIN, KEY, call, cancel_of, got, taken
from tests.service.callbacks.supervised import CONNECT, Answer, Stage

ABROAD = f"{'d' * 52}.ahoy.invalid"


async def test_without_a_backend_nobody_is_asked(stage: Stage) -> None:
    stage.url = ""
    call(stage.alice)
    stage.bob.answer(taken(stage.bob, "INVITE"), 486)
    await stage.settle()
    assert stage.client.told == [] and stage.heard == [486]


async def test_a_call_as_the_backend_hears_of_it(stage: Stage) -> None:
    headers = ((FIELD, encode_headers({"topic": "tea"})),)
    invite = await stage.place(headers=headers)
    [ice] = stage.client.told
    assert ice == {
        "event": "ice",
        "callid": invite.call_id,
        "timestamp": "2026-01-15T23:59:30Z",
        "version": 1,
        "custom": '{"topic":"tea"}',
        "user": "alice",
        "applicationKey": KEY,
        "userRate": {"currencyId": "USD", "amount": 0.0},
        "cli": "private",
        "to": {"type": "username", "endpoint": "bob"},
        "domain": "mxp",
        "originationType": "MXP",
        "callHeaders": [{"key": "topic", "value": "tea"}],
    }
    theirs = taken(stage.bob, "INVITE")
    stage.bob.answer(theirs, 200)
    stage.bench.now += 61.4
    stage.bench.wall += 61
    stage.alice.send(stage.alice.in_dialog("BYE", got(stage.alice, 200), is_caller=True))
    dice = await stage.dice()
    assert dice == {
        "event": "dice",
        "callid": invite.call_id,
        "timestamp": "2026-01-16T00:00:31Z",
        "version": 1,
        "custom": '{"topic":"tea"}',
        "user": "alice",
        "applicationKey": KEY,
        "reason": "CALLERHANGUP",
        "result": "ANSWERED",
        "debit": {"currencyId": "USD", "amount": 0.0},
        "userRate": {"currencyId": "USD", "amount": 0.0},
        "to": {"type": "username", "endpoint": "bob"},
        "from": "alice",
        "duration": 61,
        "callHeaders": [{"key": "topic", "value": "tea"}],
    }
    assert stage.client.names == ["ice", "dice"]  # no ACE: an app answered


async def test_nobody_rings_before_the_word_has_come(stage: Stage) -> None:
    stage.client.held.clear()
    await stage.place()
    stage.bench.pass_time(3)
    assert stage.bob.inbox == [] and stage.alice.statuses() == [100]
    stage.client.held.set()
    await stage.settle()
    assert taken(stage.bob, "INVITE")


async def test_hanging_up_at_once(stage: Stage) -> None:
    stage.client.answers["ice"] = {"action": {"name": "hangup"}}
    await stage.place()
    answer = got(stage.alice, 403)
    assert (answer.reasons[0].cause, answer.reasons[0].text) == (403, "Ended by the application")
    assert stage.bob.inbox == []
    assert await stage.ending() == "N/A MANAGERHANGUP"
    assert "duration" not in stage.client.of("dice")[0]


async def test_another_user_is_called_with_other_headers(stage: Stage) -> None:
    carol = stage.bench.client("carol")
    stage.client.answers["ice"] = {
        "action": {
            "name": "connectMXP",
            "destination": {"type": "username", "endpoint": "carol"},
            "callHeaders": [{"key": "foo", "value": "bär\r\nX: y"}],
        }
    }
    headers = ((FIELD, encode_headers({"topic": "tea"})), ("Replaces", "a;to-tag=b;from-tag=c"))
    await stage.place(headers=headers)
    invite = taken(carol, "INVITE")
    assert stage.bob.inbox == [] and invite.headers.get("Replaces") is None
    assert decode_headers(invite.headers.get(FIELD)) == {"foo": "bär\r\nX: y"}
    assert str(invite.to.uri) == f"sip:bob@{DOMAIN}"
    carol.answer(invite, 486)
    dice = await stage.dice()
    assert dice["to"] == {"type": "username", "endpoint": "carol"}
    assert dice["callHeaders"] == [{"key": "foo", "value": "bär\r\nX: y"}]
    assert dice["custom"] == '{"topic":"tea"}' and dice["result"] == dice["reason"] == "BUSY"
    assert FIELD not in got(stage.alice, 486).headers


async def test_a_number_nobody_has_may_ring_a_user(stage: Stage) -> None:
    stage.client.answers["ice"] = {
        "action": {"name": "connectMxp", "destination": {"type": "username", "endpoint": "bob"}}
    }
    cli = ("P-Preferred-Identity", f"<sip:+4787654321@{DOMAIN};user=phone>")
    await stage.place(f"sip:+4712345678@{DOMAIN};user=phone", headers=(cli,))
    ice = stage.client.told[0]
    assert ice["to"] == {"type": "number", "endpoint": "+4712345678"}
    assert (ice["domain"], ice["cli"]) == ("pstn", "+4787654321")
    assert taken(stage.bob, "INVITE")


@pytest.mark.parametrize(
    ("uri", "expected", "domain"),
    [
        (f"sip:nobody@{DOMAIN}", ("username", "nobody"), "mxp"),
        (f"sip:bob@{ABROAD}", ("username", f"bob@{ABROAD}"), "mxp"),
        (f"sip:room-team%201@{DOMAIN}", ("conference", "team 1"), "conference"),
        ("sip:desk@pbx.example:5061", ("sip", "desk@pbx.example:5061"), "pstn"),
        ("sip:pbx.example", ("sip", "pbx.example"), "pstn"),
        (f"sip:112@{DOMAIN};user=phone", ("number", "112"), "pstn"),
        ("sip:+4712345678@pbx.example;user=phone", ("sip", "+4712345678@pbx.example"), "pstn"),
        ("tel:+4712345678;ext=1", ("number", "+4712345678"), "pstn"),
    ],
)
async def test_whom_people_call(stage: Stage, uri: str, expected: tuple[str, str], domain: str) -> None:
    stage.client.answers["ice"] = {"action": {"name": "hangup"}}
    await stage.place(uri)
    ice = stage.client.told[0]
    assert (ice["to"]["type"], ice["to"]["endpoint"]) == expected and ice["domain"] == domain
    assert ice.get("conferenceId") == ("team 1" if domain == "conference" else None)


@pytest.mark.parametrize(
    ("problem", "status"),
    [(BackendProblem.TIMEOUT, 504), (BackendProblem.STATUS, 504), (BackendProblem.BUSY, 503)],
)
async def test_no_word_and_the_call_is_dropped(stage: Stage, problem: BackendProblem, status: int) -> None:
    stage.client.answers["ice"] = BackendError(problem, "no")
    await stage.place()
    assert stage.heard == [status] and stage.bob.inbox == []
    assert await stage.ending() == "FAILED CALLBACKERROR"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"<html>", "the answer is not JSON"),
        (b"", "the answer is not JSON"),
        ({"instructions": []}, "svaml.action must not be left out"),
        ({"action": {"name": "continue"}}, "continue is no answer to ICE"),
        (
            {"action": {"name": "connectPstn"}},
            "svaml.action.number must not be left out when no number was called",
        ),
    ],
)
async def test_nonsense_drops_the_call_and_says_why(stage: Stage, answer: Answer, words: str) -> None:
    stage.client.answers["ice"] = answer
    await stage.place()
    assert stage.heard == [500] and stage.bob.inbox == []
    assert await stage.ending() == "FAILED INVALIDSVAMLACTION"
    assert stage.complaint() == (40001, words) and stage.client.names == ["ice", "notify", "dice"]


async def test_nonsense_is_logged_once_a_minute(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.client.answers["ice"] = b"<html>"
    with caplog.at_level(logging.INFO, logger="core.service.callbacks"):
        for _ in range(3):
            await stage.place()
        stage.bench.now += 61
        await stage.place()
    lines = [line for line in caplog.messages if line.startswith("callback.nonsense")]
    assert len(lines) == 2 and "more_since_last=2" in lines[1] and KEY in lines[0]


async def test_an_action_that_needs_media_is_told_and_ends_the_call(stage: Stage) -> None:
    stage.client.answers["ice"] = {"action": {"name": "runMenu", "menus": [{"id": "main"}]}}
    await stage.place()
    assert stage.heard == [501]
    assert await stage.ending() == "FAILED GENERALERROR"
    assert stage.complaint() == (50000, "runMenu is not available at this service")


@pytest.mark.parametrize(
    ("action", "what"),
    [
        ({"name": "connectPstn", "number": "+4712345678"}, "number"),
        ({"name": "connectSip", "destination": {"endpoint": "desk@pbx.example"}}, "sip"),
        ({"name": "connectConf", "conferenceId": "team"}, "conference"),
    ],
)
async def test_what_the_service_does_not_reach_is_told(
    stage: Stage, action: dict[str, Any], what: str
) -> None:
    stage.client.answers["ice"] = {"action": action}
    await stage.place()
    assert stage.heard == [501]
    code, words = stage.complaint()
    assert code == 50000 and words.startswith(f"a call to a {what} is not available at this service")
    assert (await stage.ending()).startswith("FAILED")


async def test_instructions_that_need_media_are_told_and_the_call_goes_on(stage: Stage) -> None:
    instructions = [{"name": "say", "text": "hello"}, {"name": "answer"}]
    stage.client.answers["ice"] = CONNECT | {"instructions": instructions}
    await stage.place()
    assert taken(stage.bob, "INVITE")
    assert [each["errorMsg"] for each in stage.client.of("notify")] == [
        "say is not available at this service",
        "answer is not available at this service",
    ]


async def test_who_has_the_media_performs_first(stage: Stage) -> None:
    stage.make(performs=True)
    instructions = [{"name": "answer"}, {"name": "playFiles", "ids": ["a"]}, {"name": "say", "text": "b"}]
    stage.client.answers["ice"] = CONNECT | {"instructions": instructions}
    await stage.place()
    assert stage.performer.done == ["answer", "playFiles"] and taken(stage.bob, "INVITE")
    assert stage.complaint() == (50000, "say is not available at this service")


async def test_media_that_breaks_leaves_no_caller_waiting(
    stage: Stage, expected_log: Callable[..., object]
) -> None:
    stage.make(performs=True)
    stage.performer.breaks = True
    stage.client.answers["ice"] = CONNECT | {"instructions": [{"name": "answer"}]}
    expected_log("core.service.callbacks.supervision", "cannot be put through")
    await stage.place()
    assert stage.heard == [500] and await stage.ending() == "FAILED GENERALERROR"


async def test_cookies_come_back_and_some_become_headers(stage: Stage) -> None:
    cookies = {"step": "1", "X-Order": "seven", "x-evil": "a\r\nInjected: b", FIELD: "AAAA", "X bad": "c"}
    instructions = [{"name": "setCookie", "key": key, "value": value} for key, value in cookies.items()]
    stage.client.answers["ice"] = CONNECT | {"instructions": instructions}
    await stage.place()
    invite = taken(stage.bob, "INVITE")
    assert invite.headers.get("X-Order") == "seven"
    for name in ("step", "x-evil", "Injected", "X bad", FIELD):
        assert name not in invite.headers
    stage.bob.answer(invite, 480)
    dice = await stage.dice()
    assert {each["key"]: each["value"] for each in dice["cookies"]} == cookies
    assert "cookies" not in stage.client.told[0]


async def test_the_caller_gives_up_while_the_backend_thinks(stage: Stage) -> None:
    stage.client.held.clear()
    invite = await stage.place()
    stage.alice.send(cancel_of(invite))
    assert stage.heard == [200, 487]
    await stage.settle()
    stage.client.held.set()
    assert await stage.ending() == "NOANSWER CANCEL"
    assert stage.bob.inbox == []


@pytest.mark.parametrize("how", ["vanishes", "is ended by the operator"])
async def test_the_caller_is_gone_while_the_backend_thinks(stage: Stage, how: str) -> None:
    stage.client.held.clear()
    await stage.place()
    if how == "vanishes":
        stage.bench.lose(stage.alice)
    else:
        [known] = stage.bench.router.calls
        stage.bench.router.end_call(known, "Ended", stage.bench.now)
    await stage.settle()
    stage.client.held.set()
    expected = "CLIENTNETWORK" if how == "vanishes" else "MANAGERHANGUP"
    assert await stage.ending() == f"NOANSWER {expected}"


async def test_the_same_call_again_while_the_backend_thinks(stage: Stage) -> None:
    """A second INVITE of the same Call-ID takes over; the first has its answer, and nobody waits for ever."""
    stage.client.held.clear()
    first = await stage.place()
    again = first.copy()
    again.headers.set("CSeq", f"{first.cseq.number + 1} INVITE")
    again.headers.set("Via", "SIP/2.0/WSS alice.invalid;branch=z9hG4bKagain")
    stage.alice.send(again)
    await stage.settle()
    assert stage.heard == [487]
    stage.client.held.set()
    await stage.settle()
    assert len(stage.client.of("ice")) == 2 and stage.bob.requests() == ["INVITE"]
    [dice] = stage.client.of("dice")
    assert (dice["result"], dice["reason"]) == ("N/A", "N/A")


async def test_the_backend_is_taken_away_while_it_thinks(stage: Stage) -> None:
    stage.client.held.clear()
    await stage.place()
    stage.url = ""
    stage.client.held.set()
    await stage.settle()
    stage.bob.answer(taken(stage.bob, "INVITE"), 486)
    await stage.settle()
    assert stage.client.names == ["ice"] and stage.supervision.calls == 0


Act = Callable[[Stage, Request], None]


def bye_of_bob(stage: Stage, invite: Request) -> None:
    stage.bob.send(stage.bob.in_dialog("BYE", invite, is_caller=False))


def bye_without_media(stage: Stage, invite: Request) -> None:
    reason = ("Reason", 'SIP;cause=504;text="No media"')
    stage.bob.send(stage.bob.in_dialog("BYE", invite, is_caller=False, headers=(reason,)))


def operator(stage: Stage, invite: Request) -> None:
    [known] = stage.bench.router.calls
    stage.bench.router.end_call(known, "Ended", stage.bench.now)


def gone(stage: Stage, invite: Request) -> None:
    end = stage.bob.flow.endpoint
    assert end is not None
    stage.bench.router.calls.gone(end)


def too_long(stage: Stage, invite: Request) -> None:
    stage.bench.router.calls.drop_old(stage.bench.now + 15_000)


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (bye_of_bob, "CALLEEHANGUP"),
        (bye_without_media, "CLIENTNETWORK"),
        (operator, "MANAGERHANGUP"),
        (gone, "CLIENTNETWORK"),
        (too_long, "TIMEOUT"),
    ],
)
async def test_how_an_answered_call_ends(stage: Stage, act: Act, reason: str) -> None:
    invite = await stage.answered()
    stage.bench.now += 2.6
    act(stage, invite)
    dice = await stage.dice()
    assert (dice["result"], dice["reason"], dice["duration"]) == ("ANSWERED", reason, 3)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (486, "BUSY BUSY"),
        (603, "NOANSWER CALLEEHANGUP"),
        (480, "NOANSWER NOANSWER"),
        (503, "FAILED GENERALERROR"),
    ],
)
async def test_how_a_call_is_refused(stage: Stage, status: int, expected: str) -> None:
    await stage.answered(status)
    assert await stage.ending() == expected


async def test_nobody_of_that_name(stage: Stage) -> None:
    await stage.place(f"sip:nobody@{DOMAIN}")
    assert stage.heard == [404] and await stage.ending() == "FAILED USERNOTFOUND"
    assert stage.client.of("notify") == []


async def test_people_of_other_applications_are_not_reached_by_an_answer(stage: Stage) -> None:
    other = stage.bench.applications.add(1.0)
    eve = stage.bench.client("eve", registered=False)
    token = sign_token(other.key, other.secret, "eve", now=stage.bench.wall, nonce="n")
    assert eve.register(token).status == 200
    stage.client.answers["ice"] = {
        "action": {"name": "connectMxp", "destination": {"type": "username", "endpoint": "eve"}}
    }
    await stage.place()
    assert stage.heard == [404] and eve.inbox == []
    call(eve, f"sip:eve@{DOMAIN}")
    await stage.settle()
    assert len(stage.client.of("ice")) == 1  # another application, and no backend of its own


async def test_closing_lets_the_last_news_out(stage: Stage) -> None:
    await stage.answered(486)
    await stage.supervision.close()
    assert stage.client.names == ["ice", "dice"]


async def test_calls_to_one_backend_do_not_wait_for_each_other(stage: Stage) -> None:
    stage.client.held.clear()
    for _ in range(5):
        await stage.place()
    assert len(stage.client.of("ice")) == 5
    stage.client.held.set()
    await stage.settle()
    assert stage.bob.requests() == ["INVITE"] * 5
