"""Media with a browser: what we send it shows and plays, what it sends we decode, whoever offers."""

from __future__ import annotations

import asyncio

import pytest

from tests.peers.chromium import Chromium
from tests.peers.chromium_call import FRAMES, Call, call_with, eventually

pytestmark = pytest.mark.timeout(120)

WHO_OFFERED = pytest.mark.parametrize("we_offer", [True, False], ids=["we-offered", "browser-offered"])
CODECS = pytest.mark.parametrize("codec", ["video/VP8", "video/H264"])


async def see_and_hear(call: Call) -> None:
    """Wait until pictures and sound have come at both ends."""

    async def we_do() -> bool:
        tracks = await call.end.received()
        video, audio = tracks.get("video", {}), tracks.get("audio", {})
        return video.get("framesDecoded", 0) >= FRAMES and audio.get("packetsReceived", 0) >= FRAMES

    async def it_does() -> bool:
        tracks = await call.browser_received()
        video, audio = tracks.get("video", {}), tracks.get("audio", {})
        return video.get("framesDecoded", 0) >= FRAMES and audio.get("totalAudioEnergy", 0) > 0

    await eventually(we_do, "we decode what the browser sends")
    await eventually(it_does, "the browser decodes what we send")


@CODECS
@WHO_OFFERED
async def test_sound_and_pictures_both_ways(browser: Chromium, codec: str, we_offer: bool) -> None:
    async with call_with(browser, codec, we_offer=we_offer) as call:
        await see_and_hear(call)
        video = (await call.browser_received())["video"]
        assert (video["frameWidth"] / video["frameHeight"]) == pytest.approx(16 / 9, rel=0.02)
        assert call.end.session.incoming_picture.size[0] >= 320


@CODECS
async def test_pictures_of_720_lines_are_decoded_as_they_come(browser: Chromium, codec: str) -> None:
    async with call_with(browser, codec, we_offer=False, width=1280, height=720) as call:

        async def are_large() -> bool:
            return call.end.session.incoming_picture.size == (1280, 720)

        await eventually(are_large, "the browser's pictures grow to 720 lines")
        before = (await call.end.received())["video"]
        sent_before = (await call.browser_sent())["video"]["framesSent"]
        await asyncio.sleep(5.0)
        after = (await call.end.received())["video"]
        sent = (await call.browser_sent())["video"]["framesSent"] - sent_before
        assert after["framesDecoded"] - before["framesDecoded"] >= 0.9 * sent
        assert sent >= 50
        assert after["framesDropped"] - before["framesDropped"] <= 0.05 * sent
        assert after["pliCount"] == before["pliCount"]
        assert call.end.session.incoming_picture.size == (1280, 720)


async def test_pausing_our_picture_stops_the_browser_s_frames_and_resuming_brings_them_back(
    browser: Chromium,
) -> None:
    async with call_with(browser, "video/VP8", we_offer=True) as call:

        async def decoded() -> int:
            frames: int = (await call.browser_received()).get("video", {}).get("framesDecoded", 0)
            return frames

        async def has_started() -> bool:
            return await decoded() >= FRAMES

        async def stands_still() -> bool:
            before = await decoded()
            await asyncio.sleep(0.5)
            return await decoded() == before

        await eventually(has_started, "pictures arrive")
        call.end.session.set_video_paused(True)
        await eventually(stands_still, "no picture leaves while paused")
        at_pause = await decoded()
        call.end.session.set_video_paused(False)

        async def goes_on() -> bool:
            return await decoded() > at_pause + 10

        await eventually(goes_on, "pictures come again")


@WHO_OFFERED
async def test_hold_and_resume_by_us_and_by_the_browser(browser: Chromium, we_offer: bool) -> None:
    async with call_with(browser, "video/VP8", we_offer=we_offer) as call:
        await call.goes_on("media before")
        for _ in range(2):
            call.end.session.set_held(True)
            await call.we_offer()
            assert await browser.call("directions") == ["recvonly", "recvonly"]
            await call.stands_still("nothing flows while we hold")
            call.end.session.set_held(False)
            await call.we_offer()
            assert await browser.call("directions") == ["sendrecv", "sendrecv"]
            await call.goes_on("media after our hold")
            for held in ("sendonly", "inactive"):
                await call.it_offers("direct", held)
                assert await browser.call("directions") == [held, held]
                assert call.end.session.remote_hold
                await call.it_offers("direct", "sendrecv")
                assert await browser.call("directions") == ["sendrecv", "sendrecv"]
                await call.goes_on("media after the browser's hold")
        assert call.end.remote_holds == [True, False] * 4


@WHO_OFFERED
async def test_both_hold_and_resume(browser: Chromium, we_offer: bool) -> None:
    async with call_with(browser, "video/VP8", we_offer=we_offer) as call:
        await call.goes_on("media before")
        call.end.session.set_held(True)
        await call.it_offers("direct", "inactive")
        await call.stands_still("nothing flows while both hold")
        call.end.session.set_held(False)
        await call.we_offer()
        assert call.end.session.remote_hold
        await call.it_offers("direct", "sendrecv")
        await call.goes_on("media after both")


@WHO_OFFERED
async def test_keys_of_the_browser_arrive_and_ours_disturb_nothing(browser: Chromium, we_offer: bool) -> None:
    async with call_with(browser, "video/VP8", we_offer=we_offer) as call:
        await call.goes_on("media before")
        assert await browser.call("press", "159*0#AD") is True

        async def all_came() -> bool:
            return len(call.end.keys) >= 8

        await eventually(all_came, "keys")
        assert call.end.keys == "159*0#AD"
        for key in "12#":
            await call.end.session.send_dtmf(key, 0.1)
        await call.goes_on("media after keys")
        assert (await call.browser_received())["audio"]["packetsLost"] == 0
