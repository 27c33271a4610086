"""Hold and resume: by either end, by both, over and over, and what the other end may say to it."""

from __future__ import annotations

import asyncio
import random
import re
import time

import pytest

from core.media import media_watch
from core.media.media_events import (
    MediaFailed,
    MediaFlowing,
    PathSilent,
    RemoteHeld,
    RemotePictureStarted,
    RemoteVideoPaused,
)
from core.media.sdp import Glare, SdpError
from core.ports import DeviceKind
from tests.media.call_pair import End, ToneDevices, call_pair, close_end, connect, eventually, make_end
from tests.media.test_session import hears, is_silent, read_numbers

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")

RESUME_SECONDS = 0.5
HELD_SECONDS = 0.4


async def reoffer(end: End, other: End) -> tuple[str, str]:
    """Let ``end`` offer and ``other`` answer; return both texts."""
    offer = await end.session.create_offer()
    answer = await other.session.accept_offer(offer)
    await end.session.accept_answer(answer)
    return offer, answer


async def set_held(end: End, other: End, held: bool) -> tuple[str, str]:
    end.session.set_held(held)
    return await reoffer(end, other)


def directions(sdp: str) -> list[str]:
    return re.findall(r"(?m)^a=(sendrecv|sendonly|recvonly|inactive)", sdp)


def without(sdp: str, *names: str) -> list[str]:
    """Return the lines of ``sdp`` that hold and resume must not change."""
    left_out = ("o=", "a=setup", "a=send", "a=recv", "a=inactive", *names)
    return [line for line in sdp.split("\r\n") if not line.startswith(left_out)]


def origin(sdp: str) -> tuple[str, int]:
    found = re.search(r"(?m)^o=- (\d+) (\d+) ", sdp)
    assert found
    return found[1], int(found[2])


@pytest.mark.parametrize("is_caller", [True, False], ids=["caller", "callee"])
async def test_hold_is_silence_both_ways_and_resume_brings_all_back(is_caller: bool) -> None:
    async with call_pair(caller_devices=ToneDevices(700), callee_devices=ToneDevices(1300)) as ends:
        holder, other = ends if is_caller else ends[::-1]
        tones = {id(ends[0]): 700, id(ends[1]): 1300}
        numbers = read_numbers(other), read_numbers(holder)
        await eventually(
            lambda: (
                min(map(len, numbers)) > 5
                and hears(other, tones[id(holder)])
                and hears(holder, tones[id(other)])
            ),
            what="sound and pictures",
        )
        first = await set_held(holder, other, True)
        assert directions(first[0]) == ["sendonly"] * 2 and directions(first[1]) == ["recvonly"] * 2
        assert holder.devices.open_kinds == set()
        assert DeviceKind.CAMERA not in other.devices.open_kinds
        assert other.session.remote_hold and not holder.session.remote_hold and holder.session.held
        assert [e for e in other.events if isinstance(e, RemoteHeld)] == [RemoteHeld(True)]
        await eventually(lambda: is_silent(other), what="silence at the held end")
        sent = await packets(holder), await packets(other)
        seen = [len(one) for one in numbers]
        await asyncio.sleep(HELD_SECONDS)
        assert (await packets(holder), await packets(other)) == sent, "something is sent during hold"
        assert [len(one) for one in numbers] == seen
        start = time.monotonic()
        last = await set_held(holder, other, False)
        assert directions(last[0] + last[1]) == ["sendrecv"] * 4
        await eventually(
            lambda: min(len(n) - s for n, s in zip(numbers, seen, strict=True)) > 0, what="pictures"
        )
        pictures = time.monotonic() - start
        await eventually(lambda: loud(other) and loud(holder), what="sound")
        took = time.monotonic() - start
        print(f"resumed: pictures {pictures * 1000:.0f} ms, sound {took * 1000:.0f} ms")
        assert took < RESUME_SECONDS
        await eventually(
            lambda: hears(other, tones[id(holder)], 30) and hears(holder, tones[id(other)], 30),
            what="pure tones",
        )
        for end in ends:
            assert not end.has(RemoteVideoPaused) and not end.has(PathSilent) and not end.has(MediaFailed)
            video = (await end.session.stats()).track("video", "inbound-rtp")
            assert video["totalFreezesDuration"] < HELD_SECONDS, "a hold is no freeze"
        assert [e for e in other.events if isinstance(e, RemoteHeld)] == [RemoteHeld(True), RemoteHeld(False)]


