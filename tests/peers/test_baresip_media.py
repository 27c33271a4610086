"""What a baresip asks of the media of the gateway beyond plain sound: its encryption, its codecs."""

from __future__ import annotations

import asyncio

import pytest

from core.calling import Call
from tests.peers.baresip import MODULES, Baresip
from tests.peers.conftest import need
from tests.peers.test_baresip_calls import Exchange, exchange, hears

__all__ = ["exchange"]
pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]


@pytest.mark.parametrize(
    "account",
    [
        ";mediaenc=dtls_srtp;audio_codecs=opus/48000/2",
        ";mediaenc=srtp-mand;audio_codecs=PCMA/8000/1",
        ";audio_codecs=G722/16000/1",
    ],
    ids=["dtls", "sdes", "g722"],
)
async def test_a_phone_calls_as_it_likes_and_is_heard(exchange: Exchange, account: str) -> None:
    await exchange.open()
    phone = await exchange.phone(account)
    _, heard = await exchange.client("alice")
    phone.tell("dial", f"sip:alice@127.0.0.1:{exchange.port('udp')}")
    await heard.hears("incoming")
    call = heard.calls[0]
    call.addListener(heard)
    await call.answer()
    await heard.hears("established")
    await hears(call)
    phone.tell("hangup")
    await heard.hears("ended")


class VideoBaresip(Baresip):
    """A phone that shows a computed picture."""

    codec = "vp8"

    def _run(self) -> None:
        path = self.folder / "config"
        loads = "".join(f"module {name}.so\n" for name in (self.codec, "fakevideo"))
        pictures = "video_source fakevideo,none\nvideo_display fakevideo,none\n"
        size = "video_size 320x240\nvideo_fps 15\n"
        path.write_text(
            pictures + size + path.read_text().replace("module uuid.so", f"{loads}module uuid.so")
        )
        super()._run()


async def sees(call: Call, frames: int = 15) -> None:
    """Return once so many pictures have been decoded."""
    async with asyncio.timeout(20):
        while True:
            report = await call.stats()
            if report is not None and report.track("video", "inbound-rtp").get("framesDecoded", 0) >= frames:
                return
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("codec", ["vp8", "avcodec"])
async def test_a_phone_with_pictures_is_seen_and_sees(exchange: Exchange, codec: str) -> None:
    """Its ``avcodec`` is H.264, of packetisation mode 0 alone."""
    if not (MODULES / f"{codec}.so").is_file():
        need(f"baresip's {codec} module")
    await exchange.open()
    folder = exchange.folder / "video"
    folder.mkdir()
    phone = VideoBaresip(need("baresip"), folder)
    phone.codec = codec
    exchange.stack.push_async_callback(phone.stop)
    await phone.start()
    _, heard = await exchange.client("alice")
    phone.tell("dial", f"sip:alice@127.0.0.1:{exchange.port('udp')}")
    await heard.hears("incoming")
    call = heard.calls[0]
    call.addListener(heard)
    await call.answer()
    await heard.hears("established")
    await hears(call)
    await sees(call)
    async with asyncio.timeout(20):
        while "incoming rtp for 'video' established" not in phone.log:  # noqa: ASYNC110 (a log tells nobody)
            await asyncio.sleep(0.1)
    phone.tell("hangup")
    await heard.hears("ended")
