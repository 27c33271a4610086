"""A browser and a plain video phone with a bridge between them: what it says comes back to it."""

from __future__ import annotations

import pytest

from core.service.gateway.media.bridge import SipMedia
from core.service.gateway.media.relay import MediaRelays
from tests.peers.chromium import Chromium
from tests.peers.chromium_call import eventually
from tests.service.gateway.media.video_phone import VideoPhone

pytestmark = pytest.mark.timeout(120)
PORTS = range(41_000, 41_400)
H264 = ("H264/90000", "profile-level-id=42801F;packetization-mode=0")
VP8 = ("VP8/90000", "max-fr=30")


@pytest.mark.parametrize("who_calls", ["browser", "phone"])
@pytest.mark.parametrize(("name", "parameters"), [H264, VP8], ids=["h264", "vp8"])
async def test_a_browser_hears_and_sees_what_the_phone_sends_back(
    browser: Chromium, name: str, parameters: str, who_calls: str
) -> None:
    relays, ended = MediaRelays(PORTS), list[str]()
    bridge = relays.bridge(SipMedia("127.0.0.1"))
    bridge.on_ended = ended.append
    codec = f"video/{name.partition('/')[0]}"
    with VideoPhone(name, parameters, has_sound=True) as phone:
        try:
            await browser.call("open", codec, {})
            if who_calls == "browser":
                phone.take(await bridge.offer_to_sip(await browser.call("offer")))
                answer = await bridge.answer_to_client(phone.describe())
                assert await browser.call("take", "answer", answer) == "stable"
            else:
                offer = await bridge.offer_to_client(phone.describe())
                phone.take(await bridge.answer_to_sip(await browser.call("answer", offer)))
            await eventually(lambda: has_received(browser), "sound and pictures come back")
            before = phone.keyframes
            phone.ask_for_keyframe()

            async def keyframe_came() -> bool:
                return phone.keyframes > before

            await eventually(keyframe_came, "the keyframe that the phone asked for")
            await eventually(lambda: has_sped_up(browser), "the browser hears that its pictures arrive")
            assert not ended
        finally:
            await browser.call("close")
            await bridge.close()
            await relays.close()


async def has_received(browser: Chromium) -> bool:
    rows = {row["kind"]: row for row in await browser.call("stats") if row["type"] == "inbound-rtp"}
    sound, pictures = rows.get("audio", {}), rows.get("video", {})
    return bool(
        sound.get("packetsReceived", 0) > 100
        and sound.get("totalAudioEnergy", 0) > 0
        and pictures.get("framesDecoded", 0) > 30
        and sound.get("packetsLost", 0) + pictures.get("packetsLost", 0) == 0
    )


async def has_sped_up(browser: Chromium) -> bool:
    """Whether the browser's estimate has left where it begins without feedback, 300 kbit/s."""
    pairs = [row for row in await browser.call("stats") if row["type"] == "candidate-pair"]
    return any(pair.get("availableOutgoingBitrate", 0) > 500_000 for pair in pairs)
