"""What is said at one end of a call by the gateway is heard at the other, both ways at once."""

from __future__ import annotations

import pytest

from tests.peers.exchange import Exchange, exchange
from tests.peers.gateway_speech import converse

__all__ = ["exchange"]
pytestmark = [pytest.mark.timeout(90), pytest.mark.usefixtures("no_task_left")]


@pytest.mark.parametrize(
    ("transport", "account", "encryption"),
    [
        ("udp", ";audio_codecs=PCMU/8000/1", "auto"),
        ("tcp", ";audio_codecs=G722/16000/1;mediaenc=srtp-mand", "auto"),
        ("tls", ";audio_codecs=opus/48000/2;mediaenc=dtls_srtp", "dtls"),
        ("engine", ";audio_codecs=PCMA/8000/1", "auto"),
    ],
    ids=["udp-PCMU-plain", "tcp-G722-sdes", "tls-opus-dtls", "rtpengine-PCMA"],
)
async def test_speech_arrives_both_ways(
    exchange: Exchange, transport: str, account: str, encryption: str
) -> None:
    there, here = await converse(exchange, transport, account, encryption)
    print(f"client to phone: {there}; phone to client: {here}")
    for one in (there, here):
        assert one.found > 0.9 and one.lost < 0.03