def loud(end: End) -> bool:
    return abs(end.devices.heard(2)).max() > 3000


async def packets(end: End) -> list[int]:
    report = await end.session.stats()
    return [int(report.track(kind, "outbound-rtp").get("packetsSent", 0)) for kind in ("audio", "video")]


async def test_reoffers_keep_everything_but_the_directions() -> None:
    async with call_pair() as (caller, callee):
        before = {}
        for end, other in ((caller, callee), (callee, caller), (caller, callee), (callee, caller)):
            for held in (True, False):
                texts = await set_held(end, other, held)
                for speaker, text in zip((end, other), texts, strict=True):
                    known = before.setdefault(id(speaker), text)
                    assert without(text) == without(known)
                    assert origin(text)[0] == origin(known)[0]
                    assert origin(text)[1] == origin(known)[1] + (text != known)
                    before[id(speaker)] = text
                assert "a=setup:actpass" in texts[0] and "actpass" not in texts[1]


async def test_both_hold_and_resume_one_after_the_other() -> None:
    async with call_pair(video=False) as (caller, callee):
        await set_held(caller, callee, True)
        offer, answer = await set_held(callee, caller, True)
        assert directions(offer + answer) == ["inactive", "inactive"]
        assert caller.session.remote_hold and callee.session.remote_hold
        offer, answer = await set_held(caller, callee, False)
        assert directions(offer + answer) == ["recvonly", "sendonly"]
        assert caller.session.remote_hold and not callee.session.remote_hold
        offer, answer = await set_held(callee, caller, False)
        assert directions(offer + answer) == ["sendrecv", "sendrecv"]
        assert not caller.session.remote_hold and not callee.session.remote_hold
        await eventually(lambda: hears(caller, 1000, 20) and hears(callee, 1000, 20), what="sound both ways")


async def test_any_order_of_holding_ends_in_a_call(seed: int) -> None:
    chance = random.Random(seed)
    async with call_pair() as ends:
        held = {id(end): False for end in ends}
        for _ in range(60):
            end, other = chance.sample(ends, 2)
            if chance.random() < 0.2:
                await end.session.create_offer()
                await end.session.roll_back_offer()
                continue
            held[id(end)] = chance.random() < 0.5
            await set_held(end, other, held[id(end)])
            assert other.session.remote_hold == held[id(end)]
            assert end.session.remote_hold == held[id(other)]
        for end, other in (ends, ends[::-1]):
            await set_held(end, other, False)
        numbers = [read_numbers(end) for end in ends]
        await eventually(
            lambda: min(map(len, numbers)) > 5 and all(hears(e, 1000, 20) for e in ends), what="media"
        )


async def test_glare_is_told_and_rolled_back() -> None:
    async with call_pair(video=False) as (caller, callee):
        caller.session.set_held(True)
        offer = await caller.session.create_offer()
        crossing = await callee.session.create_offer()
        with pytest.raises(Glare):
            await caller.session.accept_offer(crossing)
        with pytest.raises(Glare):
            await callee.session.accept_offer(offer)
        await callee.session.roll_back_offer()
        await caller.session.accept_answer(await callee.session.accept_offer(offer))
        assert callee.session.remote_hold
        with pytest.raises(SdpError):
            await callee.session.accept_answer(crossing)


async def test_answers_that_do_not_fit_leave_the_offer_open_and_the_call_alone() -> None:
    async with call_pair() as (caller, callee):
        callee.session.set_held(True)
        offer = await callee.session.create_offer()
        answer = await caller.session.accept_offer(offer)
        for wrong in ("", "v=0\r\n", answer.replace("m=video", "m=audio"), answer + "m=text 0 X 1\r\n"):
            with pytest.raises(SdpError):
                await callee.session.accept_answer(wrong)
        await callee.session.accept_answer(answer)
        await set_held(callee, caller, False)
        await eventually(lambda: hears(caller, 1000, 20) and hears(callee, 1000, 20), what="sound both ways")


