"""Three people, one with two devices, the real service and any story: they call, hold, transfer, lose it all.

A state machine of hypothesis plays it in simulated time; the printed seed reproduces a story.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core.calling import Call, CallDirection, CallEndCause, CallState, InvalidOperation, SinchClient
from core.calling.machine.stages import Stage
from core.media import media_events
from core.sip.messages import Response, parse_message
from tests.calling.fakes import Heard, World
from tests.calling.memory_bureau import Bureau
from tests.calling.simulated_time import SimulatedLoop

PEOPLE = ("alice", "bob", "carol")
DEVICES = ("alice-1", "bob-1", "bob-2", "carol-1")
"""Who acts: a device of somebody; calls are to people and ring on all their devices."""
ORDER = ["incoming", "progressing", "ringing", "answered", "established", "ended"]
AFTERMATH = 150.0
"""Seconds after which nothing of the last call may be left: longer than every timer of SIP."""

FLIGHT = 0.0199
"""Seconds that a message needs from one end to the other, a trifle less."""

C = CallEndCause
ALSO_AGREED = {
    (C.TIMEOUT, C.NO_ANSWER),  # it rang there and the caller never heard so
    (C.FAILURE, C.CANCELED),  # the caller's own media failed before the answer
    (C.FAILURE, C.NO_ANSWER),
}
"""Pairs of caller's and callee's cause that say the same of one ending."""


class Following(Heard):
    """Hears of one call only."""

    def __init__(self, device: Device) -> None:
        super().__init__()
        self.device = device

    def onCallReplaced(self, call: Call, newCall: Call) -> None:
        self.note("replaced")
        self.device.follow(newCall)


class Device:
    """One client of somebody, and every call that it ever had."""

    def __init__(self, name: str, client: SinchClient) -> None:
        self.name = name
        self.client = client
        self.calls: list[Call] = []
        self.heard: dict[int, Heard] = {}
        client.callClient.addListener(self)

    def onIncomingCall(self, callClient: object, call: Call) -> None:
        self.follow(call).names.append("incoming")

    def onTransferRequested(self, call: Call, request: Any) -> None:
        with contextlib.suppress(InvalidOperation):
            self.follow(request.accept())

    def follow(self, call: Call) -> Heard:
        if id(call) in self.heard:
            return self.heard[id(call)]
        heard = Following(self)
        self.calls.append(call)
        self.heard[id(call)] = heard
        call.addListener(heard)
        call.addListener(self)
        return heard

    def latest(self, wanted: Callable[[Call], bool]) -> Call | None:
        return next((call for call in reversed(self.client.callClient.calls) if wanted(call)), None)


def user_of(device: str) -> str:
    return device.partition("-")[0]


def is_ringing_here(call: Call) -> bool:
    return call.life.machine.stage is Stage.ALERTING


def is_established(call: Call) -> bool:
    return call.state is CallState.ESTABLISHED


def told(*calls: Call) -> str:
    """Say how each of ``calls`` ended, a line each."""
    return "".join(
        f"\n{call.callId} {call.direction.value} {details.endCause} at {details.endedTime}"
        f" answered {details.answeredTime} replaced by {details.replacedBy!r}"
        for call in calls
        for details in (call.details,)
    )


def is_elsewhere(out: Call) -> bool:
    """Tell whether the one called has another device, which rings on when this one is busy."""
    return sum(user_of(device) == out.remoteUserId for device in DEVICES) > 1


def at_once(out: Call, incoming: Call) -> bool:
    """Tell whether two ends ended before the one could hear of the other.

    A CANCEL waits at the caller, and once more at the service, for a first answer (RFC 3261 9.1), and the
    other may decline meanwhile. A refusal waits until every other device has taken its CANCEL; one that does
    not ring says 100 after 200 ms (17.2.1), and so does one that is dialling the caller.
    """
    ends = out.details.endedTime, incoming.details.endedTime
    assert ends[0] is not None and ends[1] is not None
    flight = FLIGHT
    if incoming.details.endCause is C.DENIED:
        flight += 2 * FLIGHT + (0.2 + 2 * FLIGHT) * (is_elsewhere(out) or bool(out.details.replacedBy))
    return abs((ends[0] - ends[1]).total_seconds()) < flight


def have_crossed(out: Call, incoming: Call) -> bool:
    """Tell whether the callee answered before a CANCEL could come.

    The way of a CANCEL is as long as that of a message twice, where it waits for a first answer on the way.
    The callee is then hung up on, unless the media there fail before the BYE that follows has come.
    """
    ours, theirs = out.details, incoming.details
    if ours.endCause not in (C.CANCELED, C.FAILURE) or theirs.answeredTime is None:
        return False
    assert ours.endedTime is not None and theirs.endedTime is not None
    if not -FLIGHT < (theirs.answeredTime - ours.endedTime).total_seconds() < 2 * FLIGHT:
        return False
    lasted = (theirs.endedTime - theirs.answeredTime).total_seconds()
    return theirs.endCause is C.HUNG_UP or (theirs.endCause is C.FAILURE and lasted < 2 * FLIGHT)


def declined_too_late(incoming: Call, others: list[Call]) -> bool:
    """Tell whether another device answered before this one, which declined, could hear of it."""
    ended, answers = incoming.details.endedTime, [one.details.answeredTime for one in others]
    assert ended is not None
    return incoming.details.endCause is C.DENIED and any(
        abs((ended - answered).total_seconds()) < 2 * FLIGHT for answered in answers if answered is not None
    )


class Story(RuleBasedStateMachine):
    """See the module."""

    people = st.sampled_from(PEOPLE)
    devices = st.sampled_from(DEVICES)
    rarely = st.sampled_from([False] * 5 + [True])
    sometimes = st.sampled_from([False, False, True])

    def __init__(self) -> None:
        super().__init__()
        self.loop = SimulatedLoop()
        self.folder = Path(tempfile.mkdtemp(prefix="ahoy-story-", dir=_memory()))
        self.is_disturbed = False
        """Whether a connection broke: then the two ends may know different things."""
        self.answering: list[asyncio.Future[None]] = []
        self.checked = 0

    def run(self, action: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(action)

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        async def start() -> None:
            self.world = World(seed)
            self.bureau = Bureau(self.folder, self.world)
            await self.bureau.open()
            self.at_work = {
                name: Device(name, (await self.bureau.started(user_of(name)))[0]) for name in DEVICES
            }

        self.run(start())

    # What people do.

    @rule(who=devices, whom=people, video=st.booleans())
    def call(self, who: str, whom: str, video: bool) -> None:
        async def act() -> None:
            calls = self.at_work[who].client.callClient
            with contextlib.suppress(InvalidOperation):
                self.at_work[who].follow(await (calls.callUserVideo if video else calls.callUser)(whom))

        if user_of(who) != whom:
            self.run(act())

    @rule(who=devices, whom=people, video=st.booleans())
    def talk(self, who: str, whom: str, video: bool) -> None:
        """Have two people in a call, if nothing keeps them: most of what can happen happens in one."""
        self.call(who, whom, video)
        self.wait(0.1)
        self.answer(f"{whom}-1")
        self.wait(0.1)

    @rule(who=devices, whom=devices, meanwhile=st.sampled_from([0.0, 0.005, 0.015, 0.03]))
    def dial_each_other(self, who: str, whom: str, meanwhile: float) -> None:
        """Have two dial each other before, or just as, the one call reaches the other."""
        self.call(who, user_of(whom), video=False)
        self.wait(meanwhile)
        self.call(whom, user_of(who), video=False)

    @rule(who=devices)
    def answer(self, who: str) -> None:
        call = self.at_work[who].latest(is_ringing_here)
        if call is not None:
            self.answering.append(self.loop.create_task(call.answer()))
            self.turn()

    @rule(who=devices, busy=st.booleans())
    def reject(self, who: str, busy: bool) -> None:
        self.do(who, is_ringing_here, lambda call: call.reject(busy))

    @rule(who=devices)
    def hang_up(self, who: str) -> None:
        self.do(who, lambda call: True, lambda call: call.hangup())

    @rule(who=devices, held=st.booleans())
    def hold(self, who: str, held: bool) -> None:
        self.do(who, is_established, lambda call: call.hold() if held else call.resume())

    @rule(who=devices, muted=st.booleans())
    def mute(self, who: str, muted: bool) -> None:
        self.do(who, is_established, lambda call: call.mute() if muted else call.unmute())

    @rule(who=devices)
    def keys(self, who: str) -> None:
        self.do(who, is_established, lambda call: call.sendDtmf("1,2"))

    @rule(who=devices, whom=people)
    def transfer(self, who: str, whom: str) -> None:
        self.do(who, is_established, lambda call: call.transfer(whom))

    @rule(who=devices)
    def connect_the_others(self, who: str) -> None:
        calls = [call for call in self.at_work[who].client.callClient.calls if is_established(call)]
        if len(calls) >= 2:
            self.do(who, lambda call: call is calls[0], lambda call: call.transferTo(calls[1]))

    # What happens to them.

    @rule(who=devices, really=rarely)
    def lose_the_connection(self, who: str, really: bool) -> None:
        if not really:
            return
        self.is_disturbed = True

        async def act() -> None:
            for driver in list(self.bureau.drivers):
                if driver.name == who:
                    driver.lose()

        self.run(act())

    @rule(really=rarely)
    def restart_the_service(self, really: bool) -> None:
        if not really:
            return
        self.is_disturbed = True

        async def act() -> None:
            await self.bureau.shut()
            await asyncio.sleep(0.5)
            await self.bureau.open()

        self.run(act())

    @rule(which=st.integers(0, 3), really=sometimes)
    def lose_media(self, which: int, really: bool) -> None:
        live = [media for media in self.world.media if not media.is_closed]
        if live and really:
            lost = media_events.MediaFailed(media_events.MediaFailure.LOST)

            async def act() -> None:
                live[which % len(live)].on_event(lost)

            self.run(act())

    @rule(seconds=st.sampled_from([0.0, 0.005, 0.03, 0.2, 3.0, 40.0]))
    def wait(self, seconds: float) -> None:
        self.run(asyncio.sleep(seconds))

    # What holds always.

    @invariant()
    def nothing_leaves_before_consent(self) -> None:
        for device in getattr(self, "at_work", {}).values():
            for call in device.client.callClient.calls:
                if is_ringing_here(call):
                    assert call.media is None
        wire = self.bureau.wire if hasattr(self, "bureau") else []
        for seen in wire[self.checked :]:
            message = parse_message(seen.data) if seen.is_sent else None
            if isinstance(message, Response) and message.is_provisional:
                assert not message.body, "an answer that was not given"
        self.checked = len(wire)

    @invariant()
    def each_call_is_told_in_order(self) -> None:
        for device in getattr(self, "at_work", {}).values():
            for call in device.calls:
                names = device.heard[id(call)].of(*ORDER)
                assert names == [name for name in ORDER if name in names], names

    def teardown(self) -> None:
        try:
            if hasattr(self, "at_work"):
                self.play_out()
        finally:
            self.loop.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def play_out(self) -> None:
        """End the story and look back at it; what a failure leaves behind is closed all the same."""
        try:
            self.run(self.end())
            self.each_call_is_told_in_order()
            self.everything_is_over()
            self.both_ends_agree()
        finally:
            self.run(self.close())

    async def end(self) -> None:
        for device in self.at_work.values():
            for call in device.client.callClient.calls:
                call.hangup()
        await asyncio.sleep(AFTERMATH)
        for device in self.at_work.values():  # what rang, or was dialled, meanwhile
            for call in device.client.callClient.calls:
                call.hangup()
        await asyncio.sleep(AFTERMATH)
        outcomes = await asyncio.gather(*self.answering, return_exceptions=True)
        assert all(outcome is None or isinstance(outcome, InvalidOperation) for outcome in outcomes), outcomes

    def everything_is_over(self) -> None:
        for device in self.at_work.values():
            assert device.client.callClient.calls == (), device.name
            assert device.client.isStarted(), device.name
            for call in device.calls:
                assert device.heard[id(call)].names.count("ended") == 1
                details = call.details
                assert (details.error is not None) == (details.endCause is C.FAILURE)
        assert all(media.is_closed for media in self.world.media)
        for driver in self.bureau.drivers:
            agent = driver._agent
            assert agent.sessions == (), f"{driver.name} keeps {agent.sessions}"
            assert agent.layer.transactions == (), f"{driver.name}: {agent.layer.transactions}"

    def both_ends_agree(self) -> None:
        if self.is_disturbed:
            return
        calls: dict[str, list[Call]] = {}
        for device in self.at_work.values():
            for call in device.calls:
                calls.setdefault(call.callId, []).append(call)
        for ends in calls.values():
            out = next((one for one in ends if one.direction is CallDirection.OUTBOUND), None)
            there = [one for one in ends if one is not out]
            established = [one for one in there if one.details.establishedTime is not None]
            assert len(established) <= 1, ends
            for incoming in there if out is not None else []:
                self.agrees(out, incoming, there)

    def agrees(self, out: Call, incoming: Call, there: list[Call]) -> None:
        """Fail unless a caller and one of the devices that rang tell the same end."""
        ours, theirs = out.details, incoming.details
        others = [one for one in there if one is not incoming]
        acted = [one for one in there if at_once(out, one)]
        if incoming in acted or any(one.details.endCause is theirs.endCause for one in acted):
            return  # two acted before they could hear of each other, and the others heard of one of them
        if have_crossed(out, incoming) or declined_too_late(incoming, others):
            return
        causes = (ours.endCause, theirs.endCause)
        if ours.replacedBy and causes == (C.CANCELED, C.OTHER_DEVICE_ANSWERED):
            return  # they dialled each other: the call that gave way is completed elsewhere
        if theirs.endCause is C.OTHER_DEVICE_ANSWERED:
            assert any(one.details.answeredTime is not None for one in others), told(out, *there)
        elif not (theirs.wasBusy and is_elsewhere(out)):
            assert causes[0] is causes[1] or causes in ALSO_AGREED, told(out, *there)

    async def close(self) -> None:
        await self.bureau.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, f"tasks left: {left}"
        timers = [one for one in self.loop._scheduled if not one.cancelled()]  # type: ignore[attr-defined]
        ours = [one for one in timers if not _belongs_to_the_service(one)]
        assert not ours, f"timers left: {ours}"

    # How it is done.

    def do(self, who: str, wanted: Callable[[Call], bool], deed: Callable[[Call], None]) -> None:
        """Do ``deed`` to the person's latest call that is ``wanted``; what the call refuses is refused."""
        call = self.at_work[who].latest(wanted)
        if call is None:
            return

        async def act() -> None:
            with contextlib.suppress(InvalidOperation):
                deed(call)

        self.run(act())

    def turn(self) -> None:
        self.run(asyncio.sleep(0))


def _memory() -> str | None:
    """Return a folder in memory where there is one: thousands of registrations are written to it."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _belongs_to_the_service(timer: asyncio.TimerHandle) -> bool:
    return getattr(timer._callback, "__module__", "").startswith("core.service")  # type: ignore[attr-defined]


TestStories = pytest.mark.timeout(400)(Story.TestCase)  # a failing story is made shorter first
TestStories.settings = settings(max_examples=40, stateful_step_count=30)
