"""Media with a browser: what we send it shows and plays, what it sends we decode, whoever offers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.media.media_events import DtmfReceived, MediaEvent, MediaFlowing, RemoteHeld
from core.media.session import MediaSession
from tests.peers.chromium import Chromium
from tests.peers.conftest import need

pytestmark = pytest.mark.timeout(120)

LIMIT = 40.0
FRAMES = 30


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Chromium]:
    chromium = Chromium(need("chromium"), tmp_path)
    try:
        await chromium.start()
        yield chromium
    finally:
        await chromium.stop()


class OurEnd:
    """A media session with the test picture and the test tone."""

    def __init__(self, *, is_offerer: bool) -> None:
        self._host = FakeDevices()
        self._local = LocalMedia(self._host)
        self.flowing = asyncio.Event()
        self.remote_holds: list[bool] = []
        self.keys = ""
        self.session = MediaSession(
            self._local, video=True, ice_servers=[], is_offerer=is_offerer, on_event=self._take
        )

    async def close(self) -> None:
        await self.session.close()
        self._local.close()
        self._host.close()

    async def received(self) -> dict[str, Any]:
        report = await self.session.stats()
        tracks = [track for track in report.as_json()["tracks"] if track["type"] == "inbound-rtp"]  # type: ignore[attr-defined]
        return {track["kind"]: track for track in tracks}

    def _take(self, event: MediaEvent) -> None:
        if isinstance(event, MediaFlowing):
            self.flowing.set()
        elif isinstance(event, RemoteHeld):
            self.remote_holds.append(event.held)
        elif isinstance(event, DtmfReceived):
            self.keys += event.key


async def eventually(is_so: Callable[[], Awaitable[bool]], what: str) -> None:
    """Wait until ``is_so``, or fail saying ``what`` did not happen."""
    try:
        async with asyncio.timeout(LIMIT):
            # A browser's counters can only be polled.
            while not await is_so():  # noqa: ASYNC110
                await asyncio.sleep(0.2)
    except TimeoutError:
        pytest.fail(f"not within {LIMIT:.0f} s: {what}")


async def connect(browser: Chromium, codec: str, *, we_offer: bool) -> OurEnd:
    end = OurEnd(is_offerer=we_offer)
    await browser.call("open", codec)
    if we_offer:
        await end.session.accept_answer(await browser.call("answer", await end.session.create_offer()))
    else:
        answer = await end.session.accept_offer(await browser.call("offer"))
        assert await browser.call("take", "answer", answer) == "stable"
    async with asyncio.timeout(LIMIT):
        await end.flowing.wait()
    return end


async def browser_received(browser: Chromium) -> dict[str, Any]:
    return {row["kind"]: row for row in await browser.call("stats") if row["type"] == "inbound-rtp"}


@pytest.mark.parametrize("codec", ["video/VP8", "video/H264"])
@pytest.mark.parametrize("we_offer", [True, False], ids=["we-offer", "browser-offers"])
async def test_sound_and_pictures_both_ways(browser: Chromium, codec: str, we_offer: bool) -> None:
    end = await connect(browser, codec, we_offer=we_offer)
    try:

        async def we_see_and_hear() -> bool:
            tracks = await end.received()
            video, audio = tracks.get("video", {}), tracks.get("audio", {})
            return video.get("framesDecoded", 0) >= FRAMES and audio.get("packetsReceived", 0) >= FRAMES

        async def it_sees_and_hears() -> bool:
            tracks = await browser_received(browser)
            video, audio = tracks.get("video", {}), tracks.get("audio", {})
            return video.get("framesDecoded", 0) >= FRAMES and audio.get("totalAudioEnergy", 0) > 0

        await eventually(we_see_and_hear, "we decode what the browser sends")
        await eventually(it_sees_and_hears, "the browser decodes what we send")
        video = (await browser_received(browser))["video"]
        assert (video["frameWidth"] / video["frameHeight"]) == pytest.approx(16 / 9, rel=0.02)
        assert end.session.incoming_picture.size[0] >= 320
    finally:
        await end.close()
        await browser.call("close")


async def test_pausing_our_picture_stops_the_browser_s_frames_and_resuming_brings_them_back(
    browser: Chromium,
) -> None:
    end = await connect(browser, "video/VP8", we_offer=True)

    async def decoded() -> int:
        frames: int = (await browser_received(browser)).get("video", {}).get("framesDecoded", 0)
        return frames

    async def has_started() -> bool:
        return await decoded() >= FRAMES

    async def stands_still() -> bool:
        before = await decoded()
        await asyncio.sleep(0.5)
        return await decoded() == before

    try:
        await eventually(has_started, "pictures arrive")
        end.session.set_video_paused(True)
        await eventually(stands_still, "no picture leaves while paused")
        at_pause = await decoded()
        end.session.set_video_paused(False)

        async def goes_on() -> bool:
            return await decoded() > at_pause + 10

        await eventually(goes_on, "pictures come again")
    finally:
        await end.close()
        await browser.call("close")


async def counted(browser: Chromium, end: OurEnd) -> list[int]:
    """Return what was heard and seen so far: sound and pictures at the browser, then at our end."""
    theirs, ours = await browser_received(browser), await end.received()
    return [
        theirs.get("audio", {}).get("packetsReceived", 0),
        theirs.get("video", {}).get("framesDecoded", 0),
        ours.get("audio", {}).get("packetsReceived", 0),
        ours.get("video", {}).get("framesDecoded", 0),
    ]


async def goes_on(browser: Chromium, end: OurEnd, what: str) -> None:
    before = await counted(browser, end)

    async def has_gone_on() -> bool:
        return all(now > then + 10 for now, then in zip(await counted(browser, end), before, strict=True))

    await eventually(has_gone_on, what)


async def stands_still(browser: Chromium, end: OurEnd, what: str) -> None:
    async def is_still() -> bool:
        before = await counted(browser, end)
        await asyncio.sleep(0.5)
        return await counted(browser, end) == before

    await eventually(is_still, what)


@pytest.mark.parametrize("we_offer", [True, False], ids=["we-offered", "browser-offered"])
async def test_hold_and_resume_by_us_and_by_the_browser(browser: Chromium, we_offer: bool) -> None:
    end = await connect(browser, "video/VP8", we_offer=we_offer)

    async def we_reoffer(held: bool) -> None:
        end.session.set_held(held)
        await end.session.accept_answer(await browser.call("answer", await end.session.create_offer()))

    async def it_reoffers(direction: str) -> None:
        answer = await end.session.accept_offer(await browser.call("direct", direction))
        assert await browser.call("take", "answer", answer) == "stable"

    try:
        await goes_on(browser, end, "media before")
        for _ in range(2):
            await we_reoffer(True)
            assert await browser.call("directions") == ["recvonly", "recvonly"]
            await stands_still(browser, end, "nothing flows while we hold")
            await we_reoffer(False)
            assert await browser.call("directions") == ["sendrecv", "sendrecv"]
            await goes_on(browser, end, "media after our hold")
            for held in ("sendonly", "inactive"):
                await it_reoffers(held)
                assert await browser.call("directions") == [held, held]
                assert end.session.remote_hold
                await it_reoffers("sendrecv")
                assert await browser.call("directions") == ["sendrecv", "sendrecv"]
                await goes_on(browser, end, "media after the browser's hold")
        assert end.remote_holds == [True, False] * 4
    finally:
        await end.close()
        await browser.call("close")


@pytest.mark.parametrize("we_offer", [True, False], ids=["we-offered", "browser-offered"])
async def test_both_hold_and_resume(browser: Chromium, we_offer: bool) -> None:
    end = await connect(browser, "video/VP8", we_offer=we_offer)
    try:
        await goes_on(browser, end, "media before")
        end.session.set_held(True)
        answer = await end.session.accept_offer(await browser.call("direct", "inactive"))
        await browser.call("take", "answer", answer)
        await stands_still(browser, end, "nothing flows while both hold")
        end.session.set_held(False)
        await end.session.accept_answer(await browser.call("answer", await end.session.create_offer()))
        assert end.session.remote_hold
        answer = await end.session.accept_offer(await browser.call("direct", "sendrecv"))
        await browser.call("take", "answer", answer)
        await goes_on(browser, end, "media after both")
    finally:
        await end.close()
        await browser.call("close")


@pytest.mark.parametrize("we_offer", [True, False], ids=["we-offered", "browser-offered"])
async def test_keys_of_the_browser_arrive_and_ours_disturb_nothing(browser: Chromium, we_offer: bool) -> None:
    end = await connect(browser, "video/VP8", we_offer=we_offer)
    try:
        await goes_on(browser, end, "media before")
        assert await browser.call("press", "159*0#AD") is True

        async def all_came() -> bool:
            return len(end.keys) >= 8

        await eventually(all_came, "keys")
        assert end.keys == "159*0#AD"
        for key in "12#":
            await end.session.send_dtmf(key, 0.1)
        await goes_on(browser, end, "media after keys")
        assert (await browser_received(browser))["audio"]["packetsLost"] == 0
    finally:
        await end.close()
        await browser.call("close")