async def test_hold_before_media_flows_and_resume_after() -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        await caller.session.accept_answer(await callee.session.accept_offer(offer))
        await set_held(callee, caller, True)
        await asyncio.sleep(0.3)
        assert callee.devices.open_kinds == set()
        await set_held(callee, caller, False)
        numbers = [read_numbers(end) for end in (caller, callee)]
        await eventually(lambda: min(map(len, numbers)) > 5 and hears(callee, 1000, 20), what="media")


async def test_a_held_call_is_not_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_watch, "SILENT_SECONDS", 2.5)
    monkeypatch.setattr(media_watch, "HEARTBEAT", 0.3)
    async with call_pair() as (caller, callee):
        await callee.wait_for(RemotePictureStarted)
        await set_held(caller, callee, True)
        await set_held(callee, caller, True)
        await asyncio.sleep(3.0)
        for end in (caller, callee):
            assert not end.has(PathSilent) and not end.has(RemoteVideoPaused) and not end.has(MediaFailed)


@pytest.mark.parametrize("is_caller", [True, False], ids=["caller", "callee"])
async def test_pictures_join_a_voice_call_with_consent_and_leave_it(is_caller: bool) -> None:
    async with call_pair(video=False) as ends:
        asking, asked = ends if is_caller else ends[::-1]
        asking.session.want_video(True)
        offer, answer = await reoffer(asking, asked)
        assert "m=video 0 " in answer and not asking.session.has_outgoing_video
        assert DeviceKind.CAMERA not in asking.devices.open_kinds | asked.devices.open_kinds
        asked.session.want_video(True)
        await reoffer(asking, asked)
        numbers = [read_numbers(end) for end in ends]
        await eventually(lambda: min(map(len, numbers)) > 10, what="pictures both ways")
        await eventually(lambda: hears(asking, 1000, 20) and hears(asked, 1000, 20), what="sound goes on")
        await set_held(asked, asking, True)
        await set_held(asked, asking, False)
        before = [len(one) for one in numbers]
        await eventually(
            lambda: all(len(n) > b for n, b in zip(numbers, before, strict=True)),
            what="pictures after a hold",
        )
        asking.session.want_video(False)
        offer, _ = await reoffer(asking, asked)
        assert "m=video 0 " in offer
        assert DeviceKind.CAMERA not in asking.devices.open_kinds | asked.devices.open_kinds
        asked.session.want_video(True)
        asking.session.want_video(True)
        await reoffer(asked, asking)
        before = [len(one) for one in numbers]
        await eventually(
            lambda: all(len(n) > b + 5 for n, b in zip(numbers, before, strict=True)),
            what="pictures once more",
        )


async def test_of_several_calls_only_the_one_not_held_has_microphone_camera_and_speaker() -> None:
    devices = ToneDevices(700)
    first = make_end(True, devices=devices)
    second = make_end(True, devices=devices, local=first.local)
    others = make_end(False, devices=ToneDevices(1300)), make_end(False, devices=ToneDevices(1900))
    try:
        pairs = list(zip((first, second), others, strict=True))
        for mine, other in pairs:
            await connect(mine, other)
            await mine.wait_for(MediaFlowing)
            await set_held(mine, other, True)
        assert devices.open_kinds == set()
        for index in (0, 1, 0):
            (mine, other), (held, unheard) = pairs[index], pairs[1 - index]
            sent = await packets(held)
            await set_held(mine, other, False)
            numbers = read_numbers(other)
            tone = (1300, 1900)[index]
            await eventually(
                lambda other=other, tone=tone, numbers=numbers: (
                    hears(other, 700, 20) and hears(first, tone, 20) and len(numbers) > 5
                ),
                what="the call that is not held",
            )
            await eventually(lambda unheard=unheard: is_silent(unheard, 40), what="silence in the held one")
            assert await packets(held) == sent
            assert devices.open_kinds == set(DeviceKind)
            await set_held(mine, other, True)
            assert devices.open_kinds == set()
    finally:
        for end in (first, second, *others):
            await close_end(end)
