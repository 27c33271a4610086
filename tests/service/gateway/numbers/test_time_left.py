"""Who pays for a call to a number hears of its end before it comes: in words to who takes them, and heard."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from core.service.numbers import remaining
from core.sip.agent.events import InfoReceived, InviteAccepted, InviteReceived, SessionEnded
from core.sip.bodies import time_left
from core.sip.bodies.time_left import TimeLeft
from tests.service.gateway.conftest import until
from tests.service.gateway.numbers.conftest import Exchange, dial
from tests.service.numbers.plans import allowance
from tests.service.phones import Phone

PACKAGES = ("trickle-ice", time_left.INFO_PACKAGE)


async def calling(exchange: Exchange, *, spent: float, packages: tuple[str, ...]) -> tuple[Phone, Any]:
    """Let alice, who has spent some seconds of her two minutes, call a number until it answers."""
    carrier, main = await exchange.carrier()
    await exchange.connect(main, allowance=allowance(minutes_per_day=2))
    alice = await exchange.phone(info_packages=packages)
    day = exchange.gateway._telephone.lines._now()[1]
    application = exchange.endpoint.application.key
    exchange.service._database.save_phone_seconds(day, application, "alice", spent)
    dial(alice)
    carrier.do((await carrier.event(InviteReceived)).session.accept, b"answer")
    await alice.event(InviteAccepted)
    return alice, carrier


async def told(phone: Phone) -> float:
    info = await phone.event(InfoReceived)
    assert info.content_type == time_left.CONTENT_TYPE
    return TimeLeft.parse(info.body).seconds


def warnings(exchange: Exchange) -> list[str]:
    return [asked for asked in exchange.media.last.asked if asked.startswith("warn")]


async def test_a_caller_is_told_how_long_the_call_may_last(exchange: Exchange) -> None:
    alice, _ = await calling(exchange, spent=20.0, packages=PACKAGES)
    assert 98.0 < await told(alice) <= 100.0
    assert warnings(exchange) == []


async def test_a_caller_is_warned_and_cut_off(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remaining, "WARNED_AT", (0.6, 0.3))
    alice, carrier = await calling(exchange, spent=119.0, packages=PACKAGES)
    lefts: list[float] = []
    while not isinstance(event := await alice.event(InfoReceived | SessionEnded), SessionEnded):
        lefts.append(TimeLeft.parse(event.body).seconds)
    assert event.reason_header.cause == 402
    await carrier.event(SessionEnded)
    assert lefts == sorted(lefts, reverse=True) and len(lefts) > 1
    assert warnings(exchange)


async def test_who_knows_nothing_of_it_only_hears_it(exchange: Exchange) -> None:
    alice, _ = await calling(exchange, spent=70.0, packages=())
    await until(lambda: warnings(exchange))
    await asyncio.sleep(0)
    seen = []
    while not alice.events.empty():
        seen.append(alice.events.get_nowait())
    assert not any(isinstance(event, InfoReceived) for event in seen)


async def test_another_call_of_the_same_person_shortens_both(exchange: Exchange) -> None:
    alice, carrier = await calling(exchange, spent=20.0, packages=PACKAGES)
    assert await told(alice) > 98.0
    dial(alice)
    carrier.do((await carrier.event(InviteReceived)).session.accept, b"answer")
    assert 48.0 < await told(alice) <= 50.0
