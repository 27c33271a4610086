"""What a baresip asks of the media of the gateway beyond plain sound: its encryption, its codecs."""

from __future__ import annotations

import pytest

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
