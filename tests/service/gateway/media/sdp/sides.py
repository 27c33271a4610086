"""Descriptions of clients and phones for tests, and what this gateway says of its own end."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from core.media.transport.ice.description import IceDescription
from core.service.gateway.media.bridge import SipMedia
from core.service.gateway.media.sdp.negotiation import Negotiation
from core.service.media.sdp.client_text import ClientTransport

FINGERPRINT = "sha-256 " + ":".join(["AB"] * 32)
TRANSPORT = ClientTransport(IceDescription("gate", "p" * 24), (FINGERPRINT,), "cname")
KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"
"""Of SDES, for the suites with AES_CM_128; one of the examples of RFC 4568."""

SSRCS = {"audio": 1111, "video": 2222}

NUMBERING = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
CODECS = {
    "opus": "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n",
    "g722": "a=rtpmap:9 G722/8000\r\n",
    "pcma": "a=rtpmap:8 PCMA/8000\r\n",
    "pcmu": "a=rtpmap:0 PCMU/8000\r\n",
    "cn": "a=rtpmap:13 CN/8000\r\n",
    "events": "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n",
    "h264": "a=rtpmap:102 H264/90000\r\na=fmtp:102 profile-level-id=42e01f;packetization-mode=1\r\n"
    "a=rtcp-fb:102 nack\r\na=rtcp-fb:102 nack pli\r\na=rtcp-fb:102 transport-cc\r\n"
    f"a=extmap:5 {NUMBERING}\r\n",
    "vp8": "a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\na=rtcp-fb:96 ccm fir\r\n",
}
NUMBERS = {
    "opus": "111",
    "g722": "9",
    "pcma": "8",
    "pcmu": "0",
    "cn": "13",
    "events": "110 126",
    "h264": "102",
}
NUMBERS |= {"vp8": "96"}


def client_says(
    sound: str = "opus g722 pcma pcmu events",
    pictures: str = "",
    *,
    direction: str = "sendrecv",
    setup: str = "actpass",
    ufrag: str = "user",
) -> str:
    sections = [("audio", "0", sound), *([("video", "1", pictures)] if pictures else [])]
    text = "v=0\r\no=- 5 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
    for kind, mid, names in sections:
        numbers = " ".join(NUMBERS[name] for name in names.split())
        text += (
            f"m={kind} 9 UDP/TLS/RTP/SAVPF {numbers}\r\nc=IN IP4 0.0.0.0\r\na=mid:{mid}\r\na={direction}\r\n"
        )
        text += (
            f"a=rtcp-mux\r\na=ice-ufrag:{ufrag}\r\na=ice-pwd:{'w' * 24}\r\na=fingerprint:{FINGERPRINT}\r\n"
        )
        text += f"a=setup:{setup}\r\n" + "".join(CODECS[name] for name in names.split())
    return text


def phone_says(
    formats: str = "8 101",
    *extra: str,
    profile: str = "RTP/AVP",
    port: int = 4000,
    address: str = "192.0.2.7",
    more: str = "",
) -> str:
    known = {
        "101": "telephone-event/8000",
        "96": "opus/48000/2",
        "18": "G729/8000",
    }
    lines = "".join(f"a=rtpmap:{n} {known[n]}\r\n" for n in formats.split() if n in known)
    lines += "".join(f"a={line}\r\n" for line in extra)
    kind = "IP6" if ":" in address else "IP4"
    head = f"v=0\r\no=- 1 1 IN {kind} {address}\r\ns=-\r\nc=IN {kind} {address}\r\nt=0 0\r\n"
    return head + f"m=audio {port} {profile} {formats}\r\n" + lines + more


def ports_of(roles: Collection[str]) -> Mapping[str, int]:
    return {role: {"audio": 30000, "video": 30002}[role] for role in roles}


def negotiation(media: SipMedia | None = None) -> Negotiation:
    return Negotiation(media or SipMedia("192.0.2.1"), SSRCS, (FINGERPRINT,))


def lines(text: str, start: str) -> list[str]:
    return [line for line in text.split("\r\n") if line.startswith(start)]
