"""Rates agreed with a browser: its feedback drives what we send, ours what it sends, loss lowers it."""

from __future__ import annotations

import random

import pytest

from core.media.congestion.feedback.wire import URI
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.transport.paced_sending import START_TOLD
from tests.peers.chromium import Chromium
from tests.peers.chromium_call import Call, OurEnd, call_with, eventually

pytestmark = pytest.mark.timeout(150)


def transport(end: OurEnd) -> HardenedDtlsTransport:
    dtls = end.session._connection.dtls
    assert dtls is not None
    return dtls


def lose(end: OurEnd, share: float, seed: int) -> None:
    """Lose ``share`` of the RTP that comes to us."""
    ice = transport(end).transport._connection
    take, chance = ice.data_received, random.Random(seed)

    def data_received(data: bytes, component: int) -> None:
        is_rtp = len(data) > 1 and 127 < data[0] < 192 and not 192 <= data[1] <= 223
        if not is_rtp or chance.random() >= share:
            take(data, component)

    ice.data_received = data_received  # type: ignore[method-assign]


async def browser_may_send(call: Call) -> float:
    """Return what the browser thinks it may send, in bits per second."""
    return float((await call.browser_path()).get("availableOutgoingBitrate", 0.0))


@pytest.mark.parametrize("we_offer", [True, False], ids=["we-offer", "browser-offers"])
async def test_feedback_on_every_packet_drives_both_ends(
    browser: Chromium, we_offer: bool, seed: int
) -> None:
    async with call_with(browser, "video/VP8", we_offer=we_offer) as call:
        dtls = transport(call.end)

        async def we_are_told_and_find_more() -> bool:
            return dtls.sending.estimate.has_feedback and dtls.sending.bitrate > 2 * START_TOLD

        async def it_is_told_and_finds_more() -> bool:
            return await browser_may_send(call) > 1.2 * START_TOLD

        await eventually(we_are_told_and_find_more, "the browser's feedback lets us send more")
        await eventually(it_is_told_and_finds_more, "our feedback lets the browser send more")

        async def we_tell_it_regularly() -> bool:
            return dtls.arrivals.sent > 10

        await eventually(we_tell_it_regularly, "it is told of arrivals, however soon it had an estimate")
        assert dtls.sending.control.bad_feedback == dtls.dropped_rtcp == 0
        before = await browser_may_send(call)
        lose(call.end, 0.4, seed)

        async def it_sends_less() -> bool:
            return await browser_may_send(call) < 0.7 * before

        await eventually(it_sends_less, "what we tell of losses lets the browser send less")
        ours = dtls.sending.bitrate
        print(f"we may send {ours / 1000:.0f} kbit/s, it {before / 1000:.0f} and with losses less")


async def test_descriptions_agree_on_it(browser: Chromium) -> None:
    end = OurEnd(is_offerer=True)
    try:
        await browser.call("open", "video/H264", {})
        answer = await browser.call("answer", await end.session.create_offer())
        assert answer.count(URI) == 2, "for sound and pictures"
        assert "transport-cc" in answer and "goog-remb" in answer
        await end.session.accept_answer(answer)
    finally:
        await end.close()
        await browser.call("close")
