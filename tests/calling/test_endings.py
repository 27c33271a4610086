"""Every ending has its own reason and both ends know it: real clients, the real service, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from core.calling import Call, CallEndCause, CallTimeouts, ErrorCode, ErrorType
from core.media import media_events
from tests.calling.stage import LATENCY, Stage, on_stage

NONE, FAILURE = None, CallEndCause.FAILURE
Ending = tuple[CallEndCause, ErrorType | None, int | None]


async def declined(stage: Stage) -> None:
    (await stage.ring()).hangup()


async def busy(stage: Stage) -> None:
    (await stage.ring()).reject(busy=True)


async def canceled(stage: Stage) -> None:
    await stage.ring()
    stage.out.hangup()


async def not_answered(stage: Stage) -> None:
    await stage.ring()


async def hung_up_by_the_caller(stage: Stage) -> None:
    await stage.talk()
    stage.out.hangup()


async def hung_up_by_the_callee(stage: Stage) -> None:
    await stage.talk()
    stage.incoming.hangup()


async def no_codec_in_common(stage: Stage) -> None:
    incoming = await stage.ring()
    stage.world.negotiation_error = ValueError("no codec in common")
    await asyncio.gather(incoming.answer(), return_exceptions=True)


async def an_answer_that_does_not_fit(stage: Stage) -> None:
    incoming = await stage.ring()
    stage.world.answer_error = ValueError("nonsense")
    await incoming.answer()


async def no_media_comes_through(stage: Stage) -> None:
    stage.world.media_flows = False
    await (await stage.ring()).answer()


async def media_is_lost(stage: Stage) -> None:
    await stage.talk()
    stage.world.media[1].on_event(media_events.MediaFailed(media_events.MediaFailure.LOST))


async def the_callers_media_fails_while_it_rings(stage: Stage) -> None:
    await stage.ring()
    stage.world.media[0].on_event(media_events.MediaFailed(media_events.MediaFailure.LOST))


async def the_callers_media_fails_as_the_answer_comes(stage: Stage) -> None:
    """The CANCEL and the 200 cross: the BYE that follows says what the CANCEL would have said."""
    await (await stage.ring()).answer()
    stage.world.media[0].on_event(media_events.MediaFailed(media_events.MediaFailure.LOST))


async def the_caller_loses_the_service(stage: Stage) -> None:
    await stage.ring()
    stage.bureau.driver("alice").lose()


H, D, C = CallEndCause.HUNG_UP, CallEndCause.DENIED, CallEndCause.CANCELED
MATRIX: list[tuple[Callable[[Stage], Awaitable[None]], Ending, Ending]] = [
    (declined, (D, NONE, NONE), (D, NONE, NONE)),
    (busy, (D, NONE, NONE), (D, NONE, NONE)),
    (canceled, (C, NONE, NONE), (C, NONE, NONE)),
    (not_answered, (CallEndCause.NO_ANSWER, NONE, NONE), (CallEndCause.NO_ANSWER, NONE, NONE)),
    (hung_up_by_the_caller, (H, NONE, NONE), (H, NONE, NONE)),
    (hung_up_by_the_callee, (H, NONE, NONE), (H, NONE, NONE)),
    (no_codec_in_common, (FAILURE, ErrorType.SIP, 488), (FAILURE, ErrorType.SESSION, 1)),
    (an_answer_that_does_not_fit, (FAILURE, ErrorType.SESSION, 1), (FAILURE, ErrorType.SESSION, 488)),
    (
        no_media_comes_through,
        (FAILURE, ErrorType.NETWORK, ErrorCode.ICE_FAILED),
        (FAILURE, ErrorType.NETWORK, ErrorCode.ICE_FAILED),
    ),
    (media_is_lost, (CallEndCause.INACTIVE, NONE, NONE), (CallEndCause.INACTIVE, NONE, NONE)),
    (the_callers_media_fails_while_it_rings, (FAILURE, ErrorType.SESSION, 1), (C, NONE, NONE)),
    (
        the_callers_media_fails_as_the_answer_comes,
        (FAILURE, ErrorType.SESSION, 1),
        (FAILURE, ErrorType.NETWORK, ErrorCode.ICE_FAILED),
    ),
    (the_caller_loses_the_service, (FAILURE, ErrorType.NETWORK, 1), (C, NONE, NONE)),
]


def ending(call: Call) -> Ending:
    details = call.details
    error = details.error
    return (details.endCause, error.domain, error.code) if error else (details.endCause, NONE, NONE)


@pytest.mark.parametrize(("scenario", "caller", "callee"), MATRIX, ids=[row[0].__name__ for row in MATRIX])
def test_both_ends_know_the_reason(
    seed: int,
    tmp_path: Path,
    scenario: Callable[[Stage], Awaitable[None]],
    caller: Ending,
    callee: Ending,
) -> None:
    async def play(stage: Stage) -> None:
        await scenario(stage)
        await stage.over()
        assert ending(stage.out) == caller
        assert ending(stage.hears_bob.calls[0]) == callee
        assert stage.hears_alice.names.count("ended") == stage.hears_bob.names.count("ended") == 1
        for call in (stage.out, stage.hears_bob.calls[0]):
            if call.details.error is not None:
                assert call.details.error.message
        await stage.world.media_closed()

    on_stage(seed, tmp_path, play)


def test_nobody_answers_within_45_seconds(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        await stage.ring()
        rang_at = stage.out.stateTimes[stage.out.state]
        await stage.over()
        assert abs(stage.out.life.machine.ended - rang_at - 45.0) < 0.001  # type: ignore[operator]
        assert abs(stage.out.details.ringingDuration - 45_000) <= 1
        assert abs(stage.hears_bob.calls[0].details.ringingDuration - 45_000) <= 1000 * 4 * LATENCY + 1

    on_stage(seed, tmp_path, play)


def test_how_long_it_rings_can_be_chosen(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        stage.world.timeouts = CallTimeouts(ring=7.0)
        carol, heard = await stage.bureau.started("carol")
        call = await carol.callClient.callUser("bob")
        call.addListener(heard)
        await heard.hears("ended")
        assert call.details.endCause is CallEndCause.NO_ANSWER
        assert abs(call.details.ringingDuration - 7_000) <= 1

    on_stage(seed, tmp_path, play)


def test_a_device_that_cannot_be_reached(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        stage.bureau.driver("bob").is_deaf = True
        started = stage.now()
        await stage.dial()
        await stage.over(callee=False)
        assert ending(stage.out) == (CallEndCause.TIMEOUT, NONE, NONE)
        assert abs(stage.now() - started - 30.0) < 3.0

    on_stage(seed, tmp_path, play)


def test_nobody_of_that_name(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        await stage.dial("nobody")
        await stage.over(callee=False)
        assert ending(stage.out) == (FAILURE, ErrorType.SIP, 404)

    on_stage(seed, tmp_path, play)


def test_another_device_answers(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        [(_, laptop)] = stage.extra
        await stage.ring()
        await laptop.hears("incoming")
        await laptop.calls[0].answer()
        await stage.hears_alice.hears("established")
        await stage.hears_bob.hears("ended")
        assert ending(stage.hears_bob.calls[0]) == (CallEndCause.OTHER_DEVICE_ANSWERED, NONE, NONE)
        stage.out.hangup()
        await laptop.hears("ended")
        assert ending(laptop.calls[0]) == ending(stage.out) == (H, NONE, NONE)

    on_stage(seed, tmp_path, play, "bob")


def test_another_device_declines(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        [(_, laptop)] = stage.extra
        await stage.ring()
        await laptop.hears("incoming")
        laptop.calls[0].hangup()
        await stage.over()
        for call in (stage.out, stage.hears_bob.calls[0], laptop.calls[0]):
            assert ending(call) == (D, NONE, NONE)

    on_stage(seed, tmp_path, play, "bob")


def test_both_devices_answer_at_once(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        [(_, laptop)] = stage.extra
        await stage.ring()
        await laptop.hears("incoming")
        await asyncio.gather(
            laptop.calls[0].answer(), stage.hears_bob.calls[0].answer(), return_exceptions=True
        )
        await stage.hears_alice.hears("established")
        await asyncio.sleep(1)
        causes = {laptop.calls[0].details.endCause, stage.hears_bob.calls[0].details.endCause}
        assert causes == {CallEndCause.NONE, CallEndCause.OTHER_DEVICE_ANSWERED}
        stage.out.hangup()
        await asyncio.sleep(1)

    on_stage(seed, tmp_path, play, "bob")


def test_two_who_dial_each_other_have_one_call(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        first = await stage.dial()
        second = await stage.bob.callClient.callUser("alice")
        second.addListener(stage.hears_bob)
        await stage.hears_alice.hears("established")
        await stage.hears_bob.hears("established")
        await asyncio.sleep(1)
        winner, loser = sorted((first, second), key=lambda call: call.callId)
        assert ending(loser) == (C, NONE, NONE) and loser.details.replacedBy == winner.callId
        assert len(stage.alice.callClient.calls) == len(stage.bob.callClient.calls) == 1
        assert "incoming" not in stage.hears_alice.names + stage.hears_bob.names
        winner.hangup()
        await asyncio.sleep(1)

    on_stage(seed, tmp_path, play)


def test_times_are_those_of_the_wire(seed: int, tmp_path: Path) -> None:
    """Each state is dated as its message left or came, to the millisecond (20 ms are allowed)."""

    async def play(stage: Stage) -> None:
        await stage.talk()
        await asyncio.sleep(12.5)
        stage.out.hangup()
        await stage.over()
        seen, wall = stage.bureau.seen, stage.bureau.wall() - stage.now()

        def off(date: Any, at: float) -> float:
            return abs(date.timestamp() - wall - at)

        out, incoming = stage.out.details, stage.incoming.details
        [ringing] = seen("SIP/2.0 180", "alice", is_sent=False)
        [accepted] = [one for one in seen("SIP/2.0 200", "alice", is_sent=False) if b"INVITE" in one.data]
        [invite] = seen("INVITE", "bob", is_sent=False)
        [answer] = [one for one in seen("SIP/2.0 200", "bob", is_sent=True) if b"INVITE" in one.data]
        [bye] = seen("BYE", "bob", is_sent=False)
        [left] = seen("BYE", "alice", is_sent=True)
        assert off(out.rungTime, ringing.at) < 0.02 and off(out.answeredTime, accepted.at) < 0.02
        assert off(out.endedTime, left.at) < 0.02
        assert off(incoming.startedTime, invite.at) < 0.02 and off(incoming.answeredTime, answer.at) < 0.02
        assert off(incoming.endedTime, bye.at) < 0.02
        assert abs(out.duration - 1000 * (left.at - out.establishedTime.timestamp() + wall)) < 20
        assert out.ringingDuration == round(1000 * (accepted.at - ringing.at))
        assert incoming.setupDuration == incoming.notifyingDuration == 0
        assert abs(out.duration - 12_500) < 60 and abs(incoming.duration - 12_500) < 60

    on_stage(seed, tmp_path, play)
