"""What a baresip asks of the media of the gateway beyond plain sound: its encryption, its codecs."""

from __future__ import annotations

from typing import Any

import pytest

from core.trust.hops import Party, Protection
from core.trust.summary import summary
from tests.peers.baresip import MODULES, Baresip
from tests.peers.chromium_call import eventually
from tests.peers.conftest import need
from tests.peers.exchange import Exchange, exchange, hears, sees

__all__ = ["exchange"]
AS_FAR_AS_THE_PHONE = "Encrypted hop by hop, as far as 127.0.0.1"
pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]


@pytest.mark.parametrize(
    ("account", "media", "words"),
    [
        (";mediaenc=dtls_srtp;audio_codecs=opus/48000/2", Protection.DTLS, AS_FAR_AS_THE_PHONE),
        (";mediaenc=srtp-mand;audio_codecs=PCMA/8000/1", Protection.SDES, AS_FAR_AS_THE_PHONE),
        (";audio_codecs=G722/16000/1", Protection.CLEAR, "In clear beyond the phone gateway"),
    ],
    ids=["dtls", "sdes", "g722"],
)
async def test_a_phone_calls_as_it_likes_and_is_heard(
    exchange: Exchange, account: str, media: Protection, words: str
) -> None:
    await exchange.open()
    phone = await exchange.phone(account)
    call, heard = await exchange.answered(phone)
    await hears(call)

    async def path_is_told() -> bool:
        return call.way.path is not None and call.way.path.far is not None

    await eventually(path_is_told, "what the gateway agreed on with the phone")
    gateway, far = call.way.hops("Bob")
    assert (gateway.to, gateway.media) == (Party.GATEWAY, Protection.DTLS)
    assert (far.to, far.media, far.name) == (Party.SIP, media, "127.0.0.1")
    assert summary((gateway, far)).sentence == words
    phone.tell("hangup")
    await heard.hears("ended")


class VideoBaresip(Baresip):
    """A phone that shows a computed picture."""

    def __init__(self, *values: Any, codec: str, **options: Any) -> None:
        super().__init__(*values, **options)
        self.codec = codec

    def _run(self) -> None:
        path = self.folder / "config"
        loads = "".join(f"module {name}.so\n" for name in (self.codec, "fakevideo"))
        pictures = "video_source fakevideo,none\nvideo_display fakevideo,none\n"
        size = "video_size 320x240\nvideo_fps 15\n"
        path.write_text(
            pictures + size + path.read_text().replace("module uuid.so", f"{loads}module uuid.so")
        )
        super()._run()


@pytest.mark.parametrize("codec", ["vp8", "avcodec"])
async def test_a_phone_with_pictures_is_seen_and_sees(exchange: Exchange, codec: str) -> None:
    """Its ``avcodec`` is H.264, of packetisation mode 0 alone."""
    if not (MODULES / f"{codec}.so").is_file():
        need(f"baresip's {codec} module")
    await exchange.open()
    phone = await exchange.phone(kind=VideoBaresip, codec=codec)
    call, heard = await exchange.answered(phone)
    await hears(call)
    await sees(call)

    async def phone_sees() -> bool:
        return "incoming rtp for 'video' established" in phone.log

    await eventually(phone_sees, "pictures at the phone")
    phone.tell("hangup")
    await heard.hears("ended")
