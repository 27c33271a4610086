"""Keys pressed in a call: in order, with pauses, by the way negotiated, and no longer than the call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.calling import ArgumentError, InvalidOperation
from core.calling.call.keys import QUEUE_LIMIT
from tests.calling.fakes import World
from tests.calling.pair import Pair
from tests.calling.simulated_time import run_simulated


def talking(seed: int, play: Callable[[Pair], Awaitable[None]], *, by_rtp: bool) -> None:
    """Play with an established call, in simulated time."""

    async def run() -> None:
        world = World(seed, sends_dtmf=by_rtp)
        pair = await (await Pair(world).start()).talk()
        pair.hears_alice.patience = pair.hears_bob.patience = 60
        try:
            await play(pair)
        finally:
            await world.close()

    run_simulated(run())


@pytest.mark.parametrize("by_rtp", [True, False])
def test_one_after_the_other_with_a_pause(seed: int, by_rtp: bool) -> None:
    async def play(pair: Pair) -> None:
        loop = asyncio.get_running_loop()
        assert pair.out.dtmfWay == ("rtp" if by_rtp else "info") and pair.out.canSendDtmf
        began = loop.time()
        pair.out.sendDtmf("1#")
        pair.out.sendDtmf(",D")
        await pair.hears_alice.hears("sent D")
        assert abs(loop.time() - began - (3 * 0.16 + 2 * 0.08 + 2.0)) < 0.001
        await pair.hears_bob.hears("got D")
        assert pair.hears_alice.of("sent 1", "sent #", "sent D") == ["sent 1", "sent #", "sent D"]
        assert pair.hears_bob.of("got 1", "got #", "got D") == ["got 1", "got #", "got D"]
        told = [line for line in pair.legs[0].log if "Signal" in line]
        assert told == ([] if by_rtp else [f"INFO Signal={key}\r\nDuration=160\r\n" for key in "1#D"])
        assert pair.media[0].keys == (list("1#D") if by_rtp else [])

    talking(seed, play, by_rtp=by_rtp)


@pytest.mark.parametrize("by_rtp", [True, False])
def test_the_end_of_the_call_ends_them(seed: int, by_rtp: bool) -> None:
    async def play(pair: Pair) -> None:
        pair.out.sendDtmf("1,2")
        await pair.hears_alice.hears("sent 1")
        pair.incoming.hangup()
        await pair.hears_alice.hears("ended")
        await asyncio.sleep(10)
        assert "sent 2" not in pair.hears_alice.names and pair.out.dtmfWay == ""

    talking(seed, play, by_rtp=by_rtp)


def test_a_key_that_media_cannot_send_stops_nothing(seed: int) -> None:
    async def play(pair: Pair) -> None:
        send = pair.media[0].send_dtmf

        async def once_broken(key: str, duration: float) -> None:
            pair.media[0].send_dtmf = send  # type: ignore[method-assign]
            raise RuntimeError("no stream")

        pair.media[0].send_dtmf = once_broken  # type: ignore[method-assign]
        pair.out.sendDtmf("12")
        await pair.hears_alice.hears("sent 2")
        assert "sent 1" not in pair.hears_alice.names

    talking(seed, play, by_rtp=True)


def test_nobody_to_take_them(seed: int) -> None:
    async def play(pair: Pair) -> None:
        pair.legs[0].refuses.add("INFO")
        assert pair.out.dtmfWay == "" and "takes no keys" in pair.out.canSendDtmf.reason
        with pytest.raises(InvalidOperation, match="takes no keys"):
            pair.out.sendDtmf("1")

    talking(seed, play, by_rtp=False)


def test_while_the_service_is_away(seed: int) -> None:
    async def play(pair: Pair) -> None:
        pair.world.service.drop_all()
        assert pair.out.isReconnecting
        assert bool(pair.out.canSendDtmf) is by_rtp

    for by_rtp in (True, False):
        talking(seed, play, by_rtp=by_rtp)


async def test_only_in_an_established_call(pair: Pair) -> None:
    await pair.ring()
    assert pair.out.dtmfWay == "" and "not established" in pair.out.canSendDtmf.reason
    with pytest.raises(InvalidOperation, match="not established"):
        pair.out.sendDtmf("1")


@pytest.mark.parametrize("keys", ["", "E", "1 2", "a", "\u0661", 5, None, "1" * 65, ",", ",,", "1;2"])
async def test_nonsense(pair: Pair, keys: Any) -> None:
    await pair.talk()
    with pytest.raises(ArgumentError) as caught:
        pair.out.sendDtmf(keys)
    assert caught.value.argument == "keys"


async def test_too_many_at_once(pair: Pair) -> None:
    await pair.talk()
    with pytest.raises(ArgumentError, match="wait to be sent"):
        for _ in range(QUEUE_LIMIT):
            pair.out.sendDtmf("12345678")
    pair.out.hangup()


@pytest.mark.parametrize(
    ("content_type", "body", "key"),
    [
        ("application/dtmf-relay", b"Signal=5\r\nDuration=160\r\n", "5"),
        ("application/dtmf-relay", b"signal= * \nduration=x1", ""),
        ("application/dtmf", b"#", "#"),
        ("application/dtmf-relay", b"Signal=11", "#"),
        ("application/dtmf-relay", b"Signal=Z", ""),
        ("application/dtmf-relay", b"\xff" * 2000, ""),
        ("application/dtmf-relay", b"", ""),
    ],
)
async def test_what_the_other_side_presses(pair: Pair, content_type: str, body: bytes, key: str) -> None:
    await pair.talk()
    pair.incoming.life.informed(content_type, body)
    got = [name for name in pair.hears_bob.names if name.startswith("got")]
    assert got == ([f"got {key}"] if key else [])
    pair.incoming.hangup()
    pair.incoming.life.informed("application/dtmf", b"1")
    assert "got 1" not in pair.hears_bob.names
