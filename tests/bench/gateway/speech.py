"""Speech between a client and a phone that is not ours, for every way of carrying it: ``-m ...speech``.

Prints a table; both speak at once, and ViSQOL judges at 16 kHz, so that what G.711 cannot carry costs score.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.peers.exchange import Exchange
from tests.peers.gateway_speech import converse

CODECS = {"PCMU": "PCMU/8000/1", "PCMA": "PCMA/8000/1", "G722": "G722/16000/1", "Opus": "opus/48000/2"}
MEDIA = {"plain": ("none", ""), "SDES": ("sdes", "srtp-mand"), "DTLS": ("dtls", "dtls_srtp")}


def ways() -> Iterator[tuple[str, str, str]]:
    """Yield transport, encryption and codec: every codec, every transport with every encryption."""
    yield from (("udp", "plain", codec) for codec in CODECS)
    yield from (("tcp", media, codec) for media, codec in zip(MEDIA, ("PCMA", "G722", "Opus"), strict=True))
    yield from (("tls", media, codec) for media, codec in zip(MEDIA, ("G722", "PCMU", "Opus"), strict=True))
    yield from (("udp", media, "PCMU") for media in ("SDES", "DTLS"))
    yield "engine", "plain", "PCMA"


async def measure(transport: str, media: str, codec: str) -> str:
    """Return one line of the table."""
    encryption, wanted = MEDIA[media]
    account = f";audio_codecs={CODECS[codec]}" + (f";mediaenc={wanted}" if wanted else "")
    with TemporaryDirectory(prefix="ahoy-bench-speech-") as folder:
        exchange = Exchange(Path(folder))
        try:
            there, here = await converse(exchange, transport, account, encryption)
        finally:
            await exchange.stack.aclose()
    way = "UDP, Kamailio and rtpengine between" if transport == "engine" else transport.upper()
    return f"| {way} | {media} | {codec} | {there} | {here} |"


async def main() -> None:
    """Print the table."""
    print("| SIP over | media | codec | client to phone | phone to client |")
    print("|---|---|---|---|---|")
    for way in ways():
        print(await measure(*way), flush=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
