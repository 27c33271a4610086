"""A screen beside the camera, with a browser: it decodes ours, and a second track of its is a screen here."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.peers.chromium import Chromium
from tests.peers.chromium_call import Call, call_with, eventually

pytestmark = pytest.mark.timeout(120)

WHO_OFFERED = pytest.mark.parametrize("we_offer", [True, False], ids=["we-offered", "browser-offered"])
CODECS = pytest.mark.parametrize("codec", ["video/VP8", "video/H264"])
FRAMES = 10


async def pictures_decoded(browser: Chromium) -> list[int]:
    """Return how many frames the browser has decoded of each stream of pictures, the most first."""
    rows: list[dict[str, Any]] = await browser.call("stats")
    pictures = [row for row in rows if row["type"] == "inbound-rtp" and row["kind"] == "video"]
    return sorted((row.get("framesDecoded", 0) for row in pictures), reverse=True)


async def it_sees_the_camera(browser: Chromium) -> None:
    before = max(await pictures_decoded(browser))

    async def more() -> bool:
        return max(await pictures_decoded(browser)) >= before + FRAMES

    await eventually(more, "the camera goes on")


async def it_sees_both(call: Call, browser: Chromium) -> None:
    before = await pictures_decoded(browser)

    async def both() -> bool:
        now = await pictures_decoded(browser)
        return len(now) == 2 and all(a - b >= FRAMES for a, b in zip(now, [*before, 0], strict=False))

    await eventually(both, "the browser decodes camera and screen")


@CODECS
@WHO_OFFERED
async def test_our_screen_is_decoded_beside_our_camera(browser: Chromium, codec: str, we_offer: bool) -> None:
    async with call_with(browser, codec, we_offer=we_offer) as call:
        session = call.end.session
        session.share_screen("fake:screen")
        await call.we_offer()
        await it_sees_both(call, browser)
        assert session.is_sharing and not session.is_remote_sharing
        session.stop_sharing()
        await call.we_offer()
        await it_sees_the_camera(browser)
        session.share_screen("fake:window")
        await call.we_offer()
        await it_sees_both(call, browser)
        session.set_held(True)
        await call.we_offer()
        session.set_held(False)
        await call.we_offer()
        await it_sees_both(call, browser)


@CODECS
@WHO_OFFERED
async def test_a_second_track_of_the_browser_is_its_screen(
    browser: Chromium, codec: str, we_offer: bool
) -> None:
    async with call_with(browser, codec, we_offer=we_offer) as call:
        session = call.end.session
        answer = await session.accept_offer(await browser.call("share", 800, 600))
        assert "a=content:slides" in re.split(r"(?m)^(?=m=)", answer)[3]
        assert await browser.call("take", "answer", answer) == "stable"
        assert session.is_remote_sharing

        async def we_see_it() -> bool:
            return session.incoming_screen.frames >= FRAMES and session.incoming_picture.frames >= FRAMES

        await eventually(we_see_it, "the browser's screen beside its camera")
        width, height = session.incoming_screen.size
        assert width / height == pytest.approx(800 / 600, rel=0.02)
        session.share_screen("fake:screen")
        await call.we_offer()
        await it_sees_both(call, browser)
