"""Offers and answers with a browser beyond the plain ones: new paths, late candidates, more sections."""

from __future__ import annotations

import re

import pytest

from core.media.sdp.trickle import Fragment
from tests.peers.chromium import Chromium
from tests.peers.chromium_call import Call, OurEnd, call_with, eventually

pytestmark = pytest.mark.timeout(120)

WHO_OFFERED = pytest.mark.parametrize("we_offer", [True, False], ids=["we-offered", "browser-offered"])


def line(sdp: str, name: str) -> str:
    """Return the value of the first attribute of that name."""
    match = re.search(rf"(?m)^a={name}:(\S+)", sdp)
    assert match is not None, f"no {name} in {sdp}"
    return match[1]


async def has_moved_to(call: Call, ours: str, theirs: str) -> None:
    """Wait until the browser's path is one between these username fragments."""

    async def has_moved() -> bool:
        found: list[str] = await call.browser.call("path")
        return found[:2] == [theirs, ours]

    await eventually(has_moved, "the new path is used")


@WHO_OFFERED
async def test_a_new_path_that_the_browser_asks_for_is_found(browser: Chromium, we_offer: bool) -> None:
    async with call_with(browser, "video/VP8", we_offer=we_offer) as call:
        await call.goes_on("media before")
        for _ in range(2):
            old = await browser.call("path")
            answer = await call.it_offers("restart")
            assert line(answer, "ice-ufrag") not in old
            theirs = await browser.run("pc.localDescription.sdp")
            await has_moved_to(call, line(answer, "ice-ufrag"), line(theirs, "ice-ufrag"))
            await call.goes_on("media on the new path")
        assert await browser.call("state") == "connected"


@WHO_OFFERED
async def test_a_new_path_that_we_ask_for_is_found(browser: Chromium, we_offer: bool) -> None:
    async with call_with(browser, "video/VP8", we_offer=we_offer) as call:
        await call.goes_on("media before")
        for _ in range(2):
            old = await browser.call("path")
            await call.we_offer(restart_ice=True)
            ours, theirs = [await browser.run(f"pc.{one}Description.sdp") for one in ("remote", "local")]
            assert line(ours, "ice-ufrag") not in old
            await has_moved_to(call, line(ours, "ice-ufrag"), line(theirs, "ice-ufrag"))
            await call.goes_on("media on the new path")
        assert await browser.call("state") == "connected"


async def trickle(browser: Chromium, end: OurEnd, sdp: str) -> None:
    """Tell our end the candidates that ``sdp`` of the browser was too hasty to hold."""
    assert "a=candidate" not in sdp
    username, password = line(sdp, "ice-ufrag"), line(sdp, "ice-pwd")
    found: list[str] = await browser.call("candidates")
    assert found
    # As a browser's SIP library sends them: one by one, and again all of them.
    for told in (*([one] for one in found), found):
        lines = [f"a=ice-ufrag:{username}", f"a=ice-pwd:{password}", "m=audio 9 RTP/AVP 0", "a=mid:0"]
        await end.session.take_candidates("\r\n".join([*lines, *(f"a={one}" for one in told)]) + "\r\n")
    last = Fragment(username, password, is_last=True)
    await end.session.take_candidates(str(last))


@WHO_OFFERED
async def test_candidates_that_the_browser_finds_late_are_used(browser: Chromium, we_offer: bool) -> None:
    end = OurEnd(is_offerer=we_offer)
    call = Call(browser, end)
    try:
        await browser.call("open", "video/VP8")
        if we_offer:
            answer = await browser.call("hasty", await end.session.create_offer())
            await end.session.accept_answer(answer)
            await trickle(browser, end, answer)
        else:
            offer = await browser.call("hasty", "")
            await browser.call("take", "answer", await end.session.accept_offer(offer))
            await trickle(browser, end, offer)
        await call.goes_on("media over a path of late candidates")
        assert await browser.call("state") == "connected"
    finally:
        await end.close()
        await browser.call("close")


@pytest.mark.parametrize("codec", ["video/VP8", "video/H264"])
async def test_of_three_layers_offered_one_is_taken(browser: Chromium, codec: str) -> None:
    async with call_with(browser, codec, we_offer=False, width=1280, height=720, layers=3) as call:
        offer = await browser.run("pc.localDescription.sdp")
        assert "a=simulcast:send r0;r1;r2" in offer and offer.count("a=rid:") == 3
        answer = await browser.run("pc.remoteDescription.sdp")
        assert "simulcast" not in answer and "a=rid:" not in answer
        await call.goes_on("media of one layer")
        rows = [row for row in await browser.call("stats") if row["type"] == "outbound-rtp"]
        # A packet or two of padding may come from any layer.
        sent = [row.get("framesSent", 0) for row in rows if row["kind"] == "video"]
        assert len([frames for frames in sent if frames]) == 1, sent
        await call.it_offers()
        await call.goes_on("media after the same offer again")
        await call.it_offers("direct", "inactive")
        await call.stands_still("nothing flows while the browser holds")
        await call.it_offers("direct", "sendrecv")
        await call.goes_on("media after the browser's hold")
        await call.we_offer()
        await call.goes_on("media after an offer of ours")


@WHO_OFFERED
async def test_sections_that_are_added_later_disturb_nothing(browser: Chromium, we_offer: bool) -> None:
    async with call_with(browser, "video/VP8", we_offer=we_offer) as call:
        await call.goes_on("media before")
        wanted = [("video", "recvonly"), ("audio", "inactive"), ("audio", "recvonly"), ("video", "sendrecv")]
        for kind, direction in wanted:
            await browser.call("section", kind, direction)
            answer = await call.it_offers()
            assert (await browser.call("directions"))[:2] == ["sendrecv", "sendrecv"]
            await call.goes_on(f"media beside one more section, {direction}: {answer.count('m=')} in all")
        await call.we_offer()
        await call.goes_on("media after an offer of ours with all of them")
        call.end.session.set_held(True)
        await call.we_offer()
        assert (await browser.call("directions"))[:2] == ["recvonly", "recvonly"]
        call.end.session.set_held(False)
        await call.we_offer()
        await call.goes_on("media after a hold")
        # A channel for data is another kind of section that nobody here uses.
        await browser.run("pc.createDataChannel('talk').label")
        assert "m=application 0 " in await call.it_offers()
        await call.goes_on("media beside a refused channel")


async def test_codecs_and_extensions_that_nobody_here_knows_are_passed_over(browser: Chromium) -> None:
    async with call_with(browser, "video/AV1", we_offer=False) as call:
        offer = await browser.run("pc.localDescription.sdp")
        for name in ("AV1/90000", "VP9/90000", "red/90000", "red/48000", "ulpfec/90000"):
            assert name in offer, "the browser no longer offers what this is about"
        assert offer.count("a=extmap:") > 10
        answer = await browser.run("pc.remoteDescription.sdp")
        for name in ("AV1", "VP9", "H265", "red/", "ulpfec", "flexfec", "CN/"):
            assert name.lower() not in answer.lower()
        offered, accepted = [set(re.findall(r"a=extmap:(\d+)\S* (\S+)", one)) for one in (offer, answer)]
        assert accepted < offered
        await call.goes_on("media with what both know")
        assert (await call.browser_sent())["video"]["kind"] == "video"
