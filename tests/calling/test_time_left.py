"""What the service says of how long a call to a number may last."""

from __future__ import annotations

import logging

import pytest

from core.calling import Call
from core.calling.call.life import CallLife
from core.calling.targets import TargetKind
from core.sip.bodies.time_left import CONTENT_TYPE, TimeLeft
from tests.calling.fakes import World
from tests.calling.pair import Pair


class Hears:
    def __init__(self) -> None:
        self.told: list[float] = []

    def onTimeLeft(self, call: Call, seconds: float) -> None:
        assert call.endsAt > 0
        self.told.append(seconds)


async def told(world: World, body: bytes, *, phone: bool = True) -> tuple[Call, Hears]:
    """Let a call hear of its time; as if a number had been dialled, which the world does not carry."""
    pair = await (await Pair(world).start()).talk()
    life: CallLife = pair.out.life
    object.__setattr__(life.terms, "kind", TargetKind.PHONE if phone else TargetKind.USER)
    hears = Hears()
    pair.out.addListener(hears)
    assert pair.out.endsAt == 0.0
    life.informed(CONTENT_TYPE, body)
    return pair.out, hears


async def test_a_call_knows_when_its_minutes_end(world: World) -> None:
    call, hears = await told(world, bytes(TimeLeft(90.0)))
    assert hears.told == [90.0]
    assert call.endsAt == pytest.approx(call.life.now() + 90.0, abs=1.0)


async def test_only_the_service_says_it_and_no_other_caller(world: World) -> None:
    call, hears = await told(world, bytes(TimeLeft(5.0)), phone=False)
    assert not hears.told and call.endsAt == 0.0


@pytest.mark.parametrize("body", [b"", b"soon", b'{"seconds": -5}', b'{"seconds": 1e999}', b"[" * 3000])
async def test_nonsense_changes_nothing(world: World, caplog: pytest.LogCaptureFixture, body: bytes) -> None:
    with caplog.at_level(logging.INFO):
        call, hears = await told(world, body)
    assert not hears.told and call.endsAt == 0.0 and call.state == "established"
    assert "unreadable time left" in caplog.text
